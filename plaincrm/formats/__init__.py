"""Formats of other programs: one module per format, each loaded when it is asked for.

A module here turns plain values into the bytes of its format, or bytes into sheets of cells; it knows no
book and no index.
"""

from __future__ import annotations

# What a format is called on the command line, and the module beside this one that writes it.
FORMATS = {
    "ics": "icalendar",
}
