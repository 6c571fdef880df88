import json
from pathlib import Path

import pytest

from tests.unit.dataset.made import tile, write, write_slide
from tfrviewer.build.subset.chosen import all_of
from tfrviewer.build.subset.gathered import gather
from tfrviewer.dataset.dataset import Dataset
from tfrviewer.dataset.project.tile_size import TileSize
from tfrviewer.jobs import Cancelled, CancelToken


@pytest.mark.parametrize(
    ("folder", "px", "um"),
    [
        ("299px_302um", 299, 302),
        ("299px_10x", 299, "10x"),
        ("256px_2.5x", 256, "2.5x"),
        ("256PX_20X", 256, "20x"),
        ("512px_128.5um", 512, 128.5),
    ],
)
def test_that_a_label_folder_tells_the_tile_size(folder: str, px: int, um: float | str) -> None:
    size = TileSize.of(Path("/data") / folder / "deeper" / "a.tfrecords")
    assert size is not None
    assert (size.label, size.tile_px, size.tile_um) == (folder, px, um)


@pytest.mark.parametrize("folder", ["px_um", "299px", "x299px_302um", "299px_302umm", "299px_x"])
def test_that_other_folders_tell_none(folder: str) -> None:
    assert TileSize.of(Path("/data") / folder / "a.tfrecords") is None


def test_that_a_summary_tells_what_is_there(tmp_path: Path) -> None:
    write_slide(tmp_path / "299px_302um" / "a.tfrecords", 2)
    write(tmp_path / "299px_302um" / "b.tfrecords", [tile("a", label="x")])
    write(tmp_path / "256px_10x" / "c.tfrecords", [tile("c"), {"slide": "d"}], index=False)
    write(tmp_path / "256px_10x" / "d.tfrecords", [{"slide": "d"}])
    (tmp_path / "256px_10x" / "e.tfrecords").touch()
    (tmp_path / "256px_10x" / "f.tfrecords").write_text("no")
    (tmp_path / "256px_10x" / "g.unfinished").touch()
    (tmp_path / "manifest.json").touch()
    summary = Dataset(tmp_path).summary()
    assert (summary.tfrecords, summary.slides, summary.tiles) == (6, 3, 6)
    assert [size.label for size in summary.tile_sizes] == ["256px_10x", "299px_302um"]
    folders = [(folder.path.name, folder.tfrecords, folder.tiles) for folder in summary.folders]
    assert folders == [("256px_10x", 4, 3), ("299px_302um", 2, 3)]
    assert summary.fields == ("image_raw", "label", "loc_x", "loc_y", "slide")
    for kind, names in {
        "without_index": ["c"],
        "without_locations": ["d"],
        "partly_located": ["c"],
        "empty": ["e"],
        "unreadable": ["f"],
        "unfinished": ["g"],
        "damaged": [],
        "stale_index": [],
    }.items():
        assert [path.stem for path in getattr(summary, kind)] == names, kind
    text = str(summary)
    for part in (
        "6 TFRecords",
        "3 slides, 6 tiles",
        "tiles of 299 px, 302 µm (299px_302um)",
        "tiles of 256 px, 10x (256px_10x)",
        "fields: image_raw, label",
        "1 cannot be opened as TFRecords: f.tfrecords",
        "1 extractions not finished: g.unfinished",
    ):
        assert part in text


def test_that_the_cache_tells_more_slides_than_the_first(golden: Path) -> None:
    dataset = Dataset(golden / "mixed_formats.tfrecords")
    assert (dataset.summary().slides, dataset.summary().by_first_slide) == (1, 1)
    dataset.columns()
    assert (dataset.summary().slides, dataset.summary().by_first_slide) == (2, 0)
    assert dataset.summary().fields == ("image_raw", "loc_x", "loc_y", "slide")


def test_that_records_without_a_slide_count_to_one_of_the_name_of_their_file(golden: Path) -> None:
    dataset = Dataset(golden / "undecodable_images.tfrecords")
    dataset.columns()
    summary = dataset.summary()
    gathered = gather(all_of([golden / "undecodable_images.tfrecords"]))
    gathered.close()
    assert summary.slides == len(gathered.slides) == 2
    assert [path.stem for path in summary.without_slides] == ["undecodable_images"]
    assert "1 with records that name no slide" in str(summary)


def test_that_damage_is_told(golden: Path) -> None:
    summary = Dataset(golden).summary()
    assert (summary.tfrecords, summary.tiles) == (35, 460)
    stems = {path.stem for path in summary.damaged}
    assert {"wrong_length", "truncated_payload", "flipped_length_crc"} <= stems
    assert "slide-A" not in stems
    assert "and " in str(summary)
    assert [path.stem for path in summary.unreadable] == ["lfs_pointer", "not_a_tfrecord"]


def test_that_a_folder_without_tfrecords_says_what_was_seen(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "a.svs").touch()
    text = str(Dataset(tmp_path).summary())
    assert f"No TFRecords in {tmp_path}: 1 other file in 2 folders." in text
    assert ".tfrecords" in text


def test_that_the_json_is_plain_and_whole(golden: Path) -> None:
    summary = Dataset(golden).summary()
    value = json.loads(json.dumps(summary.to_json()))
    assert value["tiles"] == 460
    assert value["root"] == str(golden)
    assert value["folders"][0]["tiles"] == 451
    assert value["findings"] == [finding.to_json() for finding in summary.findings]
    assert Dataset([golden / "slide-A.tfrecords"]).summary().to_json()["root"] is None


def test_that_a_cancel_ends_a_summary(golden: Path) -> None:
    cancel = CancelToken()

    def stop(done: int, total: int, text: str) -> None:
        cancel.cancel()

    with pytest.raises(Cancelled):
        Dataset(golden).summary(progress=stop, cancel=cancel)
