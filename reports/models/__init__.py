"""What happened: a round per plan and year, the committees' parts, the coordinator's assessment, frozen editions."""

from reports.models.attachment import Attachment
from reports.models.calendar import CalendarAddress
from reports.models.discussion import Comment, Reader
from reports.models.edition import Edition, EditionFile, Publication
from reports.models.job import Job
from reports.models.part import CommitteePart
from reports.models.plan_file import PlanFile
from reports.models.progress import Assessment, Progress
from reports.models.round import Round
from reports.models.statements import StatementsFile
from welfareplans.organisations.versions import NotAllowed

__all__ = [
    "Assessment", "Attachment", "CalendarAddress", "Comment", "CommitteePart", "Edition",
    "EditionFile", "Job", "NotAllowed", "PlanFile", "Progress", "Publication", "Reader", "Round", "StatementsFile",
]  # fmt: skip
