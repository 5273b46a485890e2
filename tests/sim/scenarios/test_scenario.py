"""A scenario as a value: its places, its distributions, changes by path."""

import tomllib

import numpy as np
import pytest

from sim.errors import ScenarioError
from sim.scenarios import (
    MEMBER_FIELDS,
    Distribution,
    Number,
    Scenario,
    Spread,
    bounds,
    load,
    parse,
    toml,
)
from sim.scenarios.people import Members

ROWS = """
[members]
quality = {mean = 0.6, sd = 0.1}
[[member]]
name = "St. Mary's"
group = "first"
quality = 0.9
[[member]]
name = "Akvo"
[[joiner]]
name = "Later"
tick = 12
[[grant]]
amount = 100
[[pair]]
from = "Akvo"
to = "Later"
trust = 0.1
[roles]
lead = "Akvo"
"""


@pytest.fixture
def rows():
    return parse(ROWS)


def test_rows_take_from_members_what_they_leave_out(rows):
    first, second, later = rows.places()
    assert (first.name, first.group, first.tick) == ("St. Mary's", "first", 0)
    assert first.quantities["quality"] == 0.9
    assert second.quantities["quality"] == Distribution(mean=0.6, sd=0.1)
    assert second.quantities["capacity"] == Members().capacity
    assert (later.name, later.tick) == ("Later", 12)
    assert tuple(first.quantities) == MEMBER_FIELDS


def test_drawn_members_have_names_that_roles_can_use():
    scenario = parse('[members]\ncount = 3\n[roles]\nlead = "Member 2"')
    assert [place.name for place in scenario.places()] == ["Member 1", "Member 2", "Member 3"]


@pytest.mark.parametrize(
    ("quantity", "spread"),
    [
        (0.4, Spread(0.4, 0, 0.4, 0.4)),
        (Distribution(mean=0.4, sd=0.1), Spread(0.4, 0.1, 0, 1)),
        (Distribution(low=0.2, high=0.3), Spread(None, 0, 0.2, 0.3)),
        (Distribution(mean=0.4, sd=0.1, low=0.2, high=0.5), Spread(0.4, 0.1, 0.2, 0.5)),
    ],
)
def test_a_quantity_says_how_it_is_drawn(quantity, spread):
    assert Number(0, 1).spread(quantity) == spread


@pytest.mark.parametrize(
    ("quantity", "mean"),
    [
        (0.4, 0.4),
        (Distribution(low=0.2, high=0.3), 0.25),
        (Distribution(mean=0.4, sd=0.01), 0.4),
        # the half of a normal distribution that lies above its mean: sd * sqrt(2 / pi) above it
        (Distribution(mean=0, sd=0.1), 0.1 * np.sqrt(2 / np.pi)),
    ],
)
def test_the_mean_of_what_is_drawn_knows_that_it_is_cut_off(quantity, mean):
    assert Number(0, 1).spread(quantity).expected == pytest.approx(mean, abs=1e-6)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("[members]\ncount = 8", "one"),
        ("[members]\ncount = 9", "members"),
        ("[members]\ncount = 9\n[roles.coordinator]", "coordinator"),
        ('[members]\ncount = 9\n[structure]\ngroups = "one"', "one"),
        ('[members]\ncount = 6\n[structure]\ngroups = "members"', "one"),
        ('[members]\ncount = 6\n[structure]\ngroups = "members"\nsize = 3', "members"),
    ],
)
def test_members_sit_as_the_structure_says_or_by_their_number(text, form):
    assert parse(text).form() == form


def test_bounds_are_found_by_field():
    assert bounds(Members, "goals").size == 3
    assert bounds(Members, "patience").high == 600


def test_every_default_lies_within_its_bounds():
    for field in MEMBER_FIELDS:
        number = bounds(Members, field)
        assert number.check(getattr(Members(), field)) == getattr(Members(), field)


