"""Months by compiled code where there is any, by the text as it stands where there is none; the same bits.

A month is recorded once for each way that it can go, compiled beside the batch that goes on meanwhile, and
compared to the last bit with the text's own result before it is relied on.
"""

from __future__ import annotations

import os
import threading
import warnings
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import fields, is_dataclass
from typing import Any

import numpy as np

from sim.declared import recorder

from . import native
from .memory import LEAST
from .nodes import CannotRecord
from .plan import Diverged, Plan
from .tape import Tape

Month = Callable[..., Any]

_WORTH = 50_000
"""Months of one run that are done by the text before it is worth while to record and compile one."""
_WAYS = 24
"""Ways of one month that are kept; a month that goes yet another way is done by its text."""

_DEFAULT = os.environ.get("ALLIANCE_FAST", "auto")
_mode: ContextVar[str] = ContextVar("mode", default=_DEFAULT)
_known: dict[Hashable, Engine] = {}


@contextmanager
def using(mode: str) -> Iterator[None]:
    """Say how months are done inside.

    Args:
        mode: ``auto``: by compiled code as soon as it is there; ``wait``: wait for it; ``off``: by the text.
    """
    before = _mode.set(mode)
    try:
        yield
    finally:
        _mode.reset(before)


def engine(month: Month, key: Hashable, runs: int) -> Month:
    """What does the months of a batch.

    Args:
        month: the text: from what a month starts with to its outcome.
        key: what batches must share for one's compiled code to serve another.
        runs: number of runs in the batch.

    Returns:
        A function like `month`, which may be `month` itself.
    """
    if _mode.get() == "off" or not native.installed() or runs < LEAST:
        return month
    whole = (month, key, runs)
    if whole not in _known:
        _known[whole] = Engine(month, runs)
    return _known[whole]


class Engine:
    """Does the months of batches that are alike.

    Args:
        month: the text.
        runs: number of runs in a batch.

    Attributes:
        replayed: months that compiled code did.
        refused: why compiled code is not used, or an empty string.
    """

    def __init__(self, month: Month, runs: int) -> None:
        self._month, self._runs = month, runs
        self._plans: list[Plan] = []
        self.replayed = 0
        self._lived = 0
        self.refused = ""
        self._lock = threading.Lock()

    def __call__(self, inputs: Any) -> Any:
        """Do a month."""
        self._lived += self._runs
        rare = _mode.get() == "auto" and self._lived < _WORTH
        if self.refused or rare or not self._lock.acquire(blocking=False):
            return self._month(inputs)
        try:
            return self._done(inputs)
        finally:
            self._lock.release()

    def _done(self, inputs: Any) -> Any:
        memo: dict[int, Any] = {}
        for place, plan in enumerate(self._plans):
            if not plan.ready and _mode.get() != "wait":
                return self._resumed(inputs, memo)
            try:
                outcome = plan.replay(inputs, memo)
            except Diverged:
                continue
            except (RuntimeError, OSError) as error:
                if plan.checked:
                    raise
                self._refuse(f"{error}")
                return self._resumed(inputs, memo)
            if not plan.checked:
                return self._check(plan, outcome, inputs, memo)
            if place:
                self._plans.insert(0, self._plans.pop(place))
            self.replayed += 1
            return outcome
        if len(self._plans) == _WAYS:
            return self._resumed(inputs, memo)
        return self._recorded(inputs, memo)

    def _resumed(self, inputs: Any, memo: dict[int, Any]) -> Any:
        """Do a month by its text, of which some calls were made already that may be made once only."""
        before = recorder.set(_Resumed(memo) if memo else None)
        try:
            return self._month(inputs)
        finally:
            recorder.reset(before)

    def _recorded(self, inputs: Any, memo: dict[int, Any]) -> Any:
        """Do a month by its text and keep how it went."""
        tape = Tape(self._runs, inputs, memo)
        try:
            outcome, nodes = tape.record(self._month)
            if tape.called and not self._plans:
                names = ", ".join(sorted(set(tape.called)))
                warnings.warn(f"called as they are, not compiled: {names}", stacklevel=2)
            self._plans.append(Plan(tape, nodes))
        except (CannotRecord, TypeError, AttributeError, RuntimeError, OSError) as error:
            self._refuse(f"{error}")
            return self._resumed(inputs, memo)
        return outcome

    def _check(self, plan: Plan, outcome: Any, inputs: Any, memo: dict[int, Any]) -> Any:
        """Hold what a plan gave for the first time against the text; what the text gives."""
        truth = self._resumed(inputs, memo)
        if same(outcome, truth):
            plan.checked = True
        else:
            self._refuse("it gave other numbers")
        return truth

    def _refuse(self, why: str) -> None:
        self.refused = why
        self._plans.clear()
        warnings.warn(f"months are done without compiled code: {why}", stacklevel=2)


class _Resumed:
    """In the place of a tape: gives the results of calls that were made, and records nothing."""

    def __init__(self, memo: dict[int, Any]) -> None:
        self._memo, self._place = memo, 0

    def call_once(self, do: Month, *args: Any) -> Any:
        """The result of a call that was made, or of one that is made now."""
        place = self._place
        self._place += 1
        if place not in self._memo:
            self._memo[place] = do(*args)
        return self._memo[place]

    def own(self, called: Month, _: Any, *args: Any, **kwargs: Any) -> Any:
        """A function of the user's own."""
        return called(*args, **kwargs)


def same(one: Any, other: Any) -> bool:
    """Whether two outcomes agree to the last bit."""
    if isinstance(one, np.ndarray):
        return (
            isinstance(other, np.ndarray)
            and one.shape == other.shape
            and np.ascontiguousarray(one).tobytes() == np.ascontiguousarray(other).tobytes()
        )
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(same(one[key], other[key]) for key in one)
    if isinstance(one, tuple | list):
        return len(one) == len(other) and all(map(same, one, other))
    if is_dataclass(one) and not isinstance(one, type):
        return one is other or all(
            same(getattr(one, part.name), getattr(other, part.name)) for part in fields(one)
        )
    return True
