"""Names for files and folders that no name read from a file can abuse.

A slide's name may hold a path, a device of Windows or control characters. What comes out of
here names one file in one folder, on Linux, macOS and Windows alike, and different names stay
different.
"""

import hashlib
import re
import unicodedata

LONGEST = 240
"""Bytes of UTF-8 of a name: file systems take 255, and an extension follows."""

_FORBIDDEN = re.compile(
    r'[<>:"/\\|?*\x00-\x1f\x7f-\x9f'
    "\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069"  # lines and directions: they fake a name
    "\ud800-\udfff]"
    r"|%(?=[0-9A-Fa-f]{2})"  # else it could not be told from what is escaped here
)
_DEVICE = re.compile(r"(?:CON|PRN|AUX|NUL|CONIN\$|CONOUT\$|CLOCK\$|(?:COM|LPT)[0-9¹²³]) *(?:\.|$)")
_HASH_DIGITS = 8


def safe_name(text: str, *, longest: int = LONGEST) -> str:
    """Return a name for a file or folder, which is the text itself wherever that is safe.

    What cannot stand in a name becomes `%` and two hexadecimal digits a byte of UTF-8, as in
    URLs: separators, control characters, `<>:"|?*`, a dot at either end, a space at the end,
    and the first letter of a device such as `NUL`. A name too long is cut, and ends in a hash
    of the whole.

    Args:
        text: Any text, as of a slide's name.
        longest: Bytes of UTF-8 that the name may have; at least 16.
    """
    if not text:
        return "unnamed"
    name = _FORBIDDEN.sub(lambda match: _escaped(match[0]), text)
    if name[-1] in ". ":
        name = name[:-1] + _escaped(name[-1])
    if name[0] == "." or _DEVICE.match(name.upper()):
        name = _escaped(name[0]) + name[1:]
    encoded = name.encode()
    if len(encoded) <= longest:
        return name
    digest = hashlib.blake2s(text.encode("utf-8", "surrogatepass")).hexdigest()[:_HASH_DIGITS]
    kept = encoded[: longest - _HASH_DIGITS - 1].decode("utf-8", "ignore")
    # Neither half of an escape, nor a space or a dot where the name was cut.
    return f"{re.sub('%[0-9A-F]?$', '', kept).rstrip(' .')}~{digest}"


def name_key(name: str) -> str:
    """Return what two names share that some file systems take for one.

    Windows and macOS know no difference of case, and macOS none of composition.
    """
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def _escaped(character: str) -> str:
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "surrogatepass"))
