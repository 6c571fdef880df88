import hashlib
from pathlib import Path

import numpy as np
import pytest

from tests.unit.tfrecord.expected import GOLDEN
from tfrviewer import RecordWriter, TFRecord


@pytest.mark.parametrize("name", ["slide-A.tfrecords", "extra_features.tfrecords"])
def test_payloads_written_again_give_the_bytes_of_tensorflow(name: str, tmp_path: Path) -> None:
    source = TFRecord(GOLDEN / name, create_index=False)
    with RecordWriter(tmp_path / name) as writer:
        for i in range(len(source)):
            writer.write(source.payload(i), source.example(i).location)
    assert (tmp_path / name).read_bytes() == (GOLDEN / name).read_bytes()
    index = GOLDEN / "slideflow_index" / name.replace(".tfrecords", ".index.npz")
    with np.load(index) as theirs, np.load(tmp_path / index.name) as ours:
        for key in ("arr_0", "locations"):
            np.testing.assert_array_equal(ours[key], theirs[key])
            assert ours[key].dtype == theirs[key].dtype


def test_the_bytes_of_an_example_never_change(tmp_path: Path) -> None:
    # TensorFlow and Slideflow read a file with this hash.
    path = tmp_path / "fixed.tfrecords"
    with RecordWriter(path) as writer:
        for i in range(3):
            writer.write_example(
                {"image_raw": bytes(range(i, 200)), "slide": "Fälle", "loc_x": i, "loc_y": -i}
            )
    assert hashlib.sha256(path.read_bytes()).hexdigest() == (
        "a8fb570a7f24a9881c5753d04ca34c816ef17553eb3dc1e4b69c459a1e8fd284"
    )
    assert TFRecord(path).locations == [(0, 0), (1, -1), (2, -2)]
    assert TFRecord(path).index_state == "found"


def test_an_exception_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a.tfrecords"
    path.write_bytes(b"before")
    with pytest.raises(TypeError), RecordWriter(path) as writer:
        writer.write(None)  # type: ignore[arg-type]
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.tfrecords", b"before")]


def test_a_target_that_cannot_be_replaced_leaves_nothing_half_made(tmp_path: Path) -> None:
    target = tmp_path / "a.tfrecords"
    target.mkdir()
    with pytest.raises(OSError, match="tfrecords"), RecordWriter(target) as writer:
        writer.write(b"x")
    assert list(tmp_path.iterdir()) == [target]


def test_no_index_where_none_is_wanted(tmp_path: Path) -> None:
    with RecordWriter(tmp_path / "a.tfrecords", index=False) as writer:
        writer.write(b"")
        assert len(writer) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["a.tfrecords"]


def test_a_closed_writer_takes_no_more(tmp_path: Path) -> None:
    writer = RecordWriter(tmp_path / "a.tfrecords")
    writer.close()
    writer.close()
    with pytest.raises(ValueError, match="closed"):
        writer.write(b"x")
    assert len(TFRecord(tmp_path / "a.tfrecords")) == 0


def test_records_without_location_leave_the_index_without_any(tmp_path: Path) -> None:
    path = tmp_path / "mixed.tfrecords"
    with RecordWriter(path) as writer:
        writer.write_example({"loc_x": 1, "loc_y": 2})
        writer.write_example({"slide": "none"})
    with np.load(tmp_path / "mixed.index.npz") as arrays:
        assert arrays["locations"].shape == (0,)
        assert arrays["arr_0"].shape == (2, 2)
    assert TFRecord(path).locations == [(1, 2), None]


def test_a_replaced_file_never_lies_beside_the_index_of_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tfrecords"
    with RecordWriter(path) as writer:
        writer.write(b"old")
    indices: list[bool] = []
    replace = Path.replace

    def watched(self: Path, target: Path) -> Path:
        indices.append((tmp_path / "a.index.npz").exists())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    with RecordWriter(path) as writer:
        writer.write(b"newer")
    assert indices[0] is False
    assert TFRecord(path).index_state == "found"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.index.npz", "a.tfrecords"]


def test_a_file_that_cannot_be_replaced_keeps_its_index(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tfrecords"
    with RecordWriter(path) as writer:
        writer.write(b"old")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def fail(self: Path, target: Path) -> None:
        raise PermissionError(13, "in use", str(target))

    monkeypatch.setattr(Path, "replace", fail)
    with pytest.raises(PermissionError), RecordWriter(path) as writer:
        writer.write(b"new")
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_a_stranger_under_the_name_of_the_index_stays_where_none_is_written(
    tmp_path: Path,
) -> None:
    bag = tmp_path / "a.index.npz"
    bag.write_bytes(b"tile locations of a feature bag")
    with RecordWriter(tmp_path / "a.tfrecords", index=False) as writer:
        writer.write(b"x")
        assert writer.size == 17
    assert bag.read_bytes() == b"tile locations of a feature bag"
