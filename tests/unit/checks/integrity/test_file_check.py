"""Golden files, and faults planted one by one in a file that TensorFlow wrote."""

import gzip
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.unit.checks.integrity.planted import GRID, planted, record, report_of
from tests.unit.dataset.made import tile, write
from tests.unit.tfrecord.expected import GOLDEN, expected, names
from tfrviewer.checks.integrity import (
    FileReport,
    check_file,
    check_unit,
    join_units,
    units_of,
)
from tfrviewer.checks.integrity import said as said_module
from tfrviewer.errors import FindingKind, Severity
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.framing import frame
from tfrviewer.tfrecord.index import index_path_of, write_index
from tfrviewer.tfrecord.index_files import create_index
from tfrviewer.tfrecord.salvage import look_at_damage

_ODD = {"mixed_formats.tfrecords", "mixed_locations.tfrecords", "undecodable_images.tfrecords"}
HEALTHY = sorted(set(names(damaged=False)) - _ODD - {"empty.tfrecords"})


def in_units(path: Path, *, deep: bool = False, size: int = 9000) -> FileReport:
    return join_units([check_unit(unit) for unit in units_of(path, deep=deep, size=size)])


def told(report: FileReport) -> set[tuple[FindingKind, int | None]]:
    """Findings that are no note, without those of a name that golden files do not have."""
    return {
        (one.kind, one.record)
        for one in report.findings
        if one.severity is not Severity.NOTE
        and not (one.kind is FindingKind.OTHER_SLIDE and one.record is None)
    }


@pytest.mark.parametrize("name", HEALTHY)
def test_a_healthy_file_has_neither_error_nor_warning(name: str) -> None:
    report = check_file(GOLDEN / name, deep=True)
    assert report.is_sound
    assert report.records == expected()[name]["length"]
    assert in_units(GOLDEN / name, deep=True) == report


@pytest.mark.parametrize("name", names(damaged=True))
def test_damage_is_told_of_the_damaged_records_and_of_no_other(name: str) -> None:
    truth = expected()[name]
    report = check_file(GOLDEN / name)
    errors = [one for one in report.findings if one.severity is Severity.ERROR]
    spans = list(zip(truth["offsets"], truth["lengths"], strict=True))
    shift = 777 if name == "inserted_zeros.tfrecords" else 0
    bad: set[int] = set()
    for one in errors:
        assert one.offset is not None
        assert one.remedy
        if one.record is not None:
            bad.add(one.record)
            assert one.offset == truth["offsets"][one.record]
        elif one.kind is FindingKind.TRUNCATED:
            bad |= {i for i, (start, _) in enumerate(spans) if start >= one.offset}
        elif not shift:
            bad |= {
                i for i, (start, size) in enumerate(spans) if start <= one.offset < start + size
            }
    assert errors
    assert sorted(bad) == truth["bad_records"]
    assert not [one for one in report.findings if one.record is not None and one not in errors]
    assert in_units(GOLDEN / name) == report


@pytest.mark.parametrize("name", names(damaged=True))
def test_it_is_told_what_salvage_would_save_of_a_damaged_stretch(name: str) -> None:
    saved = sum(place.record is None for place in look_at_damage(GOLDEN / name).mended)
    told = [one.message for one in check_file(GOLDEN / name).findings if "salvage" in one.message]
    assert len(told) == saved
    assert all("One record there is whole but for its length field" in one for one in told)


@pytest.mark.parametrize(
    ("name", "kind", "severity"),
    [
        ("empty.tfrecords", FindingKind.EMPTY_FILE, Severity.WARNING),
        ("lfs_pointer.tfrecords", FindingKind.LFS_POINTER, Severity.ERROR),
        ("not_a_tfrecord.tfrecords", FindingKind.NOT_A_TFRECORD, Severity.ERROR),
        ("is_not_there.tfrecords", FindingKind.MISSING_FILE, Severity.ERROR),
    ],
)
def test_a_file_without_records_says_why(name: str, kind: FindingKind, severity: Severity) -> None:
    report = check_file(GOLDEN / name)
    assert [(one.kind, one.severity) for one in report.findings] == [(kind, severity)]
    assert report.findings[0].file == str(GOLDEN / name)
    assert report.records == 0
    assert in_units(GOLDEN / name) == report


