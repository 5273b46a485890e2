"""`alliance run`."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from alliance.commands.terminal import (
    WIDTH,
    Change,
    Name,
    Speech,
    language_from,
    progress,
    scenario_from,
    staged,
    written_to,
)

if TYPE_CHECKING:
    import xarray as xr

    from sim.scenarios import Scenario


def run(
    name: Name,
    /,
    *,
    runs: Annotated[int, Parameter(help="number of runs")] = 200,
    seed: Annotated[int, Parameter(help="seed; the same seed gives the same runs")] = 0,
    out: Annotated[Path | None, Parameter(help="folder to write to; out/NAME if not given")] = None,
    language: Speech = None,
    set_: Change = None,
) -> None:
    """Run a scenario many times: summary on the screen, picture and data in a folder.

    Into the folder go the picture (picture.png, picture.pdf), all that was computed (result.nc,
    netCDF), one row a run (outcomes.csv) and what was run (scenario.toml). They come together
    at the end or, when something goes wrong, not at all.
    """
    from alliance.coverage import coverage
    from sim.errors import AllianceError

    if runs < 1:
        raise AllianceError(f"--runs {runs} is not allowed: a whole number from 1")
    if not 0 <= seed < 2**64:
        raise AllianceError(f"--seed {seed} is not allowed: a whole number from 0 to 2**64 - 1")
    scenario = scenario_from(name, set_)
    language = language_from(name, language)
    _fits_in_memory(scenario, runs)
    folder = out or Path("out") / Path(name).stem
    with staged(folder) as stage:
        from alliance.summary import summarise
        from alliance.words.pictures import spoken
        from sim.ensemble import batch_size, simulate

        with progress(runs, batch_size(len(scenario.places()))) as advance:
            result = simulate(scenario, runs=runs, seed=seed, progress=advance)
        summary = summarise(result).text(language)
        with spoken(language):
            _write(scenario, result, seed, stage)
        written = sorted(file.name for file in stage.iterdir())
    covered = "\n".join(textwrap.wrap(coverage(scenario).text(language), WIDTH))
    print(f"{summary}\n\n{covered}\n\n{written_to(folder, written)}")


def _write(scenario: Scenario, result: xr.Dataset, seed: int, folder: Path) -> None:
    """Write picture and data."""
    from alliance.plots import overview
    from alliance.plots.style import look
    from alliance.spreadsheets import csv_of
    from alliance.summary import typical_run
    from sim.ensemble import simulate
    from sim.observers.outcomes import outcomes
    from sim.results import save, versions

    save(result, folder / "result.nc")
    table = csv_of(outcomes(result).to_dataframe(), index=True)
    (folder / "outcomes.csv").write_text(table, encoding="utf-8")
    (folder / "scenario.toml").write_text(scenario.to_toml(), encoding="utf-8")
    # Dyads of all runs would fill the disk: the one run whose network is drawn is run once more.
    dyads = simulate(scenario, runs=1, seed=seed, first_run=typical_run(result), dyads=True)
    figure = overview(result, dyads)
    figure.draw_without_rendering()  # once for both files
    figure.set_layout_engine("none")
    about = {"Title": scenario.title, "Creator": f"alliance-lab {versions()['alliance_lab']}"}
    with look():
        figure.savefig(folder / "picture.png", metadata={"Title": scenario.title})
        # Without a date the same runs give the same file.
        figure.savefig(folder / "picture.pdf", metadata={**about, "CreationDate": None})


def _fits_in_memory(scenario: Scenario, runs: int) -> None:
    """Refuse now what the machine would only give up on after long."""
    from sim.errors import AllianceError
    from sim.results import VARIABLES

    try:
        memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # this system does not tell
        return
    size = {"alliance": 1, "member": len(scenario.places()), "dyad": 0}
    numbers = sum(size[variable.level] for variable in VARIABLES.values())
    bytes_a_run = 2 * 8 * numbers * scenario.length  # twice: batches, and their join
    if runs * bytes_a_run > memory:
        most = f"{memory // bytes_a_run:,}"
        raise AllianceError(
            f"--runs {runs} is not allowed: at most about {most} fit in memory here; "
            "alliance sweep runs more"
        )
