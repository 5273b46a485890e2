"""Pictures of phase diagrams and of tipping show what was found."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from matplotlib.figure import Figure

pytest.importorskip("sklearn")
pytest.importorskip("pyarrow")

from alliance.cli import run_command
from alliance.plots.phase_diagram import phase_diagram
from alliance.plots.tipping import tipping
from experiments.phase_diagrams.adaptive import draw
from experiments.phase_diagrams.tipping import tipping as find
from sim.scenarios import Scenario
from tests.experiments.conftest import BASE
from tests.experiments.phase_diagrams.conftest import plane_study


@pytest.mark.slow
@pytest.mark.parametrize(
    "diagram",
    [
        {"observable": "trust", "above": 0.4, "width": 0.3},
        {"observable": "ending", "width": 0.3, "max_runs": 96},
    ],
)
def test_a_diagram_shows_edge_and_where_was_looked(tmp_path: Path, diagram: dict[str, Any]) -> None:
    found = draw(plane_study(diagram=diagram, title="A $ title"), tmp_path, workers=1)
    ax = phase_diagram(found, Figure(layout="constrained").subplots())
    ax.figure.draw_without_rendering()
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("start trust", "difference")
    assert ax.get_xlim() == (0.0, 1.0)
    dots = ax.collections[-1].get_offsets()
    assert len(dots) == len(found.points.groupby(["start trust", "difference"]))
    lines = [line for line in ax.lines if line.get_label() == "edge"]
    assert len(lines) == bool(found.edge.lines)
    if lines:
        np.testing.assert_allclose(lines[0].get_xydata(), found.plane.values(found.edge.lines[0]))


@pytest.mark.slow
def test_tipping_shows_the_curve_the_edge_and_the_alliance() -> None:
    scenario = Scenario.from_dict({**BASE, "length": 30, "title": "Three of us"})
    found = find(scenario, runs=150, observable="survived")
    ax = tipping(found, Figure(layout="constrained").subplots())
    ax.figure.draw_without_rendering()
    labels = [text.get_text() for text in ax.get_legend().get_texts()]
    assert {"share of the runs", "half of the runs", "seen", "this alliance"} <= set(labels)
    assert ax.get_xlabel() == "trust"
    alliance = next(line for line in ax.lines if line.get_label() == "this alliance")
    assert alliance.get_xdata()[0] == pytest.approx(0.4)


@pytest.mark.slow
def test_the_commands_write_picture_and_data(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    study, out = tmp_path / "mine.toml", tmp_path / "diagram"
    study.write_text(plane_study(diagram={"observable": "trust", "above": 0.4}).to_toml())
    words = ["phase-diagram", str(study), "--out", str(out), "--workers", "1"]
    assert run_command([*words, "--width", "0.3"]) == 0
    again = ["--width", "0.02", "--max-runs", "200", "--workers", "1"]
    assert run_command(["phase-diagram", str(out), *again]) == 0
    told = capsys.readouterr().out
    assert "only known to" in told
    for name in (
        "picture.png",
        "picture.pdf",
        "edge.csv",
        "field.csv",
        "points.csv",
        "results.parquet",
    ):
        assert (out / name).is_file()
    assert run_command([*words, "--width", "2"]) == 2
    assert "diagram.width = 2.0 is not allowed" in capsys.readouterr().err
    scenario, out = tmp_path / "alliance.toml", tmp_path / "tipping"
    scenario.write_text(Scenario.from_dict(BASE).to_toml())
    assert run_command(["tipping", str(scenario), "--runs", "100", "--out", str(out)]) == 0
    reading = (out / "reading.txt").read_text("utf-8")
    assert capsys.readouterr().out.startswith(reading)
    assert {f.name for f in out.iterdir()} == {
        "picture.png",
        "curve.csv",
        "seen.csv",
        "reading.txt",
        "scenario.toml",
    }
    # The store of a study is written over by no other command, nor one control by another.
    before = (tmp_path / "diagram" / "picture.png").read_bytes()
    words = ["tipping", str(scenario), "--runs", "100"]
    assert run_command([*words, "--out", str(tmp_path / "diagram")]) == 2
    assert "holds a study" in capsys.readouterr().err
    assert (tmp_path / "diagram" / "picture.png").read_bytes() == before
    monkeypatch.chdir(tmp_path)
    for along in ("trust", "openness"):
        assert run_command([*words, "--along", along]) == 0
        assert (tmp_path / "out" / f"tipping-alliance-{along}" / "reading.txt").is_file()


def test_a_diagram_takes_at_least_its_first_look(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_command(["phase-diagram", "trust-and-values", "--max-runs", "255"]) == 2
    assert "diagram.max_runs = 255 is not allowed: at least 256" in capsys.readouterr().err
