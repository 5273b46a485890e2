"""A small sweep, and results that are known beforehand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from experiments.analysis import reading
from experiments.sweeps.collection import collect
from experiments.sweeps.runner import sweep
from experiments.sweeps.study import Study

Known = Callable[..., None]


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sweep") / "smoke"
    sweep("smoke", folder, workers=1)
    return folder


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Known:
    """Put columns of one's own making into what analyses read: by name, from the frame of results."""

    def put(**columns: Callable[[pd.DataFrame], Any]) -> None:
        def read(store: object) -> pd.DataFrame:
            frame = collect(store)
            return frame.assign(**{name: make(frame) for name, make in columns.items()})

        monkeypatch.setattr(reading, "collect", read)

    return put


def tiny(**changes: Any) -> Study:
    """Two months of three members: what comes out does not matter."""
    content: dict[str, Any] = {
        "scenario": {"members": {"count": 3}, "length": 2},
        "replicates": 12,
        "factor": [
            {"name": "start trust", "path": "start.trust", "values": [0.2, 0.4, 0.6]},
            {"path": "division", "values": ["equal", "power"]},
        ],
    }
    return Study.from_dict(content | changes)
