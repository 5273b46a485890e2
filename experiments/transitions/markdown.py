"""What the laboratory found, as Markdown tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from experiments.transitions.alliances import Divide, Ends, Waiting
from experiments.transitions.bimodality import Modes
from experiments.transitions.branches import Branches
from experiments.transitions.collapse import Collapse
from experiments.transitions.finite_size import Comparison
from experiments.transitions.instruments import Known
from experiments.transitions.order import ORDER, Candidate
from experiments.transitions.rates import Rate
from experiments.transitions.stationary import Followed, Lives


def checks(systems: Sequence[Known]) -> str:
    """What the instruments say of known systems."""
    rows = []
    for system in systems:
        for one in system.checks:
            known = one.known if isinstance(one.known, str) else f"{one.known:.3f}"
            found = one.found if isinstance(one.found, str) else one.found.text()
            slack = f"{one.slack:g}" if one.slack else ""
            rows.append(
                (system.name, one.asks, known, found, slack, "yes" if one.agrees else "**no**")
            )
    return _table(("system", "asked", "known", "found (95 %)", "may be off by", "agrees"), rows)


def rates(found: Sequence[Rate]) -> str:
    """How often each instrument is right, in a table."""
    rows = [
        (
            one.case.asks,
            one.case.system,
            "yes" if one.case.truth else "no",
            f"{one.right:.2f}",
            f"{one.wrong:.2f}",
            f"{one.left_open:.2f}",
            str(one.trials),
        )
        for one in found
    ]
    return _table(("asked", "system", "truth", "right", "wrong", "cannot tell", "trials"), rows)


def order_parameters(found: Sequence[Candidate]) -> str:
    """How well each order parameter parts productive from other runs."""
    rows = [
        (
            one.name,
            ORDER[one.name].meaning,
            f"{one.overlap:.2f}",
            f"{one.parts:.3f}",
            _modes(one.modes),
            _modes(one.living),
        )
        for one in found
    ]
    return _table(
        ("order parameter", "meaning", "overlap", "area", "all runs", "living runs"), rows
    )


def sizes(found: Comparison) -> str:
    """A comparison of sizes: its peaks, the four questions with their answers, and what it comes to."""
    asked = _table(
        ("asked", "answer", "because"),
        [(one.asks, one.answer, one.because) for one in found.criteria],
    )
    return f"{peaks(found)}\n\n{asked}\n\nSo: {found.text()}."


def peaks(found: Comparison) -> str:
    """The peak of the susceptibility for each size."""
    rows = [
        (f"{chi.size:g}", one.at.text(2), one.height.text(2), one.width.text(2))
        for chi, one in zip(found.chi, found.peaks, strict=True)
    ]
    return _table(("size", "peak at", "its height", "its width"), rows)


def collapse(name: str, found: Collapse) -> str:
    """A collapse, in a sentence."""
    how = "collapse" if found.holds else "do not collapse"
    return (
        f"The curves of the {name} {how} (S = {found.quality:.1f}), at best with critical point "
        f"{found.critical.text(2)}, 1/nu {found.inverse_nu.text(2)}, ratio "
        f"{found.ratio.text(2)}."
    )


def modes(found: Ends, control: str) -> str:
    """Where ends have two modes, of all runs and of those that live."""
    rows = [
        (f"{value:.3g}", f"{living.mean():.2f}", one.text(), own.text())
        for value, living, one, own in zip(
            found.scan.control, found.living, found.modes(), found.modes_of_living(), strict=True
        )
    ]
    return _table((control, "living", "all runs", "those that live"), rows)


def waiting(found: Sequence[Waiting]) -> str:
    """First passages over start trust."""
    rows = [
        (
            f"{one.trust:.2f}",
            f"{one.productive.at(60):.2f}",
            f"{one.productive.at(120):.2f}",
            f"{one.ended.at(60):.2f}",
            f"{one.ended.at(120):.2f}",
            one.learning.text(0),
            one.productivity.text(0),
            one.those_who_do.text(0),
            one.end.text(0),
        )
        for one in found
    ]
    return _table(
        (
            "start trust",
            "productive by 60",
            "by 120",
            "ended first by 60",
            "by 120",
            "months to learning",
            "to productivity",
            "of those that do",
            "to an end",
        ),
        rows,
    )


def divide(found: Divide) -> str:
    """The committor, in a table of weights and some sentences."""
    weights = sorted(found.committor.weights().items(), key=lambda pair: -abs(pair[1]))
    rows = [(name, f"{weight:+.2f}") for name, weight in weights]
    seen = found.calibration
    summary = (
        f"Of {len(found.held_out.runs)} held-out states of month {found.held_out.month} "
        f"{found.held_out.reached.mean():.0%} became productive. Area under the curve "
        f"{found.area:.3f}; trust alone {found.trust_alone:.3f}. Calibration: mean distance "
        f"{seen.error:.3f}, Brier score {seen.brier:.3f} (common share {seen.base:.3f}), Spiegelhalter's "
        f"test p = {seen.chance:.2f}.\n\n{len(found.chosen)} single states, {found.branches} branches "
        f"each: root mean square distance of the estimate from brute force {found.error:.2f}; of the "
        f"common mean {found.alone:.2f}."
    )
    return f"{_table(('seen', 'log-odds per standard deviation'), rows)}\n\n{summary}"


def two_starts(found: Mapping[str, Branches]) -> str:
    """What becomes of the distance between a high and a low start, at each value of each parameter."""
    rows = []
    for name, branches in found.items():
        for one in branches.meetings():
            gaps = [f"{gap.value:.2f}" for gap in one.gaps[:-1]]
            rows.append(
                (
                    name,
                    f"{one.control:g}",
                    *gaps,
                    one.gaps[-1].text(2),
                    one.verdict,
                    one.far.text(2),
                )
            )
    waits = [f"month {wait:g}" for wait in next(iter(found.values())).waits]
    return _table(("parameter", "value", *waits, "the past is", "pairs far apart"), rows)


def followed(found: Mapping[str, Sequence[Followed]]) -> str:
    """Where the model and the reduced one come to rest."""
    rows = [
        (
            name,
            f"{one.value:g}",
            *(f"{seen:.2f} / {way:.2f}" for seen, way in zip(one.seen, one.reduced, strict=True)),
            str(one.resting),
        )
        for name, row in found.items()
        for one in row
    ]
    head = ("parameter", "value", "trust", "knowledge", "joint work", "stable states")
    return _table(head, rows)


def lives(found: Sequence[Lives]) -> str:
    """How long alliances live while money lasts."""
    rows = [
        (
            str(one.size),
            f"{one.ends:.2f}",
            f"{1000 * one.hazard.value:.2f} ({1000 * one.hazard.low:.2f} to {1000 * one.hazard.high:.2f})",
            f"{one.lasts:.1f}",
            f"{1000 * one.ageing.value:.2f} ({1000 * one.ageing.low:.2f} to {1000 * one.ageing.high:.2f})",
            f"{one.law:.2f}",
        )
        for one in found
    ]
    head = (
        "members",
        "ended",
        "ends per 1,000 months",
        "ln months",
        "later less earlier",
        "law moves",
    )
    return _table(head, rows)


def _modes(one: Modes) -> str:
    return f"two, {one.apart:.1f} apart" if one.two else f"{one.verdict} (p {one.chance:.2f})"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
