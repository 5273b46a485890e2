"""`alliance run`."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from alliance.commands.terminal import (
    WIDTH,
    Change,
    ModelName,
    Name,
    ParametersFrom,
    Speech,
    language_from,
    model_from,
    progress,
    scenario_from,
    staged,
    written_to,
)
from alliance.words.language import Language, Term, in_language

if TYPE_CHECKING:
    import xarray as xr

    from alliance.summary import Tally
    from sim.model import Model
    from sim.scenarios import Scenario

KEPT = 1_000
"""Runs whose courses are kept; of further ones only what the summary and outcomes.csv hold."""

_PIECE = 250
"""Further runs to hold in memory at once."""
MOST_RUNS = 10_000_000

_PART = Term(
    "Picture and result.nc hold the first {kept:,} runs; summary and outcomes.csv hold all.",
    "Figuur en result.nc bevatten de eerste {kept:,} runs; overzicht en outcomes.csv alle.",
)


def run(
    name: Name,
    /,
    *,
    runs: Annotated[int, Parameter(help="number of runs")] = 200,
    seed: Annotated[int, Parameter(help="seed; the same seed gives the same runs")] = 0,
    out: Annotated[Path | None, Parameter(help="folder to write to; out/NAME if not given")] = None,
    language: Speech = None,
    model: ModelName = None,
    parameters: ParametersFrom = "best",
    set_: Change = None,
) -> None:
    """Run a scenario many times: summary on the screen, picture and data in a folder.

    Into the folder go the picture (picture.png, picture.pdf), all that was computed (result.nc,
    netCDF), one row a run (outcomes.csv) and what was run (scenario.toml). They come together
    at the end or, when something goes wrong, not at all. With --parameters posterior two hundred
    more runs say what runs differ by: parameters, the alliance that is drawn, chance (variance.csv). Of more than a thousand runs, picture and
    result.nc hold the first thousand.
    """
    from alliance.words.coverage import describe as describe_coverage
    from alliance.words.summary import describe
    from sim.errors import AllianceError, require_seed
    from sim.scenarios.coverage import coverage

    if not 1 <= runs <= MOST_RUNS:
        raise AllianceError(
            f"--runs {runs} is not allowed: a whole number from 1 to {MOST_RUNS:,}; "
            "alliance sweep runs more"
        )
    require_seed(seed, "--seed")
    own = model_from(model, parameters)
    scenario = scenario_from(name, set_)
    language = language_from(name, language)
    folder = out or Path("out") / Path(name).stem
    with staged(folder) as stage:
        from alliance.words.pictures import spoken
        from sim.ensemble import batch_size

        with progress(runs, batch_size(len(scenario.places()))) as advance:
            kept, tally = _simulated(scenario, runs, seed, own, stage, advance)
        summary = describe(tally.summary(), language)
        if parameters == "posterior":
            summary += f"\n\n{parted(scenario, seed, own, stage, language)}"
        with spoken(language):
            _write(scenario, kept, seed, own, stage)
        written = sorted(file.name for file in stage.iterdir())
    covered = "\n".join(textwrap.wrap(describe_coverage(coverage(scenario), language), WIDTH))
    print(f"{summary}\n\n{covered}\n\n{written_to(folder, written, language)}")
    if runs > KEPT:
        print(in_language(_PART, language).format(kept=KEPT))


def parted(
    scenario: Scenario, seed: int, model: Model | None, folder: Path, language: Language
) -> str:
    """Where outcomes differ from, in words; the numbers go into variance.csv."""
    from alliance.spreadsheets import csv_of
    from alliance.words.uncertainty import describe_split, frame
    from experiments.calibration.uncertainty import split

    found = split(scenario, seed=seed, model=model)
    (folder / "variance.csv").write_text(csv_of(frame(found)), encoding="utf-8")
    return describe_split(found, language)


def _simulated(
    scenario: Scenario,
    runs: int,
    seed: int,
    model: Model | None,
    folder: Path,
    advance: Callable[[int], None],
) -> tuple[xr.Dataset, Tally]:
    """Run in pieces, so that memory does not grow with the runs; outcomes.csv is written on the way.

    Returns:
        The first runs whole, and what the summary needs of all.
    """
    from alliance.spreadsheets import csv_of
    from alliance.summary import Tally
    from sim.ensemble import simulate
    from sim.observers.outcomes import outcomes

    kept, tallies = None, []
    with (folder / "outcomes.csv").open("w", encoding="utf-8", newline="") as table:
        for first, count in _pieces(runs):

            def done(so_far: int, before: int = first) -> None:
                advance(before + so_far)

            piece = simulate(scenario, count, seed, first_run=first, model=model, progress=done)
            rows = csv_of(outcomes(piece).to_dataframe(), index=True)
            table.write(rows if kept is None else rows.partition("\n")[2])
            tallies.append(Tally.of(piece))
            kept = piece if kept is None else kept
    assert kept is not None
    return kept, Tally.join(tallies)


def _pieces(runs: int) -> Iterator[tuple[int, int]]:
    """First run and number of runs of each piece: those that are kept, then small ones."""
    first, count = 0, min(KEPT, runs)
    while first < runs:
        yield first, count
        first, count = first + count, min(_PIECE, runs - first - count)


def _write(
    scenario: Scenario, result: xr.Dataset, seed: int, model: Model | None, folder: Path
) -> None:
    """Write picture, data and what was run."""
    from alliance.plots import overview
    from alliance.plots.marks import in_marks
    from alliance.plots.style import look
    from alliance.summary import typical_run
    from alliance.words.pictures import language as spoken_language
    from sim.ensemble import simulate
    from sim.results import save
    from sim.versions import versions

    save(result, folder / "result.nc")
    (folder / "scenario.toml").write_text(scenario.to_toml(), encoding="utf-8")
    # Dyads of all runs would fill the disk: the one run whose network is drawn is run once more.
    dyads = simulate(scenario, 1, seed, first_run=typical_run(result), model=model, dyads=True)
    figure = overview(result, dyads)
    in_marks(figure, spoken_language())
    figure.draw_without_rendering()  # once for both files
    figure.set_layout_engine(None)
    about = {"Title": scenario.title, "Creator": f"alliance-lab {versions()['alliance_lab']}"}
    with look():
        figure.savefig(folder / "picture.png", metadata={"Title": scenario.title})
        # Without a date the same runs give the same file.
        figure.savefig(folder / "picture.pdf", metadata={**about, "CreationDate": None})
