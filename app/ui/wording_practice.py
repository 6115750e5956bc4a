# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentences that guide through the practised referral: what to do on each page, and why (product.md 7.13)."""

from __future__ import annotations

STEPS = (
    ("Begin een doorverwijzing", "Klik op ‘Nieuwe doorverwijzing’. In het echt zit je nu bij de cliënt."),
    (
        "Vraag toestemming",
        "Vink aan wat je verteld hebt. In het echt vertel je dit eerst. Klik dan op ‘De cliënt zegt ja’.",
    ),
    (
        "Vul de gegevens in",
        "Klik op ‘Vul een verzonnen cliënt in’ en dan op ‘Kijk na’. Wat je typt, wordt vanzelf bewaard.",
    ),
    ("Kijk na wat vertrekt", "Alleen dit krijgt het OCMW. Klik dan op de knop onderaan: die maakt het bestand."),
    ("Verzend de e-mail", "In het echt verzend je de e-mail nu zelf. Klik daarna op ‘Ik heb de e-mail verzonden’."),
    ("Bel het OCMW", "Klik op ‘Toon de wachtzin’ en lees de zes woorden hardop. Zeg daarna dat je ze doorgaf."),
    (
        "Wacht op bevestiging",
        "Doe alsof het OCMW het bestand opent. Klik op ‘Het OCMW kon het bestand openen’: dan wissen we alles.",
    ),
)
"""What each step is called, and what to do."""

OPEN = "Oefening: je doorverwijzing staat in het overzicht. Ga daar verder."
"""On the overview, while the practised referral waits there."""

_PAGES = {"overview": 1, "consent": 2, "client": 3, "review": 4, "mail_by_hand": 5, "phrase": 6}
_HANDOVER = 4
"""The three steps of the hand-over follow the review."""


def guide(page: str, *, handover_step: int = 0, is_open: bool = False) -> str:
    """What to do on this page; nothing on a page beside the journey."""
    if page == "overview" and is_open:
        return OPEN
    step = _HANDOVER + handover_step if page == "handover" else _PAGES.get(page, 0)
    return f"Oefening – stap {step} van {len(STEPS)}: {STEPS[step - 1][1]}" if step else ""
