# The two libraries that the C++ needs: xsimd (headers) and Catch2 (for the tests).
#
# Natively an installed package that is new enough serves. Otherwise the pinned sources are
# obtained once into .toolchain/, where all builds share them: from GitHub or, where that is out of
# reach, from Debian's packages. A wasm build never looks at the system's libraries.

set(SOFTLOOK_TOOLCHAIN "${CMAKE_CURRENT_LIST_DIR}")
cmake_path(SET SOFTLOOK_STORE NORMALIZE "${CMAKE_CURRENT_LIST_DIR}/../../.toolchain")

# Provides the target `xsimd`.
function(softlook_need_xsimd)
  if(TARGET xsimd)
    return()
  endif()
  _softlook_pin(xsimd minimum minimum)
  if(NOT CMAKE_CROSSCOMPILING)
    find_package(xsimd ${minimum} QUIET GLOBAL)
  endif()
  if(NOT TARGET xsimd)
    _softlook_obtain(folder xsimd include/xsimd/xsimd.hpp)
    add_library(xsimd INTERFACE IMPORTED GLOBAL)
    target_include_directories(xsimd INTERFACE "${folder}/include")
  endif()
endfunction()

# Provides the targets `Catch2::Catch2` and `Catch2::Catch2WithMain`.
function(softlook_need_catch2)
  if(TARGET Catch2::Catch2WithMain)
    return()
  endif()
  _softlook_pin(catch2 minimum minimum)
  if(NOT CMAKE_CROSSCOMPILING)
    find_package(Catch2 ${minimum} QUIET GLOBAL)
  endif()
  if(NOT TARGET Catch2::Catch2WithMain)
    _softlook_obtain(folder catch2 extras/catch_amalgamated.cpp)
    _softlook_build_catch2("${folder}")
  endif()
endfunction()

# Compiled from its one-file form, which takes one compiler run instead of a hundred; the tests
# include its small headers, which have to be told the same (default) settings.
function(_softlook_build_catch2 folder)
  set(CATCH_CONFIG_DEFAULT_REPORTER console)
  set(CATCH_CONFIG_CONSOLE_WIDTH 80)
  set(generated "${CMAKE_BINARY_DIR}/catch2")
  configure_file("${folder}/src/catch2/catch_user_config.hpp.in"
    "${generated}/catch2/catch_user_config.hpp")
  add_library(softlook_catch2 STATIC "${folder}/extras/catch_amalgamated.cpp")
  target_compile_features(softlook_catch2 PUBLIC cxx_std_20)
  target_compile_options(softlook_catch2 PRIVATE -w)
  target_include_directories(softlook_catch2 SYSTEM PUBLIC "${folder}/src" "${generated}")
  add_library(Catch2::Catch2 ALIAS softlook_catch2)
  add_library(Catch2::Catch2WithMain ALIAS softlook_catch2)
endfunction()

# Sets <result> to a value that pins.json has for a library, or in general.
function(_softlook_pin library key result)
  file(READ "${SOFTLOOK_TOOLCHAIN}/pins.json" pins)
  string(JSON value GET "${pins}" ${library} ${key})
  set(${result} "${value}" PARENT_SCOPE)
endfunction()

# Sets <result> to the folder of a library's sources, which has <proof> in it.
function(_softlook_obtain result library proof)
  _softlook_pin(${library} version version)
  _softlook_pin(${library} url url)
  set(home "${SOFTLOOK_STORE}/${library}-${version}")
  set(${result} "${home}" PARENT_SCOPE)
  # When .toolchain/ was deleted the next build obtains it again.
  set_property(DIRECTORY "${CMAKE_SOURCE_DIR}" APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS
    "${home}/${proof}")
  if(EXISTS "${home}/${proof}")
    return()
  endif()
  # Builds that configure at the same time share one download.
  file(LOCK "${SOFTLOOK_STORE}/${library}.lock" GUARD FUNCTION TIMEOUT 600)
  if(EXISTS "${home}/${proof}")
    return()
  endif()
  message(STATUS "Obtaining ${library} ${version} into .toolchain")
  foreach(way github debian)
    file(REMOVE_RECURSE "${home}.new" "${home}")
    cmake_language(CALL _softlook_from_${way} ${library} "${version}" "${home}.new")
    if(EXISTS "${home}.new/${proof}")
      file(RENAME "${home}.new" "${home}")
      return()
    endif()
  endforeach()
  file(REMOVE_RECURSE "${home}.new")
  _softlook_pin(${library} commit commit)
  message(FATAL_ERROR "${library} ${version} is missing, and neither GitHub nor Debian's packages "
    "could be reached. Get it with: git clone ${url} \"${home}\" && git -C \"${home}\" checkout ${commit}")
endfunction()

# The commit that is pinned: its name is the hash of all that it holds.
function(_softlook_from_github library version fresh)
  find_program(SOFTLOOK_GIT git)
  mark_as_advanced(SOFTLOOK_GIT)
  if(NOT SOFTLOOK_GIT)
    return()
  endif()
  _softlook_pin(${library} url url)
  _softlook_pin(${library} commit commit)
  # A hook's variables would point git at another repository.
  set(git "${CMAKE_COMMAND}" -E env --unset=GIT_DIR --unset=GIT_WORK_TREE --unset=GIT_INDEX_FILE
    GIT_TERMINAL_PROMPT=0 "${SOFTLOOK_GIT}")
  execute_process(COMMAND ${git} ls-remote --exit-code "${url}" HEAD
    TIMEOUT 6 RESULT_VARIABLE failed OUTPUT_QUIET ERROR_QUIET)
  if(failed)
    return()
  endif()
  file(MAKE_DIRECTORY "${fresh}")
  foreach(step "init;-q" "fetch;-q;--depth;1;${url};${commit}" "checkout;-q;--detach;${commit}")
    execute_process(COMMAND ${git} -C "${fresh}" ${step} TIMEOUT 300 RESULT_VARIABLE failed)
    if(failed)
      file(REMOVE_RECURSE "${fresh}")
      return()
    endif()
  endforeach()
  file(REMOVE_RECURSE "${fresh}/.git")
endfunction()

function(_softlook_from_debian library version fresh)
  _softlook_pin(debian suite suite)
  set(work "${SOFTLOOK_STORE}/${library}-packages")
  if(library STREQUAL xsimd)
    _softlook_debian(exact ${suite} "${work}" libxsimd-dev)
    file(GLOB package "${work}/packages/libxsimd-dev_${version}-*")
    if(package)
      _softlook_debian(unpack "${work}" "${fresh}")
      file(RENAME "${fresh}/usr/include" "${fresh}/include" RESULT ignored)
    endif()
  else()
    _softlook_debian(source ${suite} "${work}" catch2)
    file(GLOB archive "${work}/packages/catch2_${version}.orig.tar.*")
    if(archive)
      file(ARCHIVE_EXTRACT INPUT "${archive}" DESTINATION "${work}/sources")
      file(GLOB folder LIST_DIRECTORIES true "${work}/sources/*")
      file(RENAME "${folder}" "${fresh}" RESULT ignored)
    endif()
  endif()
  file(REMOVE_RECURSE "${work}")
endfunction()

function(_softlook_debian)
  execute_process(COMMAND sh "${SOFTLOOK_TOOLCHAIN}/debian.sh" ${ARGN}
    OUTPUT_QUIET ERROR_VARIABLE problem RESULT_VARIABLE failed)
  if(failed AND problem)
    string(STRIP "${problem}" problem)
    message(STATUS "Debian's packages did not help: ${problem}")
  endif()
endfunction()
