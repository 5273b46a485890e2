"""The contract catches what it is there to catch, and names it in one line."""

from __future__ import annotations

import numpy as np
import pytest

import sim
from sim import contract
from sim.arrays import total
from sim.contract import BrokenLaw
from sim.declared import RULES
from sim.errors import AllianceError
from sim.interventions.action import ACTIONS, Action
from sim.mesa.member import Member
from sim.rules import division

SHORT = sim.load("default").replace("length", 8)


@pytest.mark.parametrize("name", sorted(RULES))
def test_rules_keep_what_their_docstrings_say(name: str) -> None:
    contract.check_rule(RULES[name])


@pytest.mark.slow
@pytest.mark.parametrize("name", ["time_use", "voice", "claim", "engage", "leave", "back"])
def test_decisions_of_members_keep_the_laws(name: str) -> None:
    told = contract.check_decision(name, getattr(sim.Decisions(), name), SHORT)
    assert told.startswith(f"{name}: bounds, pure, one member")


@pytest.mark.slow
@pytest.mark.parametrize("name", ["facilitate", "coordinate", "steer"])
def test_decisions_of_roles_keep_the_laws(name: str) -> None:
    assert "all hold" in contract.check_decision(name, getattr(sim.Decisions(), name))


def learn_too_much(knowledge, learning, joint, shown, contact, distance, p):  # type: ignore[no-untyped-def]
    return knowledge + contact


def learn_in_place(knowledge, learning, joint, shown, contact, distance, p):  # type: ignore[no-untyped-def]
    knowledge *= 0.5
    return knowledge


def learn_by_place(knowledge, learning, joint, shown, contact, distance, p):  # type: ignore[no-untyped-def]
    return knowledge * np.linspace(0.5, 1.0, knowledge.shape[-1])


def learn_by_luck(knowledge, learning, joint, shown, contact, distance, p):  # type: ignore[no-untyped-def]
    return np.random.default_rng().random(knowledge.shape)


def learn_from_other_runs(knowledge, learning, joint, shown, contact, distance, p):  # type: ignore[no-untyped-def]
    return 0.5 * knowledge + 0.5 * knowledge.mean(0)


def learn_less(knowledge, learning, joint, shown, contact, distance, p):  # type: ignore[no-untyped-def]
    return knowledge.mean(-1)


@pytest.mark.parametrize(
    ("rule", "law"),
    [
        (learn_too_much, "bounds: result = "),
        (learn_less, "bounds: gives shape"),
        (learn_in_place, "pure: changes its argument 'knowledge'"),
        (learn_by_luck, "pure: says something else"),
        (learn_by_place, "relabelling: goes by a place"),
        (learn_from_other_runs, "batches: run 0 differs"),
    ],
)
def test_a_rule_that_breaks_a_law_is_told_which(rule, law: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BrokenLaw, match=f"^{rule.__name__}: {law}"):
        contract.check_rule(rule, like=RULES["learning.learn"])


def test_a_sum_in_another_order_is_seen_to_the_last_bit() -> None:
    def careful(trust, contact):  # type: ignore[no-untyped-def]
        """Mean trust, weighed.

        Args:
            trust, contact: (…, N, N) in [0, 1].

        Returns:
            (…, N) in [0, 1].
        """
        return total(trust * contact) / trust.shape[-1]

    def careless(trust, contact):  # type: ignore[no-untyped-def]
        return (trust * contact).sum(-1) / trust.shape[-1]

    contract.check_rule(careful)
    with pytest.raises(
        BrokenLaw, match=r"^careless: batches: run \d differs among others and alone"
    ):
        contract.check_rule(careless, like=careful)


def test_a_docstring_that_does_not_say_enough_is_told_what_is_missing() -> None:
    def bare(trust):  # type: ignore[no-untyped-def]
        """Nothing is said."""

    def boundless(trust):  # type: ignore[no-untyped-def]
        """Bounds are not said.

        Args:
            trust: (…, N) of somebody.

        Returns:
            (…, N) in [0, 1].
        """

    def shapeless(trust):  # type: ignore[no-untyped-def]
        """The result is not said.

        Args:
            trust: (…, N) in [0, 1].
        """

    for rule, missing in (
        (bare, "shape of the argument 'trust'"),
        (boundless, "bounds of the argument 'trust'"),
        (shapeless, "shape of the result"),
    ):
        with pytest.raises(AllianceError, match=missing):
            contract.check_rule(rule)


