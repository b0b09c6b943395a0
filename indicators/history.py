"""History of indicators and figures."""

from indicators.models import Indicator, Value
from welfareplans.organisations.history import keep_history

globals().update(keep_history(Indicator, Value))
