"""Every parameter of the model, read from the mechanisms that declare it.

Each file of `sim.rules` with a mechanism declares that mechanism's parameters in a frozen dataclass
(`sim.declared.Mechanism`); all are found by themselves. Scenario files override defaults under
``[parameters]``; sweeps may give each run a value of its own.

Parameters whose name ends in ``_on`` are the switches of the mechanisms: 1 works, 0 is off. What
"off" means is said in the switch's meaning.
"""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from sim import declared, rules
from sim.declared import Mechanism, Parameter, Switch, Value
from sim.errors import AllianceError

for _found in pkgutil.iter_modules(rules.__path__):
    importlib.import_module(f"{rules.__name__}.{_found.name}")


@dataclass(frozen=True)
class Entry:
    """One number of the model and where it comes from.

    Attributes:
        name: the key in scenario files and in code.
        unit: the unit of the value; ``1`` for a pure number, ``switch`` for 0 or 1.
        low: smallest value allowed.
        high: largest value allowed.
        default: the value used unless a scenario says otherwise.
        meaning: one line on what it does.
        source: where the form or the size comes from.
        mechanism: the mechanism that it belongs to.
    """

    name: str
    unit: str
    low: float
    high: float
    default: float
    meaning: str
    source: str
    mechanism: str


def entries(mechanism: type[Mechanism]) -> dict[str, Entry]:
    """The parameters that a mechanism declares, its switch first.

    Raises:
        TypeError: for a mechanism without a switch, or a field that declares nothing.
    """
    switches = declared.declared(mechanism, Switch)
    numbers = declared.declared(mechanism, Parameter)
    if len(switches) != 1 or not (switch := next(iter(switches))).endswith("_on"):
        raise TypeError(f"{mechanism.__name__} needs one Switch, in a field named <mechanism>_on")
    found, name = {}, switch.removesuffix("_on")
    for field in fields(mechanism):  # type: ignore[arg-type]
        if field.name == switch:
            meaning = f"works (1) or not (0); {switches[switch].off}"
            item = Parameter("switch", 0, 1, meaning, "ablation switch")
        elif field.name in numbers:
            item = numbers[field.name]
        else:
            raise TypeError(f"{mechanism.__name__}: '{field.name}' declares no Parameter")
        found[field.name] = Entry(
            field.name,
            item.unit,
            item.low,
            item.high,
            float(getattr(mechanism, field.name)),
            item.meaning,
            item.source,
            name,
        )
    return found


T = TypeVar("T")


class _Declared(Mapping[str, T]):
    """What all mechanisms declare, by name; one that is declared later is in it at once."""

    def __init__(self, read: Callable[[type[Mechanism]], Mapping[str, T]]) -> None:
        self._read = read
        self._from: tuple[type[Mechanism], ...] = ()
        self._found: dict[str, T] = {}

    def _now(self) -> dict[str, T]:
        known = declared.mechanisms()
        if known != self._from:
            found: dict[str, T] = {}
            for mechanism in known:
                for name, item in self._read(mechanism).items():
                    if name in found:
                        raise TypeError(f"{mechanism.__name__}: there is a '{name}' already")
                    found[name] = item
            self._from, self._found = known, found
        return self._found

    def __getitem__(self, name: str) -> T:
        return self._now()[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._now())

    def __len__(self) -> int:
        return len(self._now())


def _switch(mechanism: type[Mechanism]) -> dict[str, str]:
    return {
        name.removesuffix("_on"): switch.off
        for name, switch in declared.declared(mechanism, Switch).items()
    }


PARAMETERS: Mapping[str, Entry] = _Declared(entries)
"""All parameters by name."""

MECHANISMS: Mapping[str, str] = _Declared(_switch)
"""All mechanisms, and what switching each off means."""


class ParameterError(AllianceError):
    """A parameter has an unknown name or a value out of its bounds."""


M = TypeVar("M", bound=Mechanism)


class Parameters(Mapping[str, Value]):
    """The values of all parameters, for one run or for each run of a batch.

    Args:
        values: values by name; names left out keep their default. A value is a number, or an
            array of shape (runs,) with one number for each run.

    Raises:
        ParameterError: for a name that does not exist or a value out of bounds.
    """

    def __init__(self, values: Mapping[str, Value] | None = None) -> None:
        given = dict(values or {})
        for name, value in given.items():
            check(name, value)
        self._values: dict[str, Value] = {
            name: given.get(name, item.default) for name, item in PARAMETERS.items()
        }
        self._shaped: dict[tuple[type[Mechanism], int], Any] = {}

    def alliances(self, kind: type[M]) -> M:
        """A mechanism's values, shaped to broadcast against arrays (runs,)."""
        return self._with_axes(kind, 0)

    def members(self, kind: type[M]) -> M:
        """A mechanism's values, shaped to broadcast against arrays (runs, members)."""
        return self._with_axes(kind, 1)

    def dyads(self, kind: type[M]) -> M:
        """A mechanism's values, shaped to broadcast against arrays (runs, members, members)."""
        return self._with_axes(kind, 2)

    def of_runs(self, kind: type[M], runs: NDArray[np.intp]) -> M:
        """A mechanism's values for a list of run indices: numbers, or arrays of shape (len(runs),)."""
        values = self.alliances(kind)
        if not any(isinstance(v, np.ndarray) and v.ndim for v in vars(values).values()):
            return values
        return kind(
            **{
                name: value[runs] if isinstance(value, np.ndarray) and value.ndim else value
                for name, value in vars(values).items()
            }
        )

    def chosen(self, runs: NDArray[np.intp]) -> Parameters:
        """The values of some runs of a batch, of which one may be chosen more than once."""
        return Parameters(
            {
                name: value[runs] if isinstance(value, np.ndarray) and value.ndim else value
                for name, value in self._values.items()
            }
        )

    def _with_axes(self, kind: type[M], axes: int) -> M:
        if (kind, axes) not in self._shaped:
            names = [field.name for field in fields(kind)]  # type: ignore[arg-type]
            self._shaped[kind, axes] = kind(
                **{name: _deepen(self._values[name], axes) for name in names}
            )
        shaped: M = self._shaped[kind, axes]
        return shaped

    def __getitem__(self, name: str) -> Value:
        return self._values[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


def check(name: str, value: Value) -> None:
    """Raise ParameterError unless `name` is a parameter and `value` lies within its bounds."""
    if name not in PARAMETERS:
        near = difflib.get_close_matches(name, PARAMETERS, n=1)
        hint = f" (did you mean '{near[0]}'?)" if near else ""
        raise ParameterError(f"unknown parameter '{name}'{hint}")
    item = PARAMETERS[name]
    numbers = np.asarray(value, dtype=np.float64)
    allowed = (numbers >= item.low) & (numbers <= item.high)
    if item.unit == "switch":
        allowed &= (numbers == 0) | (numbers == 1)
    if not allowed.all():
        wrong = numbers[~allowed].flat[0]
        what = "0 or 1" if item.unit == "switch" else f"from {item.low:g} to {item.high:g}"
        unit = "" if item.unit in ("1", "switch") else f" ({item.unit})"
        raise ParameterError(f"parameter '{name}' = {wrong:g} is not allowed: {what}{unit}")


def _deepen(value: Value, axes: int) -> Value:
    if isinstance(value, np.ndarray) and value.ndim:
        return value.reshape(value.shape + (1,) * axes)
    return value
