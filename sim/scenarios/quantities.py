"""Numbers with bounds, and distributions to draw them from.

A quantity in a scenario is a number, or a table that says how to draw it for each run. The bounds
and the unit of a quantity are declared once, as a `Number` in the annotation of its field; they
check the value, word the error and go into the JSON schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral, Real
from typing import Any, NoReturn

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import PydanticCustomError, core_schema

LARGE = 1e9
"""Upper bound of quantities that have none by nature, so that nothing overflows."""


class Distribution(BaseModel):
    """How to draw a quantity.

    Either `mean` and `sd`: a normal distribution, truncated to `low`..`high` or, without those, to
    the bounds of the quantity. Or `low` and `high` alone: a uniform distribution.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    mean: float | None = None
    sd: float | None = None
    low: float | None = None
    high: float | None = None


Quantity = float | Distribution
"""A number, or how to draw it."""

Vector = Quantity | tuple[Quantity, ...]
"""A quantity for every component alike (drawn for each on its own), or one for each component."""


@dataclass(frozen=True)
class Spread:
    """A quantity ready to be drawn.

    Attributes:
        mean: centre of the normal distribution before truncation, or None for a uniform one.
        sd: its standard deviation; 0 for a plain number.
        low: smallest value that can be drawn.
        high: largest value that can be drawn.
    """

    mean: float | None
    sd: float
    low: float
    high: float


NOTHING = object()
"""Stands for a value that is missing."""


def refuse(allowed: str, value: Any, at: str = "") -> NoReturn:
    """Refuse a value inside a pydantic validator.

    Args:
        allowed: what is allowed, as a noun phrase.
        value: the value that is refused, or `NOTHING`.
        at: where in the field it stands, such as ``.sd`` or ``[2]``.

    Raises:
        PydanticCustomError: always; `sim.scenarios.explain` turns it into a line.
    """
    raise PydanticCustomError(
        "refused", "{allowed}", {"allowed": allowed, "value": value, "at": at}
    )


@dataclass(frozen=True)
class Number:
    """Bounds and unit of a number; to be used in ``Annotated``.

    Attributes:
        low: smallest value allowed.
        high: largest value allowed.
        unit: unit in words, empty for a pure number.
        above: the value must lie above `low`, not on it.
        whole: only whole numbers.
        drawn: a distribution may stand in place of the number.
        size: number of components of a vector, 0 for a single number.
    """

    low: float
    high: float
    unit: str = ""
    above: bool = False
    whole: bool = False
    drawn: bool = False
    size: int = 0

    @property
    def allowed(self) -> str:
        """What is allowed, in words.

        >>> Number(0, 1000, "FTE", above=True).allowed
        'a number above 0 and up to 1000 (FTE)'
        """
        kind = "a whole number" if self.whole else "a number"
        unit = f" ({self.unit})" if self.unit else ""
        if self.high >= LARGE:
            reach = f"above {self.low:g}" if self.above else f"of {self.low:g} or more"
        elif self.above:
            reach = f"above {self.low:g} and up to {self.high:g}"
        else:
            reach = f"from {self.low:g} to {self.high:g}"
        return f"{kind} {reach}{unit}"

    def check(self, value: Any) -> Any:
        """Validate a number, a distribution or a vector of these.

        Args:
            value: what the scenario says.

        Returns:
            A float (an int if `whole`), a `Distribution`, or a tuple of these.

        Raises:
            PydanticCustomError: with the place and what is allowed.
        """
        if self.size and isinstance(value, (list, tuple)):
            if len(value) != self.size:
                refuse(f"one quantity, or a list of {self.size} of them", value)
            return tuple(self._one(part, f"[{i}]") for i, part in enumerate(value, 1))
        return self._one(value, "")

    def spread(self, quantity: Quantity) -> Spread:
        """How to draw a quantity that has these bounds.

        >>> Number(0, 1).spread(Distribution(mean=0.4, sd=0.1))
        Spread(mean=0.4, sd=0.1, low=0, high=1)
        """
        if not isinstance(quantity, Distribution):
            return Spread(quantity, 0.0, quantity, quantity)
        low = self.low if quantity.low is None else quantity.low
        high = self.high if quantity.high is None else quantity.high
        return Spread(quantity.mean, quantity.sd or 0.0, low, high)

    def _one(self, value: Any, at: str) -> float | int | Distribution:
        if self.drawn and isinstance(value, Distribution):
            value = value.model_dump(exclude_none=True)
        if self.drawn and isinstance(value, dict):
            return self._distribution(value, at)
        return self.plain(value, at)

    def plain(self, value: Any, at: str = "") -> float | int:
        """Validate a plain number.

        Raises:
            PydanticCustomError: with `at` and what is allowed.
        """
        if isinstance(value, str):
            refuse(f"{self.allowed}, written plainly: no quotes, no unit", value, at)
        if isinstance(value, bool) or not isinstance(value, Real):
            refuse(self.allowed, value, at)
        try:
            number: float | int
            if not self.whole:
                number = float(value)
            elif isinstance(value, Integral):
                number = int(value)
            else:
                refuse(self.allowed, value, at)
        except (OverflowError, ValueError):
            refuse(self.allowed, value, at)
        inside = self.low < number if self.above else self.low <= number
        if not (inside and number <= self.high):  # false for NaN too
            refuse(self.allowed, value, at)
        return number + 0  # -0.0 becomes 0.0, so that equal scenarios have equal digests

    def _distribution(self, table: dict[Any, Any], at: str) -> Distribution:
        shape = set(table)
        if shape not in ({"mean", "sd"}, {"low", "high"}, {"mean", "sd", "low", "high"}):
            refuse("a number, or one of {mean, sd}, {low, high}, {mean, sd, low, high}", table, at)
        width = Number(0, self.high - self.low, self.unit)
        bounds = Number(self.low, self.high, self.unit)
        part = {
            key: (width if key == "sd" else bounds).plain(value, f"{at}.{key}")
            for key, value in table.items()
        }
        if "low" in part and not part["low"] < part["high"]:
            refuse("low below high", table, at)
        if len(part) == 4 and not part["low"] <= part["mean"] <= part["high"]:
            refuse("a mean from low to high", table, at)
        if part.get("sd") == 0 and self.above and part["mean"] == self.low:
            refuse(self.allowed, part["mean"], f"{at}.mean")
        return Distribution(**part)

    # -- for pydantic -----------------------------------------------------------------------
    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        plain = self.json_schema()
        if not self.drawn:
            return plain
        within = self.json_schema() | {"type": "number"}
        within.pop("exclusiveMinimum", None)
        within["minimum"] = self.low
        table = {
            "type": "object",
            "description": "normal (mean, sd) or uniform (low, high), within low and high",
            "properties": {
                "mean": within,
                "sd": {"type": "number", "minimum": 0, "maximum": self.high - self.low},
                "low": within,
                "high": within,
            },
            "dependentRequired": {
                "mean": ["sd"],
                "sd": ["mean"],
                "low": ["high"],
                "high": ["low"],
            },
            "minProperties": 2,
            "additionalProperties": False,
        }
        choices: list[dict[str, Any]] = [plain, table]
        if self.size:
            each = {
                "type": "array",
                "items": {"anyOf": [plain, table]},
                "minItems": self.size,
                "maxItems": self.size,
            }
            choices.append(each)
        return {"anyOf": choices}

    def json_schema(self) -> dict[str, Any]:
        """JSON schema of the plain number."""
        schema: dict[str, Any] = {"type": "integer" if self.whole else "number"}
        schema["exclusiveMinimum" if self.above else "minimum"] = self.low
        schema["maximum"] = self.high
        if self.unit:
            schema["x-unit"] = self.unit
        return schema


