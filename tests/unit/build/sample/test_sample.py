"""A written sample reads back as `truth.json` says, and is written whole or not at all."""

import hashlib
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from tfrviewer.build.sample.sample import draw_slide, write_sample
from tfrviewer.build.sample.settings import SampleSettings
from tfrviewer.build.sample.truth import TILE_DEFECTS, Planted
from tfrviewer.errors import CrcError, TfrError
from tfrviewer.jobs import Cancelled, CancelToken
from tfrviewer.tfrecord.file import TFRecord
from tfrviewer.tfrecord.index import index_path_of

SETTINGS = SampleSettings(slides=5, tiles=40, px=48, seed=9)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples") / "sample"
    write_sample(folder, SETTINGS)
    return folder


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    return loaded


def planted(truth: dict[str, Any], kind: Planted) -> list[dict[str, Any]]:
    return [plant for plant in truth["planted"] if plant["kind"] == kind]


def opened(folder: Path, file: str) -> TFRecord:
    return TFRecord(folder / file, create_index=False)


def hashes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_sample_is_laid_out_as_slideflow_would(folder: Path) -> None:
    names = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}
    assert "truth.json" in names
    records = sorted(name for name in names if name.endswith(".tfrecords"))
    assert len(records) == 5
    assert all(name.startswith(f"48px_302um{'/'}SYN-0") for name in records)
    assert names == {"truth.json", *records, *(n[:-10] + ".index.npz" for n in records)}


def test_the_same_settings_write_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write_sample(tmp_path / "again", SETTINGS)
    assert hashes(tmp_path / "again") == hashes(folder)


def test_another_seed_writes_other_slides(tmp_path: Path) -> None:
    for seed in (1, 2):
        write_sample(tmp_path / str(seed), SampleSettings(slides=1, tiles=16, px=32, seed=seed))
    assert hashes(tmp_path / "1") != hashes(tmp_path / "2")


def test_every_slide_has_the_records_asked_for(folder: Path, truth: dict[str, Any]) -> None:
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            assert len(records) == slide["records"] == 40
            assert records.slide == slide["slide"] == Path(slide["file"]).stem


def test_everything_is_planted_and_names_what_it_needs(truth: dict[str, Any]) -> None:
    assert {plant["kind"] for plant in truth["planted"]} == set(Planted) - {Planted.WASHED}
    for kind in TILE_DEFECTS:
        strengths = {plant["strength"] for plant in planted(truth, kind)}
        assert strengths == set(SETTINGS.strengths)
    assert truth["settings"]["seed"] == 9
    records = Counter(
        (plant["file"], plant["record"])
        for plant in truth["planted"]
        if plant["record"] is not None
    )
    assert set(records.values()) == {1}, "one thing a record"
    assert all(plant["detail"] for plant in truth["planted"])


def test_planted_records_lie_where_the_truth_says(folder: Path, truth: dict[str, Any]) -> None:
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            locations = records.locations
        for plant in truth["planted"]:
            if plant["file"] == slide["file"] and plant["record"] is not None:
                expected = locations[plant["record"]] if locations else (None, None)
                assert (plant["loc_x"], plant["loc_y"]) == expected


def test_records_come_in_no_order_of_place(folder: Path, truth: dict[str, Any]) -> None:
    with opened(folder, truth["slides"][0]["file"]) as records:
        located = [location for location in records.locations or [] if location]
    assert located != sorted(located)
    assert located != sorted(located, key=lambda at: (at[1], at[0]))


