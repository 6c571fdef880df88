import json
import os
import shutil
from pathlib import Path

import pytest

from tests.unit.dataset.made import tree, write_slide
from tests.unit.dataset.projects import SIZE, Made
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.project.absence import Absence
from tfrviewer.dataset.project.project import Project, is_project
from tfrviewer.errors import (
    AnnotationsError,
    FindingKind,
    PathNotFoundError,
    ProjectError,
    Severity,
)


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return Made(tmp_path / "lung")


def names(dataset: Dataset) -> list[str]:
    return [f"{path.parts[-3]}/{path.stem}" for path in dataset.tfrecords()]


def test_that_the_tfrecords_of_one_size_are_found(made: Made) -> None:
    before = tree(made.root)
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert names(dataset) == ["A/s1", "A/s2", "B/s1", "B/s3"]
    assert dataset.names == [f"A/{SIZE}/s1", "s2", f"B/{SIZE}/s1", "s3"]
    assert (dataset.tile_px, dataset.tile_um, dataset.num_tiles) == (299, 302, 10)
    table = dataset.columns()
    assert table["patient"].to_list() == ["P1"] * 9 + ["P2"]
    assert table["tfrecord"].n_unique() == 4
    dataset.summary()
    assert tree(made.root) == before
    assert [finding.severity for finding in dataset.findings] == [Severity.NOTE]  # no slide of P3


def test_that_sources_are_chosen(made: Made) -> None:
    for sources in ("B", ["B"], ("B", "B")):
        dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302, sources=sources)
        assert names(dataset) == ["B/s1", "B/s3"]
    made.write_settings(sources=["A"])
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert names(dataset) == ["A/s1", "A/s2"]


def test_that_two_sources_may_share_a_folder(made: Made) -> None:
    made.write_sources({"A": made.folders("A"), "B": made.folders("A")})
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert names(dataset) == ["A/s1", "A/s2"]


@pytest.mark.parametrize(
    ("folder", "um"), [("299px_2.5x", "2.5X"), ("299px_10x", "10x"), ("299px_128.5um", 128.5)]
)
def test_that_magnifications_and_fractions_name_folders(
    made: Made, folder: str, um: float | str
) -> None:
    write_slide(made.label("A", folder) / "s2.tfrecords", 1)
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=um, sources="A")
    assert names(dataset) == ["A/s2"]
    assert dataset.tile_um == (um.lower() if isinstance(um, str) else um)


def test_that_folders_in_a_folder_are_no_part_of_it(made: Made) -> None:
    write_slide(made.label("A") / "inside" / "s1.tfrecords", 7)
    assert len(Dataset.from_project(made.root, tile_px=299, tile_um=302)) == 4
    assert len(Dataset(made.label("A"))) == 3


def test_a_size_that_is_not_there_names_those_that_are(made: Made) -> None:
    write_slide(made.label("B", "256px_10x") / "s2.tfrecords", 1)
    with pytest.raises(ProjectError) as caught:
        Dataset.from_project(made.root, tile_px=299, tile_um="10x")
    assert "no folder 299px_10x in" in str(caught.value)
    assert f"There are: {SIZE} (299 px, 302 µm), 256px_10x (256 px, 10x)." in str(caught.value)
    assert caught.value.finding.file == str(made.root / "datasets.json")
    shutil.rmtree(made.root / "tfrecords")
    with pytest.raises(ProjectError, match="Was the project moved"):
        Dataset.from_project(made.root, tile_px=299, tile_um="10x")
    made.write_sources({"A": {"tfrecords": None}})
    with pytest.raises(ProjectError, match="No source names a folder of TFRecords"):
        Dataset.from_project(made.root, tile_px=299, tile_um="10x")


