"""Images of chosen records as files."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.build.made import files_in, jpeg, kinds
from tests.unit.build.subset.copies import made, pick
from tests.unit.dataset.made import tree
from tfrviewer import TFRecord
from tfrviewer.build.extract.tile_names import Tile
from tfrviewer.build.safe_names import name_key
from tfrviewer.build.subset import image_names
from tfrviewer.build.subset.chosen import Chosen, all_of
from tfrviewer.build.subset.image_names import NameTemplate, TemplateNames
from tfrviewer.build.subset.images import save_images
from tfrviewer.errors import CrcError, DatasetError, RecordError, TargetExistsError
from tfrviewer.jobs import Cancelled, CancelToken


def lines(path: Path) -> list[dict[str, str]]:
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_images_of_chosen_records_come_out_byte_for_byte(golden: Path, tmp_path: Path) -> None:
    source = golden / "slide-A.tfrecords"
    before = tree(golden)
    report = save_images([pick(source, 9, 3)], tmp_path)
    assert tree(golden) == before
    assert (report.written, report.kept, report.left_out, report.findings) == (2, 0, 0, [])
    with TFRecord(source, create_index=False) as tfr:
        for number, line in zip((9, 3), lines(tmp_path / "metadata.csv"), strict=True):
            x, y = tfr.xy[number].tolist()
            image = tfr.image(number)
            name = f"slide-A/slide-A-{x}-{y}.jpg"
            assert line == {
                "image": name,
                "tfrecord": str(source),
                "record": str(number),
                "slide": "slide-A",
                "x": str(x),
                "y": str(y),
                "bytes": str(len(image)),
                "format": "jpeg",
            }
            assert (tmp_path / name).read_bytes() == image


def test_names_follow_a_template(tmp_path: Path) -> None:
    source = made(
        tmp_path / "in/F.tfrecords",
        ("A", 1, 10, -20, {"grade": "low/er", "score": 0.1}),
        ("A", 2, None, None, {"grade": "", "score": 3.0}),
    )
    template = "{grade}/{file}_{record:03}_{x:05}_{y:05}_{score}_{{}}"
    report = save_images([Chosen(source)], tmp_path / "out", template=template)
    assert report.reports[0].names == (
        "low%2Fer/F_000_00010_-0020_0.1_{}.jpg",
        "none/F_001_none_none_3_{}.jpg",
    )
    assert [line["grade"] for line in lines(tmp_path / "out/metadata.csv")] == ["low/er", ""]
    assert (tmp_path / "out/none/F_001_none_none_3_{}.jpg").read_bytes() == jpeg(2)


def test_images_of_one_name_are_numbered(tmp_path: Path) -> None:
    source = made(tmp_path / "in/F.tfrecords", ("A", 1, 1, 1), ("a", 2, 1, 1), ("A", 3, 1, 1))
    report = save_images([Chosen(source)], tmp_path / "out", template="{slide}")
    assert report.reports[0].names == ("A.jpg", "a-2.jpg", "A-3.jpg")


def test_two_sizes_of_tiles_lie_apart(tmp_path: Path) -> None:
    sources = [
        made(tmp_path / "in/96px/S.tfrecords", ("S", 1, 1, 1)),
        made(tmp_path / "in/192px/S.tfrecords", ("S", 2, 1, 1)),
    ]
    save_images(all_of(sources), tmp_path / "out")
    assert files_in(tmp_path / "out") == [
        "192px/S/S-1-1.jpg",
        "96px/S/S-1-1.jpg",
        "metadata.csv",
    ]
    assert [line["image"] for line in lines(tmp_path / "out/metadata.csv")] == [
        "96px/S/S-1-1.jpg",
        "192px/S/S-1-1.jpg",
    ]


def test_names_that_are_numbered_take_no_longer_the_more_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked = 0

    def counting(name: str) -> str:
        nonlocal asked
        asked += 1
        return name_key(name)

    monkeypatch.setattr(image_names, "name_key", counting)
    names = TemplateNames(NameTemplate("{slide}"))
    found = [names.name(Tile("ab"[i % 2], None, i, "jpg")) for i in range(400)]
    assert len(set(found)) == 400
    assert found[-1] == "b-200.jpg"
    assert asked <= 4 * 400


texts = st.text(st.characters(codec="utf-8"), max_size=300)


@given(texts, texts, st.integers(), st.integers())
def test_no_value_leads_out_of_the_folder(slide: str, grade: str, x: int, y: int) -> None:
    template = NameTemplate("{slide}/{grade}{x}/{grade}-{y}")
    tile = Tile(slide, (x, y), 0, "jpg", {"grade": grade})
    path = template.path_of(tile, "f")
    parts = path.split("/")
    assert len(parts) == 3
    for part in parts:
        assert part not in ("", ".", "..")
        assert "\\" not in part
        assert len(part.encode()) <= 240


@pytest.mark.parametrize(
    "template",
    [
        "",
        "/{slide}",
        "../{slide}",
        "{slide}/../x",
        "{slide}//x",
        "{slide",
        "{}",
        "a\\b",
        "./x",
        "{slide!r}",
        "{x:>9}",
        "{x:0}",
        "{slide.name}/",
        "x/",
    ],
)
def test_a_template_that_names_no_files_is_told_at_once(
    template: str, golden: Path, tmp_path: Path
) -> None:
    with pytest.raises(ValueError, match="names no files"):
        save_images(all_of([golden / "slide-A.tfrecords"]), tmp_path / "o", template=template)
    assert not (tmp_path / "o").exists()


def test_a_feature_that_no_record_has_is_told_at_once(golden: Path, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="no record has such a field") as raised:
        save_images(all_of([golden / "slide-A.tfrecords"]), tmp_path / "o", template="{grade}")
    assert "image_raw" in raised.value.finding.remedy
    assert not (tmp_path / "o").exists()


def test_damaged_records_and_files_are_left_out(golden: Path, tmp_path: Path) -> None:
    chosen = [
        pick(golden / "flipped_payload_byte.tfrecords", 1, 2, 3),
        pick(golden / "not_a_tfrecord.tfrecords", 7),
    ]
    report = save_images(chosen, tmp_path)
    assert (report.written, report.left_out) == (2, 2)
    assert kinds(report.findings) == ["not-a-tfrecord", "payload-crc"]
    assert report.to_json()["left_out"] == 2
    assert [(one.records, one.names.count(None)) for one in report.reports] == [
        ((1, 2, 3), 1),
        ((7,), 1),
    ]
    assert len(lines(tmp_path / "metadata.csv")) == 2
    with pytest.raises(CrcError):
        save_images(chosen[:1], tmp_path / "strict", on_problem="raise")
    again = save_images(chosen[:1], tmp_path, check_crc=False, replace=True)
    assert (again.written, again.left_out) == (3, 0)


def test_damage_elsewhere_in_a_file_does_not_end_a_strict_export(
    golden: Path, tmp_path: Path
) -> None:
    chosen = [pick(golden / "truncated_payload.tfrecords", 1)]
    assert save_images(chosen, tmp_path, on_problem="raise").written == 1
    with pytest.raises(RecordError):
        save_images(all_of([chosen[0].path]), tmp_path / "all", on_problem="raise")


def test_what_is_there_already_is_kept(golden: Path, tmp_path: Path) -> None:
    chosen = [pick(golden / "slide-A.tfrecords", 1, 2)]
    save_images(chosen, tmp_path)
    assert (save_images(chosen, tmp_path).kept, (tmp_path / "metadata.csv").exists()) == (2, True)
    more = [pick(golden / "slide-A.tfrecords", 1, 5)]
    report = save_images(more, tmp_path)
    assert (report.written, report.kept, report.metadata) == (1, 1, None)
    assert kinds(report.findings) == ["target-exists"]
    with pytest.raises(TargetExistsError):
        save_images(more, tmp_path, on_problem="raise")
    assert save_images(more, tmp_path, replace=True).metadata == tmp_path / "metadata.csv"
    assert len(lines(tmp_path / "metadata.csv")) == 2


def test_no_table_is_written_where_none_is_wanted(golden: Path, tmp_path: Path) -> None:
    report = save_images(
        [pick(golden / "slide-A.tfrecords", 1)], tmp_path, metadata=False, template="tile"
    )
    assert files_in(tmp_path) == ["tile.jpg"]
    assert report.metadata is None


def test_what_is_in_the_way_is_told_at_once(golden: Path, tmp_path: Path) -> None:
    chosen = [pick(golden / "slide-A.tfrecords", 1)]
    (tmp_path / "file").write_bytes(b"mine")
    with pytest.raises(TargetExistsError):
        save_images(chosen, tmp_path / "file")
    (tmp_path / "out/metadata.csv").mkdir(parents=True)
    with pytest.raises(TargetExistsError):
        save_images(chosen, tmp_path / "out")
    with pytest.raises(TypeError, match="replace"):
        save_images(chosen, tmp_path / "out", replace=1)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="on_problem"):
        save_images(chosen, tmp_path / "out", on_problem="stop")  # type: ignore[arg-type]


def test_a_link_in_place_of_a_folder_is_not_followed(golden: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out/deep").mkdir(parents=True)
    (tmp_path / "out/deep/slide-A").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    report = save_images(
        [pick(golden / "slide-A.tfrecords", 1)], tmp_path / "out", template="deep/{slide}/{x}"
    )
    assert report.left_out == 1
    assert kinds(report.findings) == ["target-exists"]
    assert files_in(tmp_path / "elsewhere") == []


def test_a_cancelled_export_tells_what_was_done(golden: Path, tmp_path: Path) -> None:
    cancel = CancelToken()
    with pytest.raises(Cancelled) as raised:
        save_images(
            all_of([golden / "slide-A.tfrecords"]),
            tmp_path,
            progress=lambda done, total, text: cancel.cancel(),
            cancel=cancel,
        )
    report = vars(raised.value)["report"]
    assert report.written == len(files_in(tmp_path)) == 16
    assert report.reports[0].records == tuple(range(16))
