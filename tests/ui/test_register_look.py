# SPDX-License-Identifier: EUPL-1.2
"""The register in every size: whole on the smallest screen, nothing cut off when zoomed, every month in the chart."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from app.ui import wording_register
from app.ui.widgets.month_chart import MonthChart
from app.workflow.register import Month
from tests.ui.gallery_pages.register import PAGES as REGISTER
from tests.ui.gallery_pages.register import register, view
from tests.ui.test_every_page import WHOLE, ZOOMED, Shown, cuttable, is_cut

pytestmark = pytest.mark.usefixtures("look")

MONTHS = tuple(Month(2026, number, number, number - 1, number // 2, number % 2) for number in range(1, 13))


def test_the_chart_shows_every_month_in_a_usual_window_and_the_last_ones_in_a_narrow_one(qtbot: QtBot) -> None:
    chart = MonthChart("register_months")
    qtbot.addWidget(chart)
    chart.show_months(MONTHS)
    chart.resize(640, chart.sizeHint().height())
    assert chart.shown() == MONTHS
    chart.resize(chart.minimumSizeHint())
    assert 1 <= len(chart.shown()) < 12
    assert chart.shown()[-1] == MONTHS[-1]
    chart.resize(20, 20)
    assert chart.shown() == MONTHS[-1:]
    # AND it can be drawn at each of these sizes, also with nothing to show
    for size in (chart.size(), chart.sizeHint()):
        chart.resize(size)
        assert not chart.grab().isNull()
    chart.show_months(())
    assert not chart.grab().isNull()
    assert wording_register.span(()) == ""


@pytest.mark.parametrize("name", REGISTER)
def test_the_register_fits_the_smallest_screen_without_scrolling(qtbot: QtBot, name: str) -> None:
    assert Shown(qtbot, name, WHOLE).page.area.verticalScrollBar().maximum() == 0


@pytest.mark.parametrize("size", [WHOLE, (1080, 720), ZOOMED], ids=["whole", "usual", "zoomed"])
@pytest.mark.parametrize("name", REGISTER)
def test_R60_nothing_of_the_register_is_cut_off(qtbot: QtBot, name: str, size: tuple[int, int]) -> None:
    shown = Shown(qtbot, name, size)
    assert shown.page.area.horizontalScrollBar().maximum() == 0
    assert [w.objectName() or w.text() for w in cuttable(shown.page) if is_cut(w)] == []
    for chart in shown.page.findChildren(MonthChart):
        assert len(chart.shown()) == 12


def test_a_broken_row_among_thousands_is_in_sight_and_readable_at_once(qtbot: QtBot) -> None:
    # GIVEN five years of rows, of which one of the oldest does not fit
    page = register(view(1500, broken=3))
    qtbot.addWidget(page)
    page.resize(*WHOLE)
    page.show()
    # THEN the column is wide enough for the words that mark it, and only few rows were measured for that
    table = page.table
    index = table.currentIndex().siblingAtColumn(0)
    assert index.data() == "3 – klopt niet"
    assert table.horizontalHeader().sectionSize(0) >= table.sizeHintForIndex(index).width()
    assert table.horizontalHeader().resizeContentsPrecision() <= 100
    table.scrollTo(index)
    assert table.viewport().rect().contains(table.visualRect(index).center())
