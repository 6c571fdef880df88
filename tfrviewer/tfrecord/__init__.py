"""One TFRecord file: its framing, records, index, and how it is written."""
