"""What pages have computed: small data that they show, made of what the packages below give.

Each job is called in a worker (see `alliance.app.work`); what it returns is small, however many runs it
made, so that the server holds little of a page.
"""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import chdir
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from alliance.plots.activities import LOOKS as HOURS
from alliance.plots.productivity import gains
from alliance.plots.seats import seats_of
from alliance.plots.stacked import mean_shares
from alliance.plots.states import LOOKS, states_of
from alliance.plots.style import FEWEST, enough
from alliance.plots.trust_network import angles_of
from alliance.summary import Summary, summarise, typical_run
from alliance.words.language import LANGUAGES, Language
from experiments.compare import compare
from experiments.effects import Effect
from sim.arrays import Array
from sim.ensemble import simulate
from sim.observers.paths import YEAR
from sim.scenarios import Scenario

Told = Callable[[int], None]
Numbers = list[float | None]
"""One for each month; None where there is none."""

SEED = 0
"""Of all that is computed, as of the commands when none is given."""

LEVELS = (
    "tension_resources",
    "tension_values",
    "tension_identity",
    "tension_open",
    "tension_hidden",
    "trust",
    "asked",
    "paid",
)
"""Variables of an alliance that pages show, month by month."""

FOLLOWED = 400
"""Runs that are followed, as by the command."""

GAIN = "gain"
"""Added value over the last twelve months, in per cent."""

COMPARED = (
    "productive",
    "added_value",
    "survived",
    "time_to_productivity",
    "turnover",
    "trust",
    "rift",
)
"""Outcomes that are compared."""

OVER_TIME = ("joint_output", "trust", "clashes")
"""Variables of which the difference is shown month by month."""


_ENDS = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Band:
    """The median of the runs that still run, and the ranges of 50 and 80 % of them."""

    median: Numbers
    half: tuple[Numbers, Numbers]
    most: tuple[Numbers, Numbers]

    @classmethod
    def of(cls, values: Array) -> Band:
        """Of (runs, ticks), NaN where an alliance has ended."""
        found = np.full((5, values.shape[1]), np.nan)
        if (there := enough(values)).any():
            full = ~np.isnan(values).any(0)
            # The plain quantile goes over all months at once, the other month by month.
            found[:, full] = np.quantile(values[:, full], _ENDS, axis=0)
            rest = there & ~full
            if rest.any():
                found[:, rest] = np.nanquantile(values[:, rest], _ENDS, axis=0)
        if len(values) < FEWEST:
            found[[0, 1, 3, 4]] = np.nan
        low, lower, median, higher, high = (_numbers(row) for row in found)
        return cls(median, (lower, higher), (low, high))


@dataclass(frozen=True)
class Likely:
    """What is likely of an alliance.

    Attributes:
        summary: of the ensemble.
        phases: share of runs in each state of `LOOKS`, in per cent, month by month.
        hours: what hours go to, in per cent.
        levels: variables by name.
        typical: number of the run that is nearest the median of all.
    """

    summary: Summary
    phases: dict[int, Numbers]
    hours: dict[str, Numbers]
    levels: dict[str, Band]
    typical: int


def likely(scenario: Scenario, runs: int, *, progress: Told) -> Likely:
    """Run an alliance and tell what is likely."""
    result = simulate(scenario, runs, SEED, progress=progress)
    progress(runs)
    states = states_of(result)
    hours, _ = mean_shares(np.stack([result[f"{name}_hours"].to_numpy() for name in HOURS]))
    levels = {name: Band.of(result[name].to_numpy()) for name in LEVELS}
    return Likely(
        summary=summarise(result),
        phases={code: _numbers(100.0 * (states == code).mean(0)) for code in LOOKS},
        hours={name: _numbers(row) for name, row in zip(HOURS, hours, strict=True)},
        levels=levels | {GAIN: Band.of(gains(result, YEAR))},
        typical=typical_run(result),
    )


