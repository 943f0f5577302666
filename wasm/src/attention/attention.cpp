#include "attention.hpp"

namespace softlook {

Attention::Attention(const AttentionParts& parts, Heads heads) : heads_(heads) {
  const auto divides = [](const char* name, int part, int whole, const char* of) {
    if (whole % part != 0)
      fail("[settings] `%` must divide %: % does not divide %", {name, of, part, whole});
  };
  divides("heads", heads.queries, parts.width, "the width");
  divides("key-heads", heads.keys, heads.queries, "`heads`");
  head_width_ = parts.width / heads.queries;
}

Heads equal_heads(const Settings& settings) {
  const int heads = settings.integer("heads");
  return {heads, heads};
}

}  // namespace softlook
