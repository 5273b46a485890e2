"""The shipped scenarios: all load, and those of real alliances hold to the facts."""

import re
import tomllib

import numpy as np
import pytest

import sim
from sim.scenarios import json_schema, load, parse, shipped
from sim.scenarios.coverage import coverage
from sim.scenarios.part import DOMAINS

REAL = ("wash", "wash-sdg", "get-up-speak-out", "green-livelihoods", "bridging-the-gaps")


@pytest.fixture(scope="module")
def validator():
    jsonschema = pytest.importorskip("jsonschema")
    schema = json_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


@pytest.mark.parametrize("name", shipped())
def test_it_loads_and_says_what_it_is(name):
    scenario = load(name)
    assert scenario.description
    assert scenario.assumptions
    assert 2 <= len(scenario.places()) <= 60


@pytest.mark.parametrize("name", shipped())
def test_it_survives_being_written_and_read(name):
    scenario = load(name)
    again = parse(scenario.to_toml())
    assert again == scenario
    assert again.digest() == scenario.digest()
    assert type(scenario).from_dict(scenario.to_dict()) == scenario


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_the_schema_accepts_it(name, validator):
    validator.validate(load(name).to_dict())


def test_every_domain_has_a_scenario():
    assert {load(name).domain for name in shipped()} >= set(DOMAINS)


@pytest.mark.parametrize("name", REAL)
def test_a_real_alliance_names_its_sources(name):
    scenario = load(name)
    assert scenario.sources
    assert scenario.member
    assert scenario.roles.lead


def test_wash_gets_what_the_revised_ruling_gave():
    scenario = load("wash")
    assert [row.name for row in scenario.member] == [
        "Simavi",
        "Akvo",
        "AMREF Flying Doctors",
        "ICCO",
        "RAIN",
        "WASTE",
    ]
    (grant,), (shock,) = scenario.grant, scenario.shock
    before = grant.amount * shock.tick / grant.months
    total = before + (grant.amount - before) * (1 - shock.size)
    assert total == pytest.approx(45_459.515, abs=1)


def test_wash_planned_with_a_third_more_than_it_got():
    assert coverage(load("wash")).share == pytest.approx(45_459.515 / 68_628, abs=0.01)


def test_wash_sdg_is_nested():
    scenario = load("wash-sdg")
    groups = [row.group for row in scenario.member]
    assert groups == ["WASH Alliance International"] * 9 + [None, None]
    assert scenario.form() == "given"
    assert scenario.structure.core == ("Simavi", "SNV", "Plan Nederland")
    (grant,) = scenario.grant
    assert (grant.amount, grant.months) == (59000, 87)


def test_bridging_the_gaps_has_two_tiers_an_evaluation_and_a_second_phase():
    scenario = load("bridging-the-gaps")
    tiers = {row.name: row.group for row in scenario.member}
    assert list(tiers.values()) == ["Alliance Partners"] * 5 + ["Global Partners"] * 4
    assert all(tiers[name] == "Global Partners" for name in scenario.structure.ring)
    assert len(scenario.structure.ring) == 4
    (grant,) = scenario.grant
    assert (grant.amount, grant.months, grant.reviews) == (35000, 52, (32,))
    assert grant.renewable


def test_green_livelihoods_doubles_at_its_second_grant():
    scenario = load("green-livelihoods")
    assert (len(scenario.member), len(scenario.joiner)) == (3, 3)
    assert {row.tick for row in scenario.joiner} == {60} == {scenario.grant[1].first}


def test_municipalities_are_24_in_groups_of_a_coordinator():
    scenario = load("cooperating-municipalities")
    assert len(scenario.places()) == 24
    assert scenario.form() == "coordinator"


def test_one_network_lives_without_a_fund():
    scenario = load("own-time")
    assert not scenario.grant
    assert not coverage(scenario).asked.any()


@pytest.mark.parametrize("name", REAL)
def test_what_no_fact_says_of_a_real_alliance_is_at_its_default(name):
    scenario, plain = load(name), load("default")
    assert set(scenario.members.model_fields_set) <= {"capacity", "reserve", "dependence"}
    assert set(scenario.start.model_fields_set) <= {"trust_within_group"}
    assert scenario.task == plain.task
    assert scenario.roles.coordinator == plain.roles.coordinator
    assert (scenario.division, scenario.governance) == (plain.division, plain.governance)
    assert not scenario.parameters
    assert not scenario.pair


@pytest.mark.parametrize("name", shipped())
def test_what_it_says_that_the_fund_covers_is_so(name):
    scenario = load(name)
    told = " ".join(scenario.assumptions)
    found = re.findall(r"fund\s+covers about (\d+) % of what members ask", told)
    expected = coverage(scenario).share
    assert [int(share) for share in found] == (
        [] if np.isnan(expected) else [round(100 * expected)]
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", shipped())
def test_it_runs(name):
    result = sim.simulate(load(name).replace("parameters.leaving_on", 0), runs=2, seed=1)
    shares = [result[f"{key}_hours"] for key in ("designing", "learning", "apart", "joint")]
    assert all(float(hours.sum()) > 0.0 for hours in shares)


def test_de_versnelling_is_labelled():
    scenario = load("de-versnelling")
    assert "illustration" in scenario.title
    assert all(row.name.startswith("Organisation ") for row in scenario.member)


def test_the_schema_tells_bounds_units_and_meaning(validator):
    tables = validator.schema["$defs"]
    capacity = tables["Member"]["properties"]["capacity"]
    assert capacity["description"].startswith("staff")
    plain = capacity["anyOf"][0]
    assert (plain["exclusiveMinimum"], plain["maximum"], plain["x-unit"]) == (0, 1000, "FTE")
    for table in (*tables.values(), validator.schema):
        assert table["additionalProperties"] is False
        for key, field in table["properties"].items():
            assert "null" not in str(field), key


@pytest.mark.parametrize(
    "text",
    [
        "[members]\ncount = 1",
        "[members]\ncount = 4\nquality = 1.4",
        "[members]\ncount = 4\nquality = {mean = 0.5}",
        "[members]\ncount = 4\nqualty = 0.4",
        "[members]\ncount = 4\n[parameters]\nbreach_weight = 0",
        '[members]\ncount = 4\n[[shock]]\nkind = "x"\ntick = 3\nsize = 1',
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(text, validator):
    assert not validator.is_valid(tomllib.loads(text))