def test_what_a_record_holds_is_judged_by_its_first_bytes_and_deeply_as_a_whole() -> None:
    path = GOLDEN / "undecodable_images.tfrecords"
    bad = {(FindingKind.UNDECODABLE_IMAGE, 2), (FindingKind.NOT_AN_EXAMPLE, 6)}
    assert told(check_file(path)) == bad
    deep = check_file(path, deep=True)
    assert told(deep) == bad | {(FindingKind.UNDECODABLE_IMAGE, 4)}
    assert any("cut off" in one.message for one in deep.findings if one.record == 4)
    assert in_units(path, deep=True) == deep


def test_a_record_unlike_its_neighbours_is_a_suspicion() -> None:
    report = check_file(GOLDEN / "mixed_formats.tfrecords")
    sizes = {(FindingKind.ODD_SIZE, i) for i in (1, 3, 5, 7)}
    formats = {(FindingKind.MIXED_FORMATS, i) for i in (3, 7)}
    assert told(report) == sizes | formats | {(FindingKind.OTHER_SLIDE, 5)}
    assert all(one.severity is Severity.WARNING for one in report.findings)


def test_records_without_a_location_among_others_are_told() -> None:
    report = check_file(GOLDEN / "mixed_locations.tfrecords")
    assert told(report) == {(FindingKind.NO_LOCATION, i) for i in (1, 4, 7, 10)}


@pytest.mark.parametrize(
    ("changes", "kind", "records"),
    [
        ({7: {"slide": "another"}}, FindingKind.OTHER_SLIDE, {7}),
        ({7: {"loc_x": 0, "loc_y": 0}}, FindingKind.NO_LOCATION, {7}),
        ({7: {"loc_y": None}}, FindingKind.NO_LOCATION, {7}),
        ({7: {"loc_x": GRID[2][0], "loc_y": GRID[2][1]}}, FindingKind.DUPLICATE_LOCATION, {7}),
        ({7: {"loc_x": 333}}, FindingKind.OFF_GRID, {7}),
        ({7: {"image_raw": b"\xff\xd8\xffnothing"}}, FindingKind.UNDECODABLE_IMAGE, {7}),
        ({7: {"image_raw": b""}}, FindingKind.UNDECODABLE_IMAGE, {7}),
        ({7: {"image_raw": None}}, FindingKind.MISSING_FIELD, {7}),
        ({7: {"slide": None}}, FindingKind.MISSING_FIELD, {7}),
        ({7: {"slide": 5}}, FindingKind.WRONG_FIELD, {7}),
        ({7: {"loc_x": b"abc"}}, FindingKind.WRONG_FIELD, {7}),
        ({7: {"loc_y": 900.0}}, FindingKind.WRONG_FIELD, {7}),
        ({i: {"slide": None} for i in range(36)}, FindingKind.MISSING_FIELD, {None}),
        ({i: {"slide": i} for i in range(36)}, FindingKind.WRONG_FIELD, {None}),
        ({i: {"slide": "another"} for i in range(36)}, FindingKind.OTHER_SLIDE, {None}),
        ({i: {"slide": f"s{i}"} for i in range(36)}, FindingKind.OTHER_SLIDE, {None}),
        ({i: {"slide": "another"} for i in range(30)}, FindingKind.OTHER_SLIDE, {0}),
    ],
)
def test_a_planted_fault_is_found_and_nothing_else(
    tmp_path: Path,
    changes: dict[int, dict[str, Any]],
    kind: FindingKind,
    records: set[int | None],
) -> None:
    report = report_of(tmp_path, planted(changes))
    assert {(one.kind, one.record) for one in report.findings} == {(kind, i) for i in records}
    assert report.records == 36


