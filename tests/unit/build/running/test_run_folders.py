"""Folders that a build makes, and what becomes of those it wrote nothing to."""

from pathlib import Path

import pytest

from tests.unit.build.made import make_slide, plan_folders
from tfrviewer.build.running.run import run
from tfrviewer.jobs import Cancelled, CancelToken


def _cancelled() -> CancelToken:
    token = CancelToken()
    token.cancel()
    return token


def test_a_cancelled_build_leaves_no_folder_that_was_not_there(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 3)
    plan = plan_folders(tmp_path / "in", tmp_path / "a/b/out")
    with pytest.raises(Cancelled):
        run(plan, cancel=_cancelled())
    assert not (tmp_path / "a").exists()


def test_a_cancelled_build_leaves_empty_folders_that_were_there(tmp_path: Path) -> None:
    make_slide(tmp_path / "in/A", 3)
    (tmp_path / "out").mkdir()
    plan = plan_folders(tmp_path / "in", tmp_path / "out")
    with pytest.raises(Cancelled):
        run(plan, cancel=_cancelled())
    assert (tmp_path / "out").is_dir()


def test_folders_with_what_is_finished_stay(tmp_path: Path) -> None:
    for slide in "AB":
        make_slide(tmp_path / f"in/{slide}", 30)
    plan = plan_folders(tmp_path / "in", tmp_path / "a/out")
    cancel = CancelToken()

    def progress(done: int, total: int, text: str) -> None:
        if done > 30:
            cancel.cancel()

    with pytest.raises(Cancelled):
        run(plan, progress=progress, cancel=cancel)
    assert (tmp_path / "a/out/A.tfrecords").is_file()
    assert run(plan, resume=True) == 60
