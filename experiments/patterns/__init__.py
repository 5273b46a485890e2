"""The patterns of the literature, each measured in the model and in null models beside it.

    python -m experiments.patterns --runs 200 --out docs/patterns.md      the table of docs/patterns.md

A pattern is one or more rows: a number with bounds at 99 % one-sided, and a band that was stated before it
was measured. A row whose band a null reaches too is no evidence for the model: it follows from the
definition. One whose place moves with a parameter has its shape from that parameter. Two conditions that
are compared meet the same chance. Seeds are fixed, so a row says the same each time; had the seed been
another, a row whose true value lies at the edge of its band would be shown one time in a hundred.

What was fitted (`experiments.world.targets.FITTED`) is not among them, and what is a law of meaning
(`experiments.laws`) is not measured twice.
"""

from __future__ import annotations

from collections.abc import Callable

from experiments.patterns import conflict, course, differences, endings, trust
from experiments.patterns.row import Row
from experiments.patterns.worlds import Asked

PATTERNS: dict[str, Callable[[Asked], list[Row]]] = {
    "P1": course.order,
    "P2": course.j_curve,
    "P3": course.two_histories,
    "P4": endings.hump,
    "P5": differences.distance,
    "P7": trust.asymmetry,
    "P8": conflict.conditions,
    "P9": conflict.waterline,
    "P10": trust.control,
    "P11": conflict.rank,
    "P12": differences.dissent,
    "P13": differences.blocks,
    "B7": endings.exits,
    "B9": endings.longevity,
    "B10": course.midpoint,
    "B13": course.older,
    "B16": trust.performance,
    "B17": trust.age,
    "B22": trust.timing,
    "B26": conflict.meta_analyses,
    "B34": conflict.good_fight,
    "B47": differences.coordinator,
}
"""All patterns by code. P6, on size, is law L6; P14, what each mechanism changes, is law L19."""

__all__ = ["PATTERNS", "Asked", "Row"]
