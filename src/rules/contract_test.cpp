#include "rules/contract.h"

#include <doctest/doctest.h>

#include <set>

using namespace sekisho::rules;

TEST_CASE("the thirteen terms of the guideline, each with its words, and the seven that stop a hand-over") {
  const auto all = terms_in(all_terms);
  REQUIRE(all.size() == term_count);
  std::set<std::string_view> words;
  int stopping = 0;
  for (const Term term : all) {
    CHECK(words.insert(term_ja(term)).second);
    CHECK_FALSE(term_en(term).empty());
    stopping += stops_handover(term) ? 1 : 0;
  }
  CHECK(stopping == 7);
  CHECK(terms_missing(all_terms).empty());
  CHECK(terms_missing(all_terms & ~bit_of(Term::secrecy)) == std::vector<Term>{Term::secrecy});
  CHECK(terms_missing(0).size() == term_count);
  CHECK(parts_missing(bit_of(ContractPart::selection)).size() == 3);
  CHECK(stops_handover(static_cast<Term>(99)));
}
