"""The words of policies: understood or refused in one line, never executed."""

from __future__ import annotations

import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import sim
from sim.ensemble import Batch
from sim.errors import ScenarioError
from sim.interventions.policy import SIGHTS, PolicyError, Term, parse
from sim.observers.paths import grievance, over_members, paths_of_record
from sim.observers.phases import phase_path
from sim.results import Record
from sim.scenarios import Scenario
from sim.start import begin
from sim.watch import Watch


def told(text: str) -> Scenario:
    row = {"action": "D1", "while": text}
    return Scenario.from_dict({"members": {"count": 3}, "intervention": [row]}, "my.toml")


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("chafing", [[Term("phase", "=", 1.0)]]),
        ("while chafing", [[Term("phase", "=", 1.0)]]),
        ("Not  Learning", [[Term("phase", "=", 2.0, negated=True)]]),
        ("trust < 0.3", [[Term("trust", "<", 0.3)]]),
        ("grievance>=.4", [[Term("grievance", ">=", 0.4)]]),
        ("after a clash", [[Term("clashes", ">", 0.0)]]),
        ("after a bad clash", [[Term("clashes_bad", ">", 0.0)]]),
        ("clash", [[Term("clashes", ">", 0.0)]]),
        ("while working apart", [[Term("phase", "=", 5.0)]]),
        ("not between", [[Term("phase", "=", 6.0, negated=True)]]),
        (
            "members > 3 and producing or stagnating",
            [[Term("members", ">", 3.0), Term("phase", "=", 3.0)], [Term("phase", "=", 4.0)]],
        ),
    ],
)
def test_policies_are_understood(text: str, terms: list[list[Term]]) -> None:
    assert [list(case) for case in parse(text).cases] == terms
    assert told(text).intervention[0].while_ == text


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("chaffing", "(did you mean 'chafing'?)"),
        ("trsut < 0.3", "(did you mean 'trust'?)"),
        ("trust", "'trust' compared with a number, such as 'trust < 0.3'"),
        ("trust < much", "a number after 'trust <'"),
        ("trust < nan", "a number after 'trust <'"),
        ("trust == 0.3", "one of chafing, learning, producing, stagnating"),
        ("chafing and", "one of chafing, learning, producing, stagnating"),
        ("__import__('os').system('true')", "one of chafing, learning"),
    ],
)
def test_what_is_not_understood_is_refused_in_one_line(text: str, line: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        told(text)
    said = str(caught.value)
    assert said.startswith("my.toml: intervention[1].while = ")
    assert line in said
    assert "\n" not in said


@given(st.text(max_size=60))
def test_any_text_is_understood_or_refused(text: str) -> None:
    with contextlib.suppress(PolicyError):
        assert parse(text).cases


def watched(scenario: Scenario, runs: int) -> tuple[Batch, Watch, Record, list[np.ndarray]]:  # type: ignore[type-arg]
    batch = Batch(begin([scenario], np.zeros(runs, np.intp), np.arange(runs), 8))
    watch = Watch(runs, scenario.length, np.ones(runs, bool))
    record, seen = Record(batch.start), []
    for now in range(scenario.length):
        lived = batch.state.running
        batch.step()
        record.keep(now, batch.state, batch.flows, batch.derived, lived)
        watch.see(now, batch.state, batch.flows, lived)
        seen.append(watch._phase.copy())
    return batch, watch, record, seen


@pytest.mark.slow
@pytest.mark.parametrize("name", ["default", "collapse", "stuck-under-the-waterline"])
def test_the_phase_seen_is_the_phase_measured_so_far(name: str) -> None:
    scenario = sim.load(name).replace("length", 80)
    _, _, record, seen = watched(scenario, 12)
    for now in (0, 3, 11, 20, 37, 55, 79):
        past = {k: v[: now + 1] for k, v in record.values.items()}
        measured = phase_path(paths_of_record(past))[:, -1]
        np.testing.assert_array_equal(seen[now], measured, err_msg=f"month {now}")


def test_what_a_facilitator_sees_is_what_is_recorded() -> None:
    scenario = sim.load("default").replace("length", 15)
    batch, watch, record, _ = watched(scenario, 6)
    paths = dict(paths_of_record(record.values))
    paths["grievance"] = grievance(paths)
    running = batch.state.running > 0
    assert running.any()
    for name in set(SIGHTS) - {"done"}:  # that is of an intervention, not of the alliance
        value = watch._sight(name, batch.state, batch.derived)
        kept = paths[name][:, -1]
        kept = over_members(paths[name])[:, -1] if kept.ndim > 1 else kept
        np.testing.assert_allclose(value[running], kept[running], err_msg=name)


@pytest.mark.slow
def test_looking_at_phases_changes_no_run() -> None:
    """With an intervention that waits for what never comes, somebody looks each month: the same bits."""
    plain = sim.load("default").replace("length", 40)
    never = {"action": "D1", "while": "chafing and learning or members > 99"}
    watched_ = Scenario.from_dict({**plain.to_dict(), "intervention": [never]})
    one, other = (sim.simulate(s, runs=4, seed=2) for s in (plain, watched_))
    assert one.equals(other)


@pytest.mark.parametrize(
    ("policy", "holds"),
    [
        ("done < 2", [True, True, False, False]),
        ("done <= 2", [True, True, True, False]),
        ("done > 1", [False, False, True, True]),
        ("done >= 1", [False, True, True, True]),
        ("not done < 2", [False, False, True, True]),
        ("done < 1 or done > 2", [True, False, False, True]),
        ("done > 0 and done < 3", [False, True, True, False]),
        ("done < 1 or done > 0 and not done > 1", [True, True, False, False]),
        ("chafing", [True] * 4),  # as every alliance begins
        ("not chafing or done > 2", [False, False, False, True]),
    ],
)
def test_policies_hold_where_their_words_do(policy: str, holds: list[bool]) -> None:
    begun = begin([sim.load("default")], np.zeros(4, np.intp), np.arange(4), 1)
    batch = Batch(begun)
    watch = Watch(4, 12, np.ones(4, dtype=np.bool_))
    seen = watch.holds(parse(policy), batch.state, batch.derived, np.arange(4.0))
    assert list(seen) == holds
