"""Drawing customers for the turns of a story, so that no turn meets the same one twice."""

from __future__ import annotations

import random
from collections.abc import Callable

from plaincrm.actions.demo.tale import Tale


class Pool:
    """Customers in an order of chance, taken one by one."""

    def __init__(self, tales: list[Tale], rng: random.Random) -> None:
        self.rng = rng
        self.everybody = list(tales)
        self._left = list(tales)
        rng.shuffle(self._left)

    def take(self, fits: Callable[[Tale], bool]) -> Tale:
        """The next customer that *fits*; LookupError where all such are taken."""
        for tale in self._left:
            if fits(tale):
                self._left.remove(tale)
                return tale
        raise LookupError("too few customers for this story")

    def rest(self) -> list[Tale]:
        """Those who were not taken."""
        return list(self._left)

    def leave_out(self, some: set[Tale]) -> None:
        """Nobody of *some* is taken any more."""
        self._left = [tale for tale in self._left if tale not in some]
