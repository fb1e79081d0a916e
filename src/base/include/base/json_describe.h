// What Boost.Describe knows about a type, as JSON needs it: its members, the names of its enumerators. See
// base/json.h.
#pragma once

#include <boost/describe.hpp>
#include <boost/json.hpp>
#include <boost/mp11.hpp>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sekisho::json {

namespace bj = boost::json;
namespace bd = boost::describe;

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;
template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = true;
template <class T>
inline constexpr bool is_map = false;
template <class T>
inline constexpr bool is_map<std::map<std::string, T>> = true;

template <class T>
concept Described = bd::has_describe_members<T>::value && !std::is_union_v<T>;
template <class T>
concept DescribedEnum = bd::has_describe_enumerators<T>::value;

template <Described T, class F>
void for_each_member(F&& f) {
  boost::mp11::mp_for_each<bd::describe_members<T, bd::mod_public | bd::mod_inherited>>(f);
}

template <DescribedEnum E>
std::string_view enum_name(E value) {
  return bd::enum_to_string(value, "?");
}
template <DescribedEnum E>
std::optional<E> enum_from_name(std::string_view name) {
  E value{};
  if (bd::enum_from_string(std::string(name).c_str(), value)) return value;
  return std::nullopt;
}

}  // namespace sekisho::json
