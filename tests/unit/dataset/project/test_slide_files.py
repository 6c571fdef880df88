import os
from pathlib import Path

import pytest

from tfrviewer.dataset.project.slide_files import (
    match_patients,
    outlined_slides,
    slide_files,
    slide_name,
)

TCGA = "TCGA-05-4244-01Z-00-DX1.d4ff32cd-38cf-40ea-8213-45c2b100ac01"

needs_links = pytest.mark.skipif(os.name == "nt", reason="links need rights there")


def touch(folder: Path, *names: str) -> Path:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return folder


def found(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in slide_files(folder)]


def test_that_slides_are_found_in_a_folder_and_one_below(tmp_path: Path) -> None:
    touch(tmp_path, "b.SVS", "a.ome.tif", "notes.txt", ".a.svs", ".hidden/c.svs")
    touch(tmp_path, "x/2.mrxs", "x/1.svs", "x/.3.svs", "x/y/deeper.svs", "z.svs/inside.svs")
    assert found(tmp_path) == ["a.ome.tif", "b.SVS", "x/1.svs", "x/2.mrxs", "z.svs/inside.svs"]
    with pytest.raises(FileNotFoundError):
        list(slide_files(tmp_path / "none"))


@needs_links
def test_that_links_to_nowhere_hide_no_other_slide(tmp_path: Path) -> None:
    touch(tmp_path, "a.svs", "x/b.svs")
    for folder in (tmp_path, tmp_path / "x"):
        for name in ("aa", "aa.svs"):
            (folder / name).symlink_to(name)  # a loop
        (folder / "gone.svs").symlink_to("nothing")
    (tmp_path / "link.svs").symlink_to("a.svs")
    assert found(tmp_path) == ["a.svs", "link.svs", "x/b.svs"]


def test_that_outlines_are_those_with_more_than_a_header(tmp_path: Path) -> None:
    (tmp_path / "s1.csv").write_text("roi,x,y\na,1,1\n")
    (tmp_path / "s2.csv").write_text("roi,x,y\n\n \n")
    (tmp_path / ".s3.csv").write_text("roi,x,y\na,1,1\n")
    (tmp_path / "s4.txt").write_text("roi,x,y\na,1,1\n")
    (tmp_path / "s5.csv").mkdir()
    assert outlined_slides(tmp_path) == {"s1"}
    assert outlined_slides(tmp_path / "none") == set()


@pytest.mark.parametrize("closed", ["a.csv", "z.csv"])
def test_that_outlines_closed_to_us_hide_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    for name in ("a.csv", "m.csv", "z.csv"):
        (tmp_path / name).write_text("roi,x,y\na,1,1\n")
    if os.name != "nt":
        (tmp_path / "loop.csv").symlink_to("loop.csv")
    opened = Path.open

    def open_(path: Path, mode: str = "r") -> object:
        if path.name == closed:
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path, mode)

    monkeypatch.setattr(Path, "open", open_)
    assert outlined_slides(tmp_path) == {"a", "m", "z"} - {closed[0]}


def test_that_a_slide_is_called_after_its_file() -> None:
    names = ["a.svs", "a.b.SVS", "a.ome.tiff", "a.txt", "a"]
    assert list(map(slide_name, names)) == ["a", "a.b", "a", "a.txt", "a"]


def test_that_patients_get_the_one_slide_of_their_name() -> None:
    patient = TCGA[:12]
    assert match_patients(["P", patient, "", "Q"], ["P", TCGA, TCGA, ""]).slides == {
        "P": "P",
        patient: TCGA,
    }
    several = match_patients([patient], [TCGA, TCGA.replace("DX1", "DX2")])
    assert (several.slides, several.ambiguous) == ({}, (patient,))


def test_that_a_slide_called_just_like_the_patient_is_his() -> None:
    patient = TCGA[:12]
    matched = match_patients([patient], [TCGA, patient, TCGA.replace("DX1", "DX2")])
    assert (matched.slides, matched.ambiguous) == ({patient: patient}, ())
