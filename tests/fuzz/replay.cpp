// Runs the target on the files of a folder, for compilers that have no fuzzer. What a file's name says
// must be so: good-….safetensors is read, bad-….safetensors is refused.
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

#include "error.hpp"
#include "io/safetensors.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

bool reads(const std::vector<char>& file) {
  try {
    softlook::read_safetensors(std::as_bytes(std::span(file)));
    return true;
  } catch (const softlook::Error& error) {
    std::printf("  %s\n", error.what());
    return false;
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::vector<std::filesystem::path> paths;
  for (int i = 1; i < argc; ++i)
    for (const auto& entry : std::filesystem::directory_iterator(argv[i]))
      paths.push_back(entry.path());
  std::sort(paths.begin(), paths.end());

  int wrong = 0;
  for (const auto& path : paths) {
    const std::string name = path.filename().string();
    std::ifstream stream(path, std::ios::binary);
    const std::vector<char> file{std::istreambuf_iterator<char>(stream), {}};
    std::printf("%s\n", name.c_str());
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(file.data()), file.size());
    if (name.starts_with(reads(file) ? "good-" : "bad-")) continue;
    std::printf("  its name says otherwise\n");
    ++wrong;
  }
  std::printf("%zu files, %d of them wrong\n", paths.size(), wrong);
  return paths.empty() || wrong ? 1 : 0;
}
