"""nn.MultiheadAttention."""

import torch
from torch import nn

from .masks import as_bias, as_tokens, causal, padding


def rows(first, count):
    return slice(first, first + count)


def multi_head_parts(attention, name):
    """One of PyTorch's projections holds what softlook keeps apart as q, k and v."""
    width = attention.embed_dim
    together = attention.in_proj_weight
    apart = [attention.q_proj_weight, attention.k_proj_weight, attention.v_proj_weight]
    for i, which in enumerate("qkv"):
        third = rows(i * width, width)
        if together is None:
            yield f"{name}.{which}.weight", apart[i], slice(None)
        else:
            yield f"{name}.{which}.weight", together, third
        if attention.in_proj_bias is not None:
            yield f"{name}.{which}.bias", attention.in_proj_bias, third
    yield f"{name}.o.weight", attention.out_proj.weight, slice(None)
    if attention.out_proj.bias is not None:
        yield f"{name}.o.bias", attention.out_proj.bias, slice(None)


def multi_head(batch=2, queries=5, keys=7, width=12, heads=3, kdim=None, vdim=None, bias=True,
               own=False, is_causal=False, pad=None, mask=None):
    """mask: a function of (case, shape of scores) that gives PyTorch's attn_mask, or nothing."""

    def write(case):
        case.say(heads=heads, width=width, bias=int(bias), causal=int(is_causal), own=int(own))
        q = k = v = case.input("queries", case.normal(batch, queries, width))
        key_count = queries if own else keys
        if not own:
            k = case.input("keys", case.normal(batch, keys, kdim or width))
            v = case.input("values", case.normal(batch, keys, vdim or width))
        attention = case.draw(nn.MultiheadAttention(
            width, heads, bias=bias, kdim=kdim, vdim=vdim, batch_first=True))
        case.parameters(multi_head_parts(attention, "attn"))

        padded = padding(pad, key_count) if pad else None
        if pad:
            case.constant("mask.padding", as_tokens(padded))
        attn_mask = mask(case, (batch * heads, queries, key_count)) if mask else None
        if mask:
            shape = (batch, heads, queries, key_count)
            bias_of = as_bias(attn_mask)
            case.constant("mask.bias", bias_of.reshape(shape) if bias_of.dim() == 3 else bias_of)
        if is_causal:
            above = causal(queries)
            attn_mask = above if attn_mask is None else as_bias(attn_mask) + as_bias(above)

        y, weights = attention(q, k, v, key_padding_mask=padded, attn_mask=attn_mask,
                               average_attn_weights=False)
        _, averaged = attention(q, k, v, key_padding_mask=padded, attn_mask=attn_mask)
        case.output("y", y)
        case.output("weights", weights, cotangent=False)
        case.output("averaged-weights", averaged, cotangent=False)
        return case.finish()

    return write


def some_hidden(case, shape):
    """A third may not be seen, but everyone sees the first."""
    hidden = case.uniform(*shape) < 1 / 3
    hidden[..., 0] = False
    return hidden


def some_bias(case, shape):
    return case.normal(*shape).masked_fill(some_hidden(case, shape), float("-inf"))


def one_for_all(mask):
    return lambda case, shape: mask(case, shape[1:])


def cases():
    return [
        ("multi-head-self", multi_head(own=True)),
        ("multi-head-cross", multi_head(kdim=10, vdim=9)),
        ("multi-head-no-bias", multi_head(width=6, heads=2, bias=False)),
        ("multi-head-padding", multi_head(batch=3, width=6, heads=2, pad=[7, 1, 4])),
        ("multi-head-boolean-mask", multi_head(width=6, mask=one_for_all(some_hidden))),
        ("multi-head-boolean-mask-each", multi_head(width=6, mask=some_hidden)),
        ("multi-head-float-mask", multi_head(width=6, mask=one_for_all(some_bias))),
        ("multi-head-float-mask-each", multi_head(width=6, mask=some_bias)),
        ("multi-head-causal", multi_head(queries=7, width=6, heads=2, own=True, is_causal=True)),
        ("multi-head-all", multi_head(queries=7, keys=7, width=9, kdim=5, vdim=4, pad=[5, 7],
                                      is_causal=True, mask=some_bias)),
    ]
