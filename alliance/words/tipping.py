"""The consultant's reading of where an alliance tips."""

from __future__ import annotations

import math
import textwrap

from alliance.words.language import Language, Term, in_language
from alliance.words.phase_diagram import describe_share, number
from alliance.words.vocabulary import QUANTITIES, VARIABLES
from alliance.words.voice import Voice
from experiments.phase_diagrams.tipping import GRADUAL, QUARTERS, Tipping

_WIDTH = 80
_WORDS = {
    "no edge": Term(
        "No 50 % point between {low} and {high} of {unit}: at every value {side} than {share}; {near}.",
        "Geen 50 %-punt tussen {low} en {high} van {unit}: bij elke waarde {side} dan dat {share}; {near}.",
    ),
    "more": Term("more", "meer"),
    "fewer": Term("fewer", "minder"),
    "least": Term("the least, {share}, at {value}", "het minst, {share}, bij {value}"),
    "most": Term("the most, {share}, at {value}", "het meest, {share}, bij {value}"),
    "not excluded": Term(
        " There the runs cannot tell: a 50 % point near that value is not excluded.",
        " Daar kunnen de runs het niet zeggen: een 50 %-punt bij die waarde is niet uitgesloten.",
    ),
    "at": Term("at {edge} ({interval}) {share}", "bij {edge} ({interval}) geldt dat {share}"),
    "along": Term("Along {unit}, {at}.", "Langs {unit}: {at}."),
    "outside": Term(
        "This alliance stands at {here}, outside what was looked at; {at}.",
        "Deze alliantie staat op {here}, buiten wat bekeken is; {at}.",
    ),
    "own": Term("here, at {here}, {share}", "hier, op {here}, {share}"),
    "which side": Term(
        "It cannot be told on which side of the 50 % point this alliance sits: {at}; {own}. More --runs narrow "
        "that.",
        "Het is niet te zeggen aan welke kant van het 50 %-punt deze alliantie staat: {at}; {own}. Meer --runs "
        "maken dat nauwer.",
    ),
    "above": Term("above", "boven"),
    "below": Term("below", "onder"),
    "or more": Term(" or more", " of meer"),
    "sits": Term(
        "This alliance sits {apart} of {unit} {side} the 50 % point: {at}; {own}.",
        "Deze alliantie staat {apart} van {unit} {side} het 50 %-punt: {at}; {own}.",
    ),
    "and": Term(" and ", " en "),
    "to": Term(" to ", " naar "),
    "several": Term(
        "This is no simple threshold: the share crosses 50 % more than once, at {others}; the nearest is told "
        "of.",
        "Dit is geen enkele drempel: het deel slaat meer dan eens om, bij {others}; hier gaat het over de "
        "dichtstbijzijnde.",
    ),
    "gradual": Term(
        "That is a gradual change more than a threshold: over the whole range the share goes from "
        "{from_to}.",
        "Dat is eerder een geleidelijke verandering dan een drempel: over het hele bereik gaat het deel van "
        "{from_to}.",
    ),
    "within": Term(
        "Within the range the share goes from {from_to}.",
        "Binnen het bereik gaat het deel van {from_to}.",
    ),
    "up": Term(
        "Between about {low} and {high} the share goes from a quarter to three quarters, a width of "
        "{width}.",
        "Tussen ongeveer {low} en {high} gaat het deel van een kwart naar drie kwart, een breedte van "
        "{width}.",
    ),
    "down": Term(
        "Between about {low} and {high} the share goes from three quarters to a quarter, a width of "
        "{width}.",
        "Tussen ongeveer {low} en {high} gaat het deel van drie kwart naar een kwart, een breedte van "
        "{width}.",
    ),
    "members": Term(
        "Of what runs differ by here, {share} ({low}–{high}) is who the members are and how their task turns out; the rest "
        "is chance from month to month.",
        "Van waarin runs hier verschillen is {share} ({low}–{high}) wie de leden zijn en hoe hun opgave uitvalt; de rest "
        "is toeval van maand tot maand.",
    ),
    "start": Term(
        "This is a success curve over where the alliance starts, for its own size: its 50 % point is no tipping point "
        "of the alliance once it is under way.",
        "Dit is een succeskromme bij waar de alliantie begint, voor haar eigen grootte: het 50 %-punt is geen kantelpunt "
        "van de alliantie als zij eenmaal bezig is.",
    ),
    "below range": Term("below the range", "onder het bereik"),
    "beyond range": Term("beyond the range", "voorbij het bereik"),
}


_CONTROLS = {
    "difference in values": Term("difference in values", "verschil in waarden"),
    "facilitation (days a month)": Term(
        "facilitation (days a month)", "begeleiding (dagen per maand)"
    ),
    "its money": Term("its money", "het geld"),
    "money (times what it is now)": Term(
        "money (times what it is now)", "geld (maal wat het nu is)"
    ),
    "members": Term("members", "leden"),
}


