"""Making TFRecords."""
