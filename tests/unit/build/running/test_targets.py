"""Where TFRecords go, and what must not be replaced there."""

import os
from pathlib import Path

import numpy as np
import pytest

from tests.unit.build.made import contents, files_in, kinds, make_slide
from tfrviewer import TFRecord, write_tfrecords_multi, write_tfrecords_single
from tfrviewer.errors import TargetExistsError


@pytest.fixture
def source(tmp_path: Path) -> Path:
    make_slide(tmp_path / "in/A", 3)
    return tmp_path / "in"


@pytest.mark.parametrize("name", ["A.tfrecords", "A.index.npz", "A.index.npy", "A.index"])
def test_a_folder_in_the_way_is_refused_whole(name: str, source: Path, tmp_path: Path) -> None:
    (tmp_path / "out" / name).mkdir(parents=True)
    (tmp_path / "out" / name / "mine").write_bytes(b"mine")
    with pytest.raises(TargetExistsError, match="This is a folder"):
        write_tfrecords_multi(source, tmp_path / "out", replace=True)
    assert files_in(tmp_path / "out") == [f"{name}{os.sep}mine"]


def test_the_file_of_a_feature_bag_is_not_replaced_by_an_index(
    source: Path, tmp_path: Path
) -> None:
    write_tfrecords_multi(source, tmp_path / "out")
    bag = tmp_path / "out/A.index.npz"
    np.savez(bag, np.array([[512, 768], [1024, 768], [1536, 768]]))
    before = {name: (tmp_path / "out" / name).read_bytes() for name in files_in(tmp_path / "out")}
    with pytest.raises(TargetExistsError, match=r"A\.index\.npz: .* may be of a feature bag"):
        write_tfrecords_multi(source, tmp_path / "out", replace=True)
    assert before == {name: (tmp_path / "out" / name).read_bytes() for name in before}
    report = write_tfrecords_multi(source, tmp_path / "out", replace=True, index=False)
    assert kinds(report.findings) == ["stale-index"]
    assert bag.read_bytes() == before["A.index.npz"]


@pytest.mark.parametrize("index", [True, False])
@pytest.mark.parametrize("old", ["A.index", "A.index.npy"])
def test_an_index_of_another_form_that_stays_is_told(
    old: str, index: bool, source: Path, tmp_path: Path
) -> None:
    write_tfrecords_multi(source, tmp_path / "out")
    (tmp_path / "out" / old).write_bytes(b"0 100\n")
    report = write_tfrecords_multi(source, tmp_path / "out", replace=True, index=index)
    assert kinds(report.findings) == ["stale-index"]
    assert Path(report.findings[0].file).name == old


def test_an_index_without_its_tfrecord_is_told_where_it_stays(source: Path, tmp_path: Path) -> None:
    write_tfrecords_multi(source, tmp_path / "out")
    report = write_tfrecords_multi(source, tmp_path / "out", replace=True, index=False)
    assert files_in(tmp_path / "out") == ["A.tfrecords"]
    assert report.findings == []
    write_tfrecords_multi(source, tmp_path / "out", replace=True)
    (tmp_path / "out/A.tfrecords").unlink()
    report = write_tfrecords_multi(source, tmp_path / "out", replace=True, index=False)
    assert kinds(report.findings) == ["stale-index"]
    (tmp_path / "out/A.tfrecords").unlink()
    assert write_tfrecords_multi(source, tmp_path / "out", replace=True).findings == []
    assert TFRecord(tmp_path / "out/A.tfrecords").index_state == "found"


def test_an_image_that_is_read_is_never_replaced(source: Path) -> None:
    folder = source / "A"
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    (folder / "bad.png").write_bytes(b"")
    for name in ("A-256-256.jpg", "bad.png"):
        with pytest.raises(TargetExistsError, match="one of the images to read"):
            write_tfrecords_single(folder, folder, name, "A", replace=True, index=False)
    (folder / "bad.png").unlink()
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("below", ["", "more", "more/still"])
def test_a_file_where_a_folder_is_to_be_is_refused(
    below: str, source: Path, tmp_path: Path
) -> None:
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(TargetExistsError, match=r"file: This is a file, not a folder"):
        write_tfrecords_multi(source, tmp_path / "file" / below, replace=True)


def test_a_folder_that_may_not_be_written_to_is_told_before_any_image_is_looked_at(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "out").mkdir()
    monkeypatch.setattr(os, "access", lambda path, mode: path != tmp_path / "out")
    monkeypatch.setattr("tfrviewer.build.scan.looking.look", None)
    with pytest.raises(PermissionError, match="may not be written to"):
        write_tfrecords_multi(source, tmp_path / "out/more")


def test_a_link_is_replaced_and_not_followed(source: Path, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "precious").write_bytes(b"precious")
    (tmp_path / "out/A.tfrecords").symlink_to(tmp_path / "precious")
    write_tfrecords_multi(source, tmp_path / "out", replace=True)
    assert (tmp_path / "precious").read_bytes() == b"precious"
    assert len(contents(tmp_path / "out/A.tfrecords")) == 3


def test_what_is_there_is_named_in_good_grammar(source: Path, tmp_path: Path) -> None:
    write_tfrecords_multi(source, tmp_path / "out")
    with pytest.raises(TargetExistsError, match=r"and so is A\.index\.npz\."):
        write_tfrecords_multi(source, tmp_path / "out")