def test_locations_are_centres_on_a_grid_of_the_tile_size(
    folder: Path, truth: dict[str, Any]
) -> None:
    base = SETTINGS.tile_base
    assert base == 604
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            if records.locations is not None:
                xy = np.array(records.locations)
                assert (xy % base == base // 2).all()


def test_exact_duplicates_are_the_same_bytes_and_near_ones_look_alike(
    folder: Path, truth: dict[str, Any]
) -> None:
    groups: dict[int, list[tuple[Planted, bytes]]] = {}
    for kind in (Planted.EXACT, Planted.NEAR):
        for plant in planted(truth, kind):
            with opened(folder, plant["file"]) as records:
                groups.setdefault(plant["group"], []).append((kind, records.image(plant["record"])))
    assert len(groups) == 10
    for members in groups.values():
        (one, first), (two, second) = members
        assert one is two
        assert (first == second) is (one is Planted.EXACT)
        small = [
            np.asarray(Image.open(io.BytesIO(image)).convert("L").resize((8, 8)), dtype=int)
            for image in (first, second)
        ]
        assert np.abs(small[0] - small[1]).mean() < 14


def test_duplicates_lie_within_and_across_slides(truth: dict[str, Any]) -> None:
    for kind in (Planted.EXACT, Planted.NEAR):
        slides: dict[int, set[str]] = {}
        for plant in planted(truth, kind):
            slides.setdefault(plant["group"], set()).add(plant["slide"])
        assert {len(names) for names in slides.values()} == {1, 2}


def test_only_the_undecodable_image_does_not_decode(folder: Path, truth: dict[str, Any]) -> None:
    expected = {(p["file"], p["record"]) for p in planted(truth, Planted.UNDECODABLE)}
    found = set()
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            for i in range(len(records)):
                try:
                    Image.open(io.BytesIO(records.image(i, check_crc=False))).load()
                except OSError:
                    found.add((slide["file"], i))
    assert found == expected
    assert expected


def test_only_the_record_with_a_wrong_crc_has_one(folder: Path, truth: dict[str, Any]) -> None:
    expected = {(p["file"], p["record"]) for p in planted(truth, Planted.CRC)}
    found = set()
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            for i in range(len(records)):
                try:
                    records.payload(i, check_crc=True)
                except CrcError:
                    found.add((slide["file"], i))
    assert found == expected
    assert expected


def test_one_slide_has_no_locations_and_one_mixes_formats(
    folder: Path, truth: dict[str, Any]
) -> None:
    bare = {plant["file"] for plant in planted(truth, Planted.NO_LOCATIONS)}
    mixed = {plant["file"] for plant in planted(truth, Planted.MIXED)}
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            assert (records.locations is None) is (slide["file"] in bare)
            starts = {records.image(i, check_crc=False)[:4] for i in range(len(records))}
        assert (b"\x89PNG" in starts) is (slide["file"] in mixed)
        assert starts > {b"\x89PNG"} or slide["file"] not in mixed


def test_indices_fit_but_for_the_stale_one(folder: Path, truth: dict[str, Any]) -> None:
    stale = {plant["file"] for plant in planted(truth, Planted.STALE_INDEX)}
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            assert records.index_state == ("stale" if slide["file"] in stale else "found")
            stored = np.load(index_path_of(folder / slide["file"]))["arr_0"]
            assert np.array_equal(stored, records.index[: len(stored)])
            assert len(records) - len(stored) == (slide["file"] in stale)


def test_tiles_give_the_slide_back(tmp_path: Path) -> None:
    settings = SampleSettings(slides=1, tiles=30, px=40, seed=4, png_share=1.0)
    (path,) = write_sample(tmp_path / "one", settings)
    truth = json.loads((tmp_path / "one" / "truth.json").read_text(encoding="utf-8"))
    (slide,) = truth["slides"]
    spoilt = {plant["record"] for plant in truth["planted"]}
    whole = draw_slide(settings, 0).picture(0, 0, slide["columns"] * 40, slide["rows"] * 40)
    with opened(tmp_path, str(path)) as records:
        intact = [i for i in range(len(records)) if i not in spoilt]
        assert len(intact) > 8
        for i in intact:
            x, y = (records.xy[i] - slide["origin"]) // slide["pitch"] * 40
            tile = np.asarray(Image.open(io.BytesIO(records.image(i))), dtype=int)
            apart = np.abs(tile - whole[y : y + 40, x : x + 40]).max(axis=2)
            assert (apart > 1).mean() < 0.005


def test_a_folder_in_use_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    with pytest.raises(TfrError, match="not empty"):
        write_sample(tmp_path, SampleSettings(slides=1, tiles=16, px=16))
    assert hashes(tmp_path).keys() == {"mine.txt"}


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("precious")
    with pytest.raises(TfrError, match="is a file"):
        write_sample(tmp_path / "file", SampleSettings(slides=1, tiles=16, px=16), overwrite=True)


def test_overwriting_replaces_a_sample_and_keeps_other_files(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("precious")
    settings = SampleSettings(slides=1, tiles=16, px=16, seed=1)
    write_sample(tmp_path, settings, overwrite=True)
    first = hashes(tmp_path)
    (path,) = write_sample(tmp_path, settings, overwrite=True)
    path.write_bytes(b"spoilt")
    write_sample(tmp_path, settings, overwrite=True)
    assert hashes(tmp_path) == first
    assert (tmp_path / "mine.txt").read_text() == "precious"


@pytest.mark.parametrize("tiles_done", [1, 17, 31])
def test_a_cancel_leaves_nothing_half_made(tmp_path: Path, tiles_done: int) -> None:
    cancel = CancelToken()

    def progress(done: int, total: int, text: str) -> None:
        assert 0 < done <= total == 32
        assert text.startswith("SYN-")
        if done == tiles_done:
            cancel.cancel()

    target = tmp_path / "new" / "sample"
    with pytest.raises(Cancelled):
        write_sample(
            target,
            SampleSettings(slides=2, tiles=16, px=16),
            progress=progress,
            cancel=cancel,
        )
    assert list(tmp_path.iterdir()) == []


def test_progress_counts_every_tile(tmp_path: Path) -> None:
    seen: list[int] = []
    write_sample(
        tmp_path,
        SampleSettings(slides=2, tiles=16, px=16),
        progress=lambda done, total, text: seen.append(done),
    )
    assert seen == list(range(1, 33))


@pytest.mark.parametrize("slides", [1, 2, 3, 4, 6])
def test_few_slides_still_get_every_fault_they_can_hold(tmp_path: Path, slides: int) -> None:
    write_sample(tmp_path, SampleSettings(slides=slides, tiles=16, px=16, seed=slides))
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    kinds = {plant["kind"] for plant in truth["planted"]}
    missing = {Planted.WASHED} | ({Planted.NO_LOCATIONS} if slides == 1 else set())
    assert kinds == set(Planted) - missing
    strongest = {p["kind"] for p in truth["planted"] if p["strength"] == 1.0}
    assert strongest == set(TILE_DEFECTS)


def test_settings_change_what_they_say(tmp_path: Path) -> None:
    settings = SampleSettings(
        slides=1, tiles=20, px=32, tile_um=128, seed=1, strengths=(0.3, 0.9), defects=0.0
    )
    (path,) = write_sample(tmp_path, settings)
    assert path.parent.name == "32px_128um"
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))
    assert not {plant["kind"] for plant in truth["planted"]} & set(TILE_DEFECTS)
    assert truth["settings"]["strengths"] == [0.3, 0.9]
    with TFRecord(path, create_index=False) as records:
        xy = np.array(records.locations)
    assert (xy % 256 == 128).all()


def test_the_sample_that_comes_along_is_small_and_holds_every_fault() -> None:
    folder = Path(__file__).parents[4] / "resources" / "sample"
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert sum(path.stat().st_size for path in files) <= 1_500_000
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert {plant["kind"] for plant in truth["planted"]} == set(Planted) - {Planted.WASHED}
    for slide in truth["slides"]:
        with opened(folder, slide["file"]) as records:
            assert len(records) == slide["records"]
