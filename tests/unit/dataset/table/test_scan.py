import json
import pickle
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.dataset.made import JPEG, PNG, flip, tile, write, write_slide
from tfrviewer.dataset.table.columns import scanned_frame
from tfrviewer.dataset.table.gather import LONGEST_TEXT, ScannedNumbers, ScannedText, Unit
from tfrviewer.dataset.table.scan import scan_columns, scan_range, scan_unit, units_of
from tfrviewer.errors import Finding, FindingKind
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.example import make_example
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.writer import RecordWriter


def texts(column: ScannedText | ScannedNumbers) -> list[str | None]:
    assert isinstance(column, ScannedText)
    return [column.texts[code] if code >= 0 else None for code in column.codes]


def numbers(column: ScannedText | ScannedNumbers) -> list[float | None]:
    assert isinstance(column, ScannedNumbers)
    pairs = zip(column.values.tolist(), column.there.tolist(), strict=True)
    return [value if there else None for value, there in pairs]


def test_that_a_scan_tells_slide_format_size_and_location(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.tfrecords",
        [tile("a", 1, 2), {"image_raw": PNG, "slide": "b"}, {"image_raw": PNG, "loc_x": 7}],
    )
    found = scan_columns(path)
    assert texts(found.slide) == ["a", "b", None]
    assert texts(found.format) == ["jpeg", "png", "png"]
    assert found.width.tolist() == [32, 20, 20]
    assert found.height.tolist() == [24, 10, 10]
    assert found.xy.tolist() == [[1, 2], [0, 0], [0, 0]]
    assert found.has_location.tolist() == [True, False, False]
    assert found.names == {"image_raw", "slide", "loc_x", "loc_y"}
    assert not found.fields
    assert not found.problems


def test_that_one_value_a_record_makes_a_column(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.tfrecords",
        [
            tile(label="stroma", score=0.5, count=3, mixed=1, none=[]),
            tile(score=1.5, mixed=2.5),
            tile(label="µ", none=[]),
        ],
    )
    fields = scan_columns(path).fields
    assert sorted(fields) == ["count", "label", "mixed", "score"]
    assert texts(fields["label"]) == ["stroma", None, "µ"]
    assert numbers(fields["score"]) == [0.5, 1.5, None]
    assert numbers(fields["count"]) == [3, None, None]
    assert numbers(fields["mixed"]) == [1.0, 2.5, None]


def test_that_lists_long_and_binary_values_make_none(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.tfrecords",
        [
            tile(
                several=1, long="x" * (LONGEST_TEXT + 1), binary=b"\xff\xfe", both="text", mask=PNG
            ),
            tile(several=[1, 2], long="x", binary=b"text", both=1),
        ],
    )
    found = scan_columns(path)
    assert not found.fields
    assert found.not_scalar == {"several", "long", "binary", "both", "mask"}


def test_that_a_slide_that_is_a_number_is_a_field(tmp_path: Path) -> None:
    found = scan_columns(write(tmp_path / "a.tfrecords", [{"slide": 7, "image_raw": JPEG}]))
    assert texts(found.slide) == [None]
    assert numbers(found.fields["slide"]) == [7]


def test_that_the_image_is_found_under_another_name(tmp_path: Path) -> None:
    path = write(tmp_path / "a.tfrecords", [{"image/encoded": JPEG, "image/format": "jpeg"}])
    found = scan_columns(path)
    assert found.width.tolist() == [32]
    assert list(found.fields) == ["image/format"]


def test_a_record_with_a_wrong_crc_has_values_and_a_problem(tmp_path: Path) -> None:
    path = write_slide(tmp_path / "a.tfrecords", 3)
    flip(path, -1)
    found = scan_columns(path)
    assert texts(found.slide) == ["a", "a", "a"]
    assert [(p.kind, p.record) for p in found.problems] == [(FindingKind.PAYLOAD_CRC, 2)]


@pytest.mark.parametrize("image", [b"no image", JPEG[:20]])
def test_an_image_without_a_sound_header_is_a_problem(tmp_path: Path, image: bytes) -> None:
    found = scan_columns(write(tmp_path / "a.tfrecords", [tile(), {**tile(), "image_raw": image}]))
    assert [(p.kind, p.record) for p in found.problems] == [(FindingKind.UNDECODABLE_IMAGE, 1)]
    assert found.width.tolist() == [32, 0]


