"""Formats of other programs: one module per format, each loaded when it is asked for.

A module here turns plain values into the bytes of its format, or bytes into plain values; it knows no
book and no index.
"""
