"""The shipped scenarios: all load, and those of real alliances hold to the facts."""

import tomllib

import pytest

from sim.scenarios import json_schema, load, parse, shipped
from sim.scenarios.schema import DOMAINS

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
    assert 2 <= len(scenario.places()) <= 50


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


def test_wash_sdg_is_nested():
    groups = [row.group for row in load("wash-sdg").member]
    assert len(groups) == 11
    assert groups.count("WASH Alliance International") == 9


def test_bridging_the_gaps_has_two_tiers():
    scenario = load("bridging-the-gaps")
    groups = [row.group for row in scenario.member]
    assert (groups.count("Alliance Partners"), groups.count("Global Partners")) == (5, 4)
    assert [(g.amount, g.first, g.months) for g in scenario.grant] == [
        (35000, 0, 52),
        (49985, 52, 60),
    ]


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
        "[members]\ncount = 4\n[parameters]\nloss_ratio = 0",
        '[members]\ncount = 4\n[[shock]]\nkind = "x"\ntick = 3\nsize = 1',
    ],
)
def test_the_schema_refuses_what_the_loader_refuses(text, validator):
    assert not validator.is_valid(tomllib.loads(text))
