"""Which software it is that computes."""

from __future__ import annotations

import platform
import subprocess
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np

from sim.source import source_digest


@cache
def versions() -> dict[str, str]:
    """Versions of the software that computes, digest of the model's source and commit of its checkout."""
    try:
        own = version("alliance-lab")
    except PackageNotFoundError:
        own = "not installed"
    return {
        "alliance_lab": own,
        "source_digest": source_digest(),
        "commit": _commit(),
        "python": platform.python_version(),
        "numpy": np.__version__,
        "machine": platform.machine(),
    }


def _commit() -> str:
    """The commit of the checkout this package lies in, with + when files differ; or unknown."""
    here = Path(__file__).resolve().parent
    if not (here.parent / ".git").exists():
        return "unknown"
    try:
        ask = ["git", "-C", str(here.parent)]
        commit = subprocess.run([*ask, "rev-parse", "HEAD"], capture_output=True, text=True)
        changed = subprocess.run(
            [*ask, "status", "--porcelain", "-uno"], capture_output=True, text=True
        )
    except OSError:
        return "unknown"
    if commit.returncode:
        return "unknown"
    return commit.stdout.strip() + ("+" if changed.stdout.strip() else "")
