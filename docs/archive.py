"""Packs what a model library asks for (such as CoMSES): `python docs/archive.py [FOLDER]`, or `make archive`.

Into dist/alliance-lab-VERSION.zip go, apart as reviewers look for them: `code/`, all files under version
control; `docs/`, the ODD protocol and the pages on evidence; `data/`, scenarios, targets, life tables, priors and
draws; README, licence, citation; and `VERSIONS.txt`, the exact record of what it was made with. The same state
gives the same bytes.
"""

from __future__ import annotations

import platform
import subprocess
import sys
import zipfile
from importlib.metadata import distributions
from pathlib import Path

from sim.model import Model
from sim.versions import versions

ROOT = Path(__file__).parent.parent
PAGES = (
    "odd",
    "use",
    "evidence",
    "calibration",
    "world",
    "docking",
    "laws",
    "patterns",
    "phases",
    "references",
)
DATA = (
    "sim/scenarios/*.toml",
    "experiments/studies/*.toml",
    "experiments/world/targets.toml",
    "experiments/world/data/*.csv",
    "experiments/calibration/priors.toml",
    "experiments/calibration/posterior.csv",
    "examples/*.csv",
)
FRONT = ("README.md", "LICENSE", "CITATION.cff", "CHANGELOG.md")


def tracked() -> list[str]:
    """Files under version control."""
    told = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    return sorted(name for name in told.stdout.split("\0") if name and (ROOT / name).is_file())


def record() -> str:
    """What it was made with, to the last version."""
    changed = subprocess.run(
        ["git", "status", "--porcelain", "--untracked-files=no"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    known = {d.metadata["Name"].lower(): d.version for d in distributions()}
    lines = [
        *(f"{name}: {value}" for name, value in versions().items()),
        f"files changed since that commit: {len(changed.splitlines())}",
        f"model digest: {Model().digest}",
        f"machine: {platform.machine()}, {platform.system()}",
        "",
        *(f"{name}=={version}" for name, version in sorted(known.items())),
    ]
    return "\n".join(lines) + "\n"


def contents() -> dict[str, bytes]:
    """Every file of the bundle, by its place in it."""
    files = {f"code/{name}": (ROOT / name).read_bytes() for name in tracked()}
    for page in PAGES:
        files[f"docs/{page}.md"] = (ROOT / "docs" / f"{page}.md").read_bytes()
    for pattern in DATA:
        for file in sorted(ROOT.glob(pattern)):
            files[f"data/{file.relative_to(ROOT).as_posix()}"] = file.read_bytes()
    for name in FRONT:
        files[name] = (ROOT / name).read_bytes()
    return {**files, "VERSIONS.txt": record().encode()}


def main() -> None:
    """Write the bundle and say where it is."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist"
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / f"alliance-lab-{versions()['alliance_lab']}.zip"
    found = contents()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as bundle:
        for name in sorted(found):
            place = zipfile.ZipInfo(f"{target.stem}/{name}", (1980, 1, 1, 0, 0, 0))
            place.compress_type = zipfile.ZIP_DEFLATED
            bundle.writestr(place, found[name])
    print(f"{target}: {len(found)} files, {target.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
