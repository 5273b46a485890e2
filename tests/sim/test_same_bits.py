"""The same runs have the same bits on every processor: what the model computes with, and that it does."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import sim
from tests.sim.test_elementary import levels

pytestmark = pytest.mark.slow

ROOT = Path(sim.__file__).parent
TRANSCENDENTAL = frozenset(
    (
        *("exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logaddexp", "logaddexp2"),
        *("power", "float_power", "pow", "cbrt", "hypot", "dist", "erf", "erfc", "gamma", "lgamma"),
        *("sin", "cos", "tan", "arcsin", "arccos", "arctan", "arctan2", "sinc", "i0"),
        *("sinh", "cosh", "tanh", "arcsinh", "arccosh", "arctanh"),
        *("asin", "acos", "atan", "atan2", "asinh", "acosh", "atanh"),
        *("einsum", "dot", "matmul", "inner", "vdot", "tensordot"),
    )
)
"""Functions of numpy and `math` whose last bit depends on the processor or the library."""

ELSEWHERE = {"elementary.py"}
"""Where they may be used; observers look at runs and change none."""


def uses(file: Path) -> Iterator[str]:
    """Lines of a module that use what gives other bits elsewhere."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        where = f"{file.relative_to(ROOT)}:{getattr(node, 'lineno', 0)}"
        match node:
            case ast.Attribute(value=ast.Name(id="np" | "numpy" | "math"), attr=name):
                if name in TRANSCENDENTAL:
                    yield f"{where}: {name}"
            case ast.ImportFrom(module=str(module), names=names):
                if module.partition(".")[0] == "scipy":
                    yield f"{where}: scipy"
                if module in ("math", "numpy"):
                    yield from (f"{where}: {n.name}" for n in names if n.name in TRANSCENDENTAL)
            case ast.BinOp(op=ast.MatMult()):
                yield f"{where}: @"
            case ast.BinOp(op=ast.Pow(), left=left, right=right):
                # Numpy squares and takes roots exactly; all other powers are the processor's.
                plain = ast.unparse(right) in ("2", "2.0", "0.5")
                if not plain and not isinstance(left, ast.Constant):
                    yield f"{where}: **"


def modules() -> list[Path]:
    return [
        file
        for file in sorted(ROOT.rglob("*.py"))
        if file.name not in ELSEWHERE and "observers" not in file.parts
    ]


def test_what_is_looked_for_is_found(tmp_path: Path) -> None:
    wrong = ROOT / "elementary.py"
    assert any("power" in line for line in uses(wrong))


@pytest.mark.parametrize("file", modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_the_model_computes_with_what_is_the_same_everywhere(file: Path) -> None:
    assert list(uses(file)) == []


DIGEST = """
import hashlib
import sim
state = hashlib.sha256()
for name in ("default", "wash"):
    result = sim.simulate(sim.load(name).replace("length", 40), runs=3, seed=5, dyads=True)
    for variable in sorted(result.data_vars):
        state.update(result[variable].values.tobytes())
print(state.hexdigest())
"""


def digest(off: str) -> str:
    """Of runs of two shipped scenarios, without some of the processor's vector instructions."""
    done = subprocess.run(
        [sys.executable, "-c", DIGEST],
        env={**os.environ, "NPY_DISABLE_CPU_FEATURES": off},
        cwd=ROOT.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.strip()


def test_runs_are_the_same_at_every_level_of_vector_instructions() -> None:
    assert len({digest(off) for off in levels()}) == 1
