// BOOST_DESCRIBE_ENUM takes some fifty names (Boost 1.81). An enumeration with more is written as a list
// macro, X for each name:
//   #define SEKISHO_ACTS(X) X(draft_passage) X(change_passage) …
//   SEKISHO_LARGE_ENUM(Act, SEKISHO_ACTS)
#pragma once

#include <boost/describe/enum.hpp>

#define SEKISHO_ENUMERATOR(name) name,
#define SEKISHO_LARGE_ENUM(Enum, LIST)                                                  \
  enum class Enum { LIST(SEKISHO_ENUMERATOR) };                                         \
  inline auto boost_enum_descriptor_fn(Enum**) {                                        \
    using E = Enum;                                                                     \
    return boost::describe::detail::enum_descriptor_fn_impl(0 LIST(SEKISHO_DESCRIBED)); \
  }
#define SEKISHO_DESCRIBED(enumerator)                                  \
  , [] {                                                               \
    struct _boost_desc {                                               \
      static constexpr auto value() noexcept { return E::enumerator; } \
      static constexpr auto name() noexcept { return #enumerator; }    \
    };                                                                 \
    return _boost_desc();                                              \
  }()
