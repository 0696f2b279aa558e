"""How the charts of 对比分析 look; they are drawn by what Streamlit brings along, without the network."""

from __future__ import annotations

from typing import Any

FONT = "'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', 'Noto Sans CJK SC', 'Noto Sans SC Variable', sans-serif"
INK, SECOND, HAIRLINE = "#1F2A37", "#5B6675", "#E6E3DB"
MARGIN = {"left": 10, "right": 10, "top": 22, "bottom": 8}


def finish(chart: Any, height: int) -> Any:
    """Return a chart on a white card, in the product's type."""
    axis = {"labelColor": SECOND, "titleColor": SECOND, "gridColor": "#F0EEE7", "domainColor": HAIRLINE}
    return (
        chart.properties(height=height, background="#FFFFFF", padding=MARGIN)
        .configure(font=FONT)
        .configure_view(stroke=None)
        .configure_axis(**axis, labelFontSize=11.5, titleFontSize=11.5, titleFontWeight="normal", tickColor=HAIRLINE)
        .configure_legend(labelColor=INK, labelFontSize=11.5, symbolSize=70, labelLimit=260)
    )


def legend(alt: Any, columns: int = 2) -> Any:
    """Return a legend below the chart."""
    return alt.Legend(orient="bottom", direction="horizontal", columns=columns, offset=6)