def test_that_golden_files_are_read_as_they_are(golden: Path) -> None:
    expected = json.loads((golden / "expected.json").read_text(encoding="utf-8"))
    for name, truth in expected.items():
        if "length" not in truth or truth.get("damaged"):
            continue
        found = scan_columns(golden / name)
        assert len(found.width) == truth["length"], name
        if "locations" in truth:
            pairs = zip(found.xy.tolist(), found.has_location.tolist(), strict=True)
            located = [xy if there else None for xy, there in pairs]
            assert located == (truth["locations"] or [None] * truth["length"]), name
        if "formats" in truth:
            assert texts(found.format) == truth["formats"]
            assert found.width.tolist() == truth["sizes"]
        if "fields" in truth:
            assert found.names == set(truth["fields"]), name


def test_that_the_golden_records_that_do_not_parse_are_problems(golden: Path) -> None:
    found = scan_columns(golden / "undecodable_images.tfrecords")
    assert [(p.kind, p.record) for p in found.problems] == [
        (FindingKind.UNDECODABLE_IMAGE, 2),
        (FindingKind.NOT_AN_EXAMPLE, 6),
    ]


def test_that_every_record_without_checksums_is_a_problem_and_read(golden: Path) -> None:
    found = scan_columns(golden / "zeroed_crcs.tfrecords")
    assert [problem.record for problem in found.problems] == list(range(20))
    assert (found.width == 64).all()


def test_that_ranges_together_are_the_whole(golden: Path) -> None:
    path = golden / "extra_features.tfrecords"
    whole, parts = scan_columns(path), [scan_columns(path, 0, 5), scan_columns(path, 5, None)]
    assert np.array_equal(np.concatenate([part.xy for part in parts]), whole.xy)
    labels = [text for part in parts for text in texts(part.fields["label"])]
    assert labels == texts(whole.fields["label"])
    assert parts[1].unit == Unit(str(path), 5, 12)


def test_that_units_bound_records_and_bytes() -> None:
    sizes = [20, 20, 20, 20, 90, 90, 500, 10]
    index = np.array([[sum(sizes[:i]), size] for i, size in enumerate(sizes)], np.int64)
    units = units_of(Path("a"), index, records=3, size=100)
    spans = [(unit.first, unit.last) for unit in units]
    assert spans == [(0, 3), (3, 4), (4, 5), (5, 6), (6, 7), (7, 8)]
    assert units_of(Path("a"), index, first=3, records=3, size=100) == units[1:]
    assert units_of(Path("a"), np.empty((0, 2), np.int64)) == []


def test_that_a_scan_can_be_sent_to_another_process(golden: Path) -> None:
    found = scan_columns(golden / "extra_features.tfrecords")
    again = pickle.loads(pickle.dumps(found))
    assert texts(again.fields["label"]) == texts(found.fields["label"])


def test_a_file_that_is_gone_is_a_finding_of_its_unit(tmp_path: Path) -> None:
    found = scan_unit(Unit(str(tmp_path / "gone.tfrecords"), 0, 1))
    assert isinstance(found, Finding)
    assert found.kind is FindingKind.MISSING_FILE


def test_that_a_file_changed_between_units_is_read_anew(tmp_path: Path) -> None:
    path = write_slide(tmp_path / "a.tfrecords", 2)
    assert len(scan_columns(path).width) == 2
    write_slide(path, 5)
    assert len(scan_columns(path).width) == 5


def test_that_a_cancel_ends_a_scan(golden: Path) -> None:
    cancel = CancelToken()
    cancel.cancel()
    path = golden / "slide-A.tfrecords"
    with TFRecord(path, create_index=False) as tfrecord, pytest.raises(Cancelled):
        scan_range(tfrecord, Unit(str(path), 0, 42), cancel)


def test_that_a_worker_process_loads_neither_polars_nor_qt() -> None:
    code = (
        "import sys; import tfrviewer.dataset.table.scan, tfrviewer.dataset.indexing\n"
        "assert not {'polars', 'PySide6'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


@given(st.data())
def test_that_no_payload_makes_a_scan_raise(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    payloads = []
    for _ in range(3):
        payload = bytearray(
            make_example(
                tile(label="stroma", score=[0.5], several=[1, 2]) | {"image_raw": PNG[:40]}
            )
        )
        for _ in range(data.draw(st.integers(0, 3))):
            payload[data.draw(st.integers(0, len(payload) - 1))] = data.draw(st.integers(0, 255))
        payloads.append(bytes(payload[: data.draw(st.integers(0, len(payload)))]))
    path = tmp_path_factory.mktemp("fuzz") / "a.tfrecords"
    with RecordWriter(path) as writer:
        for cut in payloads:
            writer.write(cut)
    frame = scanned_frame([scan_columns(path, 0, 1), scan_columns(path, 1)], 3)
    assert frame.height == 3
