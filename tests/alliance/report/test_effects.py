"""What the report says of actions is the best of them, and only where there is one."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np

from alliance.report.effects import action_in_short
from alliance.words.report import WORDS
from alliance.words.voice import PageVoice
from experiments.effects import paired_effect


def findings(**shifts: tuple[float, float]) -> Any:
    """Actions that move added value by so much in their phase, and from the start."""
    wave = 0.01 * np.where(np.arange(40) % 2, 1.0, -1.0)

    def row(shift: float) -> SimpleNamespace:
        found = paired_effect("v", "added_value", np.zeros(40), wave + shift, 0.95, 120)
        return SimpleNamespace(effects={"added_value": found}, done=1.0)

    effects = {code: tuple(map(row, both)) for code, both in shifts.items()}
    return SimpleNamespace(effects=effects, hired=False)


def test_the_action_that_adds_most_is_told_as_best() -> None:
    told = action_in_short(findings(D1=(0.02, -0.3), D4=(0.03, 0.08), D9=(0.05, 0.04)), VOICE)
    assert "draw up a learning agenda" in told
    assert "+8.0" in told
    assert "from the start" in told


def test_no_action_is_told_as_best_where_none_adds() -> None:
    assert action_in_short(findings(D1=(-0.2, 0.0)), VOICE) == VOICE("action none")


VOICE = PageVoice("en", WORDS)
