"""Laws of a single rule: a pure function over arrays whose docstring says shapes and bounds.

The docstring is the contract, so what is documented is what is checked. Under `Args:` and `Returns:` it
says of each array its shape and bounds, as those in `sim.rules` do:

    trust, contact: (…, N, N) in [0, 1].
    hearsay: number in [0, 1]; share of the way ...

`…` are runs, `N` members; any other letter is an axis of its own. Bounds are ``in [a, b]``,
``>= a``, ``mask`` (0 or 1) or ``uniform draws``. Parameters of the model need no line: their bounds are
declared in `sim.parameters`.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from sim.arrays import Array, runs_together
from sim.contract.laws import SLACK, BrokenLaw, difference, several, within
from sim.errors import AllianceError
from sim.parameters import PARAMETERS

_RUNS, _OTHER = 6, 3
_MEMBERS = 19  # numpy adds fewer than eight numbers in index order anyway
_TRIALS = 20
_ENTRY = re.compile(r"([\w, ]+): (.*)", re.S)
_SHAPE = re.compile(r"\(([^)]*,[^)]*)\)")
_BOUNDS = re.compile(r"in [\[(]([-+.\de]+), ([-+.\de]+)[\])]")
_FROM = re.compile(r">= ([-+.\de]+)")


@dataclass(frozen=True)
class _Told:
    """What a docstring says of an argument or result.

    Attributes:
        axes: its axes, or None for a number.
        low, high: its bounds.
        whole: only 0 or 1.
    """

    axes: tuple[str, ...] | None
    low: float
    high: float
    whole: bool = False

    def drawn(self, random: np.random.Generator) -> Any:
        """An example within the bounds, one in five on a bound."""
        sizes = {"…": _RUNS, "N": _MEMBERS, "1": 1}
        axes = self.axes or ()
        shape = [sizes.get(a, _RUNS if k == 0 else _OTHER) for k, a in enumerate(axes)]
        reach = self.high - self.low if np.isfinite(self.high) else 3.0
        values = self.low + reach * random.random(shape)
        corner = random.random(shape)
        values = np.where(corner < 0.1, self.low, np.where(corner < 0.2, self.low + reach, values))
        if self.whole:
            values = np.round(values)
        return runs_together(values) if axes else float(values)


def check_rule(
    rule: Callable[..., Any], like: Callable[..., Any] | None = None, *, seed: int = 0
) -> str:
    """Hold a rule against the laws of rules.

    - *bounds*: its results have the shape and bounds that its docstring says, for any arguments within
      theirs and any parameters within bounds;
    - *pure*: it changes no argument and says the same when asked again;
    - *relabelling*: members in another order give the same results in that order;
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
        given = {name: told.drawn(random) for name, told in arguments.items()}
        # With one value of each parameter for all runs, then with a value for each run.
        numbers = [name for name, told in arguments.items() if told.axes is None]
        if trial == 0:
            given |= {n: PARAMETERS[n].default for n in numbers if n in PARAMETERS}
        results = _results(rule, given, result)
        _pure(rule, arguments, given, results, result)
        _relabelling(rule, arguments, given, results, result, random)
        if trial % 2:
            depth = results[0].ndim - 1
            for name in numbers:
                each = np.array([arguments[name].drawn(random) for _ in range(_RUNS)])
                given[name] = each.reshape(_RUNS, *[1] * depth)
            results = _results(rule, given, result)
        _batches(rule, given, results, result)
    return f"{_name(rule)}: bounds, pure, relabelling, batches hold on {_TRIALS} examples"


def _results(rule: Callable[..., Any], given: dict[str, Any], told: _Told) -> tuple[Array, ...]:
    """What the rule gives, checked for shape and bounds."""
    given = {
        name: np.copy(value, "K") if isinstance(value, np.ndarray) else value
        for name, value in given.items()
    }
    before = {name: np.copy(value) for name, value in given.items()}
    results = several(rule(**given))
    for name, value in before.items():
        if not np.array_equal(value, given[name]):
            raise BrokenLaw(f"{_name(rule)}: pure: changes its argument '{name}'")
    shape = told.drawn(np.random.default_rng(0)).shape
    for values in results:
        if np.shape(values) != shape:
            raise BrokenLaw(
                f"{_name(rule)}: bounds: gives shape {np.shape(values)}, by its docstring "
                f"({', '.join(told.axes or ())}) it is {shape}"
            )
        within(f"{_name(rule)}: bounds: result", values, told.low, told.high)
    return tuple(np.asarray(values) for values in results)


