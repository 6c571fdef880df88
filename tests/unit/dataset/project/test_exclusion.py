from tfrviewer.dataset.project.exclusion import Exclusion


def test_that_a_filter_of_many_values_is_looked_up_and_not_searched() -> None:
    class Value(str):
        """A value that counts how often it is compared with another."""

        __slots__ = ()
        compared = 0

        def __eq__(self, other: object) -> bool:
            Value.compared += 1
            return super().__eq__(other)

        __hash__ = str.__hash__

    values = [Value(f"s{i}") for i in range(2000)]
    exclusion = Exclusion({"slide": values}, ["patient"])
    lines = [{"slide": f"s{i}", "patient": "P"} for i in range(2000)]
    assert [line for line in lines if exclusion.of(line) is not None] == []
    assert Value.compared < 10_000
    assert exclusion.of({"slide": "s1", "patient": " "}) == (
        "“patient” is blank, and the filter leaves such slides out."
    )
    assert "s7 or one of 1,992 more, and it is “s”" in str(exclusion.of({"slide": "s"}))
