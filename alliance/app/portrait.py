"""A small picture of an alliance: its members on a circle, larger with more staff, by group."""

from __future__ import annotations

import math

from markupsafe import Markup

from sim.scenarios import Scenario
from sim.scenarios.quantities import Distribution

_TONES = 6
"""Colours of groups in the style sheet."""
_WIDTH, _HEIGHT, _RADIUS = 200, 120, 42.0
_LARGEST = 15.0


def portrait(scenario: Scenario) -> Markup:
    """An SVG of an alliance, for a card; what it shows is told beside it."""
    places = scenario.places()
    sizes = [_middle(place.quantities["capacity"]) for place in places]
    most = max(sizes) or 1.0
    groups = list(dict.fromkeys(place.group for place in places))
    spots = []
    for k, (place, size) in enumerate(zip(places, sizes, strict=True)):
        angle = 2 * math.pi * k / len(places) - math.pi / 2
        x = _WIDTH / 2 + 1.55 * _RADIUS * math.cos(angle)
        y = _HEIGHT / 2 + _RADIUS * math.sin(angle)
        crowd = min(1.0, 9 / len(places))
        radius = (3.0 + (_LARGEST - 3.0) * math.sqrt(size / most)) * crowd
        spots.append((x, y, radius, groups.index(place.group) % _TONES, place.name))
    trust = scenario.start.trust
    ties = Markup("").join(
        Markup('<line x1="{:.0f}" y1="{:.0f}" x2="{:.0f}" y2="{:.0f}"/>').format(*a[:2], *b[:2])
        for k, a in enumerate(spots)
        for b in spots[k + 1 :]
    )
    lead = scenario.roles.lead
    dots = Markup("").join(
        Markup(
            '<circle cx="{:.1f}" cy="{:.1f}" r="{:.1f}" class="tone-{}" stroke-width="{}"/>'
        ).format(x, y, radius, tone, 2.6 if name == lead else 1)
        for x, y, radius, tone, name in spots
    )
    return Markup(
        '<svg viewBox="0 0 {} {}" aria-hidden="true" focusable="false">'
        '<g class="ties" stroke-opacity="{:.2f}">{}</g><g class="dots">{}</g></svg>'
    ).format(_WIDTH, _HEIGHT, 0.06 + 0.5 * _middle(trust), ties, dots)


def _middle(given: object) -> float:
    if isinstance(given, tuple):
        return sum(map(_middle, given)) / len(given)
    if isinstance(given, Distribution):
        if given.mean is not None:
            return given.mean
        return ((given.low or 0.0) + (given.high or 0.0)) / 2
    return float(given) if isinstance(given, int | float) else 0.0
