"""Which texts of the plan exist in Swedish, Finnish and Danish."""

from modeltranslation.translator import TranslationOptions, register

from plans.models import (
    Chapter,
    Consultation,
    Contact,
    Goal,
    Measure,
    Milestone,
    Plan,
    PlanIndicator,
    Principle,
    Programme,
    Source,
    Statement,
)  # fmt: skip


@register(Plan)
class PlanTranslation(TranslationOptions):
    """The title, and the words for the levels where a municipality has its own."""

    fields = ("title", "principle_label", "goal_label", "measure_label")


@register((Principle, Goal, Source, Milestone))
class TitleTranslation(TranslationOptions):
    """The text of a node, source or milestone."""

    fields = ("title",)


@register(Measure)
class MeasureTranslation(TranslationOptions):
    """A measure's texts."""

    fields = ("title", "expected_result", "resources")


@register(Chapter)
class ChapterTranslation(TranslationOptions):
    """A chapter's texts."""

    fields = ("title", "body")


@register(Programme)
class ProgrammeTranslation(TranslationOptions):
    """A programme's texts."""

    fields = ("title", "owner", "funding", "partner_organisations")


@register(Contact)
class ContactTranslation(TranslationOptions):
    """Whom to turn to."""

    fields = ("function", "sector")


@register(PlanIndicator)
class PlanIndicatorTranslation(TranslationOptions):
    """A standing target in words."""

    fields = ("target_text",)


@register(Consultation)
class ConsultationTranslation(TranslationOptions):
    """What the parties are asked."""

    fields = ("instructions",)


@register(Statement)
class StatementTranslation(TranslationOptions):
    """The coordinator's answer; what a party states stays in the language it was written in."""

    fields = ("answer",)
