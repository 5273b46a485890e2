"""Designs: which points of the factors' space a study looks at.

Points are numbered from 0 in the order of the design, and a number is a point's name for good: more
points come behind, never in between.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from experiments.sweeps.diagram import FIRST_LOOK
from experiments.sweeps.factors import Axis, Variations, changes_of
from experiments.sweeps.files import StudyError
from experiments.sweeps.plan import AllianceSizes
from experiments.sweeps.study import SAMPLED, SENSITIVE, Study
from sim.errors import ScenarioError

Columns = dict[str, NDArray[Any]]
"""A table by column; labels are arrays of objects."""


def design(
    study: Study, axes: Sequence[Axis], first: int = 0, count: int | None = None, block: int = 0
) -> Columns:
    """Points of a study.

    Sobol points continue one sequence, so points that are added later are those that a larger study
    would have had. A Latin hypercube cannot grow: added points are a hypercube of their own, block
    by block, each stratified in itself.

    Args:
        study: the study; its seed decides the points.
        axes: its factors.
        first: number of the first point.
        count: number of points; left out: as the study says.
        block: how many times points were added before.

    Returns:
        One column for each factor.

    Raises:
        StudyError: when points are added to a design that has all its points.
    """
    if first and study.design == "phase-diagram":
        raise StudyError("a phase diagram asks for its points itself: alliance phase-diagram")
    if first and study.design not in SAMPLED:
        raise StudyError(f"a {study.design} design has all its points: none can be added")
    if study.design == "grid":
        rows = list(itertools.product(*(axis.grid() for axis in axes)))
        return {axis.name: axis.column([row[k] for row in rows]) for k, axis in enumerate(axes)}
    if study.design == "csv":
        return {axis.name: axis.column([row[axis.name] for row in study.rows]) for axis in axes}
    if study.design in SENSITIVE:
        unit = unit_design(study, axes)
        return {axis.name: axis.at(unit[:, k]) for k, axis in enumerate(axes)}
    wanted = size(study, axes) if count is None else count
    unit = _sample(study, len(axes), first, wanted, block)
    return {axis.name: axis.at(unit[:, k]) for k, axis in enumerate(axes)}


def size(study: Study, axes: Sequence[Axis]) -> int:
    """Number of points that a study has at first."""
    if study.points is not None:
        each = {"saltelli": len(axes) + 2, "morris": len(axes) + 1}
        return study.points * each.get(study.design, 1)
    if study.design == "csv":
        return len(study.rows)
    if study.design == "phase-diagram":
        return FIRST_LOOK
    return int(np.prod([len(axis.grid()) for axis in axes], dtype=object))


def runs_of(study: Study) -> int:
    """Number of runs that a study has at first, counted without making its points."""
    return size(study, study.axes()) * study.replicates


def unit_design(study: Study, axes: Sequence[Axis]) -> NDArray[np.float64]:
    """A design for sensitivity analysis, on the unit cube and in the order that SALib wants.

    Saltelli et al. 2010 for variance-based indices (points x (factors + 2) rows), Morris 1991 for
    screening (points x (factors + 1) rows, four levels). The row number is the point's number.

    Args:
        study: its `points` are base points or trajectories; its seed decides the rows.
        axes: its factors.

    Returns:
        (rows, factors) in [0, 1].
    """
    from SALib.sample import morris, sobol

    problem = {
        "num_vars": len(axes),
        "names": [axis.name for axis in axes],
        "bounds": [[0.0, 1.0]] * len(axes),
    }
    if study.design == "saltelli":
        unit = sobol.sample(problem, study.points, calc_second_order=False, seed=study.seed)
    else:
        unit = morris.sample(problem, study.points, num_levels=4, seed=study.seed)
    return np.asarray(unit, dtype=np.float64)


def alliance_sizes(columns: Columns, axes: Sequence[Axis], variations: Variations) -> AllianceSizes:
    """How large the alliance of each point is.

    Args:
        columns: the points.
        axes: the factors.
        variations: builds their scenarios.
    """
    count = len(next(iter(columns.values())))
    shaping = [axis for axis in axes if axis.shaping]
    if not shaping:
        members, months = _size({}, (), variations)
        return AllianceSizes(np.full(count, members), np.full(count, months))
    known: dict[tuple[Any, ...], tuple[int, int]] = {}
    found = np.zeros((count, 2), dtype=np.int64)
    for i, key in enumerate(zip(*(columns[axis.name] for axis in shaping), strict=True)):
        if key not in known:
            point = dict(zip((axis.name for axis in shaping), key, strict=True))
            known[key] = _size(point, shaping, variations)
        found[i] = known[key]
    return AllianceSizes(found[:, 0], found[:, 1])


def _size(
    point: Mapping[str, Any], axes: Sequence[Axis], variations: Variations
) -> tuple[int, int]:
    try:
        scenario = variations.build(changes_of(axes, point))
    except ScenarioError:
        return 0, 0
    return len(scenario.places()), scenario.length


def _sample(study: Study, width: int, first: int, count: int, block: int) -> NDArray[np.float64]:
    from scipy.stats import qmc  # takes a second to import

    if study.design in ("sobol", "phase-diagram"):
        if width > qmc.Sobol.MAXDIM:
            raise StudyError(f"{width} factors: a Sobol design takes at most {qmc.Sobol.MAXDIM}")
        sobol = qmc.Sobol(width, scramble=True, rng=np.random.default_rng(study.seed))
        if first:
            sobol.fast_forward(first)
        # In powers of two, as the sequence is made: a call for any other number warns of balance.
        parts = [sobol.random(2**k) for k in range(count.bit_length()) if count >> k & 1]
        unit: NDArray[np.float64] = np.concatenate(parts)
        return unit
    hypercube = qmc.LatinHypercube(width, rng=np.random.default_rng([study.seed, block]))
    unit = hypercube.random(count)
    return unit
