"""The public face: documented, whole, and light to import."""

import re
import subprocess
import sys

import pytest

import tfrviewer
from tests.house.layers import CHECKOUT

HEAVY = {"numpy", "polars", "PIL", "google", "PySide6", "pyqtgraph"}


def loaded_by(code: str) -> set[str]:
    """The heavy packages that a fresh interpreter has loaded after running some code."""
    report = f"\nimport sys\nprint('LOADED', *({HEAVY!r} & set(sys.modules)))"
    result = subprocess.run(
        [sys.executable, "-c", code + report],
        capture_output=True,
        text=True,
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        check=True,
    )
    return set(result.stdout.rpartition("LOADED")[2].split())


def test_that_every_public_name_is_documented_and_no_other() -> None:
    text = (CHECKOUT / "docs" / "api.md").read_text(encoding="utf-8")
    documented = re.findall(r"^#+ `(\w+)", text, flags=re.MULTILINE)
    assert sorted(documented) == sorted(tfrviewer.__all__)


@pytest.mark.parametrize("name", tfrviewer.__all__)
def test_that_a_public_name_is_there_with_a_docstring(name: str) -> None:
    assert getattr(tfrviewer, name).__doc__


def test_that_an_unknown_name_is_refused() -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        _ = tfrviewer.no_such_name


def test_that_importing_it_loads_nothing_heavy() -> None:
    assert loaded_by("import tfrviewer; tfrviewer.__version__") == set()


def test_that_asking_for_its_version_loads_nothing_heavy() -> None:
    asked = """
import sys
from tfrviewer.__main__ import main
sys.argv = ["tfrviewer", "--version"]
try:
    main()
except SystemExit as end:
    assert not end.code, end.code
"""
    assert loaded_by(asked) == set()
