"""Names that files give to files."""

import re
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tfrviewer.build.safe_names import LONGEST, name_key, safe_name

EVIL = [
    "../../evil",
    "..",
    ".",
    "/etc/passwd",
    "C:\\Windows\\system32",
    "C:",
    "\\\\server\\share",
    "a\0b",
    "line\nbreak",
    "NUL",
    "nul.txt",
    "com1",
    "COM¹",
    "con .x",
    "trailing.",
    "trailing ",
    ".hidden",
    "~/x",
    "a" * 1000,
    "µ" * 400,
    "\u202egpj.exe",
    "\ud800",
    "-rf",
    "",
    " ",
]


@pytest.mark.parametrize("text", EVIL)
def test_a_name_is_one_part_of_a_path_on_every_system(text: str, tmp_path: Path) -> None:
    name = safe_name(text)
    for kind in (PurePosixPath, PureWindowsPath):
        path = kind("folder") / name
        assert path.parent == kind("folder")
        assert path.name == name
    if sys.version_info < (3, 13):  # which deprecates it
        assert not PureWindowsPath(name).is_reserved()
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f\x7f]', name)
    assert name not in (".", "..")
    assert not name.startswith(".")
    assert not name.endswith((".", " "))
    assert len(name.encode()) <= LONGEST
    (tmp_path / name).write_bytes(b"")
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(
    "text", ["slide-A", "Fälle 12.b µ", "TCGA-05-4244-01Z-00-DX1.d4ff32cd", "50% done", "a%zz"]
)
def test_a_safe_name_stays_as_it_is(text: str) -> None:
    assert safe_name(text) == text


@given(st.text(), st.text())
def test_different_names_stay_different(one: str, other: str) -> None:
    assert (safe_name(one) == safe_name(other)) == (one == other) or "" in (one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("a/b", "a%2Fb"), ("a/b", "a_b"), ("x" * 300, "x" * 301), ("NUL", "%4EUL"), ("a.", "a%2E")],
)
def test_an_escaped_name_is_not_that_of_another(one: str, other: str) -> None:
    assert safe_name(one) != safe_name(other)


def test_a_long_name_is_cut_between_letters_and_escapes() -> None:
    for length in range(16, 60):
        name = safe_name("µ/" * 100, longest=length)
        assert len(name.encode()) <= length
        assert re.fullmatch(r"(?:µ|%2F)*~[0-9a-f]{8}", name)


def test_names_that_some_systems_take_for_one_have_one_key() -> None:
    assert name_key("Slide") == name_key("sLIDE")
    assert name_key("Fa\u0308lle") == name_key("Fälle")
    assert name_key("a") != name_key("b")
