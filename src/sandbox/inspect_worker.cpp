#include <openssl/evp.h>

#include <iconv.h>

#include <clocale>
#include <memory>
#include <optional>

#include <stdexcept>

#include "formats/pdf_tables.h"
#include "inspect/inspection.h"

#include "inspect/report_json.h"
#include "labour.h"
#include "sandbox/worker.h"

namespace sekisho::sandbox {
namespace {

class Progress final : public inspect::InspectionProgress {
 public:
  explicit Progress(Telling& telling) : telling_(telling) {}
  void at(std::uint64_t read, std::uint64_t size, std::uint64_t units) override {
    telling_.at(read, size, units);
  }
  void part(std::string_view path) override { telling_.part(path); }

 private:
  Telling& telling_;
};

class Silent final : public inspect::InspectionProgress {
  void at(std::uint64_t, std::uint64_t, std::uint64_t) override {}
};

class Inspection final : public Job {
 public:
  void prepare(const Order& order, std::span<const int> datasets) override {
    for (std::size_t i = 0; i < datasets.size(); ++i) {
      const OrderedDataset& given = order.datasets[i];
      auto dataset = inspect::Dataset::map(datasets[i], given.size, given.hash_key, {given.id, given.name});
      if (!dataset) throw std::runtime_error(dataset.error().en);
      datasets_.push_back(*std::move(dataset));
    }
    if (!order.rules.empty()) {
      auto rules = inspect::TownRules::load(order.rules);
      if (!rules) throw std::runtime_error(rules.error().en);
      rules_ = std::make_shared<const inspect::TownRules>(*std::move(rules));
    }
    warm_up();
    pdf_tables_.emplace();
  }

  // Character tables of PDF files, of which a document may need any.
  std::vector<std::string> readable() const override { return {std::string(formats::pdf_tables_folder)}; }

  Result<std::string> run(RandomSource& source, const Order& order, Telling& telling) override {
    Progress progress(telling);
    inspect::InspectionOptions options = order.options;
    options.rules = rules_;
    SEKISHO_TRY(const auto report, inspect::inspect(source, order.name, datasets_, options, progress));
    return inspect::to_json_text(report);
  }

 private:
  // What libraries read from files they read now: OpenSSL its providers and settings, the C library its
  // tables of encodings, which it keeps as long as something uses them; the tables behind folding are built
  // at first use.
  static void warm_up() {
    for (const EVP_MD* digest : {EVP_sha256(), EVP_sha1(), EVP_sha512(), EVP_md5()}) {
      std::uint8_t out[EVP_MAX_MD_SIZE];
      (void)EVP_Digest("", 0, out, nullptr, digest, nullptr);
    }
    for (const EVP_CIPHER* cipher :
         {EVP_aes_256_ctr(), EVP_aes_256_cbc(), EVP_aes_128_cbc(), EVP_aes_128_ecb()}) {
      const std::unique_ptr<EVP_CIPHER_CTX, decltype(&EVP_CIPHER_CTX_free)> context(EVP_CIPHER_CTX_new(),
                                                                                    EVP_CIPHER_CTX_free);
      constexpr std::uint8_t zeros[32] = {};
      (void)EVP_EncryptInit_ex(context.get(), cipher, nullptr, zeros, zeros);
    }
    (void)std::setlocale(LC_CTYPE, "C.UTF-8");  // libarchive tells names in the locale's encoding
    for (const char* encoding : {"UTF-8", "UTF-16", "UTF-16LE", "CP932", "EUC-JP", "ISO-2022-JP-3"}) {
      (void)::iconv_open("UTF-8", encoding);
      (void)::iconv_open(encoding, "UTF-8");
    }
    constexpr std::string_view sample = "氏名,住所\n関所 太郎,見本市一丁目2-3\n";
    MemoryRandomSource source(as_bytes(sample));
    Silent silent;
    (void)inspect::inspect(source, "", {}, {}, silent);
  }

  std::vector<std::shared_ptr<const inspect::Dataset>> datasets_;
  std::shared_ptr<const inspect::TownRules> rules_;
  std::optional<formats::PdfTables> pdf_tables_;
};

}  // namespace

int run_worker() {
  Inspection inspection;
  return labour(inspection);
}

}  // namespace sekisho::sandbox
