# SPDX-License-Identifier: EUPL-1.2
"""A mail server on this computer that keeps what it gets, and the check of what a recipient would receive."""

from __future__ import annotations

import contextlib
import email
import email.policy
import hashlib
import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller

_LARGEST = 60_000_000


@dataclass
class Sink:
    """Every mail that arrived: sender, recipients of the envelope (Cc and Bcc included), bytes."""

    mails: list[tuple[str, list[str], bytes]] = field(default_factory=list)

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:
        """Keep one mail; the name is given by aiosmtpd."""
        self.mails.append((envelope.mail_from, list(envelope.rcpt_tos), envelope.original_content))
        return "250 OK"


@contextlib.contextmanager
def smtp_sink() -> Iterator[tuple[Sink, int]]:
    """A sink and its port, for as long as the test lasts."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    sink = Sink()
    controller = Controller(sink, hostname="127.0.0.1", port=port, data_size_limit=_LARGEST)
    controller.start()
    try:
        yield sink, port
    finally:
        controller.stop()


def check_message(sink: Sink, to: tuple[str, ...], subject: str, body: str, archive: Path | None) -> bytes:
    """Exactly one mail, to these people only, our subject and text, the same archive; gives what was received."""
    assert len(sink.mails) == 1, f"{len(sink.mails)} mails arrived"
    _, recipients, raw = sink.mails[0]
    assert sorted(recipients) == sorted(to), f"recipients differ: {recipients}"
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert message["Cc"] is None, "recipients differ: there is a Cc"
    assert message["Subject"] == subject, f"subject differs: {message['Subject']}"
    assert message["X-Unsent"] is None, "X-Unsent was sent along"
    part = message.get_body(("plain",))
    assert part is not None, "text is missing"
    assert part.get_content().split() == body.split(), "text differs"  # mail programs wrap lines anew
    attachments = list(message.iter_attachments())
    assert len(attachments) == (archive is not None), f"{len(attachments)} attachments"
    if archive is None:
        return b""
    received = attachments[0].get_content()
    assert attachments[0].get_filename() == archive.name, "attachment has another name"
    assert isinstance(received, bytes), "attachment is text"
    wanted, got = (hashlib.sha256(data).hexdigest() for data in (archive.read_bytes(), received))
    assert got == wanted, "attachment differs"
    return received
