// Trains the first article's model without a browser, and prints what it looks at.

#include <softlook/session.hpp>

#include <cstdio>
#include <vector>

int main() {
  softlook::Session session(softlook::Config{.seed = 1});

  std::puts(" step   error, % of predicting the mean   looks at the right place");
  std::vector<float> losses(500);
  for (int part = 0; part < 10; ++part) {
    if (session.train(losses) < losses.size()) break;  // it diverged
    const softlook::Score score = session.evaluate(500);
    std::printf("%5lld   %31.2f   %22.1f %%\n", static_cast<long long>(session.step()),
                100 * score.error / score.baseline, 100 * score.aligned);
  }

  session.observe(0);
  const softlook::Exposed weights = session.tensor("attention.weights");
  std::puts("\nattention weights of one sequence; row = looks from, column = looks at");
  std::printf("     ");
  for (const std::string& key : weights.columns) std::printf("%6s", key.c_str());
  for (std::size_t query = 0; query < weights.rows.size(); ++query) {
    std::printf("\n%5s", weights.rows[query].c_str());
    for (float weight : weights.tensor.row(static_cast<int>(query)))
      std::printf("%6.2f", static_cast<double>(weight));
  }
  std::puts("");
}
