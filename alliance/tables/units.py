"""Units as people write them, in a heading, in the row of scales or in a cell."""

from __future__ import annotations

from collections.abc import Mapping

from alliance.tables.sheets import folded

Units = Mapping[str, float]
"""Units by their folded name, each as so many of the unit of the model."""

FTE: Units = {
    "fte": 1.0,
    "ftes": 1.0,
    "full time": 1.0,
    "full time workers": 1.0,
    "voltijd": 1.0,
    "voltijdbanen": 1.0,
}
MONEY: Units = {
    "keur": 1.0,
    "k eur": 1.0,
    "eur k": 1.0,
    "thousand euro": 1.0,
    "thousand euros": 1.0,
    "thousand": 1.0,
    "k": 1.0,
    "duizend euro": 1.0,
    "duizend": 1.0,
    "x 1000 euro": 1.0,
    "x 1000": 1.0,
    "1000 euro": 1.0,
    "x eur 1000": 1.0,
    "eur": 0.001,
    "euro": 0.001,
    "euros": 0.001,
    "meur": 1000.0,
    "m eur": 1000.0,
    "million": 1000.0,
    "million euro": 1000.0,
    "million euros": 1000.0,
    "miljoen": 1000.0,
    "miljoen euro": 1000.0,
    "mln": 1000.0,
    "mln euro": 1000.0,
}
MONTHS: Units = {
    "months": 1.0,
    "month": 1.0,
    "maanden": 1.0,
    "maand": 1.0,
    "mnd": 1.0,
    "years": 12.0,
    "year": 12.0,
    "jaar": 12.0,
    "jaren": 12.0,
}
MEMBERS: Units = {"members": 1.0, "member": 1.0, "leden": 1.0, "lid": 1.0}
DAYS: Units = {
    "day": 1.0,
    "days": 1.0,
    "days a month": 1.0,
    "days per month": 1.0,
    "dag": 1.0,
    "dagen": 1.0,
    "dagen per maand": 1.0,
}
MONEY_A_MONTH: Units = {
    f"{name}{per}": factor
    for name, factor in MONEY.items()
    for per in ("", " a month", " per month", " per maand")
}
MONEY_A_DAY: Units = {
    f"{name}{per}": factor
    for name, factor in MONEY.items()
    for per in ("", " a day", " per day", " per dag")
}

EVERY: frozenset[str] = frozenset().union(FTE, MONTHS, DAYS, MEMBERS, MONEY_A_MONTH, MONEY_A_DAY)
"""All that is understood behind a number in a cell."""


def unit(text: str, units: Units) -> float | None:
    """How much of a quantity's unit the unit in a text is; None when it is not known.

    >>> unit("€", MONEY), unit("Duizend euro", MONEY), unit("dollar", MONEY)
    (0.001, 1.0, None)
    """
    return units.get(folded(text))
