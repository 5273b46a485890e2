"""The table of targets against the model and its nulls."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from experiments.world.measures import is_log, is_share, measure, measured_in_data, of_ends
from experiments.world.runs import CONSTANT, NULLS, lives_of
from experiments.world.targets import TARGETS, Target
from sim.model import Model
from sim.observers.intervals import Interval

AGREES, DIFFERS, CANNOT_TELL = "agrees", "differs", "cannot tell"
FACTOR = 2.0
"""How far apart numbers may be of which the shape is compared."""


@dataclass(frozen=True)
class Compared:
    """A target as the data, the model and the nulls have it.

    Attributes:
        target: which.
        data: as its source has it.
        model: as the model has it.
        nulls: as each null model has it, by name.
    """

    target: Target
    data: Interval
    model: Interval
    nulls: Mapping[str, Interval]

    @property
    def verdict(self) -> str:
        """Whether the model agrees with the data in what may be compared."""
        return verdict(self.target, self.data, self.model)

    @property
    def passing(self) -> tuple[str, ...]:
        """Nulls that agree as well: then agreement is no evidence for the mechanisms."""
        return tuple(
            name
            for name, null in self.nulls.items()
            if verdict(self.target, self.data, null) == AGREES
        )


def verdict(target: Target, data: Interval, model: Interval) -> str:
    """Whether a number of the model agrees with that of the data.

    It agrees when its whole interval lies where it may, differs when none of it does; between, the runs
    cannot tell. A level may lie within the band of the table, or within two standard deviations of a fitted
    number (its distance, and for shares the error of counting), or within the interval of the data; a shape within `FACTOR` of the data; a sign on the data's side of
    what is neutral.
    """
    low, high = _allowed(target, data)
    if model.low >= low and model.high <= high:
        return AGREES
    if model.high < low or model.low > high:
        return DIFFERS
    return CANNOT_TELL


def _allowed(target: Target, data: Interval) -> tuple[float, float]:
    if target.compare == "sign":
        neutral = float(target.neutral or 0.0)
        return (neutral, np.inf) if data.value > neutral else (-np.inf, neutral)
    if target.compare == "shape":
        return data.value / FACTOR, data.value * FACTOR
    if target.distance is None:
        return data.low, data.high
    if not is_log(target):
        counting = (data.high - data.low) / 3.92 if is_share(target) else 0.0
        far = 2.0 * float(np.hypot(target.distance, counting))
        return data.value - far, data.value + far
    far = float(np.exp(2 * target.distance))
    return data.value / far, data.value * far


def compare(
    runs: int,
    seed: int,
    model: Model | None = None,
    targets: Sequence[Target] = TARGETS,
    nulls: Iterable[str] = tuple(NULLS),
) -> list[Compared]:
    """Measure targets on the model, and those that were held out on null models too.

    Args:
        runs: of each setting, >= 2.
        seed: of the runs.
        model: what is run; the shipped model when left out.
        targets: which.
        nulls: names in `NULLS`.
    """
    found = []
    settings = dict.fromkeys(target.setting for target in targets)
    for setting in settings:
        lives = lives_of(setting, runs, seed, model)
        own = [target for target in targets if target.setting == setting]
        beside = {}
        if any(target.use == "held-out" for target in own):
            beside = {name: NULLS[name](setting, lives, seed, model) for name in nulls}
        for target in own:
            nulled = {
                name: measure(null, target)
                for name, null in beside.items()
                if target.use == "held-out" and (name != CONSTANT or of_ends(target))
            }
            data = measured_in_data(target)
            found.append(Compared(target, data, measure(lives, target), nulled))
    order = {target.key: k for k, target in enumerate(targets)}
    return sorted(found, key=lambda compared: order[compared.target.key])


def rows(compared: Sequence[Compared]) -> list[str]:
    """Lines of a Markdown table."""
    lines = [
        "| target | measured | compared | data | model (95 %) | nulls | verdict |",
        "|---|---|---|---|---|---|---|",
    ]
    for one in compared:
        target = one.target
        nulls = "; ".join(f"{name} {_number(null.value)}" for name, null in one.nulls.items())
        said = one.verdict if one.verdict == AGREES else f"**{one.verdict}**"
        if one.verdict == AGREES and one.passing:
            said = f"agrees, and so does {' and '.join(one.passing)}"
        lines.append(
            f"| {target.key} | {target.what} ({target.source}) | {target.compare} "
            f"| {_data(one)} | {_interval(one.model)} | {nulls} | {said} |"
        )
    return lines


def reasons(targets: Sequence[Target]) -> list[str]:
    """A list of what the sources say and what of it may be compared."""
    return [f"- **{t.key}**: {t.found}. Compared is the {t.compare}: {t.why}." for t in targets]


def _data(one: Compared) -> str:
    if one.target.distance is not None:
        return f"{_number(one.data.value)} ± {one.target.distance:g}" + (
            " (log)" if is_log(one.target) else ""
        )
    if one.target.value is None and one.target.data is None and not one.target.before:
        return f"{_number(one.data.low)} to {_number(one.data.high)}"
    return _interval(one.data)


def _interval(number: Interval) -> str:
    if np.isnan(number.low):
        return _number(number.value)
    return f"{_number(number.value)} ({_number(number.low)} to {_number(number.high)})"


def _number(value: float) -> str:
    return "none" if np.isnan(value) else f"{value:.3g}"
