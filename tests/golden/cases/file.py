"""One golden file: numbers that go in are drawn here, numbers that come out are written here."""

import json
import struct
import zlib
from array import array
from pathlib import Path

import torch

FOLDER = Path(__file__).resolve().parent.parent


def as_float(x):
    """The same numbers as doubles that a float can hold."""
    return x.detach().to(torch.float32).to(torch.float64)


def as_bytes(x):
    numbers = array("f", x.detach().to(torch.float32).contiguous().flatten().tolist())
    return struct.pack(f"<{len(numbers)}f", *numbers)


class Case:
    def __init__(self, name):
        self.name = name
        self.facts = {"torch": torch.__version__}
        self.tensors = {}
        self.leaves = []  # (name, function that gives the gradient)
        self.loss = 0
        # Each case has its own stream, whatever else is made.
        self.random = torch.Generator().manual_seed(zlib.crc32(name.encode()))

    def normal(self, *shape, scale=1.0):
        return as_float(torch.randn(shape, generator=self.random, dtype=torch.float64) * scale)

    def uniform(self, *shape):
        return as_float(torch.rand(shape, generator=self.random, dtype=torch.float64))

    def integers(self, below, *shape):
        return torch.randint(below, shape, generator=self.random)

    def say(self, **facts):
        self.facts.update({name.replace("_", "-"): str(fact) for name, fact in facts.items()})

    def keep(self, name, x):
        assert name not in self.tensors, name
        assert name.startswith("constant.mask") or bool(torch.isfinite(x).all()), name
        self.tensors[name] = x.detach().clone()

    def input(self, name, x):
        x = as_float(x).requires_grad_()
        self.keep("input." + name, x)
        self.leaves.append(("input." + name, lambda: x.grad))
        return x

    def constant(self, name, x):
        self.keep("constant." + name, x)
        return x

    def draw(self, module):
        """The module in double precision, its parameters drawn anew: none is at 0 or at 1."""
        module = module.to(torch.float64)
        with torch.no_grad():
            for name, x in module.named_parameters():
                scale = 1 / x.shape[1] ** 0.5 if x.dim() > 1 else 0.3
                start = 1 if "norm" in name and name.endswith("weight") else 0
                x.copy_(as_float(start + self.normal(*x.shape, scale=scale)))
        return module

    def parameters(self, parts):
        """parts: (softlook's name, PyTorch's parameter, which of its rows)."""
        for name, x, rows in parts:
            name = "parameter." + name
            self.keep(name, x[rows])
            self.leaves.append((name, lambda x=x, rows=rows: x.grad[rows]))

    def output(self, name, y, cotangent=True):
        self.keep("output." + name, y)
        if cotangent:
            dy = self.normal(*y.shape)
            self.keep("output." + name + ".cotangent", dy)
            self.loss = self.loss + (y * dy).sum()

    def gradients(self):
        self.loss.backward()
        for name, gradient in self.leaves:
            dx = gradient()
            # What is zero but for rounding, as is the gradient of the bias of keys, is zero here.
            self.keep(name + ".gradient", dx if dx.abs().max() > 1e-12 else torch.zeros_like(dx))

    def write(self):
        header, data = {"__metadata__": dict(sorted(self.facts.items()))}, b""
        for name, x in sorted(self.tensors.items()):
            x = x.reshape(1) if x.dim() == 0 else x
            begin, data = len(data), data + as_bytes(x)
            header[name] = {
                "dtype": "F32",
                "shape": list(x.shape),
                "data_offsets": [begin, len(data)],
            }
        text = json.dumps(header, separators=(",", ":")).encode()
        text += b" " * (-len(text) % 8)
        whole = struct.pack("<Q", len(text)) + text + data
        (FOLDER / (self.name + ".safetensors")).write_bytes(whole)
        return len(self.tensors), len(whole)

    def finish(self):
        self.gradients()
        return self.write()
