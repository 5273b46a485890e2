"""Phase diagrams in stores: the same bytes however they were made; studies; what they say."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import experiments.sweeps.runner
from experiments.phase_diagrams.adaptive import draw, read
from experiments.phase_diagrams.plane import Plane, Scaled
from experiments.sweeps.collection import collect, digest
from experiments.sweeps.files import StudyError
from experiments.sweeps.growth import add_points, add_replicates
from experiments.sweeps.runner import Progress, SweepStopped, reproduce, sweep
from experiments.sweeps.status import StoreError
from experiments.sweeps.store import Store
from experiments.sweeps.study import Study, load_study, shipped_studies
from sim.errors import AllianceError
from sim.rules.leaving import Ending
from tests.experiments.conftest import small
from tests.experiments.phase_diagrams.conftest import plane_study

pytestmark = pytest.mark.slow

DRAW = """
import json, sys
from experiments.phase_diagrams.adaptive import draw
from experiments.sweeps.study import Study
if __name__ == "__main__":
    draw(Study.from_dict(json.loads(sys.argv[1])), sys.argv[2], workers=int(sys.argv[3]), chunk=12)
"""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A diagram that was never interrupted."""
    folder = tmp_path_factory.mktemp("whole") / "store"
    draw(plane_study(), folder, workers=1)
    return folder


def same(one: Path, other: Path) -> bool:
    names = ("plan.json", "points.parquet", "study.toml", "results.parquet")
    return all((one / name).read_bytes() == (other / name).read_bytes() for name in names)


def test_stopped_at_any_chunk_it_goes_on_to_the_same_bytes(tmp_path: Path, whole: Path) -> None:
    stops = iter((40, 96, 150, 250))
    until = next(stops)

    def stop(now: Progress, width: float) -> None:
        nonlocal until
        if now.new and now.done >= until:
            until = next(stops, 10**9)
            raise KeyboardInterrupt

    for _ in range(4):
        with pytest.raises(SweepStopped, match="the same command goes on from there"):
            draw(plane_study(), tmp_path, workers=1, progress=stop)
    draw(plane_study(), tmp_path, workers=1, progress=stop)
    assert digest(tmp_path) == digest(whole)
    assert same(tmp_path, whole)