@pytest.mark.parametrize("um", [302, 302.0, "302", "302.0", "302.0um"])
def test_two_folders_of_one_size_are_told(made: Made, um: float | str) -> None:
    for name in ("299px_302.0um", "299PX_302.00UM"):
        write_slide(made.label("A", name) / "s9.tfrecords", 1)
    (made.root / "tfrecords" / "A" / "299px_302.000um").touch()  # no folder
    project = Project.open(made.root)
    assert [size.label for size in project.sizes()] == [SIZE]
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=um)
    taken, other = SIZE, "299px_302.0um"
    if isinstance(um, str) and ".0" in um:
        taken, other = other, taken
    assert {path.parent.name for path in dataset.tfrecords() if "A" in path.parts} == {taken}
    (warning,) = [f for f in dataset.findings if f.severity is Severity.WARNING]
    assert "The source “A” has tiles of 299 px, 302" in warning.message
    assert f"in {taken}, and in " in warning.message
    assert other in warning.message


def test_that_tiles_in_the_other_folder_of_one_size_are_told_of(made: Made) -> None:
    made.annotate("patient,slide\nP1,s1\nP1,s9\n")
    folder = made.label("A", "299px_302.0um")
    write_slide(folder / "s9.tfrecords", 1)
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    (absent,) = dataset.absent_slides()
    assert (absent.slide, absent.reason) == ("s9", Absence.OTHER_FOLDER)
    assert str(folder) in absent.words


def test_that_capitals_make_no_other_size(made: Made) -> None:
    write_slide(made.label("A", "256px_10X") / "s1.tfrecords", 1)
    write_slide(made.label("B", "256px_10.0x") / "s3.tfrecords", 1)
    sizes = [size for size in Project.open(made.root).sizes() if size.tile_px == 256]
    assert len(sizes) == 1
    dataset = Dataset.from_project(made.root, tile_px=256, tile_um="10x")
    assert names(dataset) == ["A/s1", "B/s3"]
    assert all(finding.severity is Severity.NOTE for finding in dataset.findings)


def test_a_source_without_that_size_is_told(made: Made) -> None:
    write_slide(made.label("B", "256px_10x") / "s2.tfrecords", 1)
    dataset = Dataset.from_project(made.root, tile_px=256, tile_um="10x")
    assert names(dataset) == ["B/s2"]
    (warning,) = [f for f in dataset.findings if f.severity is Severity.WARNING]
    assert "“A”" in warning.message
    assert SIZE in warning.remedy


def test_an_unknown_source_names_the_known_ones(made: Made) -> None:
    made.write_sources({"LUNG": made.folders("A"), "Köln": made.folders("B")})
    made.write_settings(sources=["LUNG"])
    with pytest.raises(ProjectError, match=r"no source “LUNGE”.*Did you mean “LUNG”") as caught:
        Dataset.from_project(made.root, tile_px=299, tile_um=302, sources=["LUNGE"])
    assert caught.value.finding.remedy == "The sources are: LUNG, Köln."


def test_that_sources_of_the_settings_may_be_unknown_or_missing(made: Made) -> None:
    made.write_settings(sources=["A", "Z"])
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert names(dataset) == ["A/s1", "A/s2"]
    assert any("does not have: “Z”." in finding.message for finding in dataset.findings)
    made.write_settings(sources=["Z"])
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert len(dataset) == 4
    assert any("All of them were taken" in finding.remedy for finding in dataset.findings)
    for nothing in (list[str](), "", None):
        made.write_settings(sources=nothing)
        dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
        assert len(dataset) == 4
        assert any("no source that it is used" in finding.message for finding in dataset.findings)
    made.write_settings(sources=["A", "", "x" * 500])
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    (unknown,) = [f.message for f in dataset.findings if "does not have" in f.message]
    assert "does not have: “”, “xxx" in unknown
    assert len(unknown) < 200
    del made.settings["sources"]
    made.write_settings(datasets=["B"])  # what old versions called them
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert names(dataset) == ["B/s1", "B/s3"]


@pytest.mark.parametrize(
    ("px", "um", "kind"),
    [(0, 302, ValueError), (299, "ten", ValueError), ("299", 302, TypeError)],
)
def test_a_size_that_is_none_is_refused_at_once(
    made: Made, px: int, um: float | str, kind: type[Exception]
) -> None:
    with pytest.raises(kind):
        Dataset.from_project(made.root, tile_px=px, tile_um=um)
    with pytest.raises(ValueError, match="both or neither"):
        Project.open(made.root).choose(299)


