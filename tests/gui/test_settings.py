from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication

from tfrviewer.gui.opening import Tiles, ToOpen
from tfrviewer.gui.settings import (
    GEOMETRY,
    MAX_RECENT,
    RECENT,
    SETTINGS,
    THEME,
    TILE_PX,
    Setting,
    Settings,
    clamp_to_screens,
    config_dir,
)


def other(setting: Setting[object]) -> object:
    """A value that is not the default."""
    if setting.choices:
        return next(choice for choice in setting.choices if choice != setting.default)
    return {int: 77, str: "a,b;c\nd", bytes: b"\x00\xff="}[type(setting.default)]


def test_keys_are_unique() -> None:
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_a_value_is_there_at_the_next_start(
    setting: Setting[object], tmp_path: Path, qapp: QApplication
) -> None:
    path = tmp_path / "tfrviewer.ini"
    first = Settings(path)
    assert first.get(setting) == setting.default
    first.set(setting, other(setting))
    first.save()
    assert Settings(path).get(setting) == other(setting)


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.key)
def test_defaults_are_among_the_choices(setting: Setting[object]) -> None:
    assert not setting.choices or setting.default in setting.choices


def test_senseless_values_read_as_defaults(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "tfrviewer.ini"
    path.write_text("[view]\ntheme=purple\ntile_px=many\n[window]\ngeometry=@Invalid()\n")
    settings = Settings(path)
    assert settings.get(THEME) == "system"
    assert settings.get(TILE_PX) == TILE_PX.default
    assert settings.get(GEOMETRY) == b""


def test_numbers_are_brought_into_their_limits(tmp_path: Path, qapp: QApplication) -> None:
    path = tmp_path / "tfrviewer.ini"
    path.write_text("[view]\ntile_px=99999\n")
    assert Settings(path).get(TILE_PX) == 512


def test_the_folder_can_be_named_by_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TFRVIEWER_CONFIG_DIR", str(tmp_path / "elsewhere"))
    assert config_dir() == tmp_path / "elsewhere"


class TestRecent:
    def test_the_newest_comes_first_and_none_twice(
        self, tmp_path: Path, qapp: QApplication
    ) -> None:
        settings = Settings(tmp_path / "a.ini")
        a, b = tmp_path / "a", tmp_path / "b"
        settings.add_recent(ToOpen.of(a))
        settings.add_recent(ToOpen.of(b))
        settings.add_recent(ToOpen.of(a))
        assert settings.recent == [ToOpen.of(a), ToOpen.of(b)]

    def test_files_opened_together_are_one(self, tmp_path: Path, qapp: QApplication) -> None:
        settings = Settings(tmp_path / "a.ini")
        two = ToOpen.of([tmp_path / "a, 1", tmp_path / "b;ü\n\t"])
        settings.add_recent(two)
        settings.save()
        assert Settings(tmp_path / "a.ini").recent == [two]

    def test_the_tiles_of_a_project_and_annotations_are_kept(
        self, tmp_path: Path, qapp: QApplication
    ) -> None:
        settings = Settings(tmp_path / "a.ini")
        all_of_it = ToOpen((tmp_path,), Tiles("96px_10x"), tmp_path / "a.csv", as_project=True)
        some = replace(all_of_it, tiles=Tiles("96px_10x", ("A", "B")))
        settings.add_recent(all_of_it)
        settings.add_recent(some)
        settings.save()
        assert Settings(tmp_path / "a.ini").recent == [some, all_of_it]

    def test_a_list_that_somebody_spoiled_loses_what_makes_no_sense(
        self, tmp_path: Path, qapp: QApplication
    ) -> None:
        settings = Settings(tmp_path / "a.ini")
        settings.add_recent(ToOpen.of(tmp_path))
        kept = settings.get(RECENT)
        wrong = ["/a", "{", "[]", "{}", '{"paths": [3]}', '{"paths": ["/a"], "tiles": 3}']
        wrong += ['{"paths": ["/a"], "tiles": "9px_9um", "sources": "A"}', '{"paths": []}']
        settings.set(RECENT, "\n".join([*wrong, kept]))
        assert settings.recent == [ToOpen.of(tmp_path)]
        settings.set(RECENT, '{"paths": ["/a"], "when": -Infinity, "n_tiles": NaN}')
        assert [(one.when, one.tiles) for one in settings.remembered] == [(0, 0)]

    def test_ten_are_kept(self, tmp_path: Path, qapp: QApplication) -> None:
        settings = Settings(tmp_path / "a.ini")
        for i in range(MAX_RECENT + 3):
            settings.add_recent(ToOpen.of(tmp_path / str(i)))
        assert len(settings.recent) == MAX_RECENT
        settings.clear_recent()
        assert settings.recent == []


def test_a_window_beyond_the_screens_is_moved_onto_one(qapp: QApplication) -> None:
    screen = qapp.primaryScreen().availableGeometry()
    clamped = clamp_to_screens(QRect(5000, -3000, 9000, 200))
    assert screen.contains(clamped)
    assert clamped.width() == screen.width()
    inside = QRect(10, 10, 300, 200)
    assert clamp_to_screens(inside) == inside
