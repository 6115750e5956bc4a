# SPDX-License-Identifier: EUPL-1.2
"""Formats that keep text out of history, cloud and clipboard managers."""

from __future__ import annotations

_NO = (0).to_bytes(4, "little")
_FORMATS = {
    "ExcludeClipboardContentFromMonitorProcessing": _NO,  # its presence counts, whatever the value
    "CanIncludeInClipboardHistory": _NO,
    "CanUploadToCloudClipboard": _NO,
}


def private_formats() -> dict[str, bytes]:
    """As MIME types: Qt hands a type of this shape to Windows under the name between the quotes."""
    return {f'application/x-qt-windows-mime;value="{name}"': value for name, value in _FORMATS.items()}
