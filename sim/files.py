"""Files that come whole or not at all, and tables of values that notice when they were changed."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sim.errors import AllianceError

_SEAL = "sha256"


class FileError(AllianceError):
    """A file is not what was written."""


class WriteError(AllianceError):
    """A file cannot be written.

    Args:
        file: the file.
        why: the reason, in the system's words.
    """

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file}: cannot be written: {why}")
        self.file, self.why = file, why

    def __reduce__(self) -> tuple[type[WriteError], tuple[Path, str]]:
        return WriteError, (self.file, self.why)


@contextmanager
def whole(target: Path) -> Iterator[Path]:
    """A place to write a file to; it gets its name when all is written, and otherwise goes.

    Args:
        target: the file; one that is there is replaced.

    Yields:
        The place to write to, in the same folder.

    Raises:
        WriteError: naming the file and the reason, be it a full disk, a limit on sizes or a folder
            that must not be written to.
    """
    partial = target.with_name(f".{target.name}.partial")
    try:
        partial.touch()  # a place that cannot be written to is told now, not after long work
        yield partial
        with partial.open("rb+") as content:
            os.fsync(content.fileno())  # onto the disk before it gets its name
        partial.replace(target)
    except OSError as error:
        raise WriteError(target, error.strerror or str(error)) from error
    finally:
        with suppress(OSError):  # or it would hide why nothing could be written
            partial.unlink(missing_ok=True)


def write_whole(target: Path, content: bytes | memoryview | str) -> None:
    """Write a file, whole or not at all.

    Args:
        target: the file; one that is there is replaced.
        content: what to write; text as UTF-8 with its line ends as they are.

    Raises:
        WriteError: when it cannot be written.
    """
    with whole(target) as partial:
        partial.write_bytes(content.encode() if isinstance(content, str) else content)


def digest(content: bytes) -> str:
    """SHA-256 of some bytes."""
    return hashlib.sha256(content).hexdigest()


def sealed(values: dict[str, Any]) -> bytes:
    """Values as JSON with their own checksum.

    Args:
        values: plain values, without the key "sha256".
    """
    return (json.dumps({**values, _SEAL: _seal(values)}, indent=2) + "\n").encode()


def unsealed(file: Path) -> dict[str, Any]:
    """The values of a file that `sealed` made.

    Raises:
        FileNotFoundError: when it is not there.
        FileError: when it is not as it was written.
    """
    try:
        values = json.loads(file.read_bytes())
        intact = values.pop(_SEAL) == _seal(values)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        intact = False
    if not intact:
        raise FileError(f"{file}: is damaged")
    checked: dict[str, Any] = values
    return checked


def _seal(values: dict[str, Any]) -> str:
    return digest(json.dumps(values, sort_keys=True, separators=(",", ":")).encode())
