"""Import: files of other programs → customers as they would be → a plan → one commit.

The steps, each in a file of its own and each pure but the last: `files` reads one file into a `Batch` of
`Incoming` customers (`headers`, `sources`, `columns` say what its columns mean, `cells` what its cells
say, `rows` makes customers of its rows); `gather` brings rows of one customer together; `match` finds them
in the book; `plan` says what would change; `carry_out` does it, in one commit.
"""
