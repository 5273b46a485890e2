"""LLVM text to machine code, kept on disk between runs."""

from __future__ import annotations

import ctypes
import hashlib
import os
import tempfile
import threading
from concurrent.futures import Future
from pathlib import Path
from typing import Any

try:
    import llvmlite
    import llvmlite.binding as llvm
except ImportError:  # the extra `fast` is not installed
    llvm = None

Function = Any
"""Called with pointers to arrays, to numbers and to work space, and with the number of runs."""

_PROTOTYPE = ctypes.CFUNCTYPE(
    None, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int64
)
_lock = threading.Lock()
_compiled: dict[str, Future[Function]] = {}
_engines: list[Any] = []


def installed() -> bool:
    """Whether there is a compiler."""
    return llvm is not None


def cache() -> Path:
    """The folder in which compiled code is kept: ``ALLIANCE_CACHE``, or the user's for caches."""
    told = os.environ.get("ALLIANCE_CACHE")
    if told:
        return Path(told)
    base = os.environ.get("LOCALAPPDATA") or os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path.home() / ".cache") / "alliance-lab"


def function(text: str) -> Future[Function]:
    """The function ``month`` of an LLVM text: at once where it is kept, else as soon as it is compiled.

    Compiling happens beside whatever runs, which it does not hold up where there is a second core.
    """
    target = _target()
    told = "\0".join([llvmlite.__version__, target.triple, _processor(), text])
    key = hashlib.sha256(told.encode()).hexdigest()
    with _lock:
        if key in _compiled:
            return _compiled[key]
        done: Future[Function] = Future()
        _compiled[key] = done
    kept = cache() / f"{key[:32]}.o"
    if kept.is_file():
        try:
            done.set_result(_loaded(kept.read_bytes()))
        except (RuntimeError, OSError):
            kept.unlink(missing_ok=True)
        else:
            return done

    def work() -> None:
        try:
            code = _machine_code(text)
            _keep(kept, code)
            done.set_result(_loaded(code))
        except Exception as error:
            done.set_exception(error)

    threading.Thread(target=work, name="compile").start()
    return done


def _processor() -> str:
    return f"{llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}"


def _target() -> Any:
    with _lock:
        if not _engines:
            llvm.initialize_native_target()
            llvm.initialize_native_asmprinter()
            _engines.append(None)
    return llvm.Target.from_default_triple()


def _machine() -> Any:
    return _target().create_target_machine(
        cpu=llvm.get_host_cpu_name(),
        features=llvm.get_host_cpu_features().flatten(),
        opt=2,
        jit=True,
    )


def _machine_code(text: str) -> bytes:
    machine = _machine()
    module = llvm.parse_assembly(text)
    module.verify()
    code: bytes = machine.emit_object(module)  # no passes before: they take longer and win nothing
    return code


def _loaded(code: bytes) -> Function:
    empty = llvm.parse_assembly("")
    engine = llvm.create_mcjit_compiler(empty, _machine())
    engine.add_object_file(llvm.ObjectFileRef.from_data(code))
    engine.finalize_object()
    _engines.append(engine)  # what it holds must not go away
    return _PROTOTYPE(engine.get_function_address("month"))


def _keep(place: Path, code: bytes) -> None:
    """Write a file whole or not at all; a folder that cannot be written to keeps nothing."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=place.parent, delete=False) as file:
            file.write(code)
        os.replace(file.name, place)
    except OSError:
        pass
