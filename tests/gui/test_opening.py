import json
from dataclasses import replace
from pathlib import Path

import pytest

from tests.unit.dataset.made import write_slide
from tests.unit.dataset.projects import SIZE, Made
from tfrviewer.errors import AnnotationsError, PathNotFoundError, ProjectError, TfrError
from tfrviewer.gui.loading import Batch, Opened, load_dataset
from tfrviewer.gui.opening import Tiles, TilesNotChosen, ToOpen
from tfrviewer.gui.project_folders import project_folder
from tfrviewer.jobs import CancelToken


@pytest.fixture
def made(tmp_path: Path) -> Made:
    """A project whose sources A and B have tiles of one size."""
    return Made(tmp_path / "lung")


def only_a(made: Made) -> Made:
    made.write_sources({"A": made.folders("A")})
    made.write_settings(sources=["A"])
    return made


def chosen(made: Made, *sources: str, label: str = SIZE) -> ToOpen:
    return ToOpen((made.root,), Tiles(label, sources or None))


class TestPlainPaths:
    def test_they_are_opened_as_they_are(self, made: Made) -> None:
        what = ToOpen.of(made.label("A"))
        dataset = what.dataset()
        assert (len(dataset), dataset.project, dataset.annotations) == (2, None, None)
        assert what.as_opened(dataset) == what
        several = ToOpen.of([made.label("A") / "s1.tfrecords", made.label("B")])
        assert len(several.dataset()) == 3
        assert several.name == "s1.tfrecords +1"

    def test_annotations_are_joined(self, made: Made) -> None:
        csv = made.root / "annotations.csv"
        what = ToOpen((made.label("A"),), annotations=csv)
        assert what.dataset().annotation_of("s2") == {
            "patient": "P1",
            "subtype": "LUSC",
            "site": "Site-1",
            "slide": "s2",
        }
        assert what.files == (made.label("A"), csv)

    def test_what_is_not_there_is_told(self, tmp_path: Path) -> None:
        with pytest.raises(PathNotFoundError):
            ToOpen.of(tmp_path / "gone").dataset()

    def test_a_folder_of_another_program_is_no_project(self, tmp_path: Path) -> None:
        (tmp_path / "settings.json").write_text('{"editor.fontSize": 12}')
        (tmp_path / "datasets.json").write_text('["MNIST"]')
        write_slide(tmp_path / "s.tfrecords", 1)
        assert project_folder(tmp_path) is None
        assert len(ToOpen.of(tmp_path).dataset()) == 1


