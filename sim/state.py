"""What each entity carries from one month to the next, declared once.

`State` moves every month and is built whole by it (`sim.month`); what members and roles are is in
`sim.traits`. Every array has the runs of a batch on its leading axis. Each variable's
declaration says axes, unit, bounds, meaning, where it starts and how it is recorded; start, results,
checks and the ODD protocol read it there.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from typing import Annotated

from sim.arrays import Array
from sim.declared import ALLIANCE, MEMBERS, PAIRS, Record, Variable, declared, share
from sim.traits import TRAITS

QUARTER = 0.25


@dataclass(frozen=True)
class State:
    """What moves: each month builds it whole."""

    # members: how they are doing
    active: Annotated[
        Array, share(MEMBERS, "1 while it is a member, else 0", "places", Record.ALWAYS)
    ]
    reserve: Annotated[
        Array,
        Variable(
            MEMBERS,
            "kEUR",
            0,
            inf,
            "money it keeps for the alliance",
            "members.reserve",
            Record.AS_IT_IS,
        ),
    ]
    expected: Annotated[
        Array,
        Variable(
            MEMBERS,
            "kEUR",
            0,
            inf,
            "money a month that it has come to expect of the fund",
            "members.expected",
            Record.AS_IT_IS,
        ),
    ]
    paid_share: Annotated[
        Array,
        share(
            MEMBERS,
            "share of the work that the fund must pay which it counts on being paid",
            "members.paid_share",
            Record.AS_IT_IS,
        ),
    ]
    engagement: Annotated[
        Array,
        share(
            MEMBERS,
            "share of capacity given to the alliance",
            "members.engagement",
            Record.AS_IT_IS,
        ),
    ]
    openness: Annotated[
        Array,
        share(
            MEMBERS,
            "share of its interests above the waterline",
            "members.openness",
            Record.AS_IT_IS,
        ),
    ]
    status: Annotated[
        Array, share(MEMBERS, "rank in the pecking order", "members.status", Record.AS_IT_IS)
    ]
    quality: Annotated[
        Array,
        share(
            MEMBERS,
            "worth of a unit of its joint work, with what it learnt from partners",
            "members.quality",
            Record.AS_IT_IS,
        ),
    ]
    role: Annotated[
        Array, share(MEMBERS, "how far its hours go to what it is best at", 0, Record.AS_IT_IS)
    ]
    designing: Annotated[
        Array,
        share(
            MEMBERS,
            "share of alliance time for designing: agreements and plans",
            QUARTER,
            Record.AS_IT_IS,
        ),
    ]
    learning: Annotated[
        Array,
        share(
            MEMBERS,
            "share of alliance time for learning about each other",
            QUARTER,
            Record.AS_IT_IS,
        ),
    ]
    apart: Annotated[
        Array,
        share(
            MEMBERS,
            "share of alliance time for work apart, under the alliance's flag",
            QUARTER,
            Record.AS_IT_IS,
        ),
    ]
    joint: Annotated[
        Array, share(MEMBERS, "share of alliance time for joint work", QUARTER, Record.AS_IT_IS)
    ]
    belief: Annotated[
        Array,
        Variable(
            MEMBERS,
            "1",
            0,
            310,
            "what it believes an hour of joint work to bring, against one apart",
            1,
            Record.AS_IT_IS,
        ),
    ]
    trouble: Annotated[Array, share(MEMBERS, "share of hours it remembers to lose to clashes", 0)]
    deprivation: Annotated[
        Array,
        share(
            MEMBERS,
            "share of its cost that it expected to be paid last month and was not",
            0,
            Record.AS_IT_IS,
        ),
    ]
    fair_got: Annotated[
        Array,
        share(MEMBERS, "felt fairness of what it gets; one half is neither", 0.5, Record.AS_IT_IS),
    ]
    fair_heard: Annotated[
        Array,
        share(MEMBERS, "felt fairness of being heard; one half is neither", 0.5, Record.AS_IT_IS),
    ]
    # constituencies
    backing: Annotated[
        Array,
        share(
            MEMBERS,
            "support for taking part",
            "members.backing",
            Record.AS_IT_IS,
            whose="constituency",
        ),
    ]
    results_seen: Annotated[
        Array,
        Variable(
            MEMBERS,
            "1",
            -1,
            1,
            "results for own goals as its constituency sees them",
            "members.results_seen",
            Record.AS_IT_IS,
            whose="constituency",
        ),
    ]
    # ties, from a member toward a partner it meets
    trust: Annotated[Array, share(PAIRS, "trust in the partner", "start.trust", Record.MEAN)]
    scar: Annotated[Array, share(PAIRS, "trust closed off for good by deceit", 0)]
    knowledge: Annotated[
        Array,
        share(
            PAIRS, "knowledge of the partner's strengths and ways", "start.knowledge", Record.MEAN
        ),
    ]
    stored_resources: Annotated[
        Array,
        share(PAIRS, "unspoken tension over dividing resources", "start.grievance", Record.MEAN),
    ]
    stored_values: Annotated[
        Array,
        share(
            PAIRS, "unspoken tension over norms, values and views", "start.grievance", Record.MEAN
        ),
    ]
    stored_identity: Annotated[
        Array, share(PAIRS, "unspoken tension over identity", "start.grievance", Record.MEAN)
    ]
    rift: Annotated[Array, share(PAIRS, "relationship conflict with the partner", 0, Record.MEAN)]
    # the alliance
    ambition: Annotated[Array, share(("goal",), "the shared ambition", "start.ambition")]
    commitment: Annotated[
        Array, share(ALLIANCE, "how firmly the ambition binds", "start.commitment", Record.AS_IT_IS)
    ]
    agreements: Annotated[
        Array,
        share(
            ALLIANCE, "completeness of the working agreements", "start.agreements", Record.AS_IT_IS
        ),
    ]
    control: Annotated[
        Array,
        share(ALLIANCE, "how much of the agreements is control", "start.control", Record.AS_IT_IS),
    ]
    language: Annotated[
        Array, share(ALLIANCE, "shared language and story", "start.language", Record.AS_IT_IS)
    ]
    harvest: Annotated[
        Array, share(ALLIANCE, "what was learnt and is recorded", "start.harvest", Record.AS_IT_IS)
    ]
    profile: Annotated[Array, share(ALLIANCE, "external profile", "start.profile", Record.AS_IT_IS)]
    dissent: Annotated[Array, share(ALLIANCE, "habit of dissent", 0, Record.AS_IT_IS)]
    fund: Annotated[
        Array,
        Variable(
            ALLIANCE, "kEUR", 0, inf, "money in the alliance's fund", "fund.start", Record.AS_IT_IS
        ),
    ]
    funding: Annotated[
        Array, share(ALLIANCE, "share of the promised grants that comes in", 1, Record.AS_IT_IS)
    ]
    track: Annotated[
        Array,
        Variable(ALLIANCE, "1", -1, 20, "added value as the funder sees it", 0, Record.AS_IT_IS),
    ]
    renewed: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "months",
            0,
            inf,
            "months of renewed grants that are still to come",
            0,
            Record.AS_IT_IS,
        ),
    ]
    terms: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "1",
            0,
            inf,
            "terms that were granted so far, the first included",
            1,
            Record.AS_IT_IS,
        ),
    ]
    gap: Annotated[
        Array,
        share(
            ALLIANCE,
            "distance between what it offers and what is asked",
            "start.gap",
            Record.AS_IT_IS,
        ),
    ]
    progress: Annotated[
        Array,
        Variable(
            ALLIANCE,
            "months",
            0,
            inf,
            "joint output so far, in months of all members' full work apart",
            0,
            Record.AS_IT_IS,
        ),
    ]
    running: Annotated[Array, share(ALLIANCE, "1 while the alliance lives, else 0", 1)]

    @property
    def runs(self) -> int:
        """Number of runs in the batch."""
        return int(self.fund.shape[0])

    @property
    def size(self) -> int:
        """Number of places for members, active or not."""
        return int(self.active.shape[-1])


STATE = declared(State, Variable)
VARIABLES = {**TRAITS, **STATE}
"""All variables by name."""
