// Values from JSON; the error names the field. See base/json.h.
#pragma once

#include <concepts>

#include "base/error.h"
#include "base/json_describe.h"
#include "base/text.h"

namespace sekisho::json {

std::unexpected<Error> wrong(const std::string& field, std::string_view ja, std::string_view en);

template <class T>
Result<T> from_json(const bj::value& from, const std::string& field = {}) {
  if constexpr (std::same_as<T, bool>) {
    if (!from.is_bool())
      return wrong(field, "は、はい・いいえ（true・false）で入れてください。", " must be true or false");
    return from.as_bool();
  } else if constexpr (std::integral<T>) {
    boost::system::error_code error;
    const auto number = from.is_number() ? from.to_number<T>(error) : T{};
    if (!from.is_number() || error || from.is_double())
      return wrong(field, "は、整数で入れてください。", " must be a whole number");
    return number;
  } else if constexpr (std::same_as<T, std::string>) {
    if (!from.is_string()) return wrong(field, "は、文字で入れてください。", " must be a string");
    if (from.as_string().find('\0') != bj::string::npos)
      return wrong(field, "に、使えない文字があります。", " must not hold a NUL character");
    return std::string(from.as_string());
  } else if constexpr (std::same_as<T, Text>) {
    SEKISHO_TRY(auto text, from_json<std::string>(from, field));
    return Text(std::move(text));
  } else if constexpr (std::same_as<T, bj::value>) {
    return from;
  } else if constexpr (std::same_as<T, bj::object>) {
    if (!from.is_object()) return wrong(field, "の形が正しくありません。", " must be an object");
    return from.as_object();
  } else if constexpr (DescribedEnum<T>) {
    if (from.is_string())
      if (const auto value = enum_from_name<T>(std::string_view(from.as_string()))) return *value;
    std::string names;
    boost::mp11::mp_for_each<bd::describe_enumerators<T>>(
        [&](auto d) { names += (names.empty() ? "" : ", ") + std::string(d.name); });
    return wrong(field, "は、選択肢の中から選んでください。", " must be one of: " + names);
  } else if constexpr (is_optional<T>) {
    if (from.is_null()) return T{};
    SEKISHO_TRY(auto value, from_json<typename T::value_type>(from, field));
    return T(std::move(value));
  } else if constexpr (is_vector<T>) {
    if (!from.is_array()) return wrong(field, "は、一覧の形で入れてください。", " must be a list");
    T out;
    out.reserve(from.as_array().size());
    for (const auto& item : from.as_array()) {
      SEKISHO_TRY(auto value,
                  from_json<typename T::value_type>(item, field + "[" + std::to_string(out.size()) + "]"));
      out.push_back(std::move(value));
    }
    return out;
  } else if constexpr (is_map<T>) {
    if (!from.is_object()) return wrong(field, "の形が正しくありません。", " must be an object");
    T out;
    for (const auto& item : from.as_object()) {
      SEKISHO_TRY(auto value,
                  from_json<typename T::mapped_type>(item.value(), field + "." + std::string(item.key())));
      out.emplace(item.key(), std::move(value));
    }
    return out;
  } else {
    static_assert(Described<T>, "declare it with BOOST_DESCRIBE_STRUCT");
    if (!from.is_object()) return wrong(field, "の形が正しくありません。", " must be an object");
    const auto& object = from.as_object();
    T out{};
    std::optional<Error> error;
    std::size_t known = 0;
    for_each_member<T>([&](auto d) {
      if (error) return;
      using Member = std::remove_reference_t<decltype(out.*d.pointer)>;
      const std::string name = field.empty() ? std::string(d.name) : field + "." + d.name;
      const auto it = object.find(d.name);
      if (it == object.end()) {
        if constexpr (!is_optional<Member>) error = wrong(name, "が入っていません。", " is missing").error();
        return;
      }
      ++known;
      auto value = from_json<Member>(it->value(), name);
      if (value) {
        out.*d.pointer = *std::move(value);
      } else {
        error = std::move(value).error();
      }
    });
    if (error) return pass_on(*std::move(error));
    if (known != object.size()) {
      for (const auto& item : object) {
        bool found = false;
        for_each_member<T>([&](auto d) { found = found || item.key() == d.name; });
        if (!found) {
          const std::string name = (field.empty() ? "" : field + ".") + std::string(item.key());
          return wrong(name, "という項目はありません。", " is not a known field");
        }
      }
    }
    return out;
  }
}

}  // namespace sekisho::json