# -- paths in its files


@pytest.mark.parametrize(
    "text",
    ["./tfrecords/A", "tfrecords/A", ".\\tfrecords\\A", "tfrecords\\A\\", "../lung/tfrecords/A"],
)
def test_that_relative_paths_count_from_the_project(
    made: Made, text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made.write_sources({"A": {"tfrecords": text}})
    made.write_settings(
        sources=["A"], annotations=".\\annotations.csv", dataset_config="datasets.json"
    )
    monkeypatch.chdir(tmp_path)
    for root in (made.root, Path("lung"), str(made.root / "settings.json")):
        dataset = Dataset.from_project(root, tile_px=299, tile_um=302)
        assert names(dataset) == ["A/s1", "A/s2"]
        assert dataset.annotations is not None
        assert all("was taken for" not in finding.message for finding in dataset.findings)


def test_that_paths_as_slideflow_saw_them_from_above_are_found(made: Made) -> None:
    made.write_sources({"A": {"tfrecords": "lung/tfrecords/A", "roi": "./lung/roi/A"}})
    project = Project.open(made.root)
    assert project.source("A").tfrecords == made.root.parent / "lung" / "tfrecords" / "A"
    assert project.source("A").roi == made.root / "lung" / "roi" / "A"  # it is nowhere
    (note,) = [finding for finding in project.findings if "was taken for" in finding.message]
    assert (note.kind, note.severity) == (FindingKind.PROJECT, Severity.NOTE)


@pytest.mark.parametrize(
    "text", ["/mnt/raid/lung/tfrecords/A", "D:\\work\\lung\\tfrecords\\A", "$ROOT/tfrecords/A"]
)
def test_that_a_project_that_was_moved_is_found_where_it_is(made: Made, text: str) -> None:
    made.write_sources({"A": {"tfrecords": text}})
    made.write_settings(sources=["A"])
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert dataset.tfrecords()[0] == made.label("A") / "s1.tfrecords"
    assert any(text in finding.message for finding in dataset.findings)


def test_that_annotations_may_be_missing_or_given(made: Made, tmp_path: Path) -> None:
    other = made.annotate("patient,slide,age\nP7,s1,61\n").rename(tmp_path / "other.csv")
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert dataset.annotations is None
    assert any("annotations.csv, which are not there" in f.message for f in dataset.findings)
    given = Dataset.from_project(made.root, tile_px=299, tile_um=302, annotations=other)
    assert given.annotation_of("s1") == {"patient": "P7", "slide": "s1", "age": "61"}
    made.write_settings(annotations=None)
    assert not Dataset.from_project(made.root, tile_px=299, tile_um=302).findings
    made.write_settings(annotations="./annotations.csv")
    made.annotate("case,slide\n")
    with pytest.raises(AnnotationsError, match="case, slide"):
        Dataset.from_project(made.root, tile_px=299, tile_um=302)


# -- damaged files


@pytest.mark.parametrize("file", ["settings.json", "datasets.json"])
@pytest.mark.parametrize(
    ("text", "words"),
    [
        (None, "It is not there"),
        ("", "Line 1, column 1"),
        ('{"name": "x",\n "y"}', "Line 2, column 5"),
        ("[1]", "no object"),
        ("[" * 100_000, "no JSON"),
        ('{"x": ' + "1" * 5000 + "}", "no JSON"),
        ("\udcff", "no JSON"),
    ],
)
def test_a_damaged_file_is_told_with_its_place(
    made: Made, file: str, text: str | None, words: str
) -> None:
    path = made.root / file
    path.unlink()
    if text is not None:
        path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ProjectError) as caught:
        Project.open(made.root)
    assert words in str(caught.value)
    assert caught.value.finding.file == str(path)


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"sources": 3}, "“sources” should be a list of names, not 3"),
        ({"sources": ["A", 3]}, "list of names"),
        ({"annotations": ["a"]}, "“annotations” should be text"),
        ({"dataset_config": {"A": {}}}, "“dataset_config” should be text"),
        ({"annotations": "a\0b"}, "is no path"),
        ({"annotations": "a\ud800"}, "is no path"),
    ],
)
def test_settings_of_the_wrong_kind_are_told(
    made: Made, settings: dict[str, object], words: str
) -> None:
    made.write_settings(**settings)
    with pytest.raises(ProjectError, match=words):
        Project.open(made.root)


