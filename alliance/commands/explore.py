"""`alliance explore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from alliance.commands.terminal import Speech, staged


def explore(
    *,
    out: Annotated[Path, Parameter(help="file to write, ending in .html")] = Path(
        "out/explore.html"
    ),
    language: Speech = None,
) -> None:
    """Write the pages to learn by touching: how things tip, in six steps for a class of 90 minutes.

    One HTML file with sliders, a prediction to make first in each step, and answers behind a click; it works
    without a network, on a phone too. Beside it goes the plan for the teacher, with all answers.
    """
    import sys

    from alliance.ladder import write_page, write_plan
    from alliance.report import target_of
    from sim.errors import AllianceError, one_line

    try:
        target = target_of(out)
    except AllianceError as error:
        raise AllianceError(f"--out {error}") from None
    plan = target.with_name(f"{target.stem}-teacher.html")
    with staged(target.parent) as stage:
        size = write_page(
            stage / target.name,
            language or "en",
            lambda name: print(f"{name} …", file=sys.stderr, flush=True),
        )
        write_plan(stage / plan.name, language or "en")
    where = one_line(str(target))
    print(f"Written to {where} ({size / 1e6:.1f} MB); for the teacher: {one_line(plan.name)}")
