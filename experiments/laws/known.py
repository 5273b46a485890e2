"""Claims that the model does not keep, with the diagnosis. None is met by a number."""

NOT_KEPT: dict[str, str] = {}
