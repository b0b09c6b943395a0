"""What the page of an edition shows: its files with how far each is, and what can be done next."""

import datetime
from dataclasses import dataclass

from django.conf import settings
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.models import Edition, EditionFile, Job, Round
from reports.partner_names import partner_names

LANGUAGE_NAMES = dict(settings.LANGUAGES)


@dataclass(frozen=True)
class FileLine:
    """One file that an edition has or will have. language_name: in its own language; failure: why there is none."""

    language: str
    language_name: str
    state: str
    state_word: str
    percent: int = 0
    address: str = ""
    pages: int = 0
    size: int = 0
    fingerprint: str = ""
    failure: str = ""


@dataclass(frozen=True)
class FileGroup:
    """The files of the whole plan, or of one partner."""

    name: str
    files: list[FileLine]


@dataclass(frozen=True)
class EditionPage:
    """The page. can_work: the reader coordinates the plan; replaced_by: a newer published edition."""

    edition: Edition
    groups: list[FileGroup]
    others: list[Edition]
    replaced_by: Edition | None
    is_newest: bool
    can_work: bool
    published_at: datetime.datetime | None

    @property
    def lines(self) -> list[FileLine]:
        """Return all files."""
        return [line for group in self.groups for line in group.files]

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
        return self.can_work and self.edition.round.status in (Round.Status.PUBLISHED, Round.Status.HANDLED)


def edition_page(edition: Edition, editions: list[Edition], *, can_work: bool, sees_work: bool) -> EditionPage:
    """Return the page.

    edition: with round, plan and publication. editions: those of the round that the reader sees, newest first.
    can_work: the reader coordinates the plan. sees_work: the reader is told about files that are not there yet.
    """
    newer = [one for one in editions if one.number > edition.number]
    published = getattr(edition, "publication", None)
    return EditionPage(
        edition=edition,
        groups=file_groups(edition, sees_work=sees_work),
        others=[one for one in editions if one.pk != edition.pk],
        replaced_by=next((one for one in newer if hasattr(one, "publication")), None),
        is_newest=not newer,
        can_work=can_work,
        published_at=published.published_at if published else None,
    )


def file_groups(edition: Edition, *, sees_work: bool) -> list[FileGroup]:
    """Return the files of the whole plan, then those of each partner."""
    names: dict[str | None, str] = {None: _("The whole plan")}
    names.update(partner_names(edition.round))
    # Jobs are read before files: the other way round, a job that ends in between would be done without a file.
    jobs = {}
    if sees_work:
        for job in Job.objects.of_edition(edition.pk):
            jobs[job.payload["partner"], job.payload["language"]] = job
    rows = EditionFile.objects.filter(edition=edition).defer("pdf").select_related("partner")
    made = {(f.partner.slug if f.partner else None, f.language): f for f in rows.annotate(size=Length("pdf"))}
    groups = []
    for slug, name in names.items():
        keys = [(slug, language) for language in edition.round.plan.languages]
        lines = [line(edition, key, made.get(key), jobs.get(key)) for key in keys if key in made or key in jobs]
        if lines:
            groups.append(FileGroup(name, lines))
    return groups


def line(edition: Edition, key: tuple[str | None, str], made: EditionFile | None, job: Job | None) -> FileLine:
    """Return one file, or how far its job is."""
    slug, language = key
    name = LANGUAGE_NAMES[language]
    if made is not None:
        address = reverse("reports:edition_file", args=[edition.pk, language]) + (f"?partner={slug}" if slug else "")
        return FileLine(
            language, name, Job.State.DONE, str(Job.State.DONE.label), 100,
            address, made.pages, made.size, made.sha256,  # type: ignore[attr-defined]
        )  # fmt: skip
    assert job is not None  # noqa: S101 - a key stands for a file or a job
    state = Job.State(job.state)
    failed = failure(job.error) if state == Job.State.FAILED else ""
    return FileLine(language, name, state, str(state.label), job.percent, failure=failed)


def failure(error: str) -> str:
    """Return why a file could not be made, in the reader's words."""
    return {
        "timeout": _("The report took too long to make."),
        "memory": _("The report needs more memory than it may have."),
    }.get(error.partition(":")[0], _("Something went wrong when the report was made."))
