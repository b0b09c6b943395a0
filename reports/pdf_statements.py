"""A consultation's statements and answers as a tagged PDF in the report's look. Call it in the rendering child."""

import hashlib
import re

from django.template.loader import render_to_string
from django.utils.translation import override

from reports.pdf import Rendered, print_xml
from reports.statements.content import StatementsContent
from welfareplans.organisations.canonical_json import canonical_json
from welfareplans.organisations.texts import FORBIDDEN

# linebreaksbr writes HTML; the page is XML.
BREAK = re.compile("<br>")


def render_statements(content: StatementsContent) -> Rendered:
    """Return the file; the same content gives the same bytes."""
    with override(content["language"]):
        xml = render_to_string("reports/statements/pdf.html", {"content": content})
    identifier = hashlib.sha256(canonical_json(content).encode()).digest()[:16]
    return print_xml(BREAK.sub("<br/>", FORBIDDEN.sub("", xml)), content["colour"], identifier)
