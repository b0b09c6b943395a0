"""Renders in a child process: warm between reports, within limits, and started again when it dies.

The child knows templates, catalogues and our own files; it has no database, no secrets and no network to speak of. The
two speak length-prefixed pickles over pipes, and the child ends when its parent's pipe closes.
"""

import gc
import os
import pickle
import resource
import select
import struct
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, cast

from reports.document.content import Content
from reports.memory import give_back, most_memory
from reports.plan_file.content import PlanFileContent
from reports.statements.content import StatementsContent

ROOT = Path(__file__).resolve().parent.parent
LENGTH = struct.Struct(">Q")
# A report of a hundred dense pages takes some 200 MB; the address space counts libraries and typefaces too.
ADDRESS_SPACE = 1 << 30
# The child is replaced now and then, so that whatever leaks cannot grow for ever.
MOST_REPORTS = 100
# The code a child ends with when a report needs more.
OUT_OF_MEMORY = 75
TIMEOUT = 300.0


Printable = Content | StatementsContent | PlanFileContent


class RenderingFailed(Exception):
    """A report that could not be made; `reason` is one of `timeout`, `memory`, `crash`, `refused`."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Finished:
    """A finished file. rss_mb: the most memory the child ever held."""

    data: bytes
    pages: int
    seconds: float
    sha256: str
    rss_mb: float


class Child:
    """One rendering process and the pipes to it."""

    def __init__(self, address_space: int = ADDRESS_SPACE) -> None:
        self.reports = 0
        self.owner = os.getpid()
        keep = ("PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE", "FONTCONFIG_PATH")
        environment = {name: os.environ[name] for name in keep if name in os.environ}
        self.process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            [sys.executable, "-m", "reports.pdf_process", str(address_space)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=ROOT,
            env=environment,
            bufsize=0,
        )

    def ask(self, request: tuple[Printable, str], timeout: float) -> Any:
        """Return the child's answer; raises TimeoutError, EOFError or OSError when there is none."""
        assert self.process.stdin is not None  # noqa: S101 - both are pipes
        assert self.process.stdout is not None  # noqa: S101
        deadline = time.monotonic() + timeout
        self.reports += 1
        send(self.process.stdin, request)
        length = LENGTH.unpack(receive(self.process.stdout, LENGTH.size, deadline))[0]
        return pickle.loads(receive(self.process.stdout, length, deadline))  # noqa: S301 - our own child

    @property
    def is_usable(self) -> bool:
        """Return whether the process lives, is ours (not that of the process we were forked from) and not worn out."""
        return self.owner == os.getpid() and self.process.poll() is None and self.reports < MOST_REPORTS

    def end(self) -> int:
        """End the process, unless it ended by itself or is somebody else's, and return its code."""
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None:
                pipe.close()
        if self.owner != os.getpid():
            return 0
        try:
            return self.process.wait(0.2)
        except subprocess.TimeoutExpired:
            self.process.kill()
            return self.process.wait()


_lock = threading.Lock()
_child: Child | None = None


def render_in_child(content: Printable, language: str, timeout: float = TIMEOUT) -> Finished:
    """Return the report of an edition in a language, made in the warm child process of this process.

    timeout: seconds it may take. Raises RenderingFailed; the next call starts a new child.
    """
    global _child
    with _lock:
        if _child is None or not _child.is_usable:
            if _child is not None:
                _child.end()
            _child = Child()
        try:
            answer = _child.ask((content, language), timeout)
        except TimeoutError:
            _child.end()
            raise RenderingFailed("timeout", f"no report after {timeout:g} s") from None
        except (EOFError, OSError, pickle.UnpicklingError):
            code = _child.end()
            if code == OUT_OF_MEMORY:
                raise RenderingFailed("memory", "the report needs more memory than it may have") from None
            raise RenderingFailed("crash", f"the rendering process ended with code {code}") from None
    if isinstance(answer, Finished):
        return answer
    raise RenderingFailed("refused", str(answer))


def send(pipe: IO[bytes], message: object) -> None:
    """Write one message."""
    data = pickle.dumps(message)
    view = memoryview(LENGTH.pack(len(data)) + data)
    while view:
        view = view[pipe.write(view) :]


def receive(pipe: IO[bytes], length: int, deadline: float) -> bytes:
    """Return so many bytes; raises TimeoutError after the deadline, EOFError when the other side has closed."""
    parts, left = [], length
    while left:
        ready, _writable, _failed = select.select([pipe], [], [], max(deadline - time.monotonic(), 0))
        if not ready:
            raise TimeoutError
        part = os.read(pipe.fileno(), min(left, 1 << 20))
        if not part:
            raise EOFError
        parts.append(part)
        left -= len(part)
    return b"".join(parts)


def set_up(address_space: int) -> None:
    """Limit this process and give it templates and catalogues, and nothing else of the site."""
    resource.setrlimit(resource.RLIMIT_AS, (address_space, address_space))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    # Pages come before reports: nobody waits for a file as one waits for a page.
    os.nice(5)
    import django
    from django.conf import settings

    settings.configure(
        TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [ROOT / "templates"]}],
        LANGUAGES=[("sv", "Svenska"), ("fi", "Suomi"), ("da", "Dansk")],
        LANGUAGE_CODE="sv",
        LOCALE_PATHS=[ROOT / "locale"],
        USE_I18N=True,
        INSTALLED_APPS=[],
    )
    django.setup()


def rendered(content: Printable, language: str) -> Any:
    """Return the file of what is asked for: statements and answers, a plan, or else a report."""
    if content.get("kind") == "statements":
        from reports.pdf_statements import render_statements

        return render_statements(cast(StatementsContent, content))
    if content.get("kind") == "plan":
        from reports.pdf_plan import render_plan

        return render_plan(cast(PlanFileContent, content))
    from reports.pdf import render_pdf

    return render_pdf(cast(Content, content), language)


def answer(content: Printable, language: str) -> Finished | str:
    """Return the finished report, or in words why there is none."""
    try:
        made = rendered(content, language)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception as error:
        return f"{type(error).__name__}: {error}"[:500]
    return Finished(made.data, made.pages, made.seconds, made.sha256, most_memory())


def serve() -> None:
    """Answer one request after another until the parent closes its pipe."""
    # Rendering makes a million objects that live until it ends: looking through them again and again costs a tenth,
    # so the garbage is collected between two reports.
    gc.set_threshold(20_000, 50, 1000)
    requests = os.fdopen(os.dup(0), "rb", buffering=0)
    answers = os.fdopen(os.dup(1), "wb", buffering=0)
    # Whatever prints must not stand between two answers.
    os.dup2(2, 1)
    never = time.monotonic() + 1e8
    while True:
        try:
            length = LENGTH.unpack(receive(requests, LENGTH.size, never))[0]
        except EOFError:
            return
        content, language = pickle.loads(receive(requests, length, never))  # noqa: S301 - from our own parent
        send(answers, answer(content, language))
        gc.collect()
        give_back()


if __name__ == "__main__":
    set_up(int(sys.argv[1]))
    # Under its own name, so that the answers are the parent's classes.
    from reports import pdf_process

    pdf_process.serve()
