"""A row of the table of patterns: the model and its nulls, a band stated beforehand, and the verdict."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from experiments.laws.claims import Claim, Measured

DEFINITION = "follows from the definition"
PARAMETER = "its shape is a parameter"
SHOWN, NOT_SHOWN, REPORTED = "shown", "not shown", "reported"


@dataclass(frozen=True)
class Row:
    """One measure of a pattern.

    Attributes:
        pattern: its code: P1 to P14, or the number of the fact in the literature, such as B17.
        key: a short name, each once in a pattern.
        text: what is measured.
        model: as the model has it.
        nulls: as each null model has it.
        moves: how far the place of what is measured moves with a parameter, by what was changed.
        above, below: the band that was stated before it was measured; both None for a number that is
            reported and claims nothing.
    """

    pattern: str
    key: str
    text: str
    model: Measured
    nulls: tuple[tuple[str, Measured], ...] = ()
    moves: tuple[tuple[str, Measured], ...] = ()
    above: float | None = None
    below: float | None = None

    @property
    def name(self) -> str:
        """Pattern and key."""
        return f"{self.pattern} {self.key}"

    @property
    def passing(self) -> tuple[str, ...]:
        """Nulls of which the same would be said as of the model: their whole bound lies in the band."""
        return tuple(name for name, null in self.nulls if self._shown(null))

    def _shown(self, measured: Measured) -> bool:
        return Claim("", "", "", "", measured, self.above, self.below).held

    @property
    def verdict(self) -> str:
        """Whether the model shows it, and whether that is worth anything."""
        if self.above is None and self.below is None:
            return REPORTED
        if not self._shown(self.model):
            return NOT_SHOWN
        if self.passing:
            return DEFINITION
        if any(moved.low > 0.0 or moved.high < 0.0 for _, moved in self.moves):
            return PARAMETER
        return SHOWN


def table(rows: Sequence[Row]) -> list[str]:
    """Lines of a Markdown table."""
    return [
        "| pattern | measured | model (99 % bounds) | nulls | band | verdict |",
        "|---|---|---|---|---|---|",
        *(
            f"| {row.name} | {row.text} | {_number(row.model)} | {_beside(row)} | {_band(row)} "
            f"| {_verdict(row)} |"
            for row in rows
        ),
    ]


def _number(m: Measured) -> str:
    return f"{m.value:+.3f}" + (f" ({m.low:+.3f} to {m.high:+.3f})" if m.runs else "")


def _beside(row: Row) -> str:
    nulls = [f"{name} {null.value:+.3f}" for name, null in row.nulls]
    moves = [f"moves with {name}: {_number(moved)}" for name, moved in row.moves]
    return "; ".join(nulls + moves)


def _band(row: Row) -> str:
    ends = (("above", row.above), ("below", row.below))
    return " and ".join(f"{word} {end:.3g}" for word, end in ends if end is not None)


def _verdict(row: Row) -> str:
    if row.verdict == DEFINITION:
        return f"{DEFINITION}: so has {' and '.join(row.passing)}"
    return f"**{row.verdict}**" if row.verdict == NOT_SHOWN else row.verdict
