"""What a slide may be called in names."""

from tfrviewer.build.naming import owners_of


def test_a_barcode_with_a_uuid_may_be_its_first_twelve_letters() -> None:
    name = "TCGA-05-4244-01Z-00-DX1.d4ff32cd-38cf-40ea-8213-45c2b100ac01"
    assert len(name) == 60
    assert owners_of(name, "folder") == (name, "folder", "TCGA-05-4244")
    assert owners_of("A", "A") == ("A",)
