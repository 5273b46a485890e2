"""Everything a user meets has a name in both languages, and one only."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from alliance.words import vocabulary
from alliance.words.language import LANGUAGES, Named, Term, in_language
from sim.interventions.nine import ACTIONS
from sim.observers.outcomes import OUTCOMES
from sim.observers.phases import PHASES
from sim.observers.signs import SIGNS
from sim.parameters import MECHANISMS
from sim.results import VARIABLES
from sim.rules.leaving import Ending
from sim.scenarios import MEMBER_FIELDS
from sim.scenarios.part import DIVISIONS, DOMAINS, GOVERNANCES, GROUPS, ROLES, SHOCKS

KINDS = {
    name: group
    for name, group in vars(vocabulary).items()
    if isinstance(group, dict) and not name.startswith("_")
}
CODE = {
    "SIGNS": [sign.code for sign in SIGNS],
    "ROLES": ROLES,
    "DIVISIONS": DIVISIONS,
    "GOVERNANCES": GOVERNANCES,
    "GROUPS": GROUPS,
    "DOMAINS": DOMAINS,
    "SHOCKS": SHOCKS,
    "ENDINGS": [ending.name.lower() for ending in Ending],
    "QUANTITIES": MEMBER_FIELDS,
    "VARIABLES": VARIABLES,
    "OUTCOMES": OUTCOMES,
    "MECHANISMS": MECHANISMS,
}


@pytest.mark.parametrize("name", CODE)
def test_words_are_of_what_the_code_knows(name: str) -> None:
    keys: Iterable[str] = CODE[name]
    assert set(KINDS[name]) == set(keys)


@pytest.mark.parametrize("name", ["DIFFERENCES", "CONFLICTS", "ACTIVITIES"])
def test_ideas_point_at_something_that_is_there(name: str) -> None:
    assert set(KINDS[name]) <= {*MEMBER_FIELDS, *VARIABLES}


@pytest.mark.parametrize("name", KINDS)
def test_no_two_things_of_a_kind_are_called_the_same(name: str) -> None:
    for language in LANGUAGES:
        words = [in_language(term, language) for term in KINDS[name].values()]
        assert len(set(words)) == len(words)
        assert all(word and word == word.strip() for word in words)


def test_phases_and_actions_are_said_too() -> None:
    things: list[Named] = [*PHASES, *(ACTIONS[f"D{k}"] for k in range(1, 10)), Term("a", "b")]
    for thing in things:
        assert in_language(thing, "nl") == thing.dutch != in_language(thing, "en") == thing.name
