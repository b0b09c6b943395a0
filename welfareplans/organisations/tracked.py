"""History of who may do what."""

from welfareplans.organisations.history import keep_history
from welfareplans.organisations.models import Committee, Membership, Municipality

globals().update(keep_history(Municipality, Committee, Membership))
