"""What the files of images are called."""

from tfrviewer.build.extract.tile_names import TileNames


def test_no_name_is_given_twice() -> None:
    names = TileNames()
    given = [
        names.path_of("A", (1, 2), 5, "jpg"),
        names.path_of("A", (1, 2), 5, "jpg"),
        names.path_of("A", (1, 2), 5, "jpg"),
        names.path_of("A", None, 5, "jpg"),
        names.path_of("A", None, 5, "jpg"),
        names.path_of("a", (1, 2), 5, "jpg"),
    ]
    assert given == [
        "A/A-1-2.jpg",
        "A/A-1-2-record5.jpg",
        "A/A-1-2-record5-2.jpg",
        "A/A-record5.jpg",
        "A/A-record5-2.jpg",
        "a~2/a-1-2.jpg",
    ]
