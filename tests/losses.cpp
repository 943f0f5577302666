// Trains the default run and prints the bits of each loss, one a line: losses --seed 1 --steps 200

#include <softlook/session.hpp>

#include <bit>
#include <cstdio>
#include <cstdlib>
#include <cstring>

int main(int count, char** arguments) {
  softlook::Config config;
  std::size_t steps = 200;
  for (int i = 1; i + 1 < count; i += 2) {
    const unsigned long number = std::strtoul(arguments[i + 1], nullptr, 10);
    if (std::strcmp(arguments[i], "--seed") == 0) config.seed = number;
    if (std::strcmp(arguments[i], "--steps") == 0) steps = number;
  }

  softlook::Session session(config);
  std::vector<float> losses(steps);
  losses.resize(session.train(losses));
  for (float loss : losses) std::printf("%08x\n", std::bit_cast<std::uint32_t>(loss));
}
