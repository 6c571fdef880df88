"""Making TFRecords of images, step by step: a window that asks, shows, builds and reports."""
