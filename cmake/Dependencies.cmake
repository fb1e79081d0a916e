# Everything comes from Debian 12 packages (packaging/debian-packages.txt); nothing is fetched by the build.
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(OpenSSL 3.0 REQUIRED)
find_package(fmt REQUIRED)
find_package(ICU REQUIRED COMPONENTS uc)
find_package(SQLite3 REQUIRED)
find_package(LibArchive REQUIRED)
find_package(Threads REQUIRED)
find_package(tomlplusplus REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(ARGON2 REQUIRED IMPORTED_TARGET libargon2)
add_library(argon2 ALIAS PkgConfig::ARGON2)

# SOCI's own CMake package is not shipped by Debian; its libraries are.
foreach(part core sqlite3)
  find_library(SOCI_${part}_LIBRARY NAMES soci_${part} REQUIRED)
  add_library(SOCI::${part} UNKNOWN IMPORTED)
  set_target_properties(SOCI::${part} PROPERTIES IMPORTED_LOCATION ${SOCI_${part}_LIBRARY}
                        INTERFACE_INCLUDE_DIRECTORIES "/usr/include/soci")
endforeach()
if(NOT TARGET SQLite::SQLite3)
  message(FATAL_ERROR "SQLite3 development files are missing")
endif()
