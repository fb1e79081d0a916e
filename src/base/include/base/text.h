// Texts for people that mostly stand in the program: a literal is kept as it is, anything else is copied and
// owned. They save the gate the copying of some fifty sentences a verdict.
#pragma once

#include <concepts>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sekisho {

template <class T>
concept Letters = std::convertible_to<const T&, std::string_view>;

// Reads as a std::string_view.
class Text {
 public:
  Text() = default;
  template <std::size_t size>
  Text(const char (&literal)[size]) : view_(literal, size - 1) {}  // NOLINT(google-explicit-constructor)
  template <std::size_t size>
  Text(char (&buffer)[size]) = delete;  // does not last
  template <class T>
    requires std::convertible_to<const T&, std::string> && (!std::is_array_v<T>)
  Text(const T& text) : Text(copied(std::string_view(text))) {}  // NOLINT(google-explicit-constructor)
  explicit Text(std::string_view text) : Text(copied(text)) {}
  // Of something that lasts as long as the program, e.g. a constant.
  static Text lasting(std::string_view text) {
    Text out;
    out.view_ = text;
    return out;
  }

  Text(const Text& other) : view_(other.view_) {
    if (other.owned_) *this = copied(other.view_);
  }
  Text(Text&& other) noexcept : view_(std::exchange(other.view_, {})), owned_(std::move(other.owned_)) {}
  Text& operator=(Text other) noexcept {
    view_ = other.view_;
    owned_ = std::move(other.owned_);
    return *this;
  }
  ~Text() = default;

  std::string_view view() const { return view_; }
  operator std::string_view() const { return view_; }  // NOLINT(google-explicit-constructor)
  std::string str() const { return std::string(view_); }
  bool empty() const { return view_.empty(); }
  bool starts_with(std::string_view start) const { return view_.starts_with(start); }
  std::size_t find(std::string_view what) const { return view_.find(what); }

  template <Letters T>
  friend bool operator==(const Text& a, const T& b) {
    return a.view() == std::string_view(b);
  }
  template <Letters T>
  friend std::string operator+(const Text& a, const T& b) {
    return a.str().append(std::string_view(b));
  }
  template <Letters T>
    requires(!std::same_as<T, Text>)
  friend std::string operator+(const T& a, const Text& b) {
    return std::string(a).append(b.view());
  }

 private:
  static Text copied(std::string_view text) {
    Text out;
    if (text.empty()) return out;
    out.owned_ = std::make_unique_for_overwrite<char[]>(text.size());
    text.copy(out.owned_.get(), text.size());
    out.view_ = {out.owned_.get(), text.size()};
    return out;
  }

  std::string_view view_;
  std::unique_ptr<char[]> owned_;
};

}  // namespace sekisho
