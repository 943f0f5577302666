# Installs softlook from `build`, then configures, builds and runs `example` against it, and looks at
# what it prints: a model that has learned.
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} OUTPUT_VARIABLE output COMMAND_ERROR_IS_FATAL ANY)
  set(output "${output}" PARENT_SCOPE)
endfunction()

set(prefix "${build}/installed/prefix")
set(consumer "${build}/installed/build")
file(REMOVE_RECURSE "${prefix}" "${consumer}")

run("${CMAKE_COMMAND}" --install "${build}" --prefix "${prefix}" --config "${build_type}")
run("${CMAKE_COMMAND}" -S "${example}" -B "${consumer}" -G "${generator}"
  "-DCMAKE_CXX_COMPILER=${compiler}" "-DCMAKE_BUILD_TYPE=${build_type}" "-DCMAKE_CXX_FLAGS=${flags}"
  "-DCMAKE_PREFIX_PATH=${prefix}" "-DCMAKE_RUNTIME_OUTPUT_DIRECTORY=${consumer}/$<0:>")
run("${CMAKE_COMMAND}" --build "${consumer}" --config "${build_type}")
run("${consumer}/train_next_vector")
message("${output}")
if(NOT output MATCHES " 5000 +0\\.[0-9]+ +(99|100)\\.[0-9] %")
  message(FATAL_ERROR "after 5000 steps the installed example has not learned")
endif()
