"""What imports what, read from the sources without running them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

CHECKOUT = Path(__file__).parents[2]
PACKAGE = CHECKOUT / "tfrviewer"


@dataclass(frozen=True)
class Import:
    """One import statement.

    Attributes:
        source: Dotted name of the importing module.
        target: Dotted name of what is imported, with the imported name where that is a module.
        line: Where it stands.
        lazy: Whether it stands in a function, and so does not run at import.
    """

    source: str
    target: str
    line: int
    lazy: bool

    def __str__(self) -> str:
        return f"{self.source}:{self.line} imports {self.target}"


def rows() -> list[set[str]]:
    """The rows of layers from the top, as docs/architecture.md draws them."""
    text = (CHECKOUT / "docs" / "architecture.md").read_text(encoding="utf-8")
    block = text.split("```layers\n")[1].split("```")[0]
    return [set(line.split("  #")[0].split()) for line in block.splitlines() if line.strip()]


@cache
def modules() -> list[str]:
    """The dotted names of all modules of the package."""
    return sorted(_name(path) for path in PACKAGE.rglob("*.py"))


def _name(path: Path) -> str:
    parts = path.relative_to(CHECKOUT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def imports() -> tuple[Import, ...]:
    """Every import statement of the package, those for type checking among them."""
    return tuple(
        found
        for path in sorted(PACKAGE.rglob("*.py"))
        for found in _visit(ast.parse(path.read_bytes()), path, lazy=False)
    )


def _visit(node: ast.AST, path: Path, *, lazy: bool) -> Iterator[Import]:
    for child in ast.iter_child_nodes(node):
        for target in _targets(child, path):
            yield Import(_name(path), target, getattr(child, "lineno", 0), lazy)
        inside = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        yield from _visit(child, path, lazy=lazy or inside)


def _targets(node: ast.AST, path: Path) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            package = path.relative_to(CHECKOUT).parts[: -node.level]
            base = ".".join([*package, base]).rstrip(".")
        for alias in node.names:
            whole = f"{base}.{alias.name}"
            yield whole if whole in modules() or base in {"PySide6", "tfrviewer"} else base
