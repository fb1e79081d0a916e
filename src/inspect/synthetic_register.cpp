#include "inspect/synthetic_register.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <vector>

#include "inspect/identifiers.h"
#include "synthetic_names.h"

namespace sekisho::inspect {
namespace {

using namespace std::chrono;
using parts::Part;

constexpr sys_days today = 2025y / 4 / 1;  // fixed, so that the register does not depend on when it is made

class Random {  // SplitMix64
 public:
  // The seed is mixed first: the streams of seeds beside each other must not be one stream, shifted.
  explicit Random(std::uint64_t seed) : state_(mix(seed + 0x5851F42D4C957F2Du)) {}
  std::uint64_t next() { return mix(state_ += 0x9E3779B97F4A7C15u); }
  std::uint64_t below(std::uint64_t n) {
    return static_cast<std::uint64_t>(static_cast<unsigned __int128>(next()) * n >> 64);
  }
  bool chance(unsigned percent) { return below(100) < percent; }
  template <class T, std::size_t N>
  const T& pick(const T (&from)[N]) {
    return from[below(N)];
  }
  // The first are picked more often than the last.
  template <class T, std::size_t N>
  const T& pick_early(const T (&from)[N]) {
    return from[below(below(N) + 1)];
  }

 private:
  static std::uint64_t mix(std::uint64_t z) {
    z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
    z = (z ^ z >> 27) * 0x94D049BB133111EBu;
    return z ^ z >> 31;
  }

  std::uint64_t state_;
};

// Different numbers below `space` in no visible order: i → (a·i + b) mod space, a prime to it.
class Numbers {
 public:
  Numbers(std::uint64_t space, std::uint64_t factor, std::uint64_t offset)
      : space_(space), factor_(factor), offset_(offset) {}
  // A town's own, which another town may have given as well.
  Numbers(Random& random, std::uint64_t space) : space_(space), offset_(random.below(space)) {
    do factor_ = space / 3 + random.below(space / 2);
    while (factor_ % 2 == 0 || factor_ % 3 == 0 || factor_ % 5 == 0);
  }
  std::uint64_t at(std::uint64_t i) const {
    return static_cast<std::uint64_t>((static_cast<unsigned __int128>(factor_) * i + offset_) % space_);
  }

