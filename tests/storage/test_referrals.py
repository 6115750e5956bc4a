# SPDX-License-Identifier: EUPL-1.2
"""Referrals come back exactly as they were saved, in the order in which they changed."""

from __future__ import annotations

import contextlib
from dataclasses import fields, replace
from datetime import timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.client import FIELD_NAMES, Client
from app.domain.consent import Consent, Route
from app.domain.errors import ReferenceUnknown, RowDamaged
from app.domain.referral import LIVE, Referral, State
from app.domain.report import Kind
from app.storage.database import RowRefused
from app.storage.referrals import Referrals
from app.storage.store import Store
from tests.factory import AWKWARD_ADDRESSES, AWKWARD_NAMES, NOW, a_client, a_consent, a_referral

OTHERS = ("AAAA-AAAA", "BBBB-BBBB", "CCCC-CCCC")


@pytest.mark.parametrize("first_name", [None, "", "Zoë"])
def test_a_referral_comes_back_as_it_was_saved(store: Store, first_name: str | None) -> None:
    referral = a_referral(client=a_client(first_name=first_name))
    store.referrals.add(referral)
    assert store.referrals.get(referral.reference) == referral
    assert store.referrals.all() == [referral]


@pytest.mark.parametrize(("first_name", "last_name"), AWKWARD_NAMES)
def test_R16_awkward_names_survive(store: Store, first_name: str | None, last_name: str) -> None:
    street, number, box = AWKWARD_ADDRESSES[0]
    client = a_client(first_name=first_name, last_name=last_name, street=street, house_number=number, box=box)
    store.referrals.add(a_referral(client=client))
    assert store.referrals.get("K7M4-29QK").client == client


class _EndOfExample(Exception):
    """Nothing of this example stays."""


moments = st.integers(0, 10**15).map(lambda microseconds: NOW + timedelta(microseconds=microseconds))
texts = st.text(max_size=20)
optional_moments = st.none() | moments
clients = st.builds(Client, first_name=st.none() | texts, **dict.fromkeys(set(FIELD_NAMES) - {"first_name"}, texts))
consents = st.builds(
    Consent,
    given_at=moments,
    route=st.sampled_from(Route),
    interpreter=st.booleans(),
    sheet_used=st.booleans(),
    text_id=st.just("toestemming.nl@1.0.0"),
    text_sha256=st.just("0" * 64),
    items=st.lists(texts).map(tuple),
    scope_recipient=texts,
    scope_fields=st.lists(texts).map(tuple),
    recorded_by=texts,
)
referrals = st.builds(
    Referral,
    reference=st.just("K7M4-29QK"),
    consent=consents,
    profile_id=texts,
    created_at=moments,
    edited_at=moments,
    since=moments,
    client=st.none() | clients,
    state=st.sampled_from(LIVE),
    version=st.integers(1, 99),
    sent_version=st.integers(0, 99),
    correction=st.sampled_from(["", *Kind]).map(str),
    agreed_channels=st.none() | st.lists(st.sampled_from(["address", "phone", "email"]), unique=True).map(tuple),
    extended=st.booleans(),
    confirmed_at=optional_moments,
    mail_opened_at=optional_moments,
    sent_at=optional_moments,
    spoken_at=optional_moments,
    withdrawn_at=optional_moments,
    focus=texts,
).map(lambda referral: replace(referral, sent_version=min(referral.sent_version, referral.version)))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=referrals, second=referrals, renewed=st.booleans())
def test_P11_whatever_is_saved_comes_back_the_same(
    store: Store, first: Referral, second: Referral, renewed: bool
) -> None:
    # GIVEN the same consent, or one given later; an altered one would be refused
    later = replace(second.consent, given_at=first.consent.given_at + timedelta(days=1))
    second = replace(second, consent=later if renewed else first.consent)
    # WHEN both are saved THEN each comes back as it was
    with contextlib.suppress(_EndOfExample), store.transaction():
        store.referrals.add(first)
        assert store.referrals.get(first.reference) == first
        store.referrals.save(second)
        assert store.referrals.get(first.reference) == second
        raise _EndOfExample
    assert store.referrals.all() == []


def test_a_moment_in_another_time_zone_is_the_same_moment(store: Store) -> None:
    summer = NOW.astimezone(timezone(timedelta(hours=2)))
    store.referrals.add(a_referral(created_at=summer))
    assert store.referrals.get("K7M4-29QK").created_at == NOW
    with pytest.raises(ValueError, match="time zone"):
        store.referrals.save(a_referral(created_at=NOW.replace(tzinfo=None)))


def test_P10_order_comes_from_a_counter_never_from_time(store: Store) -> None:
    # GIVEN three referrals, each made an hour earlier than the one before by a clock that runs back
    for hours, reference in enumerate(OTHERS):
        moment = NOW - timedelta(hours=hours)
        store.referrals.add(a_referral(reference=reference, created_at=moment, edited_at=moment, since=moment))
    assert [referral.reference for referral in store.referrals.all()] == list(OTHERS)
    # WHEN the first is saved again THEN it is the last that changed
    store.referrals.save(store.referrals.get(OTHERS[0]))
    assert [referral.reference for referral in store.referrals.all()] == [OTHERS[1], OTHERS[2], OTHERS[0]]


