"""What is wrong with TFRecords: their integrity, what is in them, and slide by slide."""
