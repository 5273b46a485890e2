"""The consultant's reading of where an alliance tips."""

from __future__ import annotations

import math
import textwrap

from alliance.words.phase_diagram import describe_share, number
from experiments.phase_diagrams.tipping import GRADUAL, Tipping

_WIDTH = 80
_QUARTERS = (0.25, 0.75)


def describe(found: Tipping) -> str:
    """The reading: where the alliance is, how sharp the edge is, and what was moved."""
    parts = [_no_edge(found)] if not found.curve.edges else [_where(found), _how_sharp(found)]
    if found.control.note:
        parts.append(f"({found.control.note[0].upper()}{found.control.note[1:]}.)")
    return "\n".join(line for part in parts for line in textwrap.wrap(part, _WIDTH))


def _no_edge(found: Tipping) -> str:
    """No crossing: which side all of it is on, and how near the level it comes."""
    curve, control = found.curve, found.control
    above = float(curve.share.mean()) > found.what.level
    most = int(curve.share.argmin() if above else curve.share.argmax())
    low, high, share = curve.low[most], curve.high[most], curve.share[most]
    side = "more" if above else "fewer"
    near = (
        f"the {'least' if above else 'most'}, {share:.0%} ({low:.0%}–{high:.0%}), at "
        f"{_number(found, curve.values[most])}"
    )
    text = (
        f"No edge between {_number(found, control.low)} and {_number(found, control.high)} of "
        f"{control.unit}: at every value {side} than {describe_share(found.what)}; {near}."
    )
    if low <= found.what.level <= high:
        text += " There the runs cannot tell: an edge near that value is not excluded."
    return text


def _where(found: Tipping) -> str:
    """How far the alliance is from the nearest edge, with the interval."""
    curve, control = found.curve, found.control
    which = curve.nearest(control.here)
    edge, (low, high) = curve.edges[which], curve.intervals[which]
    at = f"at {_number(found, edge)} ({_interval(found, low, high)}) {describe_share(found.what)}"
    if control.here is None:
        return f"Along {control.unit}, {at}."
    here = control.here
    if not control.low <= here <= control.high:
        return f"This alliance stands at {_number(found, here)}, outside what was looked at; {at}."
    share, least, most = curve.at(here)
    own = f"here, at {_number(found, here)}, {share:.0%} ({least:.0%}–{most:.0%})"
    if low <= here <= high:
        return (
            f"It cannot be told on which side of the edge this alliance sits: {at}; {own}. More "
            "--runs narrow that."
        )
    side = "above" if here > edge else "below"
    near, far = sorted((abs(here - low), abs(here - high)))
    reach = " or more" if math.isinf(far) else f"–{_number(found, far)}"
    apart = f"{_number(found, abs(here - edge))} ({_number(found, near)}{reach})"
    return f"This alliance sits {apart} of {control.unit} {side} the edge: {at}; {own}."


def _how_sharp(found: Tipping) -> str:
    """Whether it is a threshold: how much of the range takes the share from a quarter to three."""
    curve, control = found.curve, found.control
    if len(curve.edges) > 1:
        others = " and ".join(_number(found, edge) for edge in curve.edges)
        return (
            f"This is no simple threshold: the share crosses more than once, at {others}; the "
            "nearest is told of."
        )
    at = curve.edges[0]
    inside = (curve.share > _QUARTERS[0]) & (curve.share < _QUARTERS[1])
    spread = float(inside.mean()) * (control.high - control.low)
    first, last = curve.share[0], curve.share[-1]
    from_to = " to ".join(
        f"{curve.share[end]:.0%} ({curve.low[end]:.0%}–{curve.high[end]:.0%})" for end in (0, -1)
    )
    whole = max(first, last) >= _QUARTERS[1] and min(first, last) <= _QUARTERS[0]
    if spread > GRADUAL * (control.high - control.low):
        return (
            f"That is a gradual change more than a threshold: over the whole range the share goes "
            f"from {from_to}."
        )
    if not whole:
        return f"Within the range the share goes from {from_to}."
    near = curve.values[inside]
    ends = (float(near.min()), float(near.max())) if len(near) else (at, at)
    return (
        f"Between about {_number(found, ends[0])} and {_number(found, ends[1])} the share goes from a "
        f"{'quarter to three quarters' if last > first else 'three quarters to a quarter'}."
    ).replace("a three", "three")


def _interval(found: Tipping, low: float, high: float) -> str:
    left = "below the range" if math.isinf(low) else _number(found, low)
    right = "beyond the range" if math.isinf(high) else _number(found, high)
    return f"{left}–{right}"


def _number(found: Tipping, value: float) -> str:
    """A value of the control in as many digits as the range calls for."""
    return number(value, found.control.high - found.control.low)