@dataclass(frozen=True)
class Played:
    """One run, month by month.

    Attributes:
        run: its number.
        names: of the members.
        angles: where each stands on a circle, in radians.
        groups: which members sit together; one group when all do.
        trust: (ticks, members, members) of one in another; NaN where there is none.
        active, engagement: (ticks, members).
        leaves: (ticks, members) whether it leaves in that month.
        hours: (ticks,) FTE-months by what they go to.
        clashes: (ticks,) by what they are over, and ``bad`` those that ended badly.
        states: (ticks,) codes of `LOOKS`.
        paid, asked: (ticks,) kEUR.
        endings: (ticks,) code of the ending in that month, 0 for none.
    """

    run: int
    names: tuple[str, ...]
    angles: Array
    groups: tuple[tuple[int, ...], ...]
    trust: Array
    active: Array
    engagement: Array
    leaves: Array
    hours: dict[str, Array]
    clashes: dict[str, Array]
    states: Array
    paid: Array
    asked: Array
    endings: Array

    @property
    def last(self) -> int:
        """The last month in which it lives."""
        there = np.flatnonzero((self.active > 0).any(1))
        return int(there[-1]) if len(there) else 0


def play(scenario: Scenario, run: int, *, progress: Told) -> Played:
    """Run an alliance once, with all that a month shows."""
    result = simulate(scenario, 1, SEED, first_run=run, dyads=True, progress=progress)
    one = result.isel(run=0)
    seats = seats_of(result, run)
    kinds = ("resources", "values", "identity", "bad")
    return Played(
        run=run,
        names=tuple(str(name) for name in one.member.to_numpy()),
        angles=angles_of(seats),
        groups=seats.groups,
        trust=one.trust_dyad.to_numpy().astype(np.float32),
        active=np.nan_to_num(one.active.to_numpy()),
        engagement=np.nan_to_num(one.engagement.to_numpy()),
        leaves=np.nan_to_num(one.leaves.to_numpy()) > 0.0,
        hours={name: np.nan_to_num(one[f"{name}_hours"].to_numpy()) for name in HOURS},
        clashes={kind: np.nan_to_num(one[f"clashes_{kind}"].to_numpy()) for kind in kinds},
        states=states_of(result)[0],
        paid=np.nan_to_num(one.paid.to_numpy()),
        asked=np.nan_to_num(one.asked.to_numpy()),
        endings=np.nan_to_num(one.ending.to_numpy()).astype(int),
    )


@dataclass(frozen=True)
class Compared:
    """Variants beside an alliance as it is.

    Attributes:
        runs: pairs of runs.
        variants: their labels.
        effects: by variant and outcome.
        over_time: by variant and variable, the mean paired difference month by month: value, low, high.
    """

    runs: int
    variants: tuple[str, ...]
    effects: tuple[Effect, ...]
    over_time: dict[tuple[str, str], tuple[Numbers, Numbers, Numbers]]


def put_beside(
    base: Scenario,
    variants: Sequence[Scenario],
    labels: Sequence[str],
    runs: int,
    *,
    progress: Told,
) -> Compared:
    """Compare variants with an alliance, run by run under the same chance."""
    found = compare(
        base,
        *variants,
        runs=runs,
        seed=SEED,
        outcomes=COMPARED,
        labels=["", *labels],
        progress=progress,
    )
    over_time = {}
    for variant in found.variants:
        for variable in OVER_TIME:
            table = found.over_time(variant, variable)
            over_time[variant, variable] = (
                _numbers(table["difference"].to_numpy()),
                _numbers(table["low"].to_numpy()),
                _numbers(table["high"].to_numpy()),
            )
            progress(runs * (1 + len(variants)))
    return Compared(runs, found.variants, found.effects, over_time)


@dataclass(frozen=True)
class Advised:
    """Advice, in both languages.

    Attributes:
        text: what `alliance advise` prints.
        picture: what it draws, PNG.
        scenario: the alliance that does what is advised.
    """

    text: dict[Language, str]
    picture: dict[Language, bytes]
    scenario: Scenario


