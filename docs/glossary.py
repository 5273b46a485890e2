"""Fills the tables of words in the glossary and in the page on member tables: `python docs/glossary.py`.

What things are called stands in `alliance.words.vocabulary`, `sim.observers.phases` and `sim.interventions.nine`; here is only
where each idea of the brochure lives in the model. A test fails when the page and the code disagree, or
when a place does not exist.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from alliance.tables.alliance import FACTS
from alliance.tables.headings import COLUMNS, labels
from alliance.words import vocabulary as words
from alliance.words.language import LANGUAGES, Named, Term
from sim.interventions.nine import ACTIONS
from sim.observers.outcomes import OUTCOMES
from sim.observers.phases import PHASES
from sim.observers.signs import SIGNS
from sim.results import VARIABLES
from sim.scenarios import MEMBER_FIELDS
from sim.scenarios.part import bounds
from sim.scenarios.people import Members

PAGES = [Path(__file__).parent / name for name in ("glossary.md", "member-tables.md")]

ODD = {
    "entities": "odd.md#2-entities-state-variables-and-scales",
    "schedule": "odd.md#3-process-overview-and-scheduling",
    "concepts": "odd.md#4-design-concepts",
    "start": "odd.md#5-initialisation",
    "submodels": "odd.md#7-submodels",
}
"""Places in the ODD protocol, by the word that the link shows."""


@dataclass(frozen=True)
class Place:
    """Where an idea lives in the model.

    Attributes:
        meaning: what it is there, in a line.
        files: source files.
        names: variables of results, outcomes or keys of scenarios.
        odd: a key of `ODD`.
    """

    meaning: str
    files: tuple[str, ...]
    names: tuple[str, ...] = ()
    odd: str = "submodels"


PLACES: dict[str, Place] = {
    "alliance": Place(
        "the new organisation that its members found",
        ("sim/state.py", "sim/mesa/model.py"),
        ("members", "progress"),
        "entities",
    ),
    "added_value": Place(
        "what joint work and work apart under the flag gave, against what all hours would have given "
        "apart, less 1",
        ("sim/rules/production.py", "sim/observers/paths.py"),
        ("joint_output", "apart_output", "own_output", "added_value"),
    ),
    "together_and_apart": Place(
        "each member has one leg in the alliance and one at home; what its "
        "hours would have given apart is what added value is held against",
        ("sim/agents/engagement.py", "sim/rules/production.py"),
        ("engagement", "apart", "own_output"),
        "concepts",
    ),
    "member": Place(
        "an organisation, the agent that decides",
        ("sim/mesa/member.py",),
        ("active", "leaves"),
        "entities",
    ),
    "constituency": Place(
        "who a member answers to; an agent of its own",
        ("sim/mesa/constituency.py",),
        ("backing", "results_seen", "patience"),
        "entities",
    ),
    "backing": Place(
        "support of its constituency for taking part; without it a member leaves",
        ("sim/agents/backing.py", "sim/rules/backing.py"),
        ("backing",),
    ),
    "ambition": Place(
        "the shared goal, and how firmly it binds",
        ("sim/rules/ambition.py",),
        ("commitment", "binding"),
    ),
    "vision": Place(
        "what members agree on of the ambition",
        ("sim/rules/ambition.py",),
        ("commitment", "goals", "values"),
    ),
    "differences": Place(
        "six, each a quantity of a member (below)",
        ("sim/scenarios/people.py",),
        tuple(words.DIFFERENCES),
        "start",
    ),
    "authority": Place(
        "what the three roles may do",
        ("sim/mesa/roles.py", "sim/rules/governance.py"),
        ("governance", "lead"),
    ),
    "rules_of_the_game": Place(
        "how members deal with each other: part of the working agreements",
        ("sim/rules/agreements.py",),
        ("agreements",),
    ),
    "agreements": Place(
        "how complete they are; made in time for designing, they erode",
        ("sim/rules/agreements.py",),
        ("agreements",),
    ),
    "balance": Place(
        "how much of the agreements is control",
        ("sim/rules/trust.py", "sim/programme.py"),
        ("control",),
    ),
    "waterline": Place(
        "what of a tension is on the table, and what stays under it",
        ("sim/rules/waterline.py",),
        ("openness", "tension_open", "tension_hidden"),
    ),
    "openness": Place(
        "share of its real interests that a member shows",
        ("sim/agents/voice.py", "sim/rules/waterline.py"),
        ("openness",),
    ),
    "conflict": Place(
        "over resources, norms and values, identity (below): each with its own source, clash and "
        "settlement",
        ("sim/rules/tension.py", "sim/rules/conflict.py"),
        tuple(words.CONFLICTS),
    ),
    "clash": Place(
        "tension on the table that breaks out between two members; it takes hours and ends well "
        "or badly",
        ("sim/rules/conflict.py",),
        ("clashes", "clashes_bad", "conflict_hours"),
    ),
    "grievance": Place(
        "tension of the three kinds that was not spoken of; it leaks out later",
        ("sim/rules/waterline.py", "sim/rules/conflict.py"),
        ("stored_resources", "stored_values", "stored_identity", "grievance"),
    ),
    "rift": Place(
        "what is between two members rather than between their interests; left by clashes that end badly",
        ("sim/rules/conflict.py",),
        ("rift",),
    ),
    "fairness": Place(
        "felt twice: of what a member gets, and of being heard",
        ("sim/rules/fairness.py",),
        ("fair_got", "fair_heard"),
    ),
    "trust": Place(
        "of one member in another: a judgement of its conduct, seen with error",
        ("sim/rules/trust.py",),
        ("trust",),
    ),
    "knowledge": Place(
        "of the other's strengths and ways", ("sim/rules/learning.py",), ("knowledge",)
    ),
    "pecking_order": Place(
        "rank of the members, as it emerges",
        ("sim/rules/pecking_order.py",),
        ("status", "rank_inequality"),
    ),
    "language": Place(
        "what was lived through together and is told as one story",
        ("sim/rules/story.py",),
        ("language",),
    ),
    "working_group": Place(
        "members that sit together; only they meet",
        ("sim/rules/groups.py", "sim/structure.py", "sim/ties.py"),
        ("structure",),
        "entities",
    ),
    "core": Place(
        "members of several groups that connect them; it decides",
        ("sim/structure.py", "sim/ties.py"),
        ("structure",),
        "entities",
    ),
    "ring": Place(
        "members that meet the others but not each other",
        ("sim/structure.py", "sim/ties.py"),
        ("structure",),
        "entities",
    ),
    "role_division": Place(
        "how far each does what it is best at", ("sim/rules/production.py",), ("role",)
    ),
    "task": Place(
        "what the alliance has taken on: skills that it needs, and how hard it is to do alone",
        ("sim/rules/production.py",),
        ("task",),
    ),
    "funder": Place(
        "reviews, cuts, stops and renews",
        ("sim/rules/funding.py",),
        ("funding", "track", "renewed", "terms"),
    ),
    "aspiration": Place(
        "what a member expects of the fund follows what it got",
        ("sim/rules/division.py", "sim/agents/claims.py"),
        ("expected", "paid_share"),
    ),
    "learning_agenda": Place(
        "action D4: members come to know each other", ("sim/interventions/nine.py",)
    ),
    "profile": Place(
        "how well the alliance is known outside", ("sim/rules/outside.py",), ("profile",)
    ),
    "harvest": Place(
        "what was learnt and is recorded; newcomers, a next term and other groups learn from it",
        ("sim/rules/story.py",),
        ("harvest",),
    ),
    "strengths": Place(
        "members with different expertise who know each other give more together",
        ("sim/rules/production.py", "sim/rules/meeting.py"),
        ("expertise", "role"),
    ),
    "dissent": Place(
        "who hears none stops noticing what the outside asks",
        ("sim/rules/outside.py",),
        ("dissent", "heard", "gap"),
    ),
    "productivity": Place(
        "output, joint and apart, over what all hours would have given apart",
        ("sim/rules/production.py", "sim/observers/outcomes.py"),
        ("productivity",),
    ),
    "activity": Place(
        "designing, learning, working apart and working jointly; members choose by what an hour brings",
        ("sim/agents/time_use.py", "sim/rules/time_use.py"),
        tuple(words.ACTIVITIES),
    ),
    "phase": Place(
        "what members do together and what that earns; no rule reads it",
        ("sim/observers/phases.py",),
        (),
        "concepts",
    ),
    "sign": Place(
        "what is to be seen in a phase; measured apart from it",
        ("sim/observers/signs.py",),
        (),
        "concepts",
    ),
    "action": Place(
        "what a facilitator does; it moves levers of rules and nothing else",
        ("sim/interventions/nine.py", "sim/levers.py"),
    ),
}
"""Where each of `alliance.words.vocabulary.CONCEPTS` lives."""


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def _table(head: Iterable[str], rows: Iterable[str]) -> str:
    head = tuple(head)
    return "\n".join([_row(*head), _row(*["---"] * len(head)), *rows])


def _code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _dutch(term: Named) -> str:
    return f"*{term.dutch}*" if getattr(term, "brochure", False) else term.dutch


def concepts() -> str:
    """The ideas of the brochure, with where they live."""
    rows = []
    for key, term in words.CONCEPTS.items():
        place = PLACES[key]
        parts = [_code(place.files), _code(place.names), f"[{place.odd}]({ODD[place.odd]})"]
        rows.append(_row(term.name, _dutch(term), place.meaning, " · ".join(filter(None, parts))))
    return _table(("English", "Nederlands", "what it is here", "in the model"), rows)


def phases() -> str:
    """The phases by code."""
    rows = [
        _row(str(p.code), p.name, _dutch(Term(p.name, p.dutch, 1 <= p.code <= 3))) for p in PHASES
    ]
    return _table(("code", "English", "Nederlands"), rows)


def signs() -> str:
    """The signs, with how they are measured."""
    rows = [
        _row(sign.code, str(sign.phase), sign.name, _dutch(words.SIGNS[sign.code]), sign.definition)
        for sign in SIGNS
    ]
    return _table(("code", "phase", "English", "Nederlands", "measured as"), rows)


def actions() -> str:
    """The nine actions, with the levers that they move."""
    nine = [ACTIONS[f"D{k}"] for k in range(1, 10)]
    # The brochure's page here gives the Dutch of the last one only.
    rows = [
        _row(
            a.code,
            str(a.phase),
            a.name,
            _dutch(Term(a.name, a.dutch, a.code == "D9")),
            _code(a.moves),
        )
        for a in nine
    ]
    return _table(("code", "phase", "English", "Nederlands", "moves the lever"), rows)


def choices() -> str:
    """Roles, rules and what else a scenario names by a key."""
    groups = (
        ("role", words.ROLES),
        ("difference", words.DIFFERENCES),
        ("conflict over", words.CONFLICTS),
        ("division", words.DIVISIONS),
        ("governance", words.GOVERNANCES),
        ("groups", words.GROUPS),
        ("domain", words.DOMAINS),
        ("shock", words.SHOCKS),
        ("ending", words.ENDINGS),
    )
    rows = [
        _row(kind, term.name, _dutch(term), f"`{key}`")
        for kind, group in groups
        for key, term in group.items()
    ]
    return _table(("what", "English", "Nederlands", "key"), rows)


def quantities() -> str:
    """What is said of a member."""
    rows = []
    for key in MEMBER_FIELDS:
        number, meaning = bounds(Members, key), Members.model_fields[key].description or ""
        unit = number.unit or "0 to 1"
        rows.append(
            _row(words.QUANTITIES[key].name, words.QUANTITIES[key].dutch, meaning, unit, f"`{key}`")
        )
    return _table(("English", "Nederlands", "meaning", "unit", "key"), rows)


def variables() -> str:
    """Variables of a result."""
    rows = [
        _row(
            words.VARIABLES[key].name,
            words.VARIABLES[key].dutch,
            v.meaning,
            v.unit,
            f"`{key}` ({v.level})",
        )
        for key, v in VARIABLES.items()
    ]
    return _table(("English", "Nederlands", "meaning", "unit", "variable"), rows)


def outcomes() -> str:
    """Outcomes of a run."""
    rows = [
        _row(words.OUTCOMES[key].name, _dutch(words.OUTCOMES[key]), o.meaning, o.unit, f"`{key}`")
        for key, o in OUTCOMES.items()
    ]
    return _table(("English", "Nederlands", "meaning", "unit", "outcome"), rows)


def columns() -> str:
    """Columns of the sheet of members."""
    rows = []
    for heading in COLUMNS:
        told = heading.unit_told.name if heading.unit_told else "an answer on a scale"
        if heading.key in ("name", "group", "seat"):
            told = "text"
        english, dutch = (labels(heading, language) for language in LANGUAGES)
        rows.append(_row(_span(english), _span(dutch), heading.question.name, told))
    return _table(("heading", "in Dutch", "what it asks", "unit"), rows)


def facts() -> str:
    """Rows of the sheet of the alliance."""
    rows = []
    for fact in FACTS:
        heading = fact.heading
        if fact.choices:
            told = "one of: " + ", ".join(term.name for term in fact.choices.values())
        else:
            told = heading.unit_told.name if heading.unit_told else _KINDS[fact.kind]
        rows.append(_row(heading.term.name, heading.term.dutch, heading.question.name, told))
    return _table(("what", "in Dutch", "what it asks", "answer"), rows)


_KINDS = {
    "text": "text",
    "texts": "text",
    "answer": "an answer on a scale",
    "member": "a member",
    "role": "yes, no or a member",
    "yes": "yes or no",
    "scale": "a scale",
    "start": "a month",
}


def _span(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{names[0]} … {names[-1]}"


TABLES: dict[str, Callable[[], str]] = {
    "concepts": concepts,
    "phases": phases,
    "signs": signs,
    "actions": actions,
    "choices": choices,
    "quantities": quantities,
    "variables": variables,
    "outcomes": outcomes,
    "columns": columns,
    "facts": facts,
}
"""What stands between the marks of the pages, by name."""


def filled(page: str) -> str:
    """The page with every table made anew."""
    return re.sub(
        r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)",
        lambda mark: f"{mark[1]}{TABLES[mark[2]]()}\n{mark[3]}",
        page,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
