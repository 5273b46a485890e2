"""What a phase diagram shows, in words."""

from __future__ import annotations

import textwrap

import numpy as np

from alliance.words.language import Language, Term, in_language
from experiments.phase_diagrams.adaptive import PhaseDiagram
from experiments.phase_diagrams.edge import grid
from experiments.sweeps.diagram import KINDS, Diagram

_WIDTH = 80


def describe(diagram: PhaseDiagram) -> str:
    """The text of a phase diagram."""
    lines = [diagram.study.title, ""]
    for part in (_where(diagram), _how_sure(diagram), _spent(diagram)):
        lines += textwrap.wrap(part, _WIDTH)
    return "\n".join(lines)


_RUNS = {
    "productive": Term("productive", "productief"),
    "survived": Term("survived", "bestaat nog"),
    "in_order": Term("in order", "op volgorde"),
    "survived_grant": Term("alive after the grant", "bestaat nog na de subsidie"),
}
_SHARES = {
    "productive": Term("become productive", "productief wordt"),
    "survived": Term("survive", "blijft bestaan"),
    "in_order": Term("go through the phases in order", "de fasen op volgorde doorloopt"),
    "survived_grant": Term("outlive the grant", "de subsidie overleeft"),
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


def describe_share(diagram: Diagram, language: Language = "en") -> str:
    """What holds on the edge, in words.

    >>> describe_share(Diagram())
    'half of the runs become productive'
    """
    share = in_language(_HALF if diagram.level == 0.5 else _OF_RUNS, language)
    share = share.format(percent=100 * diagram.level)
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


def _where(diagram: PhaseDiagram) -> str:
    x, y = diagram.plane.names
    if not diagram.edge.lines:
        return f"No edge was found: {_everywhere(diagram)}."
    vertices = diagram.plane.values(np.concatenate(diagram.edge.lines))
    low, high = vertices.min(0), vertices.max(0)
    reach = [np.ptp(scaled.ends) for scaled in (diagram.plane.x, diagram.plane.y)]
    ends = [
        f"{name} {number(low[k], reach[k])} to {number(high[k], reach[k])}"
        for k, name in enumerate((x, y))
    ]
    where = " and ".join(ends)
    if diagram.diagram.by_kind:
        return f"The most common {diagram.diagram.observable} changes along {where}."
    mean, _ = diagram.field.surfaces[0].at(grid(81))
    more = float((mean > diagram.field.level).mean())
    return (
        f"On the edge {describe_share(diagram.diagram)}; it runs through {where}. On {more:.0%} of the "
        "plane there are more."
    )


def _everywhere(diagram: PhaseDiagram) -> str:
    places = grid(41)
    if diagram.diagram.by_kind:
        means = np.stack([surface.at(places)[0] for surface in diagram.field.surfaces])
        kind = KINDS[diagram.diagram.observable][int(means.mean(1).argmax())]
        return f"everywhere the most common {diagram.diagram.observable} is '{kind}'"
    mean, _ = diagram.field.surfaces[0].at(places)
    side = "more" if mean.mean() > diagram.field.level else "less"
    return f"everywhere {side} than {describe_share(diagram.diagram)}"


def _how_sure(diagram: PhaseDiagram) -> str:
    width, wanted = diagram.edge.width, diagram.diagram.width
    known = f"known to ±{width:.3f} of the axes' ranges"
    if not diagram.edge.lines:
        return f"On {diagram.edge.doubt:.1%} of the plane that cannot be told yet."
    if diagram.known:
        return (
            f"It is {known} (asked: ±{wanted:g}), that is {_in_units(diagram)}, with 95 % "
            "certainty."
        )
    return (
        f"It is only {known} (asked: ±{wanted:g}): the most runs that were allowed, "
        f"{diagram.diagram.max_runs:,}, did not do."
    )


def _in_units(diagram: PhaseDiagram) -> str:
    """The width in units of either axis."""
    said = []
    for scaled in (diagram.plane.x, diagram.plane.y):
        (low, high), width = scaled.ends, diagram.edge.width
        step = number(width * (high - low), high - low)
        by = f"a factor of {(high / low) ** width:.2f}" if scaled.axis.log else f"±{step}"
        said.append(f"{by} in {scaled.axis.name}")
    return " or ".join(said)


def _spent(diagram: PhaseDiagram) -> str:
    failed = f", {diagram.status.failed:,} of them failed" if diagram.status.failed else ""
    return f"{diagram.status.done:,} runs at {diagram.status.points:,} points{failed}."
