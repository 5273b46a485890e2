"""The parts of the ODD protocol that are generated from the code.

    python -m sim.odd docs/odd.md

rewrites the tables between the marks `<!-- generated: NAME -->` and `<!-- end -->` of that page. A test
fails when the page and the code disagree.
"""

from __future__ import annotations

import ast
import inspect
import re
import sys
from collections.abc import Callable
from pathlib import Path

from sim.agents.perception import PERCEPTS
from sim.declared import ALLIANCE, MEMBERS, RULES, STEPS
from sim.flows import FLOWS
from sim.month import month
from sim.parameters import MECHANISMS, PARAMETERS
from sim.scenarios import MEMBER_FIELDS
from sim.scenarios.schema import Members
from sim.state import VARIABLES


def state_table() -> str:
    """State variables by entity, with unit and bounds."""
    rows = ["| entity | variable | unit | bounds | meaning |", "|---|---|---|---|---|"]
    for name, field in VARIABLES.items():
        axes = f" ({', '.join(field.axes)})" if field.axes not in (ALLIANCE, MEMBERS) else ""
        rows.append(
            f"| {field.entity} | `{name.rstrip('_')}`{axes} | {field.unit} | "
            f"{field.low:g} to {_bound(field.high)} | {field.meaning} |"
        )
    return "\n".join(rows)


def parameter_table() -> str:
    """All parameters by mechanism, with default, bounds and source."""
    parts = []
    for mechanism, off in MECHANISMS.items():
        rows = [
            f"**{mechanism.replace('_', ' ')}** ({off})",
            "",
            "| parameter | default | bounds | unit | meaning | source |",
            "|---|---|---|---|---|---|",
        ]
        rows += [
            f"| `{p.name}` | {p.default:g} | {p.low:g} to {p.high:g} | {p.unit} | {p.meaning} | "
            f"{p.source} |"
            for p in PARAMETERS.values()
            if p.mechanism == mechanism and p.unit != "switch"
        ]
        parts.append("\n".join(rows))
    return "\n\n".join(parts)


def perception_table() -> str:
    """What members perceive when they decide."""
    rows = ["| perception | bounds | meaning |", "|---|---|---|"]
    rows += [
        f"| `{name.rstrip('_')}` | {told.low:g} to {_bound(told.high)} | {told.meaning} |"
        for name, told in PERCEPTS.items()
    ]
    return "\n".join(rows)


def flow_table() -> str:
    """What a month reports beside the state."""
    rows = ["| flow | of | unit | meaning |", "|---|---|---|---|"]
    rows += [
        f"| `{name}` | {'member' if told.axes else 'alliance'} | {told.unit} | {told.meaning} |"
        for name, told in FLOWS.items()
    ]
    return "\n".join(rows)


def _bound(high: float) -> str:
    return "no limit" if high == float("inf") else f"{high:g}"


def schedule() -> str:
    """The steps of a month, and rules that it calls by itself, in the order of `sim.month.month`."""
    calls = [
        node.func
        for line in ast.parse(inspect.getsource(month)).body[0].body  # type: ignore[attr-defined]
        for node in ast.walk(line)
        if isinstance(node, ast.Call)
    ]
    known = {**STEPS, **RULES}
    names = [name for name in map(ast.unparse, calls) if name in known]
    return "\n".join(
        f"{k}. {(inspect.getdoc(known[name]) or '').splitlines()[0]} (`{name}`)"
        for k, name in enumerate(names, 1)
    )


def start_table() -> str:
    """How members are drawn when a scenario says nothing."""
    rows = ["| quantity | drawn from |", "|---|---|"]
    for name in MEMBER_FIELDS:
        default = Members.model_fields[name].default
        if default.mean is None:
            drawn = f"uniform, {default.low:g} to {default.high:g}"
        else:
            drawn = f"normal, mean {default.mean:g}, sd {default.sd:g}, within bounds"
        rows.append(f"| `{name}` | {drawn} |")
    return "\n".join(rows)


TABLES: dict[str, Callable[[], str]] = {
    "state": state_table,
    "parameters": parameter_table,
    "perceptions": perception_table,
    "flows": flow_table,
    "schedule": schedule,
    "start": start_table,
}
"""What can stand between the marks, by name."""


def filled(page: str) -> str:
    """The page with every generated part made anew.

    Raises:
        KeyError: for a mark with an unknown name.
    """
    return re.sub(
        r"(<!-- generated: (\w+) -->\n).*?(<!-- end -->)",
        lambda mark: f"{mark[1]}{TABLES[mark[2]]()}\n{mark[3]}",
        page,
        flags=re.DOTALL,
    )


if __name__ == "__main__":
    for name in sys.argv[1:]:
        path = Path(name)
        path.write_text(filled(path.read_text(encoding="utf-8")), encoding="utf-8")
