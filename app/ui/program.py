# SPDX-License-Identifier: EUPL-1.2
"""Program: one run with a window: start, open the vault, watch for idleness and the system, lock, end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.clock import Clock
from app.desktop.adapter import Desktop
from app.ui import texts, wording
from app.ui.access_flow import AccessFlow
from app.ui.application import Look
from app.ui.background import Lane
from app.ui.breach_flow import BreachFlow
from app.ui.clipboard import ClipboardGuard
from app.ui.correction_flow import CorrectionFlow
from app.ui.entrance import Entrance
from app.ui.handover_flow import HandoverFlow
from app.ui.help_flow import HelpFlow
from app.ui.idle import IdleWatch
from app.ui.journey import RETURN_TO, Journey
from app.ui.lock import Locker, place_of, put_at, start_beside
from app.ui.main_window import MainWindow
from app.ui.practice_flow import PracticeFlow
from app.ui.register_flow import RegisterFlow
from app.ui.restore_flow import RestoreFlow
from app.ui.screen_guard import ScreenGuard
from app.ui.side_flow import SideFlow
from app.ui.single_instance import SingleInstance
from app.ui.stage import Paint, Stage
from app.ui.system_events import SystemEvents
from app.ui.trial_flow import TrialFlow
from app.ui.widgets.message_bar import Action
from app.ui.withdrawal_flow import WithdrawalFlow
from app.workflow import Workflow
from app.workflow.tasks import Task, TaskKind
from app.workflow.upkeep import Upkeep

HOUR_MS = 3_600_000


@dataclass(frozen=True, slots=True)
class Setting:
    """What one run is given: ``options`` are repeated for the locked process, ``place`` is where the window stood."""

    workflow: Workflow
    clock: Clock
    desktop: Desktop
    paint: Paint
    practice: bool
    options: Sequence[str]
    place: str = ""
    left_out: Path | None = None
    """The administrator's folder, when nothing of it is used because others could write there."""


