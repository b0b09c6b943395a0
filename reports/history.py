"""History of the follow-up."""

from reports.models import Assessment, CommitteePart, Dealing, Progress, Round
from welfareplans.organisations.history import keep_history

globals().update(keep_history(Round, CommitteePart, Progress, Assessment, Dealing))
