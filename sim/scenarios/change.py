"""Scenarios as plain tables, and changes to them by path."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from sim.errors import ScenarioError, meant, shortened
from sim.parameters import PARAMETERS
from sim.scenarios.explain import part_of
from sim.scenarios.quantities import Distribution
from sim.scenarios.renamed import since_first_edition

if TYPE_CHECKING:
    from sim.scenarios.schema import Scenario

Keys = tuple[str | int, ...]


def tables(part: BaseModel) -> dict[str, Any]:
    """A table of a scenario as plain values; what is None or an empty list is left out."""
    content: dict[str, Any] = plain(part)
    return content


def plain(value: Any) -> Any:
    """A model as tables, lists and plain values; what is None or an empty list is left out."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        return {
            field.alias or name: plain(inside)
            for name, field in fields.items()
            if (inside := getattr(value, name)) is not None and inside != ()
        }
    if isinstance(value, Mapping):
        return {key: plain(inside) for key, inside in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(inside) for inside in value]
    return value


def paths(scenario: Scenario) -> dict[str, Keys]:
    """Every path that can be changed, with the keys that lead there in `plain` tables."""
    return dict(_inside_part(scenario, scenario, "", ()))


def changed(scenario: Scenario, path: str, value: Any) -> dict[str, Any]:
    """The plain tables of a scenario with one thing changed.

    Args:
        scenario: where to start from.
        path: one of `paths`.
        value: the new value; None or an empty list takes the key out.

    Raises:
        ScenarioError: for a path that does not exist.
    """
    known = paths(scenario)
    if path not in known:
        raise ScenarioError(_no_such_path(str(path), known))
    content = tables(scenario)
    *way, last = known[path]
    table: Any = content
    for depth, key in enumerate(way):
        if isinstance(table, dict) and key not in table:
            # A key that a row leaves out, about to be changed in part: start from [members].
            inherited = content["members"].get(key) if depth == 2 else None
            table[key] = dict(inherited) if isinstance(inherited, dict) else inherited or {}
        table = table[key]
    value = value.tolist() if hasattr(value, "tolist") else plain(value)  # numpy or our own
    if value is None or value == []:
        if isinstance(table, dict):
            table.pop(last, None)
        else:
            del table[int(last)]
    else:
        table[last] = value
    return content


def _no_such_path(path: str, known: Mapping[str, Keys]) -> str:
    hint = meant(path, known)
    keys = path.split(".")
    for depth, key in enumerate(keys):
        ways = (other.split(".") for other in known)
        beside = {way[depth] for way in ways if way[:depth] == keys[:depth] and way[depth:]}
        if told := since_first_edition(key, beside):
            hint = f": {told}"
    whole, _, part = path.rpartition(".")
    if part in Distribution.model_fields and whole in known:
        hint = f": '{whole}' is not given by {part}; change '{whole}' itself"
    return f"unknown path '{shortened(path, 120)}'{hint}"


def _inside_part(
    part: BaseModel, scenario: Scenario, before: str, keys: Keys
) -> Iterator[tuple[str, Keys]]:
    for name, field in type(part).model_fields.items():
        key = field.alias or name
        value = getattr(part, name)
        if value is None and keys and keys[0] in ("member", "joiner"):
            value = getattr(scenario.members, name, None)
        if value is None and (kind := part_of(field.annotation)) not in (None, Distribution):
            value = kind()  # a role that is not filled: changing a part of it fills it
        yield from _inside_value(value, scenario, before + key, (*keys, key))


def _inside_value(
    value: Any, scenario: Scenario, path: str, keys: Keys
) -> Iterator[tuple[str, Keys]]:
    yield path, keys
    if isinstance(value, Distribution):
        yield from ((f"{path}.{key}", (*keys, key)) for key in plain(value))
    elif isinstance(value, BaseModel):
        yield from _inside_part(value, scenario, f"{path}.", keys)
    elif isinstance(value, tuple):
        for i, inside in enumerate(value):
            row = (*keys, i)
            yield from _inside_value(inside, scenario, f"{path}[{i + 1}]", row)
            if name := getattr(inside, "name", None):
                yield from _inside_value(inside, scenario, f"{path}.{name}", row)
    elif path == "parameters":
        yield from ((f"{path}.{name}", (*keys, name)) for name in PARAMETERS)
