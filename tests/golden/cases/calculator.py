"""Every score function on the same kind of numbers: 4 queries, keys and values of width 3."""

import math

import torch
from torch.nn import functional as F

from .masks import as_bias, causal

QUERIES, KEYS, WIDTH = 4, 4, 3


def dot(case, q, k):
    return q @ k.T


def scaled_dot(case, q, k):
    return q @ k.T / WIDTH**0.5


def parameter(case, name, *shape):
    x = case.normal(*shape)
    case.keep("parameter." + name, x)
    return x


def additive(case, q, k):
    w, u = (parameter(case, f"{name}.weight", WIDTH, WIDTH) for name in ("query", "key"))
    v = parameter(case, "score.weight", 1, WIDTH)
    return torch.tanh((q @ w.T)[:, None] + (k @ u.T)[None]) @ v[0]


def two_sided(case, q, k):
    w, u = (parameter(case, f"{name}.weight", WIDTH, WIDTH) for name in ("query", "key"))
    return (q @ w.T) @ (k @ u.T).T + parameter(case, "score.bias", KEYS)


def general(case, q, k):
    return q @ parameter(case, "weight", 1, WIDTH, WIDTH)[0] @ k.T


def location(case, q, k):
    return q @ parameter(case, "weight", 1, KEYS, WIDTH)[0].T


def cosine(case, q, k):
    return 2.5 * F.cosine_similarity(q[:, None], k[None], dim=-1)


def tanh_score(case, q, k):
    w, u, m = (parameter(case, f"{name}.weight", WIDTH, WIDTH) for name in ("query", "key", "mean"))
    theta = parameter(case, "query.bias", WIDTH)
    v = parameter(case, "score.weight", 1, WIDTH)
    inner = (q @ w.T + theta)[:, None] + (k @ u.T + m @ k.mean(0))[None]
    return torch.tanh(inner) @ v[0] / WIDTH**0.5


def softmax(scores):
    return F.softmax(scores, dim=-1)


def calculate(attention, score, temperature=1.0, masked=False, weigh=softmax, **settings):
    def write(case):
        case.say(attention=attention, temperature=temperature,
                 mask="causal" if masked else "none", **settings)
        # Small numbers with two decimals, as people type them.
        q, k, v = (torch.round(case.normal(rows, WIDTH) * 100) / 100
                   for rows in (QUERIES, KEYS, KEYS))
        for name, x in (("queries", q), ("keys", k), ("values", v)):
            case.keep("constant." + name, x)
        scores = score(case, *(x.to(torch.float32).to(torch.float64) for x in (q, k)))
        scores = scores / temperature
        if masked:
            scores = scores + as_bias(causal(KEYS))
        weights = weigh(scores)
        case.output("weights", weights, cotangent=False)
        case.output("y", weights @ v.to(torch.float32).to(torch.float64), cotangent=False)
        return case.write()

    return write


def cases():
    return [
        ("calculator-dot", calculate("dot", dot)),
        ("calculator-dot-hot", calculate("dot", dot, temperature=10.0)),
        ("calculator-dot-cold", calculate("dot", dot, temperature=0.125)),
        ("calculator-scaled-dot", calculate("scaled-dot", scaled_dot)),
        ("calculator-scaled-dot-causal", calculate("scaled-dot", scaled_dot, masked=True)),
        ("calculator-additive", calculate("additive", additive)),
        ("calculator-two-sided", calculate("two-sided", two_sided, bias=1)),
        ("calculator-general", calculate("general", general)),
        ("calculator-location", calculate("location", location)),
        ("calculator-cosine", calculate("cosine", cosine, sharpness=2.5)),
        ("calculator-tanh-score", calculate("tanh-score", tanh_score)),
        ("calculator-sigmoid", calculate(
            "sigmoid", lambda *given: scaled_dot(*given) - math.log(KEYS),
            weigh=torch.sigmoid)),
    ]