@pytest.mark.parametrize(
    ("decide", "law"),
    [
        (lambda perceived, p: perceived.openness + 1.0, "bounds: it = "),
        (lambda perceived, p: perceived.openness * np.nan, "bounds: it = nan"),
        (lambda perceived, p: 0.5, "bounds: gives shape"),
        (
            lambda perceived, p: np.ones_like(perceived.openness) * perceived.trust.mean(),
            "one member: decides",
        ),
        (
            lambda perceived, p: (
                np.add(perceived.trust, 0.0, out=perceived.trust) * 0
                + perceived.openness.__imul__(0.5)
            ),
            "pure: changes what is perceived .'openness'",
        ),
    ],
)
def test_a_decision_that_breaks_a_law_is_told_which(decide, law: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(BrokenLaw, match=f"^voice: {law}"):
        contract.check_decision("voice", decide, SHORT)


def test_shares_of_time_must_add_up_and_be_four() -> None:
    with pytest.raises(BrokenLaw, match=r"four shares together = 2"):
        contract.check_decision(
            "time_use", lambda perceived, p: (perceived.trust * 0 + 0.5,) * 4, SHORT
        )
    with pytest.raises(BrokenLaw, match="gives 2 arrays, 4 are needed"):
        contract.check_decision(
            "time_use", lambda perceived, p: (perceived.trust, perceived.trust), SHORT
        )


def test_a_decision_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(AllianceError, match="did you mean 'voice'"):
        contract.check_decision("voise", lambda perceived, p: perceived.openness)


def told_of(law, **decisions) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(BrokenLaw) as broken:
        law(SHORT, sim.Model(decisions=sim.Decisions(**decisions)))
    return str(broken.value)


def test_laws_of_a_run_catch_decisions_that_break_them() -> None:
    told = told_of(contract.bounds, voice=lambda perceived, p: perceived.openness + 1.0)
    assert told.startswith("bounds: openness = ")
    told = told_of(
        contract.relabelling,
        voice=lambda perceived, p: (
            perceived.openness * 0 + np.linspace(0.1, 0.9, np.shape(perceived.openness)[-1])
        ),
    )
    assert told.startswith("relabelling: openness changes with the order of the members")
    told = told_of(
        contract.batches, voice=lambda perceived, p: perceived.openness * 0 + perceived.trust.mean()
    )
    assert told.startswith("batches: openness differs among other runs and alone in month 0")
    told = told_of(
        contract.two_faces,
        voice=lambda perceived, p: perceived.openness * 0 + perceived.trust.mean(),
    )
    assert told.startswith("two faces: openness differs in the ensemble and in Mesa in month 0")


def test_two_faces_compare_a_class_with_a_function() -> None:
    class Candid(Member):
        def decide_voice(self, perceived, p):  # type: ignore[no-untyped-def]
            return 1.0

    candid = sim.Model(
        decisions=sim.Decisions(voice=lambda perceived, p: np.ones_like(perceived.openness))
    )
    contract.two_faces(SHORT, candid, member_class=Candid)
    with pytest.raises(BrokenLaw, match="two faces: openness"):
        contract.two_faces(SHORT, member_class=Candid)


def test_money_that_is_made_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = division.pay
    monkeypatch.setattr(division, "pay", lambda *args: 1.5 * honest(*args))
    scarce = SHORT.replace("grant[1].amount", 500)
    with pytest.raises(BrokenLaw, match="money: in month"):
        contract.money(scarce)


def test_an_action_that_breaks_a_law_is_told_which() -> None:
    class Idle(Action):
        """It does nothing."""

        code, name, dutch = "idle", "do nothing", "niets doen"

    class Greedy(Action):
        """It asks more time than members give to actions."""

        code, name, dutch = "greedy", "ask for all time", "alles vragen"
        moves = {"openness": 0.2}
        member_effort = 0.9

    try:
        with pytest.raises(BrokenLaw, match=r"^idle: past: a change .* changes nothing"):
            contract.check_action(Idle)
        with pytest.raises(BrokenLaw, match=r"^greedy: its own time: takes 0\.\d+ .* declares 0.9"):
            contract.check_action("greedy")
        with pytest.raises(AllianceError, match="did you mean 'greedy'"):
            contract.check_action("gredy")
    finally:
        for code in ("idle", "greedy"):
            del ACTIONS[code]


def test_a_change_that_reaches_back_is_caught() -> None:
    with pytest.raises(BrokenLaw, match="past: a change from month 4 on shows in month 0 already"):
        contract.past(SHORT, SHORT.replace("start.agreements", 0.9), 4)
