"""How a committee's part goes through a round of the demo: a workbook, parts that were returned, one that was late.

The same verbs as on the pages make it, so that the history tells it.
"""

import datetime
import io
import json
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from openpyxl import load_workbook

from reports.judging import keep_reasons
from reports.models import CommitteePart, Progress, WorkbookDraft
from reports.workbook.cells import MEASURES, read
from reports.workbook.comparing import compare
from reports.workbook.contents import contents
from reports.workbook.drawing import workbook_file
from reports.workbook.keys import unsealed
from reports.workbook.returned import changed
from reports.workbook.saving import save_workbook
from reports.workbook.words import word_of
from welfareplans.organisations.models import User

Json = dict[str, Any]
date = datetime.date.fromisoformat


@dataclass(frozen=True)
class People:
    """Who acts: the plan's coordinator, and each committee's secretary by the committee's key."""

    coordinator: User
    secretaries: dict[str, User]


def at(day: datetime.date, hour: int) -> datetime.datetime:
    """Return some minute of that hour of the day, where the office is: nobody works by the stroke."""
    return timezone.make_aware(datetime.datetime.combine(day, datetime.time(hour, day.day * 17 % 60)))


def office_day(day: datetime.date, later: int) -> datetime.date:
    """Return the day so many days later that offices are open."""
    for _one in range(later):
        day += datetime.timedelta(days=3 if day.weekday() == 4 else 2 if day.weekday() == 5 else 1)
    return day


def fill_in_workbook(part: CommitteePart, answers: dict[int, Json], by: User) -> None:
    """Let a member take the part away as a workbook, fill in what is known of its measures (by key), and save it."""
    language = part.round.plan.languages[0]
    book = load_workbook(io.BytesIO(workbook_file(contents(part, language))))
    sheet: Any = next(one for one in book.worksheets if str(one["A1"].value).endswith(MEASURES))
    columns = {str(cell.value): cell.column for cell in sheet[1]}
    for row in range(3, sheet.max_row + 1):
        answer = answers.get(int(sheet.cell(row, 1).value))
        for name, text in written(answer, language).items() if answer else ():
            sheet.cell(row, columns[name]).value = text
    stream = io.BytesIO()
    book.save(stream)
    sheets = json.loads(read(stream.getvalue(), "xlsx"))
    name = f"{part.round.plan.slug} {part.round.year}.xlsx"
    returned = changed(sheets, unsealed(sheets["keys"]), name)
    draft = WorkbookDraft.objects.create(part=part, owner=by, name=name, content=dict(returned))
    save_workbook(draft, by=by, posted={"basis": compare(part, returned, {}).basis})


def written(answer: Json, language: str) -> dict[str, str]:
    """Return the cells of one measure by their column's name."""
    return {
        "state": word_of("state", answer["state"], language),
        "proposal": word_of("proposal", answer["proposal"] or "", language),
        "reason": answer["reason"].get(language, ""),
        **{f"text_{code}": text for code, text in answer["text"].items()},
    }


def send_back(part: CommitteePart, step: Json, row: Progress, by: User, coordinator: User, decision: Json) -> None:
    """Let the committee hand in, and the coordinator return it with a reason at one measure."""
    submit(part, decision, by, on=date(step["submitted_on"]))
    part.return_to_committee(reason=step["reason"], by=coordinator, at=at(date(step["returned_on"]), 13))
    keep_reasons(part, {row.pk: step["reason"]})


def hand_in(part: CommitteePart, decision: Json, by: User, coordinator: User, *, on: str) -> None:
    """Submit the part with the committee's decision; it is accepted the next day that the office is open."""
    day = date(on)
    submit(part, decision, by, on=day)
    part.accept(by=coordinator, at=at(office_day(day, 1), 10))
    if part.return_reason:
        keep_reasons(part, {})


def submit(part: CommitteePart, decision: Json, by: User, *, on: datetime.date) -> None:
    """Submit the part in the evening, when the meeting is over."""
    part.submit(by=by, meeting_on=date(decision["meeting_on"]), section=decision["section"], at=at(on, 20))


def open_again(part: CommitteePart, late: Json, by: User) -> None:
    """Let the coordinator open a part that had not come when the collecting ended."""
    part.round.refresh_from_db()
    part.reopen(reason=late["reason"], by=by, at=at(date(late["reopened_on"]), 9))
