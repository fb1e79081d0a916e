#include "pdf_pages.h"

#include <algorithm>

#include "pdf_source.h"

namespace sekisho::formats {
namespace {

using Handle = QPDFObjectHandle;

constexpr double large_image_pixels = 200'000;                // an A4 page at 72 dpi has 500,000
constexpr std::uint64_t drawn_bytes = 2000;                   // of content without text
constexpr std::uint64_t most_work = std::uint64_t{24} << 20;  // bytes of content of a page
constexpr int deepest_form = 16;

double number(Handle value) { return value.isNumber() ? value.getNumericValue() : 0; }

Handle inherited(Handle page, const std::string& key) {
  for (int i = 0; i < 50 && page.isDictionary(); ++i) {
    if (page.hasKey(key)) return page.getKey(key);
    page = page.getKey("/Parent");
  }
  return Handle::newNull();
}

std::uint64_t product(std::uint64_t a, std::uint64_t b) {
  std::uint64_t out = 0;
  return __builtin_mul_overflow(a, b, &out) ? UINT64_MAX / 4 : std::min(out, UINT64_MAX / 4);
}

}  // namespace

PdfPages::Shown PdfPages::content(Handle stream, const Shown& called) {
  Shown shown = called;
  MeasuredStream measured(most_work);
  stream.pipeStreamData(&measured, 0, qpdf_dl_generalized, true);
  walk_.unpacked(measured.size());
  shown.work = std::min(UINT64_MAX / 4, measured.size() + product(measured.calls(), called.work));
  return shown;
}

PdfPages::Shown PdfPages::form(Handle stream, int depth) {
  const QPDFObjGen id = stream.getObjGen();
  if (const auto known = forms_.find(id); known != forms_.end()) return known->second;
  forms_[id] = {};
  return forms_[id] = content(stream, resources(stream.getDict().getKey("/Resources"), depth + 1));
}

PdfPages::Shown PdfPages::resources(Handle dictionary, int depth) {
  Shown out;
  Handle objects = dictionary.isDictionary() ? dictionary.getKey("/XObject") : dictionary;
  if (!objects.isDictionary() || walk_.stopped()) return out;
  if (depth > deepest_form) {
    out.work = UINT64_MAX / 4;
    return out;
  }
  const QPDFObjGen id = objects.getObjGen();
  if (objects.isIndirect()) {
    if (const auto known = resources_.find(id); known != resources_.end()) return known->second;
    resources_[id] = {};
  }
  for (const auto& [name, object] : objects.ditems()) {
    Handle stream = object;
    if (!stream.isStream()) continue;
    Handle dict = stream.getDict();
    if (dict.getKey("/Subtype").isNameAndEquals("/Image")) {
      out.image = true;
      out.large_image |= number(dict.getKey("/Width")) * number(dict.getKey("/Height")) >= large_image_pixels;
      continue;
    }
    const Shown inside = form(stream, depth);
    out.image |= inside.image;
    out.large_image |= inside.large_image;
    out.work = std::max(out.work, inside.work);
  }
  if (objects.isIndirect()) resources_[id] = out;
  return out;
}

PdfPageFacts PdfPages::facts(Handle page) {
  const Shown called = resources(inherited(page, "/Resources"), 0);
  std::uint64_t work = 0;
  Handle contents = page.getKey("/Contents");
  if (contents.isStream()) work = content(contents, called).work;
  if (contents.isArray())
    for (int i = 0, n = contents.getArrayNItems(); i < n && work <= most_work; ++i)
      if (Handle part = contents.getArrayItem(i); part.isStream()) work += content(part, called).work;
  return {called.image, called.large_image, work > drawn_bytes, work > most_work};
}

}  // namespace sekisho::formats
