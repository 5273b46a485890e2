"""The pages on an alliance as a document, and their files."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from alliance.plots import spoken
from alliance.report.document import Block, Document, Items, Section, Table, Text
from alliance.scan import pictures
from alliance.scan.findings import NAMED, Findings
from alliance.words import coverage as money
from alliance.words.language import in_language
from alliance.words.scan import OPTIONS, THEMES
from alliance.words.survey import QUESTIONS
from alliance.words.vocabulary import DIVISIONS, GOVERNANCES
from alliance.words.voice import Voice
from experiments.following.follow import Outlook
from experiments.following.items import ITEMS
from experiments.following.whatif import Option
from sim.arrays import Array
from sim.errors import AllianceError
from sim.interventions.nine import ACTIONS
from sim.observers.phases import PHASES
from sim.scenarios.coverage import coverage
from sim.versions import versions

Kind = Literal["scan", "follow"]

_ENDS = (0.1, 0.9)
"""Of what is told of added value: 8 of 10 runs."""
_LOGOS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}


@dataclass(frozen=True)
class Logo:
    """A picture for the head of the pages."""

    content: bytes
    kind: str

    @classmethod
    def read(cls, path: Path) -> Logo:
        """A logo from a file.

        Raises:
            AllianceError: when it cannot be read, or is no PNG or JPEG.
        """
        import io

        from PIL import Image

        if path.suffix.casefold() not in _LOGOS:
            raise AllianceError(f"--logo {path} is not allowed: a file that ends in .png or .jpg")
        try:
            content = path.read_bytes()
            Image.open(io.BytesIO(content)).verify()
        except Exception as error:  # whatever a damaged picture causes
            raise AllianceError(f"--logo {path}: cannot be read as a picture ({error})") from None
        return cls(content, _LOGOS[path.suffix.casefold()])

    @property
    def uri(self) -> str:
        """As it stands in a page."""
        return f"data:{self.kind};base64,{base64.b64encode(self.content).decode('ascii')}"


def pages(f: Findings, say: Voice, kind: Kind, command: str) -> Document:
    """The pages: two of them, and after `follow` how it changed and an annex.

    Args:
        f: what was found.
        say: words and numbers.
        kind: which of the two.
        command: what makes them again.
    """
    with spoken(say.language):
        sections = [_now(f, say), _trust(f, say)]
        if kind == "follow":
            sections += [_changed(f, say)]
            sections += [_help(f, say)] if f.tried else []
            sections += [_annex(f, say, command)]
    return Document(
        say.language,
        f.followed.scenario.title,
        say(f"kicker {kind}"),
        _byline(f, say),
        say("summary"),
        in_short(f, say),
        say("limit"),
        "",
        sections,
    )


def in_short(f: Findings, say: Voice) -> list[str]:
    """Phase, what chafes, what comes, and a warning where the model may not hold."""
    (code, share), *rest = f.phases
    other = ""
    if rest and rest[0][1] >= NAMED:
        phase = in_language(PHASES[rest[0][0]], say.language)
        other = say("or phase", phase=phase, share=say.percent(rest[0][1]))
    first = say(
        "in phase",
        phase=in_language(PHASES[code], say.language),
        share=say.percent(share),
        next=other,
    )
    told = [first]
    if f.holes:
        *_, i, j = f.holes[0]
        what = in_language(THEMES[f.chafes], say.language).partition(": ")[2]
        names = {"one": say.name(f.found.names[i]), "other": say.name(f.found.names[j])}
        told.append(say("chafes most", what=what, **names))
    look = f.found.outlook
    gain = _gain(look, f.found.now, f.last + 1, say)
    told.append(
        say(
            "ahead",
            months=say.number(f.last - f.found.now + 1),
            lives=say.percent(float(look.lives(f.last).mean())),
            productive=say.percent(float(look.productive(f.found.now, f.last + 1).mean())),
            gain=gain[0],
            low=gain[1],
            high=gain[2],
        )
    )
    return [*_surprises(f, say), *told]


def _surprises(f: Findings, say: Voice) -> list[str]:
    told = []
    for standing in f.found.standings:
        if standing.surprising:
            worst = sorted(standing.fit.surprise.items(), key=lambda one: -abs(one[1]))[:3]
            what = ", ".join(
                f"{code} ({say.number(value, 1, signed=True)} sd)" for code, value in worst
            )
            chance = say.number(standing.fit.chance, 3)
            month = say.number(standing.tick)
            told.append(say("surprise", month=month, chance=chance, what=what))
    return told


def _byline(f: Findings, say: Voice) -> str:
    followed, count = f.followed, len(f.followed.waves)
    values: dict[str, object] = {}
    if count:
        last = followed.respondents[-1]
        values = {
            "people": say.number(sum(last.values())),
            "members": say.number(len(last)),
            "all": say.number(len(f.found.names)),
            "count": say.number(count),
        }
    key = ("no wave", "one wave", "more waves")[min(count, 2)]
    when = ""
    if followed.start:
        year, month = map(int, followed.start.split("-"))
        months = 12 * year + month - 1 + f.found.now
        when = f" ({months // 12}-{months % 12 + 1:02})"
    return say(
        "byline",
        now=say.number(f.found.now),
        when=when,
        waves=say(key, **values),
        runs=say.number(f.found.particles.runs),
        seed=f.seed,
    )


def _now(f: Findings, say: Voice) -> Section:
    drawn = [pictures.phases(f, say), pictures.profile(f, say)]
    return Section("now", say("now"), [one.drawn(say.language) for one in drawn])


def _trust(f: Findings, say: Voice) -> Section:
    blocks: list[Block] = [pictures.network(f, say).drawn(say.language)]
    holes = [
        say(
            "hole",
            one=say.name(f.found.names[i]),
            other=say.name(f.found.names[j]),
            value=say.number(middle, 2),
            low=say.number(low, 2),
            high=say.number(high, 2),
        )
        for middle, low, high, i, j in f.holes[:3]
    ]
    if holes:
        blocks += [Text(say("holes")), Items(holes)]
    blocks.append(_members(f, say))
    covered = coverage(f.followed.scenario)
    blocks.append(Text(money.describe(covered, say.language)))
    blocks += _again(f, say)
    return Section("trust", say("trust"), blocks)


def _members(f: Findings, say: Voice) -> Table:
    stays = f.found.outlook.stays(f.last + 1)
    heads = [say("member"), say("backing"), say("says"), say("gets")]
    heads.append(say("leaves", months=say.number(f.last - f.found.now + 1)))
    rows = []
    for k in f.present:
        fair = " / ".join(say.number(float(f.found.state[c][2, k]), 2) for c in ("A13", "A14"))
        rows.append(
            [
                f.found.names[k],
                _banded(f.found.state["A4"][:, k], say),
                _banded(f.found.state["A2"][:, k], say),
                fair,
                say.percent(1.0 - float(stays[k])),
            ]
        )
    return Table(say("members"), heads, rows)


def _again(f: Findings, say: Voice) -> list[Block]:
    best = f.found.telling[:3]
    if not best:
        return [Text(say("again none"))]
    told = []
    for one in best:
        about = say("again about", partner=say.name(one.partner)) if one.partner else ""
        told.append(
            say(
                "again one",
                code=one.item,
                ask=in_language(QUESTIONS[one.item], say.language),
                who=say.name(one.member),
                about=about,
                share=say.percent(one.share),
            )
        )
    head = say("again of", months=say.number(f.ahead))
    return [Text(f"{say('again')}. {head}"), Items(told, numbered=True)]


def _changed(f: Findings, say: Voice) -> Section:
    first, last = f.found.now, f.last
    month = say.number(last)
    heads = [
        say("seen from"),
        say("fit"),
        say("runs then", month=month),
        say("productive then", month=month),
        say("gain then", first=say.number(first), month=month),
    ]
    rows = []
    for look in f.found.outlooks:
        fit = f.found.standings[look.waves - 1].fit.chance if look.waves else np.nan
        middle, low, high = _gain(look, first, last + 1, say)
        rows.append(
            [
                pictures.seen_from(look.tick, look.waves, say),
                say.number(fit, 3),
                say.percent(float(look.lives(last).mean())),
                say.percent(float(look.productive(0, last + 1).mean())),
                f"{middle} ({say.between(low, high)})",
            ]
        )
    drawn = pictures.outlooks(f, say).drawn(say.language)
    return Section("next", say("changed"), [Table(say("next"), heads, rows), drawn])


def _help(f: Findings, say: Voice) -> Section:
    """What could be done from now on, and what it would make of what comes."""
    best = [option_in_words(effect.option, say) for effect in f.tried if effect.helps][:3]
    first = say("helps", what="; ".join(best)) if best else say("waiting")
    heads = [say(key) for key in ("tried", "cost", "days", "added", "phase 3", "lives on")]
    rows = [
        [
            option_in_words(effect.option, say),
            say.number(effect.option.cost) if effect.option.cost else "–",
            say.number(effect.option.days) if effect.option.days else "–",
            say.interval(*effect.gain, times=100.0),
            say.number(100 * effect.productive[0], 0, signed=True),
            say.number(100 * effect.lives[0], 0, signed=True),
        ]
        for effect in f.tried
    ]
    note = Text(say("help note", months=say.number(f.last - f.found.now + 1)), note=True)
    return Section("help", say("help"), [Text(first), note, Table(say("tried"), heads, rows)])


def option_in_words(option: Option, say: Voice) -> str:
    """What an option is called."""
    if option.key in ACTIONS:
        return f"{option.key} {say(ACTIONS[option.key])}"
    terms = {**DIVISIONS, **GOVERNANCES}
    named = terms.get(option.about)
    about = say(named) if named else say.name(option.about)
    return in_language(OPTIONS[option.key], say.language).format(about=about)


def _annex(f: Findings, say: Voice, command: str) -> Section:
    blocks: list[Block] = [Text(say("annex note"), note=True)]
    for standing, wave in zip(f.found.standings, f.found.waves, strict=True):
        rows = []
        for code, item in ITEMS.items():
            given = [answer.value for answer in wave.answers if answer.item == code]
            rows.append(
                [
                    f"{code}. {in_language(QUESTIONS[code], say.language)}",
                    say.number(float(np.mean(given)), 2) if given else "–",
                    _banded(_over_members(standing.before[code]), say),
                    _banded(_over_members(standing.after[code]), say),
                    say.number(item.error, 2),
                    item.variable,
                ]
            )
        heads = [say(k) for k in ("question", "answered", "before", "after", "error", "variable")]
        caption = say("at month", month=say.number(wave.tick), waves=say("annex"))
        blocks.append(Table(caption, heads, rows))
    if f.followed.unread:
        blocks.append(Text(say("unread", what=", ".join(f.followed.unread)), note=True))
    made = say("made", command=command, **versions())
    blocks.append(Text(f"{say('made by')}: {made}", note=True))
    return Section("annex", say("annex"), blocks)


def _over_members(values: Array) -> Array:
    """The mean over whatever axes come after the quantiles; (5,)."""
    with np.errstate(invalid="ignore"):
        mean: Array = np.nanmean(values.reshape(len(values), -1), axis=1)
    return mean


def _banded(quantiles: Array, say: Voice) -> str:
    """The middle of a band of 90 %, and its ends."""
    low, _, middle, _, high = (say.number(float(x), 2) for x in quantiles)
    return f"{middle} ({say.between(low, high)})"


def _gain(look: Outlook, first: int, until: int, say: Voice) -> Sequence[str]:
    """Added value over some months: the middle, and the ends of 8 of 10 runs."""
    values = look.gain(first, until)
    ends = np.quantile(values, (0.5, *_ENDS))
    return [say.percent(float(x), signed=True) for x in ends]
