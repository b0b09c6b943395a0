"""Which texts of the plan exist in Swedish, Finnish and Danish."""

from modeltranslation.translator import TranslationOptions, register

from plans.models import Goal, Measure, Plan, Principle, Programme


@register((Plan, Principle, Goal, Measure, Programme))
class TitleTranslation(TranslationOptions):
    """What a node is called."""

    fields = ("title",)
