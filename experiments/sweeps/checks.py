"""Whether what a study varies can be varied, and whether its table of points fits it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from experiments.sweeps.factors import Factor, Variations, axis_of
from experiments.sweeps.files import StudyError
from sim.errors import ScenarioError, meant
from sim.scenarios.explain import shown

if TYPE_CHECKING:
    from experiments.sweeps.study import Study

RESERVED = ("point", "run", "tick", "places", "ticks", "seed", "stage", "error")
"""Columns of a store that no factor can be called."""
_TRIED = 1000
"""Rows of a table of points that are tried one by one; a mistake further on is a failed run."""


def try_out(study: Study) -> None:
    """Try everything on the scenario, so that a mistake shows before anything runs.

    Raises:
        StudyError: for the first thing that cannot be.
    """
    try:
        variations = Variations(study.base())
    except ScenarioError as error:
        raise StudyError(f"length = {study.length}: {_bare(error)}") from None
    columns = [*RESERVED, *study.keep.columns()]
    moved: dict[str, str] = {}
    for i, factor in enumerate(study.factor, 1):
        where = f"factor[{i}] '{factor.column}'"
        if factor.column in columns:
            taken = "of every result" if factor.column in RESERVED else "that is kept or varied"
            raise StudyError(f"{where}: a column {taken} has that name: give another name")
        columns.append(factor.column)
        for path in dict.fromkeys((*factor.path, *(p for one in factor.level for p in one.set))):
            if path in moved:
                raise StudyError(f"{where}: {path} is changed by {moved[path]} already")
            moved[path] = where
        if not (factor.values or factor.level or factor.low is not None or study.design == "csv"):
            raise StudyError(f"{where}: is missing 'values', 'low' and 'high', or [[factor.level]]")
        if study.design == "grid" and factor.low is not None and factor.levels is None:
            raise StudyError(f"{where}: levels is missing: how many from low to high, in a grid")
        try:
            axis_of(factor, variations)
        except ScenarioError as error:
            raise StudyError(f"{where}: {_bare(error)}") from None
    for tick in study.keep.at:
        if tick >= study.base().length:
            raise StudyError(
                f"keep.at = {tick} is not allowed: a month before the end ({study.base().length})"
            )
    if study.design == "csv":
        _try_rows(study, variations)


def _try_rows(study: Study, variations: Variations) -> None:
    if not study.rows:
        raise StudyError(f"{study.file}: holds no points")
    named = {factor.column: factor for factor in study.factor}
    for name in named:
        if name not in study.rows[0]:
            raise StudyError(f"{study.file}: has no column '{name}' for that factor")
    for name in study.rows[0]:
        if name in RESERVED or (name in study.keep.columns() and name not in named):
            raise StudyError(f"{study.file}: a column cannot be called '{name}'")
        factor = named.get(name) or Factor(path=(name,))
        axis = None
        try:
            axis = axis_of(factor, variations)
            for i, row in enumerate(study.rows, 1):
                if axis.values and row[name] not in axis.values:
                    hint = meant(str(row[name]), axis.values)
                    raise StudyError(
                        f"{study.file}: row {i}: {name} = {shown(row[name])} is "
                        f"no level of that factor{hint}"
                    )
                if i <= _TRIED:
                    variations.build(axis.change(row[name]))
        except ScenarioError as error:
            where = f"row {i}" if axis else f"column '{name}'"
            raise StudyError(f"{study.file}: {where}: {_bare(error)}") from None


def _bare(error: ScenarioError) -> str:
    return str(error).removeprefix("changed scenario: ")
