"""A wrong scenario gives one clear line: where, what, and what is allowed."""

import os
import re

import pytest

from sim.errors import AllianceError, ScenarioError
from sim.parameters import PARAMETERS
from sim.scenarios import Scenario, load, parse, shipped

HEAD = 'title = "t"\n[members]\ncount = 4\n'
TWO_GROUPS = "".join(
    f'[[member]]\nname = "{name}"\ngroup = "{group}"\n'
    for name, group in (("A", "one"), ("B", "one"), ("C", "two"), ("D", "two"))
)
TWO_GROUPS += '[structure]\ngroups = "given"\n'
ROWS = '[[member]]\nname = "Akvo"\n[[member]]\nname = "Simavi"\n'


def refusals(text):
    with pytest.raises(ScenarioError) as caught:
        parse(text, "my.toml")
    for line in caught.value.lines:
        assert line.splitlines() == [line]
    return list(caught.value.lines)


def refusal(text):
    (line,) = refusals(text)
    return line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("memebrs = 1\n" + HEAD, "unknown key 'memebrs' (did you mean 'members'?)"),
        (HEAD + "qualty = 1", "members: unknown key 'qualty' (did you mean 'quality'?)"),
        (HEAD + "quality = 1.4", "members.quality = 1.4 is not allowed: a number from 0 to 1"),
        (HEAD + "quality = nan", "members.quality = nan is not allowed: a number from 0 to 1"),
        (
            HEAD + "reserve = inf",
            "members.reserve = inf is not allowed: a number of 0 or more (kEUR)",
        ),
        (HEAD + "quality = true", "members.quality = true is not allowed: a number from 0 to 1"),
        (
            HEAD + 'reserve = "5 kEUR"',
            'members.reserve = "5 kEUR" is not allowed: a number of 0 or more (kEUR), written '
            "plainly: no quotes, no unit",
        ),
        (
            ROWS + "quality = 1.4",
            "member[2] 'Simavi'.quality = 1.4 is not allowed: a number from 0 to 1",
        ),
        (
            HEAD + "goals = [0.1, 2]",
            "members.goals = [0.1, 2] is not allowed: one quantity, or a list of 3 of them",
        ),
        (
            HEAD + "goals = [0.1, 0.2, {mean = 3, sd = 1}]",
            "members.goals[3].mean = 3 is not allowed: a number from 0 to 1",
        ),
        (
            HEAD + "quality = {low = 0.5, high = 0.2}",
            "members.quality = {low = 0.5, high = 0.2} is not allowed: low below high",
        ),
        (HEAD + "quality = {mean = 0.5, sd = -1}", "members.quality.sd = -1 is not allowed: "),
        (HEAD + "quality = {mean = 0.5}", "is not allowed: a number, or one of {mean, sd}, {low,"),
        (
            HEAD + "quality = {mean = 0.9, sd = 0.1, low = 0.1, high = 0.5}",
            "is not allowed: a mean from low to high",
        ),
        ("length = 1.5\n" + HEAD, "length = 1.5 is not allowed: a whole number from 1 to 1200"),
        (
            'division = "equaly"\n' + HEAD,
            "division = \"equaly\" is not allowed: one of 'equal', 'equity', 'need', 'power' "
            "(did you mean 'equal'?)",
        ),
        # too few, too many, empty
        ('title = "t"', "members is missing: 2 to 60 [[member]] rows, or 'count' under [members]"),
        ("[members]\ncount = 1", "members.count = 1 is not allowed: a whole number from 2 to 60"),
        ("[members]\ncount = 61", "members.count = 61 is not allowed: a whole number from 2 to 60"),
        ('[[member]]\nname = "a"', "number of [[member]] rows = 1 is not allowed: 2 to 60"),
        (ROWS + "[members]\ncount = 3", "members.count = 3 is not allowed: 2, the number of"),
        (
            "[members]\ncount = 60\n" + '[[joiner]]\nname = "a"\ntick = 3',
            "number of members and joiners = 61 is not allowed: at most 60",
        ),
        ("member = []", "member = [] is not allowed: a list that is not empty, or no 'member'"),
        (HEAD + "goals = []", "members.goals = [] is not allowed: a list that is not empty"),
        (
            '[member]\nname = "a"',
            'member = {name = "a"} is not allowed: rows, each under [[member]]',
        ),
        (
            "[[members]]\ncount = 3",
            "members = [{count = 3}] is not allowed: a table, under [members]",
        ),
        (
            '[[member]]\nname = ""\n' + ROWS,
            "member[1] ''.name = \"\" is not allowed: a text that is",
        ),
        # names that must exist once
        (ROWS + '[[member]]\nname = "Akvo"', 'member[3].name = "Akvo" is not allowed: a name that'),
        (
            ROWS + '[roles]\nlead = "Simavy"',
            "roles.lead = \"Simavy\" is not allowed: the name of a member (did you mean 'Simavi'?)",
        ),
        (
            ROWS + '[roles.coordinator]\nmember = "x"',
            'roles.coordinator.member = "x" is not allowed',
        ),
        (
            ROWS + '[roles.facilitator]\nmember = "x"',
            'roles.facilitator.member = "x" is not allowed',
        ),
        (ROWS + '[[pair]]\nfrom = "Akvo"\nto = "x"\ntrust = 1', 'pair[1].to = "x" is not allowed'),
        (
            ROWS + '[[pair]]\nfrom = "Akvo"\nto = "Akvo"\ntrust = 1',
            "pair[1].to = \"Akvo\" is not allowed: another member than 'from'",
        ),
        (
            ROWS + 2 * '[[pair]]\nfrom = "Akvo"\nto = "Simavi"\ntrust = 1\n',
            'pair[2].to = "Simavi" is not allowed: a pair that is not given yet',
        ),
        (
            ROWS + '[[pair]]\nfrom = "Akvo"\nto = "Simavi"',
            "pair[1] is missing: at least one of 'trust', 'knowledge', 'grievance'",
        ),
        (
            ROWS + "[start]\ntrust_within_group = 0.5",
            "start.trust_within_group = 0.5 is not allowed: left out while no member has a 'group'",
        ),
        # who sits where
        (
            ROWS + '[structure]\ngroups = "given"',
            "structure.groups = \"given\" is not allowed: given only where members have a 'group'",
        ),
        (
            ROWS + '[structure]\nring = ["Simavy"]',
            'structure.ring[1] = "Simavy" is not allowed: the name of a member (did you mean',
        ),
        (
            TWO_GROUPS + 'core = ["A", "C"]\nring = ["C"]',
            "structure.ring[1] = \"C\" is not allowed: a name that is not in 'core' already",
        ),
        (
            TWO_GROUPS + 'core = ["A", "C", "C"]',
            "structure.core[3] = \"C\" is not allowed: a name that is not in 'core' already",
        ),
        (
            TWO_GROUPS + 'core = ["A", "B"]',
            'structure.core = ["A", "B"] is not allowed: at least one member of each group: \'two\' has',
        ),
        (
            ROWS + '[structure]\nring = ["Akvo", "Simavi"]',
            'structure.ring = ["Akvo", "Simavi"] is not allowed: names of some members, but not of all',
        ),
        (
            ROWS + '[structure]\ncore = ["Akvo", "Simavi"]',
            'structure.core = ["Akvo", "Simavi"] is not allowed: left out while all sit round one',
        ),
        (
            HEAD + "[structure]\nsize = 1",
            "structure.size = 1 is not allowed: a whole number from 2",
        ),
        (HEAD + '[structure]\ngroups = "ones"', "(did you mean 'one'?)"),
        (HEAD + "[task]\nneeds = [1, 2]", "task.needs = [1, 2] is not allowed: one quantity, or a"),
        (HEAD + "[task]\nhardness = 2", "task.hardness = 2 is not allowed: a number from 0 to 1"),
        # time
        (
            HEAD + "[[grant]]\namount = 5\nmonths = 48\nreviews = [24, 48]",
            "grant[1].reviews[2] = 48 is not allowed: a month before the grant ends, after 48 months",
        ),
        (
            HEAD + "[[grant]]\namount = 5\nreviews = [24, 24]",
            "grant[1].reviews[2] = 24 is not allowed: a month that is not in the list already",
        ),
        (
            HEAD + "[[grant]]\namount = 5\nrenewable = true\n[[grant]]\namount = 5\nfirst = 60",
            "grant[1].renewable = true is not allowed: left out, as only the grant that ends last",
        ),
        (
            HEAD + '[[shock]]\nkind = "budget-cut"\ntick = 120\nsize = 0.3',
            "shock[1].tick = 120 is not allowed: a tick before the end: at most 119, as length is",
        ),
        (HEAD + '[[joiner]]\nname = "a"\ntick = 0', "joiner[1] 'a'.tick = 0 is not allowed"),
        (HEAD + '[[joiner]]\nname = "a"\ntick = 500', "joiner[1].tick = 500 is not allowed"),
        (HEAD + '[[joiner]]\nname = "a"', "joiner[1] 'a'.tick is missing"),
        (HEAD + "[[grant]]\namount = 5\nfirst = 200", "grant[1].first = 200 is not allowed"),
        (
            HEAD + "[[grant]]\namount = 0",
            "grant[1].amount = 0 is not allowed: a number above 0 (kEUR)",
        ),
        (
            HEAD + '[[shock]]\nkind = "scandal"\ntick = 3\nsize = 0.3',
            "shock[1].member is missing: with kind 'scandal' the name of a member",
        ),
        (
            HEAD + '[[shock]]\nkind = "budget-cut"\ntick = 3\nsize = 0.3\nmember = "Member 1"',
            "shock[1].member = \"Member 1\" is not allowed: no member with kind 'budget-cut'",
        ),
        (
            HEAD + '[[joiner]]\nname = "a"\ntick = 9\n'
            '[[shock]]\nkind = "scandal"\ntick = 3\nsize = 0.3\nmember = "a"',
            "shock[1].tick = 3 is not allowed: a tick from 9, when 'a' joins",
        ),
        (
            HEAD + '[[intervention]]\naction = "D10"',
            'intervention[1].action = "D10" is not allowed',
        ),
        (
            HEAD + '[[intervention]]\naction = "D1"\nat = 3\nuntil = 4',
            "intervention[1].at = 3 is not allowed: 'at' alone",
        ),
        (
            HEAD + '[[intervention]]\naction = "D1"\nfrom = 6\nuntil = 4',
            "intervention[1].until = 4 is not allowed: 'until' not before 'from' (6)",
        ),
        # parameters
        (
            HEAD + "[parameters]\nbreach_wieght = 3",
            "parameters: unknown key 'breach_wieght' (did you mean 'breach_weight'?)",
        ),
        (
            HEAD + "[parameters]\nbreach_weight = 0.5",
            "parameters.breach_weight = 0.5 is not allowed: a number from 1 to 10",
        ),
        (
            HEAD + "[parameters]\ntension_on = 0.5",
            "parameters.tension_on = 0.5 is not allowed: 0 (off) or 1 (works)",
        ),
        # TOML itself
        (HEAD + "quality == 3", "line 4, column 10: not valid TOML"),
        (HEAD + "count = 5\nquality = 1", "a key or table that is already there"),
        ("a = " + "[" * 5000 + "]" * 5000, "nested too deeply"),
        (".".join("a" * 50000) + " = 1", "line 1: a key with too many dots"),
        ("length = " + "9" * 5000, "a whole number with far too many digits"),
        ("length = " + "9" * 4000, "length = a very large whole number is not allowed"),
        (b"\xff\xfet\x00", "line 1: not UTF-8 text, it looks like UTF-16; save the file as UTF-8"),
        (b'title = "caf\xe9"', "line 1: not UTF-8 text"),
        (b"#" * 10_000_000, "10.0 MB is not allowed: a scenario file of at most 1 MB"),
    ],
)
def test_a_wrong_scenario_gives_one_clear_line(text, line):
    said = refusal(text)
    assert said.startswith("my.toml: ")
    assert line in said


