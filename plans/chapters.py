"""The chapters of a plan, in order, and the ones that its checklist suggests."""

from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import Http404
from django.utils.translation import override

from plans.checklist import Checklist, checklists, covered, points_in
from plans.forms.chapter import ChapterForm
from plans.lists import OrderedList
from plans.models import Chapter
from welfareplans.organisations.versions import Versioned


class ChapterList(OrderedList):
    """The plan's chapters."""

    key = "chapters"
    model = Chapter
    form = ChapterForm

    @cached_property
    def checklists(self) -> list[Checklist]:
        """Return the checklists that apply to the plan."""
        return checklists(self.plan)

    def bound(self, row: Versioned, *arguments: Any) -> ChapterForm:
        """Return the form of a chapter."""
        points, auto_id = points_in(self.checklists), f"{self.key}{row.pk or ''}_%s"
        return ChapterForm(row, *arguments, languages=self.plan.languages, points=points, auto_id=auto_id)

    def blank(self, *arguments: Any) -> ChapterForm:
        """Return the form of a chapter of the municipality's own."""
        return self.bound(Chapter(plan=self.plan, key=Chapter.Key.OTHER), *arguments)

    @transaction.atomic
    def suggest(self, key: str) -> Chapter:
        """Return the chapter for a point of the checklist: the one of its kind that is there, else a new one."""
        if not self.may_edit:
            raise Http404
        self.lock()
        points = points_in(self.checklists)
        point = next((one for one in points if one.key == key), None)
        if point is None:
            raise Http404
        chapter: Chapter | None = self.rows().filter(key=point.chapter).first()
        if chapter is None:
            chapter = Chapter(plan=self.plan, key=point.chapter, **self.titles(point.chapter))
            self.place(chapter)
            chapter.save()
        elif key not in covered(chapter, points):
            chapter.points = sorted([*covered(chapter, points), key])
            chapter.save()
        return chapter

    def titles(self, kind: Chapter.Key) -> dict[str, str]:
        """Return what a kind of chapter is called in each language of the plan."""
        found = {}
        for code in self.plan.languages:
            with override(code):
                found[f"title_{code}"] = str(kind.label)
        return found