def _pure(
    rule: Callable[..., Any],
    arguments: dict[str, _Told],
    given: dict[str, Any],
    results: tuple[Array, ...],
    told: _Told,
) -> None:
    for left, right in zip(results, _results(rule, given, told), strict=True):
        if (apart := left != right).any():
            raise BrokenLaw(
                f"{_name(rule)}: pure: says something else when asked again "
                f"{difference(left, right, apart)}: chance comes in as an argument"
            )


def _relabelling(
    rule: Callable[..., Any],
    arguments: dict[str, _Told],
    given: dict[str, Any],
    results: tuple[Array, ...],
    told: _Told,
    random: np.random.Generator,
) -> None:
    order = random.permutation(_MEMBERS)
    moved = {name: _moved(value, arguments[name].axes, order) for name, value in given.items()}
    for before, after in zip(results, _results(rule, moved, told), strict=True):
        expected = _moved(before, told.axes, order)
        if (apart := ~np.isclose(expected, after, rtol=SLACK, atol=SLACK)).any():
            raise BrokenLaw(
                f"{_name(rule)}: relabelling: goes by a member's place "
                f"{difference(expected, after, apart)}"
            )


def _batches(
    rule: Callable[..., Any], given: dict[str, Any], results: tuple[Array, ...], told: _Told
) -> None:
    for run in range(_RUNS):
        alone = {
            name: value[run : run + 1] if np.ndim(value) and len(value) == _RUNS else value
            for name, value in given.items()
        }
        alone = {name: runs_together(v) if np.ndim(v) else v for name, v in alone.items()}
        for whole, one in zip(results, several(rule(**alone)), strict=True):
            if (apart := whole[run] != one[0]).any():
                raise BrokenLaw(
                    f"{_name(rule)}: batches: run {run} differs among others and alone "
                    f"{difference(whole[run][None], one[:1], np.asarray(apart)[None])}"
                )


def _moved(value: Any, axes: tuple[str, ...] | None, order: Any) -> Any:
    for axis, name in enumerate(axes or ()):
        if name == "N":
            value = np.take(value, order, axis)
    return runs_together(value) if axes else value


def _contract(rule: Callable[..., Any]) -> tuple[dict[str, _Told], _Told]:
    """What the docstring says of arguments and result."""
    text = inspect.getdoc(rule) or ""
    said = {name: words for names, words in _entries(text) for name in names}
    arguments = {}
    for name in inspect.signature(rule).parameters:
        if name in PARAMETERS:
            item = PARAMETERS[name]
            high = item.high if np.isfinite(item.high) else 2.0 * item.default + 1.0
            arguments[name] = _Told(None, item.low, high, item.unit == "switch")
        else:
            arguments[name] = _told(rule, f"argument '{name}'", said.get(name, ""))
    returns = text.partition("\nReturns:\n")[2].partition("\n\n")[0]
    result = _told(rule, "result (Returns:)", " ".join(returns.split()))
    if result.axes is None:
        raise AllianceError(
            f"{_name(rule)}: the docstring does not say the shape of its result, such as (…, N)"
        )
    return arguments, result


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
        return _Told(axes, float(match[1]), float(match[2]))
    if match := _FROM.search(words):
        return _Told(axes, float(match[1]), np.inf)
    if "mask" in words:
        return _Told(axes, 0.0, 1.0, whole=True)
    if "uniform draws" in words:
        return _Told(axes, 0.0, np.nextafter(1.0, 0.0))
    raise AllianceError(
        f"{_name(rule)}: the docstring does not say the bounds of the {what}: such as "
        "'in [0, 1]', '>= 0', 'mask' or 'uniform draws'"
    )


def _name(rule: Callable[..., Any]) -> str:
    return getattr(rule, "__name__", type(rule).__name__)
