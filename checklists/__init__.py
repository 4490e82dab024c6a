"""The checklists that come with blacheck, as data."""
