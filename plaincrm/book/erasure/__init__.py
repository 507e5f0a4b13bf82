"""Erases a customer from the whole history: what of them is there, the rewriting, and the proof."""
