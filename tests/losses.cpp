// Trains a run and prints the bits of each loss, one a line:
//
//     losses --seed 1 --steps 200 --task reverse --model transformer --attention multi-head
//            --optimizer adam --set heads=2 --set position=rotary

#include <softlook/session.hpp>

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <stdexcept>
#include <string>

namespace {

void set(softlook::Settings::Chosen& settings, const std::string& pair) {
  const std::size_t equals = pair.find('=');
  if (equals == std::string::npos) throw std::invalid_argument("--set needs name=value");
  const std::string name = pair.substr(0, equals), value = pair.substr(equals + 1);
  char* end = nullptr;
  const double number = std::strtod(value.c_str(), &end);
  settings.insert_or_assign(
      name, *end == '\0' ? softlook::Settings::Value(number) : softlook::Settings::Value(value));
}

void run(int count, char** arguments) {
  softlook::Config config;
  std::size_t steps = 200;
  for (int i = 1; i + 1 < count; i += 2) {
    const std::string name = arguments[i], value = arguments[i + 1];
    if (name == "--seed")
      config.seed = std::stoul(value);
    else if (name == "--steps")
      steps = std::stoul(value);
    else if (name == "--task")
      config.task = value;
    else if (name == "--model")
      config.model = value;
    else if (name == "--attention")
      config.attention = value;
    else if (name == "--optimizer")
      config.optimizer = value;
    else if (name == "--set")
      set(config.settings, value);
    else
      throw std::invalid_argument("unknown option " + name);
  }

  softlook::Session session(config);
  std::vector<float> losses(steps);
  losses.resize(session.train(losses));
  for (float loss : losses) std::printf("%08x\n", std::bit_cast<std::uint32_t>(loss));
}

}  // namespace

int main(int count, char** arguments) {
  try {
    run(count, arguments);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "%s\n", error.what());
    return 1;
  }
}
