"""Laws of a whole run: each takes a scenario and a model, and raises when it is broken."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol

import numpy as np

from sim.arrays import Array
from sim.declared import PAIRS
from sim.ensemble import Batch
from sim.errors import AllianceError
from sim.mesa.model import AllianceModel
from sim.model import Model
from sim.scenarios import Scenario, load
from sim.start import begin
from sim.state import VARIABLES, State
from sim.ties import Ties
from sim.traits import TRAITS, Traits

SLACK = 1e-9
"""Rounding that is let pass where numbers are added in another order."""

RUNS = 4
"""Runs that a law is tried on."""

FEW_MONTHS = 6
"""Months for which runs that differ only in rounding stay together: later a clash may fall otherwise."""


class BrokenLaw(AllianceError):
    """A law of the model does not hold; the line says which, where and by how much."""


def world(
    scenario: Scenario, model: Model | None = None, runs: Sequence[int] = range(RUNS), seed: int = 0
) -> Batch:
    """Some runs of a scenario, at their start."""
    numbers = np.array(runs, dtype=np.int64)
    return Batch(begin([scenario], np.zeros(len(numbers), np.intp), numbers, seed, model))


def bounds(scenario: Scenario, model: Model | None = None, *, seed: int = 0) -> None:
    """Every state variable keeps its bounds, its shape, and is a number, in every month.

    Besides, deceit closes off trust for good, and the shares of time add up to 1.

    Args:
        scenario: what to run.
        model: what is run; the shipped model when left out.
        seed: of the chance.

    Raises:
        BrokenLaw: for the first variable that does not.
    """
    batch = world(scenario, model, seed=seed)
    shapes = {name: held(batch, name).shape for name in VARIABLES}
    for month in range(scenario.length):
        batch.step()
        s = batch.state
        for name, shape in shapes.items():
            values, declared = held(batch, name), VARIABLES[name]
            if values.shape != shape:
                raise BrokenLaw(
                    f"bounds: {name} has shape {values.shape} in month {month}, before "
                    f"it had {shape}"
                )
            within(f"bounds: {name}", values, declared.low, declared.high, f" in month {month}")
        within(
            "bounds: trust and the scar of deceit together",
            s.trust + s.scar,
            0.0,
            1.0,
            f" in month {month}",
        )
        time = s.designing + s.learning + s.apart + s.joint
        within("bounds: the four shares of time together", time, 1.0, 1.0, f" in month {month}")


def money(scenario: Scenario, model: Model | None = None, *, seed: int = 0) -> None:
    """Money is neither made nor lost: what is held changes by what came in and what was spent.

    Args:
        scenario, model, seed: see `bounds`.

    Raises:
        BrokenLaw: for the first month in which the books do not balance.
    """
    batch = world(scenario, model, seed=seed)
    for month in range(scenario.length):
        before = batch.state
        batch.step()
        after, flows = batch.state, batch.flows
        renewed = np.where(before.renewed > 0.0, batch.traits.term_money, 0.0)
        granted = (batch.start.inflow[month] + renewed) * before.funding
        came = granted * before.running + flows.home_paid
        went = flows.roles_paid + flows.spent
        held = before.fund + before.reserve.sum(-1)
        for joined in batch.start.events:
            if joined.kind == "joiner" and joined.tick == month:
                brought = batch.start.state.reserve[:, joined.place]
                held = held + np.where(
                    before.running > 0, brought - before.reserve[:, joined.place], 0.0
                )
        now, due = after.fund + after.reserve.sum(-1), held + came - went
        wrong = ~(np.abs(now - due) <= 1e-6 + SLACK * np.abs(due))
        if wrong.any():
            run = int(wrong.argmax())
            raise BrokenLaw(
                f"money: in month {month} of run {run} there is {now[run]:.6g} kEUR where "
                f"the books give {due[run]:.6g}"
            )


def relabelling(scenario: Scenario, model: Model | None = None, *, seed: int = 0) -> None:
    """The order in which members are written down changes nothing.

    Args:
        scenario, model, seed: see `bounds`. Chance goes with a member's name, so a member keeps
            its own in another place. The first `FEW_MONTHS` months are compared.

    Raises:
        BrokenLaw: for the first variable that goes by a member's place.
    """
    content = scenario.to_dict()
    rows = content.get("member") or [{"name": place.name} for place in scenario.places()]
    rows = rows[: len(rows) if content.get("member") else content["members"].pop("count")]
    order = np.random.default_rng(seed).permutation(len(rows))
    if (order == np.arange(len(rows))).all():
        order = order[::-1]
    one = world(Scenario.from_dict({**content, "member": rows}), model, seed=seed)
    moved = [rows[k] for k in order]
    other = world(Scenario.from_dict({**content, "member": moved}), model, seed=seed)
    places = np.concatenate([order, np.arange(len(rows), one.state.size)])
    for month in range(min(FEW_MONTHS, scenario.length)):
        one.step()
        other.step()
        for name in VARIABLES:
            left, right = held(one, name), held(other, name)
            for axis, along in enumerate(axes_of(name), 1):
                if along in ("member", "partner"):
                    left = left.take(places, axis)
            apart = np.abs(left - right) > SLACK * np.maximum(1.0, np.abs(left))
            if apart.any():
                raise BrokenLaw(
                    f"relabelling: {name} changes with the order of the members "
                    f"{difference(left, right, apart)}, month {month}"
                )


def batches(
    scenario: Scenario, model: Model | None = None, *, seed: int = 0, first: int = 0
) -> None:
    """A run is the same alone and among others, to the last bit.

    Args:
        scenario, model, seed: see `bounds`.
        first: number of the first run.

    Raises:
        BrokenLaw: for the first variable that depends on the batch.
    """
    runs = range(first, first + RUNS)
    many, alone = (world(scenario, model, numbers, seed) for numbers in (runs, runs[2:3]))
    for month in range(scenario.length):
        many.step()
        alone.step()
        same_run("batches", many, 2, alone, month, "among other runs and alone")


def two_faces(
    scenario: Scenario, model: Model | None = None, *, seed: int = 0, first: int = 0, **classes: Any
) -> None:
    """The ensemble and the Mesa model, whose agents decide one by one, agree to the last bit.

    Args:
        scenario, model, seed: see `bounds`.
        first: number of the first run.
        **classes: `member_class` and its kin, as for `sim.AllianceModel`; left out, agents decide one
            by one what the model says.

    Raises:
        BrokenLaw: for the first variable in which the two differ.
    """
    runs = range(first, first + RUNS)
    many = world(scenario, model, runs, seed)
    agents = AllianceModel(scenario, seed=seed, run=runs[2], model=model, **classes)
    for month in range(scenario.length):
        many.step()
        if not agents.running:
            return
        agents.step()
        same_run("two faces", many, 2, agents, month, "in the ensemble and in Mesa")


LAWS: dict[str, Callable[..., None]] = {
    "bounds": bounds,
    "money": money,
    "relabelling": relabelling,
    "batches": batches,
    "two faces": two_faces,
}
"""The laws of a whole run, by name."""


def check_model(
    scenario: Scenario | str = "default", model: Model | None = None, *, seed: int = 0
) -> str:
    """Hold a scenario, under a model of your own or not, against every law.

    Args:
        scenario: a scenario, the name of a shipped one, or a file; it is run for its whole length.
        model: what is run; the shipped model when left out.
        seed: of the chance.

    Returns:
        One line that says what holds.

    Raises:
        BrokenLaw: one line that says which law does not.

    Example:
        >>> from sim import contract, load
        >>> contract.check_model(load("default").replace("length", 6))
        'bounds, money, relabelling, batches, two faces: all hold'
    """
    scenario = scenario if isinstance(scenario, Scenario) else load(scenario)
    for law in LAWS.values():
        law(scenario, model, seed=seed)
    return f"{', '.join(LAWS)}: all hold"


def past(base: Scenario, changed: Scenario, month: int) -> None:
    """What is changed from a month on leaves the months before it as they were, to the last bit.

    Args:
        base: without the change.
        changed: with it; it may have members that join in that month or later.
        month: the first month in which the two may differ.

    Raises:
        BrokenLaw: for a variable that differs before, or when nothing differs after that month.
    """
    one, other = world(base), world(changed)
    for now in range(month + 1):
        one.step()
        other.step()
        differs = None
        for name in VARIABLES:
            left, right = held(one, name), held(other, name)
            for axis, along in enumerate(axes_of(name), 1):
                if along in ("member", "partner"):
                    left, right = (v.take(range(one.state.size), axis) for v in (left, right))
            apart = left != right
            if apart.any():
                differs = f"{name} {difference(left, right, apart)}"
                break
        if now < month and differs:
            raise BrokenLaw(
                f"past: a change from month {month} on shows in month {now} already: {differs}"
            )
    if differs is None and one.state.size == other.state.size:
        raise BrokenLaw(f"past: a change from month {month} on changes nothing in that month")


class World(Protocol):
    """What has a state, be it a batch or a Mesa model."""

    @property
    def traits(self) -> Traits:
        """What members and roles are."""

    @property
    def state(self) -> State:
        """How they are doing."""

    @property
    def ties(self) -> Ties:
        """Who meets whom."""


def held(world: World, name: str) -> Array:
    """A variable of traits or state, by name; what is held on ties as a table of all members, 0 elsewhere."""
    values: Array = getattr(world.traits if name in TRAITS else world.state, name)
    return world.ties.to_table(values, 0.0) if VARIABLES[name].axes == PAIRS else values


def axes_of(name: str) -> tuple[str, ...]:
    """The axes of what `held` gives, after the runs."""
    axes = VARIABLES[name].axes
    return ("member", "partner") if axes == PAIRS else axes


def same_run(law: str, many: World, row: int, one: World, month: int, between: str) -> None:
    """Compare every variable of one run of a batch with the same run elsewhere."""
    for name in VARIABLES:
        left, right = held(many, name)[row], held(one, name)[0]
        apart = left != right
        if np.any(apart):
            raise BrokenLaw(
                f"{law}: {name} differs {between} in month {month} "
                f"{difference(left[None], right[None], np.asarray(apart)[None])}"
            )


def several(found: Any) -> tuple[Any, ...]:
    """What a function gives, be it one array or several."""
    return found if isinstance(found, tuple) else (found,)


def within(what: str, values: Array, low: float, high: float, when: str = "") -> None:
    """Raise unless all values are numbers from `low` to `high`."""
    good = np.isfinite(values) & (values >= low - SLACK) & (values <= high + SLACK)
    if not good.all():
        at = tuple(np.argwhere(~good)[0])
        reach = (
            f"{low:g}"
            if low == high
            else f"from {low:g} to {high:g}"
            if np.isfinite(high)
            else f"{low:g} or more"
        )
        raise BrokenLaw(f"{what} = {values[at]:.6g}{when}{_place(at)}: allowed is {reach}")


def difference(left: Array, right: Array, apart: Any) -> str:
    """Where two arrays first differ, and how."""
    at = tuple(np.argwhere(apart)[0])
    return f"({left[at]:.17g} against {right[at]:.17g}{_place(at)})"


def _place(at: tuple[Any, ...]) -> str:
    run, *members = (int(k) for k in at)
    return f", run {run}" + (f", place {', '.join(map(str, members))}" if members else "")
