"""A model as data: what agents decide, which rules and steps are others than the shipped ones, and more.

    model = sim.Model(decisions=sim.Decisions(voice=candid), replaced={"learning.learn": swift})
    sim.simulate("wash", model=model)

Everything that runs the model takes one. `digest` says which model it was; `reference` where another
process finds it. A model from a module goes to workers by its reference, and the digest is compared on
arrival; one that was made in a notebook goes by value.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim import declared
from sim.agents.decisions import Decisions
from sim.declared import RULES, STEPS, Mechanism, Value
from sim.errors import AllianceError, meant
from sim.interventions.action import ACTIONS, Action
from sim.parameters import check
from sim.source import foreign, source_digest, texts

Function = Callable[..., Any]


@dataclass(frozen=True)
class Model:
    """What is run: the shipped model, or one with parts of your own.

    Args:
        decisions: what agents decide.
        replaced: functions that take the place of rules (``module.name``, such as ``learning.learn``) and
            steps of the month (by name, see `sim.month`). Within such a function the name stands for
            the original, so that it can build on it.
        parameters: values in place of defaults, switches among them; a scenario's own values stand.
        actions: interventions of your own that scenarios name.
        mechanisms: mechanisms of your own whose parameters are used.
        draws: sets of values in place of those of `parameters`, all of the same ones: run number k has the
            set k modulo their number, so that an ensemble is spread over what nobody knows and runs that
            are compared have the same.

    Raises:
        AllianceError: for a parameter that does not exist, a value out of bounds, or sets of draws that
            are not of the same parameters.

    Attributes:
        reference: ``module:name`` where it was loaded from, or None for one made on the spot.

    Example:
        >>> import sim
        >>> def frank(perceived, p):
        ...     return perceived.openness * 0 + 1.0
        >>> model = sim.Model(decisions=sim.Decisions(voice=frank))
        >>> float(sim.simulate("default", runs=2, seed=1, model=model).openness.max())
        1.0
    """

    decisions: Decisions = field(default_factory=Decisions)
    replaced: Mapping[str, Function] = field(default_factory=dict)
    parameters: Mapping[str, float] = field(default_factory=dict)
    actions: tuple[type[Action], ...] = ()
    mechanisms: tuple[type[Mechanism], ...] = ()
    draws: tuple[Mapping[str, float], ...] = ()
    reference: str | None = field(default=None, init=False, compare=False)
    _digest: str = field(default="", init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        for values in (self.parameters, *self.draws):
            for name, value in values.items():
                check(name, value)
        if any(draw.keys() != self.draws[0].keys() for draw in self.draws):
            raise AllianceError("the draws of a model are not all of the same parameters")

    def drawn(self, runs: NDArray[np.int64]) -> dict[str, Value]:
        """Values in place of defaults: one for all runs, or (runs,) where they are drawn.

        Args:
            runs: (runs,) run numbers.
        """
        given: dict[str, Value] = dict(self.parameters)
        for name in self.draws[0] if self.draws else ():
            given[name] = np.array([draw[name] for draw in self.draws])[runs % len(self.draws)]
        return given

    def __hash__(self) -> int:
        return hash(self.digest)

    @property
    def plain(self) -> bool:
        """Whether it is the shipped model."""
        return self == Model()

    @property
    def digest(self) -> str:
        """SHA-256 of the source of the model and of all in it that is not as shipped."""
        if not self._digest:
            object.__setattr__(self, "_digest", self._computed())
        return self._digest

    def _computed(self) -> str:
        told = [source_digest()]
        for name, value in sorted(self.parameters.items()):
            told.append(f"{name} = {float(value)!r}")
        for draw in self.draws:
            told += [f"drawn {name} = {float(value)!r}" for name, value in sorted(draw.items())]
        for label, thing in self._parts():
            told += [label, *texts(thing)]
        return hashlib.sha256("\0".join(told).encode()).hexdigest()

    def _parts(self) -> list[tuple[str, Any]]:
        """Everything that is not as shipped, by what it is."""
        shipped = Decisions()
        chosen = [(part.name, getattr(self.decisions, part.name)) for part in fields(Decisions)]
        return [
            *((f"decision {n}", do) for n, do in chosen if do is not getattr(shipped, n)),
            *((f"in place of {n}", do) for n, do in sorted(self.replaced.items())),
            *((f"action {a.code}", a) for a in sorted(self.actions, key=lambda a: a.code)),
            *(
                (f"mechanism {m.__qualname__}", m)
                for m in sorted(self.mechanisms, key=lambda m: m.__qualname__)
            ),
        ]

    def checked(self) -> Model:
        """Itself, when every name that is replaced is one of a rule or step.

        Raises:
            AllianceError: for a name that is not.
        """
        for name in self.replaced:
            if name not in RULES and name not in STEPS:
                hint = meant(name, [*RULES, *STEPS])
                raise AllianceError(
                    f"the model replaces '{name}': there is no such rule or step{hint}"
                )
        return self

    @classmethod
    def load(cls, reference: str) -> Model:
        """A model by its reference.

        Args:
            reference: ``module:name``; the module lies in the current folder or where Python looks.

        Raises:
            AllianceError: for one that is not there or is no `Model`.
        """
        module, _, name = reference.partition(":")
        if not module or not name:
            raise AllianceError(f"model = '{reference}' is not allowed: module:name")
        if os.getcwd() not in sys.path:
            sys.path.append(os.getcwd())
        try:
            home = importlib.import_module(module)
        except Exception as error:
            raise AllianceError(
                f"model = '{reference}': module '{module}' cannot be imported "
                f"({type(error).__name__}: {error})"
            ) from error
        if not hasattr(home, name):
            models = [key for key, value in vars(home).items() if isinstance(value, Model)]
            hint = meant(name, models)
            raise AllianceError(f"model = '{reference}': module '{module}' has no '{name}'{hint}")
        found = getattr(home, name)
        if not isinstance(found, Model):
            raise AllianceError(
                f"model = '{reference}' is a {type(found).__name__}, allowed is a sim.Model"
            )
        known = replace(found)  # what is made of it by `replace` has no reference any more
        object.__setattr__(known, "reference", reference)
        return known

    def __reduce__(self) -> tuple[Any, ...]:
        if self.reference is not None:
            return _by_reference, (self.reference, self.digest)
        draws = tuple(dict(draw) for draw in self.draws)
        things = (self.decisions, dict(self.replaced), dict(self.parameters), draws)
        if not any(foreign(thing) for _, thing in self._parts()):
            return _by_value, (things, (), (), self.digest)
        try:
            import cloudpickle
        except ImportError:
            raise AllianceError(
                "this model was made on the spot and cannot reach the workers: pip install cloudpickle, "
                "or put it in a file and name it, as in model = 'module:name'"
            ) from None
        # An action and a mechanism register when they are declared, so they are declared anew there.
        actions = [(a.__name__, a.__module__, _own(a)) for a in self.actions]
        content = cloudpickle.dumps((things, actions, self.mechanisms))
        return _unpacked, (content, self.digest)


def _own(action: type[Action]) -> dict[str, Any]:
    """What the body of an action says."""
    return {k: v for k, v in vars(action).items() if k not in ("__dict__", "__weakref__")}


def _by_reference(reference: str, digest: str) -> Model:
    found = Model.load(reference)
    if found.digest != digest:
        raise AllianceError(
            f"model '{reference}' is another here than where it was sent from: its source, or that "
            "of sim, differs"
        )
    return found


def _by_value(things: tuple[Any, ...], actions: Any, mechanisms: Any, digest: str) -> Model:
    decisions, others, parameters, draws = things
    declared_here = tuple(
        ACTIONS[body["code"]] if body["code"] in ACTIONS else _declared(name, module, body)
        for name, module, body in actions
    )
    for mechanism in mechanisms:
        declared.register(mechanism)
    model = Model(decisions, others, parameters, declared_here, tuple(mechanisms), draws)
    object.__setattr__(model, "_digest", digest)  # the text of a notebook is not here to be read
    return model


def _declared(name: str, module: str, body: dict[str, Any]) -> type[Action]:
    return type(name, (Action,), {**body, "__module__": module})


def _unpacked(content: bytes, digest: str) -> Model:
    import cloudpickle

    things, actions, mechanisms = cloudpickle.loads(content)
    return _by_value(things, actions, mechanisms, digest)
