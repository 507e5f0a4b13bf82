"""Generates two believable books with months of history; the same day gives the same bytes."""
