"""The documents for people: their links lead somewhere, and no command is left out."""

import re

import pytest
import typer.main
from typer.core import TyperGroup

from tests.house.examples import documents
from tests.house.layers import CHECKOUT
from tfrviewer.cli.app import app

GROUP = typer.main.get_command(app)
assert isinstance(GROUP, TyperGroup)
COMMANDS = GROUP.commands
OF_ALL = {"--help", "-h", "--json"}
"""Options that a page need not tell of each command."""


def text_of(document: str) -> str:
    return (CHECKOUT / document).read_text(encoding="utf-8")


def anchors(document: str) -> set[str]:
    """The anchors of a document's headings, as GitHub makes them."""
    headings = re.findall(r"^#+ (.*)$", text_of(document), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("document", documents())
def test_that_links_between_documents_lead_somewhere(document: str) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", text_of(document)):
        path, _, anchor = target.partition("#")
        if re.match(r"\w+:", path):
            continue
        found = (CHECKOUT / document).parent / path if path else CHECKOUT / document
        assert found.exists(), target
        if anchor:
            relative = found.resolve().relative_to(CHECKOUT).as_posix()
            assert anchor in anchors(relative), target


def test_that_the_contents_name_every_page() -> None:
    pages = {path.name for path in (CHECKOUT / "docs").glob("*.md")} - {"index.md"}
    assert pages - set(re.findall(r"\]\(([\w-]+\.md)\)", text_of("docs/index.md"))) == set()


def test_that_a_page_tells_of_every_variable_of_the_environment() -> None:
    code = "".join(path.read_text("utf-8") for path in (CHECKOUT / "tfrviewer").rglob("*.py"))
    assert set(re.findall(r"TFRVIEWER_[A-Z_]+", code)) == set(
        re.findall(r"TFRVIEWER_[A-Z_]+", text_of("docs/folders.md"))
    )


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_that_a_page_tells_of_every_command_and_its_options(name: str) -> None:
    parts = re.split(r"^## ", text_of("docs/commands.md"), flags=re.MULTILINE)
    (text,) = [part for part in parts if f"`{name}`" in part.partition("\n")[0]]
    for parameter in COMMANDS[name].params:
        long = {option for option in parameter.opts if option.startswith("--")} - OF_ALL
        for option in long:
            assert re.search(rf"(?<![\w-]){option}(?![\w-])", text), f"{name} {option}"


@pytest.mark.parametrize("document", documents())
def test_that_documents_name_only_options_that_there_are(document: str) -> None:
    known = {
        option
        for command in COMMANDS.values()
        for parameter in command.params
        for option in (*parameter.opts, *parameter.secondary_opts)
    }
    for line in re.findall(r"^(?: {4})?tfrviewer .*$", text_of(document), re.MULTILINE):
        words = set(re.findall(r"(?<=\s)--[a-z-]+", line))
        assert words <= known | {"--version", "--help"}, line
