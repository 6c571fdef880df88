"""The picture in a record: told apart by its bytes, decoded, made small."""
