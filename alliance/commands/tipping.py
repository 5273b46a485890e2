"""`alliance tipping`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from alliance.commands.terminal import (
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


def tipping(
    name: Name,
    /,
    *,
    along: Annotated[
        str,
        Parameter(
            help="what to move: trust, values, facilitation, money, "
            "members, a quantity such as openness, or any path"
        ),
    ] = "trust",
    runs: Annotated[int, Parameter(help="number of runs")] = 1000,
    seed: Annotated[int, Parameter(help="seed of all of them")] = 0,
    out: Annotated[
        Path | None, Parameter(help="folder; out/tipping-NAME-ALONG if not given")
    ] = None,
    observable: Annotated[
        str, Parameter(help="what counts: productive, in_order, survived or survived_grant")
    ] = "productive",
    low: Annotated[float | None, Parameter(help="lowest value to look at")] = None,
    high: Annotated[float | None, Parameter(help="highest value to look at")] = None,
    language: Speech = None,
    model: ModelName = None,
    parameters: ParametersFrom = "best",
    set_: Change = None,
) -> None:
    """Tell how far an alliance is from where it tips.

    Moves the whole alliance along one control under the same chance, finds where half of the runs
    become productive, and says how far from there this alliance is. Into the folder go the picture
    (picture.png), what was seen (seen.csv), the curve (curve.csv), the reading (reading.txt) and the
    scenario.
    """
    from sim.errors import require_seed

    require_seed(seed, "--seed")
    own = model_from(model, parameters)
    scenario = scenario_from(name, set_)
    language = language_from(name, language)
    stem = f"{Path(name).stem}-{along}".replace(":", "-").replace("/", "-")
    folder = out or Path("out") / f"tipping-{stem}"
    with staged(folder) as stage:
        import pandas as pd
        from matplotlib.figure import Figure

        from alliance.plots.marks import in_marks
        from alliance.plots.style import look
        from alliance.plots.tipping import tipping as drawn
        from alliance.spreadsheets import csv_of
        from alliance.words.pictures import spoken
        from alliance.words.tipping import describe
        from experiments.phase_diagrams.tipping import tipping as find

        with progress(runs, 1) as advance:
            found = find(
                scenario,
                along,
                runs=runs,
                seed=seed,
                observable=observable,
                low=low,
                high=high,
                model=own,
                progress=advance,
            )
        with look(), spoken(language):
            figure = Figure(figsize=(6.5, 3.9), layout="constrained")
            drawn(found, figure.subplots())
            in_marks(figure, language)
            figure.savefig(stage / "picture.png", metadata={"Title": scenario.title})
        curve = found.curve
        lines = {"value": curve.values, "share": curve.share, "low": curve.low, "high": curve.high}
        (stage / "curve.csv").write_text(csv_of(pd.DataFrame(lines)), encoding="utf-8")
        (stage / "seen.csv").write_text(csv_of(curve.frame()), encoding="utf-8")
        (stage / "reading.txt").write_text(describe(found, language) + "\n", encoding="utf-8")
        (stage / "scenario.toml").write_text(scenario.to_toml(), encoding="utf-8")
        written = sorted(file.name for file in stage.iterdir())
    made = f"{curve.runs:,} runs, seed {seed}. {written_to(folder, written, language)}"
    print(f"{describe(found, language)}\n\n{made}")
