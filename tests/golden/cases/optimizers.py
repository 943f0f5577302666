"""Optimisers and clipping, on given gradients."""

import torch
from torch import nn

from .file import as_float

STEPS = 20


def optimizer(name, make, **settings):
    """`output.values` holds the numbers after every step."""

    def write(case):
        case.say(optimizer=name, **settings)
        p = case.constant("start", case.normal(19))
        # Of very different sizes, and some of them zero.
        sizes = 10 ** (4 * case.uniform(19) - 3)
        gradients = case.constant("gradients", with_zeros(case.normal(STEPS, 19) * sizes))
        p = p.clone().requires_grad_()
        steps = make([p])
        after = []
        for dp in gradients:
            p.grad = dp.clone()
            steps.step()
            after.append(p.detach().clone())
        case.output("values", torch.stack(after), cotangent=False)
        return case.write()

    def with_zeros(gradients):
        gradients[:, 5] = 0
        return as_float(gradients)

    return write


def clip(limit, scale):
    def write(case):
        case.say(clip=limit)
        dp = case.constant("gradients", case.normal(61, scale=scale))
        pieces = [nn.Parameter(torch.zeros_like(x)) for x in dp.split([30, 1, 30])]
        for p, piece in zip(pieces, dp.split([30, 1, 30])):
            p.grad = piece.clone()
        norm = nn.utils.clip_grad_norm_(pieces, limit)
        case.output("norm", norm.reshape(1), cotangent=False)
        case.output("gradients", torch.cat([p.grad for p in pieces]), cotangent=False)
        return case.write()

    return write


def cases():
    return [
        ("optimizer-sgd", optimizer(
            "sgd", lambda p: torch.optim.SGD(p, lr=0.05), learning_rate=0.05)),
        ("optimizer-momentum", optimizer(
            "momentum", lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.9),
            learning_rate=0.02, momentum=0.9)),
        ("optimizer-adam", optimizer(
            "adam", lambda p: torch.optim.Adam(p, lr=0.03, betas=(0.8, 0.95), eps=1e-6),
            learning_rate=0.03, beta1=0.8, beta2=0.95, epsilon=1e-6)),
        ("optimizer-adamw", optimizer(
            "adamw", lambda p: torch.optim.AdamW(p, lr=0.03, weight_decay=0.5),
            learning_rate=0.03, weight_decay=0.5)),
        ("clip-smaller", clip(2.5, 3.0)),
        ("clip-as-it-is", clip(100, 0.5)),
    ]
