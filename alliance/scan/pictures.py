"""The pictures of a scan: phases now, the profile, who trusts whom, how the outlook changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from alliance.plots import trust_network
from alliance.plots.states import LOOKS
from alliance.plots.style import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    VERMILION,
    legend_below,
    wrapped,
)
from alliance.report.pictures import Drawing, drawing
from alliance.scan.findings import Findings
from alliance.words.language import in_language
from alliance.words.scan import THEMES
from alliance.words.voice import Voice
from sim.observers.phases import PHASES, PRODUCING
from sim.results import provenance

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

_CHAFING = ("C1", "C2", "C3", "C4")
_COLOURS = (GREY, ORANGE, GREEN, PURPLE, VERMILION, BLUE)


def phases(f: Findings, say: Voice) -> Drawing:
    """The chance of each phase now."""
    found = [(code, share) for code, share in f.phases if share >= 0.005]

    def draw(ax: Axes) -> None:
        for row, (code, share) in enumerate(found):
            kind = LOOKS[code]
            ax.barh(row, 100 * share, 0.7, facecolor=kind.colour, edgecolor=INK, hatch=kind.hatch)
            ax.text(100 * share + 1, row, f"{100 * share:.0f}", va="center", fontsize=8)
        names = [wrapped(in_language(PHASES[code], say.language), 26, 2) for code, _ in found]
        ax.set_yticks(range(len(found)), names)
        ax.set(xlim=(0, 108), ylim=(len(found) - 0.4, -0.6), title=say("phases"))
        ax.set_xlabel(say("chance"))

    told = ", ".join(
        f"{in_language(PHASES[code], say.language)} {say.percent(share)}" for code, share in found
    )
    height = 0.75 + 0.33 * len(found)
    return drawing(draw, told, say("phases caption"), (height, height + 0.2))


def profile(f: Findings, say: Voice) -> Drawing:
    """Where the alliance stands on each theme, beside others of its age."""
    codes = list(THEMES)

    def draw(ax: Axes) -> None:
        for row, code in enumerate(codes):
            y = row + 0.6 * (code in _CHAFING)
            colour = VERMILION if code in _CHAFING else BLUE
            for values, width, tint, shift in (
                (f.others[code], 9.0, GREY, 0.0),
                (f.own[code], 4.0, colour, 0.0),
            ):
                if not len(values):
                    continue
                low, first, middle, last, high = np.quantile(values, (0.05, 0.25, 0.5, 0.75, 0.95))
                faint = 0.25 if tint == GREY else 0.45
                ax.plot(
                    [low, high],
                    [y + shift] * 2,
                    color=tint,
                    lw=width,
                    alpha=faint,
                    solid_capstyle="butt",
                )
                ax.plot(
                    [first, last],
                    [y + shift] * 2,
                    color=tint,
                    lw=width,
                    alpha=2 * faint,
                    solid_capstyle="butt",
                )
                if tint != GREY:
                    ax.plot([middle], [y], "o", color=INK, ms=4, zorder=3)
        ax.plot(
            [],
            [],
            color=BLUE,
            lw=4,
            alpha=0.7,
            marker="o",
            mfc=INK,
            mec=INK,
            ms=4,
            label=say("profile band"),
        )
        ax.plot([], [], color=GREY, lw=9, alpha=0.4, label=say("profile others"))
        places = [row + 0.6 * (code in _CHAFING) for row, code in enumerate(codes)]
        ax.set_yticks(
            places, [in_language(THEMES[code], say.language) for code in codes], fontsize=8
        )
        ax.set(
            xlim=(0, 1),
            ylim=(places[-1] + 0.6, -0.6),
            title=say("profile"),
            xlabel=say("profile axis"),
        )
        ax.grid(axis="x", color="#dddddd", lw=0.5)
        legend_below(ax, 1)

    middles = "; ".join(
        f"{in_language(THEMES[code], say.language)} {say.number(float(np.median(f.own[code])), 2)}"
        for code in codes
    )
    alt = say("profile alt", told=middles)
    return drawing(draw, alt, say("profile caption"), (4.3, 4.9))


def network(f: Findings, say: Voice) -> Drawing:
    """Who trusts whom now, mean of the runs."""
    result = _mean_now(f)
    holes = ", ".join(
        f"{f.found.names[i]} > {f.found.names[j]} {say.number(middle, 2)}"
        for middle, _, _, i, j in f.holes[:3]
    )

    def draw(ax: Axes) -> None:
        trust_network(result, ax, [f.found.now])
        ax.set_title(say("trust"), loc="left")

    return drawing(draw, f"{say('holes')} {holes}", say("trust caption"), (2.9, 3.4))


def outlooks(f: Findings, say: Voice) -> Drawing:
    """The chance of phase 3 in each month, as it was seen with each wave."""
    looks = f.found.outlooks

    def draw(ax: Axes) -> None:
        for k, one in enumerate(looks):
            share = 100 * np.mean(one.phase == PRODUCING, axis=0)
            months = np.arange(one.length)
            colour = BLUE if k == len(looks) - 1 else _COLOURS[k % (len(_COLOURS) - 1)]
            width = 2.2 if k == len(looks) - 1 else 1.2
            ax.plot(
                months[one.tick :],
                share[one.tick :],
                color=colour,
                lw=width,
                label=seen_from(one.tick, one.waves, say),
            )
            if one.tick:
                ax.axvline(one.tick, color=colour, lw=0.7, ls=":")
        ax.set(
            title=say("outlook picture"), xlabel=say("month"), ylabel=say("chance"), ylim=(0, 100)
        )
        legend_below(ax, 2)

    told = ", ".join(
        f"{seen_from(one.tick, one.waves, say)}: {say.percent(one.phases(f.last)[PRODUCING])}"
        for one in looks
    )
    return drawing(draw, told, say("outlook caption"), (2.7, 3.2))


def seen_from(tick: int, waves: int, say: Voice) -> str:
    """What an outlook is called."""
    if not waves:
        return say("at start")
    return say("at month", month=say.number(tick), waves=rounds(waves, say))


def rounds(count: int, say: Voice) -> str:
    """So many waves."""
    return say("wave" if count == 1 else "waves", count=say.number(count))


def _mean_now(f: Findings) -> xr.Dataset:
    """The mean of the runs now, as the result of one run."""
    import xarray as xr

    batch, names = f.found.particles.batch, f.found.names
    trust = batch.derived.ties.to_table(batch.state.trust, np.nan).mean(0)
    there = f.found.active > 0.5
    trust[~there, :] = trust[:, ~there] = np.nan
    engaged = np.where(there, batch.state.engagement.mean(0), np.nan)
    dims = ("run", "tick", "member")
    return xr.Dataset(
        {
            "trust_dyad": ((*dims, "partner"), trust[None, None]),
            "active": (dims, there[None, None].astype(float)),
            "engagement": (dims, engaged[None, None]),
            "joint_output": (dims[:2], np.zeros((1, 1))),
        },
        {"run": [0], "tick": [f.found.now], "member": names, "partner": names},
        attrs=provenance(f.followed.scenario, f.seed),
    )
