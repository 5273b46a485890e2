"""Writes the report: checks what is asked, computes, words it, and puts down one file."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from alliance.plots import spoken
from alliance.report import alliance, effects, limits, members, trajectory
from alliance.report.document import Block, Document, Section
from alliance.report.findings import Findings, find, runs_planned
from alliance.report.pictures import Drawing
from alliance.words import path
from alliance.words.language import LANGUAGES, Language
from alliance.words.report import WORDS
from alliance.words.voice import PageVoice, Voice, capital
from sim.errors import AllianceError, ScenarioError, nearest, require_seed
from sim.files import WriteError, whole
from sim.model import Model
from sim.scenarios import Scenario
from sim.scenarios.variants import VARIANTS, resolve
from sim.versions import versions

Given = Scenario | str | os.PathLike[str]

_PICTURES = 12
"""In every report; each variant has one more."""
_PICTURE = 30
"""Work of a picture, in runs, so that progress goes on while they are drawn."""


def write_report(
    scenario: Given,
    out: str | os.PathLike[str],
    *,
    compare: Sequence[Given] = (),
    runs: int = 200,
    seed: int = 0,
    language: Language = "en",
    model: Model | None = None,
    command: str = "",
    progress: Callable[[int], None] | None = None,
) -> Path:
    """Write a report on an alliance: likely path, members at risk, what the nine actions would do.

    One HTML file that works offline and prints to A4. The same inputs give the same bytes.

    Args:
        scenario: the alliance: a scenario, its name, a variant of it or a file.
        out: file to write, ending in .html; an existing one is replaced, whole or not at all, and a
            folder that is not there is made.
        compare: variants beside it: names of variants (``"early-facilitation"``), other scenarios or
            files, of the same length.
        runs: runs of each scenario, >= 2.
        seed: of all.
        language: ``en`` or ``nl``.
        model: what is run; the shipped model when left out.
        command: how to make it again, for the report to tell; left out, the call of this function.
        progress: called with the work done, out of `work`.

    Returns:
        The file.

    Raises:
        AllianceError: for anything that is not allowed, before anything is run.

    Example:
        >>> import alliance
        >>> alliance.write_report("smooth-start", "mine.pdf")
        Traceback (most recent call last):
        ...
        sim.errors.AllianceError: mine.pdf is not allowed: a file name that ends in .html
    """
    target = target_of(out)
    _check(runs, seed, language)
    base = scenario if isinstance(scenario, Scenario) else resolve(scenario)
    if not isinstance(scenario, Scenario):
        own = f"{os.fspath(scenario)}:"
        compare = [v.removeprefix(own) if isinstance(v, str) else v for v in compare]
    variants = variants_of(base, compare, language)
    command = command or _call(scenario, compare, runs, seed, language)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(target, error.strerror or str(error)) from None
    with whole(target) as partial:
        html = _html(
            base,
            variants,
            runs,
            seed,
            language,
            model or Model(),
            command,
            progress or (lambda _: None),
        )
        partial.write_text(html, encoding="utf-8")
    return target


def target_of(out: str | os.PathLike[str]) -> Path:
    """The file to write.

    Raises:
        AllianceError: for a folder, or a name that does not end in .html.
    """
    target = Path(out)
    if target.is_dir():
        raise AllianceError(
            f"{target} is a folder: name a file in it, such as {target / 'report.html'}"
        )
    if target.suffix.lower() not in (".html", ".htm"):
        raise AllianceError(f"{target} is not allowed: a file name that ends in .html")
    return target


def variants_of(base: Scenario, given: Sequence[Given], language: Language) -> dict[str, Scenario]:
    """Variants by what the report calls them.

    Args:
        base: what named variants change.
        given: as `compare` of `write_report`.
        language: of the labels.

    Raises:
        AllianceError: for one that does not exist or is of another length.
    """
    say, found = PageVoice(language, WORDS), dict[str, Scenario]()
    for one in given:
        if isinstance(one, str) and one in VARIANTS:
            label, scenario = say(WORDS[f"variant {one}"]), VARIANTS[one].of(base)
        else:
            scenario = one if isinstance(one, Scenario) else _resolved(one)
            same = scenario.title == base.title and not isinstance(one, Scenario)
            label = os.fspath(one) if same else scenario.title  # type: ignore[arg-type]
        if scenario.length != base.length:
            raise AllianceError(
                f"'{label}' is {scenario.length} months long and the alliance "
                f"{base.length}: only equal lengths compare"
            )
        found[label] = scenario
    return found


def work(runs: int, variants: int) -> int:
    """All the work of a report, for progress.

    Args:
        runs: of each scenario.
        variants: how many it is compared with.
    """
    return runs_planned(runs, variants) + _PICTURE * (_PICTURES + variants)


def _resolved(one: str | os.PathLike[str]) -> Scenario:
    try:
        return resolve(one)
    except ScenarioError:
        if near := nearest(os.fspath(one), VARIANTS):
            raise AllianceError(
                f"{os.fspath(one)}: no such variant (did you mean '{near}'?)"
            ) from None
        raise


def _check(runs: int, seed: int, language: str) -> None:
    if runs < 2:
        raise AllianceError(f"runs = {runs} is not allowed: a whole number from 2")
    require_seed(seed)
    if language not in LANGUAGES:
        raise AllianceError(f"language '{language}' is not allowed: {' or '.join(LANGUAGES)}")


def _call(scenario: Given, compare: Sequence[Given], runs: int, seed: int, language: str) -> str:
    def told(one: Given) -> str:
        return "scenario" if isinstance(one, Scenario) else repr(os.fspath(one))

    variants = f", compare=[{', '.join(map(told, compare))}]" if compare else ""
    return (
        f"alliance.write_report({told(scenario)}, 'report.html'{variants}, runs={runs}, seed={seed}, "
        f"language='{language}')"
    )


def _html(
    base: Scenario,
    variants: dict[str, Scenario],
    runs: int,
    seed: int,
    language: Language,
    model: Model,
    command: str,
    progress: Callable[[int], None],
) -> str:
    done = runs_planned(runs, len(variants))

    def draw(one: Drawing) -> Block:
        nonlocal done
        picture = one.drawn(language)
        done += _PICTURE
        progress(done)
        return picture

    found = find(base, variants, runs, seed, model, progress)
    say = PageVoice(language, WORDS)
    with spoken(language):
        sections = [
            alliance.alliance(base, say),
            trajectory.path(found, say, draw),
            trajectory.phases(found, say),
            members.risks(found, say, draw),
            effects.actions(found, say, draw),
        ]
        if variants:
            sections.append(effects.compared(found, say, draw))
    sections += [
        limits.limits(found, say),
        limits.provenance(found, say, command),
        limits.annex(say),
    ]
    return _document(found, say, sections).html()


def _document(f: Findings, say: Voice, sections: Sequence[Section]) -> Document:
    byline = say(
        "byline",
        runs=say.number(f.runs),
        months=say.number(f.scenario.length),
        members=say.number(len(f.scenario.places())),
        seed=f.seed,
        version=versions()["alliance_lab"],
    )
    return Document(
        say.language,
        f.scenario.title,
        say("kicker"),
        byline,
        say("summary"),
        [*_summary(f, say)],
        say("main limit"),
        say("contents"),
        sections,
    )


def _summary(f: Findings, say: Voice) -> Sequence[str]:
    """Three sentences: does it become productive, what comes of it, who is at risk and what helps."""
    first, second = path.in_two_sentences(f.summary, say)
    third = say("third", risk=members.risk_in_short(f, say), action=effects.action_in_short(f, say))
    return [first, second, capital(third)]
