"""The web server's settings, the same on a laptop and in production; its own environment variables come on top."""

import gc
import os
from pathlib import Path
from typing import Any

from welfareplans.processes import die_with

bind = os.environ.get("BIND", f"127.0.0.1:{os.environ.get('PORT', '8000')}")
workers = int(os.environ.get("WEB_WORKERS") or 2 * (os.cpu_count() or 1))
# Pages are computed, not waited for: one import for all workers, one request at a time in each.
preload_app = True
timeout = 30
graceful_timeout = 20
loglevel = "warning"
# Readers are not tracked.
accesslog = None
control_socket_disable = True
if Path("/dev/shm").is_dir():  # noqa: S108 - a heartbeat on a slow disk looks like a hanging worker
    worker_tmp_dir = "/dev/shm"  # noqa: S108


def pre_fork(server: Any, worker: Any) -> None:
    """Keep what all workers share out of the collector's rounds: it never becomes rubbish, and stays shared memory."""
    gc.collect()
    gc.freeze()


def post_fork(server: Any, worker: Any) -> None:
    """Free the port at once when the server is killed."""
    die_with(server.pid)