def test_all_that_is_wrong_is_told_at_once_unknown_keys_first():
    assert refusals(HEAD + "quality = 2\nnetwork = 3\n[strat]") == [
        "my.toml: unknown key 'strat' (did you mean 'start'?)",
        "my.toml: members.quality = 2 is not allowed: a number from 0 to 1",
        "my.toml: members.network = 3 is not allowed: a number from 0 to 1",
    ]
    text = ROWS + '[roles]\nlead = "x"\n[[joiner]]\nname = "z"\ntick = 500\n[[pair]]\nfrom = "y"'
    told = refusals(text + '\nto = "Akvo"\ntrust = 1\n[structure]\ncore = ["Akvo"]\nring = ["v"]')
    assert [line.split(" = ")[0].removeprefix("my.toml: ") for line in told] == [
        "roles.lead",
        "pair[1].from",
        "structure.ring[1]",
        "structure.core",
        "joiner[1].tick",
    ]
    assert len(refusals(HEAD + "[parameters]\nleak = 9\nfoo = 1\nforgetting = -1")) == 3


FIRST_EDITION = """
action_time adaptation agenda agreeing_rate agreements_erosion agreements_on ambition_rate
attention_span backing_base backing_conflict backing_cost backing_goals backing_identity
backing_on backing_profile backing_rate backing_results benefit_of_doubt campaigning chafing_pull
choice_sharpness clash_days clash_insight clash_openness clash_rate clash_resolve clash_trust
closing_rate commitment_erosion commitment_rate commitment_setback conflict_on
constructive_agreements constructive_base constructive_facilitation constructive_grievance
constructive_openness constructive_trust control_chill control_protection coordination_cost
coordinator_span deceit_mark deceit_weight design_pull division_on dormant drift effort_cost
encounters_on engagement_base engagement_on engagement_rate engagement_trust engagement_value
environment_on envisioning exit_backing exit_rate failed_delivery fatigue fatigue_recovery
first_stake free_riding goal_size governed_ownership grievance_climate grievance_fade
grievance_leak grievance_rate harvest_fade harvest_gain harvest_rate hearing home_pressure
homophily hub_relief identity_tension inviting knowledge_climate knowledge_fade language_bridge
lead_authority lead_mandate lead_standing learning_on learning_rate loss_ratio misunderstanding
nao_cost nao_trust openness_rate opportunism opposing pairing patience_recovery pecking_order_on
production_on profile_fade profile_rate promise_pull rank_fade rank_gain rank_power rank_worth
rebalancing reciprocity recording reflecting reflection resource_tension role_time safety_weight
self_serving settling shared_span small_wins spillover story_fade story_rate synergy tension_on
time_flexibility time_use_on trust_climate trust_fade trust_gain trust_on turnover_loss
value_tension waterline_on
"""


