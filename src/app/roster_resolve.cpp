// Who a submitted list means, and what is wrong with it.
#include <algorithm>
#include <map>

#include "cell_values.h"
#include "inspect/text.h"
#include "roster_rows.h"
#include "store/rows.h"

namespace sekisho::app {
namespace {

constexpr std::size_t longest = 600;

std::u16string key_of_person(const std::string& name, const std::string& kana) {
  auto reading = inspect::fold(kana);
  inspect::fold_long_vowels(reading);
  return inspect::fold(name) + u'\n' + reading;
}

class Resolving {
 public:
  Resolving(store::Connection& c, const store::Engagement& engagement, const std::string& contractor)
      : contractor_(contractor) {
    for (auto& worker : store::select<store::Worker>(c, "contractor = :p0", {contractor})) {
      if (worker.left_on.empty()) by_key_[key_of_person(worker.name, worker.kana)].push_back(worker.id);
      const auto id = worker.id;
      workers_.emplace(id, std::move(worker));
    }
    // The firms of this contract by name and number: who is named as employer may be one of them.
    for (const auto& firm : store::select<store::Contractor>(
             c,
             "id = :p0 OR id = :p1 OR id IN (SELECT contractor FROM sub_contracts WHERE engagement = :p2 AND "
             "state = 'consented')",
             {contractor, engagement.contractor, engagement.id}))
      firms_.push_back(firm);
  }

  Resolved operator()(const std::vector<api::RosterPerson>& people) {
    for (const auto& person : people) {
      ++row_;
      take(person);
    }
    return std::move(out_);
  }

 private:
  void problem(std::string field, const std::string& text, std::string ja, std::string en) {
    out_.problems.push_back({row_, "", std::move(field), text.substr(0, 200), std::move(ja), std::move(en)});
  }

  // A text as it was meant; false where it cannot be taken.
  bool clean(std::string& text, const char* field, bool required) {
    text = trimmed(text);
    if (text.empty() && required) {
      problem(field, "", "入っていません。", "empty");
      return false;
    }
    if (text.size() > longest) {
      problem(field, "", "文字が多すぎます。短くしてください。", "too long");
      return false;
    }
    if (looks_like_individual_number(text)) {  // not even shown again
      problem(field, "",
              "個人番号（マイナンバー）らしい 12 桁の数字があります。この仕組みには入れないでください。",
              "12 digits, like an individual number: it must not be entered");
      return false;
    }
    return true;
  }

  void take(api::RosterPerson person) {
    bool sound = true;
    const bool named = !person.worker.empty();
    sound = clean(person.name, "name", !named) && sound;
    sound = clean(person.kana, "kana", !named) && sound;
    for (auto [text, field] : {std::pair(&person.work, "work"), std::pair(&person.workplace, "workplace"),
                               std::pair(&person.employer, "employer")})
      sound = clean(*text, field, false) && sound;
    if (sound && is_whom(person)) check_employer(person);
    out_.people.push_back(std::move(person));
  }

  // Finds who it is: by number, or by name and reading.
  bool is_whom(api::RosterPerson& person) {
    const auto key = key_of_person(person.name, person.kana);
    if (person.worker.empty()) {
      const auto known = by_key_.find(key);
      if (known != by_key_.end() && known->second.size() > 1) {
        problem("worker", "", "同じ名前とフリガナの人が、何人もいます。従事者番号を入れてください。",
                "several people of this name and reading");
        return false;
      }
      if (known != by_key_.end()) person.worker = known->second.front();
    } else {
      const auto known = workers_.find(person.worker);
      if (known == workers_.end()) {
        problem("worker", person.worker,
                "この番号の人は、この会社の従事者として登録されていません。番号を消すと、新しい人として登録し"
                "ます。",
                "not a worker of this firm");
        return false;
      }
      if (!known->second.left_on.empty()) {
        problem("worker", person.worker,
                "この人は、すでに離れています。戻った人は、番号を消して、新しい人として載せてください。",
                "a worker who has left");
        return false;
      }
      if (!person.name.empty() && inspect::fold(person.name) != inspect::fold(known->second.name)) {
        problem(
            "name", person.name,
            "この番号の人の名前と違います。別の人なら番号を消してください。名前が変わった人も、番号を消して"
            "、新しい人として載せてください。",
            "not the name of the worker with this number");
        return false;
      }
      person.name = known->second.name;
      person.kana = known->second.kana;
    }
    const auto mark = person.worker.empty() ? u"new " + key : u"old " + inspect::fold(person.worker);
    const auto [seen, fresh] = rows_.try_emplace(mark, row_);
    if (!fresh)
      problem("name", person.name, std::to_string(seen->second) + " 人目と同じ人です。",
              "the same person as number " + std::to_string(seen->second));
    return fresh;
  }

  void check_employer(api::RosterPerson& person) {
    if (person.employer.empty()) return;
    const auto number = digits_of(person.employer);
    const auto folded = inspect::fold(person.employer);
    const auto firm = std::ranges::find_if(firms_, [&](const store::Contractor& f) {
      return number.size() == 13 ? f.corporate_number == number : inspect::fold(f.name) == folded;
    });
    if (firm != firms_.end() && firm->id == contractor_) {
      person.employer.clear();
      return;
    }
    out_.other_employers.push_back(person.employer);
    if (firm != firms_.end())
      problem("employer", person.employer,
              "この人は「" + firm->name + "」に雇われています。その会社の名簿に載せてください。",
              "employed by another firm of this contract");
    else
      problem("employer", person.employer,
              "この会社に雇われていない人です。雇い主の会社に自治体の承諾がないので、名簿に載せることはできま"
              "せん。",
              "employed by a firm that the town has not consented to");
  }

  std::string contractor_;
  std::map<std::string, store::Worker> workers_;
  std::map<std::u16string, std::vector<std::string>> by_key_;
  std::vector<store::Contractor> firms_;
  std::map<std::u16string, std::int64_t> rows_;
  std::int64_t row_ = 0;
  Resolved out_;
};

}  // namespace

Resolved resolve_people(store::Connection& c, const store::Engagement& engagement,
                        const std::string& contractor, const std::vector<api::RosterPerson>& people) {
  return Resolving(c, engagement, contractor)(people);
}

}  // namespace sekisho::app
