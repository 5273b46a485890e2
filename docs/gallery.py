"""Draws the gallery: `python docs/gallery.py`, about half a minute.

The code that draws is that of docs/gallery.md itself: each picture of the page is what the last line of
the block under it gives.
"""

from __future__ import annotations

import ast
import os
import re
import tempfile
from pathlib import Path
from typing import Any

import matplotlib as mpl
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

PAGE = Path(__file__).parent / "gallery.md"
PART = re.compile(
    r"!\[[^\]]*\]\((?P<image>images/[\w-]+\.png)\)|^```python\n(?P<code>.*?)^```", re.M | re.S
)
DPI = 100
LARGE = 120_000
"""Bytes: the repository is to stay small."""


def last_value(code: str, names: dict[str, Any]) -> Any:
    """Run a block; what its last line gives, if that is an expression."""
    *before, last = ast.parse(code).body
    exec(compile(ast.Module(before, []), PAGE.name, "exec"), names)
    if isinstance(last, ast.Expr):
        return eval(compile(ast.Expression(last.value), PAGE.name, "eval"), names)
    return exec(compile(ast.Module([last], []), PAGE.name, "exec"), names)


def write(figure: Figure, target: Path) -> None:
    """Write a picture; a large one, of several, with as few colours as do not show in it."""
    figure.savefig(target, dpi=DPI, pil_kwargs={"optimize": True})
    image = Image.open(target).convert("RGB")
    for colours in (256, 96, 40):
        if target.stat().st_size > LARGE:
            image.quantize(colours, dither=Image.Dither.NONE).save(target, optimize=True)


def main() -> None:
    """Draw the pictures of the page, each into the file that the page shows."""
    mpl.use("Agg")
    names: dict[str, Any] = {"__name__": "page"}
    image = None
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)  # sweeps of the page are stored here
        for part in PART.finditer(PAGE.read_text("utf-8")):
            if part["image"]:
                image = PAGE.parent / part["image"]
                continue
            drawn = last_value(part["code"], names)
            if image is None:
                continue
            if not isinstance(drawn, Axes | Figure):
                raise SystemExit(f"{PAGE.name}: the block under {image.name} draws nothing")
            figure = drawn if isinstance(drawn, Figure) else drawn.get_figure(root=True)
            write(figure, image)
            plt.close(figure)
            image = None
        os.chdir(PAGE.parent)


if __name__ == "__main__":
    main()
