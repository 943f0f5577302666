"""nn.RNN, nn.GRU and nn.LSTM, in one direction and in two.

Parameters are called forward.… and backward.…, after the direction they read in. Where a sequence is
padded, PyTorch's packed sequences leave the padding out; their outputs there are zero.
"""

import torch
from torch import nn
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

from .masks import as_tokens, padding

WIDTH, INPUT, LENGTH = 5, 3, 6


def parts(module, directions):
    for direction, suffix in list(zip(("forward", "backward"), ("", "_reverse")))[:directions]:
        for ours, theirs in (("input", "ih"), ("hidden", "hh")):
            for what in ("weight", "bias"):
                x = getattr(module, f"{what}_{theirs}_l0{suffix}")
                yield f"{direction}.{ours}.{what}", x, slice(None)


def recurrent(cell, module, directions, pad=None):
    def write(case):
        batch = len(pad) if pad else 2
        case.say(cell=cell, directions=directions, width=WIDTH)
        x = case.input("x", case.normal(batch, LENGTH, INPUT))
        made = case.draw(module(INPUT, WIDTH, batch_first=True, bidirectional=directions == 2))
        case.parameters(parts(made, directions))
        if pad:
            case.constant("mask.padding", as_tokens(padding(pad, LENGTH)))
            packed = pack_padded_sequence(x, torch.tensor(pad), batch_first=True,
                                          enforce_sorted=False)
            y, last = made(packed)
            y, _ = pad_packed_sequence(y, batch_first=True, total_length=LENGTH)
        else:
            y, last = made(x)
        case.output("y", y)  # [B,T,directions·C]
        states = dict(zip(("last", "last-cell"), last)) if cell == "lstm" else {"last": last}
        for name, state in states.items():
            case.output(name, state.transpose(0, 1).flatten(1))  # [B,directions·C]
        return case.finish()

    return write


def cases():
    made = []
    for cell, module in (("rnn", nn.RNN), ("gru", nn.GRU), ("lstm", nn.LSTM)):
        made.append((f"recurrent-{cell}", recurrent(cell, module, 1)))
        made.append((f"recurrent-{cell}-both-ways", recurrent(cell, module, 2)))
        made.append((f"recurrent-{cell}-padded", recurrent(cell, module, 2, pad=[6, 2, 5])))
    return made
