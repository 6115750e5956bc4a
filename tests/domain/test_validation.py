# SPDX-License-Identifier: EUPL-1.2
"""The model's border and the rules of the form: what is typed is kept, what is wrong is reported."""

from __future__ import annotations

import itertools
from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.client import FIELD_LIMITS, FIELD_NAMES, Client
from app.domain.profile import Place
from app.domain.validation import Note, Problem, ProblemCode, checked_sender, cleaned_client, validate
from tests.factory import AWKWARD_ADDRESSES, AWKWARD_NAMES, a_client, a_profile, the_profile

FREE_FIELDS = ("first_name", "last_name", "street", "house_number", "box", "phone", "email")


def codes(client: Client) -> dict[str, ProblemCode]:
    return {problem.field: problem.code for problem in validate(client, the_profile())}


def typed(**fields: str) -> Client:
    return cleaned_client({"place": "Tielen", **fields}, single_name=False, profile=the_profile())[0]


def test_a_complete_client_has_no_problem() -> None:
    assert validate(a_client(), the_profile()) == ()


@pytest.mark.parametrize(("first", "last"), AWKWARD_NAMES)
@pytest.mark.parametrize(("street", "number", "box"), AWKWARD_ADDRESSES)
def test_R16_awkward_names_and_addresses_pass_unchanged(
    first: str | None, last: str, street: str, number: str, box: str
) -> None:
    # GIVEN a name of any script and a difficult address
    raw = {
        "first_name": first or "",
        "last_name": last,
        "street": street,
        "house_number": number,
        "box": box,
        "place": "Tielen",
    }
    # WHEN they are typed
    client, notes = cleaned_client(raw, single_name=first is None, profile=the_profile())
    # THEN they are kept sign for sign
    assert (client.first_name, client.last_name) == (first, last)
    assert (client.street, client.house_number, client.box) == (street, number, box)
    assert notes == ()
    assert validate(client, the_profile()) == ()


@pytest.mark.parametrize("channels", list(itertools.product((True, False), repeat=3)))
def test_R14_each_channel_may_be_left_out_but_not_all(channels: tuple[bool, bool, bool]) -> None:
    # GIVEN one of the eight combinations of address, telephone and e-mail
    address, phone, email = channels
    client = a_client()
    if not address:
        client = a_client(street="", house_number="", box="")
    changes = {} if phone else {"phone": ""}
    changes |= {} if email else {"email": ""}
    client = Client(**asdict(client) | changes)
    # THEN only the empty one is refused, for the form as a whole
    assert codes(client) == ({} if any(channels) else {"": ProblemCode.CHANNEL_MISSING})


def test_R14_names_and_place_are_required() -> None:
    assert codes(a_client(first_name="", last_name="", place="", postcode="")) == {
        "first_name": ProblemCode.FIRST_NAME_MISSING,
        "last_name": ProblemCode.LAST_NAME_MISSING,
        "place": ProblemCode.PLACE_MISSING,
    }
    assert codes(a_client(first_name="-", last_name="?")).keys() == {"first_name", "last_name"}


def test_R14_a_client_may_have_one_name() -> None:
    # GIVEN the tick "één naam"
    client, _ = cleaned_client({"last_name": "Ngawang", "place": "Tielen", "phone": "0470123456"}, True, the_profile())
    # THEN the first name is absent, not empty, and nothing is missing
    assert client.first_name is None
    assert validate(client, the_profile()) == ()


@pytest.mark.parametrize(
    "place", ["TIELEN", "tielen ", "Tielen (Kasterlee)", "2460 tielen", "B-2460 Tielen", "  tielen"]
)
def test_R07_the_place_is_recognised_however_it_is_typed(place: str) -> None:
    # WHEN it is typed
    client, _ = cleaned_client({**asdict(a_client()), "place": place, "postcode": ""}, False, the_profile())
    # THEN the place and its postcode stand there as in the protocol
    assert (client.place, client.postcode) == ("Tielen", "2460")
    assert validate(client, the_profile()) == ()


