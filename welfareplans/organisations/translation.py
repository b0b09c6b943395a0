"""Which texts of the organisations exist in Swedish, Finnish and Danish."""

from modeltranslation.translator import TranslationOptions, register

from welfareplans.organisations.models import Area, Committee


@register((Area, Committee))
class NameTranslation(TranslationOptions):
    """The official name in each language."""

    fields = ("name",)
