"""The example tables are in order, say that they are illustrative, and their copies agree."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest

import sim
from alliance.survey.following import gather
from sim.scenarios import Scenario

openpyxl = pytest.importorskip("openpyxl")

EXAMPLES = Path(__file__).parents[3] / "examples"
_spec = importlib.util.spec_from_file_location("make", EXAMPLES / "make.py")
assert _spec is not None
assert _spec.loader is not None
make: Any = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(make)


def told(scenario: Scenario) -> dict[str, Any]:
    """What a scenario says, without the file it was read from."""
    content = scenario.to_dict()
    content["assumptions"] = [
        s for s in content["assumptions"] if not s.startswith(("Read from ", "Gelezen uit "))
    ]
    return content


@pytest.mark.parametrize("name", make.EXAMPLES)
def test_an_example_runs_and_says_that_it_is_illustrative(name: str) -> None:
    for suffix in (".csv", ".xlsx"):
        scenario = sim.load(EXAMPLES / f"{name}{suffix}")
        assert "illustrati" in scenario.title.casefold()
        assert scenario.assumptions[0].casefold().startswith("illustrati")
    sim.simulate(scenario.replace("length", 12), runs=2, seed=1)
    for file in EXAMPLES.glob(f"{name}*.csv"):
        if not file.stem.endswith("-alliance"):
            assert file.read_text("utf-8-sig").lstrip('"').startswith("# ILLUSTRATI")


@pytest.mark.parametrize("name", make.EXAMPLES)
def test_the_workbook_of_an_example_is_its_csv(name: str, tmp_path: Path) -> None:
    kept = sim.load(EXAMPLES / f"{name}.xlsx")
    assert told(kept) == told(sim.load(EXAMPLES / f"{name}.csv")), "run: python examples/make.py"
    made = tmp_path / "made.xlsx"
    made.write_bytes(make.as_excel(make.table(name)))
    books = [openpyxl.load_workbook(path) for path in (made, EXAMPLES / f"{name}.xlsx")]
    cells = [[list(sheet.values) for sheet in book] for book in books]
    assert cells[0] == cells[1], "run: python examples/make.py"


def test_the_english_and_the_dutch_neighbourhood_are_the_same_but_for_words() -> None:
    one, other = (
        sim.load(EXAMPLES / f"{n}.csv") for n in ("healthy-neighbourhood", "gezonde-wijk")
    )
    for english, dutch in zip(one.places(), other.places(), strict=True):
        assert english.quantities == dutch.quantities
    assert [pair.trust for pair in one.pair] == [pair.trust for pair in other.pair]
    for key in ("length", "division", "domain", "grant", "start", "roles"):
        assert getattr(one, key) == getattr(other, key)


def test_the_facts_of_the_real_alliance_are_those_of_its_scenario() -> None:
    table, scenario = sim.load(EXAMPLES / "wash.csv"), sim.load("wash")
    assert [row.name for row in table.member] == [row.name for row in scenario.member]
    assert (table.roles.lead, table.length) == (scenario.roles.lead, scenario.length)


def test_the_followed_examples_read_their_answers_and_events() -> None:
    found = []
    for name, language in (("healthy-neighbourhood", "en"), ("gezonde-wijk", "nl")):
        own = str(EXAMPLES / f"{name}.csv")
        found.append(gather(sim.load(own), own, [], None, None, language))  # type: ignore[arg-type]
    for one in found:
        assert [wave.tick for wave in one.waves] == [8, 20, 32]
        assert [shock.kind for shock in one.scenario.shock] == ["budget-cut"]
    values = [[answer.value for wave in one.waves for answer in wave.answers] for one in found]
    assert values[0] == values[1]
    course = str(EXAMPLES / "wash-course.csv")
    wash = gather(sim.load("wash"), "wash", [course], None, "2011-01", "en")
    assert [wave.tick for wave in wash.waves] == [21, 59]
