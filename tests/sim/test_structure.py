"""Who sits where: from a scenario to who meets whom."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.scenarios import load, parse
from sim.start import begin, names_of
from sim.structure import pattern_of

RUNS = 3


def meetings(scenario):
    """(runs, N, N) mask of who meets whom."""
    start = begin([scenario], np.zeros(RUNS, dtype=np.intp), np.arange(RUNS), seed=1)
    table = start.ties.to_table(start.ties.meets(RUNS), 0.0)
    return names_of(scenario), table > 0.0


def test_the_nine_of_wash_sdg_meet_each_other_and_one_of_them_the_other_partners():
    names, meet = meetings(load("wash-sdg"))
    core = {"Simavi", "SNV", "Plan Nederland"}
    for i, one in enumerate(names):
        for j, other in enumerate(names):
            nested = not {one, other} & {"SNV", "Plan Nederland"}
            together = i != j and (nested or {one, other} <= core)
            assert (meet[:, i, j] == together).all(), (one, other)


def test_global_partners_of_bridging_the_gaps_meet_all_but_each_other():
    scenario = load("bridging-the-gaps")
    names, meet = meetings(scenario)
    ring = np.array([name in scenario.structure.ring for name in names])
    expected = ~np.outer(ring, ring) & ~np.eye(len(names), dtype=bool)
    assert (meet == expected).all()


def test_municipalities_meet_in_four_groups_of_six_and_a_core_of_one_of_each():
    pattern = pattern_of(load("cooperating-municipalities"))
    assert pattern.sizes == (6, 6, 6, 6)
    _, meet = meetings(load("cooperating-municipalities"))
    # Five partners in the own group, and three more for the four members in the core.
    assert (np.sort(meet.sum(2), axis=1) == [5] * 20 + [8] * 4).all()


def test_a_lead_party_and_who_has_no_group_sit_in_a_core_that_is_left_out():
    rows = "".join(
        f'[[member]]\nname = "{name}"\nnetwork = {reach}\n'
        + (f'group = "{name[0]}"\n' if g else "")
        for name, reach, g in (
            ("a1", 0.9, True),
            ("a2", 0.1, True),
            ("b1", 0.2, True),
            ("b2", 0.8, True),
            ("c", 0.1, False),
        )
    )
    scenario = parse(rows + '[structure]\ngroups = "given"\n[roles]\nlead = "a2"')
    names, meet = meetings(scenario)
    pairs = {(names[i], names[j]) for i, j in zip(*np.nonzero(meet[0]), strict=True) if i < j}
    assert pairs == {("a1", "a2"), ("b1", "b2"), ("a2", "b2"), ("a2", "c"), ("b2", "c")}


@pytest.mark.slow
@settings(max_examples=20, deadline=None)
@given(
    count=st.integers(2, 60),
    size=st.integers(2, 12),
    groups=st.sampled_from(["one", "members", "coordinator", None]),
)
def test_everybody_meets_somebody_both_ways_and_all_are_connected(count, size, groups):
    told = f'groups = "{groups}"\n' if groups else ""
    scenario = parse(f"[members]\ncount = {count}\n[structure]\nsize = {size}\n{told}")
    _, meet = meetings(scenario)
    assert (meet == meet.transpose(0, 2, 1)).all()
    reached = meet | np.eye(count, dtype=bool)
    for _ in range(3):  # own group, the core, the other's group: no one is further than three steps
        reached = (reached.astype(float) @ (meet | np.eye(count, dtype=bool)).astype(float)) > 0
    assert reached.all()


@pytest.mark.parametrize("groups", ["members", "coordinator"])
def test_groups_are_as_large_as_is_said_or_one_smaller(groups):
    for count in range(3, 61):
        text = f'[members]\ncount = {count}\n[structure]\ngroups = "{groups}"\nsize = 5'
        pattern = pattern_of(parse(text))
        assert sum(pattern.sizes) == count
        assert max(pattern.sizes) - min(pattern.sizes) <= 1
        assert max(pattern.sizes) <= 5


def test_trust_at_the_start_differs_within_and_between_groups_and_by_pair():
    rows = "".join(
        f'[[member]]\nname = "{name}"\n' + (f'group = "{name[0]}"\n' if name != "c" else "")
        for name in ("a1", "a2", "b1", "b2", "c")
    )
    told = "trust = 0.4\ntrust_within_group = 0.7\ntrust_between_groups = 0.2\n"
    pair = '[[pair]]\nfrom = "a1"\nto = "b1"\ntrust = 0.9\n'
    scenario = parse(f"{rows}[start]\n{told}{pair}")
    start = begin([scenario], np.zeros(RUNS, dtype=np.intp), np.arange(RUNS), seed=1)
    trust = start.ties.to_table(start.state.trust, np.nan)
    assert (trust[:, 0, 1] == 0.7).all()
    assert (trust[:, 1, 2] == 0.2).all()
    assert (trust[:, 0, 2] == 0.9).all()
    assert (trust[:, 2, 0] == 0.2).all()
    # Who has no group is neither within nor between.
    assert (trust[:, 4, 0] == 0.4).all()
    assert (trust[:, 0, 4] == 0.4).all()


@pytest.mark.parametrize("count", [3, 8, 14])
def test_who_joins_later_changes_nothing_of_who_met_before(count):
    told = f"[members]\ncount = {count}\n"
    _, before = meetings(parse(told))
    joiners = "".join(f'[[joiner]]\nname = "new {k}"\ntick = 9\n' for k in range(3))
    _, after = meetings(parse(told + joiners))
    assert (after[:, :count, :count] == before).all()
    # Each of three sits down in a group of its own where there are that many, else at the one table.
    assert (after[:, count:].sum(2) >= 3).all()
