"""Studies: TOML files that say what to vary, how often to run it, and what to keep.

>>> from experiments.sweeps.study import Study
>>> study = Study.from_dict({"scenario": "default", "replicates": 5,
...     "factor": [{"path": "start.trust.mean", "values": [0.2, 0.6]}]})
>>> study.axes()[0].grid()
[0.2, 0.6]
"""

from __future__ import annotations

import hashlib
import json
import os
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import nullcontext, suppress
from pathlib import Path
from typing import Annotated, Any, Literal, get_args

from pydantic import Field, ValidationError, model_validator

from experiments.sweeps.checks import bare, try_factors, try_rows
from experiments.sweeps.diagram import FIRST_LOOK, Diagram
from experiments.sweeps.factors import Axis, Factor, Variations, axis_of
from experiments.sweeps.files import StudyError, rows_of, text_of
from experiments.sweeps.names import OutcomeName, VariableName
from sim.errors import AllianceError, ScenarioError, nearest, shortened
from sim.model import Model
from sim.observers.outcomes import OUTCOMES
from sim.scenarios import Number, Scenario, load
from sim.scenarios import toml as toml_text
from sim.scenarios.change import tables
from sim.scenarios.explain import explain, shown
from sim.scenarios.part import Months, Part, Tick
from sim.scenarios.refusal import NOTHING, refuse
from sim.scenarios.texts import Choice, Text

MOST_RUNS = 2**32
"""A run's number is a key of its chance and has 32 bits."""

DesignName = Literal[
    "grid", "latin-hypercube", "sobol", "saltelli", "morris", "csv", "phase-diagram"
]
DESIGNS: tuple[str, ...] = get_args(DesignName)
SENSITIVE = ("saltelli", "morris")
"""Designs made for sensitivity analysis; `points` counts their base points or trajectories."""
ChanceName = Literal["common", "independent"]
CHANCES: tuple[str, ...] = get_args(ChanceName)
SAMPLED = ("latin-hypercube", "sobol")
"""Designs that have as many points as one asks for, and to which points can be added."""

_NOT_COMPARED = {"title", "description", "file", "diagram.width", "diagram.max_runs"}
"""What can change in a study without making it another one; the last two say only when to stop."""


class Trajectories(Part):
    """[keep.paths]: the course of each run."""

    variables: tuple[VariableName, ...] = Field(
        min_length=1, description="variables to keep; those of members as the mean over members"
    )
    every: Months = Field(default=1, description="keep one month in so many, from month 0")


class Keep(Part):
    """[keep]: what to write down of each run."""

    outcomes: tuple[OutcomeName, ...] = Field(
        default=tuple(OUTCOMES), description="outcomes at the end of a run; left out: all"
    )
    variables: tuple[VariableName, ...] = Field(
        default=(), description="variables to keep at the months of `at`"
    )
    at: tuple[Tick, ...] = Field(default=(), description="months, the first is 0")
    paths: Trajectories | None = None

    @model_validator(mode="after")
    def _pairs_up(self) -> Keep:
        if bool(self.variables) != bool(self.at):
            missing = "at" if self.variables else "variables"
            refuse(
                "'variables' and the months 'at' which to keep them, together",
                NOTHING,
                f".{missing}",
            )
        if not (self.outcomes or self.at or self.paths):
            refuse("at least one outcome, variable or path", NOTHING)
        return self

    def columns(self) -> list[str]:
        """Columns that hold what is kept of a run as single numbers."""
        return [
            *self.outcomes,
            *(f"{name}_at_{tick}" for name in self.variables for tick in self.at),
        ]


