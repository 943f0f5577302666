#include "attention_case.hpp"

#include "rng.hpp"

using namespace softlook;

namespace {

Tensor random(Arena& memory, Rng& rng, const Shape& shape) {
  Tensor x{shape, memory.take<float>(shape.count(), "values").data(),
           memory.take<float>(shape.count(), "gradient").data()};
  for (float& value : x.all()) value = rng.normal();
  std::ranges::fill(x.all_gradient(), 1.0f);
  return x;
}

// Filled up with ones in front.
reference::Block block(const Tensor& x) {
  std::array<int, 4> sizes{1, 1, 1, 1};
  for (int i = 0; i < x.shape.rank(); ++i)
    sizes[static_cast<std::size_t>(4 - x.shape.rank() + i)] = x.shape[i];
  reference::Block y(sizes);
  std::ranges::copy(x.all(), y.numbers.begin());
  return y;
}

}  // namespace

Settings::Chosen with_heads(const AttentionKind& kind, int heads, Settings::Chosen chosen) {
  chosen.emplace("heads", heads);
  for (const Setting& setting : kind.settings)
    if (setting.name == "key-heads") chosen.emplace("key-heads", heads > 1 ? heads / 2 : 1);
  return chosen;
}

Made::Made(const AttentionKind& kind, const Sizes& sizes, Settings::Chosen chosen)
    : settings({kind.settings.begin(), kind.settings.end()},
               with_heads(kind, sizes.heads, std::move(chosen))),
      attention(kind.make(
          {settings, parameters, "layer", sizes.heads * sizes.width, std::max(sizes.keys, 19)})) {
  parameters.allocate();
  Rng rng(3, 3);
  for (float& value : parameters.values()) value = 0.7f * rng.normal();
  std::ranges::fill(parameters.gradients(), 1.0f);
}

Question::Question(const Made& of, const Sizes& sizes, Masked masked) : made(of) {
  const auto [batch, asking, answering, heads, width, value_width] = sizes;
  const int key_heads = made.attention->heads().keys;
  Rng rng(5, 5);
  queries = random(memory, rng, {batch, asking, heads * width});
  keys = random(memory, rng, {batch, answering, key_heads * width});
  values = random(memory, rng, {batch, answering, key_heads * value_width});
  const bool all = masked == Masked::everything;
  // Hotter, colder, or neither.
  if (masked == Masked::window) temperature = 2.5f;
  if (masked == Masked::causal || all) temperature = 0.7f;
  mask.causal = all || masked == Masked::causal;
  if (all || masked == Masked::window) mask.window = 2;
  if (all || masked == Masked::bias) mask.bias = random(memory, rng, {asking, answering});
  if (masked == Masked::head_bias) mask.bias = random(memory, rng, {batch, heads, 1, answering});
  if (all || masked == Masked::padding) {
    // The first sample has a hole, the others end early.
    mask.padding = {
        Shape{batch, answering},
        memory.take<float>(static_cast<std::size_t>(batch * answering), "tokens").data(), nullptr};
    for (int b = 0; b < batch; ++b)
      for (int j = 0; j < answering; ++j)
        mask.padding.row(b)[static_cast<std::size_t>(j)] =
            (b == 0 ? j == 1 : j >= answering - b) ? -1.0f : 2.0f;
  }
}

reference::Asked Question::asked() const {
  reference::Asked asked;
  asked.queries = block(queries);
  asked.keys = block(keys);
  asked.values = block(values);
  asked.heads = made.attention->heads().queries;
  asked.key_heads = made.attention->heads().keys;
  for (const auto& [name, value] : made.settings.all())
    asked.settings.emplace(name, std::get<double>(value));
  for (const Parameters::Parameter& parameter : made.parameters.list())
    asked.parameters.emplace(parameter.name.substr(parameter.name.find('.') + 1),
                             block(parameter.tensor));
  asked.causal = mask.causal;
  asked.temperature = static_cast<double>(temperature);
  asked.window = mask.window;
  for (float token : Tensor(mask.padding).all()) asked.padding.push_back(token == -1);
  if (mask.bias.values) asked.bias = block(mask.bias);
  return asked;
}

std::vector<Tensor> Question::inputs() const {
  std::vector<Tensor> all{queries, keys, values};
  if (mask.bias.values) all.push_back(mask.bias);
  return all;
}

Tensor named(const Tape& tape, std::string_view name) {
  const Named* found = tape.newest_name();
  while (found && found->name != name) found = found->previous;
  return found ? found->tensor : Tensor{};
}

Tensor contracted(Tape& tape, const Tensor& y, std::vector<float>& dy) {
  Rng rng(9, 9);
  const int count = static_cast<int>(y.count());
  const Tensor weights = tape.constant("dy", {count, 1});
  for (float& weight : weights.all()) weight = rng.normal();
  dy.assign(weights.all().begin(), weights.all().end());
  return matmul(tape, reshape(y, {1, count}), weights);
}
