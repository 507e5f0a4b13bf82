"""Parameters that several commands share."""

from typing import Annotated

from plaincrm.cli.spec import Arg, Opt

Who = Annotated[str, Arg("The customer.", complete="who")]
Drawn = Annotated[bool, Opt("Draw a timeline instead: contacts, sales, complaints, scores.")]
At = Annotated[str | None, Opt("The book as it was then.", metavar="REV|DATE")]
