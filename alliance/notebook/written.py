"""The members of an alliance as they are written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alliance.words.language import Language
from alliance.words.scenario import SHOWN, WORDS, headings, written
from alliance.words.voice import Voice
from sim.scenarios import Scenario

if TYPE_CHECKING:
    import pandas as pd


def members(scenario: Scenario, language: Language = "en") -> pd.DataFrame:
    """The members of an alliance as they are written down, a row each.

    Args:
        scenario: the alliance.
        language: of headings and numbers, ``en`` or ``nl``.

    Returns:
        Text: a number where one is given, ``0.4 ± 0.1`` where it is drawn anew for each run (mean and
        standard deviation), ``0.1–0.9`` where it is drawn evenly.

    Example:
        >>> import sim
        >>> from alliance.notebook import members
        >>> members(sim.load("wash")).loc["Akvo", "capacity (FTE)"]
        '79.4 ± 20'
    """
    import pandas as pd

    say = Voice(language, WORDS)
    rows = {
        place.name: [written(place.quantities[name], say) for name in SHOWN]
        for place in scenario.places()
    }
    return pd.DataFrame.from_dict(rows, orient="index", columns=headings(say))
