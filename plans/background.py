"""What a plan was prepared from, and whom to turn to."""

from plans.forms.background import ContactForm, SourceForm
from plans.lists import RowList
from plans.models import Contact, Source


class ContactList(RowList):
    """The plan's contacts."""

    key = "contacts"
    model = Contact
    form = ContactForm


class SourceList(RowList):
    """The plan's sources."""

    key = "sources"
    model = Source
    form = SourceForm
