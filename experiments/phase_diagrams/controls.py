"""What an alliance can be moved along: trust, difference in values, money, or any number in it.

A control moves the whole alliance consistently. Where trust is given by group or by pair, or a quantity
by member, all of it moves by the same step, so that who stands out goes on standing out.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from scipy.optimize import brentq

from sim.errors import AllianceError, ScenarioError, nearest
from sim.parameters import PARAMETERS
from sim.scenarios import Number, Scenario
from sim.scenarios.change import paths, tables
from sim.scenarios.part import bounds
from sim.scenarios.people import MEMBER_FIELDS, Members
from sim.scenarios.quantities import Distribution, Quantity, Vector
from sim.scenarios.tables import Start

_SAME = 1e-9
"""Values as near as this are the same: the scenario at its own value is the scenario itself."""


@dataclass(frozen=True)
class Control:
    """One number along which an alliance is moved.

    Attributes:
        name: what it is called, with its unit.
        unit: what a step of it is a step of, in a sentence.
        here: where the alliance stands; None where it does not say.
        low, high: from where to where it is moved.
        at: the scenario with the control at a value.
        whole: only whole numbers.
        note: what is moved together; empty when it is one number of the file.
        of_start: whether it says where the alliance starts, and not under what it lives.
    """

    name: str
    unit: str
    here: float | None
    low: float
    high: float
    at: Callable[[float], Scenario]
    whole: bool = False
    note: str = ""
    of_start: bool = False


def control(
    scenario: Scenario, along: str, low: float | None = None, high: float | None = None
) -> Control:
    """A control of a scenario.

    Args:
        scenario: the alliance.
        along: one of `NAMED`, a quantity of members or of the start such as "openness" or "grievance",
            or any path of the scenario that holds a number.
        low, high: from where to where, if not as suits the control.

    Raises:
        AllianceError: for a name that does not exist (it gives the nearest), a path that holds no
            number, or an end that the scenario does not allow.
    """
    name = along.strip().casefold().replace("_", "-").replace(" ", "-")
    field = name.replace("-", "_")
    of_start = name == "trust" or field in Start.model_fields or along.startswith("start.")
    if name in NAMED:
        found = NAMED[name](scenario)
    elif field in MEMBER_FIELDS and not bounds(Members, field).size:
        found = _of_members(scenario, field)
    elif field in Start.model_fields and isinstance(getattr(scenario.start, field), float):
        found = _path(scenario, f"start.{field}", field)
    elif field in Start.model_fields and isinstance(getattr(scenario.start, field), Distribution):
        found = _shifted_start(scenario, field)
    elif along in paths(scenario):
        found = _path(scenario, along, along)
    else:
        known = [*NAMED, *MEMBER_FIELDS, *Start.model_fields, *paths(scenario)]
        near = nearest(name, known) or nearest(along, known)
        hint = f"did you mean '{near}'?" if near else f"such as {', '.join(NAMED)}"
        raise AllianceError(f"--along {along}: no such control: {hint}")
    return replace(_within(found, low, high), of_start=of_start)


def _within(found: Control, low: float | None, high: float | None) -> Control:
    """The control with ends of one's own, both tried."""
    first, last = (found.low if low is None else low), (found.high if high is None else high)
    if not first < last:
        raise AllianceError(f"--low {first:g} is not allowed: below --high ({last:g})")
    for flag, end, given in (("low", first, low), ("high", last, high)):
        try:
            found.at(end)
        except AllianceError as error:
            note = str(error).removeprefix("changed scenario: ")
            why = note if given is not None else f"{found.name} = {end:g}: {note}"
            raise AllianceError(f"--{flag} {end:g}: {why}") from None
    return replace(found, low=first, high=last)


# -- the named ones ---------------------------------------------------------------------------
def _trust(scenario: Scenario) -> Control:
    """Mean trust over all pairs; groups and single pairs move with it."""
    places = scenario.places()
    share = bounds(Start, "trust")
    start = scenario.start
    single = {(pair.from_, pair.to): pair.trust for pair in scenario.pair if pair.trust is not None}

    def toward(one: Any, other: Any) -> Quantity:
        special = None
        if one.group and other.group:
            within = one.group == other.group
            special = start.trust_within_group if within else start.trust_between_groups
        given = single.get((one.name, other.name), special)
        return start.trust if given is None else given

    pairs = [toward(one, other) for one in places for other in places if one.name != other.name]

    def at(value: float) -> Scenario:
        step = _step(pairs, share, value)
        content = scenario.to_dict()
        for key in ("trust", "trust_within_group", "trust_between_groups"):
            if (given := getattr(start, key)) is not None:
                content["start"][key] = _plain(_moved(given, step, share))
        for row, pair in zip(content.get("pair", ()), scenario.pair, strict=True):
            if pair.trust is not None:
                row["trust"] = _plain(_moved(pair.trust, step, share))
        return Scenario.from_dict(content, "changed scenario")

    by_group = start.trust_within_group or start.trust_between_groups
    apart = " and ".join(["groups"] * bool(by_group) + ["pairs"] * bool(single))
    note = (
        f"trust is the mean over all pairs; that of {apart} moves by the same step, within 0 and 1"
    )
    return Control("trust", "trust", _mean(pairs), 0.0, 1.0, at, note=note if apart else "")


