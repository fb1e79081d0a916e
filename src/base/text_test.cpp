#include "base/text.h"

#include <doctest/doctest.h>

#include "base/json.h"

using sekisho::Text;

TEST_CASE("a literal is not copied, anything else is owned") {
  static const char* const written = "確かめました。";
  const Text literal = "確かめました。";
  std::string other = "受取人";
  const Text owned = other + "が決まっていません。";
  const Text lasting = Text::lasting(written);
  other = "x";
  CHECK(lasting.view().data() == written);
  CHECK(literal == written);
  CHECK(owned == "受取人が決まっていません。");
  const Text copy = owned;
  CHECK(copy.view().data() != owned.view().data());
  CHECK(copy == owned);
  CHECK(Text().empty());
  CHECK(literal + owned == "確かめました。受取人が決まっていません。");
  CHECK("a" + literal == "a確かめました。");
}

TEST_CASE("a text is a string in JSON, both ways") {
  const auto value = sekisho::json::to_json(Text("印"));
  CHECK(value.as_string() == "印");
  CHECK(*sekisho::json::from_json<Text>(value) == "印");
  CHECK_FALSE(sekisho::json::from_json<Text>(boost::json::value(1)));
}
