"""What the page of an edition shows: its files with how far each is, and what can be done next."""

import datetime
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from reports.cuts import BRIEF, Cut
from reports.edition_file_lines import FileLine, Files
from reports.models import Edition, Job
from reports.partner_names import partner_names
from welfareplans.organisations.models import Committee
from welfareplans.organisations.templatetags.page import text


@dataclass(frozen=True)
class FileGroup:
    """The files of the whole plan, of one partner or of one committee; brief: the same in brief."""

    name: str
    files: list[FileLine]
    brief: list[FileLine] = field(default_factory=list)


@dataclass(frozen=True)
class EditionPage:
    """The page. can_work: the reader coordinates the plan; replaced_by: a newer published edition."""

    edition: Edition
    groups: list[FileGroup]
    committees: list[FileGroup]
    others: list[Edition]
    replaced_by: Edition | None
    is_newest: bool
    can_work: bool
    published_at: datetime.datetime | None

    @property
    def lines(self) -> list[FileLine]:
        """Return all files."""
        return [line for group in [*self.groups, *self.committees] for line in [*group.files, *group.brief]]

    @property
    def is_complete(self) -> bool:
        """Tell whether every file is there."""
        return all(line.address for line in self.lines)

    @property
    def is_waiting(self) -> bool:
        """Tell whether files are still being made."""
        return any(line.state in (Job.State.QUEUED, Job.State.RUNNING) for line in self.lines)

    @property
    def has_failed(self) -> bool:
        """Tell whether a file could not be made."""
        return any(line.state == Job.State.FAILED for line in self.lines)

    @property
    def can_publish(self) -> bool:
        """Tell whether the publish button is shown."""
        return self.can_work and self.is_newest and self.is_complete and self.published_at is None

    @property
    def can_register(self) -> bool:
        """Tell whether the council's handling can be registered."""
        return self.can_work and self.edition.round.is_published


def edition_page(edition: Edition, editions: list[Edition], *, can_work: bool, sees_work: bool) -> EditionPage:
    """Return the page.

    edition: with round, plan and publication. editions: those of the round that the reader sees, newest first.
    can_work: the reader coordinates the plan. sees_work: the reader is told about files that are not there yet.
    """
    files = Files(edition, sees_work=sees_work)
    newer = [one for one in editions if one.number > edition.number]
    published = getattr(edition, "publication", None)
    return EditionPage(
        edition=edition,
        groups=file_groups(edition, files),
        committees=committee_groups(edition, files),
        others=[one for one in editions if one.pk != edition.pk],
        replaced_by=next((one for one in newer if hasattr(one, "publication")), None),
        is_newest=not newer,
        can_work=can_work,
        published_at=published.published_at if published else None,
    )


def file_groups(edition: Edition, files: Files) -> list[FileGroup]:
    """Return the files of the whole plan, then those of each partner."""
    names: dict[str | None, str] = {None: _("The whole plan")}
    names.update(partner_names(edition.round))
    groups = [FileGroup(name, files.lines(Cut(slug)), files.lines(Cut(slug, BRIEF))) for slug, name in names.items()]
    return [group for group in groups if group.files]


def committee_groups(edition: Edition, files: Files) -> list[FileGroup]:
    """Return the files of each committee."""
    found = {cut.committee: cut for cut in files.cuts if cut.committee is not None}
    committees = Committee.objects.filter(pk__in=found).order_by("pk") if found else []
    languages = edition.round.plan.languages
    return [FileGroup(text(one, "name", languages), files.lines(found[one.pk])) for one in committees]
