"""Draws who imports whom: `python docs/house.py [FOLDER [PICTURE]]`.

Reads the packages in FOLDER (this repository), prints lines, lines of code (without docstrings and comments),
circles and imports that point up, and draws storeys, rooms and imports into PICTURE (docs/images/house.png).
"""

from __future__ import annotations

import ast
import io
import sys
import tokenize
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import grimp
import networkx as nx
import numpy as np
from matplotlib.figure import Figure
from matplotlib.patches import FancyArrowPatch, FancyBboxPatch

from alliance.plots.style import look

ROOT = Path(__file__).parents[1]
STOREYS = ("sim", "experiments", "alliance")
"""From the ground up: imports point down."""
TINTS = {"sim": "#e6eef7", "experiments": "#e8f2e6", "alliance": "#f8efe2"}
LINE, WRONG = "#4a5568", "#c0392b"
WIDTH, ROOM = 11.0, 9.0
"""Of the picture, and of what rooms stand in; the rest is for arrows between storeys."""
MOST = 6
"""Rooms in a row."""
HEIGHT, ROW, BETWEEN, LETTER = 0.4, 0.75, 0.55, 0.088


def room_of(module: str) -> str:
    """The storey and the part right below it."""
    return ".".join(module.split(".")[:2])


def imports_in(folder: Path, storeys: Sequence[str]) -> nx.DiGraph:
    """Modules and who imports whom: also imports within functions, and for types alone."""
    sys.path.insert(0, str(folder))
    for name in [name for name in sys.modules if name.split(".")[0] in storeys]:
        del sys.modules[name]
    graph = grimp.build_graph(*storeys, cache_dir=None)
    found = nx.DiGraph()
    found.add_nodes_from(graph.modules)
    for module in graph.modules:
        found.add_edges_from(
            (module, one) for one in graph.find_modules_directly_imported_by(module)
        )
    return found


def lines_in(folder: Path, storeys: Sequence[str], count: Callable[[str], int]) -> dict[str, int]:
    """Lines of Python in each module, as counted."""
    found = {}
    for storey in storeys:
        for file in sorted((folder / storey).rglob("*.py")):
            parts = file.relative_to(folder).with_suffix("").parts
            name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
            found[name] = count(file.read_text(encoding="utf-8"))
    return found


def all_lines(text: str) -> int:
    """Lines, empty ones included."""
    return len(text.splitlines())


def code_lines(text: str) -> int:
    """Lines that hold code: neither empty, nor a comment alone, nor part of a docstring."""
    told = {
        line
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
        for line in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    empty = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT}
    held = {
        line
        for token in tokenize.generate_tokens(io.StringIO(text).readline)
        if token.type not in empty and token.type != tokenize.ENDMARKER
        for line in range(token.start[0], token.end[0] + 1)
    }
    return len(held - told)


def circles(graph: nx.DiGraph) -> list[list[str]]:
    """Modules, or rooms, that import each other, directly or around."""
    return [sorted(one) for one in nx.strongly_connected_components(graph) if len(one) > 1]


def upward(graph: nx.DiGraph) -> list[tuple[str, str]]:
    """Imports of a higher storey."""
    height = {name: k for k, name in enumerate(STOREYS)}
    ends = ((a, b, a.split(".")[0], b.split(".")[0]) for a, b in graph.edges)
    return sorted((a, b) for a, b, one, other in ends if height[one] < height[other])


def rooms_of(graph: nx.DiGraph) -> nx.DiGraph:
    """Rooms, with the number of imports between them; a storey's own page is left out."""
    weights = Counter((room_of(a), room_of(b)) for a, b in graph.edges if room_of(a) != room_of(b))
    found = nx.DiGraph()
    found.add_nodes_from(sorted({room_of(module) for module in graph.nodes if "." in module}))
    for (a, b), count in sorted(weights.items()):
        if "." in a and "." in b:
            found.add_edge(a, b, count=count)
    return found


