"""Names and order of a blinded review."""

from tfrviewer.review import Blinding


def test_that_names_hide_slides_and_depend_on_the_seed_alone() -> None:
    names = [f"patient-{i}" for i in range(12)]
    called = Blinding(5).slides(names)
    assert called == Blinding(5).slides(names[::-1]) != Blinding(6).slides(names)
    assert sorted(called.values()) == [f"Slide {i:02}" for i in range(1, 13)]


def test_that_the_order_is_by_lot_and_the_same_for_one_seed() -> None:
    order = Blinding(5).order(1000)
    assert sorted(order.tolist()) == list(range(1000)) != order.tolist()
    assert (order == Blinding(5).order(1000)).all()
    assert (order != Blinding(6).order(1000)).any()


def test_that_the_lot_is_the_same_on_every_machine() -> None:
    blinding = Blinding(5)
    assert blinding.order(8).tolist() == [2, 1, 3, 6, 0, 5, 7, 4]
    assert [*blinding.slides("abcd").values()] == ["Slide 3", "Slide 2", "Slide 4", "Slide 1"]


def test_that_files_stand_in_the_order_of_their_other_names() -> None:
    names = ["d", "a", "c", "b", "a"]
    called = Blinding(5).slides(names)
    order = Blinding(5).files(names)
    shown = [called[names[number]] for number in order]
    assert shown == sorted(shown)
    assert order.index(1) + 1 == order.index(4)
