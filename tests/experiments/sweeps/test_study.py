"""Studies: what is read, what is refused and in which words."""

from __future__ import annotations

from pathlib import Path

import pytest

from experiments.sweeps.factors import Variations, changes_of
from experiments.sweeps.files import StudyError, table_of_rows
from experiments.sweeps.study import Study, load_study, shipped_studies
from sim.scenarios import Scenario, load
from tests.experiments.conftest import BASE, small

TRUST = {"path": "start.trust.mean", "values": [0.2, 0.4]}
RANGE = {"path": "start.trust.mean", "low": 0.1, "high": 0.9}

REFUSED = [
    (
        {"factor": [{"path": "start.trst", "values": [1]}]},
        ["factor[1] 'start.trst'", "did you mean 'start.trust'?"],
    ),
    (
        {"factor": [{"path": "division", "values": ["equity", "needs"]}]},
        ["factor[1] 'division'", '"needs"', "did you mean 'need'?"],
    ),
    ({"factor": [RANGE | {"levels": 3, "high": 9.0}]}, ["start.trust.mean = 9.0", "from 0 to 1"]),
    ({"factor": [RANGE]}, ["levels is missing"]),
    ({"factor": [{"path": "division"}]}, ["missing 'values'"]),
    ({"factor": [{"values": [1, 2]}]}, ["a path of the scenario"]),
    ({"factor": [TRUST, TRUST]}, ["factor[2]", "kept or varied has that name"]),
    (
        {"factor": [TRUST, TRUST | {"name": "again"}]},
        ["factor[2] 'again'", "start.trust.mean is changed by factor[1]", "already"],
    ),
    ({"factor": [TRUST | {"name": "run"}]}, ["of every result has that name"]),
    ({"factor": [TRUST | {"name": "trust"}]}, ["kept or varied has that name"]),
    ({"factor": [TRUST | {"values": [0.2, 0.2]}]}, ["each level once"]),
    ({"factor": [TRUST | {"lowest": 0}]}, ["unknown key 'lowest'", "did you mean"]),
    ({"factor": [TRUST | {"labels": ["low"]}]}, ["a label for each of the 2 values"]),
    ({"factor": [{"path": "division", "low": 1, "high": 0}]}, ["above 'low' (1)"]),
    ({"factor": [RANGE | {"scale": "log", "low": 0}]}, ["above 0 with scale"]),
    ({"factor": [TRUST], "design": "sobl"}, ["did you mean 'sobol'?"]),
    ({"factor": [RANGE], "design": "sobol"}, ["points is missing"]),
    ({"factor": [TRUST], "points": 8}, ["points = 8"]),
    ({"factor": []}, ["factor is missing"]),
    ({"factor": [TRUST], "design": "csv"}, ["file is missing"]),
    ({"factor": [TRUST], "keep": {"outcomes": ["survivd"]}}, ["did you mean 'survived'?"]),
    ({"factor": [TRUST], "keep": {"variables": ["trust"], "at": [500]}}, ["before the end (120)"]),
    ({"factor": [TRUST], "keep": {"at": [5]}}, ["variables"]),
    ({"factor": [TRUST], "scenario": "defalt"}, ["did you mean the shipped scenario 'default'?"]),
    ({"factor": [TRUST], "scenario": {"title": 3}}, ["scenario.title"]),
    ({"factor": [TRUST], "replicates": 0}, ["replicates = 0"]),
    ({"factor": [TRUST], "length": 0}, ["length = 0"]),
    (
        {"factor": [{"name": "a", "level": [{"label": "x", "set": {"length": 1.5}}]}]},
        ["factor[1] 'a'", "length = 1.5"],
    ),
]


@pytest.mark.parametrize(("changes", "words"), REFUSED)
def test_mistakes_are_told_in_one_line(changes: dict, words: list[str]) -> None:
    with pytest.raises(StudyError) as caught:
        Study.from_dict({"scenario": "default"} | changes, "my.toml")
    message = str(caught.value)
    assert message.startswith("my.toml: ")
    assert "\n" not in message
    for word in words:
        assert word in message


def test_shipped_studies_load() -> None:
    assert "smoke" in shipped_studies()
    for name in shipped_studies():
        load_study(name)


def test_missing_file_names_the_nearest_study() -> None:
    with pytest.raises(StudyError, match="did you mean the study 'smoke'"):
        load_study("smok.toml")


