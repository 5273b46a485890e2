"""The source that results come from: the model's own, and that of functions and classes that are not."""

from __future__ import annotations

import functools
import hashlib
import inspect
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from types import CodeType, FunctionType, MethodType, ModuleType
from typing import Any

import numpy as np

OWN = ("sim", "experiments", "alliance")
"""The package's own: `source_digest` says what the first of them holds, the others make no result."""

_READERS = ("contract", "mesa", "odd.py")
"""Of `sim`, what reads or checks the model and moves no number of it."""

_LIBRARIES = tuple(
    str(Path(path).resolve())
    for path in {*sysconfig.get_paths().values(), sys.prefix, sys.base_prefix}
)
_PLAIN = (str, int, float, bool, bytes, type(None))


@functools.cache
def source_digest(folder: Path = Path(__file__).parent) -> str:
    """SHA-256 of the text of all modules of `sim` that make results; the same in every checkout of it.

    Args:
        folder: where the package lies.
    """
    whole = hashlib.sha256()
    for file in sorted(folder.rglob("*.py"), key=lambda file: file.relative_to(folder).parts):
        inner = file.relative_to(folder)
        if inner.parts[0] not in _READERS:
            whole.update(f"{inner.as_posix()}\0{file.read_text(encoding='utf-8')}\0".encode())
    return whole.hexdigest()


def foreign(thing: object) -> bool:
    """Whether a function, class or other value is not the package's own."""
    home = getattr(thing, "__module__", None) or type(thing).__module__
    return home.partition(".")[0] not in OWN


def texts(thing: Any) -> Iterator[str]:
    """All source text that a function, class or callable object stands on, in one order.

    For a module that lies in a file, its whole text and that of the user's own modules that it uses; for
    what was made in a notebook, the text of the function or class, what it holds, and the functions and
    numbers of the notebook that it names.

    Args:
        thing: what to read; what is the package's own or a library's gives nothing but its name.
    """
    yield from _of_value(thing, set())


def _of_value(value: Any, seen: set[Any]) -> Iterator[str]:
    if isinstance(value, _PLAIN):
        yield repr(value)
    elif isinstance(value, np.ndarray | np.generic):
        yield repr((value.dtype.str, value.shape, value.tobytes()))
    elif isinstance(value, dict):
        for key in sorted(value, key=repr):
            yield repr(key)
            yield from _of_value(value[key], seen)
    elif isinstance(value, list | tuple):
        for part in value:
            yield from _of_value(part, seen)
    elif isinstance(value, set | frozenset):
        yield from sorted(text for part in value for text in _of_value(part, seen))
    elif id(value) not in seen:
        seen.add(id(value))
        yield from _of_code(value, seen)


def _of_code(thing: Any, seen: set[Any]) -> Iterator[str]:
    """The text of a function, a class, a module or an object of the user's own."""
    if isinstance(thing, functools.partial):
        yield from _of_value([thing.func, thing.args, thing.keywords], seen)
        return
    if isinstance(thing, MethodType):
        yield from _of_value([thing.__func__, thing.__self__], seen)
        return
    if isinstance(thing, ModuleType):
        yield from _of_module(thing, seen)
        return
    named = isinstance(thing, FunctionType | type)
    home = sys.modules.get(thing.__module__ if named else type(thing).__module__)
    yield getattr(thing, "__qualname__", type(thing).__qualname__)
    if not foreign(thing) or _library(home):
        return
    if home is not None and _file(home):
        yield from _of_module(home, seen)
    elif isinstance(thing, type):
        yield _written(thing) or ""
        yield from _of_value(dict(_members(thing)), seen)
    if isinstance(thing, FunctionType):
        yield from _of_function(thing, seen)
    elif not isinstance(thing, type):
        yield from _of_value([type(thing), getattr(thing, "__dict__", {})], seen)


def _of_module(module: ModuleType, seen: set[Any]) -> Iterator[str]:
    file = _file(module)
    if file is None or _library(module) or module.__name__.partition(".")[0] in OWN or file in seen:
        return
    seen.add(file)
    yield file.read_text(encoding="utf-8")
    used = {
        value.__name__ if isinstance(value, ModuleType) else getattr(value, "__module__", None)
        for value in list(vars(module).values())
    }
    for name in sorted(str(name) for name in used if name):
        if name in sys.modules:
            yield from _of_module(sys.modules[name], seen)


def _of_function(function: FunctionType, seen: set[Any]) -> Iterator[str]:
    """A function as it was written, with what it holds and the names of its module that it uses."""
    code = function.__code__
    text = _written(function)
    yield from _of_bytecode(code, seen) if text is None else (text,)
    yield from _of_value([function.__defaults__, function.__kwdefaults__], seen)
    for cell in function.__closure__ or ():
        yield from _of_value(cell.cell_contents, seen)
    home = sys.modules.get(function.__module__)
    if home is None or _file(home) is None:
        for name in sorted(_names(code)):
            if name in function.__globals__:
                yield name
                yield from _of_value(function.__globals__[name], seen)


def _of_bytecode(code: CodeType, seen: set[Any]) -> Iterator[str]:
    """What a function does and the constants in it, where its text is nowhere to be read."""
    yield repr((code.co_code, code.co_names, code.co_varnames))
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _of_bytecode(constant, seen)
        else:
            yield from _of_value(constant, seen)


def _names(code: CodeType) -> set[str]:
    """Global names in a function and in those within it."""
    inner = [part for part in code.co_consts if isinstance(part, CodeType)]
    return set(code.co_names).union(*map(_names, inner))


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    for name, value in vars(kind).items():
        if isinstance(value, FunctionType) or (
            not name.startswith("__") and isinstance(value, (*_PLAIN, dict, list, tuple))
        ):
            yield name, value


def _written(thing: Any) -> str | None:
    try:
        return inspect.getsource(thing)
    except (OSError, TypeError):
        return None


def _file(module: ModuleType) -> Path | None:
    """The file of a module that other processes can import."""
    file = getattr(module, "__file__", None)
    if not file or module.__name__ in ("__main__", "__mp_main__") or not file.endswith(".py"):
        return None
    return Path(file) if Path(file).is_file() else None


def _library(module: ModuleType | None) -> bool:
    if module is None or module.__name__ in ("__main__", "__mp_main__"):
        return False
    file = getattr(module, "__file__", None)
    if file is None:
        return module.__name__ in sys.builtin_module_names or not hasattr(module, "__path__")
    place = str(Path(file).resolve())
    return any(place.startswith(path) for path in _LIBRARIES)
