# SPDX-License-Identifier: EUPL-1.2
"""What the system announces: locking, sleep and user switch lock; log-off and signals save."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from app.desktop.facts import SystemEvent
from app.desktop.plain import PlainDesktop
from app.ui.system_events import LOGIN, SAVERS, SLEEP, SystemEvents


class OneMessage(PlainDesktop):
    """A system whose every native message means the same."""

    def __init__(self, event: SystemEvent | None) -> None:
        self.event = event

    def system_event(self, message: int) -> SystemEvent | None:
        return self.event


class Story:
    """System events and what they asked for."""

    def __init__(self, event: SystemEvent | None = None) -> None:
        self.said: list[str] = []
        self.events = SystemEvents(OneMessage(event))
        self.events.lock_requested.connect(lambda: self.said.append("lock"))
        self.events.ending.connect(lambda: self.said.append("save"))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (SystemEvent.LOCKED, ["lock"]),
        (SystemEvent.ASLEEP, ["lock"]),
        (SystemEvent.DISCONNECTED, ["lock"]),
        (SystemEvent.LOGGING_OFF, ["save"]),
        (None, []),
    ],
)
def test_R35_native_messages_lock_or_save(qapp: object, event: SystemEvent | None, said: list[str]) -> None:
    story = Story(event)
    story.events.read(0)
    assert story.said == said


def test_R35_the_desktop_of_linux_locks_too(qapp: object) -> None:
    story = Story()
    story.events.session_locked()
    story.events.sleep_announced(True)
    story.events.screen_covered(True)
    assert story.said == ["lock", "lock", "lock"]
    story.events.screen_covered(False)
    assert len(story.said) == 3


def test_every_signal_of_the_bus_finds_its_slot(qapp: object) -> None:
    meta = Story().events.metaObject()
    for *_names, slot in (LOGIN, SLEEP, *SAVERS):
        assert meta.indexOfSlot(slot) >= 0, slot


@pytest.fixture
def own_signals() -> Iterator[None]:
    """Give pytest its own signal handlers back."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM,)}
    yield
    signal.set_wakeup_fd(-1)
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("own_signals")
def test_a_terminated_process_saves_first(qtbot: QtBot) -> None:
    if sys.platform == "win32":  # Windows has no SIGTERM from outside; its messages are tested above
        return
    # GIVEN
    story = Story()
    story.events.watch_signals()
    # WHEN
    with qtbot.waitSignal(story.events.ending, timeout=10_000):
        os.kill(os.getpid(), signal.SIGTERM)
    # THEN
    assert story.said == ["save"]
    story.events.stop()
