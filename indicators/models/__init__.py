"""How it is measured: indicators, what they are broken down by, and their yearly values."""

from indicators.models.dimension import Category, Dimension
from indicators.models.indicator import Indicator
from indicators.models.value import Value

__all__ = ["Category", "Dimension", "Indicator", "Value"]