 private:
  std::uint64_t space_;
  std::uint64_t factor_ = 1;
  std::uint64_t offset_;
};

// Individual numbers and record codes are given once in the country: each town has a part of them to itself.
constexpr std::uint64_t most_of_town = 4'000'000;
constexpr std::uint64_t record_codes = 9'000'000'000;
constexpr std::uint64_t towns = record_codes / most_of_town;

struct Name {
  std::string text;
  std::string kana;
  bool foreign = false;
};

Name joined(const Part& a, const Part& b) {
  return {std::string(a.text).append(b.text), std::string(a.kana).append(b.kana)};
}

class Town {
 public:
  explicit Town(std::uint64_t seed)
      : random_(seed),
        ledger_(random_, 900'000'000),
        household_(random_, 900'000'000),
        individual_(100'000'000'000, 38'196'601'127, 14'142'135'623),
        record_(record_codes, 3'437'694'101, 1'414'213'562),
        people_(seed % towns * most_of_town) {
    while (places_.size() < 150) {
      const std::string place =
          std::string(random_.pick(parts::place_fronts)).append(random_.pick(parts::place_backs));
      if (std::find(places_.begin(), places_.end(), place) == places_.end()) places_.push_back(place);
    }
    for (int i = 0; i < 6000; ++i) {
      const std::size_t place = random_.below(places_.size());
      buildings_.push_back(
          {place, block(place), places_[place] + std::string(random_.pick(parts::building_backs))});
    }
  }

  // People of one household; false when `take` or the count stopped it.
  bool household(std::uint32_t& left, const std::function<bool(const SyntheticResident&)>& take) {
    constexpr std::array<unsigned, 6> share{38, 66, 82, 94, 99, 100};  // of 1 … 6 people, summed up
    const auto dice = random_.below(100);
    const auto size = static_cast<std::uint32_t>(
        std::find_if(share.begin(), share.end(), [&](unsigned s) { return dice < s; }) - share.begin() + 1);
    SyntheticResident who;
    who.household_number = with_check(100'000'000 + household_.at(households_++));
    place(who, size);
    const Name family = family_name();
    const int head_age = age_of_head();
    const bool head_is_man = random_.chance(size == 1 ? 48 : 80);
    for (std::uint32_t i = 0; i < size && left > 0; ++i, --left) {
      bool man = random_.chance(50);
      int age = 0;
      if (i == 0) {
        who.relation = "世帯主";
        age = head_age;
        man = head_is_man;
      } else if (i == 1 && random_.chance(82)) {
        who.relation = head_is_man ? "妻" : "夫";
        age = std::clamp(head_age + static_cast<int>(random_.below(11)) - 5, 18, 104);
        man = !head_is_man;
      } else if (head_age < 75 && random_.chance(92)) {
        who.relation = "子";
        age = std::max(0, head_age - 22 - static_cast<int>(random_.below(16)));
      } else {
        who.relation = man ? "父" : "母";
        age = std::min(106, head_age + 20 + static_cast<int>(random_.below(15)));
      }
      person(who, family, age, man);
      if (!take(who)) return false;
    }
    return true;
  }

 private:
  struct Building {
    std::size_t place;
    std::string block;
    std::string name;
  };

  static std::string with_check(std::uint64_t payload) {
    std::string text = std::to_string(payload);
    text.push_back(*ledger_number_check(text));
    return text;
  }

  std::string block(std::size_t place) {
    static constexpr std::string_view chome[] = {"一", "二", "三", "四", "五", "六", "七", "八"};
    const std::size_t most = place % 7 + 2;
    return fmt::format("{}丁目{}番{}号", chome[random_.below(most)], 1 + random_.below(40),
                       1 + random_.below(30));
  }

  void place(SyntheticResident& who, std::uint32_t size) {
    std::string rest;
    std::size_t place = 0;
    if (random_.chance(size <= 2 ? 55 : 25)) {
      const Building& building = buildings_[random_.below(buildings_.size())];
      place = building.place;
      rest = fmt::format("{}　{}{}号室", building.block, building.name,
                         (1 + random_.below(9)) * 100 + 1 + random_.below(12));
    } else {
      place = random_.below(places_.size());
      rest = block(place);
    }
    who.address =
        std::string(synthetic_prefecture).append(synthetic_town).append(places_[place]).append(rest);
    who.postal_code = fmt::format("000-{:04}", 1 + place);
  }

  Name family_name() {
    if (random_.chance(2)) {
      const Part& part = random_.pick(parts::foreign_families);
      return {std::string(part.text), std::string(part.kana), true};
    }
    if (random_.chance(55)) {
      const Part& part = random_.pick_early(parts::surnames);
      return {std::string(part.text), std::string(part.kana)};
    }
    for (;;) {
      const Part& front = random_.pick(parts::surname_fronts);
      const Part& back = random_.pick(parts::surname_backs);
      if (front.text != back.text) return joined(front, back);
    }
  }

  Name given_name(bool man, bool foreign) {
    if (foreign) {
      const Part& part = random_.pick(parts::foreign_given);
      return {std::string(part.text), std::string(part.kana)};
    }
    if (random_.chance(3)) {
      const Part& part = random_.pick(parts::plain_names);
      return {std::string(part.text), std::string(part.kana)};
    }
    return man ? joined(random_.pick(parts::men_fronts), random_.pick(parts::men_backs))
               : joined(random_.pick(parts::women_fronts), random_.pick(parts::women_backs));
  }

  // An ageing town: most heads of households are between 30 and 85.
  int age_of_head() {
    const auto dice = random_.below(100);
    if (dice < 12) return 18 + static_cast<int>(random_.below(12));
    if (dice < 60) return 30 + static_cast<int>(random_.below(30));
    if (dice < 92) return 60 + static_cast<int>(random_.below(22));
    return 82 + static_cast<int>(random_.below(20));
  }

  void person(SyntheticResident& who, const Name& family, int age, bool man) {
    const std::uint64_t i = people_++;
    who.ledger_number = with_check(100'000'000 + ledger_.at(i));
    who.individual_number = fmt::format("{:011}", individual_.at(i));
    who.individual_number.push_back(*individual_number_check(who.individual_number));
    who.record_code = std::to_string(1'000'000'000 + record_.at(i));
    who.record_code.push_back(*ledger_number_check(who.record_code));  // the same modulus and weights
    const Name given = given_name(man, family.foreign);
    who.name = family.text + "　" + given.text;
    who.kana = family.kana + "　" + given.kana;
    who.sex = man ? '1' : '2';
    who.birth = today - days(static_cast<int>(age * 365.2425) + 1 + static_cast<int>(random_.below(365)));
    const auto lived = static_cast<std::uint64_t>((today - who.birth).count());
    who.resident_since = random_.chance(45) ? who.birth : who.birth + days(random_.below(lived));
  }

  Random random_;
  Numbers ledger_;
  Numbers household_;
  Numbers individual_;
  Numbers record_;
  std::vector<std::string> places_;
  std::vector<Building> buildings_;
  std::uint64_t people_;
  std::uint64_t households_ = 0;
};

std::string plain_day(Day day) {
  const year_month_day date(day);
  return fmt::format("{:04}{:02}{:02}", static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                     static_cast<unsigned>(date.day()));
}

}  // namespace

std::string synthetic_town_code() {
  std::string code = "99001";
  code.push_back(*town_code_check(code));
  return code;
}

void synthesize(std::uint64_t seed, std::uint32_t count,
                const std::function<bool(const SyntheticResident&)>& take) {
  Town town(seed);
  while (count > 0 && town.household(count, take)) {
  }
}

bool write_synthetic_csv(const SyntheticOptions& options, const WritePiece& write) {
  std::string piece = options.extract ? "統一コード,氏名,郵便番号,住所,生年月日,性別,住民となった日\r\n"
                                      : "宛名番号,世帯番号,氏名,フリガナ,生年月日,性別,続柄,郵便番号,住所,"
                                        "個人番号,住民票コード,住民となった日\r\n";
  const auto flush = [&] {
    const bool more = write(options.encoding == Encoding::cp932 ? utf8_to_cp932(piece) : piece);
    piece.clear();
    return more;
  };
  bool more = true;
  synthesize(options.seed, options.count, [&](const SyntheticResident& r) {
    const auto to = std::back_inserter(piece);
    if (options.extract) {
      fmt::format_to(to, "{},{},{},{},{},{},{}\r\n", r.ledger_number, r.name, r.postal_code, r.address,
                     plain_day(r.birth), r.sex, plain_day(r.resident_since));
    } else {
      fmt::format_to(to, "{},{},{},{},{},{},{},{},{},{},{},{}\r\n", r.ledger_number, r.household_number,
                     r.name, r.kana, format_day(r.birth), r.sex, r.relation, r.postal_code, r.address,
                     r.individual_number, r.record_code, format_day(r.resident_since));
    }
    if (piece.size() >= 64 * 1024) more = flush();
    return more;
  });
  return more && flush();
}

}  // namespace sekisho::inspect
