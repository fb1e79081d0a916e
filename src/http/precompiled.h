// Besides cmake/precompiled.h.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/json.hpp>

#include "app/parts.h"
#include "base/json.h"
#include "http/router.h"
