"""The server: one page, its files, and what is uploaded to it.

It listens on the machine itself unless another address is asked. Nothing of the disk is served but the two
files in `own/`; scenarios are named only among those that are shipped, or come as uploaded bytes.
"""

from __future__ import annotations

import os
import threading
from pathlib import Path

from fastapi import Request, Response
from nicegui import app, ui
from starlette.datastructures import MutableHeaders
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from alliance.app.page import Page
from alliance.app.session import Session
from alliance.app.table import MOST_FILES, file_name
from alliance.app.work import Workers
from alliance.words.app import WORDS
from alliance.words.language import Language, in_language
from sim.errors import AllianceError
from sim.scenarios.loader import LARGEST

LOOPBACK = "127.0.0.1"
PORT = 8765

_OWN = Path(__file__).parent / "own"
_HISTORY = 100
"""Messages to a page that are kept for when it comes back; each may hold a whole picture."""

_POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; connect-src 'self' ws: wss:; "
    "frame-ancestors 'none'; form-action 'self'; base-uri 'self'"
)
"""What a page may load: nothing from elsewhere. NiceGUI makes its components in the page itself."""

_WAIT = 120.0
"""Seconds for which a page that lost its connection is kept."""


class Laboratory:
    """The pages that are open, and who works for them.

    Args:
        workers: who computes.
    """

    def __init__(self, workers: Workers) -> None:
        self.workers = workers
        self._pages: dict[str, Page] = {}
        self._files: dict[str, dict[str, bytes]] = {}

    def page(self, request: Request) -> None:
        """Make the page of a browser that has just come."""
        session = Session(self.workers, _language(request))
        page = Page(session)
        self._pages[session.token] = page

        def gone() -> None:
            session.close()
            self._pages.pop(session.token, None)
            self._files.pop(session.token, None)

        ui.context.client.on_delete(gone)
        ui.add_head_html('<link rel="stylesheet" href="own/look.css">')
        ui.add_head_html('<script src="own/page.js"></script>')
        page.build()

    async def receive(
        self, token: str, kind: str, name: str, first: int, last: int, request: Request
    ) -> Response:
        """Take a file that a page sends; the last of several has them read.

        Files are kept in memory and never larger than a scenario may be.
        """
        page = self._pages.get(token)
        if page is None:
            return Response(status_code=404)
        files = self._files.setdefault(token, {})
        if first:
            files.clear()
        content = bytearray()
        async for part in request.stream():
            content += part
            if len(content) > LARGEST + 1:  # told as too large when it is read
                break
        if len(files) <= MOST_FILES:
            files[file_name(name)] = bytes(content)
        if last:
            self._files.pop(token, None)
            try:
                page.receive(kind, files)
            except AllianceError as error:
                page.refuse(error.lines)
            except ModuleNotFoundError as error:
                page.refuse(
                    [f"this needs the package {error.name}: pip install 'alliance-lab[tables]'"]
                )
        return Response(status_code=204)


def serve(host: str = LOOPBACK, port: int = PORT, show: bool = True) -> None:
    """Open the laboratory; returns when it is stopped.

    Args:
        host: address to listen on; others than the machine itself can reach it only if it is not loopback.
        port: to listen on, from 1 to 65535.
        show: whether to open a browser.
    """
    workers = Workers(max(1, min(os.cpu_count() or 1, 8)))
    laboratory = Laboratory(workers)
    ui.page("/", title=in_language(WORDS["laboratory"], "en"), reconnect_timeout=_WAIT)(
        laboratory.page
    )
    app.post("/file/{token}")(laboratory.receive)
    app.add_static_files("/own", _OWN)
    if host in (LOOPBACK, "localhost", "::1"):
        # A page from elsewhere that has its name point here gets nothing.
        app.add_middleware(TrustedHostMiddleware, allowed_hosts=["localhost", LOOPBACK, "[::1]"])
    app.add_middleware(_Bounds)
    # The bar over the page is of its own work alone, and has no name for a screen reader.
    app.config.quasar_config["loadingBar"]["skipHijack"] = True
    app.on_startup(workers.warm)
    app.on_startup(lambda: threading.Thread(target=_more, daemon=True).start())
    app.on_shutdown(workers.stop)
    ui.run(
        host=host,
        port=port,
        show=show,
        reload=False,
        title=in_language(WORDS["laboratory"], "en"),
        show_welcome_message=False,
        tailwind=False,
        binding_refresh_interval=None,
        message_history_length=_HISTORY,
    )


class _Bounds:
    """Has the browser itself refuse whatever is not from here."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def bounded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = _POLICY
            await send(message)

        await self._app(scope, receive, bounded if scope["type"] == "http" else send)


def _more() -> None:
    """Import what only the tabs need, while the first page is looked at."""
    import alliance.app.tabs  # noqa: F401


def _language(request: Request) -> Language:
    """What the browser asks for first, of the two."""
    for part in request.headers.get("accept-language", "").split(","):
        code = part.strip()[:2].casefold()
        if code == "nl":
            return "nl"
        if code == "en":
            return "en"
    return "en"
