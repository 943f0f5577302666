"""Makes the golden files of this folder: what PyTorch computes, for tests/core/golden_test.cpp.

    python3 tests/golden/make.py [part of a name …]

It needs PyTorch (1.13 made the files that are here) and nothing else; the tests need only the files.
The same PyTorch on the same machine gives the same bytes.

Every file is one case. Its metadata say what was run, its tensors are named

    input.NAME       what goes in, and its gradient  input.NAME.gradient
    constant.NAME    what goes in and has no gradient: masks, targets
    parameter.NAME   as softlook calls it, and       parameter.NAME.gradient
    output.NAME      what comes out, and, where one is asked for the gradient,
                     output.NAME.cotangent: the gradients are those of Σ output·cotangent

All numbers that go in are floats; what comes out was computed in double precision and is rounded
once. Masks are as softlook has them: a bias to add, −∞ for what may not be seen, and −1 for padding.
"""

import sys

import torch

sys.dont_write_bytecode = True

from cases import attention, calculator, file, layers, ops, optimizers, recurrent, transformer

torch.set_num_threads(1)
torch.use_deterministic_algorithms(True)

wanted = sys.argv[1:]
total = 0
for module in (ops, attention, calculator, layers, recurrent, optimizers, transformer):
    for name, write in module.cases():
        if wanted and not any(part in name for part in wanted):
            continue
        tensors, size = write(file.Case(name))
        total += size
        print(f"{name}.safetensors: {tensors} tensors {size} bytes")
print(f"{total} bytes")
