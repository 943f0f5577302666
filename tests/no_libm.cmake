# Fails if the library calls anything of the C library that is not listed here: a mathematical function
# has other last bits on other platforms. simd/math.hpp has what gives the same bits everywhere.
cmake_minimum_required(VERSION 3.25)

# √ is rounded correctly by every library there is.
set(harmless abort memcpy memmove memset memcmp memchr strlen floor sqrt sqrtf)

execute_process(COMMAND "${nm}" -u "${library}" OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL "[A-Za-z_][A-Za-z_0-9.]*[\n@]" symbols "${output}")
list(TRANSFORM symbols REPLACE "[\n@]" "")
list(REMOVE_DUPLICATES symbols)
if(APPLE)
  list(TRANSFORM symbols REPLACE "^_" "")
endif()
if(NOT memcpy IN_LIST symbols AND NOT "_Znwm" IN_LIST symbols)
  message(FATAL_ERROR "${nm} showed no symbols of ${library}: nothing was checked")
endif()

# What begins with an underscore is C++ or the compiler's own.
list(FILTER symbols EXCLUDE REGEX "^_|\\.o$")
list(REMOVE_ITEM symbols ${harmless})
if(symbols)
  list(JOIN symbols ", " names)
  message(FATAL_ERROR "the library calls ${names}")
endif()
