// Passages of the demonstration town, step by step: the upload is really sealed and inspected, the download
// really read.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

#include "demo/stage.h"

namespace sekisho::cli::demo {

struct Wish {             // what an application asks for, in short
  const char* by;         // login of the applicant
  const char* recipient;  // login, or the name of somebody without an account
  const char* engagement;
  const char* asset;
  const char* range;
  const char* purpose;
  const char* content;
  const char* reason = nullptr;  // why production data is needed; nullptr: not applied for
  int collect_until = 0;         // days from the day on which the town is made
  int custody_due = 0;
  rules::PassageKind kind = rules::PassageKind::carry_out;
};

class Desk {
 public:
  explicit Desk(Stage& stage) : s(stage) {}

  std::string draft(const Wish& wish);
  void upload(const Wish& wish, const std::string& passage, const std::string& name, std::string_view bytes,
              rules::InspectionState found);
  // Drafted, uploaded and submitted.
  std::string submitted(const Wish& wish, const std::string& name, std::string_view bytes,
                        rules::InspectionState found);
  void submit(const Wish& wish, const std::string& passage);
  void cannot_submit(const Wish& wish, const std::string& passage, std::string_view rule);
  void approve(const char* by, const std::string& passage, const char* reason);
  // Downloads all of it, then gives the receipt; the custody.
  std::string collect(const char* by, const std::string& passage, const char* place);
  // Applied for by the firm's manager, approved by both; the application.
  std::string may_copy(const char* manager, const std::string& custody,
                       const app::api::CopyApplicationInput& input,
                       std::initializer_list<const char*> approvers);

  Stage& s;
};

// From the first application to this day's.
void play_history(Stage& stage, std::uint64_t seed);
void play_recent_days(Stage& stage, std::uint64_t seed);

}  // namespace sekisho::cli::demo
