// What an inspection found. Holds no personal value but `samples`, which are masked and only for those with
// the right to see them. Travels as JSON (report_json.h) between the confined process, the server and the
// page.
#pragma once

#include <boost/describe.hpp>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sekisho::inspect {

enum class Verdict {
  clean,            // all of it was seen; nobody of a dataset was found
  production_data,  // at least one unit of a dataset was found
  unreadable        // not fully inspected, and nobody found so far: treat it like production data
};
BOOST_DESCRIBE_ENUM(Verdict, clean, production_data, unreadable)

// Where in a file: members and sheets from the outside inwards, then rows (of a table), lines or pages.
struct Place {
  std::string path;  // "提出.zip › 名簿.xlsx › Sheet1"; UTF-8, without control characters
  std::string rows;  // "2–460518", "3, 7–9 …", as the program shows them; "" for a whole part
  std::int64_t records = 0;
};
BOOST_DESCRIBE_STRUCT(Place, (), (path, rows, records))

struct EvidenceFound {
  std::string attributes;  // "氏名＋生年月日"
  std::string en;          // "name+birth"
  bool strong = false;  // a number of its own (個人番号, 住民票コード, 口座), or three values that agree (a
                        // name and its reading are one)
  std::int64_t records = 0;
};
BOOST_DESCRIBE_STRUCT(EvidenceFound, (), (attributes, en, strong, records))

struct DatasetFound {
  std::string dataset;          // the dataset's id, or its file's name on the command line
  std::string name;             // "住民基本台帳"
  std::string unit;             // "person", "household", "account", "item"
  std::int64_t units = 0;       // different ones: exact, or "at least" when the report is not complete
  std::int64_t households = 0;  // different ones, where the dataset knows households
  std::int64_t records = 0;     // rows, lines, objects with a hit
  std::int64_t total = 0;       // units in the dataset
  bool weak = false;            // so few, by so little, that it may be coincidence
  std::vector<EvidenceFound> evidence;  // most frequent first
  std::vector<Place> places;            // most records first, at most 50
  std::vector<std::string> samples;     // masked, at most 5
};
BOOST_DESCRIBE_STRUCT(DatasetFound, (),
                      (dataset, name, unit, units, households, records, total, weak, evidence, places,
                       samples))

// Numbers that are what they look like whether or not a dataset knows them.
struct PatternFound {
  std::string pattern;  // "individual_number", "credit_card", …, or the name of the town's own rule
  std::string ja;       // "個人番号の形の番号"
  std::int64_t count = 0;
  std::vector<std::string> samples;  // masked, at most 5
  std::vector<Place> places;         // at most 20
};
BOOST_DESCRIBE_STRUCT(PatternFound, (), (pattern, ja, count, samples, places))

// A note of formats/notes.h, with its place and words.
struct Remark {
  std::string code;      // "encrypted"
  std::string severity;  // "unseen", "stop", "caution"
  std::string path;
  std::string detail;
  std::string ja;
  std::string en;
  std::int64_t count = 1;  // the same of the same part
};
BOOST_DESCRIBE_STRUCT(Remark, (), (code, severity, path, detail, ja, en, count))

struct Report {
  Verdict verdict = Verdict::unreadable;
  bool complete = false;  // every part was seen to its end: no remark is "unseen"
  std::int64_t bytes = 0;
  std::int64_t unpacked = 0;
  std::int64_t parts = 0;
  std::int64_t records = 0;
  std::vector<DatasetFound> datasets;  // those of which something was found
  std::vector<std::string> compared;   // ids of all datasets that it was compared with
  std::vector<PatternFound> patterns;
  std::vector<Remark> unseen, hostile;  // hostile: "stop" first, then "caution"; each list at most 200
  std::int64_t unseen_count = 0, hostile_count = 0;  // all of them
  std::vector<std::string> encodings;                // "CP932", …, of the texts
  std::string sha256;                                // hex, of the file as it was read; "" when not asked for
  std::int64_t milliseconds = 0;
};
BOOST_DESCRIBE_STRUCT(Report, (),
                      (verdict, complete, bytes, unpacked, parts, records, datasets, compared, patterns,
                       unseen, hostile, unseen_count, hostile_count, encodings, sha256, milliseconds))

std::string_view verdict_name(Verdict verdict);  // "clean", "production_data", "unreadable"
bool stops(const Report& report);                // a hostile remark of severity "stop"

}  // namespace sekisho::inspect
