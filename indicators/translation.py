"""Which texts of the indicators exist in Swedish, Finnish and Danish."""

from modeltranslation.translator import TranslationOptions, register

from indicators.models import Dimension, Indicator


@register(Dimension)
class DimensionTranslation(TranslationOptions):
    """A dimension's name."""

    fields = ("name",)


@register(Indicator)
class IndicatorTranslation(TranslationOptions):
    """An indicator's texts."""

    fields = ("name", "definition", "unit")
