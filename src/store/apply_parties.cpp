// Town, people, contractors, contracts, rosters.
#include "apply_kinds.h"

namespace sekisho::store {

namespace bj = boost::json;

void add_party_kinds(Kinds& kinds) {
  kinds.insert({
      {"town.opened", put_row("town")},
      {"section.registered", put_row("sections")},
      {"officer.registered", put_row("officers")},
      {"asset.registered", put_row("assets")},
      {"contractor.registered", put_row("contractors")},
      {"engagement.registered", put_row("engagements")},
  });
}

}  // namespace sekisho::store
