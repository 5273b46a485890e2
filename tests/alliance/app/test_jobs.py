"""What pages have computed is what the commands compute."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from alliance.app import jobs, lessons
from alliance.app.moves import moved, moves_of
from alliance.app.tabs.take import file_stem
from alliance.app.work import Superseded
from alliance.summary import summarise, typical_run
from experiments.compare import compare
from sim.ensemble import simulate
from sim.errors import AllianceError
from sim.scenarios import Scenario, load
from sim.scenarios.variants import resolve


def nobody(_: int) -> None:
    """Progress that nobody looks at."""


@pytest.fixture(scope="module")
def short() -> Scenario:
    return load("default").replace("length", 24)


@pytest.mark.slow
def test_what_is_likely_is_the_summary_of_the_command(short: Scenario) -> None:
    found = jobs.likely(short, 12, progress=nobody)
    result = simulate(short, 12, jobs.SEED)
    assert found.summary == summarise(result)
    assert found.typical == typical_run(result)
    shares = np.array(list(found.phases.values()), dtype=float)
    assert np.allclose(shares.sum(0), 100.0, atol=0.1)
    median = np.array(found.levels["trust"].median, dtype=float)
    assert np.allclose(median, np.nanmedian(result.trust, axis=0), rtol=1e-3)
    low, high = (np.array(side, dtype=float) for side in found.levels["trust"].most)
    assert (low <= median).all()
    assert (median <= high).all()


def test_a_run_that_is_played_is_that_run(short: Scenario) -> None:
    played = jobs.play(short, 3, progress=nobody)
    result = simulate(short, 1, jobs.SEED, first_run=3).isel(run=0)
    assert np.allclose(np.nanmean(played.trust, axis=(1, 2)), result.trust, atol=1e-5)
    assert np.array_equal(played.hours["joint"], result.joint_hours)
    assert played.last == 23 or played.endings.any()


@pytest.mark.slow
def test_variants_are_those_of_the_comparison(short: Scenario) -> None:
    other = short.replace("division", "equal")
    found = jobs.put_beside(short, [other], ["Variant 1"], 10, progress=nobody)
    same = compare(short, other, runs=10, seed=jobs.SEED, outcomes=jobs.COMPARED, labels=["", "v"])
    for mine, its in zip(found.effects, same.effects, strict=True):
        assert (mine.outcome, mine.difference, mine.verdict) == (
            its.outcome,
            its.difference,
            its.verdict,
        )
    assert len(found.over_time["Variant 1", "trust"][0]) == 24


@pytest.mark.parametrize("name", ["wash", "own-time", "labour-relations", "smooth-start"])
def test_a_slider_that_stands_where_the_alliance_is_changes_nothing(name: str) -> None:
    scenario = load(name)
    moves = moves_of(scenario)
    assert {move.key for move in moves} >= {"trust", "openness", "facilitation"}
    for move in moves:
        assert move.low <= move.here <= move.high
        same = moved(scenario, {move.key: move.here})
        again = next(one for one in moves_of(same) if one.key == move.key)
        assert again.here == pytest.approx(move.here, abs=1e-6)


def test_sliders_move_together() -> None:
    scenario = moved(load("wash"), {"trust": 0.3, "facilitation": 2.0, "money": 0.5})
    here = {move.key: move.here for move in moves_of(scenario)}
    assert here["trust"] == pytest.approx(0.3, abs=1e-6)
    assert here["facilitation"] == 2.0
    assert scenario.grant[0].amount == pytest.approx(0.5 * resolve("wash").grant[0].amount)


@pytest.mark.slow
def test_an_alliance_is_followed_with_files_by_the_names_they_came_with(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(jobs, "FOLLOWED", 50)
    scenario = load("smooth-start").replace("length", 24)
    answers = b"date,organisation,A2\n2024-03-01,Member 2,3\n"
    wrong = jobs.Kept(answers={"export.csv": answers.replace(b"Member 2", b"X")}, start="2024-01")
    with pytest.raises(AllianceError, match=r"^export\.csv, row 2"):
        jobs.follow_it(scenario, wrong, "en", progress=nobody)
    kept = jobs.Kept(answers={"export.csv": answers}, start="2024-01")
    made = jobs.follow_it(scenario, kept, "en", progress=nobody)
    assert "alliance follow scenario.toml" in made.html
    assert "<script" not in made.html
    assert made.word[:2] == b"PK"


@pytest.mark.slow
def test_a_phase_diagram_is_seen_while_it_is_drawn(tmp_path: Path) -> None:
    assert lessons.seen(str(tmp_path)) is None

    def stop(_: int) -> None:
        if lessons.seen(str(tmp_path)):
            raise Superseded

    with suppress(Superseded):
        lessons.mapped("trust-and-money", str(tmp_path), "nl", progress=stop)
    found = lessons.seen(str(tmp_path))
    assert found is not None
    assert found.picture[1:4] == b"PNG"


def test_names_of_files_hold_no_path() -> None:
    for title in ("../../etc/passwd", "a/b\\c", "<b>x</b>", "…", "Żółw & co"):
        stem = file_stem(title)
        assert stem
        assert set(stem) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
