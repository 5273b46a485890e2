"""Laws of a single rule: a pure function over arrays whose docstring says shapes and bounds.

The docstring is the contract, so what is documented is what is checked. Under `Args:` and `Returns:` it
says of each array its shape and bounds, as those in `sim.rules` do:

    trust, contact: (…, N, N) in [0, 1].
    paid: (…,) kEUR, in [0, cost].
    lead: (…, N) mask of one: the lead party.

`…` are runs, `N` members; any other letter is an axis of its own. Bounds are ``in [a, b]`` (numbers, the
name of another argument, or ``1 - name``), ``>= a``, ``mask`` (0 or 1), ``mask of one`` (1 for one
member of each run at most) or ``uniform draws``; a ``code of`` something is a whole number, and what
``sums to 1`` does so over members. An argument that is a mechanism's parameters
(``p: TrustParameters``) needs no line: their bounds are declared. It is shaped as the result is, or as
a line ``p: (…, 1)`` says.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any, get_type_hints

import numpy as np

from sim.arrays import Array, runs_together
from sim.contract.laws import SLACK, BrokenLaw, difference, several, within
from sim.declared import Mechanism
from sim.errors import AllianceError
from sim.parameters import entries

_RUNS, _OTHER = 6, 3
_MEMBERS = 19  # numpy adds fewer than eight numbers in index order anyway
_TIES = 11
_TRIALS = 20
_ENTRY = re.compile(r"([\w, ]+): (.*)", re.S)
_SHAPE = re.compile(r"\(([^)]*,[^)]*)\)")
_BOUNDS = re.compile(r"in [\[(]([^,\]]+), ([^,\])]+)[\])]")
_FROM = re.compile(r">= ([-+.\de]+)")
_NUMBER = re.compile(r"[-+]?[.\d]+(e[-+]?\d+)?")

Bound = float | str
"""A number, the name of an argument, or ``1 - name``."""


@dataclass(frozen=True)
class _Told:
    """What a docstring says of an argument or result.

    Attributes:
        axes: its axes, or None for a number.
        low, high: its bounds.
        whole: only 0 or 1.
        single: 1 for one member at most.
        shares: sums to 1 over members.
    """

    axes: tuple[str, ...] | None
    low: Bound
    high: Bound
    whole: bool = False
    single: bool = False
    shares: bool = False

    @property
    def after(self) -> set[str]:
        """Arguments that its bounds name."""
        return {b.removeprefix("1 - ") for b in (self.low, self.high) if isinstance(b, str)}

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of an example."""
        sizes = {"…": _RUNS, "N": _MEMBERS, "E": _TIES, "1": 1}
        axes = self.axes or ()
        return tuple(sizes.get(a, _RUNS if k == 0 else _OTHER) for k, a in enumerate(axes))

    def reach(self, given: dict[str, Any]) -> tuple[Any, Any]:
        """Its bounds, for the other arguments."""
        return tuple(  # type: ignore[return-value]
            b
            if not isinstance(b, str)
            else 1.0 - given[b.removeprefix("1 - ")]
            if b.startswith("1 - ")
            else given[b]
            for b in (self.low, self.high)
        )

    def drawn(self, random: np.random.Generator, given: dict[str, Any]) -> Any:
        """An example within the bounds, one in five on a bound."""
        shape = self.shape
        low, high = self.reach(given)
        width = np.where(np.isinf(high), 3.0, np.minimum(high, 1e300) - low)
        values, corner = low + width * random.random(shape), random.random(shape)
        values = np.where(corner < 0.1, low, np.where(corner < 0.2, low + width, values))
        if self.whole:
            values = np.round(values)
        if self.single:
            chosen = random.integers(0, _MEMBERS + 1, shape[:-1])
            values = (np.arange(_MEMBERS) == chosen[..., None]).astype(np.float64)
        if self.shares:
            values = values / np.maximum(values.sum(-1, keepdims=True), 1e-12)
        return runs_together(values) if self.axes else float(values)


@dataclass(frozen=True)
class _Numbers:
    """An argument that is a mechanism's parameters.

    Attributes:
        kind: of the mechanism.
        depth: axes after the runs that they are shaped for.
    """

    kind: type[Mechanism]
    depth: int

    def drawn(self, random: np.random.Generator, each: bool) -> Mechanism:
        """Values within bounds, one for all runs or one for each."""
        values: dict[str, Any] = {}
        for name, item in entries(self.kind).items():
            high = item.high if np.isfinite(item.high) else 2.0 * item.default + 1.0
            drawn = item.low + (high - item.low) * random.random(_RUNS if each else ())
            drawn = np.round(drawn) if item.unit == "switch" else drawn
            values[name] = drawn.reshape(_RUNS, *[1] * self.depth) if each else float(drawn)
        return self.kind(**values)


