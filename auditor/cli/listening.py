"""A port to listen on, taken before anything is told of it."""

from __future__ import annotations

import socket

from auditor.errors import UsageError


def listen(host: str, port: int) -> socket.socket:
    """Take a port; 0 is any that is free.

    Raises:
        UsageError: another program has it, or the host is none of this machine's.
    """
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, UnicodeError) as error:  # the second for what is no host's name at all
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{host} is no address of this machine ({reason})") from error
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(address)
        listener.listen()  # two may bind a port that nobody listens on yet
    except OSError as error:
        listener.close()
        raise UsageError(
            f"port {port} of {host} cannot be used ({error.strerror}): choose another with --port, "
            "or --port 0 for any"
        ) from error
    return listener


def address_of(listener: socket.socket) -> str:
    """Return where to reach it, as a browser wants it."""
    host, port = listener.getsockname()[:2]
    return f"http://[{host}]:{port}/" if ":" in host else f"http://{host}:{port}/"
