"""The reports that one edition is made into: of the whole plan, of a partner, of a committee; in full or in brief."""

from dataclasses import dataclass
from urllib.parse import urlencode

from reports.committee_cut import cut_to_committee
from reports.document.content import Content
from reports.partner_cut import cut_to_partner

BRIEF = "brief"
COMMITTEE = "committee-"


@dataclass(frozen=True)
class Cut:
    """What a file holds. partner: slug, None for the whole plan; part: empty for all of it, `brief`, `committee-12`."""

    partner: str | None = None
    part: str = ""

    @property
    def committee(self) -> int | None:
        """Return the committee that it is cut to."""
        return int(self.part.removeprefix(COMMITTEE)) if self.part.startswith(COMMITTEE) else None

    @property
    def key(self) -> str:
        """Return the end of a job's key."""
        return "".join(f"-{word}" for word in (self.partner, self.part) if word)

    @property
    def in_brief(self) -> "Cut":
        """Return the same municipality's report in brief."""
        return Cut(self.partner, BRIEF)

    @property
    def query(self) -> str:
        """Return the end of an address that asks for it."""
        asked = {name: value for name, value in (("partner", self.partner), ("part", self.part)) if value}
        return f"?{urlencode(asked)}" if asked else ""


def cuts(content: Content, partners: list[str], *, in_parts: bool) -> list[Cut]:
    """Return the cuts of an edition, those first that a council waits for.

    partners: slugs of a joint plan, else empty. in_parts: in brief, and for each committee, where there are several.
    """
    full = [Cut(), *(Cut(slug) for slug in partners)]
    if not in_parts:
        return full
    reporting = [one["id"] for one in content["committees"] if one["status"]]
    parts = [Cut(part=f"{COMMITTEE}{committee}") for committee in reporting] if len(reporting) > 1 else []
    return [*full, *(Cut(one.partner, BRIEF) for one in full), *parts]


def cut_content(content: Content, cut: Cut) -> Content:
    """Return what the report of a cut says."""
    if cut.partner:
        content = cut_to_partner(content, cut.partner)
    if cut.committee is not None:
        content = cut_to_committee(content, cut.committee)
    return {**content, "brief": True} if cut.part == BRIEF else content
