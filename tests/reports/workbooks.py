"""A workbook in the hands of a member: downloaded, filled in, uploaded."""

import io
from collections.abc import Mapping
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from reports.models import WorkbookDraft
from reports.workbook import cells
from reports.workbook.cells import FIGURES, MARK, MEASURES
from welfareplans.confined import ConfinedError, Refused

# By the row's key and the column's name.
Answers = Mapping[tuple[str, str], Any]


def download(client: Client, part: int, language: str = "sv") -> bytes:
    """Return the workbook."""
    answer = client.get(f"/{language}/follow-up/parts/{part}/workbook.xlsx")
    assert answer.status_code == 200
    return answer.content


def sheets(data: bytes) -> tuple[Any, dict[str, Any]]:
    """Return the workbook and its sheets by their mark."""
    book = load_workbook(io.BytesIO(data))
    return book, {str(sheet["A1"].value or "").removeprefix(MARK): sheet for sheet in book.worksheets}


def cell(data: Any, key: str, name: str) -> Any:
    """Return a cell of a workbook's sheets (by mark) by the key of its row and the name of its column."""
    for mark in (MEASURES, FIGURES):
        sheet = data[mark]
        row = next((row for row in sheet.iter_rows(min_row=3) if row[0].value == key), None)
        column = next((at for at, one in enumerate(sheet[1]) if one.value == name and at), None)
        if row is not None and column is not None:
            return row[column]
    raise KeyError((key, name))


def filled(data: bytes, answers: Answers) -> bytes:
    """Return the workbook with answers written into its cells; a text stays a text."""
    book, found = sheets(data)
    for (key, name), value in answers.items():
        target = cell(found, key, name)
        target.value = value
        if isinstance(value, str) and value:
            target.data_type = "s"
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(client: Client, part: int, data: bytes, name: str = "svar.xlsx", language: str = "sv") -> Any:
    """Return the answer to an upload."""
    file = SimpleUploadedFile(name, data)
    return client.post(f"/{language}/follow-up/parts/{part}/workbook/", {"file": file})


def look(client: Client, answer: Any) -> tuple[str, str]:
    """Return the address of the preview that an upload led to, and its page."""
    assert answer.status_code == 302, answer.content.decode()
    return answer.headers["Location"], client.get(answer.headers["Location"]).content.decode()


def basis(page: str) -> str:
    """Return the fingerprint that a preview carries."""
    return page.partition('name="basis" value="')[2].partition('"')[0]


def keep(client: Client, address: str, **choices: str) -> Any:
    """Save what the preview shows."""
    page = client.get(address).content.decode()
    return client.post(address, {"act": "save", "basis": basis(page), **choices})


def bring(client: Client, part: int, data: bytes, **choices: str) -> Any:
    """Upload a workbook, look at it, and save it."""
    address, _page = look(client, upload(client, part, data))
    return keep(client, address, **choices)


def newest_address(part: int) -> str:
    """Return the address of the newest preview."""
    draft = WorkbookDraft.objects.order_by("-pk")[0]
    return reverse("reports:workbook_preview", args=[part, draft.key])


def read_here(_function: str, data: bytes, *arguments: str, seconds: float, memory: int) -> bytes:
    """Read a file as the child process does, without the second that it takes to start one."""
    try:
        return cells.read(data, *arguments)
    except Refused as refusal:
        raise ConfinedError(str(refusal)) from None
