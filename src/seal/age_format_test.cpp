#include "age_format.h"

#include <doctest/doctest.h>

#include "age_armor.h"
#include "age_stanza.h"
#include "age_testing.h"
#include "seal/bech32.h"

using namespace sekisho;
using namespace sekisho::seal;
using namespace sekisho::seal::age;
using namespace sekisho::seal::age::testing;

namespace {

const FileKey file_key(ByteView(pattern(16)).first<16>());

Result<Header> parse(std::string_view text) {
  MemorySource from(text);
  BufferedSource buffered(from, 4096);
  return read_header(buffered);
}

const std::string version = "age-encryption.org/v1\n";
const std::string mac = "--- " + std::string(43, 'A') + "\n";
const std::string body_line = std::string(43, 'A') + "\n";

bool refused(const std::string& stanza_text) {
  const auto header = parse(version + stanza_text + mac);
  return !header && header.error().code == ErrorCode::corrupt;
}

// An age file with these stanzas and a MAC that verifies.
Bytes file_with(const std::vector<Stanza>& stanzas) {
  Bytes file = to_bytes(as_bytes(write_header(stanzas, file_key)));
  const Bytes nonce = pattern(16);
  file.insert(file.end(), nonce.begin(), nonce.end());
  MemorySource plain(std::string_view("見本"));
  MemorySink payload;
  seal_stream(hkdf_sha256(file_key.view(), nonce, "payload"), plain, payload, 1).value();
  file.insert(file.end(), payload.data.begin(), payload.data.end());
  return file;
}

Result<Bytes> unarmor(std::string_view text, std::size_t step = 1000) {
  Dripping from(as_bytes(text), step);
  BufferedSource buffered(from);
  ArmorSource armor(buffered);
  Bytes out(100 * 1000);
  SEKISHO_TRY(const std::size_t size, read_full(armor, out));
  out.resize(size);
  return out;
}

std::string armored(ByteView octets) {
  MemorySink to;
  ArmorSink armor(to);
  armor.write(octets).value();
  armor.finish().value();
  return std::string(as_text(to.data));
}

}  // namespace

TEST_CASE("a header reads back as it was written") {
  for (const std::size_t size : {0UL, 1UL, 32UL, 47UL, 48UL, 49UL, 96UL, 1000UL}) {
    const std::vector<Stanza> stanzas{{{"X25519", "a", "!~"}, pattern(size)}, {{"grease-x"}, {}}};
    const std::string text = write_header(stanzas, file_key);
    const auto header = parse(text);
    REQUIRE(header);
    REQUIRE(header->stanzas.size() == 2);
    CHECK(header->stanzas[0].args == stanzas[0].args);
    CHECK(header->stanzas[0].body == stanzas[0].body);
    CHECK(header->stanzas[1].body.empty());
    CHECK(verify_header(*header, file_key));
    CHECK(write_header(header->stanzas, file_key) == text);
    CHECK_FALSE(verify_header(*header, FileKey()));
  }
}

TEST_CASE("a header that is not canonical is refused") {
  CHECK(parse(version + "-> a\n\n" + mac));
  CHECK(parse(version + "-> a b\n" + body_line + mac));
  CHECK(parse(version + "-> a\n" + std::string(64, 'A') + "\n\n" + mac));

  CHECK(refused(""));                                       // no stanza
  CHECK(refused("-> a\n"));                                 // no body
  CHECK(refused("->\n\n"));                                 // no argument
  CHECK(refused("-> \n\n"));                                //
  CHECK(refused("-> a  b\n\n"));                            // an empty one
  CHECK(refused("-> a \n\n"));                              //
  CHECK(refused("->  a\n\n"));                              //
  CHECK(refused("-> \xe3\x81\x82\n\n"));                    // not ASCII
  CHECK(refused("-> a\tb\n\n"));                            // a control character
  CHECK(refused("-> a\r\n\r\n"));                           // CR LF
  CHECK(refused("-> a\n" + std::string(42, 'A') + "B\n"));  // unused bits set
  CHECK(refused("-> a\n" + std::string(43, 'A') + "=\n"));  // padding
  CHECK(refused("-> a\n" + std::string(65, 'A') + "\n"));   // long line
  CHECK(refused("-> a\n" + std::string(64, 'A') + "\n"));   // no short line after a full one
  CHECK(refused("-> a\nAAAA\nAAAA\n"));                     // two short lines
  CHECK(refused("-> a\nA\n"));                              // no whole octet
  CHECK(refused(">> a\n\n"));                               //
  CHECK(refused(" -> a\n\n"));                              //

  const std::string good = version + "-> a\n\n";
  CHECK(parse(good + mac));
  CHECK_FALSE(parse(good + "---" + std::string(43, 'A') + "\n"));
  CHECK_FALSE(parse(good + "---  " + std::string(43, 'A') + "\n"));
  CHECK_FALSE(parse(good + "--- " + std::string(43, 'A') + " \n"));
  CHECK_FALSE(parse(good + "--- " + std::string(42, 'A') + "B\n"));
  CHECK_FALSE(parse(good + "--- " + std::string(42, 'A') + "\n"));
  CHECK_FALSE(parse(good + "--- " + std::string(43, 'A') + "=\n"));
  CHECK_FALSE(parse(good + "--- " + std::string(43, 'A')));
  CHECK_FALSE(parse(good + "--- " + std::string(43, 'A') + "\r\n"));
  CHECK_FALSE(parse(good + "--- \n"));
}