@pytest.mark.parametrize("name", FIRST_EDITION.split())
def test_a_parameter_of_the_first_edition_is_known_or_told_what_became_of_it(name):
    if name in PARAMETERS:
        return
    line = refusal(HEAD + f"[parameters]\n{name} = 1")
    assert line.startswith(f"my.toml: parameters: '{name}' is ")
    told = line.removeprefix(f"my.toml: parameters: '{name}' ")
    assert told.startswith(("is now '", "is no longer in the model: "))
    for other in re.findall(r"'(\w+)'", told):  # what it points at is there
        assert other in PARAMETERS


def test_identity_of_the_first_edition_is_told_its_new_name():
    told = "'identity' is now 'values' (norms and values; attachment to its own name and ways is"
    assert f"members: {told}" in refusal(HEAD + "identity = 0.4")
    assert f"member[2] 'Simavi': {told}" in refusal(ROWS + "identity = 0.4")
    with pytest.raises(ScenarioError, match=re.escape(told)):
        load("default").replace("members.identity.sd", 0.1)
    with pytest.raises(ScenarioError, match="'loss_ratio' is now 'breach_weight'"):
        load("default").replace("parameters.loss_ratio", 2)


def test_control_characters_are_escaped_and_long_values_shortened():
    text = f'[members]\ncount = "\\u001b[31m\\nred\\u202e{"x" * 500}"'
    line = refusal(text)
    assert "\x1b" not in line
    assert "\u202e" not in line
    assert r"\x1b[31m\nred" in line
    assert len(line) < 250