def test_killed_in_the_middle_it_goes_on_to_the_same_results(tmp_path: Path, whole: Path) -> None:
    words = [sys.executable, "-c", DRAW, json.dumps(plane_study().to_dict()), str(tmp_path), "1"]
    process = subprocess.Popen(
        words,
        cwd=Path(experiments.sweeps.runner.__file__).parents[1],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    until = time.monotonic() + 60
    while len(list(tmp_path.glob("checks/*.json"))) < 10:  # in the second round
        assert process.poll() is None, "it ended too soon"
        assert time.monotonic() < until, "it does not get going"
        time.sleep(0.005)
    os.killpg(process.pid, signal.SIGKILL)
    process.communicate()
    assert process.returncode != 0
    assert not (tmp_path / "results.parquet").is_file()
    draw(None, tmp_path, workers=1)
    assert digest(tmp_path) == digest(whole)  # chunks are smaller here, the results are the same


def test_two_workers_ask_for_the_same_points_and_give_the_same_bytes(
    tmp_path: Path, whole: Path
) -> None:
    draw(plane_study(), tmp_path, workers=2)
    assert same(tmp_path, whole)


def test_no_two_points_share_chance_and_every_run_can_be_had_again(whole: Path) -> None:
    store = Store(whole)
    frame = collect(store)
    assert frame["run"].is_unique
    assert store.plan.replicates == 3
    last = frame.iloc[-1]
    again = reproduce(whole, f"{last['point']}:{last['run']}")
    assert float(again.trust[0, -1].mean()) == pytest.approx(last["trust"], abs=1e-12)
    with pytest.raises(StoreError, match="from 0 to 2"):
        reproduce(whole, "0:3")


def test_a_smaller_width_or_more_runs_go_on_where_it_stopped(tmp_path: Path, whole: Path) -> None:
    wide = {"observable": "trust", "above": 0.4, "width": 0.5, "max_runs": 300}
    first = draw(plane_study(diagram=wide), tmp_path, workers=1)
    assert first.known
    assert first.status.runs == 96
    draw(plane_study(), tmp_path, workers=1)
    assert digest(tmp_path) == digest(whole)
    assert same(tmp_path, whole)
    with pytest.raises(StoreError, match="another study: seed is 4 here and 3 there"):
        draw(plane_study(seed=4), tmp_path, workers=1)


def test_it_stops_at_the_most_runs_and_the_edge_is_not_known(whole: Path) -> None:
    diagram = read(whole)
    assert diagram.status.runs <= 300 < diagram.status.runs + 96
    assert not diagram.known
    assert diagram.status.complete


def test_tables_of_a_diagram_agree_with_it(whole: Path) -> None:
    diagram = read(whole)
    field, edge, points = diagram.frame(9), diagram.edge_frame(), diagram.points
    assert (field["low"] <= field["share"]).all()
    assert (field["share"] <= field["high"]).all()
    assert list(edge.columns) == ["line", "start trust", "difference", "half"]
    assert edge["difference"].between(0, 0.4).all()
    # An alliance that ends in its first month leaves no trust to look at.
    seen = collect(whole).dropna(subset="trust")
    assert points["runs"].sum() == len(seen) > 0.9 * diagram.status.done
    mine = seen.groupby("point")["trust"].apply(lambda x: (x > 0.4).mean())
    np.testing.assert_allclose(points["share"], mine)


def test_points_that_cannot_be_are_left_out_and_not_asked_again(tmp_path: Path) -> None:
    """Trust within 0.3 and its mean above that do not go together."""
    base = {
        "members": {"count": 3},
        "length": 4,
        "grant": [{"amount": 500, "months": 4}],
        "start": {"trust": {"mean": 0.1, "sd": 0.1, "low": 0.0, "high": 0.3}},
    }
    factors = [
        {"path": "start.trust.mean", "low": 0.0, "high": 0.3},
        {"path": "start.trust.high", "low": 0.1, "high": 0.3},
    ]
    diagram = {"observable": "trust", "above": 0.15, "width": 0.2, "max_runs": 300}
    done = draw(plane_study(scenario=base, factor=factors, diagram=diagram), tmp_path, workers=1)
    failed = done.points[done.points["runs"] == 0]
    assert 0 < len(failed) < len(done.points)
    assert done.status.failed == 3 * len(failed)
    asked = failed.groupby(["start.trust.mean", "start.trust.high"])["point"]
    assert (asked.max() // 32 == asked.min() // 32).all()  # never again in a later round


def test_whole_numbers_and_logarithms_are_placed_where_they_are() -> None:
    study = plane_study(
        factor=[
            {"path": "members.count", "low": 3, "high": 6},
            {"path": "grant[1].amount", "low": 10, "high": 1000, "scale": "log"},
        ]
    )
    count, money = (Scaled(axis) for axis in study.axes())
    np.testing.assert_allclose(count.ticks(), [0, 1 / 3, 2 / 3, 1])
    np.testing.assert_allclose(money.value(np.array([0.0, 0.5, 1.0])), [10, 100, 1000])
    places = np.random.default_rng(0).random((20, 2))
    plane = Plane(count, money)
    columns = plane.columns(places)
    assert columns["members.count"].dtype == np.int64
    again = plane.columns(plane.places(columns))
    for name in columns:
        np.testing.assert_allclose(columns[name], again[name])


def test_alliances_of_several_sizes_and_kinds_of_ending(tmp_path: Path) -> None:
    study = plane_study(
        factor=[
            {"path": "members.count", "low": 3, "high": 5},
            {"path": "grant[1].amount", "low": 1, "high": 1000, "scale": "log"},
        ],
        diagram={"observable": "ending", "width": 0.3, "max_runs": 96},
    )
    diagram = draw(study, tmp_path, workers=1)
    assert diagram.field.phases == len(Ending)
    assert set(diagram.points["members.count"]) == {3, 4, 5}


FACTORS = plane_study().to_dict()["factor"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"factor": FACTORS[:1]},
            "factor is missing: two [[factor]] tables, each with 'low' and 'high'",
        ),
        (
            {"factor": [FACTORS[0], FACTORS[1] | {"levels": 4}]},
            "factor[2].levels = 4 is not allowed",
        ),
        ({"diagram": {"observable": "trst", "above": 1}}, "did you mean 'trust'?"),
        ({"diagram": {"observable": "trust"}}, "also 'above' or 'below'"),
        ({"diagram": {"observable": "trust", "above": 0.1, "below": 0.2}}, "not both"),
        ({"diagram": {"observable": "ending", "level": 0.3}}, "diagram.level = 0.3 is not allowed"),
        ({"diagram": {"observable": "trust", "above": 0.4, "widht": 0.1}}, "did you mean 'width'?"),
        ({"diagram": {"observable": "survived"}}, "also the observable 'survived'"),
        ({"design": "grid"}, 'left out, but with design "phase-diagram"'),
        ({"diagram": None}, "the table [diagram], with design"),
        ({"points": 12}, "points = 12 is not allowed"),
        ({"design": "phase-digram"}, "did you mean 'phase-diagram'?"),
    ],
)
def test_mistakes_in_a_diagram_are_told_in_one_line(changes: dict[str, Any], told: str) -> None:
    content = plane_study().to_dict() | changes
    with pytest.raises(StudyError) as error:
        Study.from_dict({key: part for key, part in content.items() if part is not None})
    assert told in str(error.value)
    assert "\n" not in str(error.value)


def test_a_diagram_and_a_sweep_are_not_taken_for_each_other(tmp_path: Path, whole: Path) -> None:
    with pytest.raises(AllianceError, match="is a phase diagram: run it with"):
        sweep(plane_study(), tmp_path / "new")
    assert not (tmp_path / "new").exists()
    with pytest.raises(AllianceError, match="is a phase diagram: run it with"):
        sweep(None, whole)
    with pytest.raises(AllianceError, match="is no phase diagram: its design is"):
        draw(small(), tmp_path / "new")
    with pytest.raises(AllianceError, match="ask for a smaller width"):
        add_replicates(whole, 2)
    with pytest.raises(AllianceError, match="asks for its points itself"):
        add_points(whole, 2)


def test_when_no_run_can_be_computed_the_first_error_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: Any, **__: Any) -> None:
        raise ArithmeticError("no such luck")

    monkeypatch.setattr("experiments.sweeps.worker.run_batch", fails)
    with pytest.raises(AllianceError, match="no run could be computed: ArithmeticError: no such"):
        draw(plane_study(), tmp_path, workers=1)


def test_shipped_diagrams_say_what_they_draw() -> None:
    found = [name for name in shipped_studies() if load_study(name).diagram is not None]
    assert found == ["trust-and-money", "trust-and-values"]


def test_outcomes_that_are_yes_or_no_are_told_in_words() -> None:
    from alliance.words.phase_diagram import describe_share
    from experiments.sweeps.diagram import YES_OR_NO, Diagram

    for name in YES_OR_NO:
        assert describe_share(Diagram(observable=name)).startswith("half of the runs ")
