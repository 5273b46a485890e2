"""Random scenarios for property tests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from sim.parameters import PARAMETERS
from sim.scenarios import Scenario

share = st.floats(0, 1)


def anything(
    keys: Sequence[str], words: Sequence[str]
) -> tuple[st.SearchStrategy[str], st.SearchStrategy[Any]]:
    """Keys and what a TOML file may hold under them, with some that mean something among them."""
    names = st.sampled_from(keys) | st.text(max_size=8)
    scalars = st.one_of(
        st.sampled_from(words),
        st.text(max_size=20),
        st.booleans(),
        st.integers(),
        st.integers(0, 60),
        st.floats(),
        st.floats(0, 1),
        st.dates(),
    )
    return names, st.recursive(
        scalars,
        lambda inside: st.lists(inside, max_size=4) | st.dictionaries(names, inside, max_size=5),
        max_leaves=25,
    )


@st.composite
def interventions(draw: st.DrawFn, length: int) -> dict[str, Any]:
    """Any of the nine, at any moment."""
    row: dict[str, Any] = {"action": f"D{draw(st.integers(1, 9))}", "strength": draw(share)}
    policy = st.sampled_from(
        [
            "chafing",
            "not learning",
            "stagnating or after a bad clash",
            "trust < 0.4",
            "producing and grievance > 0.1",
            "members <= 3",
        ]
    )
    if draw(st.booleans()):
        row["at"] = draw(st.integers(0, length - 1))
    else:
        row["every"] = draw(st.integers(1, 6))
        if draw(st.booleans()):
            row["while"] = draw(policy)
    if row["action"] == "D3" and draw(st.booleans()):
        row["control"] = draw(share)
    return row


@st.composite
def changes(draw: st.DrawFn, name: str, length: int) -> list[dict[str, Any]]:
    """Changes of roles and rules, a lead party always there."""
    tick = st.integers(0, length - 1)
    rows: list[dict[str, Any]] = [
        {"tick": draw(tick), "remove": ["facilitator"]},
        {"tick": draw(tick), "facilitator": {"member": name, "skill": draw(share)}},
        {"tick": draw(tick), "remove": ["coordinator"], "division": "power"},
        {"tick": draw(tick), "lead": name, "governance": "nao"},
    ]
    return draw(st.lists(st.sampled_from(rows), max_size=3, unique_by=lambda row: row["tick"]))


def grouped(by: str, count: int, **tables: Any) -> Scenario:
    """An alliance whose working groups are formed by its members or by a coordinator."""
    content: dict[str, Any] = {
        "members": {"count": count},
        "structure": {"groups": by},
        "roles": {"coordinator": {"skill": 0.6}},
    }
    return Scenario.from_dict(content | tables)


@st.composite
def structures(draw: st.DrawFn, content: dict[str, Any]) -> dict[str, Any]:
    """A scenario's tables with members round one table, in groups of any kind, or in a ring."""
    form = draw(st.sampled_from([None, "one", "given", "members", "coordinator"]))
    rows = [{"name": f"Member {k + 1}"} for k in range(content["members"]["count"])]
    told: dict[str, Any] = {"groups": form, "size": draw(st.integers(2, 5))}
    if form == "given":
        groups = ["A", "B", "A", "B", None, "C"]
        rows = [
            row | ({"group": group} if (group := groups[k % 6]) else {})
            for k, row in enumerate(rows)
        ]
    if draw(st.booleans()):
        told["ring"] = [row["name"] for row in rows[1:][:: draw(st.integers(1, 3))]]
    members = {key: value for key, value in content["members"].items() if key != "count"}
    told = {key: value for key, value in told.items() if value is not None}
    return content | {"members": members, "member": rows, "structure": told}


@st.composite
def scenarios(draw: st.DrawFn, most: int = 12, length: int = 24) -> Scenario:
    """A scenario with joiners, shocks, roles, groups, reviews and odd parameters; members leave in many."""
    count = draw(st.integers(2, most))
    names = [f"Member {k + 1}" for k in range(count)]
    joiners = draw(st.integers(0, 2))
    content: dict[str, Any] = {
        "length": length,
        "division": draw(st.sampled_from(["equal", "equity", "need", "power"])),
        "members": {
            "count": count,
            "backing": {"mean": draw(share), "sd": 0.2},
            "patience": draw(st.floats(1, 40)),
            "professionalism": draw(share),
        },
        "start": {"trust": {"mean": draw(share), "sd": 0.2}, "control": draw(share)},
        "fund": {"start": draw(st.floats(0, 500))},
        "grant": [
            {
                "amount": draw(st.floats(1, 5000)),
                "first": draw(st.integers(0, 5)),
                "months": draw(st.integers(2, 60)),
                "reviews": draw(st.sampled_from([[], [1]])),
                "renewable": draw(st.booleans()),
            }
        ],
        "task": {"hardness": draw(share)},
        "roles": {
            "lead": draw(st.sampled_from(names)),
            "coordinator": {"skill": draw(share), "member": draw(st.sampled_from(names))},
            "facilitator": {"skill": draw(share), "capacity": draw(st.floats(0.1, 10))},
        },
        "joiner": [
            {"name": f"Newcomer {k}", "tick": draw(st.integers(1, length - 1))}
            for k in range(joiners)
        ],
        "shock": [
            {"kind": "scandal", "tick": 3, "size": 0.5, "member": names[0]},
            {"kind": "director-leaves", "tick": 7, "size": 0.5, "member": names[-1]},
            {"kind": "budget-cut", "tick": 9, "size": 0.3},
            {"kind": "environment-shift", "tick": 11, "size": 0.3},
        ],
        "governance": draw(st.sampled_from(["shared", "lead", "nao"])),
        "change": draw(changes(names[0], length)),
        "intervention": draw(st.lists(interventions(length), max_size=4)),
        "parameters": {"exit_rate": 0.5, "exit_backing": 0.7},
    }
    if count > 2 and draw(st.booleans()):
        content["shock"].append(
            {
                "kind": "merger",
                "tick": 13,
                "size": draw(st.floats(0.01, 1)),
                "member": names[0],
                "with": names[1],
            }
        )
    for name in draw(st.lists(st.sampled_from(sorted(PARAMETERS)), max_size=5)):
        item = PARAMETERS[name]
        if item.unit == "switch":
            value: float = draw(st.sampled_from([0, 1]))
        else:
            value = draw(st.floats(item.low, min(item.high, 10 * abs(item.default) + 1)))
        content["parameters"][name] = value
    if draw(st.booleans()):
        content = draw(structures(content))
    return Scenario.from_dict(content)
