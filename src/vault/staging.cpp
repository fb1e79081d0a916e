#include "staging.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <cerrno>
#include <stdexcept>

#include "seal/errors.h"

namespace sekisho::vault {

DirectoryStaging::DirectoryStaging(seal::Fd file)
    : file_(std::move(file)), writer_(key_, {}, [this](ByteView sealed) -> Result<void> {
        SEKISHO_CHECK(seal::write_at(file_, end_, sealed));
        end_ += sealed.size();
        return {};
      }) {}

Result<std::unique_ptr<Staging>> DirectoryStaging::make(const std::filesystem::path& directory) {
  std::string name = (directory / (std::string(staging_prefix) + "XXXXXX")).string();
  seal::Fd file(::mkostemp(name.data(), O_CLOEXEC));
  if (!file) return seal::system_error(errno, "mkostemp in " + directory.string());
  if (::unlink(name.c_str()) != 0) return seal::system_error(errno, "unlink " + name);
  return std::unique_ptr<Staging>(new DirectoryStaging(std::move(file)));
}

Result<std::unique_ptr<ObjectReader>> DirectoryStaging::read_back() {
  if (!file_) throw std::logic_error("a staging is read back once");
  SEKISHO_CHECK(writer_.finish());
  SEKISHO_TRY(auto source, seal::FileSource::adopt(std::move(file_)));
  return ObjectReader::open(std::move(source), key_, {});
}

}  // namespace sekisho::vault
