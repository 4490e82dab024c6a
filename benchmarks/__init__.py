"""Measurements: of quality, of robustness, of speed."""