TEST_CASE("a header without end takes bounded memory") {
  std::string endless = version;
  while (endless.size() < 2 * max_header_size) endless += "-> a\n\n";
  CHECK(parse(endless + mac).error().code == ErrorCode::corrupt);
  CHECK(parse(version + "-> " + std::string(2 * max_header_size, 'a')).error().code == ErrorCode::corrupt);
}

TEST_CASE("stanzas: grease is passed over, malformed ones are not") {
  const Identity identity = generate_identity();
  const Stanza good = wrap_x25519(recipient_of(identity), file_key, Key::random()).value();
  const Stanza other = wrap_x25519(recipient_of(generate_identity()), file_key, Key::random()).value();
  const auto opens = [&](const std::vector<Stanza>& stanzas) {
    return open_with(file_with(stanzas), with(identity));
  };
  const auto code = [&](const std::vector<Stanza>& stanzas) { return opens(stanzas).result.error().code; };

  CHECK(as_text(opens({good}).plain) == "見本");
  CHECK(opens({{{"k9-grease", "%", "~~"}, pattern(333)}, other, {{"x25519"}, {}}, good}).result);
  CHECK(code({other}) == ErrorCode::forbidden);
  CHECK(code({{{"ssh-ed25519", "x"}, pattern(32)}}) == ErrorCode::forbidden);

  Stanza bad = good;
  bad.args.emplace_back("extra");
  CHECK(code({bad}) == ErrorCode::corrupt);
  CHECK(code({good, bad}) == ErrorCode::corrupt);  // also behind one that opens
  bad = good;
  bad.args.pop_back();
  CHECK(code({bad}) == ErrorCode::corrupt);
  bad = good;
  bad.args[1].pop_back();
  CHECK(code({bad}) == ErrorCode::corrupt);
  bad = good;
  bad.args[1] += "AA";
  CHECK(code({bad}) == ErrorCode::corrupt);
  bad = good;
  bad.body.push_back(0);
  CHECK(code({bad}) == ErrorCode::corrupt);
  bad = good;
  bad.body[0] ^= 1;
  CHECK(code({bad}) == ErrorCode::forbidden);
  bad = good;
  bad.args[1] = to_base64_raw(Hash{});  // a point of low order
  CHECK(code({bad}) == ErrorCode::corrupt);
  CHECK(wrap_x25519(Recipient{}, file_key, Key::random()).error().code == ErrorCode::invalid_input);
}

TEST_CASE("an scrypt stanza stands alone and says its work in plain digits") {
  const Bytes salt = pattern(16);
  const Stanza good = wrap_scrypt("合言葉", file_key, std::span<const std::uint8_t, 16>(salt.data(), 16), 5);
  const auto code = [&](const std::vector<Stanza>& stanzas) {
    return open_with(file_with(stanzas), with_passphrase("合言葉")).result.error().code;
  };
  CHECK(open_with(file_with({good}), with_passphrase("合言葉")).result);
  CHECK(code({good, good}) == ErrorCode::corrupt);
  CHECK(code({good, {{"grease"}, {}}}) == ErrorCode::corrupt);
  CHECK(code({wrap_x25519(recipient_of(generate_identity()), file_key, Key::random()).value(), good}) ==
        ErrorCode::corrupt);
  for (const char* factor : {"", "0", "05", "+5", "-5", "5 ", "0x5", "5x", "x5", "1e1"}) {
    Stanza bad = good;
    bad.args[2] = factor;
    CAPTURE(factor);
    CHECK(code({bad}) == ErrorCode::corrupt);
  }
  for (const char* factor : {"21", "23", "99", "100", "18446744073709551621"}) {
    Stanza bad = good;
    bad.args[2] = factor;
    CAPTURE(factor);
    CHECK(code({bad}) == ErrorCode::unsupported);
  }
  Stanza bad = good;
  bad.args[2] = "6";
  CHECK(code({bad}) == ErrorCode::corrupt);
  bad = good;
  bad.args[1] = to_base64_raw(pattern(15));
  CHECK(code({bad}) == ErrorCode::corrupt);
  bad = good;
  bad.args.emplace_back("x");
  CHECK(code({bad}) == ErrorCode::corrupt);
  bad = good;
  bad.body.resize(31);
  CHECK(code({bad}) == ErrorCode::corrupt);
}

TEST_CASE("armour reads back, however its octets arrive") {
  for (const std::size_t size : {1UL, 2UL, 3UL, 47UL, 48UL, 49UL, 96UL, 70000UL}) {
    const Bytes octets = pattern(size);
    const std::string text = armored(octets);
    for (const std::size_t step : {1UL, 64UL, 65UL, 100000UL}) CHECK(unarmor(text, step).value() == octets);
    std::string crlf;
    for (const char c : text) crlf += c == '\n' ? std::string("\r\n") : std::string(1, c);
    CHECK(unarmor(" \r\n\t\n" + crlf + " \n\n").value() == octets);
    CHECK(unarmor(text.substr(0, text.size() - 1)).value() == octets);
  }
}