@pytest.mark.parametrize("source", [None, "folder", {"tfrecords": 3}])
def test_sources_of_the_wrong_kind_are_told(made: Made, source: object) -> None:
    made.write_sources({"A": source})
    with pytest.raises(ProjectError, match=r"datasets\.json: .* should"):
        Project.open(made.root)


def test_that_nulls_and_missing_folders_are_no_fault(made: Made) -> None:
    made.write_sources(
        {"A": {**made.folders("A"), "roi": "/no/such", "slides": "/no/such"}, "B": {}}
    )
    project = Project.open(made.root)
    assert project.source("B").tfrecords is None
    assert project.slides() == []
    assert [size.label for size in project.sizes()] == [SIZE]
    dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
    assert dataset.summary().tiles == 5
    told = [f.message for f in dataset.findings if f.kind is FindingKind.PROJECT]
    assert told == [
        "The source “A” has its slides in /no/such: it is not there.",
        "The source “B” names no folder of TFRecords.",
    ]


def test_that_names_too_long_for_a_file_are_not_there(made: Made) -> None:
    long = "x" * 5000
    made.write_sources({"A": {**made.folders("A"), "slides": long}, "B": {"tfrecords": f"/{long}"}})
    made.write_settings(annotations=long)
    summary = Dataset.from_project(made.root, tile_px=299, tile_um=302).summary()
    assert (summary.tiles, summary.patients) == (5, None)
    with pytest.raises(ProjectError, match="no folder 299px_10x"):
        Dataset.from_project(made.root, tile_px=299, tile_um="10x")


def test_what_is_no_project_is_refused(made: Made, tmp_path: Path) -> None:
    with pytest.raises(PathNotFoundError):
        Project.open(tmp_path / "none")
    with pytest.raises(PathNotFoundError):
        Project.open(made.root / "annotations.csv")
    with pytest.raises(ProjectError, match=r"A project of Slideflow is a folder with a settings"):
        Project.open(made.root / "tfrecords")


def test_that_a_project_is_told_from_other_folders(made: Made, tmp_path: Path) -> None:
    assert is_project(made.root)
    other = tmp_path / "other"
    other.mkdir()
    assert not is_project(other)
    (other / "settings.json").write_text(json.dumps({"editor.fontSize": 12, "sources": []}))
    assert not is_project(other)
    (other / "settings.json").write_text("{")
    assert not is_project(other)
    (made.root / "settings.json").write_text("{")
    assert is_project(made.root)  # a damaged one, with its datasets.json


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are none here")
def test_a_pipe_is_told_and_not_waited_for(made: Made) -> None:
    annotations = made.root / "annotations.csv"
    annotations.unlink()
    os.mkfifo(annotations)
    findings = Project.open(made.root).findings
    assert [f.message.rpartition(", ")[2] for f in findings] == ["which are no file."]
    for name in ("datasets.json", "settings.json"):
        (made.root / name).unlink()
        os.mkfifo(made.root / name)
        with pytest.raises(ProjectError, match="no file but a folder, a pipe"):
            Project.open(made.root)
    assert not is_project(made.root)


def test_that_annotations_above_the_project_are_shown_without_the_way_up(
    made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    (made.root / "annotations.csv").rename(made.root.parent / "study.csv")
    made.write_settings(annotations="../study.csv")
    monkeypatch.chdir(made.root.parent)
    assert Project.open("lung").annotations == Path("study.csv")


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="nothing is closed to root")
def test_that_folders_that_are_closed_are_passed_over(made: Made) -> None:
    closed = made.root / "tfrecords" / "B"
    closed.chmod(0)
    try:
        dataset = Dataset.from_project(made.root, tile_px=299, tile_um=302)
        assert names(dataset) == ["A/s1", "A/s2"]
    finally:
        closed.chmod(0o755)