class TestProjects:
    def test_one_with_one_size_and_source_needs_no_choice(self, made: Made) -> None:
        only_a(made)
        for path in (made.root, made.root / "settings.json"):
            dataset = ToOpen.of(path).dataset()
            assert dataset.tfrecords() == [made.label("A") / f"s{i}.tfrecords" for i in (1, 2)]
            assert dataset.annotations is not None
            opened = ToOpen.of(path).as_opened(dataset)
            assert opened == ToOpen((path,), Tiles(SIZE), as_project=True)
            assert opened.dataset().tfrecords() == dataset.tfrecords()

    def test_several_sources_are_offered_with_their_counts(self, made: Made) -> None:
        with pytest.raises(TilesNotChosen, match="several sources: A, B") as caught:
            ToOpen.of(made.root).dataset()
        offer = caught.value.offer
        assert [size.label for size in offer.sizes] == [SIZE]
        assert offer.counts == {("A", SIZE): 2, ("B", SIZE): 2}
        assert caught.value.what == ToOpen.of(made.root)

    def test_several_sizes_are_offered_small_ones_first(self, made: Made) -> None:
        only_a(made)
        write_slide(made.label("A", "64px_10x") / "s1.tfrecords", 1)
        write_slide(made.label("A", "299px_302.0um") / "s1.tfrecords", 1)  # the size there is
        with pytest.raises(TilesNotChosen, match=r"several sizes: 64 px, 10x \(64px_10x\)") as got:
            ToOpen.of(made.root).dataset()
        assert [size.label for size in got.value.offer.sizes] == ["64px_10x", "299px_302.0um"]

    def test_sources_the_project_does_not_use_are_offered_too(self, made: Made) -> None:
        made.write_settings(sources=["B"])
        with pytest.raises(TilesNotChosen) as caught:
            ToOpen.of(made.root).dataset()
        offer = caught.value.offer
        assert [source.name for source in offer.sources] == ["A", "B"]
        assert offer.project.chosen == ("B",)
        assert chosen(made).dataset().num_tiles == 5
        assert chosen(made, "A", "B").dataset().num_tiles == 10

    def test_a_source_in_use_without_tiles_is_not_lost(self, made: Made) -> None:
        made.write_sources({"A": made.folders("A"), "C": made.folders("C")})
        made.write_settings(sources=["A", "C"])
        dataset = ToOpen.of(made.root).dataset()
        assert dataset.project is not None
        assert dataset.project.chosen == ("A", "C")
        made.write_settings(sources=["C"])  # the one that has tiles is not in use
        dataset = ToOpen.of(made.root).dataset()
        assert dataset.project is not None
        assert dataset.project.chosen == ("A",)

    def test_one_that_was_asked_for_has_to_be_one(self, made: Made, tmp_path: Path) -> None:
        with pytest.raises(ProjectError, match="A project of Slideflow is a folder with"):
            ToOpen((tmp_path,), as_project=True).dataset()
        with pytest.raises(PathNotFoundError):
            ToOpen((tmp_path / "gone",), as_project=True).dataset()

    def test_a_size_that_is_gone_is_told_with_those_that_are_there(self, made: Made) -> None:
        with pytest.raises(ProjectError, match="There are: 299px_302um"):
            chosen(made, label="256px_302um").dataset()
        with pytest.raises(ProjectError, match="“tiny” is no size of tiles"):
            chosen(made, label="tiny").dataset()

    def test_one_without_tiles_says_why(self, made: Made) -> None:
        made.write_sources({"A": {"tfrecords": str(made.root / "moved")}})
        with pytest.raises(ProjectError, match=r"moved: .* Was the project moved\?"):
            ToOpen.of(made.root).dataset()
        made.write_sources({"A": {"tfrecords": str(made.root / "tfrecords")}})
        with pytest.raises(ProjectError, match=r"Were tiles extracted\?"):
            ToOpen.of(made.root).dataset()
        made.write_sources({"A": {"slides": str(made.root)}})
        with pytest.raises(ProjectError, match="none of its sources names a folder"):
            ToOpen.of(made.root).dataset()

    def test_a_folder_of_the_size_with_nothing_in_it_is_told(self, made: Made) -> None:
        only_a(made)
        for path in made.label("A").iterdir():
            path.unlink()
        seen: list[Opened | Batch] = []
        with pytest.raises(TfrError, match=r"no TFRecord of 299 px, 302 µm.*tfrviewer info"):
            load_dataset(ToOpen.of(made.root).dataset, CancelToken(), seen.append)

    def test_damaged_settings_are_told(self, made: Made) -> None:
        (made.root / "settings.json").write_text('{"name": ')
        with pytest.raises(ProjectError, match="is no JSON"):
            ToOpen.of(made.root).dataset()

    def test_damaged_annotations_of_its_own_are_a_finding(self, made: Made) -> None:
        made.annotate("subtype\nLUAD\n")
        dataset = chosen(made).dataset()
        assert dataset.num_tiles == 10
        assert dataset.annotations is None
        assert any("No column is called “patient”" in f.message for f in dataset.findings)

    def test_damaged_annotations_that_were_given_are_an_error(self, made: Made) -> None:
        csv = made.root / "more.csv"
        csv.write_text("subtype\nLUAD\n")
        with pytest.raises(AnnotationsError):
            replace(chosen(made), annotations=csv).dataset()

    def test_sources_without_settings_are_opened(self, made: Made) -> None:
        only_a(made)
        (made.root / "settings.json").unlink()
        for path in (made.root, made.root / "datasets.json"):
            dataset = ToOpen.of(path).dataset()
            assert dataset.num_tiles == 5
            assert dataset.annotations is None
            again = ToOpen.of(path).as_opened(dataset).dataset()
            assert again.tfrecords() == dataset.tfrecords()

    def test_nothing_is_written(self, made: Made) -> None:
        before = {path: path.stat().st_mtime_ns for path in made.root.rglob("*")}
        chosen(made).dataset().summary()
        assert before == {path: path.stat().st_mtime_ns for path in made.root.rglob("*")}


class TestRemembered:
    @pytest.mark.parametrize(
        "what",
        [
            ToOpen((Path("/a"), Path("/b\n{"))),
            ToOpen((Path("/p"),), Tiles("9px_9um"), as_project=True),
            ToOpen((Path("/p"),), Tiles("9px_10x", ("A", "ü")), Path("/x.csv"), as_project=True),
            ToOpen((Path("/a"),), annotations=Path("/x.csv")),
        ],
    )
    def test_that_it_is_read_as_it_was_written(self, what: ToOpen) -> None:
        assert ToOpen.from_json(json.loads(json.dumps(what.to_json()))) == what

    @pytest.mark.parametrize(
        "value", [None, [], {}, {"paths": []}, {"paths": "/a"}, {"paths": ["/a"], "tiles": []}]
    )
    def test_that_anything_else_is_refused(self, value: object) -> None:
        with pytest.raises(ValueError, match=r"not|neither"):
            ToOpen.from_json(value)
