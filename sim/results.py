"""Results: labelled arrays that carry their units, their meaning and where they came from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray

from sim import fast
from sim.arrays import Array, runs_first, runs_last
from sim.declared import ALLIANCE, MEMBERS, PAIRS, Axes
from sim.declared import Record as Recorded
from sim.declared import Variable as Declared
from sim.derived import Derived, mean_over_members, mean_over_pairs, mean_over_partners
from sim.errors import AllianceError
from sim.files import write_whole
from sim.flows import FLOWS, Flows
from sim.model import Model
from sim.scenarios import Scenario
from sim.start import Start, names_of
from sim.state import STATE, State
from sim.versions import versions

if TYPE_CHECKING:
    import pandas as pd
    import xarray as xr

Level = Literal["alliance", "member", "dyad"]


@dataclass(frozen=True)
class Variable:
    """One variable of a result: whose it is, its unit and its meaning."""

    level: Level
    unit: str
    meaning: str


_LEVELS: dict[Axes, Level] = {ALLIANCE: "alliance", MEMBERS: "member", PAIRS: "dyad"}

_MEANS = tuple(name for name, told in STATE.items() if told.recorded is Recorded.MEAN)
"""Dyadic variables of which the mean is kept, and every dyad on request."""


def _kept(told: Declared) -> Variable:
    """What a result keeps of a state variable."""
    if told.recorded in (Recorded.AS_IT_IS, Recorded.ALWAYS):
        return Variable(_LEVELS[told.axes], told.unit, told.meaning)
    level: Level = "member" if told.recorded is Recorded.OVER_PARTNERS else "alliance"
    return Variable(level, told.unit, f"mean {told.meaning}")


VARIABLES: dict[str, Variable] = {
    "members": Variable("alliance", "1", "number of members"),
    **{n: _kept(told) for n, told in STATE.items() if told.recorded is not Recorded.NOTHING},
    **{name: Variable(_LEVELS[told.axes], told.unit, told.meaning) for name, told in FLOWS.items()},
}
"""Everything a result holds for each run and tick."""

DYADS: dict[str, Variable] = {
    f"{name}_dyad": Variable("dyad", STATE[name].unit, STATE[name].meaning) for name in _MEANS
}
"""What a result holds of each dyad, when it is asked for."""


@dataclass(frozen=True)
class Lived:
    """A month that is done.

    Attributes:
        state: the batch at the end of the month.
        flows: its flows.
        derived: what follows from the state at the end of the month.
        lived: (runs,) which alliances were alive during the month.
    """

    state: State
    flows: Flows
    derived: Derived
    lived: Array


def kept(done: Lived) -> dict[str, Array]:
    """What a result keeps of a month, NaN for who was not there."""
    state, flows, derived = done.state, done.flows, done.derived
    alive = done.lived > 0.0
    running = state.running > 0.0
    there = state.active > 0.0
    worked = there | (flows.leaves > 0.0) | (alive & ~running)[:, None] & (flows.own > 0.0)
    found = {}
    for name, variable in VARIABLES.items():
        mask = there if variable.level == "member" else running
        if name == "members":
            values = derived.count
        elif name in FLOWS:
            values = getattr(flows, name)
            mask = worked if FLOWS[name].axes == MEMBERS else alive
        else:
            values = getattr(state, name)
            match STATE[name].recorded:
                case Recorded.MEAN:
                    values = mean_over_pairs(values, derived)
                case Recorded.OVER_PARTNERS:
                    values = mean_over_partners(values, derived)
                case Recorded.OVER_MEMBERS:
                    values = mean_over_members(values, derived)
                case Recorded.ALWAYS:
                    found[name] = values
                    continue
        found[name] = np.where(mask, values, np.nan)
    return found


class Record:
    """The path of a batch of runs, filled month by month.

    Reading the state to record it changes nothing and draws nothing, so what is kept never perturbs a
    run.

    Args:
        start: the batch at tick 0.
        dyads: also keep the dyadic variables.
    """

    def __init__(self, start: Start, dyads: bool = False) -> None:
        length, size, runs = start.length, start.state.size, start.state.runs
        shape = {
            "alliance": (length, runs),
            "member": (length, size, runs),
            "dyad": (length, size, size, runs),
        }
        wanted = {**VARIABLES, **(DYADS if dyads else {})}
        self.values: dict[str, Array] = {
            name: np.full(shape[variable.level], np.nan) for name, variable in wanted.items()
        }
        self._dyads = dyads
        self._kept = fast.engine(kept, start.alike, runs)

    def keep(self, now: int, state: State, flows: Flows, derived: Derived, lived: Array) -> None:
        """Write down one month.

        Args:
            now: number of the month.
            state: the batch at the end of the month.
            flows: its flows.
            derived: what follows from the state at the end of the month.
            lived: (runs,) which alliances were alive during the month.
        """
        for name, values in self._kept(Lived(state, flows, derived, lived)).items():
            self.values[name][now] = runs_last(values)
        if self._dyads:
            for name in DYADS:
                held = getattr(state, name.removesuffix("_dyad"))
                held = np.where(derived.together > 0.0, held, np.nan)
                self.values[name][now] = runs_last(derived.ties.to_table(held, np.nan))

    def chosen(self, runs: NDArray[np.intp], until: int) -> dict[str, Array]:
        """The first months of some runs, of which one may be chosen more than once.

        Args:
            runs: (R,) which.
            until: how many months; what comes after is missing (NaN).
        """
        kept = {}
        for name, values in self.values.items():
            kept[name] = np.full((*values.shape[:-1], len(runs)), np.nan)
            kept[name][:until] = values[:until][..., runs]
        return kept

    @staticmethod
    def join(parts: Sequence[Record]) -> dict[str, Array]:
        """Put the records of several batches behind each other: (runs, ticks, …) by name."""
        names = parts[0].values
        return {
            name: runs_first(np.concatenate([p.values[name] for p in parts], axis=-1))
            for name in names
        }


def dataset(
    values: dict[str, Array],
    scenario: Scenario,
    seed: int,
    runs: NDArray[np.int64],
    model: Model | None = None,
) -> xr.Dataset:
    """Label the joined record of one scenario's runs.

    Args:
        values: arrays (runs, ticks, …) by name of variable.
        scenario: what was run.
        seed: its seed.
        runs: run numbers.
        model: what was run.

    Returns:
        A Dataset with dimensions run, tick, member and partner.
    """
    import xarray as xr

    dims = {
        "alliance": ("run", "tick"),
        "member": ("run", "tick", "member"),
        "dyad": ("run", "tick", "member", "partner"),
    }
    names = names_of(scenario)
    known = {**VARIABLES, **DYADS}
    data = {
        name: (
            dims[known[name].level],
            array,
            {"units": known[name].unit, "long_name": known[name].meaning},
        )
        for name, array in values.items()
    }
    coords = {
        "run": ("run", runs, {"long_name": "run number"}),
        "tick": ("tick", np.arange(scenario.length), {"units": "months", "long_name": "month"}),
        "member": ("member", names, {"long_name": "member organisation"}),
    }
    if any(known[name].level == "dyad" for name in values):
        coords["partner"] = ("partner", names, {"long_name": "the member toward whom"})
    return xr.Dataset(data, coords, attrs=provenance(scenario, seed, model))


def provenance(scenario: Scenario, seed: int, model: Model | None = None) -> dict[str, str]:
    """Where a result came from: scenario in full, seed, model, versions and commit; all as text.

    A model that is not the shipped one is told by its reference, if it has one, and its digest.
    """
    told = model is not None and not model.plain
    return {
        "title": scenario.title,
        "scenario": json.dumps(scenario.to_dict(), ensure_ascii=False, sort_keys=True),
        "scenario_digest": scenario.digest(),
        "seed": str(seed),
        **(
            {"model": model.reference or "", "model_digest": model.digest} if model and told else {}
        ),
        **versions(),
    }


def save(result: xr.Dataset, path: str | Path) -> None:
    """Write a result as netCDF-4, readable by any netCDF tool; nothing half-written is left.

    Args:
        result: what `sim.simulate` returned.
        path: file to write; an existing one is replaced.

    Raises:
        WriteError: when it cannot be written.
    """
    # With a checksum of each piece, so that damage is noticed when it is read; and made in memory:
    # on a full disk the library that writes such files brings the process down.
    how = {"zlib": True, "complevel": 1, "shuffle": True, "fletcher32": True}
    packed = dict.fromkeys(result.data_vars, how)
    sealed = result.assign_attrs({_SEAL: _digest(result)})
    write_whole(Path(path), sealed.to_netcdf(None, engine="h5netcdf", encoding=packed))


def load_result(path: str | Path) -> xr.Dataset:
    """Read a result that `save` wrote, equal to what was saved.

    Raises:
        AllianceError: when there is no such file or it is not a result.
    """
    import xarray as xr

    if not Path(path).is_file():
        raise AllianceError(f"{path}: there is no such file")
    try:
        with xr.open_dataset(path, engine="h5netcdf") as opened:
            found = opened.load()
        intact = found.attrs.pop(_SEAL, None) in (None, _digest(found))
    except Exception as error:  # the library has many words for damage
        raise AllianceError(f"{path}: is damaged, or not a result file (netCDF-4)") from error
    if not intact:
        raise AllianceError(f"{path}: is damaged")
    return found


_SEAL = "result_digest"
"""The attribute that holds the checksum of all the rest."""


def _digest(result: xr.Dataset) -> str:
    """SHA-256 of all values and attributes: the file format leaves its own structure without checksum."""
    whole = hashlib.sha256(_plain(result.attrs))
    for name in sorted(map(str, result.variables)):
        array = result.variables[name]
        values = array.to_numpy()
        number = values.dtype.kind in "fiub"
        whole.update(f"\0{name} {array.dims} {array.shape} {values.dtype.kind}\0".encode())
        whole.update(np.ascontiguousarray(values).tobytes() if number else _plain(values.tolist()))
        whole.update(_plain(array.attrs))
    return whole.hexdigest()


def _plain(values: object) -> bytes:
    return json.dumps(values, default=str, sort_keys=True).encode()


def frame(result: xr.Dataset, level: Level = "alliance") -> pd.DataFrame:
    """A tidy table of a result: one row for each run and tick (and member, and partner).

    Args:
        result: what `sim.simulate` returned.
        level: alliance, member or dyad.

    Returns:
        A data frame with the keys as columns.

    Raises:
        AllianceError: for dyads that were not kept.
    """
    depth = {"alliance": 2, "member": 3, "dyad": 4}[level]
    names = [str(name) for name, array in result.data_vars.items() if array.ndim == depth]
    if not names:
        raise AllianceError("this result holds no dyads: simulate with dyads=True to keep them")
    return result[names].to_dataframe().reset_index()