@pytest.mark.parametrize(
    ("place", "postcode"),
    [
        ("Poederlee", "2275"), ("Herentals", "2200"), ("Lille", "2275"), ("Turnhout", "2300"), ("Geel", "2440"),
        ("Retie", "2470"), ("Dessel", "2480"), ("Nergensheim", "2460"), ("Tielen", "2300"), ("2300 Tielen", ""),
        ("2300 Tielen", "2460"), ("Lichtaartsesteenweg", "2460"),
    ],
)  # fmt: skip
def test_R07_other_places_are_refused_with_what_this_protocol_serves(place: str, postcode: str) -> None:
    # WHEN a place of another municipality is typed
    client, _ = cleaned_client({**asdict(a_client()), "place": place, "postcode": postcode}, False, the_profile())
    # THEN it is refused, and what was typed is still there
    problem = Problem(
        "place",
        ProblemCode.PLACE_ELSEWHERE,
        {"recipient": "OCMW Kasterlee", "places": "2460 Kasterlee, Lichtaart en Tielen"},
    )
    assert validate(client, the_profile()) == (problem,)
    assert client.place == place


def test_the_places_of_several_postcodes_are_told_by_postcode() -> None:
    profile = a_profile(places=(Place("Geel", "2440"), Place("Tielen", "2460"), Place("Kasterlee", "2460")))
    problem = validate(a_client(place="Lille"), profile)[0]
    assert problem.facts["places"] == "2440 Geel en 2460 Tielen en Kasterlee"


@pytest.mark.parametrize("field", FREE_FIELDS)
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("85.07.30-033.28", ProblemCode.NATIONAL_NUMBER),
        ("85073003328", ProblemCode.NATIONAL_NUMBER),
        ("BE68 5390 0754 7034", ProblemCode.ACCOUNT_NUMBER),
        ("12/03/1990", ProblemCode.DATE),
        ("12 maart 1990", ProblemCode.DATE),
    ],
)
def test_R13_no_field_takes_numbers_or_dates_that_may_not_be_passed_on(
    field: str, text: str, code: ProblemCode
) -> None:
    # WHEN it is typed in this field
    client = typed(**{field: text})
    # THEN the form says which, beside the field, and keeps what was typed
    assert codes(client)[field] is code
    assert getattr(client, field) == text


def test_R13_a_national_number_hidden_in_an_email_address_is_found() -> None:
    assert codes(typed(email="85073003328@example.org"))["email"] is ProblemCode.NATIONAL_NUMBER


def test_an_email_address_with_a_year_or_date_is_the_clients_own() -> None:
    assert "email" not in codes(typed(email="zoe.12.03.1990@example.org"))


def test_a_telephone_number_is_not_taken_for_anything_else() -> None:
    # GIVEN a number whose eleven digits happen to have the check number of a national number
    number = "+32470000031"
    digits = int(number[1:10])
    assert 97 - digits % 97 == int(number[10:])
    # THEN it is a telephone number
    assert "phone" not in codes(typed(phone=number))


@pytest.mark.parametrize("field", [name for name in FIELD_NAMES if name not in ("postcode", "place")])
def test_R13_over_length_is_reported_and_nothing_is_cut(field: str) -> None:
    # GIVEN one sign more than the field allows
    long = "ab" * 1000
    text = long[: FIELD_LIMITS[field] + 1]
    client = Client(**asdict(a_client()) | {field: text})
    # THEN the problem says how many there are and how many may be
    problem = next(problem for problem in validate(client, the_profile()) if problem.field == field)
    assert problem == Problem(field, ProblemCode.TOO_LONG, {"n": len(text), "max": FIELD_LIMITS[field]})
    assert getattr(typed(**{field: text}), field) == text


