"""What tests of the command line share."""

from __future__ import annotations

import pytest


@pytest.fixture
def plain_picture(monkeypatch: pytest.MonkeyPatch) -> None:
    """Runs draw an empty picture, where the test is of something else: the true one takes seconds."""
    from matplotlib.figure import Figure

    monkeypatch.setattr("alliance.plots.overview", lambda *given: Figure(figsize=(1, 1)))