def test_many_like_suspicions_are_one_that_counts_them(tmp_path: Path) -> None:
    changes: dict[int, dict[str, Any]] = {i: {"slide": "another"} for i in range(5, 35)}
    (finding,) = report_of(tmp_path, planted(changes)).findings
    assert finding.record == 5
    assert finding.message.startswith("30 records")
    assert "5, 6, 7" in finding.message


@pytest.mark.parametrize(("x", "y"), [(-7, 5), (5, -7), (1 << 40, 5), (-(1 << 62), 1 << 62)])
def test_the_same_location_is_found_wherever_it_lies(tmp_path: Path, x: int, y: int) -> None:
    changes: dict[int, dict[str, Any]] = {i: {"loc_x": x, "loc_y": y} for i in (4, 9)}
    report = report_of(tmp_path, planted(changes))
    twice = [one.record for one in report.findings if one.kind is FindingKind.DUPLICATE_LOCATION]
    assert twice == [9]
    for i in (4, 9):
        changes[i] = {"loc_x": x + i, "loc_y": y}
    assert FindingKind.DUPLICATE_LOCATION not in {
        one.kind for one in report_of(tmp_path, planted(changes)).findings
    }


def test_that_each_slide_of_a_file_has_locations_and_a_grid_of_its_own(tmp_path: Path) -> None:
    stray = [{"loc_x": 7, "loc_y": 9}, {"loc_x": 3001, "loc_y": 40}]
    others = [tile("t", x + 150, y) for x, y in GRID] + [tile("s", x, y) for x, y in GRID]
    path = write(tmp_path / "s.tfrecords", [*others, tile("u", *GRID[3])])
    kinds = {one.kind for one in check_file(path).findings}
    assert kinds == {FindingKind.OTHER_SLIDE}
    others[4] |= stray[0]
    others[50] |= stray[1]
    others[60] |= {"loc_x": GRID[0][0], "loc_y": GRID[0][1]}
    write(path, others)
    told = {one.record: one for one in check_file(path).findings if one.record is not None}
    assert told[60].message == "Its location (300, 300) is that of record 36."
    assert {told[4].kind, told[50].kind} == {FindingKind.OFF_GRID}
    assert all("a pitch of 600 px" in told[record].message for record in (4, 50))


@pytest.mark.parametrize(
    ("pitch", "shift"), [(600, 1), (600, 60), (600, 150), (600, 200), (600, 300), (604, 302)]
)
def test_a_tile_is_off_the_grid_for_a_check_as_it_is_for_the_map(
    tmp_path: Path, pitch: int, shift: int
) -> None:
    x = GRID[8][0] * pitch // 600 + shift
    report = report_of(tmp_path, planted({8: {"loc_x": x}}, pitch=pitch))
    assert [(one.kind, one.record) for one in report.findings] == [(FindingKind.OFF_GRID, 8)]


@pytest.mark.parametrize("scale", [0.1, 0.104])
def test_locations_divided_by_ten_are_noticed(tmp_path: Path, scale: float) -> None:
    changes = {
        i: {"loc_x": int(x * scale), "loc_y": int(y * scale)} for i, (x, y) in enumerate(GRID)
    }
    (finding,) = report_of(tmp_path, planted(changes, px=400)).findings
    assert finding.kind is FindingKind.DIVIDED_LOCATIONS
    assert finding.severity is Severity.WARNING


@pytest.mark.parametrize(("px", "pitch"), [(96, 60), (64, 51), (128, 64), (299, 100)])
@pytest.mark.parametrize("folder", [".", "{0}px_302um", "{0}px_5x", "{0}px_32um"])
def test_whole_tenths_are_noticed_unless_the_folder_says_that_tiles_were_enlarged(
    tmp_path: Path, px: int, pitch: int, folder: str
) -> None:
    there = tmp_path / folder.format(px)
    there.mkdir(exist_ok=True)
    found = [one.kind for one in report_of(there, planted({}, px=px, pitch=pitch)).findings]
    is_enlarged = folder.endswith("32um")
    assert found == ([] if is_enlarged else [FindingKind.DIVIDED_LOCATIONS])


