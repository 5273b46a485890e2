"""`alliance compare`."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from alliance.commands.terminal import (
    Change,
    ModelName,
    Name,
    ParametersFrom,
    Speech,
    changes_from,
    language_from,
    model_from,
    progress,
    scenario_from,
    staged,
    written_to,
)

if TYPE_CHECKING:
    from experiments.compare import Comparison
    from sim.scenarios import Scenario


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
    with_: Annotated[
        list[str] | None,
        Parameter(
            name="--with",
            negative="",
            help="one more variant: BASE with PATH=VALUE; given again, both in the same variant",
        ),
    ] = None,
    language: Speech = None,
    model: ModelName = None,
    parameters: ParametersFrom = "best",
    set_: Change = None,
) -> None:
    """Compare a scenario with variants of it, run by run under the same chance.

    Prints for each outcome the paired difference with its interval, and says where the runs cannot
    tell; writes a picture, the numbers, and the scenarios. What --set says holds for all of them, what
    --with says makes one more variant.
    """
    from experiments.compare import compare as find

    language = language_from(base, language)
    folder = out or Path("out") / f"compare-{Path(base).stem.replace(':', '-')}"
    own = model_from(model, parameters)
    labels = [base, *variants]
    scenarios = [scenario_from(name, set_) for name in labels]
    if changes := changes_from(with_, "--with"):
        changed = scenarios[0]
        for path, value in changes:
            changed = changed.replace(path, value)
        scenarios.append(changed)
        labels.append(", ".join(f"{path}={value}" for path, value in changes))
    with staged(folder) as stage:
        with progress(runs * len(scenarios), runs) as advance:
            done = find(
                *scenarios, runs=runs, seed=seed, labels=labels, model=own, progress=advance
            )
        from alliance.plots.comparison import comparison
        from alliance.plots.marks import in_marks
        from alliance.words.comparison import describe
        from alliance.words.pictures import spoken

        print(describe(done, language))
        _write(done, scenarios, stage)
        with spoken(language):
            figure = comparison(done)
            in_marks(figure, language)
            figure.savefig(stage / "picture.png")
        written = sorted(file.name for file in stage.iterdir())
    print(f"\n{written_to(folder, written, language)}")


def _write(done: Comparison, scenarios: Sequence[Scenario], stage: Path) -> None:
    import pandas as pd

    from alliance.spreadsheets import csv_of
    from experiments.compare import KEPT

    over_time = pd.concat(
        [
            done.over_time(variant, variable).assign(variant=variant, variable=variable)
            for variant in done.variants
            for variable in KEPT
            if variable != "ending"
        ]
    )
    (stage / "comparison.csv").write_text(csv_of(done.frame()), encoding="utf-8")
    (stage / "over_time.csv").write_text(csv_of(over_time), encoding="utf-8")
    for k, scenario in enumerate(scenarios):
        name = f"variant-{k}.toml" if k else "base.toml"
        (stage / name).write_text(scenario.to_toml(), encoding="utf-8")
