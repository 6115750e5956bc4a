# SPDX-License-Identifier: EUPL-1.2
"""Accessible name and object name in one call; announcements for screen readers."""

from __future__ import annotations

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def name(widget: QWidget, object_name: str, accessible_name: str, description: str = "") -> None:
    """Give a widget the name that outside tests use and the words that a screen reader says."""
    widget.setObjectName(object_name)
    widget.setAccessibleName(spoken(accessible_name))
    widget.setAccessibleDescription(description)


def spoken(label: str) -> str:
    """A visible label without its keyboard mark: ``&Open`` is said as ``Open``; ``&&`` is a real ampersand."""
    return label.replace("&&", "\0").replace("&", "").replace("\0", "&")


def announce(widget: QWidget, text: str, *, urgent: bool = False) -> None:
    """Have a screen reader say this now, without moving the focus."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(
        QAccessible.AnnouncementPoliteness.Assertive if urgent else QAccessible.AnnouncementPoliteness.Polite
    )
    QAccessible.updateAccessibility(event)
