"""Whether what a study varies can be varied, and whether its table of points fits it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from experiments.sweeps.factors import Factor, Variations, axis_of
from experiments.sweeps.files import StudyError
from sim.errors import ScenarioError, meant
from sim.scenarios.explain import shown

RESERVED = ("point", "run", "tick", "places", "ticks", "seed", "stage", "error")
"""Columns of a store that no factor can be called."""
_TRIED = 1000
"""Rows of a table of points that are tried one by one; a mistake further on is a failed run."""


def try_factors(
    factors: Sequence[Factor], variations: Variations, kept: Sequence[str], design: str
) -> None:
    """Try every factor on the scenario, so that a mistake shows before anything runs.

    Args:
        factors: what is varied.
        variations: of the scenario.
        kept: columns that hold what is kept of a run.
        design: how points are chosen.

    Raises:
        StudyError: for the first thing that cannot be.
    """
    columns = [*RESERVED, *kept]
    moved: dict[str, str] = {}
    for i, factor in enumerate(factors, 1):
        where = f"factor[{i}] '{factor.column}'"
        if factor.column in columns:
            taken = "of every result" if factor.column in RESERVED else "that is kept or varied"
            raise StudyError(f"{where}: a column {taken} has that name: give another name")
        columns.append(factor.column)
        for path in dict.fromkeys((*factor.path, *(p for one in factor.level for p in one.set))):
            if path in moved:
                raise StudyError(f"{where}: {path} is changed by {moved[path]} already")
            moved[path] = where
        if not (factor.values or factor.level or factor.low is not None or design == "csv"):
            raise StudyError(f"{where}: is missing 'values', 'low' and 'high', or [[factor.level]]")
        if design == "grid" and factor.low is not None and factor.levels is None:
            raise StudyError(f"{where}: levels is missing: how many from low to high, in a grid")
        try:
            axis_of(factor, variations)
        except ScenarioError as error:
            raise StudyError(f"{where}: {bare(error)}") from None


def try_rows(
    file: str | None,
    rows: Sequence[Mapping[str, Any]],
    factors: Sequence[Factor],
    variations: Variations,
    kept: Sequence[str],
) -> None:
    """Try the rows of a table of points on the scenario.

    Args:
        file: where they are from.
        rows: a value for each column.
        factors, variations, kept: as for `try_factors`.

    Raises:
        StudyError: for the first thing that cannot be.
    """
    if not rows:
        raise StudyError(f"{file}: holds no points")
    named = {factor.column: factor for factor in factors}
    for name in named:
        if name not in rows[0]:
            raise StudyError(f"{file}: has no column '{name}' for that factor")
    for name in rows[0]:
        if name in RESERVED or (name in kept and name not in named):
            raise StudyError(f"{file}: a column cannot be called '{name}'")
        factor = named.get(name) or Factor(path=(name,))
        axis = None
        try:
            axis = axis_of(factor, variations)
            for i, row in enumerate(rows, 1):
                if axis.values and row[name] not in axis.values:
                    hint = meant(str(row[name]), axis.values)
                    raise StudyError(
                        f"{file}: row {i}: {name} = {shown(row[name])} is no level of that factor{hint}"
                    )
                if i <= _TRIED:
                    variations.build(axis.change(row[name]))
        except ScenarioError as error:
            where = f"row {i}" if axis else f"column '{name}'"
            raise StudyError(f"{file}: {where}: {bare(error)}") from None


def bare(error: ScenarioError) -> str:
    """What is wrong with a scenario that was changed, without saying so."""
    return str(error).removeprefix("changed scenario: ")