def test_an_unknown_referral_is_said_to_be_unknown(store: Store) -> None:
    with pytest.raises(ReferenceUnknown):
        store.referrals.get("AAAA-AAAA")
    with pytest.raises(ReferenceUnknown):
        store.referrals.save(a_referral())


def test_the_same_reference_is_never_used_twice(store: Store) -> None:
    store.referrals.add(a_referral())
    with pytest.raises(RowRefused):
        store.referrals.add(a_referral())
    assert len(store.referrals.all()) == 1


def test_R20_without_valid_consent_a_referral_cannot_be_stored(store: Store) -> None:
    with pytest.raises(RowRefused):
        store.referrals.add(a_referral(consent=a_consent(withdrawn_at=NOW)))
    # and nothing of it stayed behind
    assert store._database.execute("SELECT count(*) FROM consent") == [(0,)]


@pytest.mark.parametrize("end", ["erased", "withdrawn"])
def test_R46_wiping_leaves_no_client_field_no_interpreter_and_no_phrase(store: Store, end: str) -> None:
    # GIVEN a sent referral with its phrase, corrected once with a renewed consent
    first = a_referral(consent=a_consent(interpreter=True))
    store.referrals.add(first)
    sent = replace(first, state=State.SENT, version=2, consent=a_consent(given_at=NOW, interpreter=True))
    store.referrals.save(sent)
    store.exports.begin("K7M4-29QK", "oude woorden", NOW)
    store.exports.begin("K7M4-29QK-2", "nieuwe woorden", NOW)
    # WHEN it is wiped
    wiped = sent.erased(NOW) if end == "erased" else sent.withdrawn(NOW)
    store.referrals.save(wiped)
    # THEN what is stored is what stays: no field, no phrase, both consents reduced
    assert store.referrals.get("K7M4-29QK") == wiped
    assert store.exports.all() == []
    rows = store._database.execute("SELECT interpreter, items, scope_fields, recorded_by FROM consent")
    assert rows == [(None, "[]", "[]", "")] * 2
    columns = ", ".join(FIELD_NAMES)
    assert store._database.execute(f"SELECT {columns} FROM referral") == [(None,) * len(FIELD_NAMES)]


def test_a_consent_is_withdrawn_or_declared_invalid_beside_what_was_given(store: Store) -> None:
    referral = a_referral()
    store.referrals.add(referral)
    invalid = replace(referral.erased(NOW), consent=replace(referral.consent.reduced(), invalid_at=NOW))
    store.referrals.save(invalid)
    found = store.referrals.get(referral.reference).consent
    assert found.invalid_at == NOW
    assert found.withdrawn_at is None
    assert found.given_at == referral.consent.given_at


def test_R11_the_table_has_exactly_the_five_kinds_of_data(store: Store) -> None:
    columns = {row[1] for row in store._database.execute("PRAGMA table_info(referral)")}
    about_the_referral = {field.name for field in fields(Referral)} - {"client", "consent"}
    assert columns - about_the_referral - {"consent_id", "counter", "sha256"} == {
        "first_name", "last_name", "street", "house_number", "box", "postcode", "place", "phone", "email",
    }  # fmt: skip


def test_check_8_P7_a_row_that_is_not_what_was_written_is_noticed(store: Store) -> None:
    # GIVEN rows whose pages are whole, but mixed up by a double fault
    store.referrals.add(a_referral())
    for table, change in (("referral", "place = 'Geel'"), ("consent", "recorded_by = ''")):
        with store.transaction():
            store._database.execute("SAVEPOINT whole")
            store._database.execute(f"UPDATE {table} SET {change}")
            with pytest.raises(RowDamaged) as caught:
                store.referrals.verify()
            store._database.execute("ROLLBACK TO whole")
        assert caught.value.facts == {"table": table}
    store.referrals.verify()


def test_check_8_P7_a_referral_without_its_consent_is_noticed(store: Store) -> None:
    store.referrals.add(a_referral())
    store._database.execute("PRAGMA foreign_keys = OFF")
    store._database.execute("DROP TRIGGER consent_stays")
    store._database.execute("DELETE FROM consent")
    with pytest.raises(RowDamaged):
        store.verify()


def test_only_a_wiped_referral_can_be_forgotten(store: Store) -> None:
    referral = a_referral()
    store.referrals.add(referral)
    with pytest.raises(RowRefused):
        store.referrals.forget(referral.reference)
    store.referrals.save(referral.erased(NOW))
    store.referrals.forget(referral.reference)
    assert store.referrals.all() == []
    assert store._database.execute("SELECT count(*) FROM consent") == [(0,)]


def test_every_field_of_a_referral_has_a_column() -> None:
    # a field added to the domain and forgotten here would silently be lost
    assert {field.name for field in fields(Referral)} | {"consent_id", "counter", "sha256"} | set(FIELD_NAMES) == {
        *Referrals.__init__.__globals__["_COLUMNS"], "client", "consent",
    }  # fmt: skip
