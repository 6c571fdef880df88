import contextlib
import io
import shutil
import tempfile
import zipfile
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import DataObject

from tests.unit.tfrecord.expected import GOLDEN, expected
from tfrviewer import TFRecord, create_index, find_index, load_index
from tfrviewer.errors import FindingKind, IndexFileError
from tfrviewer.tfrecord.index import read_index, write_index

VARIANTS = GOLDEN / "index_variants"
USABLE = [
    "no_locations_key.index.npz",
    "plain.index.npy",
    "short_locations.index.npz",
    "text.index",
]
REFUSED = {
    "feature_bag.index.npz": (FindingKind.FOREIGN_INDEX, "feature bag"),
    "not_a_zip.index.npz": (FindingKind.UNREADABLE_INDEX, "not a NumPy file"),
    "stale_shifted.index.npz": (FindingKind.STALE_INDEX, "follow one another"),
    "stale_short.index.npz": (FindingKind.STALE_INDEX, "byte 108,929"),
    "zero_bytes.index.npz": (FindingKind.UNREADABLE_INDEX, "empty"),
}
SLIDE_A = expected()["slide-A.tfrecords"]
SLIDE_A_INDEX = read_index(GOLDEN / "slideflow_index" / "slide-A.index.npz").records


def slide_a_with(variant: str, folder: Path) -> Path:
    """Copy slide-A with one of the index variants beside it."""
    path = folder / "slide-A.tfrecords"
    shutil.copy(GOLDEN / "slide-A.tfrecords", path)
    suffix = variant[variant.index(".") :]
    shutil.copy(VARIANTS / variant, folder / f"slide-A{suffix}")
    return path


def test_every_variant_of_an_index_is_tested() -> None:
    assert sorted([*USABLE, *REFUSED]) == sorted(path.name for path in VARIANTS.iterdir())


