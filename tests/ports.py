"""A port for a server of a test, and the wait until something listens there."""

import socket
import time


def free() -> int:
    """A port of this machine on which nothing listens."""
    with socket.socket() as asked:
        asked.bind(("127.0.0.1", 0))
        return int(asked.getsockname()[1])


def stands(port: int, seconds: float = 30) -> None:
    """Wait until somebody listens on a port. Raises TimeoutError where nobody does."""
    last = time.monotonic() + seconds
    while time.monotonic() < last:
        with socket.socket() as asked:
            if asked.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on {port}")
