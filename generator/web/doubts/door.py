"""Turn a link that works once into one browser's way in; the name of the room is part of every address behind it.

Other users of this machine can reach the port, and so can other web pages; a cookie alone is no wall, since browsers send it
to every port of 127.0.0.1. So a request needs both: the room in its address, which is never sent elsewhere, and the cookie, which is
sent below that address only.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from hmac import compare_digest


class Door:
    """`host` is the only name under which we answer; `said` is called with each link that is to be opened."""

    def __init__(self, host: str, said: Callable[[str], None]) -> None:
        self.host = host
        self.room = secrets.token_urlsafe(24)
        self._said = said
        self._ticket = self._spent = self._key = ""
        self.hand_out()

    def hand_out(self) -> None:
        """A new link; the one before it is void."""
        self._ticket = secrets.token_urlsafe(24)
        self._said(f"http://{self.host}/open/{self._ticket}/")

    def enter(self, ticket: str) -> str | None:
        """The key for the cookie, and every earlier key is void; None for a ticket that is spent or was never ours.

        Whoever comes second with a ticket gets a new one, in the terminal: so a ticket that a stranger took first locks the stranger out.
        """
        if self._ticket and _same(ticket, self._ticket):
            self._ticket, self._spent, self._key = "", ticket, secrets.token_urlsafe(24)
            return self._key
        if not self._ticket and _same(ticket, self._spent):
            self.hand_out()
        return None

    def is_open(self, room: str, key: str) -> bool:
        """Whether a request has both."""
        return bool(self._key) and _same(room, self.room) and _same(key, self._key)


def _same(left: str, right: str) -> bool:
    return compare_digest(left.encode(), right.encode())
