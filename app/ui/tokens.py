# SPDX-License-Identifier: EUPL-1.2
"""The named design tokens: spacing, type scale and colours, light and dark, in one place."""

from __future__ import annotations

from dataclasses import asdict, dataclass


@dataclass(frozen=True, slots=True)
class Colours:
    """One colour scheme; every value is ``#rrggbb``. ``on_x`` is text upon ``x``; ``x_soft`` is a quiet
    background, ``x_edge`` the line around it.
    """

    window: str
    surface: str
    sunken: str
    border: str
    border_strong: str
    text: str
    muted: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    accent_soft: str
    accent_edge: str
    accent_text: str
    success: str
    success_soft: str
    warning: str
    warning_soft: str
    warning_edge: str
    danger: str
    danger_soft: str
    on_danger: str
    disabled: str
    disabled_soft: str


LIGHT = Colours(
    window="#f6f3ed",
    surface="#ffffff",
    sunken="#efebe3",
    border="#ddd6ca",
    border_strong="#857e70",
    text="#1f2b2a",
    muted="#56605e",
    accent="#0f6863",
    accent_hover="#0c5854",
    accent_pressed="#094845",
    on_accent="#ffffff",
    accent_soft="#e1efed",
    accent_edge="#bfdcd8",
    accent_text="#0c5b57",
    success="#1d6338",
    success_soft="#e3f1e6",
    warning="#714600",
    warning_soft="#fbf0da",
    warning_edge="#ecd9ac",
    danger="#a0261e",
    danger_soft="#fbe9e6",
    on_danger="#ffffff",
    disabled="#6f6a60",
    disabled_soft="#e6e1d7",
)

DARK = Colours(
    window="#151b1b",
    surface="#1e2625",
    sunken="#191f1f",
    border="#354140",
    border_strong="#82908e",
    text="#e9eeec",
    muted="#aab6b3",
    accent="#62c4b9",
    accent_hover="#7cd2c8",
    accent_pressed="#4cb0a5",
    on_accent="#0a2220",
    accent_soft="#1d3a37",
    accent_edge="#2b524e",
    accent_text="#86d7cd",
    success="#92d8a6",
    success_soft="#1c3425",
    warning="#f3c677",
    warning_soft="#3a2e16",
    warning_edge="#5a4720",
    danger="#ffa196",
    danger_soft="#43221f",
    on_danger="#2c0805",
    disabled="#8d9896",
    disabled_soft="#2a3332",
)

TEXT_PAIRS: tuple[tuple[str, str], ...] = (
    ("text", "window"),
    ("text", "surface"),
    ("text", "sunken"),
    ("text", "accent_soft"),
    ("text", "success_soft"),
    ("text", "warning_soft"),
    ("text", "danger_soft"),
    ("muted", "window"),
    ("muted", "surface"),
    ("muted", "sunken"),
    ("muted", "accent_soft"),
    ("muted", "warning_soft"),
    ("text", "disabled_soft"),
    ("accent_text", "window"),
    ("accent_text", "surface"),
    ("accent_text", "accent_soft"),
    ("accent_text", "sunken"),
    ("accent_text", "warning_soft"),
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("on_accent", "accent_pressed"),
    ("success", "success_soft"),
    ("warning", "warning_soft"),
    ("danger", "danger_soft"),
    ("danger", "surface"),
    ("danger", "window"),
    ("success", "surface"),
    ("warning", "surface"),
    ("on_danger", "danger"),
)
"""Text on background, as drawn anywhere: at least 4.5 : 1 (R60)."""

SHAPE_PAIRS: tuple[tuple[str, str], ...] = (
    ("border_strong", "surface"),
    ("border_strong", "window"),
    ("accent", "surface"),
    ("accent", "window"),
    ("danger", "surface"),
    ("disabled", "disabled_soft"),
)
"""Edges that tell what can be used, and text that cannot: at least 3 : 1."""

SPACE = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24, "xxl": 32}
"""Distances in device-independent pixels."""

RADIUS = {"control": 6, "card": 10}

TYPE = {"small": 10, "body": 11, "heading": 13, "title": 19, "phrase": 20, "spelling": 16, "word": 42}
"""Font sizes in points, so that they follow the system's text scale."""

BADGE = 26
"""Side of the round number of a step, and of the tick that takes its place, in device-independent pixels."""

ICON = {"verb": 18, "state": 18, "notice": 22, "page": 44, "drawing": 150}
"""Sides of drawings beside words, in device-independent pixels."""

FONT_FAMILY = "Noto Sans"
WIDTH = {"narrow": 540, "text": 840, "tasks": 940, "form": 1000, "pair": 1160, "whole": 1320}
"""Widest column of a page: one question, text, cards with verbs, a form, two columns, the whole of a small screen."""


def style_values(colours: Colours, icon_folder: str, tone: str) -> dict[str, str]:
    """Everything the style sheet may name, e.g. ``space_m`` or ``type_body``; ``tone`` picks dark or light ticks."""
    values = dict(asdict(colours))
    values |= {f"space_{key}": f"{value}px" for key, value in SPACE.items()}
    values |= {f"radius_{key}": f"{value}px" for key, value in RADIUS.items()}
    values |= {f"type_{key}": f"{value}pt" for key, value in TYPE.items()}
    return values | {"family": FONT_FAMILY, "icons": icon_folder, "tone": tone}


def luminance(colour: str) -> float:
    """Relative luminance of ``#rrggbb`` as WCAG defines it."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21 (WCAG 2.1)."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)
