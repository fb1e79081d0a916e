// The names of the fictional town of sample.h, and people of it.
#pragma once

#include "rules/facts.h"

namespace sekisho::rules::sample {

inline constexpr const char* section = "sec_welfare000000001";
inline constexpr const char* other_section = "sec_tax0000000000001";
inline constexpr const char* prime = "con_prime00000000001";
inline constexpr const char* sub = "con_sub0000000000001";
inline constexpr const char* other_firm = "con_other00000000001";
inline constexpr const char* binding = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

inline Actor officer(std::string name, Role role) {
  return {"acc_" + name, "off_" + name, {role}, Side::town, section, "", true, true};
}
inline Actor contractor_person(std::string name, Role role, std::string firm) {
  return {"acc_" + name, "wkr_" + name, {role}, Side::contractor, "", std::move(firm), true, true};
}
inline Approval approval(std::string name, Role role) {
  return {"acc_" + name, "off_" + name, Side::town, {role}, Decision::approve, binding};
}

}  // namespace sekisho::rules::sample
