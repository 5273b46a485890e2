"""Which functions of users' own only compute, so that what they do can be recorded and done again."""

from __future__ import annotations

import dis
from types import CodeType, FunctionType, ModuleType
from typing import Any

import numpy as np

from sim.declared import Mechanism
from sim.source import foreign

_CHANGING = {
    *("STORE_GLOBAL", "DELETE_GLOBAL", "STORE_DEREF", "STORE_ATTR", "STORE_SUBSCR"),
    *("IMPORT_NAME", "YIELD_VALUE", "DELETE_ATTR", "DELETE_SUBSCR"),
}
_MODULES = {"numpy", "math", "sim"}
_BUILTINS = {
    "abs",
    "min",
    "max",
    "sum",
    "len",
    "range",
    "zip",
    "tuple",
    "list",
    "float",
    "int",
    "bool",
}
_NAMES_NOT = {"random", "load", "save", "fromfile"}


def only_computes(function: Any, seen: frozenset[Any] = frozenset()) -> bool:
    """Whether a function's result follows from its arguments alone, as far as its text can tell.

    It may use numbers, NumPy, the package, and functions that only compute; it may not keep, change or
    look up anything else.
    """
    if not isinstance(function, FunctionType):
        return False
    if function in seen or not foreign(function):
        return True
    cells = [cell.cell_contents for cell in function.__closure__ or ()]
    code, around = function.__code__, function.__globals__
    names = _globals(code)
    return (
        _changes_nothing(code)
        and all(_computes(value, seen | {function}) for value in cells)
        and all(_computes(value, seen | {function}) for value in function.__defaults__ or ())
        and all(
            _computes(around[name], seen | {function}) if name in around else name in _BUILTINS
            for name in names
        )
    )


def _computes(value: Any, seen: frozenset[Any]) -> bool:
    if isinstance(value, ModuleType):
        return value.__name__.partition(".")[0] in _MODULES
    if value is None or isinstance(value, int | float | str | bool | np.generic | np.ufunc):
        return True
    if isinstance(value, type):
        return issubclass(value, Mechanism) or not foreign(value)
    return only_computes(value, seen)


def _codes(code: CodeType) -> list[CodeType]:
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    return [code, *(deep for part in inner for deep in _codes(part))]


def _changes_nothing(code: CodeType) -> bool:
    return all(
        step.opname not in _CHANGING
        and not (step.opname.startswith("LOAD_") and step.argval in _NAMES_NOT)
        for part in _codes(code)
        for step in dis.get_instructions(part)
    )


def _globals(code: CodeType) -> set[str]:
    return {
        str(step.argval)
        for part in _codes(code)
        for step in dis.get_instructions(part)
        if step.opname in ("LOAD_GLOBAL", "LOAD_NAME")
    }
