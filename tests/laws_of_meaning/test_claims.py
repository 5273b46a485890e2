"""Bounds cover what they should, and a claim can fail."""

from __future__ import annotations

import numpy as np
import pytest

from experiments.laws import claims as c
from experiments.laws.claims import Claim


def claim(measured: c.Measured, above: float | None = None, below: float | None = None) -> Claim:
    return Claim("L0", "key", "text", "null", measured, above, below)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("make", "true"),
    [
        (lambda g: c.mean(g.normal(1.0, 2.0, 100)), 1.0),
        (lambda g: c.share(g.random(200) < 0.05), 0.05),
        (lambda g: c.ratio(g.normal(4.0, 1.0, 100), g.normal(2.0, 0.5, 100)), 2.0),
        (lambda g: c.bootstrap(lambda t: float(t.mean()), g.normal(1.0, 1.0, (100, 1))), 1.0),
    ],
    ids=["mean", "share", "ratio", "bootstrap"],
)
def test_a_bound_is_wrong_one_time_in_a_hundred(make, true) -> None:
    # 300 trials of a 1 % event (2 % with the bootstrap of few runs): more than 15 come by chance in
    # fewer than one in a thousand such tests, at a true rate of 2 %.
    chance = np.random.default_rng(5)
    found = [make(chance) for _ in range(300)]
    assert sum(m.low > true for m in found) <= 15
    assert sum(m.high < true for m in found) <= 15
    assert sum(m.low < true < m.high for m in found) >= 270


def test_a_claim_holds_only_when_its_whole_bound_does() -> None:
    m = c.Measured(0.2, 0.1, 0.3, 50)
    assert claim(m, above=0.05).held
    assert not claim(m, above=0.15).held
    assert not claim(m, below=0.25).held
    assert claim(m, 0.05, 0.35).held
    assert claim(m).reported
    assert not claim(c.mean(np.array([np.nan, 1.0])), above=0.0).held


def test_what_is_explained_is_a_share_of_variance() -> None:
    chance = np.random.default_rng(1)
    cause, noise = chance.normal(size=(2, 5000))
    table = np.column_stack([cause + noise, cause, chance.normal(size=5000)])
    assert c.explained(table) == pytest.approx(0.5, abs=0.05)
    assert c.explained(table[:, [0, 2]]) < 0.01


def test_the_table_says_what_is_not_kept_and_why() -> None:
    good = claim(c.Measured(0.2, 0.1, 0.3, 50), above=0.0)
    lines = c.rows([good, claim(c.Measured(0.2, -0.1, 0.5, 50), above=0.0)], {"L0 key": "because"})
    assert lines[2].endswith("| yes |")
    assert lines[3].endswith("| **no** |")
    assert lines[-1] == "- **L0 key**: because"
