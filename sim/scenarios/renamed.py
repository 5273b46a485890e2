"""What the first edition of the model called otherwise, or had and the second has not.

A scenario of the first edition is told what to change, in a line for each key.
"""

from __future__ import annotations

from collections.abc import Collection

_RENAMED: dict[str, str] = {
    "identity": "values",
    "encounters_on": "meeting_on",
    "environment_on": "outside_on",
    "grievance_rate": "storing_rate",
    "grievance_leak": "leak",
    "grievance_fade": "forgetting",
    "constructive_facilitation": "constructive_help",
    "constructive_grievance": "constructive_rift",
    "clash_resolve": "settled_share",
    "clash_insight": "insight",
    "trust_gain": "trust_rate",
    "loss_ratio": "breach_weight",
    "promise_pull": "hope",
    "free_riding": "loafing",
    "coordination_cost": "link_hours",
    "turnover_loss": "overtaken",
    "trust_climate": "resemblance",
    "knowledge_climate": "resemblance",
    "grievance_climate": "resemblance",
}
"""Old key → the key that does its work now."""

_RESCALED: dict[str, str] = {
    "identity": "norms and values; attachment to its own name and ways is 'attachment'",
    "clash_insight": "by kind of conflict: agreements, knowledge or story",
    "trust_gain": "trust moves toward what is seen, up or down",
    "loss_ratio": "weight of a broken promise against a kept one",
    "promise_pull": "worth hoped for of an hour with unknown partners",
    "coordination_cost": "FTE-months a month with one partner, no longer a share of effort",
    "turnover_loss": "agreements alone",
    "trust_climate": "one share for all that members bring and hold of each other",
    "knowledge_climate": "one share for all that members bring and hold of each other",
    "grievance_climate": "one share for all that members bring and hold of each other",
}
"""Old key → in what sense or unit the new one differs, so that its value is set anew."""

_ACTIONS = "each action moves its own state by 'action_step'"
_TIME = "members choose by what an hour of each activity brought"

_GONE: dict[str, str] = {
    "design_pull": _TIME,
    "chafing_pull": _TIME,
    "home_pressure": _TIME,
    "attention_span": "attention is hours: see 'contact_hours'",
    "inviting": _ACTIONS,
    "agenda": _ACTIONS,
    "envisioning": _ACTIONS,
    "settling": _ACTIONS,
    "recording": _ACTIONS,
    "opposing": _ACTIONS,
    "campaigning": _ACTIONS,
    "reflecting": "reflecting helps in clashes: see 'reflecting_help'",
    "reflection": "reflecting helps in clashes: see 'reflecting_help'",
    "first_stake": "trust follows what partners do",
    "small_wins": "trust follows what partners do",
    "benefit_of_doubt": "trust follows what partners do: see 'misjudging'",
    "trust_fade": "trust does not fade by itself: partners' word moves it, see 'gossip'",
    "synergy": "what joint work gains follows from the skills that the task needs: see [task]",
    "backing_base": "backing is weighed against results: see 'first_results', 'backing_results'",
    "patience_recovery": "constituencies judge results as they see them: see 'backing_results'",
    "engagement_trust": "engagement follows what joint work is worth: see 'engagement_gain'",
    "engagement_value": "engagement follows what joint work is worth: see 'engagement_gain'",
    "dormant": "members decide to stop: see 'stop_backing', 'stop_rate'",
}
"""Old key → why it is no longer in the model, and what to look at."""


def since_first_edition(key: str, valid: Collection[str]) -> str:
    """What became of a key of the first edition; empty for any other.

    Args:
        key: a key that is not valid where it stands.
        valid: the keys that are.

    >>> since_first_edition("identity", ["goals", "values"])[:60]
    "'identity' is now 'values' (norms and values; attachment to "
    >>> since_first_edition("identity", ["tick"])
    ''
    """
    new = _RENAMED.get(key)
    if new in valid:
        other = f" ({_RESCALED[key]})" if key in _RESCALED else ""
        return f"'{key}' is now '{new}'{other}"
    if key in _GONE and "action_step" in valid:  # among parameters
        return f"'{key}' is no longer in the model: {_GONE[key]}; take it out"
    return ""
