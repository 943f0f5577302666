# The flags that every target of ours is compiled with.
add_library(softlook_flags INTERFACE)
target_compile_features(softlook_flags INTERFACE cxx_std_20)

# A multiplication and an addition are rounded one by one on every machine, or the bits would differ.
target_compile_options(softlook_flags INTERFACE -ffp-contract=off -fno-fast-math)
# √ is the machine's instruction, not a call that may set errno.
target_compile_options(softlook_flags INTERFACE -fno-math-errno)

target_compile_options(softlook_flags INTERFACE -Wall -Wextra -Wconversion -Wshadow -Wpedantic)
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND CMAKE_CXX_COMPILER_VERSION VERSION_LESS 13)
  # GCC 12 sees an overlap in "text" + std::string that is not there (GCC bug 105651).
  target_compile_options(softlook_flags INTERFACE -Wno-restrict)
endif()
if(SOFTLOOK_WERROR)
  target_compile_options(softlook_flags INTERFACE -Werror)
endif()

if(EMSCRIPTEN)
  # One module for every browser with 128-bit SIMD; errors are WebAssembly's own exceptions.
  add_compile_options(-msimd128 -mbulk-memory -fwasm-exceptions)
  add_link_options(-msimd128 -mbulk-memory -fwasm-exceptions)
endif()