def _values(scenario: Scenario) -> Control:
    """How far members lie apart in norms and values: standard deviation, root mean square."""
    share = bounds(Members, "values")
    rows = [_components(place.quantities["values"], share.size) for place in scenario.places()]
    centres = np.array([[_centre(part) for part in row] for row in rows])
    spreads = np.array([[_spread(part) for part in row] for row in rows])
    middle = centres.mean(0)
    here = float(np.sqrt(((centres - middle) ** 2 + spreads**2).mean()))
    if here < _SAME:
        raise AllianceError(
            "--along values: all members have the same values; give members.values a spread first"
        )

    def stretched(given: Vector, factor: float) -> Any:
        parts = _components(given, share.size)
        pairs = zip(parts, middle, strict=True)
        new = [_plain(_stretched(part, m, factor, share)) for part, m in pairs]
        return new if isinstance(given, tuple) or scenario.member else new[0]

    def at(value: float) -> Scenario:
        content = scenario.to_dict()
        if abs(value - here) < _SAME:
            return scenario
        factor = value / here
        content["members"]["values"] = stretched(scenario.members.values, factor)
        for row, own in _rows_with(scenario, content, "values"):
            row["values"] = stretched(own, factor)
        return Scenario.from_dict(content, "changed scenario")

    own = bool(_rows_with(scenario, scenario.to_dict(), "values"))
    note = "all members' values move away from their common middle in proportion, within 0 and 1"
    return Control(
        "difference in values", "difference in values", here, 0.0, 0.4, at, note=note if own else ""
    )


def _facilitation(scenario: Scenario) -> Control:
    """Days a month of the process facilitator; at 0 there is none."""
    filled = scenario.roles.facilitator

    def at(value: float) -> Scenario:
        if value <= 0.0:
            return scenario.replace("roles.facilitator", None)
        return scenario.replace("roles.facilitator.capacity", float(value))

    later = any(turn.facilitator or "facilitator" in turn.remove for turn in scenario.change)
    note = "what [[change]] says of the facilitator later stays as it is" if later else ""
    return Control(
        "facilitation (days a month)",
        "facilitation (days a month)",
        filled.capacity if filled else 0.0,
        0.0,
        12.0,
        at,
        note=note,
    )


def _money(scenario: Scenario) -> Control:
    """All grants and the fund, as a multiple of what they are."""
    if not scenario.grant and not scenario.fund.start:
        raise AllianceError("--along money: this scenario has no grant and no fund to vary")

    def at(value: float) -> Scenario:
        content = scenario.to_dict()
        content["fund"]["start"] = scenario.fund.start * value
        for row, grant in zip(content.get("grant", ()), scenario.grant, strict=True):
            row["amount"] = grant.amount * value
        return Scenario.from_dict(content, "changed scenario")

    return Control(
        "money (times what it is now)",
        "its money",
        1.0,
        0.2,
        2.0,
        at,
        note="money is in times what all grants and the fund together are now",
    )


def _count(scenario: Scenario) -> Control:
    """How many members there are."""
    if scenario.member:
        raise AllianceError(
            "--along members: the members of this scenario are named one by one; their "
            "number can be varied where [members] has a count"
        )

    def at(value: float) -> Scenario:
        return scenario.replace("members.count", round(value))

    return Control("members", "members", float(scenario.members.count or 0), 3.0, 16.0, at, True)


NAMED: dict[str, Callable[[Scenario], Control]] = {
    "trust": _trust,
    "values": _values,
    "difference-in-values": _values,
    "facilitation": _facilitation,
    "money": _money,
    "members": _count,
}
"""Controls with a name of their own."""


# -- any other --------------------------------------------------------------------------------
def _of_members(scenario: Scenario, field: str) -> Control:
    """The mean of a quantity over the members, all of whom move by the same step."""
    number = bounds(Members, field)
    given = [place.quantities[field] for place in scenario.places()]
    quantities = [part for part in given if not isinstance(part, tuple)]
    here = _mean(quantities)

    def at(value: float) -> Scenario:
        step = _step(quantities, number, value)
        content = scenario.to_dict()
        common = getattr(scenario.members, field)
        content["members"][field] = _plain(_moved(common, step, number))
        for row, own in _rows_with(scenario, content, field):
            row[field] = _plain(_moved(own, step, number))
        return Scenario.from_dict(content, "changed scenario")

    low, high = (0.0, 1.0) if number.high == 1.0 else (here / 2, min(2 * here, number.high))
    apart = _rows_with(scenario, scenario.to_dict(), field)
    note = f"{field} is the mean over the members, who all move by the same step" if apart else ""
    unit = f"{field} ({number.unit})" if number.unit else field
    return Control(unit, unit, here, low, high, at, note=note)


