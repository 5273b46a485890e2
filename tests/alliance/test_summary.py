"""The summary says no more than the runs show."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

import sim
from alliance.in_words import describe
from alliance.summary import Share, Spread, summarise, typical_run
from alliance.words.language import in_language
from alliance.words.vocabulary import ENDINGS
from sim.errors import AllianceError
from sim.observers.outcomes import outcomes, restricted
from sim.observers.phases import CHAFING, LEARNING, PHASES, PRODUCING
from sim.rules.leaving import Ending


@pytest.mark.parametrize(
    ("count", "runs", "low", "high"),
    [(0, 10, 0.0, 0.308), (5, 10, 0.187, 0.813), (10, 10, 0.692, 1.0), (81, 263, 0.253, 0.368)],
)
def test_intervals_of_shares_as_published(count: int, runs: int, low: float, high: float) -> None:
    """81 of 263 is the worked example of Newcombe 1998; the others are in tables of Clopper & Pearson's."""
    assert Share(count, runs).interval == pytest.approx((low, high), abs=6e-4)


def test_nought_and_all_are_said_of_exactly_nought_and_all() -> None:
    assert str(Share(0, 1000)).startswith("0 %")
    assert str(Share(1, 1000)).startswith("<1 %")
    assert str(Share(999, 1000)).startswith(">99 %")
    assert str(Share(1000, 1000)).startswith("100 %")


def test_a_spread_tells_what_there_is() -> None:
    nothing = Spread.of(np.array([np.nan]))
    assert np.isnan(nothing.median)
    assert nothing.told() == "-"
    assert Spread.of(np.arange(11.0)) == Spread(5.0, 1.0, 9.0, 11)
    assert Spread.of(np.arange(11.0)).told() == "5 (1-9)"
    assert Spread.of(np.array([7.0])).told() == "7"
    assert Spread.of(np.array([7.0, 9.0, np.nan])).told() == "7-9"
    assert Spread.of(np.array([-7.0, 9.0])).told("+.0f", " %") == "-7 to +9 %"


def test_the_numbers_are_those_of_the_runs() -> None:
    result = sim.simulate("default", runs=40, seed=2)
    summary, kept = summarise(result), outcomes(result)
    assert summary.reached[PRODUCING].share.count == int(kept.productive.sum())
    month = kept.time_to_productivity.to_numpy()
    assert summary.reached[PRODUCING].month.median == np.nanmedian(month)
    assert summary.waited.value == restricted(month, 120).mean()
    assert summary.hours["apart"] == pytest.approx(kept.hours_apart.mean().item())
    assert sum(summary.hours.values()) == pytest.approx(1.0)
    assert summary.covered.median == np.nanmedian(kept.covered)
    assert summary.positive.count == int((kept.added_value > 0).sum())
    assert [e.share.count for e in summary.endings] == [
        int((kept.ending == code).sum()) for code in range(5)
    ]
    gone = {name: event.share.count for name, event in summary.left}
    assert gone["Member 1"] == int((result.leaves.sel(member="Member 1").sum("tick") > 0).sum())
    lived = kept.months.to_numpy()[kept.ending.to_numpy() == Ending.DECISION]
    assert summary.endings[Ending.DECISION].month.median == np.median(lived - 1)


@pytest.mark.slow
def test_few_runs_are_said_to_be_few() -> None:
    result = sim.simulate("default", runs=8, seed=1)
    assert "Only 8 runs" in describe(summarise(result))
    assert "not how likely" in describe(summarise(result.isel(run=[0])))
    assert "rough" not in describe(summarise(sim.simulate("wash", runs=30, seed=1)))


@pytest.mark.slow
def test_members_drawn_alike_are_not_told_apart() -> None:
    text = describe(summarise(sim.simulate("default", runs=8, seed=1)))
    assert "Member 1" not in text
    assert "Members that left in a run" in text


@pytest.mark.slow
def test_members_are_named_with_those_that_left_most_first() -> None:
    summary = summarise(sim.simulate("wash", runs=30, seed=1))
    counts = [event.share.count for _, event in summary.left]
    assert counts == sorted(counts, reverse=True)
    assert summary.left[0][0] in describe(summary)
    assert "the intervals overlap" in describe(summary)


@pytest.mark.slow
def test_one_member_at_risk_is_not_called_like_the_others() -> None:
    weak = sim.load("wash").replace("member.RAIN.backing", 0.05).replace("member.RAIN.patience", 2)
    summary = summarise(sim.simulate(weak, runs=40, seed=1))
    assert summary.left[0][0] == "RAIN"
    assert "No member is clearly" not in describe(summary)
    assert f"RAIN is clearly more at risk than {summary.left[-1][0]}" in describe(summary)


@pytest.mark.slow
def test_nobody_reaches_anything_is_said_plainly() -> None:
    summary = summarise(sim.simulate("collapse", runs=5, seed=1))
    assert summary.reached[LEARNING].share.count == 0
    line = next(x for x in describe(summary).splitlines() if "2 discovering and learning" in x)
    assert line.split("learning")[1].split() == ["0", "%", "(0-52", "%)"]


def test_lines_fit_a_terminal() -> None:
    names = ["A" * 80, "协作", "$x$", "b"]
    content = {"length": 60, "member": [{"name": n} for n in names], "title": "long title " * 18}
    for runs in (1, 12):
        text = describe(summarise(sim.simulate(sim.Scenario.from_dict(content), runs=runs)))
        assert max(map(len, text.splitlines())) <= 80
        assert len(text.splitlines()) <= 37


def test_what_is_no_result_is_refused() -> None:
    with pytest.raises(AllianceError, match="not the result of a simulation"):
        summarise(outcomes(sim.simulate("smooth-start", runs=1)))


@pytest.mark.slow
def test_the_typical_run_is_near_the_middle() -> None:
    result = sim.simulate("default", runs=60, seed=3)
    number = typical_run(result)
    value = outcomes(result).added_value
    rank = float((value < value.sel(run=number)).mean())
    assert 0.2 < rank < 0.8
    assert typical_run(result.isel(run=slice(30, 31))) == 30


def test_nothing_that_a_summary_names_is_cut_and_phase_1_is_told_of() -> None:
    """What `ENDINGS` and `PHASES` call things fits the column, in both languages."""
    for language in ("en", "nl"):
        named = [in_language(term, language) for term in (*ENDINGS.values(), *PHASES)]
        assert max(map(len, named)) + len("  1 ") <= 38
    few = summarise(sim.simulate("default", runs=3, seed=1))
    assert any(line.startswith("  1 designing and chafing") for line in describe(few).splitlines())
    late = replace(
        few, reached={**few.reached, CHAFING: replace(few.reached[CHAFING], share=Share(2, 3))}
    )
    assert "can begin in any" in describe(late)
