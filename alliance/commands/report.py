"""`alliance report`."""

from __future__ import annotations

import shlex
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
)


def report(
    name: Name,
    /,
    *,
    compare: Annotated[
        list[str] | None,
        Parameter(
            consume_multiple=True,
            negative="",
            help="variants to set beside it, such as "
            "early-facilitation cut, or other scenarios and files of the same length",
        ),
    ] = None,
    runs: Annotated[int, Parameter(help="runs of each scenario")] = 200,
    seed: Annotated[int, Parameter(help="seed of all of them")] = 0,
    language: Speech = None,
    out: Annotated[
        Path | None,
        Parameter(help="file to write, ending in .html; out/report-NAME.html if not given"),
    ] = None,
    model: ModelName = None,
    parameters: ParametersFrom = "best",
    set_: Change = None,
) -> None:
    """Write a report on an alliance: one HTML file that works offline and prints to A4.

    Tells of the alliance, its likely path, the phases, members at risk, what the nine actions would do,
    the comparison if one is asked for, assumptions and limits, and where it all comes from. What --set
    changes holds for all variants too.
    """
    from alliance.report import target_of, variants_of, work, write_report
    from alliance.words.voice import Voice
    from sim.errors import AllianceError, one_line
    from sim.scenarios import Scenario
    from sim.scenarios.variants import VARIANTS

    language = language_from(name, language)
    try:
        target = target_of(out or Path("out") / f"report-{Path(name).stem.replace(':', '-')}.html")
    except AllianceError as error:
        raise AllianceError(f"--out {error}") from None
    for option, value, least in (("runs", runs, 2), ("seed", seed, 0)):
        if not least <= value < 2**64:
            most = " to 2**64 - 1" if option == "seed" else ""
            raise AllianceError(
                f"--{option} {value} is not allowed: a whole number from {least}{most}"
            )
    own = model_from(model, parameters)
    scenario = scenario_from(name, set_)
    names = [variant.removeprefix(f"{name}:") for variant in compare or []]
    beside: list[str | Scenario] = [*names]
    if set_:  # holds for other scenarios too; named variants are made of the changed one
        beside = [v if v in VARIANTS else scenario_from(v, set_) for v in names]
    variants_of(scenario, beside, language)
    words = [
        "alliance",
        "report",
        name,
        *(["--compare", *compare] if compare else []),
        "--runs",
        str(runs),
        "--seed",
        str(seed),
        "--language",
        language,
    ]
    if model is not None:
        words += ["--model", model]
    if parameters != "best":
        words += ["--parameters", parameters]
    for change in set_ or []:
        words += ["--set", change]
    with staged(target.parent) as stage, progress(work(runs, len(beside)), runs) as advance:
        write_report(
            scenario,
            stage / target.name,
            compare=beside,
            runs=runs,
            seed=seed,
            language=language,
            model=own,
            command=shlex.join([*words, "--out", "report.html"]),
            progress=advance,
        )
        size = (stage / target.name).stat().st_size
    where = one_line(str(target))
    told = {
        "en": "Written to {where} ({size} MB); open it in a browser, print it from there",
        "nl": "Geschreven naar {where} ({size} MB); open het in een browser, druk het daar af",
    }[language]
    print(told.format(where=where, size=Voice(language).number(size / 1e6, 1)))
