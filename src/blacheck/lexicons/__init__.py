"""What words mean in each language, as data."""
