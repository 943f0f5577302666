#include "checkpoint.hpp"

#include <algorithm>
#include <cmath>

#include "exact.hpp"
#include "safetensors.hpp"
#include "utf8.hpp"

namespace softlook {
namespace {

constexpr const char* format = "softlook checkpoint 1";
const std::string setting_prefix = "setting.";
const std::string data_name = "config.data";

using Metadata = std::map<std::string, std::string>;

double number(const std::string& what, const std::string& written) {
  const auto read = read_exact(written);
  if (!read) fail("[checkpoint] % must be a number, got %", {quoted(what), quoted(written)});
  return *read;
}

double whole(const std::string& what, const std::string& written, double most) {
  const double read = number(what, written);
  if (!(read >= 0 && read <= most) || read != std::floor(read))
    fail("[checkpoint] % must be a whole number from 0 to %, got %",
         {quoted(what), most, quoted(written)});
  return read;
}

const std::string& entry(const Metadata& metadata, const std::string& name) {
  const auto found = metadata.find(name);
  if (found == metadata.end())
    fail("[checkpoint] the metadata have no `%`; is it a file of parameters alone?", {name});
  return found->second;
}

// --- tensors ---

std::vector<std::int64_t> sizes(const Shape& shape) {
  std::vector<std::int64_t> all;
  for (int i = 0; i < shape.rank(); ++i) all.push_back(shape[i]);
  return all;
}

std::string prefix_of(std::string_view slot) { return filled("optimizer.%.", {slot}); }

// One flat span of numbers in the parameters' order, under their names with something before them.
void add(std::vector<TensorToWrite>& all, const Session& session, std::span<const float> flat,
         const std::string& prefix = {}) {
  for (const auto& parameter : session.parameters().list()) {
    const std::size_t count = parameter.tensor.count();
    all.push_back({prefix + parameter.name, sizes(parameter.tensor.shape), flat.first(count)});
    flat = flat.subspan(count);
  }
}

void read(const SafeTensors& file, const Session& session, std::span<float> flat,
          const std::string& prefix = {}) {
  for (const auto& parameter : session.parameters().list()) {
    const SafeTensor& tensor = file.tensor(prefix + parameter.name);
    if (tensor.shape != sizes(parameter.tensor.shape)) {
      std::string shape;
      for (auto size : tensor.shape) shape += filled("%%", {shape.empty() ? "" : ",", size});
      fail("[safetensors] % has the shape [%], but this model needs %",
           {quoted(tensor.name), shape, parameter.tensor.shape});
    }
    const std::size_t count = parameter.tensor.count();
    copy_floats(tensor, flat.first(count));
    const auto numbers = flat.first(count);
    if (std::ranges::any_of(numbers, [](float x) { return !std::isfinite(x); }))
      fail("[safetensors] % has a number that is not finite", {quoted(tensor.name)});
    flat = flat.subspan(count);
  }
}

// As many tensors as were read: with all names found, one more is one that nobody knows.
void refuse_others(const SafeTensors& file, const Session& session,
                   std::span<const std::string_view> slots, std::size_t others = 0) {
  if (file.tensors.size() == session.parameters().list().size() * (1 + slots.size()) + others)
    return;
  for (const SafeTensor& tensor : file.tensors) {
    const bool known = (others > 0 && tensor.name == data_name) ||
                       std::ranges::any_of(session.parameters().list(), [&](const auto& parameter) {
                         return tensor.name == parameter.name ||
                                std::ranges::any_of(slots, [&](std::string_view slot) {
                                  return tensor.name == prefix_of(slot) + parameter.name;
                                });
                       });
    if (!known) fail("[safetensors] % is no parameter of this model", {quoted(tensor.name)});
  }
}

Config config_of(const SafeTensors& file) {
  if (entry(file.metadata, "format") != format)
    fail(
        "[checkpoint] it is no checkpoint of this version of softlook: its format is %, not `%`; "
        "a file of parameters alone can be loaded as parameters",
        {quoted(entry(file.metadata, "format")), format});
  Config config{.task = entry(file.metadata, "task"),
                .model = entry(file.metadata, "model"),
                .attention = entry(file.metadata, "attention"),
                .optimizer = entry(file.metadata, "optimizer"),
                .seed = 0};
  config.seed = static_cast<std::uint64_t>(
      whole("seed-high", entry(file.metadata, "seed-high"), 4294967295.0));
  config.seed = config.seed << 32 | static_cast<std::uint64_t>(
                                        whole("seed", entry(file.metadata, "seed"), 4294967295.0));
  if (const SafeTensor* data = file.find(data_name)) {
    if (data->dtype != Dtype::u8) fail("[checkpoint] % must be bytes, U8", {quoted(data_name)});
    config.data.assign(reinterpret_cast<const char*>(data->bytes.data()), data->bytes.size());
  }
  for (const auto& [name, value] : file.metadata) {
    if (!name.starts_with(setting_prefix)) continue;
    const std::string setting = name.substr(setting_prefix.size());
    const bool is_number =
        !value.empty() && ((value[0] >= '0' && value[0] <= '9') || value[0] == '-');
    config.settings.emplace(
        setting, is_number ? Settings::Value(number(name, value)) : Settings::Value(value));
  }
  return config;
}

Snapshot snapshot_of(const SafeTensors& file, const Session& session) {
  Snapshot snapshot = session.snapshot();
  snapshot.step = static_cast<std::int64_t>(whole("step", entry(file.metadata, "step"), 9e15));
  read(file, session, snapshot.values);
  std::span<float> state(snapshot.state);
  const auto& slots = session.optimizer().slots;
  for (const std::string_view slot : slots) {
    read(file, session, state, prefix_of(slot));
    // Of a mean of squares the root is taken.
    const auto numbers = state.first(snapshot.values.size());
    if (slot == "square" && std::ranges::any_of(numbers, [](float x) { return x < 0; }))
      fail("[checkpoint] the optimizer's `%` has a number below 0", {slot});
    state = state.subspan(snapshot.values.size());
  }
  refuse_others(file, session, slots, session.config().data.empty() ? 0 : 1);
  return snapshot;
}

// A default in the place of one that is missing would be another run.
void check_settings(const Config& of_file, const Snapshot& snapshot) {
  for (const auto& [name, value] : snapshot.settings)
    if (!of_file.settings.contains(name))
      fail("[checkpoint] the metadata have no `%%`; save the run again with all of them",
           {setting_prefix, name});
}

}  // namespace

std::vector<std::byte> save_parameters(const Session& session) {
  std::vector<TensorToWrite> tensors;
  add(tensors, session, session.parameters().values());
  return write_safetensors(tensors, {{"format", "pt"}});
}

void load_parameters(Session& session, std::span<const std::byte> bytes) {
  const SafeTensors file = read_safetensors(bytes);
  const auto named = file.metadata.find("format");
  if (named != file.metadata.end() && named->second == format)
    fail(
        "[safetensors] it is a checkpoint, not a file of parameters alone; restore it, or load it "
        "as a session");
  Snapshot snapshot = session.snapshot();
  read(file, session, snapshot.values);
  refuse_others(file, session, {});
  session.restore(snapshot);
}

std::vector<std::byte> save_checkpoint(const Session& session) {
  const Snapshot snapshot = session.snapshot();
  const Config& config = session.config();
  std::vector<TensorToWrite> tensors;
  add(tensors, session, snapshot.values);
  std::span<const float> state(snapshot.state);
  for (const std::string_view slot : session.optimizer().slots) {
    add(tensors, session, state, prefix_of(slot));
    state = state.subspan(snapshot.values.size());
  }
  if (!config.data.empty())
    tensors.push_back({data_name,
                       {static_cast<std::int64_t>(config.data.size())},
                       {},
                       std::as_bytes(std::span(config.data))});
  Metadata metadata;
  metadata["format"] = format;
  metadata["task"] = config.task;
  metadata["model"] = config.model;
  metadata["attention"] = config.attention;
  metadata["optimizer"] = config.optimizer;
  metadata["seed"] = std::to_string(config.seed & 0xffffffffu);
  metadata["seed-high"] = std::to_string(config.seed >> 32);
  metadata["step"] = std::to_string(snapshot.step);
  for (const auto& [name, value] : snapshot.settings) {
    const auto* option = std::get_if<std::string>(&value);
    metadata[setting_prefix + name] = option ? *option : exact_text(std::get<double>(value));
  }
  return write_safetensors(tensors, metadata);
}

std::unique_ptr<Session> load_checkpoint(std::span<const std::byte> bytes) {
  const SafeTensors file = read_safetensors(bytes);
  const Config config = config_of(file);
  auto session = std::make_unique<Session>(config);
  Snapshot snapshot = snapshot_of(file, *session);
  check_settings(config, snapshot);
  session->restore(snapshot);
  return session;
}

void restore_checkpoint(Session& session, std::span<const std::byte> bytes) {
  const SafeTensors file = read_safetensors(bytes);
  const Config theirs = config_of(file);
  const Config& ours = session.config();
  const auto same = [](const char* what, const std::string& of_file, const std::string& here) {
    if (of_file != here)
      fail(
          "[checkpoint] it is of another config: its % is %, here it is `%`; load it as a new "
          "session",
          {what, quoted(of_file), here});
  };
  same("task", theirs.task, ours.task);
  same("model", theirs.model, ours.model);
  same("attention", theirs.attention, ours.attention);
  same("optimizer", theirs.optimizer, ours.optimizer);
  if (theirs.data != ours.data)
    fail("[checkpoint] it is of other data than this session; load it as a new session");
  same("seed", std::to_string(theirs.seed), std::to_string(ours.seed));
  Snapshot snapshot = snapshot_of(file, session);
  check_settings(theirs, snapshot);
  snapshot.settings = theirs.settings;
  session.restore(snapshot);
}

}  // namespace softlook
