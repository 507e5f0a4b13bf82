"""The command line: one file per command, each parses, makes one call and prints."""
