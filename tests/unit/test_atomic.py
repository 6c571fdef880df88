import os
from pathlib import Path

import pytest

from tfrviewer.atomic import open_atomically, temporary_beside, write_atomically


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "file"
    write_atomically(path, b"old")

    def write_half() -> None:
        with open_atomically(path) as file:
            file.write(b"ne")
            assert path.read_bytes() == b"old"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_an_error_names_the_file_and_not_its_temporary_name(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    for path in (tmp_path / "none/file", tmp_path / "folder"):
        with pytest.raises(OSError, match="director") as caught:
            write_atomically(path, b"whole")
        assert (caught.value.filename, caught.value.filename2) == (str(path), None)
        assert ".tmp" not in str(caught.value)


@pytest.mark.parametrize("character", ["x", "é", "界", "😀"])
def test_a_name_as_long_as_the_file_system_allows_can_be_written(
    character: str, tmp_path: Path
) -> None:
    path = tmp_path / (character * (255 // len(character.encode())))
    write_atomically(path, b"whole")
    assert path.read_bytes() == b"whole"


@pytest.mark.skipif(os.name == "nt", reason="names of files are text there")
def test_a_name_that_is_no_text_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"odd\xff\xe4")
    write_atomically(path, b"whole")
    assert path.read_bytes() == b"whole"


def test_a_temporary_name_is_never_given_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "getpid", lambda: 1)  # as it is in every container
    names = {temporary_beside(tmp_path / "file").name for _ in range(100)}
    assert len(names) == 100
    assert all(name.startswith(".") for name in names)
