"""Who is in a dataset, and what a model is given of it: filters, clips, weights, splits."""
