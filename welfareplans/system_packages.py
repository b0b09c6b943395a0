"""What Python's packages cannot bring: libraries for the PDF, a browser for its tests. Debian and Ubuntu."""

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

from welfareplans.refusal import Refusal

# WeasyPrint's, by what the loader and what the package manager calls them.
LIBRARIES = {
    "libpango-1.0.so.0": "libpango-1.0-0",
    "libpangoft2-1.0.so.0": "libpangoft2-1.0-0",
    "libharfbuzz-subset.so.0": "libharfbuzz-subset0",
}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def missing_libraries() -> list[str]:
    """Return the packages whose library cannot be loaded."""
    missing = []
    for library, package in LIBRARIES.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing.append(package)
    return missing


def privileges() -> list[str] | None:
    """Return what makes a command root's without asking anybody, None when nothing does."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True).returncode == 0:  # noqa: S603
        return [sudo, "-n"]
    return None


def install(packages: Sequence[str]) -> bool:
    """Install packages when we may; return whether the package manager says that it did."""
    root, apt = privileges(), shutil.which("apt-get")
    if root is None or apt is None:
        return False
    print(f"Installing {' '.join(packages)} …", file=sys.stderr, flush=True)
    quiet = [*root, "env", "DEBIAN_FRONTEND=noninteractive", apt, "-qq"]
    # A failed update may be one dead mirror among many; the installation tells.
    subprocess.run([*quiet, "update"], capture_output=True)  # noqa: S603
    done = subprocess.run(  # noqa: S603
        [*quiet, "install", "-y", "--no-install-recommends", *packages], capture_output=True, text=True
    )
    if done.returncode:
        print((done.stderr.strip().splitlines() or ["apt-get failed"])[-1], file=sys.stderr)
    return done.returncode == 0


def advice(packages: Sequence[str]) -> str:
    """Return the one line to type."""
    return f"sudo apt-get install {' '.join(packages)}"


def require_libraries() -> None:
    """Have the libraries for the PDF, or refuse with the line to type."""
    missing = missing_libraries()
    # The loader remembers what it did not find, so that a new process has to look again.
    again = [sys.executable, "-m", "welfareplans.system_packages"]
    if missing and not (install(missing) and subprocess.run(again).returncode == 0):  # noqa: S603
        raise Refusal(f"libraries for the PDF are missing; type: {advice(missing)}")


def browser() -> str | None:
    """Return the path of a Chromium, None when there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


def require_browser() -> None:
    """Have a browser for the tests: on a laptop they are skipped loudly without it, elsewhere (CI) we refuse."""
    if browser() or (install(["chromium"]) and browser()):
        return
    if os.environ.get("CI"):
        raise Refusal(f"the browser tests need Chromium; type: {advice(['chromium'])}")
    print(f"BROWSER TESTS ARE SKIPPED: Chromium is missing; type: {advice(['chromium'])}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(bool(missing_libraries()))
