"""The verbs: what the command line, and any other face, calls; commit messages are worded here.

Every verb that writes takes the book, whom or what it concerns and a :class:`~plaincrm.actions.written.How`,
and gives a :class:`~plaincrm.actions.written.Written`.
"""