def advised(scenario: Scenario, budget: float, runs: int, *, progress: Told) -> Advised:
    """Find what to do, within a budget of facilitator days."""
    import io

    from matplotlib.figure import Figure

    from alliance.plots.advice import advice as drawn
    from alliance.plots.style import look
    from alliance.words.advice import describe
    from alliance.words.pictures import spoken
    from experiments.advice.advise import advise

    found = advise(scenario, budget, runs, SEED, progress=progress)
    text: dict[Language, str] = {}
    picture: dict[Language, bytes] = {}
    for language in LANGUAGES:
        text[language] = describe(found, language)
        into = io.BytesIO()
        with look(), spoken(language):
            figure = Figure(figsize=(7.5, 6.2), layout="constrained")
            drawn(found, figure.subplots())
            figure.savefig(into, format="png", dpi=130)
        picture[language] = into.getvalue()
    return Advised(text, picture, found.advised)


def reported(
    scenario: Scenario, runs: int, language: Language, command: str, *, progress: Told
) -> bytes:
    """Write the report of an alliance: one page of HTML."""
    from alliance.report import write_report

    with tempfile.TemporaryDirectory() as folder:
        file = write_report(
            scenario,
            Path(folder) / "report.html",
            runs=runs,
            seed=SEED,
            language=language,
            command=command,
            progress=progress,
        )
        return file.read_bytes()


@dataclass(frozen=True)
class Kept:
    """What is known of the course of an alliance, as it was uploaded: content by name.

    Attributes:
        own: name of the file that the alliance is from; empty when it is from none.
        files: that file, and what stands beside it.
        answers, events: files of these.
        start: month in which it began, such as 2024-01; empty when its table says.
    """

    own: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict)
    answers: Mapping[str, bytes] = field(default_factory=dict)
    events: Mapping[str, bytes] = field(default_factory=dict)
    start: str = ""


@dataclass(frozen=True)
class FollowedPages:
    """An alliance that was followed: what `alliance follow` writes, as HTML and for Word."""

    html: str
    word: bytes


def follow_it(
    scenario: Scenario, kept: Kept, language: Language, *, progress: Told
) -> FollowedPages:
    """Keep the simulation in line with answers and events, and write what that tells."""
    from alliance.scan import speaker
    from alliance.scan.findings import find
    from alliance.scan.word import as_word
    from alliance.scan.writing import pages
    from alliance.survey.following import gather
    from alliance.words.voice import PageVoice
    from sim.model import Model

    # Files are named in errors as they were uploaded: from a folder of their own, by these names.
    with tempfile.TemporaryDirectory() as folder, chdir(folder):
        for name, content in {**kept.files, **kept.answers, **kept.events}.items():
            Path(name).write_bytes(content)
        events = next(iter(kept.events), None)
        known = gather(scenario, kept.own, list(kept.answers), events, kept.start or None, language)
    found = find(known, FOLLOWED, SEED, Model(), progress=progress)
    named = kept.own or "scenario.toml"
    call = ["alliance", "follow", named, "--runs", str(FOLLOWED), "--seed", str(SEED)]
    call += ["--answers", *kept.answers] if kept.answers else []
    call += ["--events", events] if events else []
    call += ["--start", kept.start] if kept.start else []
    document = pages(found, PageVoice(language, speaker.words()), "follow", shlex.join(call))
    return FollowedPages(document.brief(), as_word(document))


def pictured(scenario: Scenario, runs: int, language: Language, *, progress: Told) -> bytes:
    """Draw the picture that `alliance run` draws, PNG."""
    import io

    from alliance.plots import overview
    from alliance.plots.style import look
    from alliance.words.pictures import spoken

    result = simulate(scenario, runs, SEED, progress=progress)
    dyads = simulate(scenario, 1, SEED, first_run=typical_run(result), dyads=True)
    progress(runs)
    into = io.BytesIO()
    with spoken(language):
        figure = overview(result, dyads)
        with look():
            figure.savefig(into, format="png", metadata={"Title": scenario.title})
    return into.getvalue()


def _numbers(values: Array) -> Numbers:
    """For a page: no more digits than are seen."""
    return [None if np.isnan(x) else float(f"{x:.4g}") for x in values]
