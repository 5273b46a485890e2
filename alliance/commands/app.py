"""`alliance app`."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter


def app(
    *,
    host: Annotated[
        str,
        Parameter(
            help="address to listen on; others can reach it only if you give one that is not of this "
            "machine alone, such as 0.0.0.0"
        ),
    ] = "127.0.0.1",
    port: Annotated[int, Parameter(help="port to listen on")] = 8765,
    browser: Annotated[bool, Parameter(help="open a browser")] = True,
) -> None:
    """Open the laboratory in a browser: choose an alliance or drop a member table, and look.

    It stops with Ctrl-C. Nothing is loaded from elsewhere, and nothing is kept when it stops.
    """
    from sim.errors import AllianceError

    if not 1 <= port <= 65535:
        raise AllianceError(f"--port {port} is not allowed: a whole number from 1 to 65535")
    from alliance.app.server import serve

    print(f"The laboratory: http://{host}:{port} (stop it with Ctrl-C)", flush=True)
    serve(host, port, browser)
