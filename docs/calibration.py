"""Calibrates, fills in docs/calibration.md, draws its pictures, ships the draws.

`python docs/calibration.py [OUT]`: some ten minutes on two cores; OUT (default out/calibration) keeps what was
run, and an interrupted calibration is gone on with.
"""

from __future__ import annotations

import sys
from pathlib import Path

from marks import fill
from matplotlib.figure import Figure

from alliance.plots.calibration import informed, ranks, trade_offs
from experiments.calibration.calibrate import COUNTED, POINTS, SEED, TRUTHS, calibrate, ship
from experiments.calibration.report import tables
from sim.model import Model

IMAGES = Path(__file__).parent / "images"


def main() -> None:
    """Do it."""
    found = calibrate(Path(sys.argv[1] if len(sys.argv) > 1 else "out/calibration"))
    fill("calibration.md", tables(found))
    for name, draw, size in (
        ("parameters", informed, (7.0, 5.2)),
        ("tradeoffs", trade_offs, (6.4, 5.2)),
    ):
        figure = Figure(figsize=size, layout="constrained", dpi=110)
        draw(found, figure.subplots())
        figure.savefig(IMAGES / f"calibration-{name}.png")
    ranks(found).savefig(IMAGES / "calibration-ranks.png", dpi=110)
    asked = {
        "points, truths, counted, seed": (POINTS, TRUTHS, COUNTED, SEED),
        "model": Model().digest[:16],
    }
    ship(found, asked)


if __name__ == "__main__":
    main()
