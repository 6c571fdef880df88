"""Making TFRecords, and taking images out of them."""
