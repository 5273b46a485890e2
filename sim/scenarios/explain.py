"""From what pydantic found wrong to lines that a person can act on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from sim.errors import meant, shortened
from sim.scenarios import renamed
from sim.scenarios.refusal import NOTHING

_FEW = 20
"""Names that still fit in a line when all valid ones are listed."""


def explain(error: ValidationError, content: Any, model: type[BaseModel]) -> list[str]:
    """What is wrong, a line each, as it stands in the file.

    Unknown keys come first: they are often the reason that another one is missing.

    Args:
        error: what pydantic found.
        content: the tables that were checked, to name rows by.
        model: the model they were checked against.
    """
    found = error.errors(include_url=False)
    found.sort(key=lambda details: details["type"] not in ("extra_forbidden", "unknown_key"))
    return [_line(details, content, model) for details in found]


def _line(details: ErrorDetails, content: Any, model: type[BaseModel]) -> str:
    context: dict[str, Any] = details.get("ctx") or {}
    loc = details["loc"]
    match details["type"]:
        case "extra_forbidden":
            return _unknown(place(loc[:-1], content), loc[-1], _keys(model, loc[:-1]))
        case "unknown_key":
            return _unknown(place(loc, content), context["key"], context["valid"])
        case "missing":
            return f"{place(loc, content)} is missing"
        case "refused":
            at = f"{place(loc, content)}{context['at']}".removeprefix(".")
            if context["value"] is NOTHING:
                return f"{at} is missing: {context['allowed']}"
            return f"{at} = {shown(context['value'])} is not allowed: {context['allowed']}"
        case "tuple_type":
            name = loc[-1] if loc else ""
            rows = isinstance(details["input"], Mapping)
            allowed = f"rows, each under [[{name}]]" if rows else "a list"
        case "model_type" | "model_attributes_type":
            name = place(loc, content)
            allowed = f"a table, under [{name}]" if loc and not name.endswith(")") else "a table"
        case _:
            allowed = details["msg"]
    return f"{place(loc, content)} = {shown(details['input'])} is not allowed: {allowed}"


def _unknown(where: str, key: Any, valid: list[str]) -> str:
    if told := renamed.since_first_edition(str(key), valid):
        return f"{where}{': ' if where else ''}{told}"
    few = f"; allowed here: {', '.join(valid)}" if len(valid) <= _FEW else ""
    hint = meant(str(key), valid, few)
    return f"{where}{': ' if where else ''}unknown key '{_brief(str(key))}'{hint}"


def place(loc: tuple[int | str, ...], content: Any) -> str:
    """Where something stands: keys with dots, rows counted from 1 and, if they have one, by name.

    >>> place(("member", 1, "quality"), {"member": [{}, {"name": "Simavi"}]})
    "member[2] 'Simavi'.quality"
    """
    text = ""
    for step in loc:
        content = _inside(content, step)
        if isinstance(step, int):
            name = content.get("name") if isinstance(content, Mapping) else None
            text += f"[{step + 1}]" + (f" '{_brief(name)}'" if isinstance(name, str) else "")
        else:
            text += f".{_brief(step)}" if text else _brief(step)
    return text


def shown(value: Any) -> str:
    """A value as it would stand in a file, cut short.

    >>> shown({"low": 1.0, "high": True})
    '{low = 1.0, high = true}'
    """
    return shortened(_shown(value, depth=3))


def _shown(value: Any, depth: int) -> str:
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_none=True)
    if isinstance(value, str):
        return f'"{shortened(value)}"'
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int) and value.bit_length() > 256:  # too long for Python to write out
        return "a very large whole number"
    if isinstance(value, Mapping):
        inside = [f"{_brief(str(k))} = {_shown(v, depth - 1)}" for k, v in _first(value.items())]
        return "{" + ", ".join(inside) + "}" if depth else "{…}"
    if isinstance(value, (list, tuple)):
        return (
            "[" + ", ".join(_shown(v, depth - 1) for v in _first(value)) + "]" if depth else "[…]"
        )
    return shortened(str(value))


def _first(items: Iterable[Any]) -> list[Any]:
    return [item for item, _ in zip(items, range(10), strict=False)]


def _brief(text: str) -> str:
    return shortened(text, 80)


def _inside(content: Any, step: int | str) -> Any:
    try:
        return content[step]
    except (KeyError, IndexError, TypeError):
        return None


def _keys(model: type[BaseModel], loc: tuple[int | str, ...]) -> list[str]:
    """Valid keys of the table at `loc`."""
    for step in loc:
        if isinstance(step, str):
            fields = {field.alias or name: field for name, field in model.model_fields.items()}
            model = part_of(fields[step].annotation) or model
    return [field.alias or name for name, field in model.model_fields.items()]


def part_of(annotation: Any) -> type[BaseModel] | None:
    """The model inside an annotation such as ``Coordinator | None`` or ``tuple[Member, ...]``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((part for a in get_args(annotation) if (part := part_of(a))), None)


def tidied(schema: Any) -> Any:
    """A JSON schema without what pydantic adds for Python only: null, and titles made of names."""
    if isinstance(schema, list):
        return [tidied(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {}
    for key, value in schema.items():
        if key == "title" and isinstance(value, str):
            continue
        if value is None or (key == "default" and value in ([], {})):
            continue
        kept[key] = tidied(value)
    choices = [part for part in kept.get("anyOf", []) if part != {"type": "null"}]
    if len(choices) == 1:
        del kept["anyOf"]
        kept = choices[0] | kept
    elif choices:
        kept["anyOf"] = choices
    return kept
