# Fails if the library calls a mathematical function whose last bits differ between platforms.
execute_process(COMMAND "${nm}" -u "${library}" OUTPUT_VARIABLE symbols COMMAND_ERROR_IS_FATAL ANY)
string(REGEX MATCHALL
  "[ _](exp|exp2|expm1|log|log2|log10|log1p|pow|sin|cos|tan|sinh|cosh|tanh|erf|cbrt|hypot|fma)[fl]?[@\n]"
  forbidden "${symbols}")
if(forbidden)
  string(REGEX REPLACE "[ _@\n]" "" forbidden "${forbidden}")
  list(JOIN forbidden ", " names)
  message(FATAL_ERROR "the library calls ${names}; use simd/math.hpp, which gives the same bits everywhere")
endif()
if(NOT symbols MATCHES "memcpy|operator|_Z")
  message(FATAL_ERROR "${nm} showed no symbols of ${library}: nothing was checked")
endif()
