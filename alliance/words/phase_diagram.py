"""What a phase diagram shows, in words."""

from __future__ import annotations

import textwrap

import numpy as np

from alliance.words.language import Language, Term, in_language
from alliance.words.voice import Voice
from experiments.phase_diagrams.adaptive import PhaseDiagram
from experiments.phase_diagrams.edge import grid
from experiments.sweeps.diagram import KINDS, Diagram

_WIDTH = 80
_OPEN = 0.25
"""Half-width, in axes' ranges, from which a line on the plane is no edge: its band is half of it or more."""


_WORDS = {
    "no edge": Term("No edge was found: {what}.", "Er is geen grens gevonden: {what}."),
    "reach": Term("{name} {low} to {high}", "{name} {low} tot {high}"),
    "and": Term(" and ", " en "),
    "or": Term(" or ", " of "),
    "kinds": Term(
        "The most common {what} changes along {where}.",
        "Wat het meest voorkomt van {what} wisselt langs {where}.",
    ),
    "edge": Term(
        "On the edge {share}; it runs through {where}. On {more} of the plane there are more.",
        "Op de grens geldt dat {share}; ze loopt door {where}. Op {more} van het vlak zijn het er meer.",
    ),
    "everywhere kind": Term(
        "everywhere the most common {what} is '{kind}'",
        "overal komt van {what} '{kind}' het meest voor",
    ),
    "everywhere more": Term("everywhere more than {share}", "overal meer dan dat {share}"),
    "everywhere less": Term("everywhere less than {share}", "overal minder dan dat {share}"),
    "doubt": Term(
        "On {doubt} of the plane that cannot be told yet.",
        "Op {doubt} van het vlak is dat nog niet te zeggen.",
    ),
    "known": Term(
        "It is known to ±{width:.3f} of the axes' ranges (asked: ±{wanted:g}), that is {units}, with 95 % "
        "certainty.",
        "Ze is bekend tot op ±{width:.3f} van het bereik van de assen (gevraagd: ±{wanted:g}), dat is "
        "{units}, met 95 % zekerheid.",
    ),
    "no edge yet": Term(
        "No edge was found yet: where one may run is open by ±{width} of the axes' ranges (asked: "
        "±{wanted}). The most runs that were allowed, {most}, did not do; allow more.",
        "Er is nog geen grens gevonden: waar er een kan lopen is nog open tot op ±{width} van het bereik "
        "van de assen (gevraagd: ±{wanted}). De hoogstens toegestane {most} runs waren niet genoeg; "
        "sta er meer toe.",
    ),
    "not known": Term(
        "It is only known to ±{width:.3f} of the axes' ranges (asked: ±{wanted:g}): the most runs that were "
        "allowed, {most:,}, did not do.",
        "Ze is maar bekend tot op ±{width:.3f} van het bereik van de assen (gevraagd: ±{wanted:g}): de "
        "hoogstens toegestane {most:,} runs waren niet genoeg.",
    ),
    "factor": Term("a factor of {factor:.2f}", "een factor {factor:.2f}"),
    "in": Term("{step} in {name}", "{step} in {name}"),
    "spent": Term(
        "{runs:,} runs at {points:,} points{failed}.", "{runs:,} runs op {points:,} punten{failed}."
    ),
    "failed": Term(", {count:,} of them failed", ", waarvan {count:,} mislukt"),
}


def describe(diagram: PhaseDiagram, language: Language = "en") -> str:
    """The text of a phase diagram.

    Args:
        diagram: the diagram; its axes are named as in the study.
        language: ``en`` or ``nl``.
    """
    say = Voice(language, _WORDS)
    lines = [diagram.study.title, ""]
    for part in (*_found(diagram, say), _spent(diagram, say)):
        lines += textwrap.wrap(part, _WIDTH)
    return "\n".join(lines)


_RUNS = {
    "productive": Term("productive", "productief"),
    "survived": Term("running or at its goal", "loopt nog of is geslaagd"),
    "succeeded": Term("at its goal", "is geslaagd"),
    "in_order": Term("in order", "op volgorde"),
    "survived_grant": Term("alive after the grant", "bestaat nog na de subsidie"),
    "members_changed": Term("with other members", "met andere leden"),
}
_SHARES = {
    "productive": Term("become productive", "productief wordt"),
    "survived": Term("run on or reach their goal", "doorloopt of zijn doel bereikt"),
    "succeeded": Term("reach their goal", "zijn doel bereikt"),
    "in_order": Term("go through the phases in order", "de fasen op volgorde doorloopt"),
    "survived_grant": Term("outlive the grant", "de subsidie overleeft"),
    "members_changed": Term(
        "see members come or go within four years", "binnen vier jaar leden ziet komen of gaan"
    ),
}
_HALF = Term("half of the runs", "de helft van de runs")
_OF_RUNS = Term("{percent:g} % of the runs", "{percent:g} % van de runs")
_ABOVE = Term("{what} above {value:g}", "{what} boven {value:g}")
_BELOW = Term("{what} below {value:g}", "{what} onder {value:g}")
_HAVE = Term("{share} have {what}", "{share} {what} heeft")


