#include "talk.h"

#include <poll.h>

#include <algorithm>

namespace sekisho::sandbox {
namespace {

using Clock = std::chrono::steady_clock;

}  // namespace

Result<Outcome> Talk::hold() {
  while (!ended_) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(deadline_ - Clock::now()).count();
    if (left <= 0) {
      outcome_.end = Outcome::End::out_of_time;
      break;
    }
    pollfd waiting{socket_, POLLIN, 0};
    if (::poll(&waiting, 1, static_cast<int>(std::min<long>(left + 1, 60'000))) <= 0) continue;
    const auto state = inbox_.fill(socket_);
    while (auto message = ended_ ? std::nullopt : inbox_.next()) SEKISHO_CHECK(take(*message));
    if (inbox_.nonsense() || state == Inbox::State::closed) break;
  }
  return std::move(outcome_);
}

Result<void> Talk::nonsense() {
  ended_ = true;
  return {};
}

Result<void> Talk::take(const Message& message) {
  Decoder in(message.body);
  switch (message.kind) {
    case Kind::ready:
      return {};
    case Kind::read: {
      Wanted wanted;
      wanted.offset = in.get<std::uint64_t>();
      wanted.length = in.get<std::uint32_t>();
      return in.finished() && window_ != nullptr ? serve(wanted) : nonsense();
    }
    case Kind::at: {
      Standing now;
      now.read = in.get<std::uint64_t>();
      now.size = in.get<std::uint64_t>();
      now.units = in.get<std::uint64_t>();
      if (!in.finished()) return nonsense();
      outcome_.standing = now;
      if (Clock::now() - told_ < std::chrono::milliseconds(45)) return {};
      told_ = Clock::now();
      listener_.at(now);
      return {};
    }
    case Kind::part:
      outcome_.path = in.text();
      return in.finished() ? Result<void>() : nonsense();
    case Kind::answer:
      outcome_.answer.assign(as_text(message.body));
      outcome_.end = Outcome::End::answered;
      ended_ = true;
      return {};
    case Kind::failure:
      return failure(in);
    default:
      return nonsense();
  }
}

Result<void> Talk::serve(const Wanted& wanted) {
  SEKISHO_TRY(const Piece piece, window_->serve(source_, wanted));
  const auto body = Encoder().put(piece.begin).put(piece.place).put(piece.length).take();
  if (!send_message(socket_, Kind::piece, body, deadline_)) return nonsense();
  return window_->read_ahead(source_);
}

Result<void> Talk::failure(Decoder& in) {
  const auto why = static_cast<Failure>(in.get<std::uint32_t>());
  const std::string detail = in.text();
  ended_ = true;
  if (!in.finished()) return {};
  if (why == Failure::exhausted) outcome_.end = Outcome::End::exhausted;
  if (why == Failure::bug) outcome_.detail = "exception";
  // Where it reads the file by itself, it alone knows that the medium failed.
  if (why == Failure::source && window_ == nullptr)
    return fail(ErrorCode::io, "ファイルを読み込めませんでした。", "the file could not be read");
  return {};
}

}  // namespace sekisho::sandbox
