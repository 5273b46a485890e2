"""Full disks, limits on sizes, closed streams, folders that must not be written to."""

from __future__ import annotations

import errno
import importlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import sim
from alliance.cli import run_command
from experiments.sweeps.lock import locked
from sim.errors import AllianceError
from sim.files import WriteError, whole, write_whole

ROOT = Path(__file__).parents[2]
SMALL = ["--set", "length=12"]
WRITERS = {
    "run": ["run", "smooth-start", "--runs", "2", *SMALL, "--out", "new/o"],
    "compare": ["compare", "wash", "wash:cut", "--runs", "2", "--out", "new/o"],
    "report": ["report", "smooth-start", "--runs", "2", *SMALL, "--out", "new/o/r.html"],
    "template": ["template", "--out", "new/o/t.csv"],
    "schema": ["schema", "--out", "schema.json"],
    "sweep": ["sweep", "smoke", "--workers", "1", "--out", "o"],
}
UNIX = pytest.mark.skipif(sys.platform == "win32", reason="limits and streams of Unix")


def shell(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the command line under a shell; `alliance` in the text becomes this program."""
    program = f"{sys.executable} -m alliance.cli"
    return subprocess.run(
        ["bash", "-c", command.replace("alliance", program)],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        timeout=120,
    )


def left(folder: Path) -> list[str]:
    """What lies in a folder and the folders in it."""
    return sorted(str(f.relative_to(folder)) for f in folder.rglob("*"))


@pytest.mark.slow
@UNIX
@pytest.mark.parametrize("name", WRITERS)
def test_a_limit_on_sizes_is_one_line_and_leaves_nothing(tmp_path: Path, name: str) -> None:
    importlib.import_module("matplotlib.font_manager")  # writes down once which fonts there are
    done = shell(f"ulimit -f 1; alliance {' '.join(WRITERS[name])}", tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("alliance: ")
    assert done.stderr.count("\n") == 1
    assert "File too large" in done.stderr
    assert "o" in done.stderr.split(": ")[1]
    if name == "sweep":  # what is whole of a store stays
        assert not [file for file in left(tmp_path) if "partial" in file or "lock" in file]
    else:
        assert left(tmp_path) == []


@pytest.mark.slow
@UNIX
@pytest.mark.parametrize(
    ("closed", "name", "made"), [(">&-", "template", "t.csv"), ("<&- >&- 2>&-", "run", "result.nc")]
)
def test_closed_streams_are_no_obstacle(tmp_path: Path, closed: str, name: str, made: str) -> None:
    done = shell(f"alliance {' '.join(WRITERS[name])} {closed}", tmp_path)
    assert done.returncode == 0
    assert done.stderr == ""
    assert (tmp_path / "new" / "o" / made).is_file()
    wrong = shell(f"alliance run nothing {closed}", tmp_path)
    assert wrong.returncode == 2


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_standard_output_is_one_line(tmp_path: Path) -> None:
    for command in ("list", "show wash", "show wash --toml", "schema"):
        done = shell(f"alliance {command} > /dev/full", tmp_path)
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "standard output" in done.stderr
        assert "No space left on device" in done.stderr


def test_a_file_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "file"
    write_whole(target, "old")

    def full(*given: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(WriteError, match=f"{target}: cannot be written: No space left"):
        write_whole(target, "new")
    assert target.read_text() == "old"
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_the_first_trouble_is_told_where_nothing_can_be_removed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(self: Path, missing_ok: bool = False) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))

    def write() -> None:
        with whole(tmp_path / "file"):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    def work() -> None:
        with locked(tmp_path):
            monkeypatch.setattr(Path, "unlink", read_only)
            raise AllianceError("the first")

    with pytest.raises(AllianceError, match="the first"):
        work()
    with pytest.raises(WriteError, match="No space left"):
        write()


@pytest.mark.slow
def test_a_damaged_result_is_told(tmp_path: Path) -> None:
    file = tmp_path / "result.nc"
    result = sim.simulate("smooth-start", runs=2)
    sim.save(result, file)
    whole_file = file.read_bytes()
    for at in range(len(whole_file) // 12, len(whole_file), len(whole_file) // 12):
        content = bytearray(whole_file)
        content[at] ^= 16
        file.write_bytes(content)
        try:
            found = sim.load_result(file)
        except AllianceError:
            continue
        for name in result.data_vars:
            assert found[name].equals(result[name]), f"{name}, byte {at}"


LONG = ("9" * 5000, "x" * 5000, "a/" * 2500, "1e" + "9" * 5000, "é" * 5000)


@pytest.mark.parametrize(
    "words",
    [
        ["run", "wash", "--seed"],
        ["run", "wash", "--set"],
        ["run", "wash", "--set", "start.trust="],
        ["run", "wash", "--set", "parameters.clash_rate="],
        ["run", "wash", "--language"],
        ["run", "wash", "--runs", "1", "--out"],
        ["sweep"],
        ["status"],
        ["check"],
        ["compare", "wash"],
        [],
    ],
)
def test_error_lines_are_short(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    for long in LONG:
        glued = bool(words) and words[-1].endswith("=")
        told = [*words[:-1], words[-1] + long] if glued else [*words, long]
        assert run_command(told) == 2
        said = capsys.readouterr().err
        assert said.startswith("alliance: ")
        assert len(said) < 600


@pytest.mark.parametrize("number", ["٣", "1_0", "0x10", "3.0", " 3", "1e2", "³"])
@pytest.mark.parametrize("option", ["run wash --runs", "sweep smoke --workers"])
def test_whole_numbers_are_written_in_plain_digits(
    number: str, option: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command([*option.split(), number]) == 2
    said = capsys.readouterr().err
    assert "is not allowed: a whole number" in said
    assert option.split()[-1] in said


@pytest.mark.parametrize("number", ["١٫٥", "1_0.5", "0x1p3", "nan", "inf", "1,5"])
def test_numbers_are_written_in_plain_digits(
    number: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run_command(["tipping", "wash", "--low", number]) == 2
    assert "--low" in capsys.readouterr().err


@pytest.mark.slow
def test_names_of_folders_cannot_steer_the_terminal(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "red\x1b[31m\u202e"
    assert run_command([*WRITERS["run"][:-1], str(out)]) == 0
    assert run_command(["template", "--out", str(out / "t.csv")]) == 0
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\u202e" not in said
    assert "red\\x1b[31m\\u202e" in said


def test_values_that_were_sealed_are_read_back(tmp_path: Path) -> None:
    from sim.files import FileError, sealed, unsealed

    file = tmp_path / "x.json"
    file.write_bytes(sealed({"a": [1, "é"]}))
    assert unsealed(file) == {"a": [1, "é"]}
    for content in ("", "[]", "1", "{}", json.dumps({"a": 1, "sha256": "0"}), "[" * 100_000):
        file.write_text(content)
        with pytest.raises(FileError, match="damaged"):
            unsealed(file)
