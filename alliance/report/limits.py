"""The sections on assumptions and limits, and on where the report comes from."""

from __future__ import annotations

from alliance.report.document import Block, Facts, Fold, Items, Section, Table, Text
from alliance.report.findings import Findings
from alliance.words.language import Term
from alliance.words.vocabulary import MECHANISMS as MECHANISM_TERMS
from alliance.words.voice import Voice, capital, isolated
from sim.observers.phases import DEFINITION
from sim.parameters import MECHANISMS, PARAMETERS
from sim.versions import versions


def limits(f: Findings, say: Voice) -> Section:
    """What it rests on and what it cannot tell.

    Args:
        f: what was found.
        say: words and numbers.
    """
    numbers = [p for p in PARAMETERS.values() if p.unit != "switch"]
    assumed = [p for p in numbers if "assumption" in p.source]
    fitted = [p for p in numbers if "calibrated" in p.source]
    told = [
        say("limit compares"),
        say("limit model"),
        say(
            "limit parameters",
            all=say.number(len(numbers)),
            assumed=say.number(len(assumed)),
            fitted=say.number(len(fitted)),
        ),
        say("limit drawn", sets=say.number(len(f.model.draws)))
        if f.model.draws
        else say("limit best"),
        say("limit when"),
        say("limit phases", dwell=say.number(DEFINITION.dwell)),
        say("limit actions"),
    ]
    told += [say("limit start"), say("limit people")]
    return Section("limits", say("limits"), [Items(told)])


def provenance(f: Findings, say: Voice, command: str) -> Section:
    """Versions, seed, and how to make it again.

    Args:
        f: what was found.
        say: words and numbers.
        command: what makes the same report.
    """
    about = versions()
    changed = [f"{name} = {value:g}" for name, value in f.scenario.parameters.items()]
    blocks: list[Block] = [
        Facts(
            [
                (say("scenario"), [isolated(f.scenario.title)]),
                (say("digest"), [f.scenario.digest()]),
                (say("runs and seed"), [say("runs, seed", runs=say.number(f.runs), seed=f.seed)]),
                (say("software"), [say("software told", **about)]),
                *(
                    []
                    if f.model.plain
                    else [
                        (
                            say("model"),
                            [
                                f"{f.model.reference or say('model here')} (SHA-256 {f.model.digest})"
                            ],
                        )
                    ]
                ),
                (say("changed"), changed or [say("none")]),
                (say("command"), [command]),
            ]
        ),
        Text(say("again"), note=True),
        Fold(say("in full"), f.scenario.to_toml()),
    ]
    return Section("provenance", say("provenance"), blocks)


def annex(say: Voice) -> Section:
    """The parameters whose value is assumed, by their names, for who wants to look them up.

    Args:
        say: words and numbers.
    """
    assumed = [p for p in PARAMETERS.values() if p.unit != "switch" and "assumption" in p.source]
    rows = [
        [
            capital(say(MECHANISM_TERMS.get(mechanism, Term(mechanism, mechanism)))),
            ", ".join(p.name for p in assumed if p.mechanism == mechanism),
        ]
        for mechanism in MECHANISMS
    ]
    heads = [say("mechanism"), say("parameters")]
    table = Table(say("table parameters"), heads, [row for row in rows if row[1]], wide=(1,))
    return Section("annex", say("annex"), [Text(say("annex note"), note=True), table])
