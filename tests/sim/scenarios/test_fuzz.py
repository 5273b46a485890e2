"""Whatever goes into the loader: a scenario comes out, or a ScenarioError of one line."""

import copy
import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim.errors import ScenarioError
from sim.interventions.nine import ACTIONS
from sim.scenarios import Scenario, load, parse, shipped
from sim.scenarios.part import DIVISIONS, DOMAINS, GROUPS, SHOCKS
from sim.scenarios.people import MEMBER_FIELDS, Joiner
from sim.scenarios.tables import Grant, Start, Structure
from tests.strategies import anything

quick = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], database=None
)

KEYS = [
    *(field.alias or name for name, field in Scenario.model_fields.items()),
    *Joiner.model_fields,
    *Start.model_fields,
    *Structure.model_fields,
    *Grant.model_fields,
    *["mean", "sd", "low", "high", "lead", "coordinator", "facilitator", "kind", "from", "to"],
    *[
        "amount",
        "first",
        "months",
        "count",
        "skill",
        "cost",
        "action",
        "at",
        "until",
        "breach_weight",
        "identity",
    ],
]
WORDS = [*ACTIONS, *DIVISIONS, *DOMAINS, *SHOCKS, "Member 1", "Simavi", *GROUPS, "", "5 kEUR"]

keys, tables = anything(KEYS, WORDS)
contents = st.dictionaries(keys, tables, max_size=8)


def survives(read, given_):
    """Read it; hold an error to its promise and a scenario to its own."""
    try:
        scenario = read(given_)
    except ScenarioError as error:
        wrong = [line for line in error.lines if line.splitlines() != [line] or len(line) >= 1000]
        if wrong or not error.lines:
            raise AssertionError(f"not a line each: {error.lines}") from error
        return None
    assert Scenario.from_dict(scenario.to_dict()) == scenario
    assert parse(scenario.to_toml()) == scenario
    assert 2 <= len(scenario.places()) <= 60
    return scenario


@quick
@given(st.binary(max_size=300))
def test_any_bytes(content):
    survives(parse, content)


@quick
@given(st.text(alphabet="[]{}=.,\"'#\\\n abc019eE+-_:", max_size=120))
def test_anything_that_looks_like_toml(text):
    survives(parse, text)


@pytest.mark.slow
@quick
@given(contents)
def test_any_tables(content):
    survives(Scenario.from_dict, content)


@pytest.mark.slow
@quick
@given(contents)
def test_any_tables_upon_a_valid_scenario(content):
    survives(Scenario.from_dict, {"members": {"count": 5}} | content)


@pytest.mark.slow
@quick
@given(st.data())
def test_valid_scenarios_with_one_thing_changed(data):
    scenario = load(data.draw(st.sampled_from(shipped())))
    content = copy.deepcopy(scenario.to_dict())
    table = content
    while True:
        places = list(table) if isinstance(table, dict) else list(range(len(table)))
        if not places:
            break
        key = data.draw(st.sampled_from(places))
        deeper = isinstance(table[key], (dict, list))
        if not deeper or data.draw(st.integers(0, 3)) == 0:
            if data.draw(st.booleans()):
                table[key] = data.draw(tables)
            else:
                del table[key]
            break
        table = table[key]
    survives(Scenario.from_dict, content)


@quick
@given(st.data())
def test_valid_files_with_some_bytes_changed(data):
    content = bytearray(load(data.draw(st.sampled_from(shipped()))).to_toml().encode())
    at = data.draw(st.integers(0, len(content) - 1))
    until = data.draw(st.integers(at, min(at + 40, len(content))))
    content[at:until] = data.draw(st.binary(max_size=12))
    survives(parse, bytes(content))


@pytest.mark.slow
@quick
@given(st.data())
def test_any_change_by_path(data):
    scenario = load("bridging-the-gaps")
    path = data.draw(st.sampled_from(scenario.paths()) | st.text(max_size=20))
    value = data.draw(tables | st.none())
    survives(lambda change: scenario.replace(*change), (path, value))


@quick
@given(
    st.fixed_dictionaries(
        {field: st.floats(0.001, 1) for field in MEMBER_FIELDS}
        | {"count": st.integers(2, 60), "network": st.floats(0, 1) | st.just(math.nan)}
    )
)
def test_members_within_bounds_are_taken_as_they_are(members):
    scenario = survives(Scenario.from_dict, {"members": members})
    if math.isnan(members["network"]):
        assert scenario is None
    else:
        assert scenario.to_dict()["members"] == members