TEST_CASE("armour that is not canonical is refused") {
  const std::string begin = "-----BEGIN AGE ENCRYPTED FILE-----\n";
  const std::string end = "-----END AGE ENCRYPTED FILE-----\n";
  const std::string full = std::string(64, 'A') + "\n";
  CHECK(unarmor(begin + full + end));
  CHECK(unarmor(begin + full + "AAA=\n" + end));
  CHECK(unarmor(begin + std::string(63, 'A') + "=\n" + end));

  for (const std::string& bad : {
           begin + full,                                         // no end
           begin + full + "-----END AGE ENCRYPTED FILE----\n",   //
           begin + full + end + "x",                             // something follows
           begin + full + end + std::string(2000, ' '),          // too much of nothing
           "x\n" + begin + full + end,                           // something precedes
           std::string(2000, '\n') + begin + full + end,         //
           begin + "\n" + full + end,                            // an empty line
           begin + full + "\n" + end,                            //
           begin + "Comment: x\n\n" + full + end,                // PEM headers
           begin + "AAAA\n" + full + end,                        // short line before the last
           begin + "AAA=\nAAA=\n" + end,                         //
           begin + std::string(63, 'A') + "=\n" + full + end,    // padding before the last
           begin + std::string(68, 'A') + "\n" + end,            // long line
           begin + full + "AAB=\n" + end,                        // unused bits set
           begin + full + "AAA\n" + end,                         // no padding
           begin + full + "AA=\n=\n" + end,                      // padding over two lines
           begin + " " + full + end,                             // spaces
           begin + full + "AAAA \n" + end,                       //
           begin + full + "AA*A\n" + end,                        // not base64
           begin + full + "=AAA\n" + end,                        // a checksum as in OpenPGP
           "-----begin age encrypted file-----\n" + full + end,  //
           "-----BEGIN AGE MESSAGE-----\n" + full + end,         //
       }) {
    CAPTURE(bad);
    CHECK_FALSE(unarmor(bad));
  }
}

TEST_CASE("Bech32") {
  // BIP 173's own valid and invalid strings, as far as they are not about its limit of length
  for (const char* good : {"A12UEL5L", "a12uel5l", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw",
                           "split1checkupstagehandshakeupstreamerranterredcaperred2y9e3w"}) {
    CAPTURE(good);
    const auto decoded = from_bech32(good);
    REQUIRE(decoded);
    CHECK(to_bech32(decoded->prefix, decoded->data) == good);
  }
  for (const char* bad : {"pzry9x0s0muk", "1pzry9x0s0muk", "x1b4n0q5v", "li1dgmt3", "A1G7SGD8", "10a06t8",
                          "1qzzfhee", "A12UEl5L", "", "a",
                          "\x7f"
                          "1axkwrx",
                          " 1nwldj5", "a12uel5m"}) {
    CAPTURE(bad);
    CHECK_FALSE(from_bech32(bad));
  }
  for (std::size_t size = 0; size < 100; ++size) {
    const Bytes data = pattern(size);
    CHECK(from_bech32(to_bech32("age", data))->data == data);
  }
}

TEST_CASE("keys") {
  const Identity identity = generate_identity();
  const Recipient recipient = recipient_of(identity);
  const std::string secret = format_identity(identity);
  CHECK(secret.starts_with("AGE-SECRET-KEY-1"));
  CHECK(parse_recipient(format_recipient(recipient)).value() == recipient);
  CHECK(recipient_of(parse_identity(secret).value()) == recipient);
  CHECK_FALSE(parse_recipient(secret));
  CHECK_FALSE(parse_identity(format_recipient(recipient)));
  CHECK(parse_recipient("ssh-ed25519 AAAA").error().code == ErrorCode::unsupported);

  const auto text = format_identity_file(identity, "2026-11-23T04:43:31Z");
  MemorySource again(std::string_view{text});
  CHECK(recipient_of(read_identities(again, "鍵").value().at(0)) == recipient);

  const std::string list =
      "# 宛先\r\n\r\n" + format_recipient(recipient) + "\r\n" + format_recipient(recipient);
  MemorySource two(std::string_view{list});
  CHECK(read_recipients(two, "宛先").value().size() == 2);
  std::string broken = secret;
  broken.back() = broken.back() == 'Q' ? 'P' : 'Q';
  const std::string broken_file = "# x\n" + broken + "\n";
  MemorySource wrong(std::string_view{broken_file});
  const auto error = read_identities(wrong, "keys.txt").error();
  CHECK(error.en.starts_with("keys.txt:2: "));
  CHECK(error.en.find("AGE-SECRET-KEY-1" + broken.substr(16, 8)) ==
        std::string::npos);  // no secret in an error
  MemorySource empty(std::string_view("# nothing\n"));
  CHECK_FALSE(read_recipients(empty, "宛先"));
}
