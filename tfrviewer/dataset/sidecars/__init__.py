"""What lies beside TFRecords and says something of them; only read, never written."""
