# SPDX-License-Identifier: EUPL-1.2
"""Dutch sentences about referrals: states, next steps, terms and open tasks (product.md 7.1 to 7.7)."""

from __future__ import annotations

from datetime import datetime

from app.domain.referral import State
from app.domain.terms import Level, Reason, Standing
from app.ui import texts
from app.workflow.overview import Line, Notice, Step
from app.workflow.tasks import Task, TaskKind
from app.workflow.upkeep import Expired

STATES = {
    State.CONCEPT: "Concept",
    State.READY: "Nagekeken",
    State.EXPORTED: "Bestand klaar, nog niet verzonden",
    State.SENT: "Verzonden volgens jou",
    State.WITHDRAWN: "Ingetrokken",
    State.ERASED: "Gewist",
}
CORRECTING = "Verbetering bezig"
INVALID = "Ongeldig verklaard"

STEPS = {
    Step.FILL_IN: "Vul de gegevens van de cliënt aan.",
    Step.RENEW: "De tekst voor de cliënt is veranderd, of de toestemming is te oud. Vraag opnieuw toestemming.",
    Step.REVIEW: "Kijk na en maak het beveiligde bestand.",
    Step.SEND: "Verzend de e-mail met het beveiligde bestand.",
    Step.CALL: "Bel het OCMW en geef de wachtzin van het bestand door.",
    Step.CONFIRM: "Wacht op bevestiging van het OCMW.",
    Step.ASK_AFTER: "Je verzond dit {days} dagen geleden. Kon het OCMW het bestand openen? Bel het OCMW.",
    Step.CHOOSE: "De termijn is voorbij. We hebben niets gewist. Kies zelf.",
    Step.AWAIT_ERASURE: "Wacht op het antwoord van het OCMW: ‘Gewist’.",
    Step.ASK_ERASURE: "Nog geen antwoord. Stuur de e-mail opnieuw of bel.",
    Step.TELL_OFFICER: "Nog altijd geen antwoord. Meld dit aan je DPO.",
}
"""What the colleague does next, in the list *Nog te doen*."""

STEP_VERBS = {
    Step.FILL_IN: "Werk verder",
    Step.RENEW: "Vraag toestemming",
    Step.REVIEW: "Kijk na",
    Step.SEND: "Ga naar de e-mail",
    Step.CALL: "Bel nu",
    Step.CONFIRM: "Bekijk",
    Step.ASK_AFTER: "Bekijk",
    Step.CHOOSE: "Kies",
    Step.AWAIT_ERASURE: "Bekijk",
    Step.ASK_ERASURE: "Vraag het na",
    Step.TELL_OFFICER: "Bekijk",
}


def state(value: State, version: int, is_invalid: bool = False) -> str:
    """The state as people read it; a correction says so, and a consent that never was valid is not withdrawn."""
    if is_invalid and value is State.WITHDRAWN:
        return INVALID
    correcting = version > 1 and value in (State.CONCEPT, State.READY, State.EXPORTED)
    return f"{CORRECTING}: {STATES[value].lower()}" if correcting else STATES[value]


def step(line: Line) -> str:
    """What the colleague does next in this referral."""
    return texts.counted(STEPS[line.step].format(days=line.days_since_sent))


def term(standing: Standing, value: State) -> str:
    """What the term of this referral asks for now, or nothing (product.md 7.7)."""
    if standing.reason is Reason.STOPPED and standing.level is Level.BLOCKED:
        return "Het protocol loopt niet meer. Verzend niets meer. Wis deze gegevens."
    if standing.reason is Reason.STOPPED and standing.until is not None:
        sent = " Is de e-mail al verzonden? Zeg het dan." if value is State.EXPORTED else ""
        wipe = f"Wis deze gegevens vóór {texts.day(standing.until)}."
        return f"Het protocol loopt niet meer. Verzend niets meer. {wipe}{sent}"
    if standing.level is Level.BLOCKED:
        if standing.may_extend:
            return "De termijn is voorbij. We hebben niets gewist. Kies zelf."
        return "Je hebt al één keer verlengd. Rond af wat al gebeurd is, of wis de gegevens."
    if standing.erases_soon and standing.erases_at is not None:
        return f"Langer bewaren mag niet. Op {texts.day(standing.erases_at)} wist de app deze gegevens zelf."
    if standing.level is Level.WARN and standing.until is not None:
        left = "Nog 1 dag" if standing.days_left == 1 else f"Nog {standing.days_left} dagen"
        ready = " Is de e-mail al verzonden?" if value is State.EXPORTED else ""
        return f"{left}, tot {texts.day(standing.until)}. Werk deze doorverwijzing af of wis ze.{ready}"
    return ""


def notice(found: Notice) -> str:
    """The banner about a protocol that ends or has ended (R09, R10)."""
    if found.stopped:
        return (
            f"Het protocol met {found.protocol} loopt niet of niet meer. Je kan geen nieuwe gegevens doorgeven. "
            "Verbeteren, intrekken en een lek melden kan nog wel."
        )
    left = "Nog 1 dag" if found.days_left == 1 else f"Nog {found.days_left} dagen"
    return f"Het protocol met {found.protocol} stopt op {found.ends_on:%d/%m/%Y}. {left}."


def expired(found: Expired) -> str:
    """What a hard limit erased, and why."""
    why = (
        f"de e-mail was {found.limit_days} dagen geleden verzonden"
        if found.reason is Reason.SENT_LONG_AGO
        else f"de toestemming was {found.limit_days} dagen oud"
    )
    return (
        f"We hebben op {found.day:%d/%m/%Y} de gegevens van referentie {found.full_reference} gewist: "
        f"{texts.counted(why)}. Het dossier van Kind en Gezin blijft bestaan. Kon het OCMW het bestand niet openen? "
        "Vraag opnieuw toestemming en maak een nieuwe doorverwijzing."
    )


def clock(moment: datetime) -> str:
    """The question about a clock that jumped (security.md P10)."""
    return f"Klopt de datum op je computer: {texts.day(moment)}? We wissen niets voor je antwoordt."


def task(found: Task) -> tuple[str, str]:
    """Heading and sentence of an open task."""
    return {TaskKind.INCIDENT: _incident_task, TaskKind.REPORT: _report_task, TaskKind.TRIAL: _trial_task}[found.kind](
        found
    )


def _incident_task(found: Task) -> tuple[str, str]:
    late = "De 72 uur zijn voorbij. " if found.is_late else ""
    return (
        f"Mogelijk lek {found.reference}",
        f"{late}Is de e-mail aan de DPO verzonden? Ontdekt op {found.since:%d/%m/%Y}.",
    )


def _report_task(found: Task) -> tuple[str, str]:
    wait = (
        f"Deze melding staat al {found.days} werkdagen open. Het OCMW wacht op je antwoord."
        if found.is_late
        else "Onderzoek ze en antwoord het OCMW."
    )
    kind = found.report.value if found.report is not None else ""
    return (f"Melding van het OCMW over {found.reference}", f"{found.since:%d/%m/%Y}, {kind}. {wait}")


def _trial_task(found: Task) -> tuple[str, str]:
    return (f"Proefzending {found.reference}", "Bel het OCMW en zeg hier hoe het liep.")
