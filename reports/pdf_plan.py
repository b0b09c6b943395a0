"""A plan as a tagged PDF in the report's look. Call it in the rendering child."""

import base64
import hashlib

from django.template.loader import render_to_string
from django.utils.translation import override

from reports.pdf import Rendered, print_xml
from reports.plan_file.content import PlanFileContent
from welfareplans.organisations.canonical_json import canonical_json
from welfareplans.organisations.texts import FORBIDDEN


def render_plan(content: PlanFileContent) -> Rendered:
    """Return the file; the same content gives the same bytes."""
    with override(content["language"]):
        xml = render_to_string("reports/plan_file/pdf.html", {"content": content})
    identifier = hashlib.sha256(canonical_json(content).encode()).digest()[:16]
    logos = {logo["file"]: base64.b64decode(logo["png"]) for logo in content["logos"]}
    return print_xml(FORBIDDEN.sub("", xml), content["colour"], identifier, pictures=logos)
