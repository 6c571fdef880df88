"""Whose slide it is, as far as its name tells."""

import re

_KNOWN = re.compile(
    r"TCGA-[0-9A-Z]{2}-[0-9A-Z]{4}"  # The Cancer Genome Atlas
    r"|C3[LN]-[0-9]{5}"  # CPTAC
    r"|GTEX-[0-9A-Z]{4,5}"
    r"|patient_[0-9]+",  # CAMELYON17
    re.IGNORECASE,
)
_DAY = re.compile(r"\D*(?:19|20)\d{2}[-_.]?\d{2}(?:[-_.]?\d{2})?\D*")
_LAST = re.compile(r"[-_. ][0-9A-Za-z]{1,4}$")
_FEWEST_DIGITS = 4


def patient_like(slide: str) -> str | None:
    """Return the part of a slide's name that is likely to name the patient or the case.

    That is the beginning of a barcode that is known (TCGA, CPTAC, GTEx, CAMELYON17), or what is
    before a short last part, such as of a block or a stain, if it has a number of at least four
    digits that is no day: `S19-1234` of `S19-1234_B2`. None if nothing is.
    """
    known = _KNOWN.match(slide)
    if known is not None:
        return known[0]
    last = _LAST.search(slide)
    if last is None:
        return None
    stem = slide[: last.start()]
    if sum(c.isdigit() for c in stem) < _FEWEST_DIGITS or _DAY.fullmatch(stem):
        return None
    return stem
