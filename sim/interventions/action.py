"""What an action is: the levers it moves, and what it takes of members and facilitator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import ClassVar

from sim.errors import meant
from sim.levers import Levers
from sim.parameters import PARAMETERS

ACTIONS: dict[str, type[Action]] = {}
"""All actions that a scenario can name, by code: the nine, and those that a user declares."""

_COSTS = ("member_effort", "facilitator_days")
_MOVABLE = tuple(f.name for f in fields(Levers) if f.name not in (*_COSTS, "control"))


class Action:
    """Base of all actions. Declaring a subclass is all it takes to have a new one in scenarios.

    Example:
        >>> import sim
        >>> from sim.interventions.action import ACTIONS, Action
        >>> class Retreat(Action):
        ...     '''Two days away together: showing interests, and looking back.'''
        ...     code, name, dutch = "retreat", "go on a retreat", "op de hei"
        ...     moves = {"openness": 0.3, "reflecting": "action_step"}
        ...     member_effort, days, unassisted = 0.1, 2.0, 0.4
        >>> base = sim.load("default").replace("length", 12)
        >>> tried = base.replace("intervention", [{"action": "retreat", "at": 3}])
        >>> result = sim.simulate(tried, runs=2, seed=1)
        >>> bool((result.openness[:, 3] > sim.simulate(base, runs=2, seed=1).openness[:, 3]).all())
        True
        >>> del ACTIONS["retreat"]

    Attributes:
        code: what a scenario calls it.
        name: in English.
        dutch: in Dutch, in the words of the brochure where it is one of the nine.
        phase: phase in which the brochure puts it (1, 2 or 3), or 0.
        moves: levers by name (see `sim.levers.Levers`), each with how far a month at full strength
            moves it: a number >= 0, or the name of the parameter that says so.
        member_effort: share of every member's alliance time that a month at full strength takes.
        days: days of the facilitator that a month at full strength takes.
        unassisted: share of the effect that there is without any facilitator.
        balances: whether it can move the balance of trust and control (key `control`).
    """

    code: ClassVar[str]
    name: ClassVar[str]
    dutch: ClassVar[str]
    phase: ClassVar[int] = 0
    moves: ClassVar[Mapping[str, float | str]] = {}
    member_effort: ClassVar[float] = 0.0
    days: ClassVar[float] = 0.0
    unassisted: ClassVar[float] = 1.0
    balances: ClassVar[bool] = False

    def __init_subclass__(cls) -> None:
        for key in ("code", "name", "dutch"):
            if not isinstance(getattr(cls, key, None), str):
                raise TypeError(f"action {cls.__name__} has no '{key}'")
        for lever, size in cls.moves.items():
            if lever not in _MOVABLE:
                raise TypeError(
                    f"action {cls.__name__} moves unknown lever '{lever}'{meant(lever, _MOVABLE)}"
                )
            if isinstance(size, str) and size not in PARAMETERS:
                raise TypeError(
                    f"action {cls.__name__} names unknown parameter '{size}'"
                    f"{meant(size, PARAMETERS)}"
                )
        shares = {"member_effort": cls.member_effort, "unassisted": cls.unassisted}
        for key, share in shares.items():
            if not 0.0 <= share <= 1.0:
                raise TypeError(f"action {cls.__name__}: {key} = {share} is no share from 0 to 1")
        if cls.days < 0.0:
            raise TypeError(f"action {cls.__name__}: days = {cls.days} is below 0")
        there = ACTIONS.get(cls.code)
        if there is not None and there.__qualname__ != cls.__qualname__:
            raise TypeError(f"there is an action '{cls.code}' already: {there.__qualname__}")
        ACTIONS[cls.code] = cls
