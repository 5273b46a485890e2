"""Laws of a single decision and of a single action, then those of the whole model with it."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any, get_type_hints

import numpy as np

from sim.agents.decisions import Decisions
from sim.agents.perception import PERCEPTS, Perception
from sim.arrays import runs_together, total
from sim.contract.laws import (
    LAWS,
    BrokenLaw,
    check_model,
    difference,
    held,
    past,
    several,
    within,
    world,
)
from sim.contract.rule import result_of
from sim.errors import AllianceError, meant
from sim.interventions.action import ACTIONS, Action
from sim.model import Model
from sim.parameters import Parameters
from sim.scenarios import Scenario, load

_RUNS, _MEMBERS = 6, 5
_FAR = 400.0
"""How far a perception without upper bound is tried."""


def check_decision(
    name: str, decide: Callable[..., Any], scenario: Scenario | str | None = None, *, seed: int = 0
) -> str:
    """Hold a decision of your own against the laws.

    - *bounds*: it gives numbers of the right shape and within bounds, for anything that can be perceived;
    - *pure*: it changes nothing of what is perceived;
    - *one member*: a member decides the same alone as among others: it knows what it perceives
      (`sim.agents.perception.Perception`) and nothing else;
    - then the laws of the whole model, with this decision in it (see `check_model`).

    Decisions on a whole alliance (facilitate, coordinate, steer) are held against the last only.

    Args:
        name: which decision, a name of `sim.Decisions`.
        decide: the function, with the signature of the one whose place it takes.
        scenario: where to try it; two years of the default alliance with all roles filled when left
            out.
        seed: of examples and chance.

    Returns:
        One line that says what holds.

    Raises:
        BrokenLaw: one line that says which law does not.
        AllianceError: for a decision that does not exist.

    Example:
        >>> import numpy as np
        >>> from sim import contract
        >>> def candid(perceived, p):
        ...     return np.ones_like(perceived.openness)
        >>> contract.check_decision("voice", candid)
        'voice: bounds, pure, one member, money, relabelling, batches, two faces: all hold'
    """
    names = [field.name for field in fields(Decisions)]
    if name not in names:
        hint = meant(name, names, f": there are {', '.join(names)}")
        raise AllianceError(f"no decision '{name}'{hint}")
    of_member = _of_member(getattr(Decisions(), name))
    if of_member:
        _one_by_one(name, decide, seed)
    model = Model(decisions=replace(Decisions(), **{name: decide}))
    scenario = _default() if scenario is None else scenario
    try:
        check_model(scenario, model, seed=seed)
    except BrokenLaw as broken:
        raise BrokenLaw(f"{name}: {broken}") from None
    told = ("bounds", "pure", "one member") if of_member else ()
    return f"{name}: {', '.join(dict.fromkeys([*told, *LAWS]))}: all hold"


def _of_member(decide: Callable[..., Any]) -> bool:
    """Whether it is a decision of one member, by what it perceives."""
    return Perception in get_type_hints(decide).values()


def _default() -> Scenario:
    """Two years of the default alliance, with every role filled."""
    base = load("default").replace("length", 24).replace("roles.lead", "Member 1")
    base = base.replace("roles.coordinator", {"skill": 0.6, "member": "Member 1"})
    return base.replace("roles.facilitator", {"skill": 1.0, "capacity": 10.0})


def _one_by_one(name: str, decide: Callable[..., Any], seed: int) -> None:
    """Try a decision of a member on perceptions of many members, then on those of each alone."""
    random, p = np.random.default_rng(seed), Parameters().members
    perceived = _perceived(random)
    shipped = getattr(Decisions(), name)
    draws = len(inspect.signature(shipped).parameters) - 2
    luck = tuple(runs_together(random.random((_RUNS, _MEMBERS))) for _ in range(draws))
    before = {field.name: getattr(perceived, field.name).copy() for field in fields(Perception)}
    results = several(decide(perceived, p, *luck))
    for what, values in before.items():
        if not np.array_equal(values, getattr(perceived, what)):
            raise BrokenLaw(f"{name}: pure: changes what is perceived ('{what}')")
    told, wanted = result_of(shipped), len(several(shipped(perceived, p, *luck)))
    if len(results) != wanted:
        raise BrokenLaw(f"{name}: bounds: gives {len(results)} arrays, {wanted} are needed")
    for values in results:
        if np.shape(values) != (_RUNS, _MEMBERS):
            raise BrokenLaw(
                f"{name}: bounds: gives shape {np.shape(values)} for {_RUNS} runs of "
                f"{_MEMBERS} members, ({_RUNS}, {_MEMBERS}) is needed"
            )
        within(f"{name}: bounds: it", values, *told)
    if name == "time_use":
        within(f"{name}: bounds: the four shares together", np.sum(results, axis=0), 1.0, 1.0)
    for run, member in np.ndindex(_RUNS, _MEMBERS):
        alone = decide(perceived.of(run, member), p, *(values[run, member] for values in luck))
        for values, one in zip(results, several(alone), strict=True):
            if np.shape(one) != () or values[run, member] != one:
                apart = np.zeros(values.shape, np.bool_)
                apart[run, member] = True
                single = np.full(values.shape, np.asarray(one, dtype=np.float64).flat[0])
                raise BrokenLaw(
                    f"{name}: one member: decides otherwise among others and alone "
                    f"{difference(values * 1.0, single, apart)}"
                )


def _perceived(random: np.random.Generator) -> Perception:
    """Perceptions of a few members, anywhere within bounds and often on them."""
    shape = (_RUNS, _MEMBERS)
    drawn = {}
    for name, told in PERCEPTS.items():
        high = told.high if np.isfinite(told.high) else told.low + _FAR
        values, corner = told.low + (high - told.low) * random.random(shape), random.random(shape)
        values = np.where(corner < 0.1, told.low, np.where(corner < 0.2, high, values))
        drawn[name] = np.round(values) if told.whole else values
    activities = ("designing", "learning", "apart", "joint")
    all_time = sum(drawn[name] for name in activities) + 1e-9
    for name in activities[:3]:
        drawn[name] = drawn[name] / all_time
    drawn["joint"] = 1.0 - drawn["designing"] - drawn["learning"] - drawn["apart"]
    return Perception(**{name: runs_together(values) for name, values in drawn.items()})


def check_action(action: type[Action] | str, scenario: Scenario | None = None) -> str:
    """Hold an intervention against the laws of interventions, and the model with it.

    - *past*: the months before it is done stay as they were, and then something changes;
    - *levers only*: in the month in which it is first done nothing of what members are has changed, nor
      membership: an action works through the rules;
    - *its own time*: it takes the share of members' time that it declares;
    - then the laws of the whole model, with the action in it (see `check_model`).

    Args:
        action: the class, or its code.
        scenario: where to try it, without interventions; two years of the default alliance with all
            roles filled when left out.

    Returns:
        One line that says what holds.

    Raises:
        BrokenLaw: one line that says which law does not.
        AllianceError: for an action that does not exist.

    Example:
        >>> from sim import contract
        >>> contract.check_action("D1")
        'D1: past, levers only, its own time, bounds, money, relabelling, batches, two faces: all hold'
    """
    code = action if isinstance(action, str) else action.code
    if code not in ACTIONS:
        raise AllianceError(f"no action '{code}'{meant(code, ACTIONS)}")
    scenario, month = scenario or _default(), 3
    tried = scenario.replace("intervention", [{"action": code, "from": month}])
    try:
        past(scenario, tried, month)
        one, other = world(scenario), world(tried)
        for _ in range(month + 1):
            one.step()
            other.step()
        for name in _UNMOVED:
            left, right = held(one, name), held(other, name)
            if (apart := left != right).any():
                raise BrokenLaw(
                    f"levers only: {name} changes in the month in which it is done "
                    f"{difference(left, right, apart)}"
                )
        more = other.flows.other_hours - one.flows.other_hours
        share = float(np.mean(more / total(one.flows.effort)))
        if not np.isclose(share, declared := ACTIONS[code].member_effort):
            raise BrokenLaw(
                f"its own time: takes {share:.3g} of a member's effort and declares {declared:.3g}"
            )
        check_model(tried)
    except BrokenLaw as broken:
        raise BrokenLaw(f"{code}: {broken}") from None
    return f"{code}: past, levers only, its own time, {', '.join(LAWS)}: all hold"


_UNMOVED = (
    "goals",
    "values",
    "expertise",
    "own_quality",
    "professionalism",
    "capacity",
    "dependence",
    "network",
    "candour",
    "attachment",
    "active",
)
"""What members are, and what no action can touch within the month."""
