// The shapes of the API for what an inspection found. See app/api.h.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "rules/vocabulary.h"

namespace sekisho::app::api {

struct FoundPlace {
  std::string path, rows;  // "提出.zip › 名簿.xlsx › Sheet1", "2–460518"
  std::int64_t records = 0;
};
struct FoundEvidence {
  std::string attributes;  // "氏名＋生年月日"
  bool strong = false;
  std::int64_t records = 0;
};
struct FoundDataset {
  std::string dataset, name, unit, counter;  // counter: 人, 世帯, 口座, 件
  std::int64_t units = 0, households = 0, records = 0, total = 0;
  bool weak = false;
  std::vector<FoundEvidence> evidence;
  std::vector<FoundPlace> places;
  std::vector<std::string> samples;  // masked; empty for who may not see them
};
struct FoundPattern {
  std::string pattern, ja;
  std::int64_t count = 0;
  std::vector<FoundPlace> places;
  std::vector<std::string> samples;
};
struct InspectionRemark {
  std::string code, severity, path, detail, kind, ja;  // kind: a few words; ja: what it is, and what to do
  std::int64_t count = 1;
};
// What the application says beside what was found.
struct Comparison {
  std::string topic;  // "production", "personal_data", "classification", "content"
  std::string said, found;
  bool agrees = false;
  bool judged = true;  // false: for people to compare
};
struct EarlierJudgement {
  rules::InspectionState state = rules::InspectionState::absent;
  std::string found;  // "住民基本台帳 12人、見えない部分 1か所"
};
struct InspectionReport {
  bool complete = false;
  std::int64_t bytes = 0, unpacked = 0, parts = 0, records = 0, milliseconds = 0;
  std::vector<FoundDataset> datasets;
  std::vector<FoundPattern> patterns;
  std::vector<InspectionRemark> hostile, unseen;
  std::int64_t hostile_count = 0, unseen_count = 0, stops = 0;
  std::vector<std::string> encodings;
  std::vector<std::string> compared;  // names of the datasets
  std::string scanned_by;             // the virus scanner; "" when none is set up
  bool samples_shown = false;         // to this viewer
  std::string inspected_at, reinspected_for;
  bool worse = false;
  std::optional<EarlierJudgement> before;
};
struct ReinspectionInput {
  std::string password;  // used for this inspection, and never kept; "" only asks for another one
};

#define D BOOST_DESCRIBE_STRUCT
D(FoundPlace, (), (path, rows, records))
D(FoundEvidence, (), (attributes, strong, records))
D(FoundDataset, (),
  (dataset, name, unit, counter, units, households, records, total, weak, evidence, places, samples))
D(FoundPattern, (), (pattern, ja, count, places, samples))
D(InspectionRemark, (), (code, severity, path, detail, kind, ja, count))
D(Comparison, (), (topic, said, found, agrees, judged))
D(EarlierJudgement, (), (state, found))
D(InspectionReport, (),
  (complete, bytes, unpacked, parts, records, milliseconds, datasets, patterns, hostile, unseen,
   hostile_count, unseen_count, stops, encodings, compared, scanned_by, samples_shown, inspected_at,
   reinspected_for, worse, before))
D(ReinspectionInput, (), (password))
#undef D

}  // namespace sekisho::app::api
