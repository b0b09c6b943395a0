"""The workbook as it comes back."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from plans.tables.files.sheets import NEVER
from reports.models import CommitteePart
from reports.workbook.returned import Returned, WorkbookError, read_workbook


class WorkbookForm(forms.Form):
    """The file; read while it is checked, so that what is wrong with it is said at the field."""

    returned: Returned
    file = forms.FileField(
        label=_("The workbook that you have filled in"), allow_empty_file=True, max_length=300,
        widget=forms.FileInput(attrs={"accept": ".xlsx"}), help_text=_("An .xlsx file of at most 9 MB."),
        error_messages={"required": _("Choose the file.")},
    )  # fmt: skip

    def __init__(self, part: CommitteePart, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.part = part
        self.name = ""

    def clean(self) -> dict[str, Any]:
        """Read the workbook."""
        told = self.cleaned_data
        if file := told.get("file"):
            self.name = NEVER.sub("", file.name)[-200:]
            try:
                self.returned = read_workbook(file.read(), self.name, self.part)
            except WorkbookError as error:
                self.add_error("file", str(error))
        return told