_Arguments = dict[str, "_Told | _Numbers"]


def check_rule(
    rule: Callable[..., Any], like: Callable[..., Any] | None = None, *, seed: int = 0
) -> str:
    """Hold a rule against the laws of rules.

    - *bounds*: its results have the shape and bounds that its docstring says, for any arguments within
      theirs and any parameters within bounds;
    - *pure*: it changes no argument and says the same when asked again;
    - *relabelling*: members, or ties, in another order give the same results in that order;
    - *batches*: a run is the same alone and among others, to the last bit (see `sim.arrays.total`),
      also when each run has parameters of its own.

    Args:
        rule: the function.
        like: a rule whose place it takes; then the docstring of that one is the contract.
        seed: of the examples.

    Returns:
        One line that says what holds.

    Raises:
        BrokenLaw: one line that says which law does not.
        AllianceError: when the docstring does not say what is needed.

    Example:
        >>> from sim import contract
        >>> from sim.rules.learning import learn
        >>> contract.check_rule(learn)
        'learn: bounds, pure, relabelling, batches hold on 20 examples'
    """
    arguments, result = _contract(like or rule)
    random = np.random.default_rng(seed)
    for trial in range(_TRIALS):
        # With one value of each parameter for all runs, then with a value for each run.
        given = _example(arguments, random, trial)
        results = _results(rule, given, result)
        _pure(rule, given, results, result)
        _relabelling(rule, arguments, given, results, result, random)
        _batches(rule, given, results)
    return f"{_name(rule)}: bounds, pure, relabelling, batches hold on {_TRIALS} examples"


def _example(arguments: _Arguments, random: np.random.Generator, trial: int) -> dict[str, Any]:
    """Arguments of a trial; those that bound others are drawn first."""
    given: dict[str, Any] = {}
    for name, told in sorted(
        arguments.items(), key=lambda item: isinstance(item[1], _Told) and bool(item[1].after)
    ):
        if isinstance(told, _Told):
            given[name] = told.drawn(random, given)
        else:
            given[name] = told.kind() if trial == 0 else told.drawn(random, each=bool(trial % 2))
    return {name: given[name] for name in arguments}


def _results(rule: Callable[..., Any], given: dict[str, Any], told: _Told) -> tuple[Array, ...]:
    """What the rule gives, checked for shape and bounds."""
    before = given
    given = {
        name: np.copy(value, "K") if isinstance(value, np.ndarray) else value
        for name, value in given.items()
    }
    results = several(rule(**given))
    for name, value in before.items():
        if isinstance(value, np.ndarray) and not np.array_equal(value, given[name]):
            raise BrokenLaw(f"{_name(rule)}: pure: changes its argument '{name}'")
    for values in results:
        if np.shape(values) != told.shape:
            raise BrokenLaw(
                f"{_name(rule)}: bounds: gives shape {np.shape(values)}, by its docstring "
                f"({', '.join(told.axes or ())}) it is {told.shape}"
            )
        low, high = told.reach(given)
        if isinstance(told.low, str) or isinstance(told.high, str):
            # Held against other arguments: how far it is beyond them.
            over = np.maximum(np.maximum(low - values, values - high), 0.0)
            within(f"{_name(rule)}: bounds: result beyond [{told.low}, {told.high}] by", over, 0, 0)
        else:
            within(f"{_name(rule)}: bounds: result", values, low, high)
    return tuple(np.asarray(values) for values in results)


def _pure(
    rule: Callable[..., Any], given: dict[str, Any], results: tuple[Array, ...], told: _Told
) -> None:
    for left, right in zip(results, _results(rule, given, told), strict=True):
        if (apart := left != right).any():
            raise BrokenLaw(
                f"{_name(rule)}: pure: says something else when asked again "
                f"{difference(left, right, apart)}: chance comes in as an argument"
            )


def _relabelling(
    rule: Callable[..., Any],
    arguments: _Arguments,
    given: dict[str, Any],
    results: tuple[Array, ...],
    told: _Told,
    random: np.random.Generator,
) -> None:
    order = {"N": random.permutation(_MEMBERS), "E": random.permutation(_TIES)}
    moved = {
        name: _moved(value, told.axes, order) if isinstance(told, _Told) else value
        for (name, told), value in zip(arguments.items(), given.values(), strict=True)
    }
    for before, after in zip(results, _results(rule, moved, told), strict=True):
        expected = _moved(before, told.axes, order)
        if (apart := ~np.isclose(expected, after, rtol=SLACK, atol=SLACK)).any():
            raise BrokenLaw(
                f"{_name(rule)}: relabelling: goes by a place {difference(expected, after, apart)}"
            )


