"""`alliance advise`."""

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


def advise(
    name: Name,
    /,
    *,
    budget: Annotated[
        float, Parameter(help="facilitator days that the actions may use together")
    ] = 24.0,
    runs: Annotated[
        int,
        Parameter(help="fresh pairs of runs of each that is left; the search makes about as many"),
    ] = 200,
    seed: Annotated[int, Parameter(help="seed of all of them")] = 0,
    outcome: Annotated[
        str,
        Parameter(
            help="what is to be better: added_value, survived, "
            "time_to_productivity, or any other that has a better "
            "way"
        ),
    ] = "added_value",
    out: Annotated[Path | None, Parameter(help="folder; out/advise-NAME if not given")] = None,
    language: Speech = None,
    model: ModelName = None,
    parameters: ParametersFrom = "best",
    set_: Change = None,
) -> None:
    """Tell which of the nine actions to do when, within a budget of facilitator days.

    Searches over actions, phases, years and rhythms, and over programmes of two to four actions, with
    paired runs; measures what it chose on fresh runs, and says how sure it is. Into the folder go the
    advice in words (advice.txt), all that was tried (table.csv), a picture (picture.png), and a scenario
    that does what is advised (advised.toml).
    """
    from experiments.calibration.uncertainty import sets_for

    own = model_from(model, parameters, sets_for(runs))
    scenario = scenario_from(name, set_)
    language = language_from(name, language)
    folder = out or Path("out") / f"advise-{Path(name).stem.replace(':', '-')}"
    with staged(folder) as stage:
        from matplotlib.figure import Figure

        from alliance.plots.advice import advice as drawn
        from alliance.plots.marks import in_marks
        from alliance.plots.style import look
        from alliance.spreadsheets import csv_of
        from alliance.words.advice import describe
        from alliance.words.pictures import spoken
        from experiments.advice.advise import advise as find_advice
        from experiments.advice.advise import planned

        with progress(planned(scenario, budget, runs, seed, outcome), 1) as advance:
            found = find_advice(
                scenario, budget, runs, seed, outcome=outcome, model=own, progress=advance
            )
        with look(), spoken(language):
            figure = Figure(figsize=(7.5, 6.2), layout="constrained")
            drawn(found, figure.subplots())
            in_marks(figure, language)
            figure.savefig(stage / "picture.png", metadata={"Title": scenario.title})
        text = describe(found, language)
        (stage / "advice.txt").write_text(text + "\n", encoding="utf-8")
        (stage / "advised.toml").write_text(found.advised.to_toml(), encoding="utf-8")
        (stage / "table.csv").write_text(csv_of(found.frame()), encoding="utf-8")
        written = sorted(file.name for file in stage.iterdir())
    print(f"{text}\n\n{written_to(folder, written, language)}")
