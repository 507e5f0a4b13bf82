"""Parameters that several commands share."""

from typing import Annotated

from plaincrm.cli.spec import Arg, Opt

Who = Annotated[str, Arg("The customer.", complete="who")]
Drawn = Annotated[bool, Opt("Draw a timeline instead: contacts, sales, complaints, scores.")]
THESE = Arg("Only these customers, as in list.", many=True, complete="filter")
Filters = Annotated[list[str] | None, THESE]
At = Annotated[str | None, Opt("The book as it was then.", metavar="REV|DATE")]