class Study(Part):
    """A study: a scenario, factors, a design of points, replicates, and what to keep.

    Make one with `load_study` or `Study.from_dict`.
    """

    title: Annotated[str, Text(200)] = Field(default="A study", description="a title of one line")
    description: Annotated[str, Text(20000, lines=True, empty=True)] = Field(
        default="", description="what it asks, and why"
    )
    length: Months | None = Field(
        default=None, description="how many months to simulate, if not as in the scenario"
    )
    seed: Annotated[int, Number(0, 2**64 - 1, whole=True)] = Field(
        default=0, description="seed of the design and of all runs"
    )
    replicates: Annotated[int, Number(1, MOST_RUNS, "runs a point", whole=True)] = Field(
        default=20, description="runs at each point"
    )
    design: Annotated[DesignName, Choice(DESIGNS)] = Field(
        default="grid", description="how points are chosen"
    )
    chance: Annotated[ChanceName, Choice(CHANCES)] | None = Field(
        default=None,
        description="whether runs of one number meet the same chance at all points: sharp differences "
        "between points (common), or sharp means over points (independent); left out: independent for "
        "latin-hypercube, sobol and phase-diagram, else common",
    )
    points: Annotated[int, Number(1, 100_000_000, "points", whole=True)] | None = Field(
        default=None, description="number of points (latin-hypercube and sobol)"
    )
    file: str | None = Field(
        default=None, description="table of points (csv): a row a point, a column a factor or path"
    )
    model: Annotated[str, Text(200)] | None = Field(
        default=None, description="module:name of a sim.Model; left out: the shipped model"
    )
    factor: tuple[Factor, ...] = ()
    diagram: Diagram | None = None
    keep: Keep = Field(default_factory=lambda: Keep())
    scenario: Scenario
    rows: tuple[dict[str, Any], ...] = Field(default=(), exclude=True, repr=False)

    @model_validator(mode="after")
    def _design_is_whole(self) -> Study:
        sampled = self.design in (*SAMPLED, *SENSITIVE)
        if sampled and self.points is None:
            refuse(f'how many points, with design "{self.design}"', NOTHING, "points")
        if not sampled and self.points is not None:
            refuse(f'left out with design "{self.design}"', self.points, "points")
        if (self.design == "csv") != (self.file is not None or bool(self.rows)):
            refuse(
                'the file of points with design "csv", and only then',
                NOTHING if self.file is None else self.file,
                "file",
            )
        if not self.factor and self.design != "csv":
            refuse("at least one [[factor]]", NOTHING, "factor")
        if self.chance == "common" and self.design == "phase-diagram":
            refuse('"independent" or left out, with design "phase-diagram"', self.chance, "chance")
        self._diagram_is_whole()
        return self

    def _diagram_is_whole(self) -> None:
        if self.design != "phase-diagram":
            if self.diagram is not None:
                refuse('left out, but with design "phase-diagram"', NOTHING, "diagram")
            return
        if self.diagram is None:
            refuse('the table [diagram], with design "phase-diagram"', NOTHING, "diagram")
        if len(self.factor) != 2 or any(factor.low is None for factor in self.factor):
            refuse("two [[factor]] tables, each with 'low' and 'high': the axes", NOTHING, "factor")
        for i, factor in enumerate(self.factor, 1):
            if factor.levels is not None:
                refuse(
                    "left out: a phase diagram chooses them", factor.levels, f"factor[{i}].levels"
                )
        first = FIRST_LOOK * self.replicates
        if self.diagram.max_runs < first:
            refuse(
                f"at least {first}: the first look takes {FIRST_LOOK} places, {self.replicates} runs each",
                self.diagram.max_runs,
                "diagram.max_runs",
            )
        if self.diagram.observable not in self.keep.outcomes:
            refuse(
                f"also the observable '{self.diagram.observable}'",
                list(self.keep.outcomes),
                "keep.outcomes",
            )

    @classmethod
    def from_dict(
        cls,
        content: Mapping[str, Any],
        where: str = "study",
        folder: str | os.PathLike[str] = ".",
        runnable: bool = True,
    ) -> Study:
        """Make a study from nested tables, as they stand in a TOML file.

        Args:
            content: tables by key; `scenario` is the name of a shipped scenario, a file, a table or a
                `Scenario`.
            where: what to call it in an error: the name of the file.
            folder: where files that it names are looked for.
            runnable: whether the model that it names must be there.

        Raises:
            StudyError: a line for each thing in it that is not allowed.
        """
        if not isinstance(content, Mapping):
            raise StudyError(f"{where}: not a table of keys and values")
        given = dict(content)
        try:
            # First, for a scenario may name actions and parameters of the model.
            if isinstance(reference := given.get("model"), str):
                with nullcontext() if runnable else suppress(AllianceError):
                    Model.load(reference)
            if isinstance(name := given.get("scenario"), str):
                given["scenario"] = _scenario(name, Path(folder))
            if given.get("design") == "csv" and isinstance(given.get("file"), str):
                given["rows"] = rows_of(Path(folder) / given["file"], given["file"])
            study = cls.model_validate(given)
            study._try_out()
        except ValidationError as error:
            lines = explain(error, content, cls)
            raise StudyError(*(f"{where}: {line}" for line in lines)) from None
        except AllianceError as error:
            raise StudyError(*(f"{where}: {line}" for line in error.lines)) from None
        except UnicodeEncodeError:
            raise StudyError(f"{where}: holds text that cannot be written as UTF-8") from None
        except RecursionError:
            raise StudyError(f"{where}: tables are nested too deeply") from None
        return study

    # -- what follows from it -----------------------------------------------------------------
    @property
    def shared_chance(self) -> bool:
        """Whether runs of one number meet the same chance at all points.

        That makes differences between points sharp, and a mean over points no sharper than its run
        numbers. Points that fill a space are there to be pooled, those of a grid to be compared.
        """
        if self.chance is None:
            return self.design not in (*SAMPLED, "phase-diagram")
        return self.chance == "common"

    def base(self) -> Scenario:
        """The scenario that the points vary, with the study's length."""
        if self.length is None:
            return self.scenario
        return self.scenario.replace("length", self.length)

    def load_model(self) -> Model:
        """The model that it names, or the shipped one.

        Raises:
            AllianceError: when it is not there.
        """
        return Model() if self.model is None else Model.load(self.model)

    def with_model(self, model: Model | None) -> Study:
        """The study, naming a model that is given beside it where that has a name.

        Raises:
            StudyError: when it names another.
        """
        if model is None or model.reference == self.model:
            return self
        if self.model is not None:
            other = f"'{model.reference}'" if model.reference else "one made on the spot"
            raise StudyError(f"the study names model = '{self.model}', and {other} is given")
        return self.model_copy(update={"model": model.reference})

    def axes(self) -> tuple[Axis, ...]:
        """Its factors, ready to be sampled and applied."""
        variations = Variations(self.base())
        if self.design != "csv":
            return tuple(axis_of(factor, variations) for factor in self.factor)
        named = {factor.column: factor for factor in self.factor}
        free = {name: Factor(path=(name,)) for name in self.rows[0] if name not in named}
        return tuple(axis_of((named | free)[name], variations) for name in self.rows[0])

    def to_dict(self) -> dict[str, Any]:
        """All content as nested tables, the scenario in full; `from_dict` makes an equal study."""
        content = tables(self)
        content.pop("rows", None)
        return content

    def to_toml(self) -> str:
        """All content as TOML, the scenario in full."""
        return toml_text.written(self.to_dict())

    def digest(self) -> str:
        """SHA-256 of all that decides the results; title and description do not."""
        content = {key: part for key, part in self.to_dict().items() if key not in _NOT_COMPARED}
        if self.diagram is not None:
            items = content["diagram"].items()
            content["diagram"] = {
                k: part for k, part in items if f"diagram.{k}" not in _NOT_COMPARED
            }
        content["file"] = [list(row.items()) for row in self.rows]
        text = json.dumps(content, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode("ascii")).hexdigest()

    def difference(self, other: Study) -> str:
        """The first thing that makes another study of this one, in words; empty when they are one."""
        own, theirs = dict(_leaves(self.to_dict(), "")), dict(_leaves(other.to_dict(), ""))
        for key in [*own, *(key for key in theirs if key not in own)]:
            if _NOT_COMPARED.isdisjoint((key, key.split(".")[0])) and own.get(key) != theirs.get(
                key
            ):
                here, there = (shown(s[key]) if key in s else "left out" for s in (own, theirs))
                return f"{key} is {here} here and {there} there"
        return "" if self.rows == other.rows else "the table of points differs"

    def _try_out(self) -> None:
        """Try everything on the scenario, so that a mistake shows before anything runs."""
        try:
            variations = Variations(self.base())
        except ScenarioError as error:
            raise StudyError(f"length = {self.length}: {bare(error)}") from None
        kept, length = self.keep.columns(), self.base().length
        try_factors(self.factor, variations, kept, self.design)
        for tick in self.keep.at:
            if tick >= length:
                raise StudyError(
                    f"keep.at = {tick} is not allowed: a month before the end ({length})"
                )
        if self.design == "csv":
            try_rows(self.file, self.rows, self.factor, variations, kept)


