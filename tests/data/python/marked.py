import selectools
from selectools import Tool, ToolParameter
from selectools import tool as tool_of_mine
from selectools.tools import tool

NAME = "named_" + "elsewhere"


def not_marked(x):
    return x


@tool
def bare(x: int) -> int:
    """From the docstring."""
    return x + 1


@tool()
def empty(x: int) -> int:
    return not_marked(x)


@tool_of_mine(name=NAME, description="What it does, "
                                     "in two texts.")
def renamed(x: int) -> int:
    """Not this."""
    return bare(x)


@selectools.tool(
    param_metadata={"city": {"description": "Which city."}, "unit": {"enum": ["c", "f"]}},
    injected_kwargs={"secret": len("12345")},
    streaming=True,
)
def _streams(city: str, secret: int, unit: str = "c"):
    """Gives one word after the other.

    Args:
        city: Not this.
        unit: Of the degrees.
    """
    yield city
    yield f" {secret}"
    yield f" {unit}"


def doubled(a, b):
    return a * b


by_hand = Tool(
    name="multiply",
    description="Multiply two numbers.",
    parameters=[
        ToolParameter(name="a", param_type=int, description="The first."),
        ToolParameter("b", float, "The second.", required=False, enum=[1.5, 2]),
    ],
    function=doubled,
)
