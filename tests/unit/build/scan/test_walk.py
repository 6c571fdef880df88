"""Which images lie in folders."""

import os
import sys
from pathlib import Path

import pytest

from tfrviewer.build.scan.walk import walk
from tfrviewer.errors import PathNotFoundError
from tfrviewer.jobs import Cancelled, CancelToken


def touch(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"")


def test_images_are_found_at_any_depth_in_natural_order(tmp_path: Path) -> None:
    touch(tmp_path, "b/2.JPG", "b/10.jpeg", "b/1.Png", "a/c/x.tif", "a/c/y.TIFF", "z.bmp", "z.webp")
    touch(tmp_path, "slide 10/1.jpg", "slide 2/1.jpg")
    found = [(str(folder.relative), list(folder.images)) for folder in walk(tmp_path)]
    assert found == [
        (".", ["z.bmp", "z.webp"]),
        ("a", []),
        (f"a{os.sep}c", ["x.tif", "y.TIFF"]),
        ("b", ["1.Png", "2.JPG", "10.jpeg"]),
        ("slide 2", ["1.jpg"]),
        ("slide 10", ["1.jpg"]),
    ]


def test_what_systems_leave_about_is_passed_over(tmp_path: Path) -> None:
    touch(tmp_path, ".DS_Store", "._tile.jpg", "Thumbs.db", ".hidden/x.jpg", "__MACOSX/x.jpg")
    touch(tmp_path, "desktop.ini", "@eaDir/x.jpg", "notes.txt", "x.jpg.tmp", "x.gif")
    (folder,) = walk(tmp_path)
    assert list(folder.images) == []
    assert folder.is_leaf
    assert len(folder.others) == 10


def test_links_are_followed_but_not_in_circles(tmp_path: Path) -> None:
    touch(tmp_path, "elsewhere/deep/2.jpg", "elsewhere/1.jpg", "root/a/3.jpg")
    root = tmp_path / "root"
    try:
        (root / "a/4.jpg").symlink_to(tmp_path / "elsewhere/1.jpg")
        (root / "b").symlink_to(tmp_path / "elsewhere")
        (root / "a/up").symlink_to(root)
        (root / "a/gone.jpg").symlink_to(tmp_path / "nowhere")
        (root / "a/self.jpg").symlink_to(root / "a/self.jpg")
    except OSError:
        pytest.skip("links cannot be made here")
    folders = {str(folder.relative): folder for folder in walk(root)}
    assert {name: list(folder.images) for name, folder in folders.items()} == {
        ".": [],
        "a": ["3.jpg", "4.jpg"],
        str(Path("a", "up")): [],
        "b": ["1.jpg"],
        str(Path("b", "deep")): ["2.jpg"],
    }
    assert [Path(finding.file).name for finding in folders["a"].findings] == [
        "gone.jpg",
        "self.jpg",
    ]
    assert "leads nowhere" in str(folders["a"].findings[0])
    assert "link back" in str(folders[str(Path("a", "up"))].findings[0])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pipes with names")
def test_a_pipe_named_like_an_image_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tile.jpg")
    (folder,) = walk(tmp_path)
    assert list(folder.images) == []
    assert "no plain file" in str(folder.findings[0])


@pytest.mark.skipif(sys.platform == "win32", reason="there are no devices among files")
def test_a_link_to_a_device_is_no_plain_file(tmp_path: Path) -> None:
    (tmp_path / "tile.jpg").symlink_to(os.devnull)
    (folder,) = walk(tmp_path)
    assert list(folder.images) == []
    assert "no plain file" in str(folder.findings[0])


def test_a_folder_that_cannot_be_listed_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touch(tmp_path, "closed/1.jpg", "open/1.jpg")
    scandir = os.scandir

    def refusing(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refusing)
    folders = list(walk(tmp_path))
    assert [list(folder.images) for folder in folders] == [[], [], ["1.jpg"]]
    assert "Permission denied" in str(folders[1].findings[0])


def test_a_deep_folder_is_walked_without_recursion(tmp_path: Path) -> None:
    deep = tmp_path
    for _ in range(300):
        deep = deep / "d"
    deep.mkdir(parents=True)
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(250)
    try:
        assert sum(1 for _ in walk(tmp_path)) == 301
    finally:
        sys.setrecursionlimit(limit)


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    touch(tmp_path, "tile.jpg")
    with pytest.raises(PathNotFoundError, match="a file, not a folder"):
        next(walk(tmp_path / "tile.jpg"))
    with pytest.raises(PathNotFoundError, match="no such folder"):
        next(walk(tmp_path / "nowhere"))


def test_a_walk_can_be_cancelled(tmp_path: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        next(walk(tmp_path, cancel=cancel))


def test_no_folder_is_looked_into_deeper_than_asked(tmp_path: Path) -> None:
    touch(tmp_path, "1.jpg", "a/2.jpg", "a/b/3.jpg")
    assert [list(folder.images) for folder in walk(tmp_path, deepest=0)] == [["1.jpg"]]
    assert [list(folder.images) for folder in walk(tmp_path, deepest=1)] == [["1.jpg"], ["2.jpg"]]
