"""What happened: a round per plan and year, the committees' parts, the coordinator's assessment, frozen editions."""

from reports.models.calendar import CalendarAddress
from reports.models.dealing import Dealing
from reports.models.edition import Edition, EditionFile, Publication
from reports.models.job import Job
from reports.models.not_asked import NotAsked
from reports.models.part import CommitteePart
from reports.models.plan_file import PlanFile
from reports.models.progress import Assessment, Progress
from reports.models.round import Round
from reports.models.statements import StatementsFile
from reports.models.step import RoundStep
from reports.models.workbook import WorkbookDraft
from welfareplans.organisations.versions import NotAllowed

__all__ = [
    "Assessment", "CalendarAddress", "CommitteePart", "Dealing", "Edition", "EditionFile", "Job", "NotAllowed",
    "NotAsked", "PlanFile", "Progress", "Publication", "Round", "RoundStep", "StatementsFile", "WorkbookDraft",
]  # fmt: skip
