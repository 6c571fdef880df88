"""The files that come with the program."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.layers import CHECKOUT, PACKAGE
from tfrviewer.build.request.recipe import read_recipe, recipe_text

ICONS = CHECKOUT / "resources" / "icons"


def icons_named_in_calls() -> Iterator[tuple[str, str]]:
    """Every icon that the sources ask for by a literal name, and where."""
    for path in sorted((PACKAGE / "gui").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_bytes())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                place = {"icon": 0, "set_icon": 1}.get(node.func.id, len(node.args))
                for argument in node.args[place : place + 1]:
                    if isinstance(argument, ast.Constant):
                        yield str(argument.value), f"{path.name}:{node.lineno}"


def test_that_every_icon_asked_for_is_there() -> None:
    missing = {
        where: name
        for name, where in icons_named_in_calls()
        if not (ICONS / f"{name}.svg").is_file()
    }
    assert missing == {}


@pytest.mark.parametrize("path", sorted(ICONS.glob("*.svg")), ids=lambda path: path.stem)
def test_that_an_icon_takes_its_colour_from_the_palette(path: object) -> None:
    text = (ICONS / str(path)).read_text(encoding="utf-8")
    drawn = "fill" if str(path).endswith("-filled.svg") else "stroke"
    assert f'{drawn}="currentColor"' in text
    assert "#" not in text


def test_that_the_icons_bring_their_licence() -> None:
    assert "MIT License" in (ICONS / "LICENSE").read_text(encoding="utf-8")


RECIPES = sorted((CHECKOUT / "resources" / "recipes").glob("*.toml"))


@pytest.mark.parametrize("path", RECIPES, ids=lambda path: path.stem)
def test_that_a_sample_recipe_is_as_it_would_be_written(path: Path) -> None:
    request = read_recipe(path)
    assert recipe_text(request, folder=path.parent) == path.read_text(encoding="utf-8")
    assert request.source == path.parent / "images"


def test_that_there_are_sample_recipes() -> None:
    assert len(RECIPES) > 2
