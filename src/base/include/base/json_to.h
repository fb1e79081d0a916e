// Values as JSON. See base/json.h.
#pragma once

#include <concepts>

#include "base/json_describe.h"
#include "base/text.h"

namespace sekisho::json {

template <class T>
bj::value to_json(const T& from) {
  if constexpr (std::same_as<T, bool>) {
    return from;
  } else if constexpr (std::integral<T>) {
    return static_cast<std::int64_t>(from);
  } else if constexpr (std::same_as<T, std::string>) {
    return bj::value(bj::string(from));
  } else if constexpr (std::same_as<T, Text>) {
    return bj::value(bj::string(from.view()));
  } else if constexpr (std::same_as<T, bj::value> || std::same_as<T, bj::object>) {
    return from;
  } else if constexpr (DescribedEnum<T>) {
    return bj::value(bj::string(enum_name(from)));
  } else if constexpr (is_optional<T>) {
    return from ? to_json(*from) : bj::value(nullptr);
  } else if constexpr (is_vector<T>) {
    bj::array out;
    out.reserve(from.size());
    for (const auto& item : from) out.push_back(to_json(item));
    return out;
  } else if constexpr (is_map<T>) {
    bj::object out;
    for (const auto& [key, item] : from) out[key] = to_json(item);
    return out;
  } else {
    static_assert(Described<T>, "declare it with BOOST_DESCRIBE_STRUCT");
    bj::object out;
    for_each_member<T>([&](auto d) { out[d.name] = to_json(from.*d.pointer); });
    return out;
  }
}

}  // namespace sekisho::json
