"""The examples in the documentation run as they stand, in an order of top to bottom.

A block marked `python` is run in all tests; one that needs more, marked so (`python torch`), where
that is installed (`make test-long` installs it). Of a block marked `sh`, the lines that call
tfrviewer are run. All run in a folder with the sample data in `resources/sample`.

A block marked `text` right beneath tells what is printed; `...` in it stands for anything, and
any white space for any other.
"""

import doctest
import io
import shlex
import shutil
from contextlib import redirect_stdout
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.house.examples import Example, documents, examples_of
from tests.house.layers import CHECKOUT
from tfrviewer.cli.app import run

MORE = {"torch", "tensorflow", "slideflow"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder that examples run in."""
    shutil.copytree(CHECKOUT / "resources" / "sample", tmp_path / "resources" / "sample")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def runs(example: Example, *, needs: bool) -> bool:
    return example.language in ("python", "sh") and bool(set(example.needs)) is needs


PLAIN = [d for d in documents() if any(runs(e, needs=False) for e in examples_of(d))]
NEEDY = [d for d in documents() if any(runs(e, needs=True) for e in examples_of(d))]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("document", PLAIN)
def test_that_the_examples_run(document: str) -> None:
    follow(document, [e for e in examples_of(document) if runs(e, needs=False)])


@pytest.mark.long
@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("document", NEEDY)
def test_that_the_examples_that_need_more_run(document: str) -> None:
    wanted = [e for e in examples_of(document) if runs(e, needs=True)]
    # With those that need nothing more: they make the names that the others use.
    either = [e for e in examples_of(document) if runs(e, needs=True) or runs(e, needs=False)]
    installed = [e for e in either if all(find_spec(name) for name in e.needs)]
    if not set(installed) & set(wanted):
        pytest.skip(f"none of {', '.join(sorted({n for e in wanted for n in e.needs}))} is here")
    follow(document, installed)


@pytest.mark.parametrize("document", documents())
def test_that_an_example_needs_only_what_is_known(document: str) -> None:
    for example in examples_of(document):
        assert set(example.needs) <= MORE, f"{example.document}:{example.line}"


def follow(document: str, examples: list[Example]) -> None:
    """Run the examples of a document one after another, as a reader would."""
    names: dict[str, Any] = {"__name__": f"example in {document}"}
    for example in examples:
        printed = io.StringIO()
        with redirect_stdout(printed):
            run_one(example, names)
        if example.output is not None:
            flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
            told = doctest.Example("", example.output)
            checker = doctest.OutputChecker()
            assert checker.check_output(told.want, printed.getvalue(), flags), (
                f"{example.document}:{example.line}: "
                + checker.output_difference(told, printed.getvalue(), flags)
            )


def run_one(example: Example, names: dict[str, Any]) -> None:
    """Run one example, with the names that those before it made."""
    if example.language == "python":
        # As many empty lines before, so that a traceback names the line in the document.
        code = "\n" * (example.line - 1) + example.code
        exec(compile(code, str(CHECKOUT / example.document), "exec"), names)
        return
    for line in example.code.splitlines():
        words = shlex.split(line, comments=True)
        if words[:1] == ["tfrviewer"]:
            assert run(words[1:]) in (0, 1), f"{example.document}:{example.line}: {line}"
