// Every group of routes, one file of this folder each; api.cpp adds them.
#pragma once

namespace sekisho::http {

class Api;
class Router;
struct Service;

void add_session_routes(Api& api);
void add_passage_routes(Api& api);
void add_handover_routes(Api& api);
void add_party_routes(Api& api);
void add_contract_routes(Api& api);
void add_record_routes(Api& api);
void add_import_routes(Api& api);
void add_sheet_routes(Api& api);
void add_attachment_routes(Api& api);
void add_roster_routes(Api& api);
void add_training_routes(Api& api);
void add_report_routes(Api& api);
void add_sheet_routes(Api& api);
void add_disposal_routes(Api& api);
void add_breach_routes(Api& api);
void add_audit_routes(Api& api);
void add_dataset_routes(Api& api);
void add_area_routes(Api& api);
void add_duty_routes(Api& api);
void add_reminder_routes(Api& api);
void add_uploads(Router& router, Service& service);
void add_pages(Router& router);

}  // namespace sekisho::http
