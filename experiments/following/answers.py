"""What organisations answered: respondents taken together, and nothing kept of any of them."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from experiments.following.items import ITEMS, SHARED, width
from sim.errors import AllianceError, nearest


@dataclass(frozen=True)
class Answer:
    """What an organisation answers to an item.

    Attributes:
        item: its code.
        member: who answers.
        partner: whom it is about, or None.
        value: as a share of the scale, in [0, 1].
        sd: standard deviation of its error, as a share of the scale.
        respondents: how many people it comes from.
    """

    item: str
    member: str
    partner: str | None
    value: float
    sd: float
    respondents: int = 1


@dataclass(frozen=True)
class Wave:
    """The answers of one round.

    Attributes:
        tick: months that the alliance had lived when it was asked.
        answers: of all organisations.
    """

    tick: int
    answers: tuple[Answer, ...]

    @property
    def members(self) -> tuple[str, ...]:
        """Who answered."""
        return tuple(dict.fromkeys(answer.member for answer in self.answers))


@dataclass(frozen=True)
class Departure:
    """A member that is known to have left.

    Attributes:
        member: who.
        tick: the month at whose end it is a member no more.
    """

    member: str
    tick: int


def together(code: str, values: Sequence[float]) -> tuple[float, float]:
    """What the respondents of an organisation say together, and how sure that is.

    Equation:
        mean; sqrt(σ₀² + max(σ² + w² / 12, s²) / n), with σ₀ `SHARED`, σ the item's error, w the width of a
        step, s² the variance between the n respondents

    Args:
        code: of the item.
        values: as shares of the scale, one for each respondent.

    >>> one, several, divided = (together("B1", v)[1] for v in ([0.5], [0.5, 0.5], [0.1, 0.9]))
    >>> several < one < divided
    True
    """
    item = ITEMS[code]
    each = item.error**2 + width(item) ** 2 / 12.0
    if len(values) > 1:
        each = max(each, statistics.variance(values))
    return statistics.fmean(values), float((SHARED**2 + each / len(values)) ** 0.5)


def pooled(given: Mapping[tuple[str, str, str | None], Sequence[float]]) -> tuple[Answer, ...]:
    """Answers of organisations, from those of respondents.

    Args:
        given: shares of the scale by item, member and partner.
    """
    return tuple(
        Answer(item, member, partner, *together(item, values), len(values))
        for (item, member, partner), values in given.items()
    )


def check(waves: Sequence[Wave], departures: Sequence[Departure], names: Sequence[str]) -> None:
    """Refuse what is not of this alliance.

    Raises:
        AllianceError: for a name or an item that is not there, or a month out of order.
    """
    wrong = []
    named = {name for wave in waves for a in wave.answers for name in (a.member, a.partner) if name}
    for name in sorted(named | {gone.member for gone in departures}):
        if name not in names:
            near = nearest(name, names)
            hint = f" (did you mean '{near}'?)" if near else ""
            wrong.append(f"'{name}' is no member{hint}")
    codes = {answer.item for wave in waves for answer in wave.answers}
    wrong += [f"'{code}' is no item: there are {', '.join(ITEMS)}" for code in codes - set(ITEMS)]
    ticks = [wave.tick for wave in waves]
    if ticks != sorted(set(ticks)) or min(ticks, default=0) < 0:
        wrong.append(f"waves in months {ticks}: each later than the one before, from 0")
    if wrong:
        raise AllianceError(*wrong)
