"""How things are declared: once, on the field that holds them, where the type checker sees it too.

    trust_gain: Annotated[Value, Parameter("1/month", 0, 1, "share of ...", "assumption")] = 0.28
    fund: Annotated[Array, Variable(ALLIANCE, "kEUR", 0, inf, "money in ...", start="fund.start")]
    joint_output: Annotated[Array, Flow(ALLIANCE, "FTE-months", "what ...")]

`declared` reads such fields; bounds, tables, results and checks take everything from there.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, fields, is_dataclass
from enum import Enum
from functools import wraps
from types import MappingProxyType
from typing import Any, ParamSpec, Protocol, TypeVar, get_type_hints

import numpy as np
from numpy.typing import NDArray

Value = float | NDArray[np.float64]
"""A parameter: one number for all runs, or one for each, shaped to broadcast."""

Axes = tuple[str, ...]
ALLIANCE: Axes = ()
MEMBERS: Axes = ("member",)
PAIRS: Axes = ("tie",)
_RESERVED = {"alliance", "members", "pairs"}
"""Words for axes; no variable can be called so."""


class Record(Enum):
    """What a result keeps of a state variable."""

    NOTHING = "nothing"
    AS_IT_IS = "as it is"
    ALWAYS = "as it is, also of who is no member"
    OVER_MEMBERS = "the mean over members"
    OVER_PARTNERS = "of each member the mean over its partners"
    MEAN = "the mean over partners and members; of each pair on request"


@dataclass(frozen=True)
class Variable:
    """Declares a variable of the state.

    Attributes:
        axes: `ALLIANCE`, `MEMBERS` or `PAIRS`, or names of axes of its own after those.
        unit: its unit; ``1`` for a pure number.
        low, high: bounds, or infinity.
        meaning: one line.
        start: where it starts: a number, or the key of the scenario that says so, such as
            ``members.quality`` or ``start.trust``.
        recorded: what a result keeps of it.
        whose: whose state it is, where its axes do not say: ``constituency`` or ``roles``.
    """

    axes: Axes
    unit: str
    low: float
    high: float
    meaning: str
    start: float | str
    recorded: Record = Record.NOTHING
    whose: str = ""

    @property
    def entity(self) -> str:
        """Whose state it is: member, constituency, dyad, alliance or roles."""
        if self.whose:
            return self.whose
        if self.axes[:2] == PAIRS:
            return "dyad"
        return "member" if self.axes[:1] == MEMBERS else "alliance"


def share(
    axes: Axes, meaning: str, start: float | str, recorded: Record = Record.NOTHING, whose: str = ""
) -> Variable:
    """Declares a variable that is a pure number from 0 to 1."""
    return Variable(axes, "1", 0, 1, meaning, start, recorded, whose)


@dataclass(frozen=True)
class Flow:
    """Declares what a month reports beside the state.

    Attributes:
        axes: `ALLIANCE` or `MEMBERS`.
        unit: its unit; ``1`` for a pure number.
        meaning: one line.
    """

    axes: Axes
    unit: str
    meaning: str


@dataclass(frozen=True)
class Percept:
    """Declares what a member perceives, one number for each member.

    Attributes:
        low, high: bounds, or infinity.
        meaning: one line.
        whole: whole numbers only.
    """

    low: float
    high: float
    meaning: str
    whole: bool = False


@dataclass(frozen=True)
class Parameter:
    """Declares a number of the model.

    Attributes:
        unit: its unit; ``1`` for a pure number.
        low, high: smallest and largest value allowed.
        meaning: one line on what it does.
        source: a work that gives the form or the size, or ``assumption``; ``calibrated`` says that
            the default was fitted in the open.
    """

    unit: str
    low: float
    high: float
    meaning: str
    source: str


@dataclass(frozen=True)
class Switch:
    """Declares the switch of a mechanism, named ``<mechanism>_on``: 1 works, 0 is off.

    Attributes:
        off: what "off" means, in one line that begins with ``off: ``.
    """

    off: str


D = TypeVar("D", Variable, Flow, Percept, Parameter, Switch)


def declared(owner: type, kind: type[D]) -> Mapping[str, D]:
    """What a dataclass declares, by name of the field and in their order.

    Args:
        owner: a dataclass with annotated fields.
        kind: which declarations.

    Raises:
        TypeError: for a name that is reserved for axes.
    """
    assert is_dataclass(owner)
    hints = get_type_hints(owner, include_extras=True)
    found = {}
    for part in fields(owner):
        for note in getattr(hints[part.name], "__metadata__", ()):
            if isinstance(note, kind):
                found[part.name] = note
    if taken := _RESERVED & set(found):
        raise TypeError(f"{owner.__name__}: '{taken.pop()}' is a word for axes, not for a variable")
    return found


_MECHANISMS: dict[str, type[Mechanism]] = {}


class Mechanism:
    """Base of the parameters of a mechanism: a frozen dataclass, in the file of its rules.

    Declaring a subclass is all it takes: scenarios know its parameters at once.

        @dataclass(frozen=True)
        class GossipParameters(Mechanism):
            gossip_on: Annotated[Value, Switch("off: nobody talks about others")] = 0.0
            hearsay: Annotated[Value, Parameter("1", 0, 1, "share of ...", "assumption")] = 0.1
    """

    def __init_subclass__(cls) -> None:
        register(cls)


def register(mechanism: type[Mechanism]) -> None:
    """Make a mechanism known; one of the same name, such as an earlier text of a notebook's, gives way."""
    _MECHANISMS[mechanism.__qualname__] = mechanism


