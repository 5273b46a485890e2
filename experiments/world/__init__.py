"""The model held against numbers that nobody here made.

    python -m experiments.world --runs 1000 --out docs/world.md      the tables of docs/world.md

`targets.toml` holds each number with its source, what of it may be compared and why, and whether it was
fitted (`experiments.calibration`) or held out. The same measures are taken of the data, of runs of the model
and of null models.
"""

from __future__ import annotations

from experiments.world.life_tables import LifeTable
from experiments.world.targets import TARGETS, Target

__all__ = ["TARGETS", "LifeTable", "Target"]
