import hashlib
import os
import subprocess
import sys
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
        if target == path:
            indices.append((tmp_path / "a.index.npz").exists())
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", watched)
    with RecordWriter(path) as writer:
        writer.write(b"newer")
    assert indices == [False]
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


_UNTIL_THE_DISK_IS_FULL = """
import resource, signal, sys
from tfrviewer import RecordWriter
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
try:
    with RecordWriter(sys.argv[1]) as writer:
        for _ in range(int(sys.argv[3])):
            writer.write(bytes(int(sys.argv[4])), (1, 2))
except OSError as error:
    print(error)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no limit of file sizes")
@pytest.mark.parametrize(
    ("limit", "records", "size"),
    [(10_000, 20, 1000), (1 << 20, 3000, 1000), (17 * 200, 200, 1)],
    ids=["when it is finished", "under way", "in its index"],
)
def test_a_full_disk_leaves_nothing_half_made_and_names_the_file(
    limit: int, records: int, size: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.tfrecords"
    told = subprocess.run(
        [sys.executable, "-c", _UNTIL_THE_DISK_IS_FULL, *map(str, (path, limit, records, size))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert str(tmp_path / "a.") in told.stdout
    assert list(tmp_path.iterdir()) == []


def test_a_record_with_a_wrong_location_is_written_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.tfrecords"
    wrong = [(1,), (1, 2, 3), (1.5, 2), ("1", 2), 7, (1 << 63, 0), (0, -(1 << 63) - 1)]
    with RecordWriter(path) as writer:
        writer.write(b"one", (1, 2))
        for location in wrong:
            with pytest.raises((TypeError, ValueError), match="location"):
                writer.write(b"wrong", location)  # type: ignore[arg-type]
        with pytest.raises(TypeError):
            writer.write(None, (3, 4))  # type: ignore[arg-type]
        writer.write(b"two", (np.int64(3), np.int32(4)))  # type: ignore[arg-type]
        assert len(writer) == 2
    with TFRecord(path, create_index=False) as tfr:
        assert tfr.index_state == "found"
        assert [tfr.payload(i) for i in range(len(tfr))] == [b"one", b"two"]


def test_a_file_of_which_a_write_failed_is_never_finished(tmp_path: Path) -> None:
    path = tmp_path / "a.tfrecords"
    path.write_bytes(b"before")

    class Full:
        def __init__(self, file: object) -> None:
            self.close = file.close  # type: ignore[attr-defined]

        def write(self, data: bytes) -> int:
            raise OSError(28, "No space left on device")

    writer = RecordWriter(path)
    writer.write(b"one")
    writer._file = Full(writer._file)  # type: ignore[assignment]
    with pytest.raises(OSError, match="No space left") as caught:
        writer.write(b"two")
    assert caught.value.filename == str(path)
    with pytest.raises(ValueError, match="not written whole"):
        writer.write(b"three")
    with pytest.raises(ValueError, match="not written whole"):
        writer.close()
    assert [(p.name, p.read_bytes()) for p in tmp_path.iterdir()] == [("a.tfrecords", b"before")]


def test_a_folder_with_the_name_of_the_index_is_refused_and_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.tfrecords"
    path.write_bytes(b"before")
    folder = tmp_path / "a.index.npz"
    folder.mkdir()
    (folder / "mine").write_bytes(b"mine")
    with pytest.raises(IsADirectoryError, match="name of the index"):
        RecordWriter(path)
    with RecordWriter(path, index=False) as writer:
        writer.write(b"x")
    assert (folder / "mine").read_bytes() == b"mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.index.npz", "a.tfrecords"]
    folder.rename(tmp_path / "elsewhere")
    before = path.read_bytes()
    with pytest.raises(IsADirectoryError), RecordWriter(path) as writer:
        folder.mkdir()
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.index.npz", "a.tfrecords", "elsewhere"]


def test_an_index_goes_with_its_file_and_a_stranger_stays(tmp_path: Path) -> None:
    path, index = tmp_path / "a.tfrecords", tmp_path / "a.index.npz"
    with RecordWriter(path) as writer:
        writer.write(b"old", (1, 2))
    with RecordWriter(path, index=False) as writer:
        writer.write(b"new")
    assert not index.exists()
    np.savez(index, np.array([[512, 768], [1024, 768]]))
    before = index.read_bytes()
    with RecordWriter(path, index=False) as writer:
        writer.write(b"newer")
    assert index.read_bytes() == before


def test_an_index_that_cannot_be_written_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tfrecords"
    with RecordWriter(path) as writer:
        writer.write(b"old")
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device", str(path))

    monkeypatch.setattr(Path, "write_bytes", full)
    with (
        pytest.raises(OSError, match=r"No space left on device: '.*/a\.index\.npz'"),
        RecordWriter(path) as writer,
    ):
        writer.write(b"new")
    monkeypatch.undo()
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


def test_the_bytes_are_on_the_disk_before_the_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.tfrecords"
    seen: list[tuple[int, bool]] = []
    fsync = os.fsync

    def watched(number: int) -> None:
        seen.append((os.fstat(number).st_size, path.exists()))
        fsync(number)

    monkeypatch.setattr(os, "fsync", watched)
    with RecordWriter(path) as writer:
        writer.write(b"x")
    assert seen == [(17, False)]


def test_features_of_numpy_are_written_and_their_location_indexed(tmp_path: Path) -> None:
    with RecordWriter(tmp_path / "a.tfrecords") as writer:
        writer.write_example(
            {"loc_x": np.int64(5), "loc_y": np.uint16(6), "v": np.float32(0.5), "ok": np.True_}
        )
    with TFRecord(tmp_path / "a.tfrecords") as tfr:
        assert tfr.locations == [(5, 6)]
        assert tfr[0] == {"loc_x": 5, "loc_y": 6, "v": 0.5, "ok": 1}


@pytest.mark.parametrize("features", [{"grade": None}, {"grade": {"a": 1}}, [("grade", 1)], None])
def test_what_is_no_feature_is_refused_and_nothing_of_it_written(
    features: object, tmp_path: Path
) -> None:
    with RecordWriter(tmp_path / "a.tfrecords") as writer:
        with pytest.raises(TypeError, match=r"'grade'|mapping"):
            writer.write_example(features)  # type: ignore[arg-type]
        assert len(writer) == 0


def test_a_file_that_cannot_be_begun_is_named_as_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "none" / "out.tfrecords"
    with pytest.raises(FileNotFoundError) as caught:
        RecordWriter(path)
    assert caught.value.filename == str(path)
