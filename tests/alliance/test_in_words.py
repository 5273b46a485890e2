"""One door to results in words, which refuses what it does not know."""

from __future__ import annotations

import pytest

import alliance
from alliance.words import comparison


@pytest.mark.slow
def test_a_result_is_described_by_its_own_words() -> None:
    done = alliance.compare("smooth-start", "smooth-start:cut", runs=2, outcomes=["output"])
    assert alliance.describe(done) == comparison.describe(done)


def test_what_cannot_be_described_is_refused_in_one_line() -> None:
    with pytest.raises(
        alliance.AllianceError, match=r"int: cannot be described; what can: .*Tipping"
    ):
        alliance.describe(3)
