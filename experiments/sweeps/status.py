"""How far a store is, and which software computed what is done."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sim.errors import AllianceError
from sim.versions import versions

_SAME = ("alliance_lab", "numpy")
"""Software that must be the same for all chunks of a store: results could differ in the last bit."""


class StoreError(AllianceError):
    """A directory is not a store, or not one of this study."""


@dataclass(frozen=True)
class Check:
    """What is known of a finished chunk without reading it."""

    runs: int
    failed: int
    versions: dict[str, str]


@dataclass(frozen=True)
class Status:
    """How far a store is.

    Attributes:
        title: of the study.
        points, replicates, runs: what was asked.
        done: runs that are computed, failed ones included.
        failed: runs that failed.
        chunks, chunks_done: the same in chunks.
        damaged: chunks whose files do not agree with their checksums; they are computed again.
        versions: the software that computed what is done; more than one where it changed.
        worker: who is at work here now: host and process; None when nobody is.
    """

    title: str
    points: int
    replicates: int
    runs: int
    done: int
    failed: int
    chunks: int
    chunks_done: int
    damaged: tuple[int, ...]
    versions: dict[str, tuple[str, ...]]
    worker: dict[str, Any] | None

    @property
    def pending(self) -> int:
        """Runs that are still to do."""
        return self.runs - self.done

    @property
    def complete(self) -> bool:
        """Whether every run is done."""
        return self.done == self.runs


class DamagedError(StoreError):
    """Files of a chunk do not agree with their checksums."""


def versions_of(done: Mapping[int, Check]) -> dict[str, tuple[str, ...]]:
    """The software that computed some chunks: each version that there is, by name."""
    found: dict[str, set[str]] = {}
    for known in done.values():
        for name, version in known.versions.items():
            found.setdefault(name, set()).add(version)
    return {name: tuple(sorted(every)) for name, every in found.items()}


def require_same_software(folder: Path, theirs: Mapping[str, str], who: str) -> None:
    """Refuse what other software computed: its numbers may differ in the last bit.

    Args:
        folder: the store.
        theirs: versions of what computed.
        who: whose they are, in words.

    Raises:
        StoreError: naming the first difference.
    """
    own = versions()
    for name in _SAME:
        if theirs[name] != own[name]:
            raise StoreError(
                f"{folder}: {who} {name} {theirs[name]}, this process has {own[name]}: results could "
                f"differ; go on with {name} {theirs[name]}, or run the study anew in another folder"
            )