@pytest.mark.parametrize("folder", [".", "200px_100um"])
def test_tiles_that_overlap_by_half_are_not_taken_for_divided_locations(
    tmp_path: Path, folder: str
) -> None:
    (tmp_path / folder).mkdir(exist_ok=True)
    tiles = planted({}, px=200, pitch=100, overlapping=True)
    assert report_of(tmp_path / folder, tiles).findings == ()


def test_tiles_that_overlap_much_are_not_taken_for_divided_locations(tmp_path: Path) -> None:
    report = report_of(tmp_path, planted({}, px=200, pitch=50, overlapping=True))
    assert report.findings == ()


def test_damage_beyond_what_can_be_listed_is_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(said_module, "MOST_FINDINGS", 5)
    report = report_of(tmp_path, planted({i: {"image_raw": b"none"} for i in range(16)}))
    assert [one.kind for one in report.findings][1:] == [FindingKind.UNDECODABLE_IMAGE] * 5
    assert report.findings[0].kind is FindingKind.MORE
    assert "11 more" in report.findings[0].message


def test_tiles_without_an_image_are_told_only_where_others_have_one(tmp_path: Path) -> None:
    (finding,) = report_of(tmp_path, planted({i: {"image_raw": None} for i in range(36)})).findings
    assert finding.severity is Severity.NOTE


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("stale_short.index.npz", FindingKind.STALE_INDEX),
        ("stale_shifted.index.npz", FindingKind.STALE_INDEX),
        ("feature_bag.index.npz", FindingKind.FOREIGN_INDEX),
        ("not_a_zip.index.npz", FindingKind.UNREADABLE_INDEX),
        ("zero_bytes.index.npz", FindingKind.UNREADABLE_INDEX),
        ("no_locations_key.index.npz", None),
        ("plain.index.npy", None),
        ("text.index", None),
    ],
)
def test_an_index_that_does_not_fit_is_told(
    tmp_path: Path, name: str, kind: FindingKind | None
) -> None:
    path = tmp_path / "slide-A.tfrecords"
    shutil.copy(GOLDEN / path.name, path)
    beside = tmp_path / f"slide-A.index{name.partition('.index')[2]}"
    shutil.copy(GOLDEN / "index_variants" / name, beside)
    report = check_file(path)
    assert [one.kind for one in report.findings] == ([] if kind is None else [kind])
    assert all(one.file == str(beside) for one in report.findings)
    assert beside.read_bytes() == (GOLDEN / "index_variants" / name).read_bytes()


def test_an_index_that_tells_other_places_is_stale(tmp_path: Path) -> None:
    path = tmp_path / "slide-A.tfrecords"
    shutil.copy(GOLDEN / path.name, path)
    create_index(path)
    assert check_file(path).findings == ()
    from tfrviewer import TFRecord

    tfrecord = TFRecord(path)
    xy = tfrecord.xy.copy()
    xy[3] += 1
    write_index(index_path_of(path), tfrecord.index, xy)
    (finding,) = check_file(path).findings
    assert finding.kind is FindingKind.STALE_INDEX
    assert "number 3" in finding.message


@pytest.mark.parametrize("suffix", [".gz", ".ZLIB"])
def test_that_a_compressed_file_is_called_as_its_slide(suffix: str, tmp_path: Path) -> None:
    data = write(tmp_path / "s.tfrecords", [tile("s", 1, 2)]).read_bytes()
    path = tmp_path / f"s.tfrecords{suffix}"
    path.write_bytes(gzip.compress(data))
    (told,) = check_file(path).findings
    assert told.kind is FindingKind.WRONG_SUFFIX
    assert told.remedy == (
        "If Slideflow is to read it, unpack it, and name what comes out “s.tfrecords”."
    )


