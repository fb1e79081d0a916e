// What several shapes of the API are made of: receipts of commands, people, firms, pages of lists. See
// app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/verdict.h"
#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct Receipt {
  std::int64_t entry = 0;
  std::string kind, at, leaf;
};  // leaf: SHA-256, hex
struct Done {
  std::string id;
  Receipt receipt;
};
struct Refused {
  rules::Verdict verdict;
  std::optional<Receipt> receipt;
};  // body of 403 and 409 after the gate
struct PersonView {
  std::string id, name, place;
};
struct FirmView {
  std::string id, name;
  rules::ConsentState consent = rules::ConsentState::none;
  std::int64_t depth = 0;
};
struct TimelineItem {
  std::int64_t entry = 0;
  std::string at, kind, by, text;
};
template <class T>
struct Page {
  std::vector<T> items;
  std::optional<std::string> next;  // pass it as ?after=
  BOOST_DESCRIBE_CLASS(Page, (), (items, next), (), ())
};
template <class T>
struct Items {
  std::vector<T> items;
  BOOST_DESCRIBE_CLASS(Items, (), (items), (), ())
};

#define D BOOST_DESCRIBE_STRUCT
D(Receipt, (), (entry, kind, at, leaf))
D(Done, (), (id, receipt))
D(Refused, (), (verdict, receipt))
D(PersonView, (), (id, name, place))
D(FirmView, (), (id, name, consent, depth))
D(TimelineItem, (), (entry, at, kind, by, text))
#undef D

}  // namespace sekisho::app::api
