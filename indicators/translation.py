"""Which texts of the indicators exist in Swedish, Finnish and Danish."""

from modeltranslation.translator import TranslationOptions, register

from indicators.models import Category, Dimension, Indicator


@register((Dimension, Category))
class NameTranslation(TranslationOptions):
    """The name of a dimension or of one of its categories."""

    fields = ("name",)


@register(Indicator)
class IndicatorTranslation(TranslationOptions):
    """An indicator's texts."""

    fields = ("name", "definition", "unit")