@pytest.mark.parametrize(
    ("path", "value", "there"),
    [
        ("length", 60, lambda s: s.length),
        ("division", "need", lambda s: s.division),
        ("start.trust.mean", 0.2, lambda s: s.start.trust.mean),
        ("start.agreements", 0.2, lambda s: s.start.agreements),
        ("members.values.sd", 0.3, lambda s: s.members.values.sd),
        ("members.attachment.mean", 0.3, lambda s: s.members.attachment.mean),
        ("task.hardness", 0.3, lambda s: s.task.hardness),
        ("structure.size", 4, lambda s: s.structure.size),
        ("grant[1].renewable", True, lambda s: s.grant[0].renewable),
        ("member.Akvo.quality", 0.2, lambda s: s.member[1].quality),
        ("member.Akvo.quality.mean", 0.2, lambda s: s.member[1].quality.mean),
        ("member.St. Mary's.quality", 0.2, lambda s: s.member[0].quality),
        ("member[2].capacity.sd", 0.5, lambda s: s.member[1].capacity.sd),
        ("joiner.Later.tick", 24, lambda s: s.joiner[0].tick),
        ("grant[1].amount", 50, lambda s: s.grant[0].amount),
        ("pair[1].trust", 0.6, lambda s: s.pair[0].trust),
        ("roles.facilitator.skill", 0.9, lambda s: s.roles.facilitator.skill),
        ("parameters.breach_weight", 2, lambda s: s.parameters["breach_weight"]),
    ],
)
def test_one_thing_is_replaced_and_nothing_else(rows, path, value, there):
    changed = rows.replace(path, value)
    assert there(changed) == value
    assert changed != rows
    assert changed.digest() != rows.digest()
    assert path in rows.paths()


def test_what_a_changed_part_leaves_out_stays_as_it_was(rows):
    quality = rows.replace("member.Akvo.quality.mean", 0.2).member[1].quality
    assert quality == Distribution(mean=0.2, sd=0.1)


def test_a_value_may_be_a_table_a_model_or_from_numpy(rows):
    table = rows.replace("start.trust", {"low": 0.1, "high": 0.3})
    assert table == rows.replace("start.trust", Distribution(low=0.1, high=0.3))
    assert rows.replace("length", np.int64(60)) == rows.replace("length", 60)
    assert rows.replace("start.profile", np.float64(0.5)).start.profile == 0.5
    drawn = load("default")
    assert drawn.replace("members.goals", np.array([0.1, 0.2, 0.3])).members.goals[2] == 0.3


def test_nothing_takes_a_key_out(rows):
    assert rows.replace("grant", None).grant == ()
    assert rows.replace("roles.lead", None).roles.lead is None
    assert rows.replace("members.quality", None).members.quality == Members().quality


@pytest.mark.parametrize(
    ("path", "value", "line"),
    [
        ("start.trst", 1, "unknown path 'start.trst' (did you mean 'start.trust'?)"),
        ("member.Akov.quality", 1, "did you mean 'member.Akvo.quality'?"),
        ("start.agreements.mean", 1, "'start.agreements' is not given by mean; change"),
        ("start.trust.mean", 3, "start.trust.mean = 3 is not allowed: a number from 0 to 1"),
        ("length", 6, "joiner[1].tick = 12 is not allowed: a tick before the end"),
        ("roles.lead", "Later", 'roles.lead = "Later" is not allowed: the name of a member'),
        ("", 1, "unknown path ''"),
    ],
)
def test_a_wrong_change_gives_one_clear_line(rows, path, value, line):
    with pytest.raises(ScenarioError) as caught:
        rows.replace(path, value)
    assert line in str(caught.value)


def test_equal_content_has_one_digest_however_it_is_written():
    short = parse("[members]\ncount = 4")
    long = parse("length = 120\n[members]\nquality = {sd = 0.1, mean = 0.70}\ncount = 4\n[start]")
    assert short == long
    assert short.digest() == long.digest()
    assert len({short, long}) == 1
    assert parse("[members]\ncount = 4\nnetwork = -0.0") == parse(
        "[members]\ncount = 4\nnetwork = 0"
    )


def test_a_scenario_cannot_be_changed_in_place(rows):
    with pytest.raises(ValueError, match="frozen"):
        rows.length = 3


def test_any_text_survives_being_written():
    tricky = 'quotes " \'\'\' """ back\\slash \\u0041\ttab\nline 日本 😀 #= [x]\n'
    scenario = load("default").replace("description", tricky)
    assert parse(scenario.to_toml()).description == tricky
    row = Scenario.from_dict({"member": [{"name": 'a "b" \\ . ]'}, {"name": "c = #"}]})
    assert parse(row.to_toml()) == row


def test_booleans_and_lists_of_sentences_are_written_as_toml():
    written = toml.written(
        {"on": True, "off": False, "told": ["a" * 50, 'b "c"' * 10], "few": ["x"]}
    )
    assert "on = true\noff = false\n" in written
    assert written.count("\n  ") == 2
    assert tomllib.loads(written) == {
        "on": True,
        "off": False,
        "told": ["a" * 50, 'b "c"' * 10],
        "few": ["x"],
    }
