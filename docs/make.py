"""Makes every number and picture of the documentation anew: `python docs/make.py`.

Only what is stale is made, and what was made is written down in docs/made.json: the model's results it was
made from (their digests, tests/sim/golden.json), the code and data that decide it (docs/made.toml), and what
came out. A number is stale when one of these is another now; `--check` tells which are, and fails.

    python docs/make.py --list          all items and how they stand
    python docs/make.py world laws      only these
    python docs/make.py --check         for CI: fails when anything is stale
    python docs/make.py --made world    write down that its command was run by hand just now
"""

from __future__ import annotations

import argparse
import ast
import hashlib
import json
import os
import re
import subprocess
import sys
import time
import tomllib
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ITEMS = tomllib.loads((ROOT / "docs" / "made.toml").read_text("utf-8"))
MADE = ROOT / "docs" / "made.json"
GOLDEN = ROOT / "tests" / "sim" / "golden.json"
BETWEEN = re.compile(r"<!-- generated: [\w-]+ -->\n(.*?)<!-- end -->", re.S)
BELOW = re.compile(r"<!-- what follows is written by .*? -->\n(.*)", re.S)


def digest(parts: Iterable[bytes]) -> str:
    """A short SHA-256 of some texts."""
    whole = hashlib.sha256()
    for part in parts:
        whole.update(len(part).to_bytes(8, "big") + part)
    return whole.hexdigest()[:16]


def code(name: str) -> Iterator[bytes]:
    """What decides an item: data as it is, Python without comments, docstrings and layout."""
    for given in ITEMS[name]["of"]:
        path = ROOT / given
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".py":
                yield _meaning(file).encode()
            elif file.suffix in (".toml", ".csv"):
                yield file.read_bytes()


def _meaning(file: Path) -> str:
    """The text without docstrings, lines of comment and layout; the same under every Python."""
    text = file.read_text("utf-8")
    lines = text.splitlines()
    for node in ast.walk(ast.parse(text)):
        body = getattr(node, "body", None)
        if isinstance(body, list) and body and isinstance(body[0], ast.Expr):
            first = body[0].value
            if isinstance(first, ast.Constant) and isinstance(first.value, str):
                last = first.end_lineno or first.lineno
                lines[first.lineno - 1 : last] = [""] * (last - first.lineno + 1)
    kept = (line for line in lines if not line.lstrip().startswith("#"))
    return "".join("".join(line.split()) for line in kept)


def written(name: str) -> Iterator[bytes]:
    """What an item wrote: the generated parts of its pages, and its pictures."""
    for page in ITEMS[name].get("pages", ()):
        text = (ROOT / "docs" / page).read_text("utf-8")
        for part in (*BETWEEN.findall(text), *BELOW.findall(text)):
            yield part.encode()
    for image in ITEMS[name].get("images", ()):
        file = ROOT / "docs" / "images" / image
        yield file.read_bytes() if file.is_file() else b""


def stamp(name: str) -> dict[str, str]:
    """What an item is made from and what it made, as they are now."""
    found = {"code": digest(code(name)), "written": digest(written(name))}
    if ITEMS[name].get("results", True):
        found["results"] = digest([GOLDEN.read_bytes()])
    return found


def made() -> dict[str, dict[str, str]]:
    """The stamps of all items, as they were made."""
    known: dict[str, dict[str, str]] = json.loads(MADE.read_text("utf-8")) if MADE.is_file() else {}
    return known


def record(name: str) -> None:
    """Write down that an item was made now."""
    stamps = {**made(), name: stamp(name)}
    MADE.write_text(json.dumps(stamps, indent=1, sort_keys=True) + "\n", "utf-8")


def why_stale(name: str) -> str:
    """What makes an item stale; empty when nothing does."""
    known, now = made().get(name), stamp(name)
    if known is None:
        return "never made"
    words = {
        "results": "the model gives other results",
        "code": "what makes it was changed",
        "written": "what it made was changed by hand",
    }
    return "; ".join(words[key] for key in words if known.get(key) != now.get(key))


def make(name: str) -> None:
    """Run the command of an item, and write down what it made.

    Raises:
        subprocess.CalledProcessError: when the command fails.
    """
    paths = [str(ROOT), os.environ.get("PYTHONPATH", "")]
    space = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    start = time.monotonic()
    print(f"{name}: about {ITEMS[name]['minutes']:g} minutes ...", flush=True)
    subprocess.run([sys.executable, *ITEMS[name]["run"]], cwd=ROOT, env=space, check=True)
    record(name)
    print(f"{name}: made in {(time.monotonic() - start) / 60:.1f} minutes", flush=True)


def main() -> int:
    """Make, list, check or write down."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("items", nargs="*", metavar="ITEM", help=f"of {', '.join(ITEMS)}")
    parser.add_argument("--list", action="store_true", help="tell how all stand")
    parser.add_argument("--check", action="store_true", help="fail when anything is stale")
    parser.add_argument("--made", nargs="+", default=[], metavar="ITEM", help="was made by hand")
    given = parser.parse_args()
    if unknown := [name for name in (*given.items, *given.made) if name not in ITEMS]:
        parser.error(f"unknown: {', '.join(unknown)}; there are {', '.join(ITEMS)}")
    for name in given.made:
        record(name)
    stale = {name: why for name in given.items or ITEMS if (why := why_stale(name))}
    if given.list or given.check:
        for name in given.items or ITEMS:
            print(f"{name:<16}{stale.get(name, 'as it is')}")
        return int(given.check and bool(stale))
    if not given.made:
        for name in stale:
            make(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
