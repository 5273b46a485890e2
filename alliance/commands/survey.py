"""`alliance survey`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from alliance.commands.terminal import Name, Speech, language_from, scenario_from, staged


def survey(
    name: Name,
    /,
    *,
    out: Annotated[Path | None, Parameter(help="folder; out/survey-NAME if not given")] = None,
    language: Speech = None,
    overwrite: Annotated[
        bool, Parameter(help="write over files that are there", negative="")
    ] = False,
) -> None:
    """Write a questionnaire for the members of an alliance: about 25 plain questions.

    Three forms of it: survey.xlsx to fill in (one row a respondent), survey.html to print, survey.txt to
    paste into any survey tool. Sheet 'questions' says which state variable each measures, the instrument
    that it follows and the error that is reckoned with. No personal data is asked or kept. When the
    answers are in: alliance follow.
    """
    from alliance.survey.form import as_html, as_text
    from alliance.survey.workbook import as_excel
    from sim.errors import AllianceError, one_line

    language = language_from(name, language)
    scenario = scenario_from(name, None)
    names = [place.name for place in scenario.places()]
    folder = out or Path("out") / f"survey-{Path(name).stem.replace(':', '-')}"
    files = {
        "survey.xlsx": as_excel(names, language, name),
        "survey.html": as_html(scenario.title, names, language).encode(),
        "survey.txt": as_text(scenario.title, names, language, name).encode("utf-8-sig"),
    }
    there = [file for file in files if (folder / file).exists()]
    if there and not overwrite:
        raise AllianceError(
            f"--out {folder}: {', '.join(there)} is there already; give another folder, or --overwrite"
        )
    with staged(folder) as stage:
        for file, content in files.items():
            (stage / file).write_bytes(content)
    print(one_line(f"Written to {folder}: {', '.join(files)}"))
    print(one_line(f"When answers are in: alliance follow {name} --answers EXPORT.csv"))
