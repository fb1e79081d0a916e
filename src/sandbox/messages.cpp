#include "messages.h"

#include <openssl/crypto.h>

namespace sekisho::sandbox {

Bytes encode(const Order& order) {
  Encoder out;
  const formats::Limits& limits = order.options.walk.limits;
  out.text(order.name).put(order.size).put(order.direct).put(order.spill);
  out.put(order.memory).put(order.spill_bytes).put(order.cpu_seconds).put(order.parent);
  out.put(limits).put(order.options.sha256).put(order.options.samples).put(order.options.only);
  const auto& passwords = order.options.walk.passwords;
  out.put(static_cast<std::uint32_t>(passwords.size()));
  for (const std::string& password : passwords) out.text(password);
  out.put(static_cast<std::uint32_t>(order.datasets.size()));
  for (const OrderedDataset& dataset : order.datasets)
    out.text(dataset.id).text(dataset.name).put(dataset.size).put(dataset.hash_key);
  out.put(static_cast<std::uint64_t>(order.options.rules_time.count())).text(as_text(order.rules));
  return out.take();
}

std::optional<Order> decode_order(ByteView body) {
  Decoder in(body);
  Order order;
  order.name = in.text();
  order.size = in.get<std::uint64_t>();
  order.direct = in.get<bool>();
  order.spill = in.get<bool>();
  order.memory = in.get<std::uint64_t>();
  order.spill_bytes = in.get<std::uint64_t>();
  order.cpu_seconds = in.get<std::uint64_t>();
  order.parent = in.get<std::int32_t>();
  order.options.walk.limits = in.get<formats::Limits>();
  order.options.sha256 = in.get<bool>();
  order.options.samples = in.get<bool>();
  order.options.only = in.get<inspect::Only>();
  for (auto left = in.get<std::uint32_t>(); left > 0 && in.ok(); --left)
    order.options.walk.passwords.push_back(in.text());
  for (auto left = in.get<std::uint32_t>(); left > 0 && in.ok(); --left) {
    OrderedDataset dataset;
    dataset.id = in.text();
    dataset.name = in.text();
    dataset.size = in.get<std::uint64_t>();
    dataset.hash_key = in.get<std::array<std::uint8_t, 16>>();
    order.datasets.push_back(std::move(dataset));
  }
  order.options.rules_time = std::chrono::seconds(in.get<std::uint64_t>() & 0xFFFFFFFF);
  order.rules = to_bytes(as_bytes(in.text()));
  if (!in.finished()) return std::nullopt;
  return order;
}

void wipe(Order& order) {
  for (std::string& password : order.options.walk.passwords)
    OPENSSL_cleanse(password.data(), password.size());
  for (OrderedDataset& dataset : order.datasets)
    OPENSSL_cleanse(dataset.hash_key.data(), dataset.hash_key.size());
}

}  // namespace sekisho::sandbox
