// Who there is in the demonstration town, and by which contracts. All names and firms are invented.
#pragma once

#include <string>
#include <utility>

#include "demo/stage.h"

namespace sekisho::cli::demo {

// firms
inline constexpr const char* mihon = "みほんシステム株式会社";
inline constexpr const char* sample = "株式会社さんぷるソフト";
inline constexpr const char* reibun = "例文テクノ合同会社";
inline constexpr const char* kakusen = "架空ネット株式会社";
inline constexpr const char* karioki = "仮置きデータ入力株式会社";
inline constexpr const char* data_service = "見本データサービス株式会社";
inline constexpr const char* hinagata = "ひながた開発株式会社";
inline constexpr const char* mogi = "もぎ事務センター株式会社";
inline constexpr const char* tsumori = "つもり印刷株式会社";
// contracts
inline constexpr const char* migration = "住民情報システムの移行";
inline constexpr const char* entry = "届出書のデータ入力（終了）";
inline constexpr const char* tax = "個人住民税システムの保守";
inline constexpr const char* benefit = "給付金の事務処理と通知の印刷";
inline constexpr const char* newsletter = "広報誌の電子版の作成";

// Sections, officers, accounts. The administrator comes from outside; all else is made by the administrator.
void make_officers(Stage& stage);
// Assets, firms, contracts with their chains, workers, rosters, training: made by those who may.
void make_contracts(Stage& stage);
// What the contracts say: terms, service levels, places, selection, specifications, and who manages the data.
void record_contracts(Stage& stage);
void name_data_manager(Stage& stage, const char* by, const char* engagement, const char* firm,
                       const char* name, int since);  // since: days from today
void add_workplace(Stage& stage, const char* by, const char* engagement, const char* firm, const char* place);
std::pair<std::string, std::string> term_of(Stage& stage, const char* engagement);  // its first and last day
// Later, and still open: a sub-contract that waits for an answer; a roster that waits to be confirmed.
void ask_for_consent(Stage& stage);
void send_roster(Stage& stage);
// Courses, sessions, notices: at the beginning, and lately.
void open_training(Stage& stage);
void train_lately(Stage& stage);
// Reports of contractors, and of one section for its quarter.
void write_reports(Stage& stage);
// Check sheets of all firms that receive data; later one that waits to be confirmed, and a finding whose
// improvement is overdue.
void make_sheets(Stage& stage);
void inspect_on_site(Stage& stage);
void send_sheet(Stage& stage);
// Media to be disposed of: one that is, with its certificate, and one that is still owed.
void instruct_disposals(Stage& stage);
void certify_disposal(Stage& stage);
// Audits of contractors: one that is reported, and one that waits for the firm's answer.
void plan_audits(Stage& stage);
void report_audit(Stage& stage);
// Controlled areas; applications to enter them; this day at the desk.
void make_areas(Stage& stage);
void ask_to_enter(Stage& stage);
void play_visits(Stage& stage);

}  // namespace sekisho::cli::demo
