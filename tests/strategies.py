"""Random scenarios for property tests."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from sim.parameters import PARAMETERS
from sim.scenarios import Scenario

share = st.floats(0, 1)


@st.composite
def scenarios(draw: st.DrawFn, most: int = 12, length: int = 24) -> Scenario:
    """A scenario with joiners, shocks, roles and odd parameters, likely to see members leave."""
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
        "grant": [{"amount": draw(st.floats(1, 5000)), "first": draw(st.integers(0, 5)),
                   "months": draw(st.integers(1, 60))}],
        "roles": {
            "lead": draw(st.sampled_from(names)),
            "coordinator": {"skill": draw(share), "member": draw(st.sampled_from(names))},
            "facilitator": {"skill": draw(share), "capacity": draw(st.floats(0.1, 10))},
        },
        "joiner": [{"name": f"Newcomer {k}", "tick": draw(st.integers(1, length - 1))}
                   for k in range(joiners)],
        "shock": [
            {"kind": "scandal", "tick": 3, "size": 0.5, "member": names[0]},
            {"kind": "director-leaves", "tick": 7, "size": 0.5, "member": names[-1]},
            {"kind": "budget-cut", "tick": 9, "size": 0.3},
            {"kind": "environment-shift", "tick": 11, "size": 0.3},
        ],
        "parameters": {"exit_rate": 0.5, "exit_backing": 0.7},
    }  # fmt: skip
    for name in draw(st.lists(st.sampled_from(sorted(PARAMETERS)), max_size=5)):
        item = PARAMETERS[name]
        if item.unit == "switch":
            value: float = draw(st.sampled_from([0, 1]))
        else:
            value = draw(st.floats(item.low, min(item.high, 10 * abs(item.default) + 1)))
        content["parameters"][name] = value
    return Scenario.from_dict(content)
