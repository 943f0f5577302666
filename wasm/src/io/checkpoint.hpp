#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

#include "../session.hpp"

namespace softlook {

// Parameters alone, in the safetensors format: what other programs read and write. All of a session's
// parameters must be there, in their shapes, finite, and no other tensor; else the session stays as
// it is.
std::vector<std::byte> save_parameters(const Session&);
void load_parameters(Session&, std::span<const std::byte> file);

// A session as it stands, in the same format: parameters under their names, what the optimiser
// remembers under "optimizer.<slot>.<name>", config, settings and step in the metadata. Random
// numbers come from seed and step, so a run that is loaded goes on bit for bit.
std::vector<std::byte> save_checkpoint(const Session&);
std::unique_ptr<Session> load_checkpoint(std::span<const std::byte> file);
// Into a session of the same config; it stays as it is if the file is not of one.
void restore_checkpoint(Session&, std::span<const std::byte> file);

}  // namespace softlook
