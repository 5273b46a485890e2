"""The glossary agrees with the code, and every place that it names is there."""

from __future__ import annotations

import importlib.util
import re
import sys
from pathlib import Path
from typing import Any

import pytest

from alliance.words import vocabulary
from sim.observers.outcomes import OUTCOMES
from sim.results import VARIABLES
from sim.scenarios import MEMBER_FIELDS
from sim.scenarios.schema import Scenario
from sim.scenarios.tables import Roles

ROOT = Path(__file__).parents[2]
_spec = importlib.util.spec_from_file_location("glossary", ROOT / "docs" / "glossary.py")
assert _spec is not None
assert _spec.loader is not None
glossary: Any = importlib.util.module_from_spec(_spec)
sys.modules["glossary"] = glossary  # dataclasses look their module up
_spec.loader.exec_module(glossary)

KNOWN = {*VARIABLES, *OUTCOMES, *MEMBER_FIELDS, *Scenario.model_fields, *Roles.model_fields}


def test_the_pages_agree_with_the_code() -> None:
    pages = [page.read_text("utf-8") for page in glossary.PAGES]
    for page in pages:
        assert glossary.filled(page) == page, "run: python docs/glossary.py"
    marks = re.findall(r"<!-- generated: (\w+) -->", "".join(pages))
    assert sorted(marks) == sorted(glossary.TABLES)


def test_every_idea_has_its_place() -> None:
    assert set(glossary.PLACES) == set(vocabulary.CONCEPTS)


@pytest.mark.parametrize("key", glossary.PLACES)
def test_the_places_of_an_idea_exist(key: str) -> None:
    place = glossary.PLACES[key]
    assert place.files
    for file in place.files:
        assert (ROOT / file).is_file(), file
    assert set(place.names) <= KNOWN
    assert place.odd in glossary.ODD


def test_links_lead_to_sections_of_the_model() -> None:
    headings = re.findall(r"^## (.+)$", (ROOT / "docs" / "odd.md").read_text("utf-8"), re.M)
    anchors = {re.sub(r"[^\w\s-]", "", title.lower()).replace(" ", "-") for title in headings}
    page = glossary.PAGES[0].read_text("utf-8")
    assert set(re.findall(r"\(odd\.md#([^)]+)\)", page)) <= anchors


def test_files_named_in_the_page_exist() -> None:
    for file in re.findall(r"`(sim/[\w/]+\.py)`", glossary.PAGES[0].read_text("utf-8")):
        assert (ROOT / file).is_file(), file
