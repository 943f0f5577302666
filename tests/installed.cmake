# Installs softlook from `build`, then configures, builds and runs `example` against it.
function(run)
  execute_process(COMMAND ${ARGN} COMMAND_ERROR_IS_FATAL ANY)
endfunction()

set(prefix "${build}/installed/prefix")
set(consumer "${build}/installed/build")
file(REMOVE_RECURSE "${prefix}" "${consumer}")

run("${CMAKE_COMMAND}" --install "${build}" --prefix "${prefix}")
run("${CMAKE_COMMAND}" -S "${example}" -B "${consumer}" -G "${generator}"
  "-DCMAKE_CXX_COMPILER=${compiler}" "-DCMAKE_BUILD_TYPE=${build_type}" "-DCMAKE_CXX_FLAGS=${flags}"
  "-DCMAKE_PREFIX_PATH=${prefix}")
run("${CMAKE_COMMAND}" --build "${consumer}")
run("${consumer}/train_next_vector")
