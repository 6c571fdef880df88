"""The picture in a record: told apart, decoded, measured and put in its place."""
