# SPDX-License-Identifier: EUPL-1.2
"""The habits that keep the program readable and safe, held by machine: size, fences, plain text, no network."""

from __future__ import annotations

import ast
import sys

from tests.source_tree import Source, sources

APP = sources("app")
ALL = sources("app", "packaging", "tests")

# One risky library, one file. A new line here is a decision, not a convenience.
RISKY: dict[str, set[str]] = {
    "app/clock.py": {"time"},
    "app/log.py": {"logging", "time"},
    "app/paths.py": {"platformdirs"},
    "app/files.py": {"time"},
    "app/self_test.py": {"shutil"},
    "app/working_days.py": {"holidays"},
    "app/domain/contact_forms.py": {"email_validator", "phonenumbers"},
    "app/storage/database.py": {"sqlcipher3"},
    "app/storage/keyfile.py": {"argon2", "cryptography", "sqlite3"},
    "app/export/archive.py": {"py7zr"},
    "app/export/pdf.py": {"PySide6.QtCore", "PySide6.QtGui"},
    "app/export/pdf_page.py": {"PySide6.QtCore", "PySide6.QtGui"},
    "app/export/pdf_tags.py": {"pypdf"},
    "app/mail/draft.py": {"email"},
    "app/mail/clients.py": {"ctypes", "shutil", "subprocess", "winreg"},
    "app/mail/child.py": {"subprocess"},
    "app/mail/openers/association.py": {"ctypes"},
    "app/mail/openers/outlook_com.py": {"time"},
    "app/mail/openers/simple_mapi.py": {"ctypes"},
    "app/desktop/plain.py": {"ctypes", "os.replace"},
    "app/desktop/windows/api.py": {"ctypes", "winreg"},
    "app/desktop/windows/events.py": {"ctypes"},
    "app/desktop/windows/folder.py": {"ctypes"},
    "app/desktop/windows/process.py": {"ctypes"},
    "app/desktop/windows/screen.py": {"ctypes"},
    "app/desktop/windows/security.py": {"ctypes"},
}
WATCHED = {
    "Cryptodome", "PySide6", "argon2", "asyncio", "comtypes", "concurrent", "cryptography", "ctypes", "email",
    "email_validator", "holidays", "logging", "multiprocessing", "phonenumbers", "pickle", "platformdirs", "py7zr",
    "pypdf", "random", "shutil", "signal", "sqlcipher3", "sqlite3", "subprocess", "tempfile", "threading", "time",
    "winreg",
}  # fmt: skip
WATCHED_CALLS = {"os": {"replace", "rename", "system", "startfile", "popen", "execv", "execve", "fork", "spawnv"}}
QT_OF_UI = {"PySide6.QtCore", "PySide6.QtGui", "PySide6.QtWidgets", "PySide6.QtSvg"}
UI_BY_EXCEPTION = {
    "app/ui/printing.py": {"PySide6.QtPrintSupport"},
    "app/ui/background.py": {"threading"},
    "app/ui/system_events.py": {"PySide6.QtDBus", "signal"},  # the session bus of Linux: a local socket, no network
}
NETWORK = {
    "aiohttp", "aiosmtpd", "ftplib", "http", "httpx", "imaplib", "nntplib", "poplib", "requests", "select", "selectors",
    "smtplib", "socket", "socketserver", "ssl", "telnetlib", "urllib.request", "urllib3", "webbrowser", "xmlrpc",
    "PySide6.QtNetwork", "PySide6.QtWebEngineCore", "PySide6.QtWebSockets", "PySide6.QtHttpServer",
}  # fmt: skip
# Nothing here reads a file, a clock or the network, or makes a random number.
PURE = {
    "__future__", "collections", "dataclasses", "datetime", "enum", "functools", "hashlib", "importlib", "itertools",
    "json", "math", "re", "string", "tomllib", "types", "typing", "unicodedata",
}  # fmt: skip
# Both judge the shape of a text; neither looks anything up.
PURE_BY_EXCEPTION = {"app/domain/contact_forms.py": {"email_validator", "phonenumbers"}}


def risky_imports(source: Source) -> set[str]:
    """What of the watched libraries a file uses, Qt by its module."""
    found = set()
    for name in source.imports():
        parts = name.split(".")
        if parts[0] == "PySide6":
            found.add(".".join(parts[:2]))
        elif parts[0] in WATCHED:
            found.add(parts[0])
        elif parts[0] in WATCHED_CALLS and parts[-1] in WATCHED_CALLS[parts[0]]:
            found.add(name)
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            library = node.value.id
            if node.attr in WATCHED_CALLS.get(library, set()):
                found.add(f"{library}.{node.attr}")
    return found


