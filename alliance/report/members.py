"""The section on members at risk, and the part of the summary that tells of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from alliance.plots import backing_by_member
from alliance.plots.style import names_of, told_apart
from alliance.report.document import Block, Section, Table, Text
from alliance.report.findings import Findings
from alliance.report.pictures import Drawing, drawing
from alliance.report.weighing import Drive
from alliance.summary import Event
from alliance.words.voice import Voice, capital, isolated

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

MOST_DRIVES = 2
"""Parts of the judgement that are named of a member."""

_LEAST = 0.01
"""Part of full backing under which nothing is said to weigh."""

_LETTERS = 15
"""Of a member's name on a phone."""
_ROW = 0.2
_TALLEST = 40


def risks(f: Findings, say: Voice, draw: Callable[[Drawing], Block]) -> Section:
    """Who is likely to leave or to lose backing, when, and what drives it.

    Args:
        f: what was found.
        say: words and numbers.
        draw: draws a picture.
    """
    least = say.short(f.threshold)
    blocks: list[Block] = [Text(say("risks note", least=least))]
    if f.summary.alike:
        blocks.append(Text(say("risks alike")))
    elif _even(f) and f.risks[0].leaves.share.count:
        blocks.append(Text(say("risks even")))
    heads = [say("member"), say("leaves"), say("loses", least=least), say("drives"), say("apart")]
    rows = [
        [
            risk.name,
            _happens(risk.leaves, say),
            _happens(risk.loses, say),
            *_driven(risk.drives, risk.leaves.share.count, say),
        ]
        for risk in f.risks
    ]
    leavers = sum(risk.leaves.share.count for risk in f.risks)
    rows.append([capital(say("all members")), "", "", *_driven(f.drives, leavers, say)])
    blocks += [
        Table(say("table risks"), heads, rows, strong=(len(rows) - 1,)),
        Text(say("drives note"), note=True),
    ]
    height = 1.5 + _ROW * min(max(len(f.risks), 4), _TALLEST)
    alt = "; ".join(f"{isolated(risk.name)}: {say.share(risk.loses.share)}" for risk in f.risks)
    blocks.append(
        draw(
            drawing(
                lambda ax: backing_by_member(f.result, ax),
                say("alt", what=say("loses", least=least), told=alt),
                say("caption backing"),
                (height, height + 0.4),
                lambda ax: _slim(f.result, ax),
            )
        )
    )
    return Section("risks", say("risks"), blocks)


def _slim(result: xr.Dataset, ax: Axes) -> None:
    """Backing by member with short labels: how many leave is in the table."""
    backing_by_member(result, ax)
    rows = [int(row) for row in ax.get_yticks()]
    names = told_apart(names_of(result), _LETTERS, 1)
    ax.set_yticks(rows, [names[row] for row in rows], parse_math=False)


def risk_in_short(f: Findings, say: Voice) -> str:
    """Half a sentence on who is most likely to leave."""
    most, least = f.risks[0], f.risks[-1]
    if not most.leaves.share.count:
        return say("risk none")
    if f.summary.alike:
        return say(
            "risk alike",
            leavers=say.number(f.summary.leavers.median),
            members=say.number(len(f.risks)),
        )
    if _even(f):
        return say(
            "risk even",
            low=say.percent(least.leaves.share.value),
            high=say.percent(most.leaves.share.value),
        )
    return say(
        "risk most",
        most=isolated(most.name),
        share=say.percent(most.leaves.share.value),
        least=isolated(least.name),
        other=say.percent(least.leaves.share.value),
    )


def _even(f: Findings) -> bool:
    """Whether the member that leaves most often cannot be told from the one that does least often."""
    most, least = f.risks[0].leaves.share, f.risks[-1].leaves.share
    return most.interval[0] <= least.interval[1]


def _happens(event: Event, say: Voice) -> str:
    """Share of runs, and under it the month."""
    share = say.share(event.share)
    return f"{share}\n{say('since', month=say.spread(event.month))}" if event.share.count else share


def _driven(drives: Sequence[Drive], leavings: int, say: Voice) -> tuple[str, str]:
    """What weighs most, and how it differs from where the member stays; line by line."""
    if not drives:
        return say("drives few" if leavings else "drives never"), ""
    heavy = [one for one in drives if one.level <= -_LEAST][:MOST_DRIVES]
    if not heavy:
        return say("drives none"), ""
    weighs = [
        say(
            "drives short",
            what=say(f"weighs {one.part}"),
            value=say.number(100.0 * one.level, 0, signed=True),
        )
        for one in heavy
    ]
    apart = [
        say.interval(one.difference, one.low, one.high, times=100.0, decimals=0) for one in heavy
    ]
    return "\n".join(weighs), "\n".join(apart)
