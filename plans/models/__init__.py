"""What was promised: a plan, its text around the table, the table itself, and how it is measured."""

from plans.models.consultation import Revision, Statement
from plans.models.context import Chapter, Contact, Milestone, Programme, Source
from plans.models.joining import Invitation
from plans.models.measured import PlanIndicator, Reporter
from plans.models.node import Goal, Measure, Node, Principle, Responsibility
from plans.models.plan import Partner, Plan

__all__ = [
    "Chapter", "Contact", "Goal", "Invitation", "Measure", "Milestone", "Node", "Partner", "Plan", "PlanIndicator",
    "Principle", "Programme", "Reporter", "Responsibility", "Revision", "Source", "Statement",
]  # fmt: skip
