// The words of the controlled area (管理区域). See rules/vocabulary.h.
#pragma once

#include <boost/describe/enum.hpp>

namespace sekisho::rules {

enum class AreaKind {
  server_room,     // サーバー室
  media_store,     // 媒体の保管庫
  operation_room,  // 操作室・作業室
  other,
};
BOOST_DESCRIBE_ENUM(AreaKind, server_room, media_store, operation_room, other)

// An application to enter, or to bring something in.
enum class EntryState { submitted, approved, rejected, withdrawn };
BOOST_DESCRIBE_ENUM(EntryState, submitted, approved, rejected, withdrawn)

enum class ThingKind { pc, medium, other };
BOOST_DESCRIBE_ENUM(ThingKind, pc, medium, other)

enum class VisitState { inside, left };
BOOST_DESCRIBE_ENUM(VisitState, inside, left)

// What must be looked at afterwards because the server was away when somebody came or went.
enum class ReviewState { none, open, done };
BOOST_DESCRIBE_ENUM(ReviewState, none, open, done)

}  // namespace sekisho::rules
