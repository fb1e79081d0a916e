// Courses, sessions, invitations, attendance, tests, required training, notices.
#include "apply_kinds.h"

namespace sekisho::store {
namespace {

namespace bj = boost::json;

Apply set_column(std::string_view table, std::string_view column) {  // to when it happened
  return [table, column](ApplyContext& c) {
    bj::object row;
    row[column] = c.at;
    return Changes{update(table, c.id(), std::move(row))};
  };
}

Changes invited(ApplyContext& c) {
  Changes out;
  for (const auto& item : c.all.at("invitations").as_array()) {
    const auto& one = item.as_object();
    out.push_back(put("invitations", text(one, "id"),
                      with(only(c.all, {"session", "due"}), {{"course", bj::value(c.id())},
                                                             {"worker", one.at("worker")},
                                                             {"contractor", one.at("contractor")},
                                                             {"invited_at", bj::value(c.at)},
                                                             {"invited_by", bj::value(c.actor())},
                                                             {"answer", "none"},
                                                             {"reason", ""},
                                                             {"answered_at", ""},
                                                             {"answered_by", ""},
                                                             {"attended", false}})));
  }
  return out;
}

Changes attendance(ApplyContext& c) {
  Changes out{
      update("training_sessions", c.id(),
             {{"state", "held"}, {"recorded_at", bj::value(c.at)}, {"recorded_by", bj::value(c.actor())}})};
  for (const auto& item : c.all.at("present").as_array()) {
    const auto& one = item.as_object();
    if (one.at("invited").as_bool()) {
      out.push_back(update("invitations", text(one, "invitation"), {{"attended", true}}));
    } else {
      out.push_back(put("invitations", text(one, "invitation"),
                        {{"course", c.all.at("course_id")},
                         {"session", bj::value(c.id())},
                         {"worker", one.at("worker")},
                         {"contractor", one.at("contractor")},
                         {"due", c.all.at("held_on")},
                         {"invited_at", bj::value(c.at)},
                         {"invited_by", bj::value(c.actor())},
                         {"answer", "accepted"},
                         {"reason", ""},
                         {"answered_at", bj::value(c.at)},
                         {"answered_by", bj::value(c.actor())},
                         {"attended", true}}));
    }
    if (!text(one, "training").empty())
      out.push_back(put(
          "trainings", text(one, "training"),
          with(only(c.all, {"course", "course_id", "kind", "held_on", "valid_until"}),
               {{"worker", one.at("worker")}, {"session", bj::value(c.id())}, {"score", one.at("score")}})));
  }
  return out;
}

Changes test_taken(ApplyContext& c) {
  Changes out{put("test_attempts", c.id(),
                  with(only(c.all, {"worker", "revision", "score", "passed", "training"}),
                       {{"course", c.all.at("course_id")}, {"at", bj::value(c.at)}}))};
  if (!text(c.all, "training").empty())
    out.push_back(
        put("trainings", text(c.all, "training"),
            with(only(c.all, {"worker", "course", "course_id", "kind", "held_on", "valid_until", "score"}),
                 {{"session", ""}})));
  return out;
}

Apply course_written(Change (*how)(std::string_view, std::string, bj::object)) {
  return [how](ApplyContext& c) {
    return Changes{how("courses", c.id(),
                       with(c.all, {{"changed_at", bj::value(c.at)}, {"changed_by", bj::value(c.actor())}}))};
  };
}

}  // namespace

void add_training_kinds(Kinds& kinds) {
  kinds.insert({
      {"training.recorded", put_row("trainings")},
      {"course.opened", course_written(&put)},
      {"course.changed", course_written(&update)},
      {"course.closed", course_written(&update)},
      {"session.planned",
       [](ApplyContext& c) {
         return Changes{put("training_sessions", c.id(),
                            with(c.all, {{"state", "planned"},
                                         {"planned_at", bj::value(c.at)},
                                         {"recorded_at", ""},
                                         {"recorded_by", ""}}))};
       }},
      {"session.cancelled",
       [](ApplyContext& c) {
         return Changes{update("training_sessions", c.id(), {{"state", "cancelled"}})};
       }},
      {"training.invited", &invited},
      {"invitation.answered",
       [](ApplyContext& c) {
         return Changes{
             update("invitations", c.id(),
                    with(only(c.all, {"answer", "reason"}),
                         {{"answered_at", bj::value(c.at)}, {"answered_by", bj::value(c.actor())}}))};
       }},
      {"attendance.recorded", &attendance},
      {"test.taken", &test_taken},
      {"training.required",
       [](ApplyContext& c) {
         return Changes{put("training_requirements", c.id(),
                            with(c.all, {{"required_at", bj::value(c.at)}, {"ended_at", ""}}))};
       }},
      {"requirement.ended", set_column("training_requirements", "ended_at")},
      {"notice.published",
       [](ApplyContext& c) {
         return Changes{put("notices", c.id(),
                            with(c.all, {{"published_at", bj::value(c.at)},
                                         {"published_by", bj::value(c.actor())},
                                         {"withdrawn_at", ""}}))};
       }},
      {"notice.withdrawn", set_column("notices", "withdrawn_at")},
      {"notice.read",
       [](ApplyContext& c) {
         return Changes{put("notice_reads", c.id() + "." + text(c.all, "person"),
                            with(only(c.all, {"person", "section", "contractor"}),
                                 {{"notice", bj::value(c.id())}, {"at", bj::value(c.at)}}))};
       }},
  });
}

}  // namespace sekisho::store
