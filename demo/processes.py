"""What every process that this starts needs: a port, and an end."""

import socket
import subprocess


def free_port() -> int:
    """One that nothing on this machine listens on just now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def end(process: "subprocess.Popen[bytes]") -> None:
    """Wait for one that was told to end; kill it after ten seconds."""
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
