"""What commands make of the words of their options."""

import pytest
import typer

from tfrviewer.cli import console
from tfrviewer.cli.app import run
from tfrviewer.cli.options import bytes_of, pairs_of


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("500", 500),
        ("500B", 500),
        ("500MB", 500_000_000),
        ("500 mb", 500_000_000),
        ("1.5G", 1_500_000_000),
        ("2KiB", 2048),
        ("1tib", 1 << 40),
        ("9007199254740993", 9007199254740993),
    ],
)
def test_that_a_size_is_read(text: str, size: int) -> None:
    assert bytes_of(text, "--size") == size


@pytest.mark.parametrize(
    "text", ["", "MB", "-5", "5 parsecs", "5iB", "1e9", "5MMB", "nan", "9" * 400]
)
def test_that_no_size_is_told(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(typer.Exit) as caught:
        bytes_of(text, "--shard-bytes")
    assert caught.value.exit_code == console.MISUSED
    assert "--shard-bytes takes a size such as 500MB" in capsys.readouterr().err


def test_that_pairs_are_read() -> None:
    assert pairs_of(["a=b", "c d=e=f"], "--rename", "OLD=NEW") == {"a": "b", "c d": "e=f"}


@pytest.mark.parametrize(
    ("texts", "reason"),
    [
        (["a"], "takes OLD=NEW, not a"),
        (["=b"], "takes OLD=NEW"),
        (["a="], "takes OLD=NEW"),
        (["a=b", "a=c"], "names a twice"),
        (["a=\udcff"], "takes text in UTF-8, not a=\\udcff"),
    ],
)
def test_that_no_pair_is_told(
    texts: list[str], reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(typer.Exit):
        pairs_of(texts, "--rename", "OLD=NEW")
    assert f"--rename {reason}" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ("build", "", "out"),
        ("build", "in", ""),
        ("export", "", "out"),
        ("export", "in", ""),
        ("split", "", "out"),
        ("merge", "a", "", "out"),
        ("merge", "a", "b", ""),
    ],
)
def test_an_empty_path_is_not_the_current_folder(
    arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert "It is empty; . is the current folder." in " ".join(capsys.readouterr().err.split())
