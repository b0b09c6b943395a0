"""Our charts as SVG text, the same for page and print.

Presentation attributes carry the print palette; the classes `k-…` follow the theme on screen. Every chart names itself
in a `<title>`, its alternative text; every text in it is escaped. The result may stand in a template as it is.
"""

from indicators.charts.bars import Part, meter, split_bar
from indicators.charts.comparison import Line, comparison_chart
from indicators.charts.lines import line_chart, small_chart, sparkline
from indicators.charts.series import Point

__all__ = [
    "Line",
    "Part",
    "Point",
    "comparison_chart",
    "line_chart",
    "meter",
    "small_chart",
    "sparkline",
    "split_bar",
]
