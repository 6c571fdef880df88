"""The translations have every text of the window, and fill in the same places."""

import importlib.util
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def translations() -> ModuleType:
    path = ROOT / "packaging" / "translations.py"
    spec = importlib.util.spec_from_file_location("translations_of_the_window", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_that_german_is_complete() -> None:
    done = subprocess.run(  # in a process of its own: it imports the window's tables
        [sys.executable, ROOT / "packaging" / "translations.py", "--check"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, f"run `make translations`:\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize(
    ("text", "said", "fault"),
    [
        ("{0} of {1}", "{1} von {0}", ""),
        ("{0} tiles", "Kacheln", "places"),
        ("Open…", "Öffnen", "ellipsis"),
    ],
)
def test_that_a_faulty_translation_is_told(
    translations: ModuleType, text: str, said: str, fault: str
) -> None:
    known = {("Any", text): said}
    wrong = translations.faults(set(known), known)
    assert fault in " ".join(wrong)
    assert bool(wrong) == bool(fault)


def test_that_a_new_text_and_one_no_longer_used_are_told(translations: ModuleType) -> None:
    wrong = translations.faults({("Any", "new")}, {("Any", "old"): "alt"})
    assert [line.split(":")[0] for line in wrong] == ["not translated", "no longer used"]


def test_that_what_was_translated_stays_when_texts_change(
    translations: ModuleType, tmp_path: Path
) -> None:
    path = tmp_path / "x.ts"
    translations.write(path, "de", {("A", "one"), ("A", "<two> & {0}")}, {("A", "one"): "eins"})
    assert translations.read(path) == {("A", "one"): "eins"}
