"""What the gate says about a place in a text."""

from dataclasses import dataclass


class PruefungNichtMoeglich(Exception):
    """A detector could not run. The message is German and may be shown to the user."""


@dataclass(frozen=True)
class Treffer:
    """
    A place in a text: characters `start` to `end`.

    `grund` completes »Im Text steht noch …«. `sicher` is False for a weak warning. `ersatz` is what
    could stand there instead, "" where nothing should.
    """

    start: int
    end: int
    text: str
    art: str
    grund: str
    sicher: bool = True
    ersatz: str = ""
