from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.unit.tfrecord.expected import GOLDEN, expected, names
from tfrviewer.errors import FindingKind
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord import scan as scan_module
from tfrviewer.tfrecord.example import make_example
from tfrviewer.tfrecord.framing import HEADER, OVERHEAD, frame
from tfrviewer.tfrecord.scan import scan_file, scan_known
from tfrviewer.tfrecord.source import FileSource, Lease

SOUND = (GOLDEN / "flipped_payload_byte.tfrecords").read_bytes()  # its framing is sound
OFFSETS = expected()["flipped_payload_byte.tfrecords"]["offsets"]
LENGTHS = expected()["flipped_payload_byte.tfrecords"]["lengths"]


@pytest.mark.parametrize("name", [n for n in names(damaged=False) if "compressed" not in n])
def test_a_whole_file_gives_all_records_fields_and_locations(name: str) -> None:
    told = expected()[name]
    found = scan_file(FileSource(GOLDEN / name))
    assert len(found.records) == told["length"]
    if "fields" in told:
        assert found.fields == told["fields"]
    if told.get("locations"):
        pairs = zip(found.xy.tolist(), found.has_location.tolist(), strict=True)
        assert [xy if has else None for xy, has in pairs] == told["locations"]
    elif "locations" in told:
        assert not found.has_location.any()
    assert found.framing_is_sound


@pytest.mark.parametrize("name", names(damaged=True))
def test_damage_costs_no_record_but_the_damaged_ones(name: str) -> None:
    told = expected()[name]
    found = scan_file(FileSource(GOLDEN / name))
    shift = {"inserted_zeros.tfrecords": (10, 777)}.get(name, (0, 0))
    at = [o + (shift[1] if i >= shift[0] else 0) for i, o in enumerate(told["offsets"])]
    kept = [offset for i, offset in enumerate(at) if i not in told["bad_records"]]
    assert set(kept) <= set(found.records[:, 0].tolist())
    assert set(found.records[:, 0].tolist()) <= set(at)


@pytest.mark.parametrize(
    ("name", "kind", "offsets"),
    [
        ("flipped_length_crc", FindingKind.LENGTH_CRC, [36137]),
        ("wrong_length", FindingKind.DAMAGED_STRETCH, [25194]),
        ("huge_length", FindingKind.DAMAGED_STRETCH, [36137]),
        ("negative_length", FindingKind.DAMAGED_STRETCH, [5018]),
        ("truncated_payload", FindingKind.TRUNCATED, [44236]),
        ("truncated_header", FindingKind.TRUNCATED, [44236]),
        ("truncated_footer", FindingKind.TRUNCATED, [49542]),
        ("two_holes", FindingKind.DAMAGED_STRETCH, [5018, 44236]),
        ("inserted_zeros", FindingKind.DAMAGED_STRETCH, [25194]),
        ("trailing_garbage", FindingKind.TRAILING_GARBAGE, [52016]),
        ("zeroed_crcs", FindingKind.LENGTH_CRC, OFFSETS),
    ],
)
def test_damage_is_found_at_its_byte(name: str, kind: FindingKind, offsets: list[int]) -> None:
    found = scan_file(FileSource(GOLDEN / f"{name}.tfrecords"))
    assert [(f.kind, f.offset) for f in found.findings] == [(kind, offset) for offset in offsets]
    assert not found.framing_is_sound


def test_a_record_number_in_a_finding_counts_the_records_there_are() -> None:
    found = scan_file(FileSource(GOLDEN / "flipped_length_crc.tfrecords"))
    assert [finding.record for finding in found.findings] == [14]
    assert found.records[14, 0] == 36137


def test_findings_beyond_what_can_be_listed_are_counted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scan_module, "MOST_FINDINGS", 5)
    found = scan_file(FileSource(GOLDEN / "zeroed_crcs.tfrecords"))
    assert len(found.records) == 20
    assert [f.kind for f in found.findings] == [FindingKind.LENGTH_CRC] * 5 + [FindingKind.MORE]
    assert "15 more" in found.findings[-1].message


