"""`alliance compare`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from alliance.commands.terminal import Change, Name, changes_from, progress, staged


def compare(
    base: Name,
    /,
    *variants: Annotated[
        str,
        Parameter(
            help="what to compare it with: names, files, or "
            "BASE:VARIANT such as wash:early-facilitation"
        ),
    ],
    runs: Annotated[int, Parameter(help="number of pairs of runs")] = 200,
    seed: Annotated[int, Parameter(help="seed of all of them")] = 0,
    out: Annotated[Path | None, Parameter(help="folder; out/compare-BASE if not given")] = None,
    set_: Change = None,
) -> None:
    """Compare a scenario with variants of it, run by run under the same chance.

    Prints for each outcome the paired difference with its interval, and says where the runs cannot
    tell; writes a picture, the numbers, and the scenarios. What --set says makes one more variant.
    """
    from experiments.compare import compare_command

    folder = out or Path("out") / f"compare-{Path(base).stem.replace(':', '-')}"
    changes = changes_from(set_)
    count = 1 + len(variants) + bool(changes)
    with staged(folder) as stage:
        with progress(runs * count, runs) as advance:
            done, _ = compare_command(
                base, variants, changes, runs=runs, seed=seed, out=stage, progress=advance
            )
        from alliance.plots.comparison import comparison

        comparison(done).savefig(stage / "picture.png")
        written = ", ".join(sorted(file.name for file in stage.iterdir()))
    print(f"\nWritten to {folder}: {written}")
