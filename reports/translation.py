"""Which texts of the follow-up exist in Swedish, Finnish and Danish."""

from modeltranslation.translator import TranslationOptions, register

from reports.models import Assessment, CommitteePart, NotAsked, Progress, Round


@register(Round)
class RoundTranslation(TranslationOptions):
    """What the coordinator tells the committees and the council."""

    fields = ("instructions", "summary")


@register(CommitteePart)
class CommitteePartTranslation(TranslationOptions):
    """What the committee says about its part."""

    fields = ("comment",)


@register(Progress)
class ProgressTranslation(TranslationOptions):
    """What was done, and why something else is proposed."""

    fields = ("text", "reason")


@register(Assessment)
class AssessmentTranslation(TranslationOptions):
    """The judgement in words."""

    fields = ("text",)


@register(NotAsked)
class NotAskedTranslation(TranslationOptions):
    """Why something is not asked this year."""

    fields = ("reason",)
