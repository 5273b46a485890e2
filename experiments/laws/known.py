"""Claims that the model does not keep, with the diagnosis. None is met by a number."""

NOT_KEPT: dict[str, str] = {
    "L12 exits": (
        "fairness moves backing, effort and whether the alliance goes on; members that are bound by the ambition "
        "bear less backing, and most exits are for reasons at home, which it does not touch."
    ),
    "L18 get-up-speak-out, green-livelihoods": (
        "they differ by about four tenths of a standard deviation, which 400 runs do not tell from a fifth."
    ),
    "L19 conflict": (
        "how clashes end is set so that they are worth about nothing on average; what they do where members are "
        "open or closed is L9."
    ),
    "L19 founding": (
        "it moves no mean: it makes alliances differ from each other, as wholes, by what their members have in common."
    ),
    "L19 engagement": (
        "too small for 150 runs: it weighs hours given, and most outcomes are shares or ratios in which they "
        "cancel. Hours given do change with it; whether an outcome does needs more runs."
    ),
}
