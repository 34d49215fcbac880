"""Turn a desk into a server on this machine's own loopback, for one browser.

The server is waitress: threads and sockets of plain Python without dependencies, with a strict parser of requests and limits on
their size and time. One thread answers, so no two decisions are written at once, and pdfium, which opens scans, has one user.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from generator.model.paper import Paper
from generator.model.problem import refuse
from generator.web.doubts.desk import Desk
from generator.web.doubts.door import Door
from generator.web.doubts.guard import DESK, DOOR

HOST = "127.0.0.1"
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Any]


def application(desk: Desk, door: Door) -> Wsgi:
    """The WSGI application: Django, which finds desk and door in each request's environment."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "generator.web.settings")
    from django.core.wsgi import get_wsgi_application

    django = get_wsgi_application()

    def answered(environ: dict[str, Any], start: Callable[..., Any]) -> Any:
        return django(environ | {DESK: desk, DOOR: door}, start)

    return answered


def server(desk: Desk, said: Callable[[str], None], port: int = 0) -> Any:
    """A server that listens already (port 0: a free one); `said` gets each link that works once. Raises OSError for a port in use."""
    from waitress.server import create_server

    apps: list[Wsgi] = []
    made = create_server(
        lambda environ, start: apps[0](environ, start),
        host=HOST, port=port, threads=1, ident=None, clear_untrusted_proxy_headers=True, max_request_body_size=64 * 1024,
        max_request_header_size=16 * 1024, connection_limit=50, channel_timeout=30, expose_tracebacks=False,
    )  # fmt: skip
    apps.append(application(desk, Door(f"{HOST}:{made.effective_port}", said)))
    return made


def serve(desk: Desk, said: Callable[[str], None], port: int = 0) -> None:
    """Answer until Ctrl-C."""
    made = server(desk, said, port)
    try:
        made.run()
    finally:
        made.close()


def serve_doubts(folder: Path, paper: Paper, said: Callable[[str], None], *, batch: str = "", port: int = 0) -> None:
    """The doubts of a paper's batches (of one, where it is named) until Ctrl-C; `said` gets what the person must know.

    Raises RefusedError where there is no such batch, OSError for a port in use.
    """
    from generator.web.doubts.folder import FolderDesk

    desk = FolderDesk(folder, paper, lambda: datetime.now(UTC).isoformat(timespec="seconds"), batch)
    if batch and batch not in desk.batches():
        got = ", ".join(FolderDesk(folder, paper, lambda: "").batches())
        raise refuse(batch, "batch-missing", "no such batch of this paper", got=f"batches: {got}" if got else "no batches")
    serve(desk, lambda link: said(f"Open this link (it works once, in one browser; Ctrl-C ends the page):\n{link}"), port)