def _rows_with(
    scenario: Scenario, content: dict[str, Any], field: str
) -> list[tuple[dict[str, Any], Any]]:
    """The rows of members and joiners that say a quantity of their own, each with what it says."""
    rows = [*content.get("member", ()), *content.get("joiner", ())]
    members = (*scenario.member, *scenario.joiner)
    said = ((row, getattr(one, field)) for row, one in zip(rows, members, strict=True))
    return [(row, own) for row, own in said if own is not None]


def _shifted_start(scenario: Scenario, field: str) -> Control:
    """A quantity of the start that is drawn: its mean moves."""
    share = bounds(Start, field)
    given = getattr(scenario.start, field)

    def at(value: float) -> Scenario:
        step = _step([given], share, value)
        return scenario.replace(f"start.{field}", _plain(_moved(given, step, share)))

    return Control(field, field, _centre(given), 0.0, 1.0, at)


def _path(scenario: Scenario, path: str, name: str) -> Control:
    """A number of the scenario by its path."""
    here = _found(scenario, path)
    whole = isinstance(here, int)

    def at(value: float) -> Scenario:
        return scenario.replace(path, round(value) if whole else float(value))

    parameter = PARAMETERS.get(path.removeprefix("parameters."))
    if parameter is not None and path.startswith("parameters."):
        return Control(name, parameter.name, float(here), parameter.low, parameter.high, at)
    if 0.0 <= here <= 1.0 and not whole and _allowed(at, 0.0) and _allowed(at, 1.0):
        return Control(name, name, float(here), 0.0, 1.0, at)
    if here <= 0:
        raise AllianceError(f"--along {path}: it is {here:g}: give --low and --high")
    return Control(name, name, float(here), here / 2, 2.0 * here, at, whole)


def _found(scenario: Scenario, path: str) -> float | int:
    name = path.removeprefix("parameters.")
    if path.startswith("parameters.") and name not in scenario.parameters:
        return float(PARAMETERS[name].default)
    value: Any = tables(scenario)
    try:
        for key in paths(scenario)[path]:
            value = value[key]
    except (KeyError, IndexError):
        raise AllianceError(f"--along {path}: this scenario does not say it; --set it") from None
    if isinstance(value, dict):
        inside = " or ".join(f"{path}.{key}" for key in value)
        raise AllianceError(f"--along {path}: holds no single number: give {inside}")
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise AllianceError(f"--along {path}: holds no number")
    return value


def _allowed(at: Callable[[float], Scenario], value: float) -> bool:
    try:
        at(value)
    except ScenarioError:
        return False
    return True


# -- quantities -------------------------------------------------------------------------------
def _centre(quantity: Quantity) -> float:
    return quantity.centre if isinstance(quantity, Distribution) else float(quantity)


def _spread(quantity: Quantity) -> float:
    return quantity.deviation if isinstance(quantity, Distribution) else 0.0


def _mean(quantities: Sequence[Quantity]) -> float:
    return float(np.mean([_centre(quantity) for quantity in quantities]))


def _components(given: Vector, size: int) -> tuple[Quantity, ...]:
    return given if isinstance(given, tuple) else (given,) * size


def _each(quantity: Quantity, to: Callable[[float], float], sd: float) -> Quantity:
    """A quantity whose places are moved and whose standard deviation is multiplied."""
    if not isinstance(quantity, Distribution):
        return to(quantity)
    at = {
        key: None if (here := getattr(quantity, key)) is None else to(here)
        for key in ("mean", "low", "high")
    }
    if at["low"] is not None and at["low"] == at["high"]:  # pushed against a bound
        return at["low"]
    return Distribution(sd=None if quantity.sd is None else quantity.sd * sd, **at)


def _moved(quantity: Any, step: float, number: Number) -> Quantity:
    least = number.low + (1e-6 if number.above else 0.0)
    return _each(quantity, lambda x: min(max(x + step, least), number.high), 1.0)


def _stretched(quantity: Quantity, middle: float, factor: float, number: Number) -> Quantity:
    def to(x: float) -> float:
        return float(min(max(middle + (x - middle) * factor, number.low), number.high))

    return _each(quantity, to, factor)


def _step(quantities: Sequence[Quantity], number: Number, value: float) -> float:
    """By how much all must move for their mean to be a value, when none can leave its bounds."""
    if not number.low <= value <= number.high:
        raise AllianceError(f"{value:g} is not allowed: {number.allowed}")
    reach = number.high - number.low

    def off(step: float) -> float:
        return _mean([_moved(quantity, step, number) for quantity in quantities]) - value

    if abs(off(0.0)) < _SAME:
        return 0.0
    if off(-reach) >= 0.0:
        return -reach
    return reach if off(reach) <= 0.0 else float(brentq(off, -reach, reach, xtol=1e-9))


def _plain(quantity: Quantity) -> Any:
    if isinstance(quantity, Distribution):
        return quantity.model_dump(exclude_none=True)
    return quantity
