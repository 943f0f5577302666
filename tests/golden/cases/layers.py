"""nn.TransformerEncoderLayer and nn.TransformerDecoderLayer."""

from functools import partial

from torch import nn
from torch.nn import functional as F

from .attention import multi_head_parts
from .masks import as_tokens, causal, padding

WIDTH, HEADS, FFN = 6, 2, 10

ACTIVATIONS = {
    "relu": F.relu,
    "gelu": F.gelu,
    "gelu-tanh": partial(F.gelu, approximate="tanh"),
    "silu": F.silu,
}


def both(name, module):
    yield name + ".weight", module.weight, slice(None)
    yield name + ".bias", module.bias, slice(None)


def block_parts(layer, name):
    yield from both(name + "norm1", layer.norm1)
    yield from multi_head_parts(layer.self_attn, name + "attn")
    yield from both(name + "norm2", layer.norm2)
    if isinstance(layer, nn.TransformerDecoderLayer):
        yield from multi_head_parts(layer.multihead_attn, name + "cross")
        yield from both(name + "norm3", layer.norm3)
    yield from both(name + "ffn.up", layer.linear1)
    yield from both(name + "ffn.down", layer.linear2)


def make(case, layer, norm, activation, **facts):
    case.say(norm=norm, activation=activation, width=WIDTH, heads=HEADS, ffn=FFN, **facts)
    made = case.draw(layer(WIDTH, HEADS, FFN, dropout=0.0, activation=ACTIVATIONS[activation],
                           batch_first=True, norm_first=norm == "pre"))
    case.parameters(block_parts(made, "block."))
    return made


def padding_of(case, name, lengths, length):
    if not lengths:
        return None
    padded = padding(lengths, length)
    case.constant(name, as_tokens(padded))
    return padded


def encoder(norm, activation, pad=None, is_causal=False):
    def write(case):
        layer = make(case, nn.TransformerEncoderLayer, norm, activation,
                     causal=int(is_causal))
        x = case.input("x", case.normal(2, 5, WIDTH))
        padded = padding_of(case, "mask.padding", pad, 5)
        case.output("y", layer(x, src_mask=causal(5) if is_causal else None,
                               src_key_padding_mask=padded))
        return case.finish()

    return write


def decoder(norm, activation, pad=None, memory_pad=None, is_causal=True):
    def write(case):
        layer = make(case, nn.TransformerDecoderLayer, norm, activation,
                     causal=int(is_causal))
        x = case.input("x", case.normal(2, 5, WIDTH))
        memory = case.input("memory", case.normal(2, 7, WIDTH))
        padded = padding_of(case, "mask.padding", pad, 5)
        memory_padded = padding_of(case, "mask.memory-padding", memory_pad, 7)
        case.output("y", layer(x, memory, tgt_mask=causal(5) if is_causal else None,
                               tgt_key_padding_mask=padded,
                               memory_key_padding_mask=memory_padded))
        return case.finish()

    return write


def cases():
    return [
        ("encoder-pre-gelu", encoder("pre", "gelu", pad=[3, 5])),
        ("encoder-pre-relu", encoder("pre", "relu", pad=[5, 2], is_causal=True)),
        ("encoder-pre-silu", encoder("pre", "silu")),
        ("encoder-post-gelu-tanh", encoder("post", "gelu-tanh", is_causal=True)),
        ("encoder-post-gelu", encoder("post", "gelu", pad=[4, 5])),
        ("encoder-post-relu", encoder("post", "relu")),
        ("decoder-pre-gelu", decoder("pre", "gelu", pad=[3, 5], memory_pad=[7, 4])),
        ("decoder-pre-relu", decoder("pre", "relu")),
        ("decoder-post-gelu", decoder("post", "gelu", memory_pad=[2, 7])),
        ("decoder-post-relu", decoder("post", "relu", pad=[5, 1], is_causal=False)),
    ]