@dataclass(frozen=True)
class Text:
    """A piece of text; to be used in ``Annotated``.

    Attributes:
        longest: most characters allowed.
        lines: more than one line is allowed.
        empty: nothing at all is allowed.
    """

    longest: int
    lines: bool = False
    empty: bool = False

    def check(self, value: Any) -> str:
        """Validate a text.

        Raises:
            PydanticCustomError: if it is no text, empty, too long, or holds control characters.
        """
        allowed = f"a text of at most {self.longest} characters"
        if not isinstance(value, str):
            refuse(f"{allowed}, in quotes", value)
        if len(value) > self.longest:
            refuse(allowed, value)
        if not (self.empty or value.strip()):
            refuse("a text that is not empty", value)
        fine = {"\n", "\t"} if self.lines else set()
        if not value.isprintable() and any(
            sign < " " or "\x7f" <= sign < "\xa0" or sign in "\u2028\u2029" or _is_surrogate(sign)
            for sign in value
            if sign not in fine
        ):
            refuse("a text without control characters" if self.lines else "one line of text", value)
        return str(value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        least = 0 if self.empty else 1
        return {"type": "string", "minLength": least, "maxLength": self.longest}


@dataclass(frozen=True)
class Choice:
    """One of a few words; to be used in ``Annotated`` with a ``Literal``.

    Attributes:
        words: the words allowed.
    """

    words: tuple[str, ...]

    def check(self, value: Any) -> str:
        """Validate a choice.

        Raises:
            PydanticCustomError: naming all words and the nearest.
        """
        if isinstance(value, str) and value in self.words:
            return value
        near = nearest(value, self.words) if isinstance(value, str) else ""
        hint = f" (did you mean '{near}'?)" if near else ""
        refuse("one of " + ", ".join(f"'{word}'" for word in self.words) + hint, value)

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(self.check)

    def __get_pydantic_json_schema__(
        self, schema: core_schema.CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"enum": list(self.words)}


def nearest(word: str, words: Any) -> str:
    """The word that looks most like the given one, or an empty text when none does.

    >>> nearest("memebrs", ["members", "start"])
    'members'
    """
    import difflib

    lower = {str(candidate).casefold(): str(candidate) for candidate in words}
    found = difflib.get_close_matches(word[:120].casefold(), lower, n=1)
    return lower[found[0]] if found else ""


def _is_surrogate(sign: str) -> bool:
    return "\ud800" <= sign <= "\udfff"
