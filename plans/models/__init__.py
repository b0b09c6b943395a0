"""What was promised: a plan, its text around the table, the table itself, and how it is measured."""

from plans.models.adoption import Decision, Revision
from plans.models.consulting import Consultation
from plans.models.context import Chapter, Contact, Milestone, Programme, Source
from plans.models.editing import Presence, Removal
from plans.models.invitation import Invitation
from plans.models.measured import PlanIndicator, Reporter
from plans.models.next_period import NextPeriod, NodeChoice
from plans.models.node import Goal, Measure, Node, Principle, Responsibility
from plans.models.plan import Partner, Plan
from plans.models.statement import Statement
from plans.models.translation_check import TranslationCheck

__all__ = [
    "Chapter", "Consultation", "Contact", "Decision", "Goal", "Invitation", "Measure", "Milestone", "NextPeriod",
    "Node", "NodeChoice", "Partner", "Plan", "PlanIndicator", "Presence", "Principle", "Programme", "Removal",
    "Reporter", "Responsibility", "Revision", "Source", "Statement", "TranslationCheck",
]  # fmt: skip