@pytest.mark.parametrize(
    ("given", "line"),
    [
        ("wahs", "did you mean the shipped scenario 'wash'?"),
        ("wash.toml", "did you mean the shipped scenario 'wash'?"),
        ("zzz", "no such scenario or file; shipped scenarios: "),
        ("no\0file", "no\\x00file: "),
        ("x" * 5000, "cannot be read"),
        ("", "by its name or by the path of a file"),
        (None, "by its name or by the path of a file"),
        (b"wash", "by its name or by the path of a file"),
    ],
)
def test_a_scenario_that_is_not_there(given, line):
    with pytest.raises(ScenarioError, match=re.escape(line)) as caught:
        load(given)
    assert len(str(caught.value).splitlines()) == 1
    assert len(str(caught.value)) < 700


def test_files_that_are_no_scenario(tmp_path):
    with pytest.raises(ScenarioError, match="is a folder"):
        load(tmp_path)
    large = tmp_path / "large.toml"
    large.write_bytes(b"#" * 10_000_000)
    with pytest.raises(ScenarioError, match=r"large\.toml: 10\.0 MB is not allowed"):
        load(large)
    empty = tmp_path / "empty.toml"
    empty.touch()
    with pytest.raises(ScenarioError, match="members is missing"):
        load(empty)
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(ScenarioError, match="not a regular file"):
            load(tmp_path / "pipe")


def test_a_file_with_a_mark_of_byte_order_and_windows_lines_is_read(tmp_path):
    file = tmp_path / "windows.toml"
    file.write_bytes(b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode())
    assert load(file).members.count == 4
    assert load(str(file)) == load(file)


def test_two_spellings_of_one_name_are_one_name():
    rows = '[[member]]\nname = "Caf\\u00e9"\n[[member]]\nname = "Cafe\\u0301"\n'
    assert "a name that no other row has" in refusal(rows)


@pytest.mark.parametrize("content", [None, 3, [], {1: 2}, {"member": [{"name": "\ud800"}] * 2}])
def test_tables_that_no_file_can_hold(content):
    with pytest.raises(ScenarioError):
        Scenario.from_dict(content)


def test_every_error_is_an_alliance_error_of_one_line():
    assert issubclass(ScenarioError, AllianceError)
    assert str(AllianceError("a\nb\u2028c\x85")) == r"a\nb\u2028c\x85"
    assert str(AllianceError("ok é 日本 😀")) == "ok é 日本 😀"


def test_names_that_are_shipped_are_found():
    assert {"default", "wash", "wash-sdg", "collapse"} <= set(shipped())
