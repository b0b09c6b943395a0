"""Ask the web server of this machine for a page: `python -m welfareplans.health` ends with 0 when it answers."""

import os
import sys
from http.client import HTTPConnection, HTTPException


def answers(address: str, host: str) -> bool:
    """Return whether the server at address ("127.0.0.1:8000") answers a visitor of `host` with a page."""
    connection = HTTPConnection(address, timeout=4)
    try:
        # As the proxy in front would ask.
        connection.request("GET", "/sv/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        return connection.getresponse().status == 200
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


if __name__ == "__main__":
    port = os.environ.get("BIND", ":8000").rpartition(":")[2]
    name = (os.environ.get("ALLOWED_HOSTS") or "localhost").split(",")[0].lstrip(".*") or "localhost"
    sys.exit(not answers(f"127.0.0.1:{port}", name))
