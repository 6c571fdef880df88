"""The inspector: everything that one record holds, whatever its schema."""
