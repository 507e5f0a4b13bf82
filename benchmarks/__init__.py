"""Measurements of whole commands against yardsticks; see README.md beside this file."""
