# PyTorch on one thread. The protocol is that of native.mjs.
import math
import os
import sys
import time

import numpy
import torch
import torch.nn.functional as F

torch.set_num_threads(1)


def read_inputs(folder):
    with open(os.path.join(folder, "config")) as file:
        config = dict(line.split() for line in file)
    kind = config.pop("kind")
    config = {
        key: value == "true" if value in ("true", "false") else float(value)
        for key, value in config.items()
    }
    config = {
        key: int(value) if value == int(value) and not isinstance(value, bool) else value
        for key, value in config.items()
    }
    tensors = {}
    with open(os.path.join(folder, "tensors")) as file:
        for line in file:
            name, kind_of, *shape = line.split()
            dtype = numpy.int32 if kind_of == "i32" else numpy.float32
            values = numpy.fromfile(os.path.join(folder, name), dtype)
            tensors[name] = values.reshape([int(length) for length in shape])
    return kind, config, tensors


class Transformer:
    def __init__(self, config, tensors):
        self.config = config
        self.tokens = tensors.pop("tokens").astype(numpy.int64)
        self.targets = tensors.pop("targets").astype(numpy.int64)
        self.p = {
            name: torch.tensor(values, requires_grad=True) for name, values in tensors.items()
        }
        time_, causal = config["time"], config["causal"]
        ones = torch.ones(time_, time_, dtype=torch.bool)
        self.future = torch.triu(ones, diagonal=1) if causal else None
        self.adam = torch.optim.Adam(
            self.p.values(),
            lr=config["rate"],
            betas=(config["beta1"], config["beta2"]),
            eps=config["epsilon"],
            foreach=True,
        )

    def linear(self, name, x):
        return F.linear(x, self.p[name + ".weight"], self.p[name + ".bias"])

    def norm(self, name, x):
        width, epsilon = self.config["width"], self.config["norm-epsilon"]
        weight, bias = self.p[name + ".weight"], self.p[name + ".bias"]
        return F.layer_norm(x, (width,), weight, bias, epsilon)

    def attend(self, name, x):
        batch, time_, width = x.shape
        heads = self.config["heads"]
        q, k, v = (
            self.linear(f"{name}.{part}", x)
            .view(batch, time_, heads, width // heads)
            .transpose(1, 2)
            for part in "qkv"
        )
        scores = (q * (1 / math.sqrt(width // heads))) @ k.transpose(-2, -1)
        if self.future is not None:
            scores = scores.masked_fill(self.future, -math.inf)
        mixed = torch.softmax(scores, -1) @ v
        return self.linear(name + ".o", mixed.transpose(1, 2).reshape(batch, time_, width))

    def step(self):
        tokens, targets = torch.from_numpy(self.tokens), torch.from_numpy(self.targets)
        x = F.embedding(tokens, self.p["embedding.weight"]) + self.p["position.weight"]
        for i in range(self.config["layers"]):
            x = x + self.attend(f"block{i}.attn", self.norm(f"block{i}.norm1", x))
            up = self.linear(f"block{i}.ffn.up", self.norm(f"block{i}.norm2", x))
            x = x + self.linear(f"block{i}.ffn.down", F.gelu(up, approximate="tanh"))
        logits = self.linear("head", self.norm("norm", x))
        loss = F.cross_entropy(logits.flatten(0, 1), targets.flatten())
        self.adam.zero_grad(set_to_none=True)
        loss.backward()
        self.adam.step()
        return loss.item()


class NextVector:
    def __init__(self, config, tensors):
        self.vectors, self.target = tensors.pop("vectors"), tensors.pop("target")
        self.p = {
            name: torch.tensor(values, requires_grad=True) for name, values in tensors.items()
        }
        self.sgd = torch.optim.SGD(self.p.values(), lr=config["rate"])

    def step(self):
        x, target = torch.from_numpy(self.vectors), torch.from_numpy(self.target)
        q = self.p["W"] @ x[-1]
        k = x @ self.p["U"].t()
        y = self.p["V"] @ (torch.softmax(k @ q, 0) @ x)
        loss = F.mse_loss(y, target)
        self.sgd.zero_grad(set_to_none=True)
        loss.backward()
        self.sgd.step()
        return loss.item()


class Forward:
    def __init__(self, tensors):
        self.places = tensors.pop("places")
        self.inputs = {name: torch.from_numpy(values) for name, values in tensors.items()}

    def step(self):
        with torch.inference_mode():
            self.last = self.compute(**self.inputs)

    def sample(self):
        return self.last.flatten().numpy()[self.places].tolist()


class Matmul(Forward):
    def compute(self, a, b):
        return a @ b


class Attention(Forward):
    def compute(self, queries, keys, values):
        scores = (queries * (1 / math.sqrt(queries.shape[-1]))) @ keys.transpose(-2, -1)
        return torch.softmax(scores, -1) @ values


def prepare(folder):
    kind, config, tensors = read_inputs(folder)
    if kind == "transformer":
        return Transformer(config, tensors)
    if kind == "nextVector":
        return NextVector(config, tensors)
    return Matmul(tensors) if kind == "matmul" else Attention(tensors)


def first(running, steps):
    if isinstance(running, Forward):
        running.step()
        return ["sample", *running.sample()]
    return ["losses", *(running.step() for _ in range(steps))]


def blas():
    with open("/proc/self/maps") as file:
        names = {os.path.basename(line.split()[-1]) for line in file}
    products = sorted(name for name in names if "blas" in name or "mkl_core" in name)
    return " ".join(["with", *products]) if products else ""


def main():
    running = None
    for line in sys.stdin:
        words = line.split()
        if words[0] == "version":
            answer = ["version", torch.__version__, blas()]
        elif words[0] == "prepare":
            running = prepare(words[1])
            answer = first(running, int(words[2]))
        else:
            steps = int(words[1])
            started = time.perf_counter()
            for _ in range(steps):
                running.step()
            answer = ["time", (time.perf_counter() - started) * 1000 / steps]
        print(*answer, flush=True)


main()
