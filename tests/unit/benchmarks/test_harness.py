import pytest

from benchmarks.harness import Figure, Kind, Pair, against_bar, meets, pairs, quartiles
from benchmarks.report import Result, line


def test_pairs_alternate_which_of_the_two_goes_first() -> None:
    order: list[str] = []

    def run(name: str) -> float:
        order.append(name)
        return float(len(order))

    pairs(lambda: run("a"), lambda: run("b"), 4, warm=False)
    assert "".join(order) == "abbaabba"


def test_a_pair_keeps_ours_and_theirs_apart_whichever_ran_first() -> None:
    found = pairs(lambda: 2.0, lambda: 5.0, 3)
    assert found == [Pair(2.0, 5.0)] * 3


def test_the_warming_runs_are_not_counted() -> None:
    runs = iter([99.0, 1.0, 2.0])
    found = pairs(lambda: next(runs), lambda: 1.0, 2)
    assert [pair.ours for pair in found] == [1.0, 2.0]


def test_what_must_come_before_a_run_comes_before_each() -> None:
    order: list[str] = []

    def run(name: str) -> float:
        order.append(name)
        return 1.0

    pairs(lambda: run("a"), lambda: run("b"), 2, before=lambda: order.append("."))
    assert "".join(order) == ".a.b.a.b.b.a"


def test_quartiles_lie_between_neighbours() -> None:
    found = quartiles([4.0, 1.0, 3.0, 2.0])
    assert (found.low, found.median, found.high) == (1.75, 2.5, 3.25)


def test_quartiles_of_one_value_are_that_value() -> None:
    found = quartiles([3.0])
    assert (found.low, found.median, found.high) == (3.0, 3.0, 3.0)


def test_quartiles_of_nothing_are_refused() -> None:
    with pytest.raises(ValueError, match="no values"):
        quartiles([])


@pytest.mark.parametrize(
    ("kind", "ratio", "met"),
    [
        (Kind.COST, 1.5, True),
        (Kind.COST, 1.6, False),
        (Kind.SPEED, 1.5, True),
        (Kind.SPEED, 1.4, False),
    ],
)
def test_a_bar_is_a_most_for_a_cost_and_a_least_for_a_speed(
    kind: Kind,
    ratio: float,
    met: bool,
) -> None:
    assert meets(kind, ratio, 1.5) is met


def test_a_ratio_is_told_as_cost_or_as_speed() -> None:
    assert Pair(2.0, 8.0).ratio(Kind.COST) == 0.25
    assert Pair(2.0, 8.0).ratio(Kind.SPEED) == 4.0


def test_a_missed_bar_is_said() -> None:
    figure = Figure("a/b", "Do it", "a limit", Kind.COST, lambda _: [], bar=1.5)
    found = against_bar(lambda: 4.0, 2.0, 7)
    result = Result(figure, found)
    assert result.met is False
    assert "bar at most 1.5: MISSED" in line(result)


def test_an_absent_peer_is_told_and_misses_no_bar() -> None:
    figure = Figure("a/b", "Do it", "a peer", Kind.SPEED, lambda _: [], bar=8)
    result = Result(figure, absent="it is not installed")
    assert result.met is None
    assert line(result).endswith("absent (it is not installed)")