def rows_of(rooms: nx.DiGraph, storey: str) -> list[list[str]]:
    """Rooms of a storey from the ground up, a few beside each other: each above all that it imports."""
    own = rooms.subgraph([room for room in rooms.nodes if room.split(".")[0] == storey])
    whole = nx.condensation(own)
    layers = [
        sorted(room for one in layer for room in whole.nodes[one]["members"])
        for layer in nx.topological_generations(whole.reverse())
    ]
    return [
        row.tolist() for layer in layers for row in np.array_split(layer, -(-len(layer) // MOST))
    ]


def shown(rooms: nx.DiGraph, storey: str) -> Iterator[tuple[str, str, bool]]:
    """Imports to draw: those that no chain of others says already, and whether they are in a circle."""
    own = rooms.subgraph([room for room in rooms.nodes if room.split(".")[0] == storey])
    whole = nx.condensation(own)
    chain = nx.transitive_reduction(whole).edges
    for a, b in own.edges:
        one, other = whole.graph["mapping"][a], whole.graph["mapping"][b]
        if one == other or (one, other) in chain:
            yield a, b, one == other


def between(graph: nx.DiGraph) -> Counter[tuple[str, str]]:
    """Imports between storeys."""
    ends = ((a.split(".")[0], b.split(".")[0]) for a, b in graph.edges)
    return Counter((a, b) for a, b in ends if a != b)


def draw(graph: nx.DiGraph, lines: dict[str, int], picture: Path) -> None:
    """Storeys as bands, rooms as boxes with their lines of code, imports as arrows.

    Within a storey an arrow is left out where a chain of others says the same; between storeys only the
    number of imports is shown.
    """
    rooms = rooms_of(graph)
    size = Counter[str]()
    for module, count in lines.items():
        size[room_of(module)] += count
    places: dict[str, tuple[float, float]] = {}
    bands: dict[str, tuple[float, float]] = {}
    top = 0.0
    for storey in (one for one in STOREYS if any(r.startswith(f"{one}.") for r in rooms)):
        floor, top = top, top + 0.2
        for row in rows_of(rooms, storey):
            step = ROOM / len(row)
            for k, room in enumerate(row):
                places[room] = (step * (k + 0.5) + 0.1, top + HEIGHT / 2)
            top += ROW
        bands[storey] = floor, top - ROW + HEIGHT + 0.2
        top = bands[storey][1] + BETWEEN
    with look():
        figure = Figure(figsize=(WIDTH, top - BETWEEN + 0.5), dpi=100)
        ax = figure.add_axes((0.0, 0.0, 1.0, 1.0))
        ax.set(xlim=(0, WIDTH), ylim=(-0.08, top - BETWEEN + 0.42))
        ax.axis("off")
        for storey, (floor, ceiling) in bands.items():
            _box(ax, 0.05, floor, WIDTH - 0.1, ceiling - floor, TINTS[storey], "none")
            count = sum(n for m, n in lines.items() if m.split(".")[0] == storey)
            text = f"{storey}: {count:,} lines"
            ax.text(0.1, ceiling + 0.06, text, fontsize=11, weight="bold", va="bottom")
            for a, b, circle in shown(rooms, storey):
                _arrow(ax, _below(places[a], circle), _above(places[b], circle), circle)
        for k, ((a, b), count) in enumerate(sorted(between(graph).items())):
            x = ROOM + 0.45 + 0.55 * k
            up = STOREYS.index(a) < STOREYS.index(b)
            start, end = bands[a][1 if up else 0], bands[b][0 if up else 1]
            _arrow(ax, (x, start), (x, end), up, width=min(1.0 + count / 40, 5.0))
            ax.text(x + 0.08, (start + end) / 2, str(count), fontsize=9, va="center", zorder=4)
        for room, (x, y) in places.items():
            name = room.split(".")[1]
            width = 0.3 + LETTER * max(len(name), 6)
            _box(ax, x - width / 2, y - HEIGHT / 2, width, HEIGHT, "white", LINE)
            ax.text(x, y + 0.07, name, ha="center", va="center", fontsize=9, zorder=3)
            ax.text(x, y - 0.1, f"{size[room]:,}", ha="center", va="center", fontsize=7, zorder=3)
        figure.savefig(picture)


def _below(place: tuple[float, float], circle: bool) -> tuple[float, float]:
    return place if circle else (place[0], place[1] - HEIGHT / 2)


def _above(place: tuple[float, float], circle: bool) -> tuple[float, float]:
    return place if circle else (place[0], place[1] + HEIGHT / 2)


def _arrow(
    ax: Any, start: tuple[float, float], end: tuple[float, float], wrong: bool, width: float = 0.8
) -> None:
    arrow = FancyArrowPatch(
        start,
        end,
        arrowstyle="-|>",
        mutation_scale=7 + 2 * width,
        shrinkA=0,
        shrinkB=0,
        linewidth=width,
        color=WRONG if wrong else LINE,
        alpha=0.9 if wrong else 0.55,
        zorder=1.5 if wrong else 1,
    )
    ax.add_patch(arrow)


def _box(ax: Any, x: float, y: float, width: float, height: float, face: str, edge: str) -> None:
    shape = "round,pad=0,rounding_size=0.06"
    zorder = 0 if edge == "none" else 2
    ax.add_patch(
        FancyBboxPatch((x, y), width, height, shape, facecolor=face, edgecolor=edge, zorder=zorder)
    )


def main() -> None:
    """Count and draw."""
    folder = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else ROOT
    picture = Path(sys.argv[2]) if len(sys.argv) > 2 else ROOT / "docs" / "images" / "house.png"
    storeys = [storey for storey in STOREYS if (folder / storey).is_dir()]
    graph, lines = imports_in(folder, storeys), lines_in(folder, storeys, all_lines)
    code = lines_in(folder, storeys, code_lines)
    for storey in storeys:
        whole, held = (
            sum(n for module, n in counted.items() if module.split(".")[0] == storey)
            for counted in (lines, code)
        )
        print(f"{storey}: {whole:,} lines, {held:,} of code")
    for what, found in (("modules", circles(graph)), ("rooms", circles(rooms_of(graph)))):
        print(f"circles of {what}: {len(found)}", *map(" ↔ ".join, found), sep="\n  ")
    up = upward(graph)
    print(f"imports that point up: {len(up)}", *(f"{a} → {b}" for a, b in up), sep="\n  ")
    draw(graph, lines, picture)


if __name__ == "__main__":
    main()
