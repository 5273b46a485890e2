"""Small studies for tests of sweeps."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")

from experiments.sweeps.collection import digest
from experiments.sweeps.runner import sweep
from experiments.sweeps.study import Study

BASE: dict[str, Any] = {
    "members": {"count": 3},
    "length": 4,
    "grant": [{"amount": 500, "months": 4}],
}


def small(**changes: Any) -> Study:
    """Two factors, 6 points, 5 runs each."""
    content: dict[str, Any] = {
        "scenario": BASE,
        "seed": 7,
        "replicates": 5,
        "factor": [
            {"name": "start trust", "path": "start.trust", "values": [0.1, 0.5, 0.9]},
            {"path": "division", "values": ["equal", "power"]},
        ],
        "keep": {
            "outcomes": ["output", "trust", "ending"],
            "variables": ["trust", "engagement"],
            "at": [1, 3],
            "paths": {"variables": ["trust", "effort"], "every": 2},
        },
    }
    return Study.from_dict(content | changes)


@pytest.fixture(scope="session")
def expected(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Study], str]:
    """The digest that a study must have, computed once in this process in one chunk a shape."""
    known: dict[str, str] = {}

    def of(study: Study) -> str:
        if study.digest() not in known:
            folder: Path = tmp_path_factory.mktemp("plain") / "store"
            sweep(study, folder, workers=1)
            known[study.digest()] = digest(folder)
        return known[study.digest()]

    return of
