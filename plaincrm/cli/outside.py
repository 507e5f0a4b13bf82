"""What the system refuses, in words: a full disk, a folder where one may not write."""

from __future__ import annotations

import errno

from plaincrm.errors import OutsideError

_WRITE = "you may not write there: see its permissions, or name another place"
_WAYS_ON = {
    errno.ENOSPC: "the disk is full: make room, then run it again",
    errno.EDQUOT: "your share of the disk is full: make room, then run it again",
    errno.EACCES: _WRITE,
    errno.EPERM: _WRITE,
    errno.EROFS: "nothing can be written there: name another place",
    errno.EIO: "the disk or the line to it fails",
    errno.EMFILE: "too many files are open: see ulimit -n",
}


def refusal(error: OSError) -> OutsideError | None:
    """The error to tell; None where it is none of the system's. Without a file it is standard output's."""
    if error.errno not in _WAYS_ON:
        return None
    return OutsideError(
        f"{error.filename or 'standard output'}: {error.strerror}", hint=_WAYS_ON[error.errno]
    )