def test_scenario_file_lies_beside_the_study(tmp_path: Path) -> None:
    (tmp_path / "own.toml").write_text(load("smooth-start").to_toml())
    (tmp_path / "study.toml").write_text(
        'scenario = "own.toml"\n[[factor]]\npath = "division"\nvalues = ["equal", "need"]\n'
    )
    assert load_study(tmp_path / "study.toml").scenario == load("smooth-start")


def test_written_study_reads_back_equal(tmp_path: Path) -> None:
    study = small(
        factor=[
            {
                "name": "governance",
                "level": [
                    {"label": "none", "set": {}},
                    {"label": "lead", "set": {"roles.lead": "Member 1", "start.control": 0.6}},
                ],
            },
            {"path": ["members.goals.sd", "members.values.sd"], "values": [0.1, 0.3]},
            {
                "path": "shock",
                "labels": ["calm", "cut"],
                "values": [[], [{"kind": "budget-cut", "tick": 2, "size": 0.5}]],
            },
            {"path": "parameters.trust_on", "values": [True, False]},
            {
                "name": "help",
                "path": "intervention",
                "labels": ["none", "D4"],
                "values": [[], [{"action": "D4", "at": 1}]],
            },
        ]
    )
    assert study.axes()[-2].grid() == [1, 0]
    assert [a.action for a in _at(study, "help", "D4").intervention] == ["D4"]
    assert _at(study, "help", "none").intervention == ()
    (tmp_path / "study.toml").write_text(study.to_toml())
    again = load_study(tmp_path / "study.toml")
    assert again == study
    assert again.digest() == study.digest()
    assert again.difference(study) == ""


def _at(study: Study, factor: str, level: str) -> Scenario:
    axis = next(axis for axis in study.axes() if axis.name == factor)
    return Variations(study.base()).build(axis.change(level))


def test_title_makes_no_other_study_and_seed_does() -> None:
    study = small()
    assert small(title="Another title").digest() == study.digest()
    assert small(seed=8).digest() != study.digest()
    assert small(seed=8).difference(study) == "seed is 8 here and 7 there"


def test_points_are_built_as_replace_would() -> None:
    base = Scenario.from_dict(BASE | {"member": [{"name": "A"}, {"name": "B"}], "members": {}})
    changes = (
        ("start.trust.mean", 0.3),
        ("member.B.goals.sd", 0.05),
        ("member.B.quality", 0.4),
        ("grant[1].amount", 99.0),
        ("roles.coordinator.skill", 0.2),
        ("parameters.clash_rate", 0.5),
    )
    wanted = base
    for path, value in changes:
        wanted = wanted.replace(path, value)
    variations = Variations(base)
    assert variations.build(changes) == wanted
    assert variations.build(()) == base
    assert base == Scenario.from_dict(base.to_dict())


def test_change_inside_another_change() -> None:
    base = Scenario.from_dict(BASE)
    changes = (("start.agreements", {"mean": 0.5, "sd": 0.1}), ("start.agreements.sd", 0.2))
    assert Variations(base).build(changes).start.agreements.sd == 0.2  # type: ignore[union-attr]


def test_table_of_points(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text(
        "start trust,division,members.count\n0.25,equal,3\n0.5,power,4\n"
    )
    factor = {"name": "start trust", "path": "start.trust"}
    content = {"scenario": BASE, "design": "csv", "file": "points.csv", "factor": [factor]}
    study = Study.from_dict(content, folder=tmp_path)
    axes = study.axes()
    assert [axis.name for axis in axes] == ["start trust", "division", "members.count"]
    scenario = Variations(study.base()).build(changes_of(axes, study.rows[1]))
    assert (scenario.start.trust, scenario.division, scenario.members.count) == (0.5, "power", 4)
    (tmp_path / "points.csv").write_text(table_of_rows(study.rows))
    assert Study.from_dict(content, folder=tmp_path) == study


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("division\nequal\nneeds\n", "row 2: division = .*did you mean 'need'"),
        ("divison\nequal\n", "column 'divison': .*did you mean 'division'"),
        ("division,length\nequal\n", "line 2: 1 cells under 2 columns"),
        ("division,division\nequal,equal\n", "each once"),
        ("division\n", "holds no points"),
        ("", "first line must name"),
    ],
)
def test_mistakes_in_a_table_of_points(tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "points.csv").write_text(text)
    with pytest.raises(StudyError, match=words):
        Study.from_dict({"scenario": BASE, "design": "csv", "file": "points.csv"}, folder=tmp_path)
