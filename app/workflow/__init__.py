# SPDX-License-Identifier: EUPL-1.2
"""Workflow: the verbs a colleague performs, named in one frozen dataclass; no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from app.workflow.access import AccessVerbs
from app.workflow.breach import BreachVerbs
from app.workflow.consent import ConsentVerbs
from app.workflow.correction import CorrectionVerbs
from app.workflow.export import ExportVerbs
from app.workflow.handover import HandoverVerbs
from app.workflow.manual import ManualVerbs
from app.workflow.overview import OverviewVerbs
from app.workflow.paper import PaperVerbs
from app.workflow.practice import PracticeVerbs
from app.workflow.referral import ReferralVerbs
from app.workflow.register import RegisterVerbs
from app.workflow.report import ReportVerbs
from app.workflow.restore import RestoreVerbs
from app.workflow.settings import SettingsVerbs
from app.workflow.trial import TrialVerbs
from app.workflow.upkeep import UpkeepVerbs
from app.workflow.vault import VaultVerbs
from app.workflow.withdrawal import WithdrawalVerbs


@dataclass(frozen=True, slots=True)
class Workflow:
    """All verbs of one run; each runs on the vault lane, but for opening the mail program (mail lane)."""

    vault: VaultVerbs
    settings: SettingsVerbs
    overview: OverviewVerbs
    consent: ConsentVerbs
    referral: ReferralVerbs
    export: ExportVerbs
    handover: HandoverVerbs
    withdrawal: WithdrawalVerbs
    access: AccessVerbs
    correction: CorrectionVerbs
    report: ReportVerbs
    upkeep: UpkeepVerbs
    paper: PaperVerbs
    manual: ManualVerbs
    register: RegisterVerbs
    restore: RestoreVerbs
    breach: BreachVerbs
    trial: TrialVerbs
    practice: PracticeVerbs
