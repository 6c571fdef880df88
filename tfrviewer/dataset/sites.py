"""Folds that no site is divided between, with labels as even as can be.

Slides of one site look alike (staining, scanner), and a model that has seen the site in training
is judged too well in validation (Howard et al., Nature Communications 12, 4423, 2021). Sites stay
whole, so that labels can only be even by choosing which sites go together. The best choice has
the least sum, over labels and folds, of squared numbers of patients: with the patients of a label
given, it is least where the folds have equally many of each.
"""

import random
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

MOST_STEPS = 20_000
"""Of the search for the best folds, about half a second. They are counted and not timed, so that
every machine finds the same folds."""

_Counts: TypeAlias = Sequence[int]


def folds_of_sites(
    patients: Mapping[str, _Counts], folds: int, draw: random.Random
) -> dict[str, int]:
    """Give each site a fold.

    No fold is without a site. What is found cannot be made more even by moving one site to
    another fold, nor by exchanging two; where the search ends within `MOST_STEPS`, as it must
    with up to 8 sites and mostly does with 20, there are no more even folds at all.

    Args:
        patients: How many patients of each label each site has.
        folds: How many folds; no more than there are sites.
        draw: Decides between what is equally good.

    Returns:
        The fold of each site, from 0.
    """
    names = sorted(patients)
    draw.shuffle(names)
    # The greatest first: the small ones can then make up for what is uneven.
    names.sort(key=lambda name: -sum(patients[name]))
    sites = [patients[name] for name in names]
    first = _Folds(sites, folds)
    first.deal()
    first.improve()
    chosen = _Search(sites, folds, first).run()
    found = _Folds(sites, folds, chosen)
    found.fill()
    found.improve()
    numbers = list(range(folds))
    draw.shuffle(numbers)
    return {name: numbers[fold] for name, fold in zip(names, found.chosen, strict=True)}


class _Folds:
    """Sites in folds.

    Attributes:
        chosen: The fold of each site.
        sums: How many patients of each label each fold has.
    """

    def __init__(self, sites: Sequence[_Counts], folds: int, chosen: Sequence[int] = ()) -> None:
        self._sites = sites
        self.chosen: list[int] = []
        self.sums = [[0] * len(sites[0]) for _ in range(folds)]
        for fold in chosen:
            self.give(fold)

    def give(self, fold: int) -> None:
        """Give the next site a fold."""
        self._add(fold, self._sites[len(self.chosen)], 1)
        self.chosen.append(fold)

    def take_back(self) -> None:
        """Take its fold from the site that got one last."""
        self._add(self.chosen.pop(), self._sites[len(self.chosen)], -1)

    def deal(self) -> None:
        """Give each site in turn the fold that becomes least uneven by it."""
        while len(self.chosen) < len(self._sites):
            self.give(min(self.next_folds(), key=self.growth))

    def next_folds(self) -> list[int]:
        """Return where the next site may go; of folds without a site, one is as good as any."""
        taken = len(set(self.chosen))
        return list(range(min(taken + 1, len(self.sums))))

    def growth(self, fold: int) -> int:
        """Return by how much the next site would increase the sum of squares in a fold."""
        return _growth(self.sums[fold], self._sites[len(self.chosen)])

    def cost(self) -> int:
        """Return the sum of squares."""
        return sum(number**2 for fold in self.sums for number in fold)

    def fill(self) -> None:
        """Give each fold without a site one of a fold that has several: never less even."""
        for fold in range(len(self.sums)):
            if fold not in self.chosen:
                self._move(next(i for i in range(len(self.chosen)) if not self._alone(i)), fold)

    def improve(self) -> None:
        """Move and exchange sites until that makes nothing more even."""
        while self._moved() or self._exchanged():
            pass

    def _moved(self) -> bool:
        for i, site in enumerate(self._sites):
            if self._alone(i):
                continue
            own = self.chosen[i]
            self._add(own, site, -1)
            growths = [_growth(sums, site) for sums in self.sums]
            best = growths.index(min(growths))
            better = growths[best] < growths[own]
            self._add(own, site, 1)
            if better:
                self._move(i, best)
                return True
        return False

    def _exchanged(self) -> bool:
        for i, j in self._pairs():
            a, b = self.sums[self.chosen[i]], self.sums[self.chosen[j]]
            change = [
                there - here for here, there in zip(self._sites[i], self._sites[j], strict=True)
            ]
            if _growth(a, change) + _growth(b, [-number for number in change]) < 0:
                fold = self.chosen[i]
                self._move(i, self.chosen[j])
                self._move(j, fold)
                return True
        return False

    def _pairs(self) -> Iterator[tuple[int, int]]:
        for j in range(len(self._sites)):
            for i in range(j):
                if self.chosen[i] != self.chosen[j]:
                    yield i, j

    def _alone(self, i: int) -> bool:
        return self.chosen.count(self.chosen[i]) == 1

    def _move(self, i: int, fold: int) -> None:
        self._add(self.chosen[i], self._sites[i], -1)
        self._add(fold, self._sites[i], 1)
        self.chosen[i] = fold

    def _add(self, fold: int, site: _Counts, times: int) -> None:
        for label, number in enumerate(site):
            self.sums[fold][label] += times * number


class _Search:
    """Looks for the best folds: tries all, but for those that cannot be better than what it has."""

    def __init__(self, sites: Sequence[_Counts], folds: int, first: _Folds) -> None:
        self._sites = sites
        self._now = _Folds(sites, folds)
        self._best, self._least = list(first.chosen), first.cost()
        self._steps = 0
        # How many patients of each label are left when so many sites have a fold.
        self._left = [[0] * len(sites[0])]
        for site in reversed(sites):
            self._left.insert(0, [a + b for a, b in zip(self._left[0], site, strict=True)])

    def run(self) -> list[int]:
        """Return the fold of each site in the best folds found."""
        self._go_on()
        return self._best

    def _go_on(self) -> None:
        self._steps += 1
        now = self._now
        if len(now.chosen) == len(self._sites):
            self._best, self._least = list(now.chosen), now.cost()
            return
        for fold in sorted(now.next_folds(), key=now.growth):
            if self._steps > MOST_STEPS:
                return
            now.give(fold)
            if self._bound() < self._least:
                self._go_on()
            now.take_back()

    def _bound(self) -> int:
        """Return the least sum of squares if patients, not sites, were left to be placed."""
        left = self._left[len(self._now.chosen)]
        by_label = zip(*self._now.sums, strict=True)
        return sum(_levelled(list(sums), more) for sums, more in zip(by_label, left, strict=True))


def _growth(sums: _Counts, more: _Counts) -> int:
    """Return by how much the sum of squares grows when numbers are added to others."""
    return sum(number * (2 * there + number) for there, number in zip(sums, more, strict=True))


def _levelled(numbers: list[int], more: int) -> int:
    """Return the least sum of squares of numbers that are increased by `more` altogether."""
    numbers.sort()
    below = 0
    for filled, number in enumerate(numbers, 1):
        below += number
        level, surplus = divmod(below + more, filled)
        if filled == len(numbers) or level < numbers[filled]:
            lifted = (filled - surplus) * level**2 + surplus * (level + 1) ** 2
            return lifted + sum(other**2 for other in numbers[filled:])
    return 0
