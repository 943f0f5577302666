"""Masks in PyTorch's form and in softlook's."""

import torch


def causal(length):
    """True: may not be seen."""
    return torch.ones(length, length, dtype=torch.bool).triu(1)


def as_bias(mask):
    """0 where something may be seen, −∞ where not."""
    if mask.dtype != torch.bool:
        return mask
    return torch.zeros(mask.shape, dtype=torch.float64).masked_fill(mask, float("-inf"))


def padding(lengths, length):
    """[B,T], True at the end of each sequence."""
    return torch.arange(length)[None, :] >= torch.tensor(lengths)[:, None]


def as_tokens(padding):
    """−1 for padding, as in softlook; any other token will do for the rest."""
    return torch.where(padding, -1.0, 0.0)
