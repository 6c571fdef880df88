"""What an image is stored as."""