def mechanisms() -> tuple[type[Mechanism], ...]:
    """All mechanisms that were declared so far, in the order of their names, whoever was imported first."""
    return tuple(
        sorted(_MECHANISMS.values(), key=lambda kind: (kind.__module__, kind.__qualname__))
    )


def forget(mechanism: type[Mechanism]) -> None:
    """Take back that a mechanism was declared."""
    del _MECHANISMS[mechanism.__qualname__]


M_co = TypeVar("M_co", bound=Mechanism)


class Lookup(Protocol):
    """Gives the parameters of any mechanism, all shaped alike: `p(TrustParameters).trust_gain`."""

    def __call__(self, kind: type[M_co], /) -> M_co:
        """The parameters of one mechanism."""


P = ParamSpec("P")
T = TypeVar("T")
_NOTHING: Mapping[str, Callable[..., Any]] = MappingProxyType({})
_in_place_of: ContextVar[Mapping[str, Callable[..., Any]]] = ContextVar(
    "replaced", default=_NOTHING
)

recorder: ContextVar[Any] = ContextVar("recorder", default=None)
"""What writes down a month that is being done; see `sim.fast`."""


def as_is(own: Callable[P, T]) -> Callable[P, T]:
    """Declare a function that remembers or looks at more than arrays: it is called, never compiled."""

    @wraps(own)
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        tape = recorder.get()
        if tape is None:
            return own(*args, **kwargs)
        found: T = tape.call_once(own, *args)
        return found

    return called


RULES: dict[str, Callable[..., Any]] = {}
"""All rules, by module and name: ``trust.keep_chance``."""
STEPS: dict[str, Callable[..., Any]] = {}
"""All steps of a month, by name."""


def rule(own: Callable[P, T]) -> Callable[P, T]:
    """Declare a rule: a pure function over arrays, which a model can replace (see `sim.model`)."""
    return _replaceable(own, f"{own.__module__.rpartition('.')[2]}.{own.__name__}", RULES)


def step(own: Callable[P, T]) -> Callable[P, T]:
    """Declare a step of the month: from records to one record; a model can replace it."""
    return _replaceable(own, own.__name__, STEPS)


def _replaceable(
    own: Callable[P, T], name: str, known: dict[str, Callable[..., Any]]
) -> Callable[P, T]:
    @wraps(own)
    def asked(*args: P.args, **kwargs: P.kwargs) -> T:
        others = _in_place_of.get()
        if name not in others:
            return own(*args, **kwargs)
        # Within what takes its place the name stands for the original, so that it can build on it.
        rest = {key: other for key, other in others.items() if key != name}
        tape = recorder.get()
        with replaced(rest):
            if tape is None:
                found: T = others[name](*args, **kwargs)
            else:
                found = tape.own(within(rest, others[name]), others[name], *args, **kwargs)
        return found

    known[name] = asked
    return asked


def within(others: Mapping[str, Callable[..., Any]], do: Callable[P, T]) -> Callable[P, T]:
    """A function with others in the place of rules and steps in what it does."""

    @wraps(do)
    def called(*args: P.args, **kwargs: P.kwargs) -> T:
        with replaced(others):
            return do(*args, **kwargs)

    return called


@contextlib.contextmanager
def replaced(others: Mapping[str, Callable[..., Any]]) -> Iterator[None]:
    """Let other functions take the place of rules and steps, by name, in what runs inside."""
    before = _in_place_of.set(others)
    try:
        yield
    finally:
        _in_place_of.reset(before)
