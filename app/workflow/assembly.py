# SPDX-License-Identifier: EUPL-1.2
"""Assembly: put the verbs together from their collaborators; drawing and mail programs are handed in."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from app.clock import Clock
from app.domain.errors import ResourceDamaged
from app.domain.manual import Manual
from app.domain.policy import Policy
from app.domain.profile import Profile
from app.export.layout import Layout
from app.export.package import Packager
from app.mail.chain import Choice, MailChain
from app.mail.texts import MailTexts
from app.paths import Paths
from app.storage.outside import Outside
from app.storage.vault import Vault
from app.workflow import Workflow
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
from app.workflow.session import Session
from app.workflow.settings import SettingsVerbs
from app.workflow.trial import TrialVerbs
from app.workflow.upkeep import UpkeepVerbs
from app.workflow.vault import VaultVerbs
from app.workflow.withdrawal import WithdrawalVerbs


@dataclass(frozen=True, slots=True)
class Parts:
    """What differs between the real program, practice and the self-test.

    ``profiles`` have the administrator's values laid over them already; ``policy`` holds what concerns the rest.
    """

    paths: Paths
    clock: Clock
    profiles: tuple[Profile, ...]
    words: Sequence[str]
    alphabet: Mapping[str, str]
    refused_passphrases: Collection[str]
    manual: Callable[[], Manual]
    random: Callable[[int], bytes]
    draw: Callable[[Layout], bytes]
    chain: MailChain
    vault: Vault
    policy: Policy = field(default_factory=Policy)


def assemble(parts: Parts) -> Workflow:
    """All verbs over one session; raises ResourceDamaged without any protocol."""
    if not parts.profiles:
        raise ResourceDamaged(name="protocols")
    session = Session(parts.paths, parts.clock, parts.profiles, parts.random, parts.chain.forget_copy, parts.policy)
    parts.chain.allowed = tuple(map(Choice, parts.policy.mail_programs))
    texts = MailTexts()
    packager = Packager(parts.draw)
    outside = Outside(parts.paths)
    vault = VaultVerbs(session, parts.vault, outside, parts.words, parts.refused_passphrases)
    export = ExportVerbs(session, packager, texts, parts.words)
    breach = BreachVerbs(session, texts, parts.chain, outside)
    return Workflow(
        vault=vault,
        settings=SettingsVerbs(session, parts.chain),
        overview=OverviewVerbs(session),
        consent=ConsentVerbs(session),
        referral=ReferralVerbs(session),
        export=export,
        handover=HandoverVerbs(session, texts, parts.chain, parts.alphabet),
        withdrawal=WithdrawalVerbs(session, texts, parts.chain),
        access=AccessVerbs(session),
        correction=CorrectionVerbs(session),
        report=ReportVerbs(session, texts, parts.chain),
        upkeep=UpkeepVerbs(session, export, parts.chain, breach),
        breach=breach,
        manual=ManualVerbs(session, parts.manual),
        paper=PaperVerbs(session, parts.draw),
        register=RegisterVerbs(session, parts.draw),
        restore=RestoreVerbs(session, parts.vault, outside),
        trial=TrialVerbs(session, packager, texts, parts.chain, parts.words, parts.alphabet),
        practice=PracticeVerbs(session, vault),
    )