def test_a_cancelled_scan_ends() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        scan_file(FileSource(GOLDEN / "slide-A.tfrecords"), token)


def test_records_of_every_size_are_read_alike(tmp_path: Path) -> None:
    # Around the sizes of the windows, where head and tail begin to overlap or to part.
    path = tmp_path / "sizes.tfrecords"
    sizes = [*range(0, 700, 7), 5000, 70000]
    before: dict[str, bytes | int] = {"aa": 1}
    payloads = [
        make_example({**before, "image_raw": b"\xff" * n, "loc_x": n, "loc_y": -n, "zz": "end"})
        for n in sizes
    ]
    path.write_bytes(b"".join(map(frame, payloads)))
    found = scan_file(FileSource(path))
    assert found.xy.tolist() == [[n, -n] for n in sizes]
    assert found.has_location.all()
    assert found.fields == ["aa", "image_raw", "loc_x", "loc_y", "zz"]
    known = scan_known(FileSource(path), found.records[::-3])
    assert known.xy.tolist() == found.xy[::-3].tolist()


@pytest.mark.parametrize("size", [5, 200, 300, 3000])
def test_large_features_beside_the_image_hide_no_location(tmp_path: Path, size: int) -> None:
    path = tmp_path / "large.tfrecords"
    payload = make_example(
        {
            "embedding": [float(i) for i in range(size)],
            "image_raw": b"\xff" * 3000,
            "loc_x": 3,
            "loc_y": 4,
            "many": list(range(size)),
            "name" * 20: "a long name",
        }
    )
    path.write_bytes(frame(payload) * 3)
    found = scan_file(FileSource(path))
    assert found.xy.tolist() == [[3, 4]] * 3
    assert found.fields == ["embedding", "image_raw", "loc_x", "loc_y", "many", "name" * 20]


def test_more_records_than_a_batch_are_joined(tmp_path: Path) -> None:
    path = tmp_path / "many.tfrecords"
    count = 2 * scan_module.BATCH + 3
    records = [frame(make_example({"loc_x": i, "loc_y": 2 * i})) for i in range(count)]
    path.write_bytes(b"".join(records))
    found = scan_file(FileSource(path))
    assert found.xy.tolist() == [[i, 2 * i] for i in range(count)]
    ends = found.records.sum(axis=1)
    assert ends[-1] == path.stat().st_size
    assert (ends[:-1] == found.records[1:, 0]).all()


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["loc_x", "loc_y", "image_raw", "slide", "label", "grid"]),
            st.one_of(
                st.integers(-(2**63), 2**63 - 1),
                st.binary(max_size=400),
                st.lists(st.integers(0, 5), max_size=3),
                st.floats(-1e6, 1e6, width=32),
            ),
        ),
        max_size=8,
    )
)
def test_the_vectorised_reading_agrees_with_protobuf(
    tmp_path_factory: pytest.TempPathFactory,
    features: list[dict[str, int | bytes | list[int] | float]],
) -> None:
    from tfrviewer.tfrecord.example import parse_example

    payloads = [make_example(f) for f in features]
    path = tmp_path_factory.mktemp("agree") / "some.tfrecords"
    path.write_bytes(b"".join(map(frame, payloads)))
    found = scan_file(FileSource(path))
    examples = [parse_example(payload) for payload in payloads]
    pairs = zip(found.xy.tolist(), found.has_location.tolist(), strict=True)
    assert [tuple(xy) if has else None for xy, has in pairs] == [e.location for e in examples]
    assert found.fields == sorted({name for e in examples for name in e.features})


