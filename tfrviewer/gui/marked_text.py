"""Marking texts of tables, which are translated only when they are shown."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Return the text as it is: PySide's own one does so too, but is typed as any object.

    Args:
        context: What it is translated in later.
        text: A literal.
    """
    return text
