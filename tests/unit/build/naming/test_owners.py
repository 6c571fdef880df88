"""What a slide may be called in names."""

from tfrviewer.build.naming import owners_of
from tfrviewer.build.naming.rule import LocationRule
from tfrviewer.build.request.request import Naming


def test_a_barcode_with_a_uuid_may_be_its_first_twelve_letters() -> None:
    name = "TCGA-05-4244-01Z-00-DX1.d4ff32cd-38cf-40ea-8213-45c2b100ac01"
    assert len(name) == 60
    assert owners_of(name, "folder") == (
        name,
        "folder",
        "TCGA-05-4244-01Z-00-DX1",
        "TCGA-05-4244",
    )
    assert owners_of("A", "A") == ("A",)


def test_names_that_begin_with_the_barcode_alone_are_no_guess() -> None:
    slide = "TCGA-A1-A0SB-01Z-00-DX1.B34C267B-CAAC-4FBC-A87D-2A6F8A4E5B5C"
    for joint in ("_", "-"):
        names = [
            f"TCGA-A1-A0SB-01Z-00-DX1{joint}{512 * x}{joint}{512 * y}.jpg"
            for x in range(3)
            for y in range(3)
        ]
        found = LocationRule.of(Naming()).read(slide, f"in/{slide}", names)
        assert found.known.all()
        assert found.guessed == 0
        assert found.locations[5].tolist() == [512, 1024]
