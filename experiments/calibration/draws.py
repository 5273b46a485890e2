"""Draws of the posterior that ship with the package."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path

import numpy as np

from sim.arrays import Array
from sim.errors import AllianceError
from sim.parameters import check

FILE = Path(__file__).with_name("posterior.csv")
DRAWS = 200
"""Draws that ship."""


@lru_cache(maxsize=1)
def shipped_draws() -> tuple[Mapping[str, float], ...]:
    """Values of the fitted parameters, one set a draw, in an order of chance.

    Raises:
        AllianceError: when there are none, or of parameters that the model does not have.
    """
    return read(FILE)


def read(file: Path) -> tuple[Mapping[str, float], ...]:
    """Draws as `write` left them."""
    if not file.is_file():
        raise AllianceError(f"{file.name}: no draws here; python -m experiments.calibration --ship")
    lines = [line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")]
    draws = [{name: float(value) for name, value in row.items()} for row in csv.DictReader(lines)]
    for name in draws[0]:
        check(name, np.array([draw[name] for draw in draws]))
    return tuple(draws)


def write(file: Path, values: Mapping[str, Array], about: Iterable[str]) -> None:
    """Write draws as CSV, with lines that say where they come from.

    Args:
        file: where to.
        values: (draws,) by parameter.
        about: lines to put above, without the sign of a comment.
    """
    with file.open("w", encoding="utf-8", newline="") as out:
        out.writelines(f"# {line}\n" for line in about)
        table = csv.writer(out, lineterminator="\n")
        table.writerow(values)
        table.writerows([f"{x:.5g}" for x in row] for row in zip(*values.values(), strict=True))
