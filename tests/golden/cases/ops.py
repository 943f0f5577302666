"""Single ops and losses: everything is an input, there are no parameters."""

import torch
from torch.nn import functional as F

from .file import as_float


def op(run, facts, **shapes):
    """A case of `run`, a function of random tensors of these shapes."""

    def write(case):
        case.say(**facts)
        inputs = [case.input(name, case.normal(*shape)) for name, shape in shapes.items()]
        case.output("y", run(*inputs, **facts))
        return case.finish()

    return write


def layer_norm(x, weight, bias):
    return F.layer_norm(x, weight.shape, weight, bias)


def convolution(x, kernel, bias, stride, padding):
    return F.conv2d(x, kernel, bias, stride, padding)


def max_pool(x, size, stride, padding):
    return F.max_pool2d(x, size, stride, padding)


def average_pool(x, size, stride, padding):
    return F.avg_pool2d(x, size, stride, padding)


def activation(run):
    """Over all that matters: −12 … 12, and more of them near zero."""

    def write(case):
        x = torch.cat([torch.linspace(-12, 12, 25), case.normal(18).float()])
        case.output("y", run(case.input("x", x)))
        return case.finish()

    return write


def row_op(run):
    """Rows of ordinary scores, and one of large ones."""

    def write(case):
        x = case.normal(2, 3, 4, 7, scale=2)
        x[1, 2, 3] *= 20
        case.output("y", run(case.input("x", x), dim=-1))
        return case.finish()

    return write


def scaled_dot(case):
    heads, width, value_width = 3, 5, 4
    case.say(attention="scaled-dot", heads=heads)
    q = case.input("queries", case.normal(2, 5, heads * width))
    k = case.input("keys", case.normal(2, 7, heads * width))
    v = case.input("values", case.normal(2, 7, heads * value_width))
    q, k, v = (x.unflatten(2, (heads, -1)).transpose(1, 2) for x in (q, k, v))
    weights = F.softmax(q @ k.transpose(2, 3) / width**0.5, dim=-1)
    case.output("y", (weights @ v).transpose(1, 2).flatten(2))
    case.output("weights", weights, cotangent=False)
    return case.finish()


def cross_entropy(smoothing):
    def write(case):
        case.say(smoothing=smoothing)
        x = case.input("x", case.normal(3, 5, 11, scale=2))
        target = case.integers(11, 3, 5)
        target[0, 3:] = -1
        target[2, 0] = -1
        case.constant("target", target)
        loss = F.cross_entropy(
            x.flatten(0, 1), target.flatten(), ignore_index=-1, label_smoothing=smoothing
        )
        case.output("y", loss.reshape(1))
        return case.finish()

    return write


def loss(run, draw):
    """draw: where the targets come from, torch.rand or torch.randn."""

    def write(case):
        x = case.input("x", case.normal(3, 5, 7, scale=3))
        target = case.constant("target", as_float(draw(3, 5, 7, generator=case.random)))
        case.output("y", run(x, target).reshape(1))
        return case.finish()

    return write


def cases():
    image = {"x": (2, 3, 7, 6)}
    kernel = {**image, "kernel": (4, 3, 3, 2), "bias": (4,)}
    plain, padded = {"stride": 1, "padding": 0}, {"stride": 2, "padding": 1}
    small, large = {"size": 2, "stride": 2, "padding": 0}, {"size": 3, **padded}
    return [
        ("op-sigmoid", activation(torch.sigmoid)),
        ("op-tanh", activation(torch.tanh)),
        ("op-relu", activation(F.relu)),
        ("op-gelu", activation(F.gelu)),
        ("op-gelu-tanh", activation(lambda x: F.gelu(x, approximate="tanh"))),
        ("op-silu", activation(F.silu)),
        ("op-softmax", row_op(F.softmax)),
        ("op-log-softmax", row_op(F.log_softmax)),
        ("op-layer-norm", op(layer_norm, {}, x=(2, 5, 9), weight=(9,), bias=(9,))),
        ("op-convolution", op(convolution, plain, **kernel)),
        ("op-convolution-strided", op(convolution, padded, **kernel)),
        ("op-max-pool", op(max_pool, small, **image)),
        ("op-max-pool-padded", op(max_pool, large, **image)),
        ("op-average-pool", op(average_pool, small, **image)),
        ("op-average-pool-padded", op(average_pool, large, **image)),
        ("op-cross-entropy", cross_entropy(0.0)),
        ("op-cross-entropy-smoothed", cross_entropy(0.125)),
        ("op-mean-squared-error", loss(F.mse_loss, torch.randn)),
        ("op-binary-cross-entropy", loss(F.binary_cross_entropy_with_logits, torch.rand)),
        ("attention-scaled-dot", scaled_dot),
    ]
