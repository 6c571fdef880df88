"""Carrying out a copy of records: what is in the way first, then file after file."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tfrviewer.atomic import new_token
from tfrviewer.build.request.choices import Existing, OnProblem, choice
from tfrviewer.build.running.manifest import stale_counts, write_manifest
from tfrviewer.build.running.report import attach
from tfrviewer.build.subset.copying import Copier, HowToCopy
from tfrviewer.build.subset.features import Remaker
from tfrviewer.build.subset.gathered import Gathered
from tfrviewer.build.subset.remarks import notes
from tfrviewer.build.subset.report import CopiedFile, SubsetReport
from tfrviewer.build.subset.targets import CopyTarget, free_targets, refuse_full
from tfrviewer.dataset.discovery import MANIFEST
from tfrviewer.jobs import CancelToken, Progress

if TYPE_CHECKING:
    from tfrviewer.errors import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyPolicies:
    """How a copy is made, checked; the words are those of `save_records`."""

    existing: Existing
    on_problem: OnProblem
    index: bool
    manifest: bool
    check_crc: bool
    sync: bool

    @classmethod
    def checked(
        cls,
        *,
        existing: str,
        on_problem: str,
        index: bool,
        manifest: bool,
        check_crc: bool,
        sync: bool,
    ) -> "CopyPolicies":
        """Return policies of plain arguments.

        Raises:
            ValueError: If a word is none of those known.
            TypeError: If a flag is neither true nor false.
        """
        for name, value in (
            ("index", index),
            ("manifest", manifest),
            ("check_crc", check_crc),
            ("sync", sync),
        ):
            if not isinstance(value, bool):
                raise TypeError(f"{name} is true or false, not {value!r:.80}.")
        chosen = choice(Existing, existing, "existing")
        if chosen is Existing.APPEND:
            raise ValueError(
                "existing='append' is for builds; a copy is refused, skipped or replaced."
            )
        return cls(
            existing=chosen,
            on_problem=choice(OnProblem, on_problem, "on_problem"),
            index=index,
            manifest=manifest,
            check_crc=check_crc,
            sync=sync,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A copy that is going to be made.

    Attributes:
        gathered: The chosen records.
        targets: The TFRecords to write.
        output: The folder.
        names: What each of the slides is called in the copy.
        features: What is added to records.
        policies: How it is made.
        joined: Whether it was asked for that records of several TFRecords become one.
        others: Further files that are going to be written once the TFRecords are.
    """

    gathered: Gathered
    targets: Sequence[CopyTarget]
    output: Path
    names: Sequence[str]
    policies: CopyPolicies
    features: Mapping[str, Any] | None = None
    joined: bool = False
    others: tuple[Path, ...] = ()


def run_copy(
    copy: Copy, *, progress: Progress | None = None, cancel: CancelToken | None = None
) -> SubsetReport:
    """Write the TFRecords of a copy.

    Raises:
        TargetExistsError: If something is there that is not to be replaced; nothing is written.
        BuildError: If the disk is too full; likewise.
        RecordError: If a record is damaged, and the policy is to raise.
        Cancelled: If `cancel` was raised; what is finished stays.
        OSError: If something cannot be written.

    What it raises once it has begun has an attribute `report`: what was done till then.
    """
    gathered, policies = copy.gathered, copy.policies
    remaker = Remaker(gathered, copy.features, copy.names)
    manifest = copy.output / MANIFEST if policies.manifest else None
    others = (*copy.others, *([] if manifest is None else [manifest]))
    targets, kept = free_targets(
        copy.targets, others, gathered.paths, policies.existing, index=policies.index
    )
    sizes = gathered.sizes()
    refuse_full(copy.output, sum(int(sizes[target.rows].sum()) for target in targets))
    copier = Copier(
        gathered,
        copy.names,
        HowToCopy(
            policy=policies.on_problem,
            index=policies.index,
            check_crc=policies.check_crc,
            sync=policies.sync,
        ),
        remake=remaker if remaker else None,
        total=sum(len(target.rows) for target in targets),
        progress=progress,
        cancel=cancel,
    )
    written: list[Path] = []
    about: list[Finding] = []

    def report() -> SubsetReport:
        return SubsetReport(
            output=copy.output,
            files=tuple(copier.files),
            kept=tuple(kept),
            left_out=(*gathered.left_out, *copier.left_out),
            notes=tuple(dict.fromkeys([*notes(copy, copier, remaker), *about])),
            chosen=gathered.asked,
            others=tuple(written),
        )

    try:
        for target in targets:
            copier.write(target)
        counts = {file.path: file.records for file in sorted(copier.files, key=_path)}
        if manifest is None:
            about += stale_counts(copy.output, counts)
        elif (unread := write_manifest(copy.output, counts, new_token())) is not None:
            about.append(unread)
        else:
            written.append(manifest)
    except BaseException as error:
        attach(error, report())
        raise
    return report()


def _path(file: CopiedFile) -> Path:
    return file.path
