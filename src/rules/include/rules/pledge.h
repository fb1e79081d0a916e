// 誓約書: the promise of secrecy that each worker gives, on joining (C-3a) and on leaving (C-3b).
#pragma once

#include <boost/describe/enum.hpp>

namespace sekisho::rules {

enum class PledgeKind { joining, leaving };
BOOST_DESCRIBE_ENUM(PledgeKind, joining, leaving)
enum class PledgeWay { signed_in, paper };  // by the person, signed in; on paper, as a scan
BOOST_DESCRIBE_ENUM(PledgeWay, signed_in, paper)

}  // namespace sekisho::rules
