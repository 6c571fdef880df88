"""Images out of TFRecords."""
