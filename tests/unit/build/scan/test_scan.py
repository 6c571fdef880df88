"""Looking at what lies in folders."""

import os
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest

from tests.unit.build.made import jpeg, make_slide
from tests.unit.tiles.pictures import encoded, tissue
from tfrviewer.build.pictures.pictures import Picture
from tfrviewer.build.planning.planned import UNKNOWN
from tfrviewer.build.request.request import Sheet
from tfrviewer.build.scan.scan import Scan, scan
from tfrviewer.errors import FindingKind, PathNotFoundError
from tfrviewer.jobs import Cancelled, CancelToken


def facts(found: Scan) -> list[tuple[str, int, Picture | None]]:
    columns = found.columns
    return [
        (
            os.path.relpath(columns.file(at), found.source),
            int(columns.bytes[at]),
            None if columns.picture[at] == UNKNOWN else columns.pictures[columns.picture[at]],
        )
        for at in range(len(columns))
    ]


def test_what_images_are_is_found(tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 2)
    (tmp_path / "A/z.png").write_bytes(encoded(tissue(9, 7), "PNG"))
    (tmp_path / "B").mkdir()
    (tmp_path / "B/text.png").write_bytes(b"I am a text")
    found = scan(tmp_path)
    assert [name for name, _, _ in facts(found)] == [
        f"A{os.sep}A-256-256.jpg",
        f"A{os.sep}A-256-768.jpg",
        f"A{os.sep}z.png",
        f"B{os.sep}text.png",
    ]
    assert [picture and picture.kind for _, _, picture in facts(found)] == [
        ((32, 32), "jpeg"),
        ((32, 32), "jpeg"),
        ((9, 7), "png"),
        None,
    ]
    assert {at: finding.kind for at, finding in found.faults.items()} == {
        3: FindingKind.NOT_AN_IMAGE
    }
    assert found.images == 4
    assert found.size_bytes == sum(path.stat().st_size for path in tmp_path.rglob("*.*"))
    changed = (tmp_path / "A/z.png").stat().st_mtime_ns
    assert found.columns.modified[2] == changed
    assert [len(found.names(folder)) for folder in found.folders] == [0, 3, 1]


def test_without_a_look_sizes_of_files_are_all_that_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_slide(tmp_path, 2)
    monkeypatch.setattr("tfrviewer.build.scan.looking.look", None)
    found = scan(tmp_path, look=False)
    assert not found.looked
    assert [picture for _, _, picture in facts(found)] == [None, None]
    assert found.size_bytes > 0


def test_images_below_are_only_listed_where_they_are_not_wanted(tmp_path: Path) -> None:
    make_slide(tmp_path, 2)
    make_slide(tmp_path / "A", 1)
    make_slide(tmp_path / "A/deeper", 1)
    found = scan(tmp_path, below=False)
    assert [picture is None for _, _, picture in facts(found)] == [False, False, True]


@pytest.mark.parametrize("threads", [True, False])
def test_an_executor_finds_the_same(threads: bool, tmp_path: Path) -> None:
    make_slide(tmp_path / "A", 150)
    make_slide(tmp_path / "B", 3)
    (tmp_path / "B/text.png").write_bytes(b"I am a text")
    pool = (
        ThreadPoolExecutor(2)
        if threads
        else ProcessPoolExecutor(1, mp_context=get_context("spawn"))
    )
    with pool:
        found = scan(tmp_path, executor=pool)
    alone = scan(tmp_path)
    assert facts(found) == facts(alone)
    assert found.faults == alone.faults


@pytest.mark.parametrize("look", [True, False])
def test_a_file_that_vanishes_is_told(look: bool, tmp_path: Path) -> None:
    gone = make_slide(tmp_path, 3)[1]

    def progress(done: int, total: int, text: str) -> None:
        if not total:  # it was found, and is not looked at yet
            gone.unlink()

    found = scan(tmp_path, look=look, progress=progress)
    assert [finding.kind for finding in found.faults.values()] == [FindingKind.MISSING_FILE]
    assert found.faults[1].file == str(gone)


def test_a_scan_can_be_cancelled_while_it_looks(tmp_path: Path) -> None:
    make_slide(tmp_path, 200)
    cancel = CancelToken()
    told = []

    def progress(done: int, total: int, text: str) -> None:
        told.append((done, total, text))
        if total:
            cancel.cancel()

    with pytest.raises(Cancelled):
        scan(tmp_path, progress=progress, cancel=cancel)
    assert told[0] == (200, 0, ".")
    assert told[1][:2] == (64, 200)
    assert len(told) == 2


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError, match="no such folder"):
        scan(tmp_path / "nowhere")


def test_of_a_sheet_only_what_it_names_is_looked_at(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 3)
    (tmp_path / "elsewhere.jpg").write_bytes(jpeg())
    sheet = tmp_path / "tiles.csv"
    sheet.write_text(
        f"image,slide\nA/A-256-768.jpg,S\n{tmp_path / 'elsewhere.jpg'},T\nA/gone.jpg,S\n"
    )
    found = scan(tmp_path / "in", sheet=Sheet(path=sheet))
    assert sorted(Path(name).as_posix() for name, _, _ in facts(found)) == [
        "../elsewhere.jpg",
        "A/A-256-768.jpg",
        "A/gone.jpg",
    ]
    (fault,) = found.faults.values()
    assert fault.file == str(tmp_path / "in/A/gone.jpg")
    assert fault.message == "Line 4 of tiles.csv names it, and it is not there."
    assert [list(folder.unnamed) for folder in found.folders] == [
        [],
        ["A-256-256.jpg", "A-256-1280.jpg"],
    ]
