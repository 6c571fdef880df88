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

import numpy as np
from numpy.typing import NDArray

MOST_STEPS, MOST_SUMS = 20_000, 500_000
"""Of the search for the best folds: sites given to a fold, and numbers added for that."""
MOST_PRODUCTS = 200_000_000
"""Of making folds more even by moves and exchanges, each time that is done: numbers multiplied.

All three are counted, and time is not, so that every machine finds the same folds; together they
take a second or two. 1,000 sites with patients of some labels stay far below them."""

_Counts: TypeAlias = Sequence[int]


def folds_of_sites(
    patients: Mapping[str, _Counts], folds: int, draw: random.Random
) -> dict[str, int]:
    """Give each site a fold.

    No fold is without a site. What is found cannot be made more even by moving one site to
    another fold, nor by exchanging two, unless there are so many sites and labels that trying ends
    before (`MOST_PRODUCTS`). Where the search for the best folds ends within its steps, as it
    must with up to 8 sites and mostly does with 20, there are no more even folds at all.

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
    chosen = _Search(sites, folds, _improved(sites, folds, first.chosen)).run()
    found = _improved(sites, folds, _filled(chosen, folds))
    numbers = list(range(folds))
    draw.shuffle(numbers)
    return {name: numbers[fold] for name, fold in zip(names, found, strict=True)}


class _Folds:
    """The first sites in folds.

    Attributes:
        chosen: The fold of each of these sites.
        sums: How many patients of each label each fold has.
    """

    def __init__(self, sites: Sequence[_Counts], folds: int) -> None:
        self._sites = sites
        self._sizes = [0] * folds
        self.chosen: list[int] = []
        self.sums = [[0] * len(sites[0]) for _ in range(folds)]

    def give(self, fold: int) -> None:
        """Give the next site a fold."""
        self._add(fold, self._sites[len(self.chosen)], 1)
        self.chosen.append(fold)

    def take_back(self) -> None:
        """Take its fold from the site that got one last."""
        fold = self.chosen.pop()
        self._add(fold, self._sites[len(self.chosen)], -1)

    def deal(self) -> None:
        """Give each site in turn the fold that becomes least uneven by it."""
        while len(self.chosen) < len(self._sites):
            self.give(min(self.next_folds(), key=self.growth))

    def next_folds(self) -> list[int]:
        """Return where the next site may go; of folds without a site, one is as good as any."""
        taken = sum(map(bool, self._sizes))
        return list(range(min(taken + 1, len(self.sums))))

    def growth(self, fold: int) -> int:
        """Return by how much the next site would increase the sum of squares in a fold."""
        return _growth(self.sums[fold], self._sites[len(self.chosen)])

    def cost(self) -> int:
        """Return the sum of squares."""
        return sum(number**2 for fold in self.sums for number in fold)

    def _add(self, fold: int, site: _Counts, times: int) -> None:
        self._sizes[fold] += times
        sums = self.sums[fold]
        for label, number in enumerate(site):
            sums[label] += times * number


class _Search:
    """Looks for the best folds: tries all, but for those that cannot be better than what it has."""

    def __init__(self, sites: Sequence[_Counts], folds: int, first: Sequence[int]) -> None:
        self._sites = sites
        self._now = _Folds(sites, folds)
        for fold in first:
            self._now.give(fold)
        self._best, self._least = list(first), self._now.cost()
        self._now = _Folds(sites, folds)
        self._steps = min(MOST_STEPS, MOST_SUMS // (folds * len(sites[0])))
        # How many patients of each label are left when so many sites have a fold.
        self._left = [[0] * len(sites[0])]
        for site in reversed(sites):
            self._left.append([a + b for a, b in zip(self._left[-1], site, strict=True)])
        self._left.reverse()

    def run(self) -> list[int]:
        """Return the fold of each site in the best folds found."""
        now = self._now
        tries = [self._next()]  # for each site that has a fold, and the next one
        while tries and self._steps > 0:
            fold = next(tries[-1], None)
            if fold is None:
                tries.pop()
                if tries:
                    now.take_back()
                continue
            now.give(fold)
            if self._bound() >= self._least:
                now.take_back()
                continue
            self._steps -= 1
            if len(now.chosen) < len(self._sites):
                tries.append(self._next())
                continue
            self._best, self._least = list(now.chosen), now.cost()
            now.take_back()
        return self._best

    def _next(self) -> Iterator[int]:
        return iter(sorted(self._now.next_folds(), key=self._now.growth))

    def _bound(self) -> int:
        """Return the least sum of squares if patients, not sites, were left to be placed."""
        left = self._left[len(self._now.chosen)]
        by_label = zip(*self._now.sums, strict=True)
        return sum(_levelled(list(sums), more) for sums, more in zip(by_label, left, strict=True))


def _filled(chosen: Sequence[int], folds: int) -> list[int]:
    """Give each fold without a site one of a fold that has several: never less even."""
    filled = list(chosen)
    sizes = [filled.count(fold) for fold in range(folds)]
    for fold in range(folds):
        if not sizes[fold]:
            i = next(i for i, own in enumerate(filled) if sizes[own] > 1)
            sizes[filled[i]] -= 1
            sizes[fold] += 1
            filled[i] = fold
    return filled


def _improved(sites: Sequence[_Counts], folds: int, chosen: Sequence[int]) -> list[int]:
    """Move and exchange sites until that makes nothing more even, or took long enough."""
    improving = _Improving(sites, folds, chosen)
    while improving.move() or improving.exchange():
        pass
    return list(map(int, improving.folds))


class _Improving:
    """Folds that become more even by single moves and exchanges.

    None becomes empty by it: moving the only site of a fold makes nothing more even.

    With s the patients of a site by label, and F those of a fold, moving it from a to b changes
    the sum of squares by 2 s·(b - a) + 2 s·s; and exchanging the sites s of a and t of b by
    2 d·(a - b) + 2 d·d, where d = t - s. All numbers are whole.

    Attributes:
        folds: int64 (sites,), the fold of each site.
    """

    def __init__(self, sites: Sequence[_Counts], folds: int, chosen: Sequence[int]) -> None:
        self._sites = np.array(sites, dtype=np.int64)
        self.folds = np.array(chosen, dtype=np.int64)
        self._squares = (self._sites**2).sum(axis=1)
        self._products = np.zeros((len(sites), folds), dtype=np.int64)  # s·F
        self._left = MOST_PRODUCTS
        for fold in range(folds):
            self._sum_up(fold)

    def move(self) -> bool:
        """Move the site that makes folds most even; tell whether there was one."""
        numbers = np.arange(len(self.folds))
        own = self._products[numbers, self.folds]
        change = self._products - own[:, None] + self._squares[:, None]
        change[numbers, self.folds] = 0
        i, fold = divmod(int(change.argmin()), change.shape[1])
        if change[i, fold] >= 0 or self._left <= 0:
            return False
        self._put(i, fold)
        return True

    def exchange(self) -> bool:
        """Exchange each site with the one that makes folds most even; tell whether any was."""
        exchanged = False
        numbers = np.arange(len(self.folds))
        for j in range(len(self.folds)):
            if self._left <= 0:
                break
            to, products = self.folds[j], self._products
            change = products[j, self.folds] - products[j, to]
            change -= products[numbers, self.folds] - products[:, to]
            change += self._squares[j] + self._squares - 2 * self._times(self._sites[j])
            change[self.folds == to] = 0
            i = int(change.argmin())
            if change[i] < 0:
                fold = int(self.folds[i])
                self._put(i, int(to))
                self._put(j, fold)
                exchanged = True
        return exchanged

    def _put(self, i: int, fold: int) -> None:
        own = int(self.folds[i])
        self.folds[i] = fold
        self._sum_up(own)
        self._sum_up(fold)

    def _sum_up(self, fold: int) -> None:
        self._products[:, fold] = self._times(self._sites[self.folds == fold].sum(axis=0))

    def _times(self, counts: NDArray[np.int64]) -> NDArray[np.int64]:
        self._left -= self._sites.size
        return self._sites @ counts


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
