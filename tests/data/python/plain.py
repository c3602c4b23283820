from __future__ import annotations

import typing
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Dict, List, Literal, Optional, Union

Unit = Literal["c", "f"]
MOST = 5
print("this must not be executed")
raise SystemExit("nor this")


@dataclass
class Place:
    name: str


def _helper(x):
    return x


def all_hints(a: str, b: int, c: float, d: bool, e: list, f: dict, g: List[int], h: Dict[str, float], i: Any, j,
              k: Place, l: Sequence[str], m: list[dict[str, int]], n: None):
    pass


def choices(unit: Unit, level: Literal[1, 2], mixed: Literal["a", 1, None], maybe: Optional[Literal["x"]]):
    pass


def maybes(a: Optional[str], b: int | None, c: Union[int, str], d: Union[int, None] = 5, e: Optional[str] = None,
           f: "int" = 3, g: list[int] | dict | None = None, h: Union[List[int], str] = "x", i: typing.Optional[int] = None):
    pass


def notes(a: Annotated[str, "The first."], b: Annotated[int, Field(gt=1, description="The second.")] = 2):
    pass


def defaults(a=1, b="x", c=MOST, d=-1.5, e=(1, 2), f=print, g=float("inf"), h={"k": [True]}, i=1e999):
    pass


def kinds(a: int, /, b: int, *rest: str, c: int, d: int = 1, **others: str):
    pass


def made(a: set[str], b: tuple[int, ...], c: frozenset = frozenset()):
    pass


def google(city: str, days: int = 3, *, unit: str = "c"):
    """Forecast the weather
    of a city.

    A second paragraph is for people.

    Args:
        city (str, optional): The city, as it is
            written there.
        days: How many: at most 7.
        unit (Literal["c", "f"]): Of the degrees.

    Returns:
        city: no parameter.
    """


def numpy(city, days=3, unit="c"):
    """Forecast the weather.

    Parameters
    ----------
    city : str
        The city, as it is
        written there.
    days, unit : int, optional
        Both are the same.

    Returns
    -------
    unit : str
        No parameter.
    """


async def rest(city, days=3):
    """Forecast the weather.
    :param str city: The city, as it is
        written there.
    :param days: How many.
    :returns: city: no parameter
    """


def only_a_section(x):
    """
    Args:
        x: A number.
    """


def twice():
    """The first."""


def twice():
    """The second counts."""


if __name__ == "__main__":
    def not_there():
        pass
else:
    try:
        import nothing_of_the_kind
    except ImportError:
        def instead(x: int = None):
            """There it is."""
