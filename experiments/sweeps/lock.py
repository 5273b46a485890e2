"""One sweep at a time in a store."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from sim.errors import AllianceError
from sim.files import write_whole


class LockedError(AllianceError):
    """Another sweep is at work in the store."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold the lock of a store.

    A lock whose process is gone, on this computer, is taken over, and so is one that came along when
    the folder was copied. Of another computer we cannot know.

    Args:
        folder: the store.

    Raises:
        LockedError: when somebody else holds it.
    """
    file = folder / "lock"
    own = json.dumps(_me(folder))
    _take(file, own)
    try:
        yield
    finally:
        if _text(file) == own:
            with suppress(OSError):  # or it would hide why the work under it ended
                file.unlink()


def holder(folder: Path) -> dict[str, Any] | None:
    """Who is at work in a store: host and pid; None when nobody is."""
    text = _text(folder / "lock")
    who = _read(text) if text is not None else None
    return None if who is None or _gone(who, folder) else who


def _take(file: Path, own: str) -> None:
    mine = file.with_name(f"lock.{socket.gethostname()}.{os.getpid()}")
    write_whole(mine, own)
    try:
        for _ in range(3):
            try:
                os.link(mine, file)  # fails when the lock is there, unlike a rename
                return
            except FileExistsError:
                pass
            except OSError:  # a disk without links
                with suppress(FileExistsError), file.open("x") as new:
                    new.write(own)
                    return
            text = _text(file)
            if text is None:
                continue
            who = _read(text)
            if who is not None and not _gone(who, file.parent):
                raise LockedError(
                    f"{file.parent}: process {who['pid']} on {who['host']} is at work here; if that "
                    f"is no longer so, remove {file}"
                )
            _clear(file, text)
        raise LockedError(f"{file.parent}: another process took the lock just now")
    finally:
        mine.unlink(missing_ok=True)


def _clear(file: Path, text: str) -> None:
    """Take a stale lock away, unless somebody else did and holds it now."""
    aside = file.with_name(f"lock.old.{os.getpid()}")
    try:
        file.rename(aside)
    except FileNotFoundError:
        return
    if _text(aside) != text:
        aside.rename(file)
    else:
        aside.unlink()


def _me(folder: Path) -> dict[str, Any]:
    pid = os.getpid()
    return {
        "pid": pid,
        "host": socket.gethostname(),
        "born": _born(pid),
        "folder": folder.stat().st_ino,
    }


def _gone(who: dict[str, Any], folder: Path) -> bool:
    if who["host"] != socket.gethostname():
        return False
    if (
        who["folder"] != folder.stat().st_ino
    ):  # it works in the folder that this one was copied from
        return True
    if os.name == "nt":  # there, asking is killing
        return False
    try:
        os.kill(who["pid"], 0)
    except ProcessLookupError:
        return True
    except OSError:
        pass
    # A number is given out again: look whether it is the same process, where that can be known.
    return bool(who["born"]) and who["born"] != _born(who["pid"])


def _born(pid: int) -> str:
    """When a process began, in words of the system; empty where that cannot be known."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        boot = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
    return f"{boot} {fields[19]}"


def _text(file: Path) -> str | None:
    try:
        return file.read_text()
    except FileNotFoundError:
        return None


def _read(text: str) -> dict[str, Any] | None:
    try:
        who = json.loads(text)
        return {
            "pid": int(who["pid"]),
            "host": str(who["host"]),
            "born": str(who["born"]),
            "folder": int(who["folder"]),
        }
    except (ValueError, KeyError, TypeError):
        return None
