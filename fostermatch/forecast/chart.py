"""The lines of a forecast as points of a picture, drawn by the page."""

from dataclasses import dataclass
from math import ceil

from fostermatch.forecast.arithmetic import Month

LEFT, TOP, WIDTH, HEIGHT = 50, 10, 640, 200


@dataclass(frozen=True)
class Chart:
    band: str
    line: str
    free: str
    grid: list[tuple[float, int]]  # height, and the number it stands for
    dates: list[tuple[float, Month]]


def chart(months: list[Month]) -> Chart:
    top = scale(max((month.high for month in months), default=0))

    def points(values: list[float]) -> list[str]:
        return [f"{x(i, len(months)):.1f},{y(value, top):.1f}" for i, value in enumerate(values)]

    low, high = (points([getattr(month, name) for month in months]) for name in ("low", "high"))
    return Chart(
        band=" ".join([*high, *reversed(low)]),
        line=" ".join(points([month.expected for month in months])),
        free=" ".join(points([float(month.free) for month in months])),
        grid=[(y(step * top / 4, top), round(step * top / 4)) for step in range(5)],
        dates=[(x(i, len(months)), months[i]) for i in range(0, len(months), 6)],
    )


def scale(highest: float) -> int:
    """A round number above all points that four lines divide evenly."""
    step = next((each for each in (1, 2, 5, 10, 25, 50, 100, 250) if 4 * each >= highest), 1000)
    return 4 * max(step, ceil(highest / 4 / step) * step)


def x(index: int, number: int) -> float:
    return LEFT + WIDTH * index / max(1, number - 1)


def y(value: float, top: int) -> float:
    return TOP + HEIGHT * (1 - value / top)
