// Records in JSON and XML.
#include "scan_table.h"
#include "scanner.h"

namespace sekisho::inspect {

void Scanner::json(char16_t c) {
  if (c == u'"') {
    in_string_ = !in_string_;
    end_field();
    return;
  }
  end_field();
  if (in_string_) return;
  if (c == u'{' || c == u'[') {
    const bool in_list = depth_ > 0 && depth_ <= 64 && (lists_ >> (depth_ - 1) & 1);
    if (c == u'{' && (depth_ == 0 || in_list) && (record_depth_ == 0 || depth_ + 1 <= record_depth_)) {
      end_record();
      record_depth_ = in_list ? depth_ + 1 : 0;
    }
    ++depth_;
    if (depth_ <= 64) {
      const std::uint64_t mask = std::uint64_t{1} << (depth_ - 1);
      lists_ = c == u'[' ? lists_ | mask : lists_ & ~mask;
    }
  } else if (c == u'}' || c == u']') {
    if (depth_ > 0) --depth_;
    if (depth_ + 1 < record_depth_) record_depth_ = 0;
  }
}

void Scanner::tag(char16_t c) {
  if (tag_ == Tag::start && (c == u'!' || c == u'?')) {
    tag_ = Tag::none;
    return;
  }
  if (tag_ == Tag::start && c == u'/') {
    tag_ = Tag::close;
    return;
  }
  const bool ends = c == u' ' || c == u'>' || c == u'/' || c == u'\t' || c == u'\n' || c == u'\r';
  if (!ends) {
    tag_hash_ = (tag_hash_ ^ c) * 16777619u;
    if (tag_ == Tag::start) tag_ = Tag::name;
    return;
  }
  if (tag_ == Tag::close) {
    // Tags that are never closed (<br>) are skipped over.
    for (unsigned d = depth_; d > 0; --d)
      if (d <= deepest && open_[d] == tag_hash_) {
        depth_ = d - 1;
        break;
      }
    tag_ = Tag::none;
  } else {
    open_tag();
    tag_ = Tag::rest;
  }
}

void Scanner::open_tag() {
  ++depth_;
  if (depth_ > deepest) {
    depth_ = deepest;
    return;
  }
  open_[depth_] = tag_hash_;
  if (sibling_[depth_] == tag_hash_ && (record_depth_ == 0 || depth_ <= record_depth_)) {
    end_record();
    record_depth_ = depth_;
  }
  sibling_[depth_] = tag_hash_;
  if (depth_ < deepest) sibling_[depth_ + 1] = 0;
}

}  // namespace sekisho::inspect
