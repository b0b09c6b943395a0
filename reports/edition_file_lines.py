"""The files of an edition, made or under way, as a reader is told of them."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models.functions import Length
from django.urls import reverse
from django.utils.translation import gettext as _

from reports.cuts import Cut
from reports.models import Edition, EditionFile, Job

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


class Files:
    """What an edition has or will have, read with two queries."""

    def __init__(self, edition: Edition, *, sees_work: bool) -> None:
        """edition: with round and plan. sees_work: the reader is told about files that are not there yet."""
        self.edition = edition
        # Jobs are read before files: the other way round, a job that ends in between would be done without a file.
        self.jobs: dict[tuple[Cut, str], Job] = {}
        for job in Job.objects.of_edition(edition.pk) if sees_work else ():
            told = job.payload
            self.jobs[Cut(told["partner"], told.get("part", "")), told["language"]] = job
        rows = EditionFile.objects.filter(edition=edition).defer("pdf").select_related("partner")
        self.made = {
            (Cut(file.partner.slug if file.partner else None, file.part), file.language): file
            for file in rows.annotate(size=Length("pdf"))
        }

    @property
    def cuts(self) -> list[Cut]:
        """Return all cuts that there is or will be a file of."""
        return list(dict.fromkeys(cut for cut, _language in [*self.jobs, *self.made]))

    def lines(self, cut: Cut) -> list[FileLine]:
        """Return the files of a cut in the order of the plan's languages."""
        keys = [(cut, language) for language in self.edition.round.plan.languages]
        return [self.line(key) for key in keys if key in self.made or key in self.jobs]

    def line(self, key: tuple[Cut, str]) -> FileLine:
        """Return one file, or how far its job is."""
        cut, language = key
        name, made = LANGUAGE_NAMES[language], self.made.get(key)
        if made is not None:
            address = reverse("reports:edition_file", args=[self.edition.pk, language]) + cut.query
            return FileLine(
                language, name, Job.State.DONE, str(Job.State.DONE.label), 100,
                address, made.pages, made.size, made.sha256,
            )  # fmt: skip
        job = self.jobs[key]
        state = Job.State(job.state)
        failed = failure(job.error) if state == Job.State.FAILED else ""
        return FileLine(language, name, state, str(state.label), job.percent, failure=failed)


def failure(error: str) -> str:
    """Return why a file could not be made, in the reader's words."""
    return {
        "timeout": _("The report took too long to make."),
        "memory": _("The report needs more memory than it may have."),
    }.get(error.partition(":")[0], _("Something went wrong when the report was made."))
