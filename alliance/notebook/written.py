"""The members of an alliance as they are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from alliance.words.language import Language, in_language
from alliance.words.vocabulary import QUANTITIES
from sim.scenarios import Scenario, bounds
from sim.scenarios.people import Members
from sim.scenarios.quantities import Distribution

if TYPE_CHECKING:
    import pandas as pd

_SHOWN = ("capacity", "dependence", "openness", "backing", "patience", "status")


def members(scenario: Scenario, language: Language = "en") -> pd.DataFrame:
    """The members of an alliance as they are written down, a row each.

    Args:
        scenario: the alliance.
        language: of the headings, ``en`` or ``nl``.

    Returns:
        Text: a number where one is given, ``0.4 ± 0.1`` where it is drawn anew for each run (mean and
        standard deviation), ``0.1 to 0.9`` where it is drawn evenly.

    Example:
        >>> import sim
        >>> from alliance.notebook import members
        >>> members(sim.load("wash")).loc["Akvo", "capacity (FTE)"]
        '79.4 ± 20'
    """
    import pandas as pd

    rows = {
        place.name: [_written(place.quantities[name]) for name in _SHOWN]
        for place in scenario.places()
    }
    heads = []
    for name in _SHOWN:
        unit = bounds(Members, name).unit
        heads.append(in_language(QUANTITIES[name], language) + (f" ({unit})" if unit else ""))
    return pd.DataFrame.from_dict(rows, orient="index", columns=heads)


def _written(quantity: Any) -> str:
    if not isinstance(quantity, Distribution):
        return f"{quantity:.3g}"
    if quantity.mean is None:
        return f"{quantity.low:.3g} to {quantity.high:.3g}"
    return f"{quantity.mean:.3g} ± {quantity.sd:.3g}"