def test_R13_line_breaks_and_control_signs_leave_a_note() -> None:
    # WHEN a name with a line break is pasted
    client, notes = cleaned_client({"first_name": "Zoë\nMaria", "last_name": "Celik"}, False, the_profile())
    # THEN it is on one line, and the note says in which field
    assert client.first_name == "Zoë Maria"
    assert notes == (Note("first_name"),)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"house_number": ""}, {"house_number": ProblemCode.HOUSE_NUMBER_MISSING}),
        ({"house_number": "boven"}, {"house_number": ProblemCode.HOUSE_NUMBER_MISSING}),
        ({"street": ""}, {"street": ProblemCode.STREET_MISSING}),
        ({"street": "", "house_number": ""}, {"street": ProblemCode.STREET_MISSING}),
        ({"street": "Dorp 5A", "house_number": "5a"}, {"street": ProblemCode.STREET_ONLY}),
        ({"street": "Zone 4", "house_number": "12"}, {}),
        ({"street": "1234"}, {"street": ProblemCode.STREET_ONLY}),
        ({"street": "Dorp (vader drinkt!)"}, {"street": ProblemCode.STREET_ONLY}),
        ({"street": "bij de ouders van de vriend van mijn buurvrouw in"}, {"street": ProblemCode.STREET_ONLY}),
        ({"phone": "014"}, {"phone": ProblemCode.PHONE_WRONG}),
        ({"email": "zoe@"}, {"email": ProblemCode.EMAIL_WRONG}),
        ({"email": "SociaalHuis@kasterlee.be"}, {"email": ProblemCode.EMAIL_OF_RECIPIENT}),
    ],
)
def test_each_field_has_its_own_rule(changes: dict[str, str], expected: dict[str, ProblemCode]) -> None:
    assert codes(a_client(**changes)) == expected


def test_problems_come_in_the_order_of_the_form_one_per_field() -> None:
    fields = [problem.field for problem in validate(Client(street="12/03/1990"), the_profile())]
    assert fields == ["", "first_name", "last_name", "street", "house_number", "place"]


@given(st.dictionaries(st.sampled_from(FIELD_NAMES), st.text(max_size=40)), st.booleans())
def test_what_is_typed_is_never_lost_and_cleaning_twice_changes_nothing(raw: dict[str, str], single: bool) -> None:
    # WHEN anything is typed, and what is on screen is typed again
    client, _ = cleaned_client(raw, single, the_profile())
    again, notes = cleaned_client({k: v or "" for k, v in asdict(client).items()}, single, the_profile())
    # THEN it is the same client, and the rules can always be asked
    assert again == client
    assert notes == ()
    validate(client, the_profile())
    for name in ("last_name", "street", "house_number", "box"):
        assert [sign for sign in raw.get(name, "") if sign.isalnum()] == [] or getattr(client, name)


def test_R02_a_sender_needs_every_field_and_the_statement() -> None:
    # GIVEN nothing typed
    sender, problems = checked_sender({})
    # THEN each field says so
    assert [(problem.field, problem.code) for problem in problems] == [
        ("name", ProblemCode.NAME_MISSING),
        ("team", ProblemCode.TEAM_MISSING),
        ("phone", ProblemCode.PHONE_WRONG),
        ("email", ProblemCode.EMAIL_WRONG),
        ("statement_id", ProblemCode.STATEMENT_MISSING),
    ]
    assert not sender.may_refer("verklaring.nl@1.0.0")


def test_R02_a_complete_sender_may_refer_and_a_changed_statement_asks_again() -> None:
    # GIVEN everything typed and the statement ticked
    raw = {
        "name": " Annelies\u200e Vercammen ", "team": "Team Voorbeeld", "phone": "014/123456",
        "email": "Team@EXAMPLE.org", "statement_id": "verklaring.nl@1.0.0",
    }  # fmt: skip
    sender, problems = checked_sender(raw)
    # THEN the values are readable, and only this very text counts
    assert problems == ()
    assert (sender.name, sender.phone, sender.email) == ("Annelies Vercammen", "014 12 34 56", "Team@example.org")
    assert sender.may_refer("verklaring.nl@1.0.0")
    assert not sender.may_refer("verklaring.nl@2.0.0")


def test_a_senders_over_length_is_reported() -> None:
    _, problems = checked_sender({"name": "a" * 101})
    assert problems[0] == Problem("name", ProblemCode.TOO_LONG, {"n": 101, "max": 100})
