"""What a model is trained on: how many tiles of each TFRecord, how often, and by whom validated."""

import os
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Self

import polars as pl

from tfrviewer.dataset.cohort import balancing, clipping
from tfrviewer.dataset.cohort.balancing import Balance
from tfrviewer.dataset.cohort.cohort import Cohort
from tfrviewer.dataset.cohort.filters import Filters
from tfrviewer.dataset.cohort.labels import is_float, refuse_look_alikes, values_of
from tfrviewer.dataset.files import Files
from tfrviewer.dataset.refusals import as_list, as_number, refusal
from tfrviewer.dataset.sidecars.annotations import PATIENT, SLIDE
from tfrviewer.dataset.words import counted

if TYPE_CHECKING:
    # Whoever opens a dataset to look at it waits for neither loaders nor splits.
    from tfrviewer.dataset.cohort.split_patients import Groups, SplitLabels
    from tfrviewer.tfrecord.description import AnyDescription
    from tfrviewer.tfrecord.interleave import InterleavedLoader
    from tfrviewer.tfrecord.reader import OnDamage
    from tfrviewer.tfrecord.selection import Shard


class TrainingSet(Cohort):
    """Clips, weights, splits and loaders of a dataset; each but the last gives a derived one."""

    def __init__(self, files: Files) -> None:
        super().__init__(files)
        self._balance: Balance | None = None

    def clip(
        self,
        max_tiles: int = 0,
        strategy: str | None = None,
        headers: str | Sequence[str] | None = None,
    ) -> Self:
        """Return the dataset with fewer tiles used of each TFRecord: its first ones.

        Clips are counted from all tiles, so that a second clip replaces the first. They hold for
        loaders, `num_tiles` and `manifest`; tables show all records. TFRecords without tiles
        count for nothing. A balanced dataset is weighed anew, by the tiles that are used then.

        Args:
            max_tiles: The most of each TFRecord; 0 sets no bound.
            strategy: "slide": as many of each TFRecord as the smallest has. "patient": as many of
                each patient as the one with the fewest has, from all of the patient's TFRecords
                in proportion. "category": as many of each category as the smallest has, from all
                of its TFRecords in proportion, rounded down. None: `max_tiles` alone.
            headers: The columns that make the categories: slides are of one category if they
                agree in all of them.

        Differences from Slideflow: its "patient" lets every TFRecord have what should be the
        patient's; its "category" forgets `max_tiles` (here applied first, and then the strategy);
        where its share of a TFRecord is rounded to 0 tiles, its loaders take all, and ours none,
        but for a category that would lose all its tiles by rounding, which is not rounded down.

        Raises:
            DatasetError: If there is no tile, no such column, or a slide has nothing in it.
            ValueError: If there is no such strategy, the columns for categories are missing, or
                `max_tiles` is less than 0.
            TypeError: If `max_tiles` is no whole number.
        """
        max_tiles = as_number(max_tiles, "max_tiles")
        if max_tiles < 0:
            raise ValueError(f"max_tiles is {max_tiles}; there are no fewer than 0 tiles.")
        if strategy is not None and strategy not in clipping.STRATEGIES:
            raise ValueError(f"strategy is one of {clipping.STRATEGIES} or None, not {strategy!r}.")
        if not max_tiles and strategy is None:
            return self.unclip()
        tiles = clipping.cut(self._files.counts(), max_tiles)
        self._check_tiles(tiles)
        if strategy == "slide":
            tiles = clipping.cut_to_smallest(tiles)
        elif strategy == "patient":
            tiles = clipping.cut_groups_exactly(tiles, self._groups([PATIENT]))
        elif strategy == "category":
            tiles = clipping.cut_groups(tiles, self._groups(_category_headers(headers)))
        return self._clipped(dict(zip(map(str, self._files.paths), tiles, strict=True)))

    def unclip(self) -> Self:
        """Return the dataset with all tiles used, weighed anew if it is balanced."""
        return self._clipped({})

    def _clipped(self, clips: dict[str, int]) -> Self:
        derived = self._derived()
        derived.clips = clips
        return derived._weighed_anew(self._balance_that_holds())

    def balance(
        self,
        headers: str | Sequence[str] | None = None,
        strategy: str | None = "category",
        *,
        force: bool = False,
    ) -> Self:
        """Return the dataset with `prob_weights`: how often loaders draw from each TFRecord.

        Args:
            headers: The columns that make the categories: slides are of one category if they
                agree in all of them. Other strategies look at none.
            strategy: "tile": every tile that is used (see `clip`) is as likely as any other.
                "slide": every TFRecord is. "patient": every patient is, and the TFRecords of one
                alike. "category": every category is, and its TFRecords alike. "none" or None:
                there are no weights, which is the same as "slide".
            force: Take columns whose values are all numbers for categories, too.

        The balance holds for what is derived from the dataset: `clip`, `unclip`, `filter` and
        `split` weigh anew what is used and left then, unless `prob_weights` was set by hand.

        Differences from Slideflow: a TFRecord that has no tile to give has weight 0 and counts
        for nothing; None forgets earlier weights; a strategy that is not known is an error;
        there, later clips and filters leave the weights as they are.

        Raises:
            DatasetError: If there is no tile, no such column, a slide has nothing in it, or a
                column holds numbers and `force` is not set.
            ValueError: If there is no such strategy, or the columns for categories are missing.
        """
        if strategy not in (*balancing.STRATEGIES, "none", None):
            raise ValueError(f"strategy is one of {balancing.STRATEGIES}, not {strategy!r}.")
        derived = self._derived()
        if strategy is None or strategy == "none":
            derived.prob_weights = derived._balance = None
            return derived
        self._check_tiles(self._used())
        names = [PATIENT] if strategy == "patient" else []
        if strategy == "category":
            names = _category_headers(headers)
            if not force:
                _check_categories(names, self._groups(names))
        return derived._weighed_anew(Balance(strategy, tuple(names), {}))

    def _balance_that_holds(self) -> Balance | None:
        """Return how the dataset was balanced; None if it is not, or was weighed by hand."""
        balance = self._balance
        return None if balance is None or balance.weights != self.prob_weights else balance

    def _weighed_anew(self, balance: Balance | None) -> Self:
        """Weigh this dataset, which nobody else has yet; return it."""
        self._balance = balance
        if balance is not None:
            groups = self._groups(balance.headers) if balance.headers else ()
            weights = balancing.weigh(balance.strategy, self._used(), groups)
            self.prob_weights = dict(zip(map(str, self._files.paths), weights, strict=True))
            self._balance = replace(balance, weights=dict(self.prob_weights))
        return self

    def _filtered(self, filters: Filters) -> Self:
        return super()._filtered(filters)._weighed_anew(self._balance_that_holds())

    # -- who trains, who validates

    def split(
        self,
        model_type: str | None = None,
        labels: "SplitLabels | None" = None,
        val_strategy: str = "fixed",
        splits: str | os.PathLike[str] | None = None,
        val_fraction: float | None = None,
        val_k_fold: int | None = None,
        k_fold_iter: int | str | None = None,
        site_labels: "Groups" = "site",
        *,
        read_only: bool = False,
        from_wsi: bool = False,
        k_fold_header: str | None = None,
        write_splits: str | os.PathLike[str] | None = None,
        seed: int = 0,
    ) -> tuple[Self, Self]:
        """Return the part that trains and the part that validates; no patient is in both.

        Drawn by the seed alone: the same patients, labels and seed give the same parts on every
        machine, in whatever order files and annotations are. Slides without a TFRecord with tiles
        are in neither part, nor are those that a dict of labels does not name; a blank in a
        column of labels is an error.

        Args:
            model_type: "classification" (the default if there are labels) balances labels;
                "regression" and "survival" do not.
            labels: A column of the annotations or several, or {slide: label}. All slides of a
                patient must have one label.
            val_strategy: "fixed": a part of the patients, `val_fraction`, validates.
                "bootstrap": the same, and no earlier split is used. "k-fold": each patient is in
                one of `val_k_fold` folds, and fold `k_fold_iter`, from 1, validates.
                "k-fold-preserved-site": so are the sites. "k-fold-manual": the folds are those
                in the column `k_fold_header`. "none": all train.
            splits: A JSON file of earlier splits, as Slideflow writes them. The one that was made
                for the same strategy, patients, labels and number of folds (or validating
                patients) is used. If there is none, that is an error, which says why; with
                `write_splits` a new one is made, and the parts have a finding.
            val_fraction: For "fixed" and "bootstrap": the share of patients, rounded down.
            val_k_fold: How many folds.
            k_fold_iter: Which of them validates.
            site_labels: For preserved sites: the column that tells them, or {slide: site} or
                {patient: site}.
            read_only: That nothing is to be written, which is so unless `write_splits` is given.
            from_wsi: Count all annotated slides, also those without a TFRecord.
            k_fold_header: For manual folds: the column that tells them.
            write_splits: The JSON file that a new split is added to; it is made if it is not
                there. An earlier split in it that fits is used; if it holds none that does, the
                parts have a finding. Processes that ask at once get one split.
            seed: Of all that is drawn.

        Returns:
            Two derived datasets, with a filter on `slide`.

        With balanced labels, each label's patients in validation, and in each fold, are as many
        as its share of all patients makes, up to 1; and no label misses in training, nor in
        validation if there are as many patients there. Where sites are preserved, folds are as
        even as sites allow; see `sites.folds_of_sites`.

        Differences from Slideflow: its splits cannot be repeated but by a file, which it writes
        unasked; it balances labels in folds only, and its first folds are the larger ones; it
        uses an earlier split that was made for another `val_fraction`; "none" and "k-fold-manual"
        fail there, and preserved sites need a solver that must be installed.

        Raises:
            DatasetError: If there are no annotations or no such column, a slide has nothing in
                it, patients are fewer than needed, a label has one patient only, a patient has
                several labels, sites or folds, two patients, labels or sites look alike (“P1” and
                “P1 ”), sites are fewer than folds, `splits` is not there or holds none that
                fits, or one of the files holds no splits.
            ValueError: If an argument is missing, unknown, or out of range, or a label is no
                finite number.
            OSError: If the split cannot be written.
        """
        from tfrviewer.dataset.cohort.plans import kept_parts
        from tfrviewer.dataset.cohort.split_patients import patients_to_split
        from tfrviewer.dataset.cohort.splitting import MODEL_TYPES, Split

        if model_type is not None and model_type not in MODEL_TYPES:
            raise ValueError(f"model_type is one of {tuple(MODEL_TYPES)}, not {model_type!r}.")
        if labels is None and model_type is not None and MODEL_TYPES[model_type]:
            raise ValueError(f"{model_type} needs labels: a column, or {{slide: label}}.")
        balanced = labels is not None and MODEL_TYPES[model_type or "classification"]
        split = Split(val_strategy, balanced, val_fraction, val_k_fold, k_fold_iter, seed)
        if write_splits is not None and (read_only or not split.can_be_kept):
            raise ValueError(
                "write_splits is to be written, and read_only says that nothing is."
                if read_only
                else f"A split by {val_strategy} is not kept; leave write_splits out."
            )
        if val_strategy == "k-fold-manual" and k_fold_header is None:
            raise ValueError("k-fold-manual needs k_fold_header: the column that tells the folds.")
        groups = k_fold_header if val_strategy == "k-fold-manual" else site_labels
        patients = patients_to_split(
            self._passing(),
            labels,
            groups if val_strategy in ("k-fold-manual", "k-fold-preserved-site") else None,
            None if from_wsi else self._with_tiles(),
        )
        parts, remarks = kept_parts(split, patients, splits, write_splits)
        slides = {patient.name: patient.slides for patient in patients}
        training, validating = (
            self.filter({SLIDE: sorted(slide for name in names for slide in slides[name])})
            for names in split.sides(parts)
        )
        for part in (training, validating):
            part._remarks = [*self._remarks, *remarks]
        return training, validating

    # -- loaders

    def interleave(
        self,
        *,
        infinite: bool = True,
        seed: int | None = None,
        shard: "Shard | None" = None,
        description: "AnyDescription | None" = None,
        as_numpy: bool = False,
        check_crc: bool = True,
        on_damage: "OnDamage" = "raise",
    ) -> "InterleavedLoader":
        """Return a loader of the records of all TFRecords, as they are clipped and balanced.

        `multi_tfrecord_loader` with the `clips` and `prob_weights` of this dataset. TFRecords
        that have no tile to give are left out.

        Args:
            infinite: Begin a TFRecord anew after its last record that is used; if not, each is
                delivered once.
            seed: Of the draws; None gives another order at each pass.
            shard: (i, n): of each TFRecord the i-th of n blocks of records, from 0.
            description: Names of the features to give, or {name: kind}; None for all.
            as_numpy: Give arrays, as Slideflow does.
            check_crc: Compare each payload with its CRC.
            on_damage: "raise" ends with an error at a file that is no TFRecord (here) or at a
                damaged record; "skip" passes them over.

        Raises:
            DatasetError: If there is no tile to give.
            TfrError: As `multi_tfrecord_loader`.
            ValueError: As `multi_tfrecord_loader`.
            OSError: If a file cannot be opened.
        """
        from tfrviewer.tfrecord.interleave import multi_tfrecord_loader

        used = self._used()
        self._check_tiles(used)
        unreadable = [
            on_damage == "raise" and not count and self._files.try_open(i) is None
            for i, count in enumerate(self._files.counts())
        ]
        chosen = [i for i, count in enumerate(used) if count or unreadable[i]]
        paths = [self._files.paths[i] for i in chosen]
        weights = None
        if self.prob_weights is not None:
            weights = [self.prob_weights.get(str(path), 0.0) for path in paths]
        return multi_tfrecord_loader(
            paths,
            weights=weights,
            clip=[used[i] or None for i in chosen] if self.clips else None,
            infinite=infinite,
            seed=seed,
            shard=shard,
            description=description,
            as_numpy=as_numpy,
            check_crc=check_crc,
            on_damage=on_damage,
        )

    # -- how

    def _groups(self, headers: Sequence[str]) -> list[tuple[str, ...]]:
        """Return the values of columns for each TFRecord as one; () for one without tiles."""
        counts, slides = self._files.counts(), self._files.slides
        wanted = list(dict.fromkeys(one for one, n in zip(slides, counts, strict=True) if n))
        lines = self._slides().filter(pl.col(SLIDE).is_in(wanted))
        columns = [values_of(lines, header) for header in headers]
        for header, values in zip(headers, columns, strict=True):
            refuse_look_alikes(values, f"the column “{header}”")
        group_of = dict(zip(lines[SLIDE], zip(*columns, strict=True), strict=True))
        return [group_of[one] if n else () for one, n in zip(slides, counts, strict=True)]

    def _with_tiles(self) -> set[str]:
        """Return the slides that have a TFRecord with tiles."""
        counts = zip(self._files.slides, self._files.counts(), strict=True)
        return {slide for slide, count in counts if count}

    def _check_tiles(self, tiles: Sequence[int]) -> None:
        if any(tiles):
            return
        if not len(self._files):
            why = f"No TFRecord passes the filters ({self._filters})."
            raise refusal(why if len(self._whole) else "There are no TFRecords.")
        raise refusal(f"None of {counted(len(self._files), 'TFRecord')} has a tile to give.")


def _category_headers(headers: str | Sequence[str] | None) -> list[str]:
    if not headers:
        raise ValueError("Categories need headers: the columns of the annotations that make them.")
    return as_list(headers, "headers")


def _check_categories(headers: Sequence[str], groups: Sequence[tuple[str, ...]]) -> None:
    for header, values in zip(headers, zip(*filter(None, groups), strict=True), strict=True):
        if is_float(values):
            raise refusal(
                f"The column “{header}” holds numbers, not categories.",
                "If they are categories nevertheless, say force=True.",
            )
