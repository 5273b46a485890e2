"""Draws and prints what docs/tipping-points.md shows: `python docs/tipping_points.py [OUT]`.

Writes the tables of `python -m experiments.transitions` into the page, between its marks, and draws the
pictures into docs/images. What was run is kept in OUT (default out/tipping-points), in a folder for this
state of the code, and not run again.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import numpy as np
from joblib import Memory
from matplotlib.figure import Figure

from alliance.plots.passages import committor, first_passage, waiting_times
from alliance.plots.style import look
from alliance.plots.transitions import collapsed, cumulants, fluctuations, order_parameter
from experiments.transitions import alliances, instruments, markdown
from experiments.transitions.__main__ import FEW, TRUSTS
from experiments.transitions.alliances import ALONG, SIZES, VARIANTS
from experiments.transitions.systems.hierarchy import duel
from experiments.transitions.systems.ising import ONSAGER

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "tipping-points.md"
IMAGES = ROOT / "docs" / "images"


def kept(out: Path) -> Callable[..., Any]:
    """A decorator: what a function returned is kept as long as the code that is used stays as it is."""
    files = {
        Path(module.__file__)
        for module in sys.modules.values()
        if getattr(module, "__file__", None)
    } | set((ROOT / "sim").rglob("*.toml"))
    used = [
        file
        for file in files
        if file.is_relative_to(ROOT / "sim") or file.is_relative_to(ROOT / "experiments")
    ]
    state = sha256()
    for file in sorted(file for file in used if "plots" not in file.parts):
        state.update(file.read_bytes())
    cache: Callable[..., Any] = Memory(out / state.hexdigest()[:12], verbose=0).cache
    return cache


def told(name: str, text: str) -> None:
    """Print what was found, and write it into the page where that has a mark for it."""
    print(f"## {name}\n\n{text}\n", flush=True)
    page = PAGE.read_text("utf-8")
    begin, end = f"<!-- found: {name} -->\n", "<!-- end -->"
    if begin in page:
        before, rest = page.split(begin, 1)
        after = rest.split(end, 1)[1]
        PAGE.write_text(f"{before}{begin}{text}\n{end}{after}", "utf-8")


def saved(
    name: str, rows: int, columns: int, width: float, height: float, draw: Callable[[Any], None]
) -> None:
    """One picture."""
    with look():
        figure = Figure(figsize=(width, height), layout="constrained", dpi=110)
        draw(figure.subplots(rows, columns))
    figure.savefig(IMAGES / f"tipping-{name}.png")


def known(keep: Callable[..., Any]) -> None:
    """The instruments on known systems."""
    square = keep(instruments.square)()
    systems = [
        square,
        keep(instruments.chain)(),
        keep(instruments.independent)(),
        keep(instruments.hierarchy)(),
        keep(instruments.rank)(),
        keep(instruments.size_is_not_number)(),
    ]
    _, _, alone, two, rank, number = systems
    told("instruments", markdown.checks(systems))
    told("verdicts", "\n".join(f"- {one.name}: {one.comparison.text()}." for one in systems))

    def lattice(ax: Any) -> None:
        seen, heat = square.comparison, "temperature T"
        order_parameter(
            square.scans[-1],
            ax[0, 0],
            control=heat,
            label="magnetisation m",
            modes=[instruments.modes(row[:, -1]) for row in square.scans[-1].values],
        )
        fluctuations(seen.chi, ax[0, 1], peaks=seen.peaks, control=heat, size="L")
        cumulants(seen.binder, ax[1, 0], known=ONSAGER, control=heat, size="L")
        collapsed(
            square.curves["susceptibility"],
            square.collapses["susceptibility"],
            ax[1, 1],
            control="T",
            label="susceptibility",
            size="L",
        )

    def nothing(ax: Any) -> None:
        fluctuations(alone.comparison.chi, ax, peaks=alone.comparison.peaks, control="field")

    def fighters(ax: Any) -> None:
        seen, strength, longest = two.comparison, "fights remembered K", two.scans[-1]
        order_parameter(
            longest,
            ax[0, 0],
            control=strength,
            label="one less the other, d",
            modes=[instruments.modes(row) for row in longest.values],
        )
        cumulants(seen.binder, ax[0, 1], known=1.0, control=strength, size="M")
        fluctuations(
            rank.comparison.chi,
            ax[1, 0],
            peaks=rank.comparison.peaks,
            control=strength,
            label="M var(steepness), 8 members",
            size="M",
        )
        fluctuations(
            number.comparison.chi,
            ax[1, 1],
            peaks=number.comparison.peaks,
            control=strength,
            label="N var(steepness), M = 20",
        )

    saved("square", 2, 2, 9.0, 7.6, lattice)
    saved("independent", 1, 1, 5.4, 3.6, nothing)
    saved("hierarchy", 2, 2, 9.0, 7.6, fighters)


def ends(keep: Callable[..., Any]) -> None:
    """How the order parameter is spread over start trust."""
    trust = ALONG["trust"].label
    many = [keep(alliances.ends)(members, runs=1500) for members in (4, 8, 16)]
    told("modes", markdown.modes(many[1], trust))

    def spread(ax: Any) -> None:
        for one, axis in zip(many, ax, strict=True):
            order_parameter(
                one.scan,
                axis,
                modes=one.modes(),
                control=trust,
                label="effort of a member, month 60",
            )
            axis.set_title(f"{one.scan.size:g} members")
            axis.set_ylim(0.0, 2.2)

    saved("ends", 1, 3, 12.0, 3.8, spread)


def sizes(keep: Callable[..., Any]) -> None:
    """Alliances of several sizes over start trust."""
    found, parts = {}, {}
    for variant in VARIANTS:
        found[variant] = keep(alliances.over_sizes)(SIZES, "trust", variant)
        seen = found[variant][1]
        parts[variant] = f"**{variant.capitalize()}** – {seen.text()}.\n\n{markdown.peaks(seen)}"
    trust = ALONG["trust"].label
    told("sizes", "\n\n".join(parts.values()))

    def fluctuating(ax: Any) -> None:
        for variant, axis in zip(VARIANTS, ax, strict=True):
            seen = found[variant][1]
            fluctuations(seen.chi, axis, peaks=seen.peaks, control=trust)
            axis.set_title(variant)

    saved("sizes", 1, 3, 12.0, 3.8, fluctuating)


def controls(keep: Callable[..., Any]) -> None:
    """Other control parameters."""
    seen = {
        along: keep(alliances.over_sizes)(FEW, along, runs=200)[1]
        for along in ALONG
        if along != "trust"
    }
    told(
        "controls",
        "\n".join(f"- {ALONG[along].label}: {one.text()}." for along, one in seen.items()),
    )

    def each(ax: Any) -> None:
        for (along, one), axis in zip(seen.items(), ax, strict=True):
            fluctuations(one.chi, axis, peaks=one.peaks, control=ALONG[along].label)

    saved("controls", 1, 3, 12.0, 3.6, each)


def time(keep: Callable[..., Any]) -> None:
    """First passages and the committor."""
    found = keep(alliances.waiting)(TRUSTS)
    told("passage", markdown.waiting(found))
    best = keep(alliances.divide)()
    told("committor", markdown.divide(best))

    def first_passages(ax: Any) -> None:
        first_passage(found[1], ax[0])
        first_passage(found[4], ax[1])
        waiting_times(found, ax[2])

    saved("passage", 1, 3, 12.0, 3.8, first_passages)
    saved("committor", 1, 1, 4.8, 5.4, lambda ax: committor(best, ax))


def well(keep: Callable[..., Any]) -> None:
    """What a tipping point is: two who fight, below and above the edge."""
    strength = np.array([0.6, 1.0, 1.6])
    scan = keep(duel)(strength, memory=40, runs=4000, seed=7)

    def modes(ax: Any) -> None:
        for row, k, axis in zip(scan.values[..., 0], strength, ax, strict=True):
            axis.hist(row, bins=np.linspace(-2, 2, 60), color="#0072B2", alpha=0.6)
            axis.set(xlabel="one less the other, d", title=f"K = {k:g}", yticks=[], xlim=(-2, 2))

    saved("well", 1, 3, 9.0, 2.6, modes)


def main() -> None:
    """Run, write and draw."""
    keep = kept(Path(sys.argv[1] if len(sys.argv) > 1 else "out/tipping-points"))
    told("order", markdown.order_parameters(keep(alliances.order_parameters)()))
    for part in (ends, time, well, controls, known, sizes):
        print(f"{part.__name__} …", file=sys.stderr, flush=True)
        part(keep)


if __name__ == "__main__":
    main()
