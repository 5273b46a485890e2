"""Claims that the model does not keep, with the diagnosis. None is met by a number."""

NOT_KEPT: dict[str, str] = {
    "L19 engagement": (
        "too small for 150 runs: it weighs hours given, and most outcomes are shares or ratios in which they "
        "cancel. Hours given do change with it; whether an outcome does needs more runs."
    )
}
