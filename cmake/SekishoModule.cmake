# One folder of src/ is one library with an include root of its own (src/NAME/include). A header of a module that is
# not named in DEPENDS cannot be found by the compiler, and DEPENDS may name only modules that were declared before.

add_library(sekisho_options INTERFACE)
target_compile_options(sekisho_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Werror
  -fno-omit-frame-pointer -fstack-protector-strong -march=x86-64-v2)
target_compile_definitions(sekisho_options INTERFACE _FORTIFY_SOURCE=2 BOOST_ASIO_NO_DEPRECATED)
target_link_options(sekisho_options INTERFACE -fuse-ld=mold)

# asan | tsan | fuzz set this (CMakePresets.json)
set(SEKISHO_SANITIZE "" CACHE STRING "Value for -fsanitize=")
if(SEKISHO_SANITIZE)
  target_compile_options(sekisho_options INTERFACE -fsanitize=${SEKISHO_SANITIZE} -fno-sanitize-recover=all
                         -U_FORTIFY_SOURCE)
  target_link_options(sekisho_options INTERFACE -fsanitize=${SEKISHO_SANITIZE})
endif()

# Linked after sekisho_options, or its flags would be undone.
add_library(sekisho_trusted INTERFACE)
add_library(sekisho_tests INTERFACE)
if(SEKISHO_SANITIZE)
  target_compile_options(sekisho_trusted INTERFACE -O0)
endif()
if(SEKISHO_SANITIZE MATCHES fuzzer)
  target_compile_options(sekisho_trusted INTERFACE -fno-sanitize=fuzzer-no-link,null,alignment,vptr,object-size)
  target_compile_options(sekisho_tests INTERFACE -fno-sanitize=fuzzer-no-link,undefined)
endif()

# A precompiled header halves the time of a build. Its own dates stay out of it, so that ccache knows it again.
option(SEKISHO_PCH "Precompile the headers that nearly every source reads" ON)
function(sekisho_precompile target dir)
  if(SEKISHO_PCH)
    set(header ${CMAKE_SOURCE_DIR}/cmake/precompiled.h)
    if(EXISTS ${dir}/precompiled.h)
      list(APPEND header ${dir}/precompiled.h)
    endif()
    target_precompile_headers(${target} PRIVATE ${header} ${ARGN})
    target_compile_options(${target} PRIVATE "$<$<COMPILE_LANGUAGE:CXX>:SHELL:-Xclang -fno-pch-timestamp>")
  endif()
endfunction()

function(sekisho_link target)
  foreach(dependency ${ARGN})
    if(NOT TARGET sekisho_${dependency})
      message(FATAL_ERROR "src/${target} depends on src/${dependency}, which is not declared before it. "
                          "Dependencies run one way: see docs/architecture.md.")
    endif()
  endforeach()
endfunction()

# ONE_THREAD: used by one thread at a time and by itself in its tests: built plainly and fast where threads are watched.
# TRUSTED: no fuzz target enters it, so it is built without coverage, and without those checks of UBSan that cost most
# and that ASan makes up for (a null pointer ends the test either way). Its sanitizer builds are not optimised: compiling
# it takes twice as long as that makes its tests faster.
function(sekisho_module name)
  cmake_parse_arguments(ARG "TRUSTED;ONE_THREAD" "" "DEPENDS;LINK" ${ARGN})
  sekisho_link(${name} ${ARG_DEPENDS})
  list(TRANSFORM ARG_DEPENDS PREPEND sekisho_)
  set(dir ${CMAKE_SOURCE_DIR}/src/${name})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${dir}/*.cpp ${dir}/*.S)
  set(tests ${sources})
  list(FILTER sources EXCLUDE REGEX "(_test|/main)\\.cpp$")
  list(FILTER tests INCLUDE REGEX "_test\\.cpp$")
  if(sources)
    add_library(sekisho_${name} STATIC ${sources})
    target_include_directories(sekisho_${name} PUBLIC ${dir}/include PRIVATE ${dir})
    target_link_libraries(sekisho_${name} PUBLIC ${ARG_DEPENDS} PRIVATE sekisho_options PUBLIC ${ARG_LINK})
    if(ARG_TRUSTED)
      target_link_libraries(sekisho_${name} PRIVATE sekisho_trusted)
    endif()
    if(ARG_ONE_THREAD AND SEKISHO_SANITIZE MATCHES thread)
      target_compile_options(sekisho_${name} PRIVATE -fno-sanitize=thread -O0)
    endif()
    sekisho_precompile(sekisho_${name} ${dir})
  else()
    add_library(sekisho_${name} INTERFACE)
    target_include_directories(sekisho_${name} INTERFACE ${dir}/include)
    target_link_libraries(sekisho_${name} INTERFACE ${ARG_DEPENDS} ${ARG_LINK})
  endif()
  if(SEKISHO_TESTS AND tests)
    add_executable(${name}_test ${tests} ${CMAKE_SOURCE_DIR}/tests/unit_main.cpp)
    target_include_directories(${name}_test PRIVATE ${dir})
    target_link_libraries(${name}_test PRIVATE sekisho_${name} sekisho_options rapidcheck)
    target_compile_definitions(${name}_test PRIVATE SEKISHO_SOURCE_DIR="${CMAKE_SOURCE_DIR}")
    set_source_files_properties(${CMAKE_SOURCE_DIR}/tests/unit_main.cpp PROPERTIES SKIP_PRECOMPILE_HEADERS ON)
    # A test's own text is compiled in a third of the time so; what it tests is in the library, with all checks.
    target_compile_definitions(${name}_test PRIVATE DOCTEST_CONFIG_SUPER_FAST_ASSERTS)
    if(SEKISHO_SANITIZE)
      target_compile_options(${name}_test PRIVATE -O0)
    endif()
    target_link_libraries(${name}_test PRIVATE sekisho_tests)
    sekisho_precompile(${name}_test ${dir} <doctest/doctest.h>)
    set_property(GLOBAL APPEND PROPERTY SEKISHO_UNIT_TESTS ${name}_test)
  endif()
endfunction()

# main.cpp is the program; all else in its folder is a library of the usual kind, so that tests can link it.
function(sekisho_program program folder)
  cmake_parse_arguments(ARG "" "" "DEPENDS;LINK" ${ARGN})
  sekisho_module(${folder} TRUSTED DEPENDS ${ARG_DEPENDS} LINK ${ARG_LINK})
  add_executable(${program} ${CMAKE_SOURCE_DIR}/src/${folder}/main.cpp)
  target_include_directories(${program} PRIVATE ${CMAKE_SOURCE_DIR}/src/${folder})
  target_link_libraries(${program} PRIVATE sekisho_${folder} sekisho_options)
  target_compile_definitions(${program} PRIVATE SEKISHO_VERSION="${PROJECT_VERSION}")
endfunction()
