# SPDX-License-Identifier: EUPL-1.2
"""A private desktop for tests: X display, window manager and session bus; only processes started here are ended."""

from __future__ import annotations

import contextlib
import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

Found = TypeVar("Found")
Environment = dict[str, str]
Window = tuple[str, str]
"""Number and title."""

_STEP = 0.1
_NOTHING = subprocess.DEVNULL


def wait(condition: Callable[[], Found], seconds: float, what: str) -> Found:
    """The first true answer of a condition; AssertionError when it does not come in time."""
    pause = threading.Event()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        pause.wait(_STEP)
    raise AssertionError(f"not within {seconds} s: {what}")


def stays(condition: Callable[[], object], seconds: float, what: str) -> None:
    """AssertionError when a condition stops being true within this time."""
    pause = threading.Event()
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        assert condition(), what
        pause.wait(_STEP)


@contextlib.contextmanager
def process(
    command: Sequence[str], env: Mapping[str, str] | None = None, pass_fds: Sequence[int] = ()
) -> Iterator[subprocess.Popen[bytes]]:
    """A program that is ended, by its own number, when the test leaves."""
    started = subprocess.Popen(command, env=env, pass_fds=pass_fds, stdout=_NOTHING, stderr=_NOTHING)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(10)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


@contextlib.contextmanager
def desktop(home: Path, size: str = "1280x1000") -> Iterator[Environment]:
    """Xvfb on a free display, openbox and a session bus; gives the environment for everything started in it."""
    home.mkdir(parents=True, exist_ok=True)
    read_end, write_end = os.pipe()
    screen = [
        "Xvfb",
        "-displayfd",
        str(write_end),
        "-screen",
        "0",
        f"{size}x24",
        "-nolisten",
        "tcp",
        "-noreset",
    ]  # without it the server starts anew when its last window goes, and takes openbox along
    with process(screen, pass_fds=[write_end]):
        os.close(write_end)
        with os.fdopen(read_end) as answer:
            display = answer.readline().strip()  # up to the newline: closing earlier kills Xvfb
        env = _environment(home, display)
        bus = env["DBUS_SESSION_BUS_ADDRESS"]
        with process(["dbus-daemon", "--session", "--nofork", "--nopidfile", f"--address={bus}"], env):
            wait(Path(bus.removeprefix("unix:path=")).exists, 10, "session bus")
            with process(["openbox"], env):
                # a window that comes before its manager never gets the keyboard
                wait(lambda: _xdotool(env, "get_num_desktops"), 10, "window manager")
                yield env


def windows(env: Environment) -> list[Window]:
    """Every visible window with its title."""
    numbers = _xdotool(env, "search", "--onlyvisible", "--name", ".").split()
    titled = ((number, _xdotool(env, "getwindowname", number)) for number in numbers)
    return [(number, title) for number, title in titled if title]


def window_titled(env: Environment, title: str, seconds: float, *, prefix: bool = False) -> str:
    """The number of the window with exactly this title, or one that begins so."""

    def found() -> str | None:
        match = str.startswith if prefix else str.__eq__
        return next((number for number, shown in windows(env) if match(shown, title)), None)

    number = wait(found, seconds, "compose window")
    assert number is not None
    return number


def press(env: Environment, window: str, key: str) -> None:
    """Bring a window to the front and press a key, e.g. ``ctrl+Return``."""
    _xdotool(env, "windowactivate", window)  # its own --sync once hung
    with contextlib.suppress(AssertionError):
        wait(lambda: _xdotool(env, "getactivewindow") == window, 3, "window in front")
    _xdotool(env, "key", "--clearmodifiers", key)


def press_until(env: Environment, window: str, key: str, done: Callable[[], object]) -> None:
    """A key can get lost while a window settles: press again as long as the window is there."""
    for _ in range(4):
        if any(number == window for number, _ in windows(env)):
            press(env, window, key)
        with contextlib.suppress(AssertionError):
            wait(done, 10, "")
            return
    wait(done, 30, "what the key should do")


def screenshot(env: Environment, path: Path) -> None:
    """A picture of the whole desktop, for a person who wants to know why a test failed."""
    with contextlib.suppress(FileNotFoundError):  # nothing depends on it, so ImageMagick need not be there
        subprocess.run(["import", "-window", "root", str(path)], env=env, check=False, stderr=_NOTHING)


def _xdotool(env: Environment, *arguments: str) -> str:
    done = subprocess.run(["xdotool", *arguments], env=env, capture_output=True, text=True, timeout=20, check=False)
    return done.stdout.strip()


def _environment(home: Path, display: str) -> Environment:
    runtime = home / "rt"
    runtime.mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "HOME": str(home),
        "DISPLAY": f":{display}",
        "LANG": "C.UTF-8",
        "XDG_CONFIG_HOME": str(home / ".config"),
        "XDG_DATA_HOME": str(home / ".local/share"),
        "XDG_CACHE_HOME": str(home / ".cache"),
        "XDG_RUNTIME_DIR": str(runtime),
        "XDG_CURRENT_DESKTOP": "X-Generic",
        "DBUS_SESSION_BUS_ADDRESS": f"unix:path={runtime / 'bus'}",
        "MOZ_CRASHREPORTER_DISABLE": "1",
    }