class Program(QObject):
    """Owns the parts of one run; everything a person does happens on its pages."""

    def __init__(self, setting: Setting, look: Look, instance: SingleInstance) -> None:
        super().__init__()
        self.setObjectName("program")
        self._setting, self._instance = setting, instance
        vault, mail = Lane("vault_lane", self), Lane("mail_lane", self)
        self.window = MainWindow((vault,), lambda: look.colours, besides=(mail,))
        self._stage = Stage(self.window, setting.workflow, vault, mail, setting.clock, setting.paint, setting.practice)
        self._side = SideFlow(self._stage)
        self._withdrawal, handover = WithdrawalFlow(self._stage), HandoverFlow(self._stage)
        self._journey = Journey(self._stage, handover, self._side, self._withdrawal)
        self._correction = CorrectionFlow(self._stage, self._journey, handover)
        self._trial, self._practice = TrialFlow(self._stage), PracticeFlow(self._stage)
        self._entrance = Entrance(self._stage)
        self._breach = BreachFlow(self._stage, RETURN_TO)
        self._access = AccessFlow(self._stage)
        self._register = RegisterFlow(self._stage)
        self._restore = RestoreFlow(self._stage, self._side)
        self._help = HelpFlow(self._stage)
        self._clipboard = ClipboardGuard(self)
        self._idle = IdleWatch(setting.clock, self)
        self._system = SystemEvents(setting.desktop, self)
        self._screen = ScreenGuard(setting.desktop)
        self._hourly = QTimer(self)
        self._hourly.setInterval(HOUR_MS)
        self._locker = Locker(
            self.window.save_all,
            (self._clipboard.clear, self._close_vault, instance.release),
            self._restart_options,
            parent=self,
        )
        handover.stop_requested.connect(self._withdrawal.stop)
        handover.practised.connect(self._practice.show_end)
        look.changed.connect(self.window.bar.recolour)
        self._connect()

    def start(self) -> None:
        """Show the first page."""
        self.window.menu.set_visible("action_allow_screen_share", False)
        self.window.menu.set_visible("action_restore_copy", not self._setting.practice)
        if self._setting.place:
            put_at(self.window, self._setting.place)
        (self._practice if self._setting.practice else self._entrance).begin()
        if self._setting.left_out is not None:
            self._stage.say("warning", texts.folder_left_out(self._setting.left_out), sticky=True)
        self.window.show()
        QTimer.singleShot(0, self._after_first_paint)

    def _after_first_paint(self) -> None:
        number = int(self.window.winId())
        self._system.start(number)
        if self._screen.start(number):
            self.window.menu.set_visible("action_allow_screen_share", True)
            self._side.screen_is_protected()
        if self._setting.desktop.disk_encrypted(self._setting.workflow.vault.session.paths.data) is False:
            self._side.disk_is_open()

    def _window_shown(self, number: int) -> None:
        self._screen.shown(number)
        if number == int(self.window.winId()):  # Qt may have made it anew, under a number that nobody reports to
            self._system.watch(number)

    def _connect(self) -> None:
        self._entrance.opened.connect(self._opened)
        self._entrance.breach_requested.connect(self._breach.report)
        self._correction.breach_requested.connect(lambda ref: self._breach.report((ref,)))
        self._breach.overview_requested.connect(self._journey.show_overview)
        self._access.overview_requested.connect(self._journey.show_overview)
        self._withdrawal.breach_first.connect(lambda ref, then: self._breach.report((ref,), then))
        self._entrance.practice_requested.connect(self._practise)
        self._entrance.card_requested.connect(self._side.print_card)
        self._practice.begun.connect(self._opened)
        self._practice.again_requested.connect(self._journey.begin)
        self._practice.stop_requested.connect(self.window.close)
        self._trial.overview_requested.connect(self._journey.show_overview)
        self._idle.warned.connect(self._warn_of_lock)
        self._idle.resumed.connect(self.window.end_warning)
        self._idle.expired.connect(self._lock)
        self._system.lock_requested.connect(self._lock)
        self._system.ending.connect(self._log_off)
        self._system.window_shown.connect(self._window_shown)
        self._locker.locked.connect(self._leave)
        self._restore.restored.connect(self._locker.lock_without_saving)
        self._instance.raise_requested.connect(self._come_forward)
        self._register.back_requested.connect(self._journey.show_overview)
        self._side.auto_lock_changed.connect(self._idle.start)
        self._side.help_requested.connect(self._help.topic)
        self._help.about_requested.connect(self._side.about)
        self._side.screen_share_requested.connect(self._allow_screen_share)
        self._hourly.timeout.connect(self._check_terms)
        self._journey.task_chosen.connect(self._go_on_with)
        self.window.menu.chosen.connect(self._chosen)
        self.window.closed.connect(self._closed)

    # --- open ---

    def _opened(self) -> None:
        self.window.menu.set_open(True)
        lane, flow = self._stage.vault_lane, self._setting.workflow
        lane.run(flow.settings.auto_lock_minutes, done=self._idle.start)
        lane.run(flow.upkeep.after_unlock, done=self._kept)
        self._journey.resume()
        self._hourly.start()

    def _practise(self) -> None:
        """Practice has a vault and so a window of its own; this one waits at the overview."""
        start_beside((*self._setting.options, "--practice"))
        self._opened()

    def _warn_of_lock(self) -> None:
        told = self._practice.idle_warning() if self._setting.practice else ""
        self.window.warn_of_lock(self._idle.touch, told)

    def _check_terms(self) -> None:
        if not self._setting.workflow.vault.is_open():
            return  # practice that came to its end has no terms
        self._stage.vault_lane.run(self._setting.workflow.upkeep.hourly, done=self._kept)

    def _kept(self, found: Upkeep) -> None:
        if found.expired:
            self._stage.say("warning", "\n\n".join(map(wording.expired, found.expired)), sticky=True)
        if found.clock_in_doubt is not None:
            self._stage.say(
                "warning",
                wording.clock(found.clock_in_doubt),
                Action(self.tr("Ja"), "clock_right", lambda: self._answer_clock(True)),
                Action(self.tr("Nee"), "clock_wrong", lambda: self._answer_clock(False)),
                sticky=True,
            )

    def _answer_clock(self, is_right: bool) -> None:
        self.window.bar.clear()
        self._stage.vault_lane.run(self._setting.workflow.upkeep.answer_clock, is_right, done=self._kept)

    def _chosen(self, name: str) -> None:
        verbs: dict[str, Callable[[], object]] = {
            "action_overview": self._journey.show_overview,
            "action_new": self._journey.begin,
            "action_info_sheet": self._side.sheet,
            "action_register": self._register.show,
            "action_lock": self._lock,
            "action_quit": self.window.close,
            "action_withdraw": self._withdrawal.stop_by_reference,
            "action_access": self._access.ask,
            "action_ocmw_report": self._correction.enter_report,
            "action_correct": self._correction.correct_by_reference,
            "action_test_sending": self._trial.begin,
            "action_settings": self._side.settings,
            "action_restore_copy": self._restore.open,
            "action_allow_screen_share": self._allow_screen_share,
            "action_breach": self._breach.report,
            "action_help": self._help.open,
            "action_practice": lambda: start_beside((*self._setting.options, "--practice")),
            "action_about": self._side.about,
        }
        verbs[name]()

    def _go_on_with(self, task: Task) -> None:
        verbs: dict[TaskKind, Callable[[Task], object]] = {
            TaskKind.INCIDENT: self._breach.follow,
            TaskKind.REPORT: self._correction.go_on,
            TaskKind.TRIAL: self._trial.go_on,
        }
        verbs[task.kind](task)

    def _allow_screen_share(self) -> None:
        self._screen.allow()
        self._side.screen_is_shared()
        self._stage.say("info", self.tr("Scherm delen mag tot de app opnieuw start."))

    # --- lock and end ---

    def _log_off(self) -> None:
        """Save and go, without a question; Windows waits for these milliseconds and says why (P14)."""
        desktop, number = self._setting.desktop, int(self.window.winId())
        desktop.hold_shutdown(number, self.tr("Je tekst wordt bewaard."))
        self.window.close()
        desktop.hold_shutdown(number, "")

    def _lock(self) -> None:
        """Practice ends instead: nobody knows the passphrase of its vault."""
        if self._setting.practice:
            self.window.close()
        elif self._setting.workflow.vault.is_open():
            self._locker.lock()

    def _restart_options(self) -> Sequence[str]:
        return (*self._setting.options, "--place", place_of(self.window))

    def _close_vault(self) -> None:
        self._idle.stop()
        flow = self._setting.workflow
        self._stage.vault_lane.run(flow.practice.end if self._setting.practice else flow.vault.lock)
        self._stage.vault_lane.close()

    def _closed(self) -> None:
        self._clipboard.clear()
        self._close_vault()
        self._instance.release()
        if self._setting.practice:
            self._setting.workflow.practice.leave()
        self._leave()

    def _leave(self) -> None:
        application = QApplication.instance()
        if application is not None:
            self.window.hide()
            self._system.stop()
            application.quit()

    def _come_forward(self) -> None:
        self.window.showNormal() if self.window.isMinimized() else self.window.show()
        self.window.raise_()
        self.window.activateWindow()
