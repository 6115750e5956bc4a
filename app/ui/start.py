# SPDX-License-Identifier: EUPL-1.2
"""Start: make the application, be the one window of this data folder, and run the event loop."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from app import log
from app.desktop.adapter import Desktop
from app.desktop.facts import FolderKind
from app.domain.errors import AppError
from app.paths import Paths
from app.ui import texts
from app.ui.application import Look, UncaughtErrors, make_application
from app.ui.garbage import Garbage
from app.ui.main_window import MainWindow
from app.ui.pages.fault import FaultPage
from app.ui.program import Program, Setting
from app.ui.single_instance import SingleInstance

LEFT_OUT = "administrator_folder_left_out"
HANDOVER_MS = 5000
"""How long a locked process waits until the one it replaces has let go."""


def run(paths: Paths, desktop: Desktop, make: Callable[[], Setting]) -> int:
    """Show the window until it is closed; ``make`` reads the resources, may raise AppError. Returns the exit code."""
    application, look = make_application(sys.argv[:1])
    Garbage(application)
    application.setQuitOnLastWindowClosed(False)
    try:
        setting = _made(paths, desktop, make)
        setting.workflow.vault.check_place()
    except AppError as error:
        return _cannot_start(application, look, error)
    instance = SingleInstance(paths.lock_file, paths.raise_file)
    if not instance.acquire(HANDOVER_MS if setting.place else 0):
        desktop.let_others_forward()
        instance.ask_first()
        print(texts.ALREADY_OPEN, file=sys.stderr)  # noqa: T201 - for whoever started it at a console
        return 0
    log.open_log(paths.log)
    if setting.left_out is not None:
        log.event(LEFT_OUT)
    program = Program(setting, look, instance)
    caught = UncaughtErrors(log.error_code, program)
    caught.happened.connect(log.event)
    caught.happened.connect(program.window.show_uncaught)
    caught.install()
    program.start()
    return application.exec()


def _made(paths: Paths, desktop: Desktop, make: Callable[[], Setting]) -> Setting:
    """What was read; a wrong file of an administrator is noted in the log too, as its code and how many problems.

    In a local folder only: nothing is made where the data may not lie.
    """
    try:
        return make()
    except AppError as error:
        if desktop.folder_kind(paths.data) is FolderKind.LOCAL:
            log.open_log(paths.log)
            log.event(log.error_code(error), problems=len(texts.problems_of(error)))
            log.close_log()
        raise


def _cannot_start(application: QApplication, look: Look, error: AppError) -> int:
    """A wrong profile or an unusable folder: one page that says what to do, and exit 2."""
    for line in (f"doorverwijzing: {texts.sentence(error)}", *texts.problems_of(error)):
        print(line, file=sys.stderr)  # noqa: T201 - as above
    window = MainWindow((), lambda: look.colours)
    window.top_bar.hide()
    page = FaultPage(error)
    page.back_requested.connect(window.close)
    window.add_page("fault", lambda: page)
    window.show_page("fault")
    window.closed.connect(application.quit)
    window.show()
    application.exec()
    return 2
