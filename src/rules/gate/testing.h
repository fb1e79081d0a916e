// Small helpers shared by the gate's tests.
#pragma once

#include <boost/describe.hpp>
#include <boost/mp11.hpp>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "gate/sample.h"
#include "rules/gate.h"

namespace sekisho::rules::testing {

template <class E>
std::vector<E> every() {
  std::vector<E> out;
  boost::mp11::mp_for_each<boost::describe::describe_enumerators<E>>([&](auto d) { out.push_back(d.value); });
  return out;
}
template <class E>
std::string name(E value) {
  return boost::describe::enum_to_string(value, "?");
}

inline const Finding* finding(const Verdict& verdict, std::string_view rule) {
  for (const auto& f : verdict.findings)
    if (f.rule == rule) return &f;
  return nullptr;
}
inline Outcome outcome(const Facts& facts, std::string_view rule) {
  const auto verdict = judge(facts);
  const auto* found = finding(verdict, rule);
  return found == nullptr ? Outcome::failed : found->outcome;
}
// The rules that did not pass, for messages and comparisons.
inline std::string open(const Facts& facts) {
  std::string out;
  for (const auto& f : judge(facts).findings)
    if (f.outcome != Outcome::passed) out += (out.empty() ? "" : " ") + f.rule;
  return out;
}

}  // namespace sekisho::rules::testing
