#include "duty_rows.h"

#include <doctest/doctest.h>

using namespace sekisho;
using namespace sekisho::app;
using rules::Role;

namespace {

Viewer viewer(rules::Side side, Role role) {
  Viewer out;
  out.person = "person";
  out.side = side;
  out.roles = {role};
  (side == rules::Side::town ? out.section : out.contractor) = "place";
  return out;
}

}  // namespace

TEST_CASE("what a viewer may owe is read, and not more") {
  for (const auto role : {Role::department_officer, Role::supervising_officer, Role::ciso, Role::auditor}) {
    const auto scope = duty_scope(viewer(rules::Side::town, role), {});
    CHECK((scope.section.empty() && scope.contractor.empty() && scope.person.empty()));
  }
  const auto section = duty_scope(viewer(rules::Side::town, Role::section_manager), {});
  CHECK((section.section == "place" && section.contractor.empty() && section.person == "person"));
  const auto firm = duty_scope(viewer(rules::Side::contractor, Role::contractor_manager), {});
  CHECK((firm.section.empty() && firm.contractor == "place" && firm.person == "person"));
  const auto worker = duty_scope(viewer(rules::Side::contractor, Role::worker), {});
  CHECK((worker.section.empty() && worker.contractor.empty() && worker.person == "person"));
}

TEST_CASE("a scope becomes a condition over the columns that are there") {
  const DutyColumns columns{"section", "contractor", ""};
  CHECK(in_scope("state = 'held'", {}, columns).sql == "state = 'held'");
  const auto both = in_scope("state = 'held'", {"s", "c", "p"}, columns);
  CHECK(both.sql == "(state = 'held') AND (section = :p0 OR contractor = :p1)");
  CHECK(both.params.size() == 2);
  CHECK(in_scope("state = 'held'", {"", "", "p"}, columns).sql == "(state = 'held') AND (1 = 0)");
}
