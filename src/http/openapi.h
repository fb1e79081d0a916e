// Builds the OpenAPI 3.1 document from the same declarations that parse and serialise: one source.
#pragma once

#include <boost/core/demangle.hpp>
#include <boost/json.hpp>
#include <string>
#include <typeinfo>

#include "base/json.h"

namespace sekisho::http {

class OpenApi {
 public:
  template <class T>
  boost::json::object schema() {
    using json::DescribedEnum;
    if constexpr (std::same_as<T, bool>) {
      return {{"type", "boolean"}};
    } else if constexpr (std::integral<T>) {
      return {{"type", "integer"}, {"format", "int64"}};
    } else if constexpr (std::same_as<T, std::string> || std::same_as<T, Text>) {
      return {{"type", "string"}};
    } else if constexpr (std::same_as<T, boost::json::value> || std::same_as<T, boost::json::object>) {
      return {};
    } else if constexpr (DescribedEnum<T>) {
      return named<T>([] {
        boost::json::array names;
        boost::mp11::mp_for_each<boost::describe::describe_enumerators<T>>(
            [&](auto d) { names.push_back(d.name); });
        return boost::json::object{{"type", "string"}, {"enum", std::move(names)}};
      });
    } else if constexpr (json::is_optional<T>) {
      return {{"anyOf",
               boost::json::array{schema<typename T::value_type>(), boost::json::object{{"type", "null"}}}}};
    } else if constexpr (json::is_vector<T>) {
      return {{"type", "array"}, {"items", schema<typename T::value_type>()}};
    } else if constexpr (json::is_map<T>) {
      return {{"type", "object"}, {"additionalProperties", schema<typename T::mapped_type>()}};
    } else {
      return named<T>([this] {
        boost::json::object properties;
        boost::json::array required;
        json::for_each_member<T>([&](auto d) {
          using Member = std::remove_cvref_t<decltype(std::declval<T>().*d.pointer)>;
          properties[d.name] = schema<Member>();
          required.push_back(d.name);
        });
        return boost::json::object{{"type", "object"},
                                   {"properties", std::move(properties)},
                                   {"required", std::move(required)},
                                   {"additionalProperties", false}};
      });
    }
  }

  // "PassageView"; "PageOfPassageRow" for a template.
  template <class T>
  static std::string name_of() {
    std::string name = boost::core::demangle(typeid(T).name());
    std::string out;
    std::string word;
    for (const char c : name) {
      if (c == ':' || c == ' ') {
        word.clear();
      } else if (c == '<') {
        out += word + "Of";
        word.clear();
      } else if (c != '>' && c != ',') {
        word += c;
      }
    }
    return out + word;
  }

  void add(std::string_view method, const std::string& path, boost::json::object operation) {
    boost::json::array parameters;
    std::size_t at = 0;
    while ((at = path.find('{', at)) != std::string::npos) {
      const auto end = path.find('}', at);
      parameters.push_back(boost::json::object{{"name", path.substr(at + 1, end - at - 1)},
                                               {"in", "path"},
                                               {"required", true},
                                               {"schema", {{"type", "string"}}}});
      at = end;
    }
    if (!parameters.empty()) operation["parameters"] = std::move(parameters);
    auto& item = paths_[path];
    if (!item.is_object()) item = boost::json::object();
    item.as_object()[method] = std::move(operation);
  }

  std::string document() const {
    return boost::json::serialize(boost::json::object{
        {"openapi", "3.1.0"},
        {"info", {{"title", "Sekisho"}, {"version", "1"}}},
        {"paths", paths_},
        {"components",
         {{"schemas", schemas_},
          {"securitySchemes",
           {{"session", {{"type", "apiKey"}, {"in", "cookie"}, {"name", "__Host-sekisho"}}}}}}},
        {"security", boost::json::array{boost::json::object{{"session", boost::json::array()}}}}});
  }

 private:
  template <class T, class Make>
  boost::json::object named(Make&& make) {
    const std::string name = name_of<T>();
    if (!schemas_.contains(name)) {
      schemas_[name] = nullptr;  // marks it as begun, for types that hold themselves
      auto made = make();
      schemas_[name] = std::move(made);
    }
    return {{"$ref", "#/components/schemas/" + name}};
  }

  boost::json::object paths_;
  boost::json::object schemas_;
};

}  // namespace sekisho::http