def describe(found: Tipping, language: Language = "en") -> str:
    """The reading: where the alliance is, how sharp the edge is, and what was moved.

    Args:
        found: the tipping point.
        language: ``en`` or ``nl``; what was moved is named as in a scenario.
    """
    told = _Reading(found, language)
    parts = [told.no_edge()] if not found.curve.edges else [told.where(), told.how_sharp()]
    if found.curve.edges and found.control.of_start:
        parts.append(told.say("start"))
    if found.split is not None and math.isfinite(found.split.members.value):
        parts.append(told.whose())
    if found.control.note and language == "en":
        parts.append(f"({found.control.note[0].upper()}{found.control.note[1:]}.)")
    return "\n".join(line for part in parts for line in textwrap.wrap(part, _WIDTH))


def name_of(control: str, language: Language) -> str:
    """What is moved: in Dutch where the vocabulary has it, else as in a scenario."""
    known = {term.name: term for term in (*VARIABLES.values(), *QUANTITIES.values())}
    known |= {key: term for key, term in {**VARIABLES, **QUANTITIES}.items() if key not in known}
    return in_language({**known, **_CONTROLS}.get(control, Term(control, control)), language)


class _Reading:
    """Says `_WORDS` of one tipping point in one language."""

    def __init__(self, found: Tipping, language: Language) -> None:
        self.found, self.language = found, language
        self.say = Voice(language, _WORDS)
        self.unit = name_of(found.control.unit, language)

    def no_edge(self) -> str:
        """No crossing: which side all of it is on, and how near the level it comes."""
        curve, control, what = self.found.curve, self.found.control, self.found.what
        above = float(curve.share.mean()) > what.level
        most = int(curve.share.argmin() if above else curve.share.argmax())
        low, high = curve.low[most], curve.high[most]
        share = self.share(curve.share[most], low, high)
        near = self.say(
            "least" if above else "most", share=share, value=self.number(curve.values[most])
        )
        text = self.say(
            "no edge",
            low=self.number(control.low),
            high=self.number(control.high),
            unit=self.unit,
            side=self.say("more" if above else "fewer"),
            share=describe_share(what, self.language),
            near=near,
        )
        return text + (self.say("not excluded") if low <= what.level <= high else "")

    def where(self) -> str:
        """How far the alliance is from the nearest edge, with the interval."""
        curve, control = self.found.curve, self.found.control
        which = curve.nearest(control.here)
        edge, (low, high) = curve.edges[which], curve.intervals[which]
        share = describe_share(self.found.what, self.language)
        at = self.say("at", edge=self.number(edge), interval=self.interval(low, high), share=share)
        here = control.here
        if here is None:
            return self.say("along", unit=self.unit, at=at)
        if not control.low <= here <= control.high:
            return self.say("outside", here=self.number(here), at=at)
        value, least, most = curve.at(here)
        own = self.say("own", here=self.number(here), share=self.share(value, least, most))
        if low <= here <= high:
            return self.say("which side", at=at, own=own)
        near, far = sorted((abs(here - low), abs(here - high)))
        reach = self.say("or more") if math.isinf(far) else f"–{self.number(far)}"
        apart = f"{self.number(abs(here - edge))} ({self.number(near)}{reach})"
        side = self.say("above" if here > edge else "below")
        return self.say("sits", apart=apart, unit=self.unit, side=side, at=at, own=own)

    def how_sharp(self) -> str:
        """Whether it is a threshold: how much of the range takes the share from a quarter to three."""
        curve, control = self.found.curve, self.found.control
        if len(curve.edges) > 1:
            others = self.say("and").join(self.number(edge) for edge in curve.edges)
            return self.say("several", others=others)
        at = curve.edges[0]
        inside = (curve.share > QUARTERS[0]) & (curve.share < QUARTERS[1])
        spread = float(inside.mean()) * (control.high - control.low)
        first, last = curve.share[0], curve.share[-1]
        from_to = self.say("to").join(
            self.share(curve.share[end], curve.low[end], curve.high[end]) for end in (0, -1)
        )
        whole = max(first, last) >= QUARTERS[1] and min(first, last) <= QUARTERS[0]
        if spread > GRADUAL * (control.high - control.low):
            return self.say("gradual", from_to=from_to)
        if not whole:
            return self.say("within", from_to=from_to)
        near = curve.values[inside]
        ends = (float(near.min()), float(near.max())) if len(near) else (at, at)
        width, least, most = (self.number(part) for part in curve.width)
        return self.say(
            "up" if last > first else "down",
            low=self.number(ends[0]),
            high=self.number(ends[1]),
            width=f"{width} ({least}–{most})",
        )

    def share(self, value: float, low: float, high: float) -> str:
        """A share of the runs with its interval."""
        one, least, most = (self.say.number(100 * part) for part in (value, low, high))
        return f"{one} % ({least}–{most} %)"

    def whose(self) -> str:
        """How much of what runs differ by is who the members are."""
        assert self.found.split is not None
        one = self.found.split.members
        low, high = f"{one.low:.0%}", f"{one.high:.0%}"
        return self.say("members", share=f"{one.value:.0%}", low=low, high=high)

    def interval(self, low: float, high: float) -> str:
        """The interval of an edge."""
        left = self.say("below range") if math.isinf(low) else self.number(low)
        right = self.say("beyond range") if math.isinf(high) else self.number(high)
        return f"{left}–{right}"

    def number(self, value: float) -> str:
        """A value of the control in as many digits as the range calls for."""
        return number(value, self.found.control.high - self.found.control.low)
