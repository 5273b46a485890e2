"""What is said of a phase diagram: where the edge is, how well known, and what is not known."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("sklearn")
pytest.importorskip("pyarrow")

from alliance.words.phase_diagram import describe
from experiments.phase_diagrams.adaptive import draw
from tests.experiments.phase_diagrams.conftest import plane_study

pytestmark = pytest.mark.slow

TRUST = {"observable": "trust", "above": 0.4, "width": 0.05, "max_runs": 96}


def test_a_line_that_may_be_anywhere_is_no_edge(tmp_path: Path) -> None:
    study = plane_study(diagram=TRUST)
    found = draw(study, tmp_path, workers=1)
    open_ = replace(
        found, edge=replace(found.edge, half=tuple(h * 0 + 0.6 for h in found.edge.half))
    )
    for language, first in (
        ("en", "No edge was found yet"),
        ("nl", "Er is nog geen grens gevonden"),
    ):
        text = describe(open_, language).partition("\n\n")[2]
        assert text.startswith(first)
        assert "60 %" in text


@pytest.mark.parametrize(
    ("diagram", "words"),
    [
        (TRUST, "It is only known to"),
        ({**TRUST, "width": 0.5}, "(asked: ±0.5), that is"),
        ({"observable": "ending", "width": 0.3, "max_runs": 96}, "most common ending"),
    ],
)
def test_it_says_how_well_the_edge_is_known(
    diagram: dict[str, Any], words: str, tmp_path: Path
) -> None:
    text = describe(draw(plane_study(diagram=diagram), tmp_path, workers=1))
    assert words in " ".join(text.split())
    assert "96 runs at 32 points" in text
