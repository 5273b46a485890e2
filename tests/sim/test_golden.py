"""A changed result must be seen as such.

The digests of a few short ensembles stand in golden.json. Where a change is meant to alter results, renew
them with

    python -m tests.sim.test_golden

and say so in CHANGELOG.md, flagged **results**.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

import sim
from sim.scenarios import Scenario
from tests.strategies import grouped

FILE = Path(__file__).with_name("golden.json")

CASES: dict[str, Callable[[], Scenario]] = {
    "default": lambda: sim.load("default"),
    "interventions": lambda: sim.load("default").replace(
        "intervention", [{"action": "D1", "while": "chafing"}, {"action": "D5", "every": 3}]
    ),
    "wash": lambda: sim.load("wash"),
    "collapse": lambda: sim.load("collapse"),
    "groups and reviews": lambda: grouped(
        "members",
        14,
        length=24,
        grant=[{"amount": 3000, "months": 12, "reviews": [6], "renewable": True}],
        joiner=[{"name": "Newcomer", "tick": 4}],
    ),
    "joiners and shocks": lambda: Scenario.from_dict(
        {
            "length": 24,
            "members": {"count": 5},
            "roles": {"lead": "Member 2", "coordinator": {"member": "Member 3"}},
            "joiner": [{"name": "Newcomer", "tick": 4}],
            "shock": [
                {"kind": "scandal", "tick": 3, "size": 0.5, "member": "Member 1"},
                {
                    "kind": "merger",
                    "tick": 9,
                    "size": 0.4,
                    "member": "Member 1",
                    "with": "Member 2",
                },
            ],
            "change": [{"tick": 6, "governance": "lead", "division": "power"}],
        }
    ),
}


def digests(scenario: Scenario) -> dict[str, str]:
    """A digest of every variable of a short ensemble."""
    result = sim.simulate(scenario, runs=4, seed=11, dyads=True)
    return {
        str(name): hashlib.sha256(np.ascontiguousarray(values.to_numpy()).tobytes()).hexdigest()[
            :16
        ]
        for name, values in sorted(result.data_vars.items())
    }


@pytest.mark.parametrize("case", CASES)
def test_results_are_as_they_were(case: str) -> None:
    kept = json.loads(FILE.read_text("utf-8"))[case]
    now = digests(CASES[case]())
    changed = sorted(name for name in {*kept, *now} if kept.get(name) != now.get(name))
    assert not changed, (
        f"{case}: {', '.join(changed)} changed; if that is meant: python -m tests.sim.test_golden, "
        "and say so in CHANGELOG.md, flagged **results**"
    )


if __name__ == "__main__":
    found = {name: digests(make()) for name, make in CASES.items()}
    FILE.write_text(json.dumps(found, indent=1, sort_keys=True) + "\n", "utf-8")
