# SPDX-License-Identifier: EUPL-1.2
"""For tests only, run by the lane's Windows Python: a COM server ``Outlook.Application`` that writes down its orders.

python.exe outlook.py KEPT [REFUSE]    KEPT gets one line of JSON per order; with REFUSE, Display fails as Outlook may.
It answers by name alone (late binding) and ends when its last object is let go.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, ClassVar

from comtypes import CLSCTX_LOCAL_SERVER, GUID, COMObject
from comtypes.automation import DISPATCH_METHOD, DISPATCH_PROPERTYGET, DISPATCH_PROPERTYPUT, IDispatch
from comtypes.server.localserver import run

CLASS_ID = "{7B1E2C0A-5D0F-4F0B-9C53-7A5E0F4B1D31}"
_OK, _FAILED, _NO_SUCH_NAME, _NO_SUCH_USE = 0, -0x7FFFBFFB, -0x7FFDFFFA, -0x7FFDFFFD


def note(what: str, *values: object) -> None:
    """One line: the name, and what came with it."""
    with Path(sys.argv[1]).open("a", encoding="utf-8") as kept:
        kept.write(json.dumps([what, *values]) + "\n")


class Named(COMObject):  # type: ignore[misc]  # comtypes comes without types
    """An object of which methods and properties are known by name only."""

    _com_interfaces_: ClassVar[list[type]] = [IDispatch]
    names: ClassVar[tuple[str, ...]] = ()

    def call(self, name: str, values: list[Any]) -> Any:
        """A method was called."""
        note(name, *values)

    def get(self, name: str) -> Any:
        """A property was asked; LookupError when there is none of this name."""
        raise LookupError(name)

    def IDispatch_GetIDsOfNames(self, this: Any, riid: Any, names: Any, count: int, lcid: int, numbers: Any) -> int:
        """A number for the one name that is asked."""
        if count != 1 or names[0] not in self.names:
            return _NO_SUCH_NAME
        numbers[0] = self.names.index(names[0]) + 1
        return _OK

    def IDispatch_Invoke(
        self, this: Any, number: int, riid: Any, lcid: int, use: int, given: Any, result: Any, why: Any, which: Any
    ) -> int:
        """Do what was asked under this number."""
        name = self.names[number - 1]
        values = [given[0].rgvarg[place].value for place in reversed(range(given[0].cArgs))]
        try:
            if use & DISPATCH_PROPERTYPUT:
                note(name, *values)
                return _OK
            answer = self.get(name) if use & DISPATCH_PROPERTYGET else self.call(name, values)
        except LookupError:
            return _NO_SUCH_USE
        except OSError:
            return _FAILED
        if result and answer is not None:
            result[0].value = answer.QueryInterface(IDispatch)
        return _OK if use & (DISPATCH_METHOD | DISPATCH_PROPERTYGET) else _NO_SUCH_USE


class Attachments(Named):
    """The files of a message."""

    names = ("Add",)

    def call(self, name: str, values: list[Any]) -> Any:
        """Also whether the file is there."""
        note(name, *values, Path(values[0]).is_file())


class Item(Named):
    """A message. It has no Send that works: whoever calls it is written down."""

    names = ("To", "Subject", "Body", "Attachments", "Display", "Send")

    def get(self, name: str) -> Any:
        """Its attachments; nothing else is asked of it."""
        return Attachments() if name == "Attachments" else super().get(name)

    def call(self, name: str, values: list[Any]) -> Any:
        """Written down, and refused when the test wants that."""
        note(name, *values)
        if sys.argv[2:3] == ["REFUSE"]:
            raise OSError("refused")


class Application(Named):
    """``Outlook.Application``."""

    _reg_clsid_ = GUID(CLASS_ID)
    _reg_clsctx_ = CLSCTX_LOCAL_SERVER
    names = ("CreateItem",)

    def call(self, name: str, values: list[Any]) -> Any:
        """An empty message."""
        note(name, *values)
        return Item()


if __name__ == "__main__":
    run([Application])
