# CMake toolchain file: finds Emscripten where emscripten.mjs finds or puts it, and hands over to
# Emscripten's own. The launchers of the private one set their environment themselves.
cmake_minimum_required(VERSION 3.25)

# CMake reads this file again for each of its trial builds: they get the same answers.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES SOFTLOOK_EMSCRIPTEN SOFTLOOK_NODE)

file(READ "${CMAKE_CURRENT_LIST_DIR}/pins.json" _pins)
string(JSON _version GET "${_pins}" emscripten version)

# Sets <result> to the folder of an emcc that is new enough, if one of the folders is such.
function(_softlook_emscripten result)
  foreach(folder IN LISTS ARGN)
    if(EXISTS "${folder}/emcc" AND EXISTS "${folder}/emscripten-version.txt")
      file(READ "${folder}/emscripten-version.txt" text)
      string(REGEX MATCH "[0-9]+\\.[0-9]+\\.[0-9]+" found "${text}")
      if(found VERSION_GREATER_EQUAL _version)
        set(${result} "${folder}" PARENT_SCOPE)
        return()
      endif()
    endif()
  endforeach()
endfunction()

if(NOT EXISTS "${SOFTLOOK_EMSCRIPTEN}/emcc")
  set(_folders)
  find_program(_emcc emcc NO_CACHE)
  if(_emcc)
    # Packagers put a small starter on PATH; the files are beside it or where em-config says.
    file(REAL_PATH "${_emcc}" _emcc)
    cmake_path(GET _emcc PARENT_PATH _folder)
    list(APPEND _folders "${_folder}" "${_folder}/../libexec")
    find_program(_em_config em-config NO_CACHE)
    if(_em_config AND NOT EXISTS "${_folder}/emscripten-version.txt")
      execute_process(COMMAND "${_em_config}" EMSCRIPTEN_ROOT
        OUTPUT_VARIABLE _root OUTPUT_STRIP_TRAILING_WHITESPACE ERROR_QUIET)
      list(APPEND _folders "${_root}")
    endif()
  endif()
  if(DEFINED ENV{EMSDK})
    list(APPEND _folders "$ENV{EMSDK}/upstream/emscripten")
  endif()
  cmake_path(ABSOLUTE_PATH CMAKE_CURRENT_LIST_DIR
    BASE_DIRECTORY "${CMAKE_CURRENT_LIST_DIR}" NORMALIZE OUTPUT_VARIABLE _here)
  cmake_path(SET _private NORMALIZE
    "${_here}/../../.toolchain/emscripten-${_version}/upstream/emscripten")
  list(APPEND _folders "${_private}")
  _softlook_emscripten(_found ${_folders})
  if(NOT _found)
    message(FATAL_ERROR "Emscripten ${_version} or newer is missing. "
      "Get it with: node wasm/toolchain/emscripten.mjs")
  endif()
  set(SOFTLOOK_EMSCRIPTEN "${_found}" CACHE PATH "The folder that emcc is in" FORCE)
endif()

# Emscripten's own file would run a Node of its choice; the tests are to run in the one in use.
find_program(SOFTLOOK_NODE node DOC "The Node.js that runs the wasm tests")
if(SOFTLOOK_NODE)
  set(CMAKE_CROSSCOMPILING_EMULATOR "${SOFTLOOK_NODE}" CACHE FILEPATH "Runs what was built" FORCE)
endif()

include("${SOFTLOOK_EMSCRIPTEN}/cmake/Modules/Platform/Emscripten.cmake")
