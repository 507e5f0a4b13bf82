"""Why the parts of two texts could not be put together."""


class CannotRealiseError(Exception):
    """The two layouts do not fit; another way must be tried. It never reaches the user."""
