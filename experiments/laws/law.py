"""The laws by code: each a function of the number of runs that gives its claims."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from experiments.laws.claims import Claim, Measured

Measure = Callable[["Asked"], list[Claim]]


@dataclass(frozen=True)
class Law:
    """A law of meaning.

    Attributes:
        code: L1 to L19, with a letter where one is measured in parts.
        title: what it says.
        measure: the function that measures it.
        fast: runs in the suite's fast form; 0 when it is in the slow form only.
    """

    code: str
    title: str
    measure: Measure
    fast: int

    def claims(self, runs: int) -> list[Claim]:
        """Measure it."""
        return self.measure(Asked(self.code.rstrip("abc"), runs))


@dataclass(frozen=True)
class Asked:
    """What a law is asked: how many runs to take; it makes claims in the law's name."""

    code: str
    runs: int

    def claim(
        self,
        key: str,
        text: str,
        null: str,
        measured: Measured,
        above: float | None = None,
        below: float | None = None,
        least: int = 0,
    ) -> Claim:
        """A claim of this law; with fewer runs than `least` it is too small to tell, and claims nothing."""
        if self.runs < least:
            above = below = None
        return Claim(self.code, key, text, null, measured, above, below)


_DECLARED: dict[str, Law] = {}


def law(code: str, title: str, fast: int = 0) -> Callable[[Measure], Measure]:
    """Declare the function that measures a law."""

    def declare(measure: Measure) -> Measure:
        _DECLARED[code] = Law(code, title, measure, fast)
        return measure

    return declare


def declared() -> dict[str, Law]:
    """All laws by code, in order of their numbers; what declares them must be imported."""
    return dict(
        sorted(_DECLARED.items(), key=lambda found: (int(found[0].strip("Labc")), found[0]))
    )
