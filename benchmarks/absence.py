"""What is not here cannot be measured."""


class Absent(Exception):  # noqa: N818 - not an error: it is reported, and nothing fails
    """A figure cannot be had on this machine, with the reason."""