def test_each_risky_library_is_used_by_the_files_that_are_meant_to() -> None:
    # WHEN the imports of every file are read
    found = {}
    for source in APP:
        used = risky_imports(source)
        if source.name.startswith("app/ui/"):
            used -= QT_OF_UI | UI_BY_EXCEPTION.get(source.name, set())
        if used:
            found[source.name] = used
    # THEN they are exactly the table
    assert found == RISKY


def test_P17_no_module_of_a_network_is_imported_anywhere() -> None:
    for source in APP:
        for name in source.imports():
            wrong = [module for module in NETWORK if name == module or name.startswith(f"{module}.")]
            assert not wrong, f"{source.name} imports {name}"


def test_the_domain_is_pure() -> None:
    for source in sources("app/domain"):
        allowed = PURE | PURE_BY_EXCEPTION.get(source.name, set())
        for name in source.imports():
            assert name.startswith("app.domain") or name.split(".")[0] in allowed, f"{source.name} imports {name}"


def test_files_stay_short() -> None:
    assert [source.name for source in ALL if len(source.text.splitlines()) > 300] == []


def test_functions_stay_short() -> None:
    long = [
        f"{source.name}:{function.lineno} {function.name}"
        for source in ALL
        for function in source.functions()
        if (function.end_lineno or 0) - function.lineno >= 40
    ]
    assert long == []


def test_every_file_says_what_it_is_for_and_under_which_licence() -> None:
    for source in ALL:
        assert "# SPDX-License-Identifier: EUPL-1.2" in source.text.splitlines()[:2], source.name
        assert ast.get_docstring(source.tree), f"{source.name} has no sentence of purpose"


def test_nothing_is_left_for_later_in_the_code() -> None:
    for source in ALL:
        for word in ("TO" + "DO", "FIX" + "ME", "Not" + "ImplementedError"):
            assert word not in source.text, f"{source.name} holds {word}"


def test_P11_text_on_screen_is_plain_only_one_file_makes_labels() -> None:
    for source in sources("app/ui"):
        if source.name == "app/ui/widgets/plain_label.py":
            continue
        assert "PySide6.QtWidgets.QLabel" not in set(source.imports()), f"{source.name}: use PlainLabel"
        rich = [*source.calls("setHtml", "insertHtml", "appendHtml", "setMarkdown", "setToolTip")]
        assert not rich, f"{source.name}:{rich[0].lineno} may read markup"


def test_R33_one_file_touches_the_clipboard() -> None:
    users = {source.name for source in APP if any(source.calls("clipboard")) or "QClipboard" in source.text}
    assert users <= {"app/ui/clipboard.py"}


def test_one_file_names_icons() -> None:
    users = {source.name for source in APP if ".svg" in source.text}
    assert users <= {"app/ui/icons.py"}


def built_text(node: ast.expr) -> bool:
    """Text put together while running: an f-string with more than constants in it, ``%``, ``+``, ``.format``."""
    if isinstance(node, ast.JoinedStr):
        values = [part.value for part in node.values if isinstance(part, ast.FormattedValue)]
        return not all(isinstance(value, ast.Name) and value.id.isupper() for value in values)
    if isinstance(node, ast.BinOp):
        return True
    return isinstance(node, ast.Call) and getattr(node.func, "attr", "") in ("format", "join", "replace")


def test_P11_sql_is_never_put_together_from_text() -> None:
    # GIVEN what SQLite takes no parameter for: the key, pragmas of our own tables, names out of its own schema
    allowed = {
        ("app/storage/database.py", "_connect"),
        ("app/storage/database.py", "set_pragmas"),
        ("app/storage/keyfile.py", "_connection"),
        ("app/storage/schema.py", "migrate"),
        ("app/storage/backup.py", "content_sha256"),
    }
    # WHEN every statement in the program is read
    found = set()
    for source in APP:
        for function in source.functions():
            inside = ast.Module(body=list(function.body), type_ignores=[])
            for call in ast.walk(inside):
                if not isinstance(call, ast.Call) or not call.args:
                    continue
                name = getattr(call.func, "attr", "")
                if name in ("execute", "executemany", "executescript") and built_text(call.args[0]):
                    found.add((source.name, function.name))
    # THEN no other one holds a value
    assert found <= allowed


def test_tests_do_not_wait_skip_or_fail_on_purpose() -> None:
    for source in sources("tests"):
        for call in source.calls("sleep", "wait", "skip", "importorskip", "xfail", "skipif"):
            called = ast.unparse(call.func)
            assert called.split(".")[-2:][0] not in ("time", "qtbot", "pytest", "mark"), f"{source.name}:{call.lineno}"


def test_the_pure_list_holds_modules_of_the_standard_library_only() -> None:
    assert set(sys.stdlib_module_names) >= PURE


def test_packaging_is_a_folder_of_scripts_not_a_package() -> None:
    # an __init__.py there would hide the library of the same name from pytest
    assert "packaging/__init__.py" not in {source.name for source in ALL}