@pytest.mark.parametrize("variant", USABLE)
def test_an_older_index_that_fits_is_used(variant: str, tmp_path: Path) -> None:
    path = slide_a_with(variant, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    for _ in range(2):
        tfrecord = TFRecord(path)
        assert tfrecord.index_state == "found"
        assert tfrecord.findings == []
        assert tfrecord.locations == [tuple(xy) for xy in SLIDE_A["locations"]]
    assert load_index(path).shape == (42, 2)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize("variant", REFUSED)
def test_an_index_that_does_not_fit_is_told_left_and_not_used(variant: str, tmp_path: Path) -> None:
    kind, words = REFUSED[variant]
    path = slide_a_with(variant, tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    for _ in range(2):
        tfrecord = TFRecord(path)
        assert tfrecord.index_state == "stale"
        assert len(tfrecord) == 42
        assert tfrecord.locations == [tuple(xy) for xy in SLIDE_A["locations"]]
        assert [finding.kind for finding in tfrecord.findings] == [kind]
        assert words in tfrecord.findings[0].message
    with pytest.raises(IndexFileError, match=words):
        load_index(path)
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "index",
    sorted(
        path.name
        for path in (GOLDEN / "slideflow_index").iterdir()
        # Of those with damaged framing no index is written: the next test.
        if not path.name.startswith(("flipped_length", "truncated", "zeroed"))
    ),
)
def test_the_index_written_is_that_of_slideflow(index: str, tmp_path: Path) -> None:
    name = index.replace(".index.npz", ".tfrecords")
    shutil.copy(GOLDEN / name, tmp_path)
    written = create_index(tmp_path / name)
    assert written == tmp_path / index
    with np.load(written) as ours, np.load(GOLDEN / "slideflow_index" / index) as theirs:
        assert sorted(ours.files) == sorted(theirs.files)
        for key in ours.files:
            if (name, key) == ("mixed_locations.tfrecords", "locations"):
                # Slideflow leaves records without a location out and so misreads its own file.
                assert theirs[key].shape == (8, 2)
                assert (ours[key].dtype, ours[key].shape) == (np.dtype("float64"), (0,))
                continue
            assert ours[key].dtype == theirs[key].dtype
            np.testing.assert_array_equal(ours[key], theirs[key])


@pytest.mark.parametrize("name", ["flipped_length_crc", "truncated_footer", "wrong_length"])
def test_no_index_is_written_beside_a_damaged_file(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"{name}.tfrecords"
    shutil.copy(GOLDEN / path.name, path)
    with pytest.raises(IndexFileError, match="damaged"):
        create_index(path)
    assert TFRecord(path).index_state == "cached"
    assert list(tmp_path.iterdir()) == [path]


def test_slideflows_own_misaligned_locations_are_not_believed(tmp_path: Path) -> None:
    name = "mixed_locations"
    shutil.copy(GOLDEN / f"{name}.tfrecords", tmp_path)
    shutil.copy(GOLDEN / "slideflow_index" / f"{name}.index.npz", tmp_path)
    told = expected()[f"{name}.tfrecords"]["locations"]
    for _ in range(2):
        tfrecord = TFRecord(tmp_path / f"{name}.tfrecords")
        assert tfrecord.index_state == "found"
        assert tfrecord.locations == [None if xy is None else tuple(xy) for xy in told]


def test_an_index_is_found_in_the_order_of_slideflow(tmp_path: Path) -> None:
    tfrecord = tmp_path / "a.b.tfrecords"
    tfrecord.touch()
    assert find_index(tfrecord) is None
    for suffix in (".index.npy", ".index.npz", ".index"):
        (tmp_path / f"a.b{suffix}").touch()
        assert find_index(tfrecord) == tmp_path / f"a.b{suffix}"


def test_a_right_index_behind_a_stale_one_is_used(tmp_path: Path) -> None:
    path = slide_a_with("no_locations_key.index.npz", tmp_path)
    (tmp_path / "slide-A.index").write_text("0 20\n20 30\n")
    tfrecord = TFRecord(path)
    assert tfrecord.index_state == "found"
    assert tfrecord.index_path == tmp_path / "slide-A.index.npz"
    assert [finding.kind for finding in tfrecord.findings] == [FindingKind.STALE_INDEX]


def test_a_missing_index_is_told_with_what_to_do(tmp_path: Path) -> None:
    shutil.copy(GOLDEN / "slide-A.tfrecords", tmp_path)
    with pytest.raises(IndexFileError, match="create_index"):
        load_index(tmp_path / "slide-A.tfrecords")


def _zip_with(member: bytes, path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("arr_0.npy", member)


def _npy(array: np.ndarray) -> bytes:
    buffer = io.BytesIO()
    np.save(buffer, array, allow_pickle=True)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("member", "words"),
    [
        (_npy(np.array([{}], object)), "not numbers"),
        (_npy(np.zeros((4, 2), np.int64)).replace(b"(4, 2)", b"(9999999999, 2)"), "cut short|"),
        (_npy(np.zeros((3, 3), np.int64)), "shape"),
        (_npy(np.full((2, 2), 0.5)), "fractions"),
        (_npy(np.full((2, 2), 2**63, np.uint64)), "64 bits"),
        (bytes(30_000_000), "unpacks to"),
    ],
)
def test_a_malicious_index_is_refused_before_anything_is_allocated(
    member: bytes, words: str, tmp_path: Path
) -> None:
    path = tmp_path / "x.index.npz"
    _zip_with(member, path)
    with pytest.raises(IndexFileError, match=words):
        read_index(path)


def test_an_index_of_one_record_keeps_its_shape(tmp_path: Path) -> None:
    (tmp_path / "one.index").write_text("0 2977\n")
    assert read_index(tmp_path / "one.index").records.tolist() == [[0, 2977]]


def test_writing_an_index_leaves_no_temporary_file(tmp_path: Path) -> None:
    target = tmp_path / "x.index.npz"
    write_index(target, np.array([[0, 20]]), None)
    assert [path.name for path in tmp_path.iterdir()] == ["x.index.npz"]
    target.unlink()
    target.mkdir()  # a folder stands where the index should go
    with pytest.raises(OSError, match="index"):
        write_index(target, np.array([[0, 20]]), None)
    assert [path.name for path in tmp_path.iterdir()] == ["x.index.npz"]


@given(st.data())
def test_a_damaged_index_is_refused_or_read_and_nothing_else_is_raised(data: DataObject) -> None:
    packed, plain = io.BytesIO(), io.BytesIO()
    with np.load(GOLDEN / "slideflow_index" / "slide-A.index.npz") as arrays:
        np.savez_compressed(packed, arr_0=arrays["arr_0"], locations=arrays["locations"])
        np.save(plain, arrays["arr_0"])
    whole = data.draw(st.sampled_from([packed.getvalue(), plain.getvalue()]))
    edges = st.integers(0, 200) | st.integers(len(whole) - 300, len(whole) - 1)
    damaged = bytearray(whole)
    for at in data.draw(st.lists(edges | st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        damaged[at] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "slide.index.npz"
        path.write_bytes(damaged)
        with contextlib.suppress(IndexFileError):
            read_index(path)


@pytest.mark.parametrize("number", [np.inf, -np.inf, np.nan, 1e300])
def test_an_index_of_numbers_that_are_no_bytes_is_refused(number: float, tmp_path: Path) -> None:
    path = tmp_path / "slide.index.npz"
    np.savez(path, arr_0=np.array([[0.0, number]]))
    with pytest.raises(IndexFileError, match="beyond 64 bits"):
        read_index(path)


def test_an_index_whose_sums_overflow_does_not_fit(tmp_path: Path) -> None:
    path = tmp_path / "slide-A.tfrecords"
    shutil.copy(GOLDEN / "slide-A.tfrecords", path)
    first = SLIDE_A_INDEX[0, 1]
    far = 1 << 62  # four of them are 0 in 64 bits
    sizes = np.array([first, far, far, far, far, path.stat().st_size - first], np.int64)
    offsets = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    np.savez(tmp_path / "slide-A.index.npz", arr_0=np.stack([offsets, sizes], 1))
    tfrecord = TFRecord(path)
    assert (tfrecord.index_state, len(tfrecord)) == ("stale", 42)


def test_shards_do_not_share_an_index(tmp_path: Path) -> None:
    paths = [tmp_path / f"train.tfrecord-0000{k}-of-00002" for k in range(2)]
    shutil.copy(GOLDEN / "slide-A.tfrecords", paths[0])
    shutil.copy(GOLDEN / "one_record.tfrecords", paths[1])
    for state in ("built", "found"):
        assert [TFRecord(path).index_state for path in paths] == [state, state]
        assert [TFRecord(path).findings for path in paths] == [[], []]


def test_a_name_too_long_for_an_index_beside_it_can_be_opened(tmp_path: Path) -> None:
    path = tmp_path / ("x" * 246 + ".tfrecord")
    shutil.copy(GOLDEN / "slide-A.tfrecords", path)
    assert find_index(path) is None
    tfrecord = TFRecord(path)
    assert (tfrecord.index_state, len(tfrecord)) == ("cached", 42)
