"""`alliance scan` and `alliance follow`."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from alliance.commands.terminal import (
    Change,
    ModelName,
    Name,
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
    from alliance.words.language import Language

Answers = Annotated[
    list[str] | None,
    Parameter(
        consume_multiple=True,
        negative="",
        help="files of answers (.csv, .xlsx), as survey tools export them; sheets 'answers' of the "
        "alliance's own file are read too",
    ),
]
Events = Annotated[
    str | None,
    Parameter(help="file of events; a sheet 'events' of the alliance's own file is read too"),
]
Start = Annotated[
    str | None,
    Parameter(
        help="month in which the alliance began, such as 2024-01, where its table does not say"
    ),
]
Runs = Annotated[int, Parameter(help="runs that are followed")]
Seed = Annotated[int, Parameter(help="seed of all of them")]
Out = Annotated[Path | None, Parameter(help="folder; out/COMMAND-NAME if not given")]
Ahead = Annotated[int, Parameter(help="months to look ahead")]
LogoFile = Annotated[Path | None, Parameter(help="picture for the head of the pages (.png, .jpg)")]
Wording = Annotated[
    str | None,
    Parameter(
        help="sentences of your own: a file with a line such as \"summary = 'In short'\" for each"
    ),
]


def scan(
    name: Name,
    /,
    *,
    answers: Answers = None,
    events: Events = None,
    start: Start = None,
    runs: Runs = 400,
    seed: Seed = 0,
    ahead: Ahead = 24,
    language: Speech = None,
    logo: LogoFile = None,
    wording: Wording = None,
    out: Out = None,
    model: ModelName = None,
    set_: Change = None,
) -> None:
    """Tell on two pages where an alliance stands, by what its members answered.

    Chance of each phase, the waterline, the three conflicts, who trusts whom, backing, money, and which three
    answers would tell most of what comes; beside simulated alliances of the same age. In HTML (scan.html)
    and as a Word file (scan.docx).
    """
    _write(
        "scan",
        name,
        answers,
        events,
        start,
        runs,
        seed,
        ahead,
        language,
        logo,
        wording,
        out,
        model,
        set_,
    )


def follow(
    name: Name,
    /,
    *,
    answers: Answers = None,
    events: Events = None,
    start: Start = None,
    runs: Runs = 400,
    seed: Seed = 0,
    ahead: Ahead = 24,
    language: Speech = None,
    logo: LogoFile = None,
    wording: Wording = None,
    out: Out = None,
    advise: Annotated[
        bool,
        Parameter(
            negative="",
            help="also try what could be done from now on: the nine actions, roles, money, division, "
            "governance, a smaller alliance; each with its cost",
        ),
    ] = False,
    try_: Annotated[
        list[str] | None,
        Parameter(
            name="--try",
            negative="",
            help="also try a change of your own from now on: PATH=VALUE, as for --set; may be given again",
        ),
    ] = None,
    model: ModelName = None,
    set_: Change = None,
) -> None:
    """Follow an alliance: keep the simulation in line with waves of answers and with what happened.

    The pages of `alliance scan`, how the outlook changed with each wave, and an annex with every question:
    in HTML (follow.html), as a Word file (follow.docx), and state and outlook as tables (state.csv,
    outlook.csv). Give the same command again when the next wave is in. With --advise or --try also what
    could be done from now on (tried.csv); that nothing would help is an answer.
    """
    _write(
        "follow",
        name,
        answers,
        events,
        start,
        runs,
        seed,
        ahead,
        language,
        logo,
        wording,
        out,
        model,
        set_,
        advise,
        try_,
    )


def _write(
    kind: Literal["scan", "follow"],
    name: str,
    answers: list[str] | None,
    events: str | None,
    start: str | None,
    runs: int,
    seed: int,
    ahead: int,
    language: Language | None,
    logo: Path | None,
    wording: str | None,
    out: Path | None,
    model: str | None,
    set_: list[str] | None,
    advise: bool = False,
    try_: list[str] | None = None,
) -> None:
    from alliance.scan import speaker
    from alliance.scan.findings import find
    from alliance.scan.tables import outlook_table, state_table, tried_table
    from alliance.scan.word import as_word
    from alliance.scan.writing import Logo, in_short, pages
    from alliance.spreadsheets import csv_of
    from alliance.survey.following import gather
    from alliance.words.voice import PageVoice, Voice
    from experiments.following.follow import work
    from experiments.following.whatif import Option
    from sim.errors import AllianceError
    from sim.model import Model

    tongue = language_from(name, language)
    for option, value, least in (("runs", runs, 50), ("seed", seed, 0), ("ahead", ahead, 1)):
        if value < least:
            raise AllianceError(f"--{option} {value} is not allowed: a whole number from {least}")
    own = model_from(model) or Model()
    scenario = scenario_from(name, set_)
    picture = Logo.read(logo) if logo else None
    words = speaker.words(speaker.wording(wording) if wording else None)
    followed = gather(scenario, name, answers or [], events, start, tongue)
    folder = out or Path("out") / f"{kind}-{Path(name).stem.replace(':', '-')}"
    call = ["alliance", kind, name, "--runs", str(runs), "--seed", str(seed)]
    for option, given in (("--answers", answers), ("--events", events and [events])):
        call += [option, *given] if given else []
    call += ["--advise"] if advise else []
    changes = [
        Option("own", f"{path} = {value}", set={path: value})
        for path, value in changes_from(try_, "--try")
    ]
    for change in changes:
        change.of(followed.scenario)  # what is not allowed is told before anything is run
    months = work(followed.scenario.length, followed.waves, followed.until)
    with staged(folder) as stage, progress(months, 1) as advance:
        found = find(followed, runs, seed, own, ahead, advise, changes, advance)
        document = pages(found, PageVoice(tongue, words), kind, shlex.join(call))
        html = document.brief(picture.uri if picture else "")
        (stage / f"{kind}.html").write_text(html, encoding="utf-8")
        (stage / f"{kind}.docx").write_bytes(
            as_word(document, picture.content if picture else None)
        )
        if kind == "follow":
            (stage / "state.csv").write_text(csv_of(state_table(found)), encoding="utf-8")
            (stage / "outlook.csv").write_text(csv_of(outlook_table(found)), encoding="utf-8")
        if found.tried:
            (stage / "tried.csv").write_text(csv_of(tried_table(found)), encoding="utf-8")
        written = sorted(file.name for file in stage.iterdir())
    say = Voice(tongue, words)
    print("\n\n".join([*in_short(found, say), say("limit"), written_to(folder, written, tongue)]))