def _batches(rule: Callable[..., Any], given: dict[str, Any], results: tuple[Array, ...]) -> None:
    for run in range(_RUNS):
        alone = {name: _alone(value, run) for name, value in given.items()}
        for whole, one in zip(results, several(rule(**alone)), strict=True):
            if (apart := whole[run] != one[0]).any():
                raise BrokenLaw(
                    f"{_name(rule)}: batches: run {run} differs among others and alone "
                    f"{difference(whole[run][None], one[:1], np.asarray(apart)[None])}"
                )


def _alone(value: Any, run: int) -> Any:
    """What one run has of an argument."""
    if isinstance(value, Mechanism):
        return replace(value, **{k: _alone(v, run) for k, v in vars(value).items()})  # type: ignore[type-var]
    if np.ndim(value) and len(value) == _RUNS:
        return runs_together(value[run : run + 1])
    return value


def _moved(value: Any, axes: tuple[str, ...] | None, order: dict[str, Any]) -> Any:
    for axis, name in enumerate(axes or ()):
        if name in order:
            value = np.take(value, order[name], axis)
    return runs_together(value) if axes else value


def _contract(rule: Callable[..., Any]) -> tuple[_Arguments, _Told]:
    """What the docstring says of arguments and result."""
    text = inspect.getdoc(rule) or ""
    said = {name: words for names, words in _entries(text) for name in names}
    hints = {
        name: kind
        for name, kind in get_type_hints(rule).items()
        if isinstance(kind, type) and issubclass(kind, Mechanism)
    }
    told = {
        name: _told(rule, f"argument '{name}'", said.get(name, ""))
        for name in inspect.signature(rule).parameters
        if name not in hints
    }
    result = _result(rule)
    if result.axes is None:
        raise AllianceError(
            f"{_name(rule)}: the docstring does not say the shape of its result, such as (…, N)"
        )
    arguments: _Arguments = {}
    for name in inspect.signature(rule).parameters:
        if name in hints:
            shape = _SHAPE.search(said.get(name, ""))
            depth = shape[1].count("1") if shape else len(result.axes) - 1
            arguments[name] = _Numbers(hints[name], depth)
        else:
            arguments[name] = told[name]
    return arguments, result


def _result(rule: Callable[..., Any]) -> _Told:
    text = inspect.getdoc(rule) or ""
    returns = text.partition("\nReturns:\n")[2].partition("\n\n")[0]
    return _told(rule, "result (Returns:)", " ".join(returns.split()))


def result_of(decide: Callable[..., Any]) -> tuple[float, float]:
    """Bounds of what a function gives, as its docstring says."""
    told = _result(decide)
    return float(told.low), float(told.high)


def _entries(text: str) -> Iterator[tuple[list[str], str]]:
    """Names and words of each entry under Args."""
    part = text.partition("\nArgs:\n")[2].partition("\n\n")[0]
    for entry in re.split(r"\n {4}(?=\S)", "\n" + part):
        if match := _ENTRY.fullmatch(entry.strip()):
            names, words = match.groups()
            yield names.replace(" ", "").split(","), " ".join(words.split())


def _told(rule: Callable[..., Any], what: str, words: str) -> _Told:
    shape = _SHAPE.search(words)
    axes = tuple(a for a in re.split(r"[, ]+", shape[1]) if a) if shape else None
    if axes is None and "number" not in words:
        raise AllianceError(
            f"{_name(rule)}: the docstring does not say the shape of the {what}: such "
            "as (…, N), (…, N, N) or 'number'"
        )
    if match := _BOUNDS.search(words):
        whole = "code of" in words
        shares = "sums to 1" in words
        return _Told(axes, _bound(match[1]), _bound(match[2]), whole, shares=shares)
    if match := _FROM.search(words):
        return _Told(axes, float(match[1]), np.inf)
    if "mask of one" in words:
        return _Told(axes, 0.0, 1.0, single=True)
    if "mask" in words:
        return _Told(axes, 0.0, 1.0, whole=True)
    if "uniform draws" in words:
        return _Told(axes, 0.0, np.nextafter(1.0, 0.0))
    raise AllianceError(
        f"{_name(rule)}: the docstring does not say the bounds of the {what}: such as "
        "'in [0, 1]', '>= 0', 'mask' or 'uniform draws'"
    )


def _bound(words: str) -> Bound:
    return float(words) if _NUMBER.fullmatch(words.strip()) else words.strip()


def _name(rule: Callable[..., Any]) -> str:
    return getattr(rule, "__name__", type(rule).__name__)