def describe_run(diagram: Diagram, language: Language = "en") -> str:
    """What a run that counts is."""
    name = diagram.observable.replace("_", " ")
    if diagram.above is not None:
        return in_language(_ABOVE, language).format(what=name, value=diagram.above)
    if diagram.below is not None:
        return in_language(_BELOW, language).format(what=name, value=diagram.below)
    return in_language(_RUNS.get(diagram.observable, Term(name, name)), language)


def describe_level(diagram: Diagram, language: Language = "en") -> str:
    """The share of the runs that makes the edge."""
    share = in_language(_HALF if diagram.level == 0.5 else _OF_RUNS, language)
    return share.format(percent=100 * diagram.level)


def describe_share(diagram: Diagram, language: Language = "en") -> str:
    """What holds on the edge, in words.

    >>> describe_share(Diagram())
    'half of the runs become productive'
    """
    share = describe_level(diagram, language)
    if diagram.above is not None or diagram.below is not None:
        what = describe_run(diagram, language)
        return in_language(_HAVE, language).format(share=share, what=what)
    return f"{share} {in_language(_SHARES[diagram.observable], language)}"


def number(value: float, reach: float) -> str:
    """A value in as many digits as a range calls for.

    >>> number(0.19412, 1.0), number(4512.3, 8100.0)
    ('0.19', '4,512')
    """
    digits = max(0, 2 - int(np.floor(np.log10(reach) + 0.5)))
    return f"{value:,.{digits}f}"


def _found(diagram: PhaseDiagram, say: Voice) -> list[str]:
    """Where the edge is and how surely, or first that none was found yet."""
    width = diagram.edge.width
    if diagram.edge.lines and width > _OPEN and not diagram.known:
        return [
            say(
                "no edge yet",
                width=say.percent(width),
                wanted=f"{say.short(100 * diagram.diagram.width)} %",
                most=say.number(diagram.diagram.max_runs),
            )
        ]
    return [_where(diagram, say), _how_sure(diagram, say)]


def _where(diagram: PhaseDiagram, say: Voice) -> str:
    x, y = diagram.plane.names
    if not diagram.edge.lines:
        return say("no edge", what=_everywhere(diagram, say))
    vertices = diagram.plane.values(np.concatenate(diagram.edge.lines))
    low, high = vertices.min(0), vertices.max(0)
    reach = [np.ptp(scaled.ends) for scaled in (diagram.plane.x, diagram.plane.y)]
    where = say("and").join(
        say("reach", name=name, low=number(low[k], reach[k]), high=number(high[k], reach[k]))
        for k, name in enumerate((x, y))
    )
    if diagram.diagram.by_kind:
        return say("kinds", what=diagram.diagram.observable, where=where)
    mean, _ = diagram.field.surfaces[0].at(grid(81))
    more = say.percent(float((mean > diagram.field.level).mean()))
    return say("edge", share=describe_share(diagram.diagram, say.language), where=where, more=more)


def _everywhere(diagram: PhaseDiagram, say: Voice) -> str:
    places = grid(41)
    if diagram.diagram.by_kind:
        means = np.stack([surface.at(places)[0] for surface in diagram.field.surfaces])
        kind = KINDS[diagram.diagram.observable][int(means.mean(1).argmax())]
        return say("everywhere kind", what=diagram.diagram.observable, kind=kind)
    mean, _ = diagram.field.surfaces[0].at(places)
    more = mean.mean() > diagram.field.level
    share = describe_share(diagram.diagram, say.language)
    return say("everywhere more" if more else "everywhere less", share=share)


def _how_sure(diagram: PhaseDiagram, say: Voice) -> str:
    if not diagram.edge.lines:
        return say("doubt", doubt=f"{say.number(100 * diagram.edge.doubt, 1)} %")
    values = {"width": diagram.edge.width, "wanted": diagram.diagram.width}
    if diagram.known:
        return say("known", units=_in_units(diagram, say), **values)
    return say("not known", most=diagram.diagram.max_runs, **values)


def _in_units(diagram: PhaseDiagram, say: Voice) -> str:
    """The width in units of either axis."""
    told = []
    for scaled in (diagram.plane.x, diagram.plane.y):
        (low, high), width = scaled.ends, diagram.edge.width
        step = f"±{number(width * (high - low), high - low)}"
        by = say("factor", factor=(high / low) ** width) if scaled.axis.log else step
        told.append(say("in", step=by, name=scaled.axis.name))
    return say("or").join(told)


def _spent(diagram: PhaseDiagram, say: Voice) -> str:
    failed = say("failed", count=diagram.status.failed) if diagram.status.failed else ""
    return say("spent", runs=diagram.status.done, points=diagram.status.points, failed=failed)
