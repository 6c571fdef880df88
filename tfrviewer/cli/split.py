"""`tfrviewer split`: records divided into parts, such as to train and to validate."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from tfrviewer.build.subset.choices import SplitBy
from tfrviewer.cli import console, copying
from tfrviewer.cli import copy_options as options
from tfrviewer.cli.known_columns import names_in, with_known
from tfrviewer.cli.options import given_path, pairs_of, target_of
from tfrviewer.cli.projects import Asked, open_dataset, reading_pool
from tfrviewer.jobs import Progress

if TYPE_CHECKING:
    from tfrviewer.build.subset.report import SubsetReport

_PARTS = "Parts"


def split(
    path: Annotated[
        Path,
        typer.Argument(
            help="A TFRecord, a dataset folder or a project of Slideflow.", parser=given_path
        ),
    ],
    output: Annotated[
        Path,
        typer.Argument(
            metavar="OUT", help="The folder to write to; a folder a part.", parser=given_path
        ),
    ],
    by: Annotated[
        SplitBy | None,
        typer.Option(
            help="slide: a TFRecord a slide, or parts by lists of slides. fraction: parts by lot, "
            "no patient and no slide in two. filter: parts by conditions.",
            show_default="fraction where one is given, else slide",
            rich_help_panel=_PARTS,
        ),
    ] = None,
    train: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Fraction of the part train.", rich_help_panel=_PARTS),
    ] = None,
    val: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Fraction of the part val.", rich_help_panel=_PARTS),
    ] = None,
    test: Annotated[
        float | None,
        typer.Option(min=0, max=1, help="Fraction of the part test.", rich_help_panel=_PARTS),
    ] = None,
    part: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME=…",
            help="A part: NAME=0.7 by fraction, NAME=CONDITION by filter, NAME=A,B by slide; "
            "several times.",
            rich_help_panel=_PARTS,
        ),
    ] = None,
    rest: Annotated[
        str | None,
        typer.Option(
            metavar="NAME", help="A part of all that is in no other.", rich_help_panel=_PARTS
        ),
    ] = None,
    seed: Annotated[
        int,
        typer.Option(
            min=0, help="Of the lot; the same gives the same parts.", rich_help_panel=_PARTS
        ),
    ] = 0,
    single: Annotated[
        bool, typer.Option("--single", help="One TFRecord a part.", rich_help_panel=_PARTS)
    ] = False,
    where: options.Where = None,
    sort: options.Sort = None,
    reader: options.Reader = None,
    tile_px: options.TilePx = None,
    tile_um: options.TileUm = None,
    source: options.Sources = None,
    annotations: options.Annotations = None,
    existing: options.Existing = None,
    replace: options.Replace = False,
    index: options.Index = True,
    manifest: options.Manifest = False,
    strict: options.Strict = False,
    check_crc: options.CheckCrc = True,
    as_json: options.AsJson = False,
) -> None:
    """Divide records into parts, each a folder in OUT, byte for byte, with indices.

    OUT/split.csv tells which slide is where. No slide is in two parts, and with --annotations no
    patient; only conditions may part a slide. Nothing is written beside the data.
    """
    from tfrviewer.build.subset.parts import FRACTIONS, checked_parts
    from tfrviewer.build.subset.split import split_records

    fractions = {
        name: value
        for name, value in (("train", train), ("val", val), ("test", test))
        if value is not None
    }
    chosen = by or (SplitBy.FRACTION if fractions else SplitBy.SLIDE)
    parts = _parts(chosen, fractions, part or [])
    copying.check(checked_parts, chosen, parts, rest, seed)
    if single and parts is None and chosen is SplitBy.SLIDE:
        raise console.usage_error("--single is for parts; --by slide without any has none.")
    there = options.existing_of(existing, replace=replace)
    if target_of(output)[1] is not None:
        raise console.usage_error(
            f"{output.name} is the name of a TFRecord; OUT is a folder, which gets several."
        )
    if chosen is SplitBy.FRACTION and parts is None:
        usual = ", ".join(f"--{name} {fraction}" for name, fraction in FRACTIONS.items())
        console.say(f"tfrviewer: No fraction is given, so these are taken: {usual}.")
    dataset = open_dataset(path, Asked(tile_px, tile_um, source or None), annotations)
    if not len(dataset):
        raise console.usage_error(f"There is no TFRecord in {path}.")

    sort_keys = options.sort_keys_of(sort)
    conditions = list((parts or {}).values()) if chosen is SplitBy.FILTER else []
    asked = {*names_in(where, *conditions), *(name for name, _ in sort_keys or ())}
    if reader is not None and not asked:
        raise console.usage_error("--reader is for conditions and --sort; there is neither.")

    def work(progress: Progress) -> "SubsetReport":
        with reading_pool(dataset) as executor:
            frame = dataset.columns(executor=executor, progress=progress)
        return split_records(
            dataset,
            output,
            by=chosen.value,
            parts=parts,
            rest=rest,
            where=where,
            sort=sort_keys,
            seed=seed,
            layout="single" if single else "slide",
            existing=there.value,
            on_problem="raise" if strict else "skip",
            index=index,
            manifest=manifest,
            check_crc=check_crc,
            frame=with_known(dataset, frame, asked, reader),
            progress=progress,
        )

    def told(report: "SubsetReport") -> dict[str, Any]:
        return copying.json_of(report, str(path))

    report = copying.carry_out("Splitting", work, told)
    raise copying.end(report, str(path), as_json=as_json)


def _parts(
    by: SplitBy, fractions: Mapping[str, float], given: Sequence[str]
) -> dict[str, Any] | None:
    """Return the parts as `split_records` takes them.

    Raises:
        Exit: If they are of another kind, or one is named twice.
    """
    if fractions and by is not SplitBy.FRACTION:
        option = f"--{next(iter(fractions))}"
        raise console.usage_error(f"{option} is a fraction; leave out --by {by}.")
    meant = {
        SplitBy.FRACTION: "NAME=FRACTION such as train=0.7",
        SplitBy.FILTER: 'NAME=CONDITION such as "large=bytes > 20000"',
        SplitBy.SLIDE: "NAME=SLIDES such as train=A,B",
    }[by]
    pairs = pairs_of(given, "--part", meant)
    if twice := pairs.keys() & fractions.keys():
        raise console.usage_error(f"The part {min(twice)} is given twice.")
    if by is SplitBy.FRACTION:
        parts: dict[str, Any] = {**fractions}
        for name, text in pairs.items():
            try:
                parts[name] = float(text)
            except ValueError:
                raise console.usage_error(f"--part takes {meant}, not {name}={text}.") from None
        return parts or None
    if by is SplitBy.SLIDE:
        slides = {name: [*map(str.strip, text.split(","))] for name, text in pairs.items()}
        if bare := next((name for name, listed in slides.items() if "" in listed), None):
            raise console.usage_error(f"--part takes {meant}, not {bare}={pairs[bare]}.")
        return slides or None
    return dict(pairs) or None