def test_a_marker_and_a_suffix_that_slideflow_does_not_know_are_told(tmp_path: Path) -> None:
    path = tmp_path / "slide-A.bin"
    shutil.copy(GOLDEN / "slide-A.tfrecords", path)
    (tmp_path / "slide-A.unfinished").touch()
    kinds = [one.kind for one in check_file(path).findings]
    assert kinds == [FindingKind.WRONG_SUFFIX, FindingKind.UNFINISHED_SLIDE]


def test_a_checksum_that_was_never_written_is_told_so() -> None:
    report = check_file(GOLDEN / "zeroed_crcs.tfrecords")
    messages = [one.message for one in report.findings if one.kind is FindingKind.PAYLOAD_CRC]
    assert len(messages) == 20
    assert all("is zero" in message for message in messages)


def test_a_deep_check_tells_whether_an_image_can_be_decoded_all_the_same(tmp_path: Path) -> None:
    (sound,) = planted({})[:1]
    framed = frame(sound)
    path = tmp_path / "s.tfrecords"
    no_image = framed.replace(b"\xff\xd8\xff", b"\xff\x00\xff", 1)
    path.write_bytes(framed[:-1] + bytes((framed[-1] ^ 1,)) + no_image)
    first, second = (one.message for one in check_file(path, deep=True).findings)
    assert first.endswith("Its image can be decoded all the same.")
    assert second.endswith("Nor can its image be decoded.")
    assert all("decoded" not in one.message for one in check_file(path).findings)


def test_records_larger_than_a_block_are_checked(tmp_path: Path) -> None:
    large = planted(
        {1: {"more": b"x" * (3 << 20)}, 2: {"image_raw": b"\x89PNG" + b"x" * (2 << 20)}}
    )
    report = report_of(tmp_path, large)
    assert [(one.kind, one.record) for one in report.findings] == [
        (FindingKind.UNDECODABLE_IMAGE, 2)
    ]
    data = bytearray(b"".join(map(frame, large)))
    data[2 << 20] ^= 1
    path = tmp_path / "s.tfrecords"
    path.write_bytes(data)
    assert (FindingKind.PAYLOAD_CRC, 1) in told(check_file(path))
    assert in_units(path, size=1 << 20) == check_file(path)


def test_a_header_within_an_image_misleads_no_unit(tmp_path: Path) -> None:
    inner = frame(record(0)) * 8
    path = tmp_path / "s.tfrecords"
    path.write_bytes(b"".join(map(frame, planted({3: {"more": inner}, 9: {"more": inner}}))))
    report = check_file(path)
    assert report.findings == ()
    for size in (701, 2000, 5003):
        assert in_units(path, size=size) == report


def test_a_file_that_changes_between_its_units_is_told(tmp_path: Path) -> None:
    path = tmp_path / "s.tfrecords"
    path.write_bytes(b"".join(map(frame, planted({}))))
    reports = [check_unit(unit) for unit in units_of(path, size=5000)]
    path.write_bytes(path.read_bytes()[:-1])
    report = join_units(reports)
    assert [one.kind for one in report.findings] == [FindingKind.CHANGED_FILE]


def test_a_cancelled_check_ends() -> None:
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        check_file(GOLDEN / "slide-A.tfrecords", cancel=cancel)


def test_wrong_arguments_are_told() -> None:
    with pytest.raises(ValueError, match="1 byte at least"):
        units_of(GOLDEN / "slide-A.tfrecords", size=0)
    with pytest.raises(ValueError, match="no units"):
        join_units([])


@pytest.mark.parametrize("changed", [range(1), range(36)])
def test_that_a_slide_name_of_any_length_is_told_in_a_short_message(
    tmp_path: Path, changed: range
) -> None:
    report = report_of(tmp_path, planted({i: {"slide": "x" * 100_000} for i in changed}))
    assert all(len(one.message) < 400 for one in report.findings)
    assert {one.kind for one in report.findings} == {FindingKind.OTHER_SLIDE}
