"""Numbers with bounds, and distributions to draw them from.

A quantity in a scenario is a number, or a table that says how to draw it for each run. The bounds
and the unit of a quantity are declared once, as a `Number` in the annotation of its field; they
check the value, word the error and go into the JSON schema.
"""

from __future__ import annotations

from dataclasses import dataclass
from numbers import Integral, Real
from statistics import NormalDist
from typing import Any

from pydantic import BaseModel, ConfigDict

from sim.scenarios.refusal import Mark, refuse

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

    @property
    def centre(self) -> float:
        """The mean before truncation, or the middle of a uniform distribution."""
        return (
            self.mean if self.mean is not None else 0.5 * ((self.low or 0.0) + (self.high or 0.0))
        )

    @property
    def deviation(self) -> float:
        """The standard deviation before truncation, or that of a uniform distribution."""
        even = ((self.high or 0.0) - (self.low or 0.0)) / 12.0**0.5
        return even if self.mean is None else self.sd or 0.0


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

    @property
    def expected(self) -> float:
        """The mean of what is drawn: a normal distribution that is cut off has another than `mean`.

        >>> Spread(0.1, 0.1, 0.0, 1.0).expected > 0.1
        True
        """
        if self.mean is None:
            return 0.5 * (self.low + self.high)
        if self.sd == 0.0:
            return self.mean
        normal = NormalDist(self.mean, self.sd)
        inside = normal.cdf(self.high) - normal.cdf(self.low)
        if inside < 1e-9:
            return min(max(self.mean, self.low), self.high)
        cut = normal.pdf(self.low) - normal.pdf(self.high)
        return self.mean + self.sd**2 * cut / inside


@dataclass(frozen=True)
class Number(Mark):
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

    def schema(self) -> dict[str, Any]:
        """What is allowed, as JSON schema."""
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
            "dependentRequired": {"mean": ["sd"], "sd": ["mean"], "low": ["high"], "high": ["low"]},
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