def load_study(path: str | os.PathLike[str], runnable: bool = True) -> Study:
    """Read a study.

    Args:
        path: a TOML file, or the name of a study that comes with the package.
        runnable: whether the model that it names must be there.

    Returns:
        The study, with everything in it checked against the scenario that it varies.

    Raises:
        StudyError: one line: what is wrong, where, and what is allowed.
    """
    given = os.fspath(path)
    file = _FOLDER / f"{given}.toml" if given in shipped_studies() else Path(given)
    where = shortened(given, 200)
    try:
        content = tomllib.loads(text_of(file, where, _meant(file)))
    except RecursionError:
        raise StudyError(f"{where}: tables or lists are nested too deeply") from None
    except ValueError as error:
        raise StudyError(f"{where}: not valid TOML: {shortened(str(error), 160)}") from None
    if "scenario" not in content and content.keys() & _OF_SCENARIOS:
        raise StudyError(f"{where}: is a scenario; a study names one, and says what to vary in it")
    return Study.from_dict(content, where, file.parent, runnable)


_OF_SCENARIOS = Scenario.model_fields.keys() - Study.model_fields.keys()
_FOLDER = Path(__file__).parents[1] / "studies"


def shipped_studies() -> list[str]:
    """Names of the studies that come with the package, in alphabetical order."""
    return sorted(path.stem for path in _FOLDER.glob("*.toml"))


def _meant(file: Path) -> str:
    near = nearest(file.stem, shipped_studies())
    if near:
        return f" (did you mean the study '{near}'?)"
    return f"; shipped studies: {', '.join(shipped_studies())}"


def _scenario(name: str, folder: Path) -> Scenario:
    beside = folder / name
    return load(beside if name.endswith(".toml") and beside.is_file() else name)


def _leaves(table: Mapping[str, Any], before: str) -> Iterator[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, Mapping):
            yield from _leaves(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value
