"""The files that give the report its look, and the hash of them all; light, so that a web process may ask for it."""

import hashlib
from importlib.metadata import version
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates" / "reports" / "pdf"
FOLDER = ROOT / "welfareplans" / "static" / "report"
STYLE = FOLDER / "report.css"
RUNNING = FOLDER / "running.css"
ELEMENTS = FOLDER / "elements.css"
COVER = FOLDER / "cover.svg"
FONTS = sorted((FOLDER / "fonts").glob("*.ttf"))
# The code that says what stands where, draws the charts and writes the file, and its words.
CODE = (
    "reports/document/*.py", "reports/tagged/*.py", "reports/pdf.py", "reports/assets.py", "reports/data_files.py",
    "indicators/charts/*.py", "indicators/numbers.py", "plans/rich_text*.py", "plans/theory*.py", "plans/timetable*.py",
    "locale/*/LC_MESSAGES/django.po",
)  # fmt: skip
LIBRARIES = ("weasyprint", "pydyf", "fonttools", "pyphen")


def template_version() -> str:
    """Return the first 16 digits of a hash of templates, styles, cover, typefaces and the code that makes the file."""
    digest = hashlib.sha256(repr([version(name) for name in LIBRARIES]).encode())
    code = sorted(path for pattern in CODE for path in ROOT.glob(pattern))
    for path in [*sorted(TEMPLATES.glob("*.html")), STYLE, RUNNING, ELEMENTS, COVER, *FONTS, *code]:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


TEMPLATE_VERSION = template_version()
