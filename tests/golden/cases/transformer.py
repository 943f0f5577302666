"""Whole models: their gradients, and twenty steps of training."""

import torch
from torch import nn
from torch.nn import functional as F

from .layers import ACTIVATIONS, block_parts, both
from .masks import causal, padding

STEPS = 20


class Transformer(nn.Module):
    """embedding + position → blocks → final norm, where they are pre-norm → head."""

    def __init__(self, tokens, read, answers, length, width, heads, layers, ffn, norm, activation):
        super().__init__()
        self.embedding = nn.Embedding(read, width) if tokens else nn.Linear(read, width)
        self.position = nn.Parameter(torch.empty(length, width))
        self.blocks = nn.ModuleList(
            nn.TransformerEncoderLayer(width, heads, ffn * width, dropout=0.0,
                                       activation=ACTIVATIONS[activation], batch_first=True,
                                       norm_first=norm == "pre")
            for _ in range(layers))
        self.norm = nn.LayerNorm(width) if norm == "pre" else None
        self.head = nn.Linear(width, answers)

    def forward(self, x, is_causal):
        padded = None
        if isinstance(self.embedding, nn.Embedding):
            padded = x < 0 if bool((x < 0).any()) else None
            embedded = self.embedding(x.clamp(min=0)) * (x >= 0).unsqueeze(2)
        else:
            embedded = self.embedding(x)
        length = x.shape[1]
        x = embedded + self.position[:length]
        seen = {"embedded": x}
        for i, block in enumerate(self.blocks):
            seen[f"block{i}.attn.weights"] = self.weights(block, x, is_causal, padded)
            x = block(x, src_mask=causal(length) if is_causal else None,
                      src_key_padding_mask=padded)
            seen[f"block{i}.output"] = x
        y = self.head(self.norm(x) if self.norm else x)
        return y, {**seen, "output": y}

    def weights(self, block, x, is_causal, padded):
        x = block.norm1(x) if self.norm else x
        return block.self_attn(x, x, x, attn_mask=causal(x.shape[1]) if is_causal else None,
                               key_padding_mask=padded, average_attn_weights=False)[1]

    def parts(self):
        yield "embedding.weight", self.embedding.weight, slice(None)
        if isinstance(self.embedding, nn.Linear):
            yield "embedding.bias", self.embedding.bias, slice(None)
        yield "position.weight", self.position, slice(None)
        for i, block in enumerate(self.blocks):
            yield from block_parts(block, f"block{i}.")
        if self.norm:
            yield from both("norm", self.norm)
        yield from both("head", self.head)


def loss_of(y, target):
    if target.dtype == torch.int64:
        return F.cross_entropy(y.flatten(0, 1), target.flatten(), ignore_index=-1)
    return F.mse_loss(y, target)


def say_model(case, model, is_causal, **sizes):
    case.say(model="transformer", causal=int(is_causal), **model, **sizes)


def keep_pass(case, made, x, target, is_causal):
    """What a pass over these samples shows, and the gradients of its loss."""
    y, seen = made(x, is_causal)
    case.loss = loss_of(y, target)
    case.output("loss", case.loss.reshape(1), cotangent=False)
    for name, tensor in seen.items():
        case.output(name, tensor, cotangent=False)
    case.parameters(made.parts())
    case.gradients()


def padded_tokens(case):
    """Everyone sees everyone but the padding, post-norm; shorter than the longest."""
    model = dict(width=9, heads=3, layers=1, ffn=2, norm="post", activation="relu")
    made = case.draw(Transformer(True, 9, 7, 6, **model))
    say_model(case, model, False, input_tokens=9, target_tokens=7, length=6)
    out = padding([5, 2, 4], 5)
    x = case.constant("input", case.integers(9, 3, 5).masked_fill(out, -1))
    target = case.constant("target", case.integers(7, 3, 5).masked_fill(out, -1))
    keep_pass(case, made, x, target, False)
    return case.write()


def vectors(case):
    model = dict(width=10, heads=2, layers=1, ffn=1, norm="pre", activation="gelu")
    made = case.draw(Transformer(False, 5, 3, 7, **model))
    say_model(case, model, True, input_tokens=0, input_width=5, target_tokens=0, target_width=3,
              length=7)
    x = case.constant("input", case.normal(2, 7, 5))
    target = case.constant("target", case.normal(2, 7, 3))
    keep_pass(case, made, x, target, True)
    return case.write()


# Eleven different characters.
TEXT = "look up a soft look at all of it "


def char_model(case):
    """`output.losses` and the parameters `output.after.…` are of a run in double precision,
    `output.float-losses` of the same run in floats."""
    model = dict(width=16, heads=2, layers=2, ffn=2, norm="pre", activation="gelu-tanh")
    rate, batch, length = 0.01, 4, 8
    letters = sorted(set(TEXT))
    assert len(letters) == 11
    text = torch.tensor([letters.index(c) for c in TEXT * 2])
    places = case.integers(len(TEXT), STEPS, batch)
    windows = torch.stack([text[i : i + length + 1] for i in places.flatten().tolist()])
    windows = windows.reshape(STEPS, batch, length + 1)
    x, target = windows[..., :-1], windows[..., 1:]

    made = case.draw(Transformer(True, 11, 11, length, **model))
    say_model(case, model, True, optimizer="adam", learning_rate=rate,
              input_tokens=11, target_tokens=11, length=length)
    case.constant("input", x)
    case.constant("target", target)
    keep_pass(case, made, x[0], target[0], True)
    start = {name: p.detach().clone() for name, p in made.named_parameters()}
    for dtype, prefix in ((torch.float64, ""), (torch.float32, "float-")):
        run = Transformer(True, 11, 11, length, **model).to(dtype)
        run.load_state_dict(start)
        adam = torch.optim.Adam(run.parameters(), lr=rate)
        losses = []
        for step in range(STEPS):
            adam.zero_grad()
            loss = loss_of(run(x[step], True)[0], target[step])
            loss.backward()
            adam.step()
            losses.append(loss.detach())
        case.output(prefix + "losses", torch.stack(losses), cotangent=False)
        if dtype == torch.float64:
            for name, p, rows in run.parts():
                # Adam makes whole steps even of the rounding errors of a gradient that is zero.
                if case.tensors[f"parameter.{name}.gradient"].any():
                    case.output("after." + name, p[rows], cotangent=False)
    return case.write()


def cases():
    return [
        ("transformer-padded-tokens", padded_tokens),
        ("transformer-vectors", vectors),
        ("transformer-training", char_model),
    ]
