"""Draws the picture of a report: `python docs/report.py`, half a minute; needs Chromium and pypdfium2.

A page of text and one of pictures as they print to A4, and the beginning on a phone.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import pypdfium2
from PIL import Image, ImageOps

from alliance.report import write_report

ROOT = Path(__file__).parent.parent
PAGE, PHONE = (500, 707), (390, 900)
"""Dots of a page on the picture, and of the screen of a phone."""
SHOWN = (1, 3)
"""Pages on the picture."""
GAP = 24


def main() -> None:
    """Make the report, have it shown, and put both beside each other."""
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("needs chromium")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = write_report(
            ROOT / "examples" / "gezonde-wijk.xlsx", folder / "r.html", language="nl"
        )
        show = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
        print_it = [*show, "--no-pdf-header-footer", f"--print-to-pdf={folder / 'r.pdf'}"]
        subprocess.run([*print_it, report.as_uri()], check=True, capture_output=True)
        width, height = PHONE
        shot = [*show, f"--window-size={width},{height}", f"--screenshot={folder / 'phone.png'}"]
        subprocess.run([*shot, report.as_uri()], check=True, capture_output=True)
        small = (width * PAGE[1] // height, PAGE[1])
        printed = pypdfium2.PdfDocument(folder / "r.pdf")
        pages = [printed[number - 1].render(scale=110 / 72).to_pil() for number in SHOWN]
        images = [_framed(page, PAGE) for page in pages]
        images.append(_framed(Image.open(folder / "phone.png"), small))
    wide = sum(image.width + GAP for image in images) - GAP
    both, at = Image.new("RGB", (wide, images[0].height), "white"), 0
    for image in images:
        both.paste(image, (at, 0))
        at += image.width + GAP
    both.quantize(192, dither=Image.Dither.NONE).save(
        Path(__file__).parent / "images" / "report.png", optimize=True
    )


def _framed(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    small = image.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    return ImageOps.expand(small, 1, "#999999")


if __name__ == "__main__":
    main()
