"""All findings of the dataset in one list."""