def _corrupted(data: bytes, draw: DataObject) -> tuple[bytes, list[tuple[int, int]]]:
    """Damage a file at one place; return it and the stretches of old bytes that are whole."""
    kind = draw.draw(st.sampled_from(["overwrite", "cut", "insert", "remove"]))
    at = draw.draw(st.integers(0, len(data) - 1))
    size = draw.draw(st.integers(1, 4000))
    noise = draw.draw(st.one_of(st.just(bytes(size)), st.binary(min_size=size, max_size=size)))
    if kind == "overwrite":
        end = min(at + size, len(data))
        return data[:at] + noise[: end - at] + data[end:], [(0, at), (end, len(data))]
    if kind == "cut":
        return data[:at], [(0, at)]
    if kind == "insert":
        return data[:at] + noise + data[at:], [(0, at), (at, len(data))]
    return data[:at] + data[at + size :], [(0, at), (min(at + size, len(data)), len(data))]


def _assert_intact_records_survive(folder: Path, draw: DataObject) -> None:
    damaged, whole = _corrupted(SOUND, draw)
    path = folder / "damaged.tfrecords"
    path.write_bytes(damaged)
    found = scan_file(FileSource(path))
    read = {damaged[o : o + s] for o, s in found.records.tolist()}
    for offset, size in zip(OFFSETS, LENGTHS, strict=True):
        if any(start <= offset and offset + size <= end for start, end in whole):
            assert SOUND[offset : offset + size] in read
    assert (found.records[:, 0] + found.records[:, 1] <= len(damaged)).all()


@given(st.data())
def test_no_intact_record_is_lost_to_damage_elsewhere(
    tmp_path_factory: pytest.TempPathFactory, data: DataObject
) -> None:
    _assert_intact_records_survive(tmp_path_factory.mktemp("fuzz"), data)


@pytest.mark.long
@given(st.data())
def test_no_intact_record_is_lost_in_a_long_fuzz(
    tmp_path_factory: pytest.TempPathFactory, data: DataObject
) -> None:
    _assert_intact_records_survive(tmp_path_factory.mktemp("fuzz"), data)


def read_of(path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Scan a file; return how many bytes were read beside the windows."""
    count = 0
    read = FileSource.read

    def counting(source: FileSource, offset: int, size: int) -> bytes:
        nonlocal count
        count += size
        return read(source, offset, size)

    with monkeypatch.context() as patch:
        patch.setattr(FileSource, "read", counting)
        scan_file(FileSource(path))
    return count


def test_headers_made_to_mislead_do_not_make_a_scan_read_without_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    size = 1 << 19
    data = bytearray(size)
    for at in range(0, size - 64, 16):  # each holds, and reaches to the last byte but one
        data[at : at + HEADER] = frame(bytes(size - at - OVERHEAD - 1))[:HEADER]
    path = tmp_path / "misleading.tfrecords"
    path.write_bytes(data)
    monkeypatch.setattr(scan_module, "_PROOF_LEAST", 0)
    assert read_of(path, monkeypatch) < 16 * size


def test_many_damaged_lengths_do_not_make_a_scan_read_everything_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sound = frame(make_example({"loc_x": 1, "loc_y": 2}))
    odd = sound[:8] + bytes(4) + sound[HEADER:]
    path = tmp_path / "odd.tfrecords"
    path.write_bytes((sound + odd) * 1000)
    reads = 0
    read_into = Lease.read_into

    def counting(lease: Lease, buffer: memoryview, offset: int) -> int:
        nonlocal reads
        reads += 1
        return read_into(lease, buffer, offset)

    monkeypatch.setattr(Lease, "read_into", counting)
    found = scan_file(FileSource(path))
    assert len(found.records) == 2000
    assert found.xy.tolist() == [[1, 2]] * 2000
    assert reads < 20 * 2000


def test_looking_for_records_behind_damage_can_be_cancelled(tmp_path: Path) -> None:
    path = tmp_path / "noise.tfrecords"
    path.write_bytes(bytes([7]) * (1 << 20))
    cancel = CancelToken()
    cancel.cancel()
    with pytest.raises(Cancelled):
        scan_file(FileSource(path), cancel)
