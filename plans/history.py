"""History of the plan and everything in it."""

from plans.models import (
    Chapter,
    Consultation,
    Contact,
    Decision,
    Goal,
    Measure,
    Milestone,
    Partner,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Source,
    Statement,
)  # fmt: skip
from welfareplans.organisations.history import keep_history

globals().update(
    keep_history(
        Plan,
        Partner,
        Decision,
        Principle,
        Goal,
        Measure,
        PlanIndicator,
        Chapter,
        Programme,
        Source,
        Contact,
        Milestone,
        Consultation,
        Statement,
    )
)
