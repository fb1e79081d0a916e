// The routes of the product on top of the server: what the counters (src/app) offer, as HTTP.
#pragma once

#include <filesystem>
#include <string>

#include "http/router.h"

namespace sekisho::app {
class Accounts;
class Contracts;
class Attachments;
class Areas;
class Disposals;
class Audits;
class Breaches;
class Datasets;
class Duties;
class Exports;
class Findings;
class Handovers;
class Imports;
class Inspections;
class Notices;
class Mailer;
class Reminders;
class Parties;
class Passages;
class Pledges;
class Reception;
class Records;
class Rosters;
class Reports;
class Sheets;
class SignIn;
class Trainings;
class Uploads;
}  // namespace sekisho::app

namespace sekisho::http {

struct Service {  // all thread-safe, owned by main, outliving the server
  app::SignIn& sign_in;
  app::Accounts& accounts;
  app::Parties& parties;
  app::Contracts& contracts;
  app::Passages& passages;
  app::Uploads& uploads;
  app::Handovers& handovers;
  app::Records& records;
  app::Imports& imports;
  app::Exports& exports;
  app::Attachments& attachments;
  app::Rosters& rosters;
  app::Pledges& pledges;
  app::Trainings& trainings;
  app::Notices& notices;
  app::Reports& reports;
  app::Sheets& sheets;
  app::Findings& findings;
  app::Disposals& disposals;
  app::Breaches& breaches;
  app::Audits& audits;
  app::Datasets& datasets;
  app::Inspections& inspections;
  app::Areas& areas;
  app::Reception& reception;
  app::Duties& duties;
  app::Reminders& reminders;
  app::Mailer& mailer;
  std::filesystem::path scratch;  // for evidence on its way out; emptied at start
  bool loopback = false;          // --http: plain HTTP on loopback, by the operator's choice
};

Router make_router(Service& service);

// The OpenAPI 3.1 document, from the same declarations.
std::string openapi_document();

// Content-Security-Policy and the like, for every response.
Headers page_headers();

}  // namespace sekisho::http
