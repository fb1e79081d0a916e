// The routes of the product on top of the server: what the counters (src/app) offer, as HTTP.
#pragma once

#include <filesystem>
#include <string>

#include "http/router.h"

namespace sekisho::app {
class Accounts;
class Exports;
class Findings;
class Handovers;
class Imports;
class Parties;
class Passages;
class Records;
class Sheets;
class SignIn;
class Uploads;
}  // namespace sekisho::app

namespace sekisho::http {

struct Service {  // all thread-safe, owned by main, outliving the server
  app::SignIn& sign_in;
  app::Accounts& accounts;
  app::Parties& parties;
  app::Passages& passages;
  app::Uploads& uploads;
  app::Handovers& handovers;
  app::Records& records;
  app::Imports& imports;
  app::Exports& exports;
  app::Sheets& sheets;
  app::Findings& findings;
  std::filesystem::path scratch;  // for evidence on its way out; emptied at start
  bool loopback = false;          // --http: plain HTTP on loopback, by the operator's choice
};

Router make_router(Service& service);

// The OpenAPI 3.1 document, from the same declarations.
std::string openapi_document();

// Content-Security-Policy and the like, for every response.
Headers page_headers();

}  // namespace sekisho::http
