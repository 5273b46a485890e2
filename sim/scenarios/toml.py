"""Writing the tables of a scenario as TOML."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_INLINE = {"mean", "sd", "low", "high"}
"""Keys of a distribution, which is written in one line."""
_LONG = 80
"""Longer lists of texts are written one a line."""


def written(content: Mapping[str, Any]) -> str:
    """Tables of plain values as TOML text.

    Args:
        content: text, numbers, lists and tables by key; nothing else.
    """
    return "\n".join(_lines(content, "")).lstrip("\n") + "\n"


def _lines(table: Mapping[str, Any], name: str) -> Iterator[str]:
    # Plain keys first: after a header, TOML reads every key as part of that table.
    for key, value in table.items():
        if not (_is_table(value) or _is_rows(value)):
            yield f"{_key(key)} = {_value(value)}"
    for key, value in table.items():
        inside = f"{name}.{_key(key)}" if name else _key(key)
        if _is_table(value):
            yield from ("", f"[{inside}]")
            yield from _lines(value, inside)
        elif _is_rows(value):
            for row in value:
                yield from ("", f"[[{inside}]]")
                yield from _lines(row, inside)


def _is_table(value: Any) -> bool:
    return isinstance(value, Mapping) and not (value and set(value) <= _INLINE)


def _is_rows(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(_is_table(part) for part in value)


def _value(value: Any) -> str:
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_value(part)}" for key, part in value.items()) + "}"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        parts = [_value(part) for part in value]
        line = "[" + ", ".join(parts) + "]"
        sentences = len(line) > _LONG and any(isinstance(part, str) for part in value)
        return "[\n" + "".join(f"  {part},\n" for part in parts) + "]" if sentences else line
    return repr(value)


def _key(key: str) -> str:
    return key if _BARE.fullmatch(key) else _quoted(key)


def _text(text: str) -> str:
    if "\n" not in text:
        return _quoted(text)
    lines = "\n".join(_escaped(line) for line in text.split("\n"))
    return f'"""\n{lines}"""'


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    signs = {'"': '\\"', "\\": "\\\\", "\t": "\\t"}
    return "".join(
        signs.get(s) or (f"\\u{ord(s):04x}" if s < " " or s == "\x7f" else s) for s in text
    )
