"""The contract of the model: laws that whatever is added to it must keep, ready to be called.

    from sim import contract
    contract.check_model("wash")                     # a scenario
    contract.check_decision("voice", candid)         # a decision of your own
    contract.check_rule(gossip)                      # a rule of your own, or one that is there
    contract.check_action(Retreat)                   # an intervention of your own

Each says in one line that all laws hold, or raises `BrokenLaw`, which says in one line which law broke,
where and by how much. The tests of the model call these same functions.
"""

from sim.contract.laws import (
    LAWS,
    BrokenLaw,
    batches,
    bounds,
    check_model,
    money,
    past,
    relabelling,
    two_faces,
)
from sim.contract.parts import check_action, check_decision
from sim.contract.rule import check_rule

__all__ = [
    "LAWS",
    "BrokenLaw",
    "batches",
    "bounds",
    "check_action",
    "check_decision",
    "check_model",
    "check_rule",
    "money",
    "past",
    "relabelling",
    "two_faces",
]
