"""The memory of the process that we are: how much it has had, and giving back what it needs no more."""

import ctypes
import re
import resource
from pathlib import Path


def most_memory() -> float:
    """Return the most memory that this process has had, in MB.

    Linux tells it for the program alone; getrusage counts what the process was before it became this program.
    """
    try:
        found = re.search(r"^VmHWM:\s+([0-9]+) kB", Path("/proc/self/status").read_text(), re.MULTILINE)
    except OSError:
        found = None
    return int(found[1]) / 1024 if found else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def give_back() -> None:
    """Give free memory back to the machine, which the next big report may not need in the same pieces; glibc can."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
