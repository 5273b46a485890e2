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
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

from sim.agents.decisions import Decisions
from sim.agents.perception import PERCEPTS
from sim.declared import ALLIANCE, MEMBERS, RULES, STEPS
from sim.flows import FLOWS
from sim.month import month
from sim.parameters import MECHANISMS, PARAMETERS
from sim.scenarios import MEMBER_FIELDS
from sim.scenarios.people import Members
from sim.state import VARIABLES


def state_table() -> str:
    """State variables by entity, with unit and bounds."""
    rows = ["| entity | variable | unit | bounds | starts | meaning |", "|---|---|---|---|---|---|"]
    for name, field in VARIABLES.items():
        axes = f" ({', '.join(field.axes)})" if field.axes not in (ALLIANCE, MEMBERS) else ""
        rows.append(
            f"| {field.entity} | `{name.rstrip('_')}`{axes} | {field.unit} | "
            f"{field.low:g} to {_bound(field.high)} | {_start(field.start)} | {field.meaning} |"
        )
    return "\n".join(rows)


def _start(start: float | str) -> str:
    return f"`{start}`" if isinstance(start, str) else f"{start:g}"


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


def parts_of(function: Callable[..., Any]) -> dict[str, str]:
    """What a docstring says: its first line under `says`, and each section by its name.

    >>> parts_of(RULES["trust.scar"])["Equation"]
    'ς′ = ς + μ deceit c (1 − ς)'
    """
    lines = (inspect.getdoc(function) or "").splitlines()
    found: dict[str, list[str]] = {}
    section = "says"
    for line in lines:
        if re.fullmatch(r"[A-Z]\w+:", line):
            section = line[:-1]
        else:
            found.setdefault(section, []).append(line.strip())
    told = {name: " ".join(part for part in said if part) for name, said in found.items()}
    told["Equation"] = "; ".join(part for part in found.get("Equation", []) if part)
    told["symbols"] = "\n".join(part for part in found.get("Args", []) if part)
    return told


def rules_by_mechanism() -> str:
    """Every rule with its equation, symbols and source, by mechanism."""
    parts = []
    for mechanism in sorted({name.partition(".")[0] for name in RULES}):
        rules = {n: f for n, f in RULES.items() if n.startswith(f"{mechanism}.")}
        parts.append(f"### {mechanism.replace('_', ' ')}\n")
        parts += [_rule(name, rule) for name, rule in rules.items()]
    return "\n".join(parts)


def decisions() -> str:
    """What agents decide, with equations."""
    return "\n".join(
        _rule(part.name, getattr(Decisions(), part.name)) for part in fields(Decisions)
    )


def _rule(name: str, function: Callable[..., Any]) -> str:
    told = parts_of(function)
    arguments = " · ".join(told["symbols"].splitlines())
    equation = told["Equation"].replace("; ", "\n")
    numbers = ", ".join(f"`{number}`" for number in _parameters_of(function))
    return (
        f"**`{name}`** {told['says']}\n\n```\n{equation}\n```\n\n"
        f"{arguments} → {told.get('Returns', '')}\n"
        + (f"Parameters, in the order of the code: {numbers}.\n" if numbers else "")
        + f"*{told.get('Source', '')}*\n"
    )


def _parameters_of(function: Callable[..., Any]) -> list[str]:
    """Parameters that a rule or decision reads, in the order of its lines."""
    found = [
        node
        for node in ast.walk(ast.parse(inspect.getsource(inspect.unwrap(function))))
        if isinstance(node, ast.Attribute) and node.attr in PARAMETERS
    ]
    found.sort(key=lambda node: (node.lineno, node.col_offset))
    return list(dict.fromkeys(node.attr for node in found))


def steps() -> str:
    """Each step of a month with the rules and decisions that it calls, in the order of its lines."""
    rows = ["| step | does | calls, in this order |", "|---|---|---|"]
    for name in _called(month, STEPS):
        step = STEPS[name]
        rules = _called(inspect.unwrap(step), RULES, own=True)
        told = (inspect.getdoc(step) or "").splitlines()[0]
        rows.append(f"| `{name}` | {told} | {', '.join(f'`{rule}`' for rule in rules)} |")
    return "\n".join(rows)


def _called(
    function: Callable[..., Any], known: Mapping[str, object], own: bool = False
) -> list[str]:
    """Names that a function calls, of those that are known, each once and in the order of its lines."""
    home = inspect.getmodule(function)
    calls = [
        node.func
        for node in ast.walk(ast.parse(inspect.getsource(function)))
        if isinstance(node, ast.Call)
    ]
    names = []
    for call in sorted(calls, key=lambda call: (call.lineno, call.col_offset)):
        name = ast.unparse(call)
        module, _, attribute = name.rpartition(".")
        if own and module:
            found = getattr(home, module.partition(".")[0], None)
            name = f"{getattr(found, '__name__', '').rpartition('.')[2]}.{attribute}"
        if name in known and name not in names:
            names.append(name)
    return names


def schedule() -> str:
    """The steps of a month, and rules that it calls by itself, in the order of `sim.month.month`."""
    known = {**STEPS, **RULES}
    return "\n".join(
        f"{k}. {(inspect.getdoc(known[name]) or '').splitlines()[0]} (`{name}`)"
        for k, name in enumerate(_called(month, known), 1)
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
    "steps": steps,
    "rules": rules_by_mechanism,
    "decisions": decisions,
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
