# SPDX-License-Identifier: EUPL-1.2
"""The tables of version 1, as released: this file never changes, a new version gets a file of its own."""

from __future__ import annotations

_COUNTER = """
CREATE TABLE counter(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  value INTEGER NOT NULL CHECK (value >= 0),
  erased INTEGER NOT NULL CHECK (erased BETWEEN 0 AND value)
) STRICT
"""

_CONSENT = """
CREATE TABLE consent(
  id INTEGER PRIMARY KEY,
  reference TEXT NOT NULL CHECK (length(reference) = 9),
  given_at TEXT NOT NULL,
  route TEXT NOT NULL CHECK (route IN ('gesprek', 'telefoon', 'papier')),
  interpreter INTEGER CHECK (interpreter IN (0, 1)),
  sheet_used INTEGER NOT NULL CHECK (sheet_used IN (0, 1)),
  text_id TEXT NOT NULL CHECK (text_id <> ''),
  text_sha256 TEXT NOT NULL CHECK (length(text_sha256) = 64),
  items TEXT NOT NULL,
  scope_recipient TEXT NOT NULL,
  scope_fields TEXT NOT NULL,
  recorded_by TEXT NOT NULL,
  withdrawn_at TEXT,
  invalid_at TEXT,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  UNIQUE (id, reference)
) STRICT
"""

# Events are added to a consent, never overwritten; the only thing that may go is what wiping drops (product.md 5.2).
_CONSENT_ONLY_GROWS = """
CREATE TRIGGER consent_only_grows BEFORE UPDATE ON consent
WHEN NEW.id IS NOT OLD.id OR NEW.reference IS NOT OLD.reference OR NEW.given_at IS NOT OLD.given_at
  OR NEW.route IS NOT OLD.route OR NEW.sheet_used IS NOT OLD.sheet_used OR NEW.text_id IS NOT OLD.text_id
  OR NEW.text_sha256 IS NOT OLD.text_sha256 OR NEW.scope_recipient IS NOT OLD.scope_recipient
  OR (NEW.interpreter IS NOT OLD.interpreter AND NEW.interpreter IS NOT NULL)
  OR (NEW.items IS NOT OLD.items AND NEW.items IS NOT '[]')
  OR (NEW.scope_fields IS NOT OLD.scope_fields AND NEW.scope_fields IS NOT '[]')
  OR (NEW.recorded_by IS NOT OLD.recorded_by AND NEW.recorded_by IS NOT '')
  OR (NEW.withdrawn_at IS NOT OLD.withdrawn_at AND OLD.withdrawn_at IS NOT NULL)
  OR (NEW.invalid_at IS NOT OLD.invalid_at AND OLD.invalid_at IS NOT NULL)
BEGIN
  SELECT RAISE(ABORT, 'a consent is never overwritten');
END
"""

_CONSENT_STAYS = """
CREATE TRIGGER consent_stays BEFORE DELETE ON consent
WHEN EXISTS (SELECT 1 FROM referral WHERE reference = OLD.reference)
BEGIN
  SELECT RAISE(ABORT, 'a consent stays as long as its referral');
END
"""

_REFERRAL = """
CREATE TABLE referral(
  reference TEXT PRIMARY KEY NOT NULL CHECK (length(reference) = 9),
  consent_id INTEGER NOT NULL,
  profile_id TEXT NOT NULL,
  created_at TEXT NOT NULL,
  edited_at TEXT NOT NULL,
  since TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('concept', 'klaar', 'geexporteerd', 'verzonden', 'ingetrokken', 'gewist')),
  version INTEGER NOT NULL CHECK (version >= 1),
  extended INTEGER NOT NULL CHECK (extended IN (0, 1)),
  confirmed_at TEXT,
  mail_opened_at TEXT,
  sent_at TEXT,
  spoken_at TEXT,
  withdrawn_at TEXT,
  sent_version INTEGER NOT NULL CHECK (sent_version BETWEEN 0 AND version),
  correction TEXT NOT NULL CHECK (
    correction IN ('', 'foutief', 'onnauwkeurig', 'onvolledig', 'ontbrekend', 'verouderd', 'overtollig')),
  agreed_channels TEXT,
  focus TEXT NOT NULL,
  first_name TEXT,
  last_name TEXT,
  street TEXT,
  house_number TEXT,
  box TEXT,
  postcode TEXT,
  place TEXT,
  phone TEXT,
  email TEXT,
  counter INTEGER NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  FOREIGN KEY (consent_id, reference) REFERENCES consent(id, reference),
  CONSTRAINT client_whole_or_absent CHECK (
    (last_name IS NULL) = (street IS NULL) AND (last_name IS NULL) = (house_number IS NULL)
    AND (last_name IS NULL) = (box IS NULL) AND (last_name IS NULL) = (postcode IS NULL)
    AND (last_name IS NULL) = (place IS NULL) AND (last_name IS NULL) = (phone IS NULL)
    AND (last_name IS NULL) = (email IS NULL) AND (last_name IS NOT NULL OR first_name IS NULL)),
  CONSTRAINT wiped_holds_no_client CHECK (last_name IS NULL OR state NOT IN ('ingetrokken', 'gewist'))
) STRICT
"""

_CONSENT_FIRST_NEW = """
CREATE TRIGGER consent_first_new BEFORE INSERT ON referral
WHEN NEW.last_name IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM consent WHERE id = NEW.consent_id AND reference = NEW.reference
  AND withdrawn_at IS NULL AND invalid_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'no client data without a valid consent');
END
"""

_CONSENT_FIRST_CHANGED = """
CREATE TRIGGER consent_first_changed BEFORE UPDATE ON referral
WHEN NEW.last_name IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM consent WHERE id = NEW.consent_id AND reference = NEW.reference
  AND withdrawn_at IS NULL AND invalid_at IS NULL)
BEGIN
  SELECT RAISE(ABORT, 'no client data without a valid consent');
END
"""

_WIPING_TAKES_PHRASE = """
CREATE TRIGGER wiping_takes_phrase AFTER UPDATE ON referral
WHEN NEW.state IN ('ingetrokken', 'gewist')
BEGIN
  DELETE FROM export WHERE substr(full_reference, 1, 9) = NEW.reference;
END
"""

_REFERRAL_STAYS = """
CREATE TRIGGER referral_stays BEFORE DELETE ON referral
WHEN OLD.state <> 'gewist'
BEGIN
  SELECT RAISE(ABORT, 'only a wiped referral may be forgotten');
END
"""

_EXPORT = """
CREATE TABLE export(
  full_reference TEXT PRIMARY KEY NOT NULL CHECK (length(full_reference) BETWEEN 9 AND 13),
  phrase TEXT NOT NULL UNIQUE CHECK (phrase <> ''),
  archive_sha256 TEXT NOT NULL CHECK (length(archive_sha256) IN (0, 64)),
  size INTEGER NOT NULL CHECK (size >= 0),
  step TEXT NOT NULL CHECK (step IN ('voornemen', 'gemaakt')),
  begun_at TEXT NOT NULL,
  text_versions TEXT NOT NULL,
  counter INTEGER NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  CONSTRAINT made_is_known CHECK ((step = 'gemaakt') = (archive_sha256 <> '' AND size > 0))
) STRICT
"""

_REGISTER = """
CREATE TABLE register(
  nr INTEGER PRIMARY KEY CHECK (nr >= 1),
  tijd_utc TEXT NOT NULL CHECK (length(tijd_utc) = 17),
  gebeurtenis TEXT NOT NULL CHECK (gebeurtenis IN (
    'toestemming', 'concept', 'klaar', 'geexporteerd', 'verzonden_verklaard', 'wachtzin_doorgegeven',
    'ontvangst_bevestigd', 'gecorrigeerd', 'melding_ocmw_foutief', 'melding_ocmw_onnauwkeurig',
    'melding_ocmw_onvolledig', 'melding_ocmw_ontbrekend', 'melding_ocmw_verouderd', 'melding_ocmw_overtollig',
    'melding_beantwoord', 'ingetrokken_voor_verzending', 'ingetrokken_na_verzending', 'wissing_bevestigd_ocmw',
    'ongeldig_verklaard', 'incident_gemeld', 'verlengd', 'verlopen', 'gewist', 'proefzending', 'herstelcode_gebruikt',
    'hersteld_uit_kopie', 'eigen_wachtzin_gewijzigd')),
  ref TEXT NOT NULL,
  protocol TEXT NOT NULL,
  ontvanger TEXT NOT NULL,
  archief_sha256 TEXT NOT NULL CHECK (length(archief_sha256) IN (0, 64)),
  bytes INTEGER NOT NULL CHECK (bytes >= 0),
  app_versie TEXT NOT NULL,
  tekst_versie TEXT NOT NULL,
  gebruiker TEXT NOT NULL,
  vorige TEXT NOT NULL CHECK (length(vorige) = 64),
  hash TEXT NOT NULL UNIQUE CHECK (length(hash) = 64)
) STRICT
"""

_REPORT = """
CREATE TABLE report(
  reference TEXT NOT NULL CHECK (length(reference) = 9),
  kind TEXT NOT NULL CHECK (
    kind IN ('foutief', 'onnauwkeurig', 'onvolledig', 'ontbrekend', 'verouderd', 'overtollig')),
  reported_on TEXT NOT NULL CHECK (length(reported_on) = 10),
  recorded_at TEXT NOT NULL,
  outcome TEXT CHECK (outcome IN ('verbeterd', 'juist', 'gewist')),
  version INTEGER NOT NULL CHECK (version >= 1),
  answered_at TEXT,
  counter INTEGER NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
  PRIMARY KEY (reference, kind, reported_on),
  CONSTRAINT answer_is_known CHECK (answered_at IS NULL OR outcome IS NOT NULL)
) STRICT
"""

# Whatever else a breach is about stands in the mail to the officer, not here.
_INCIDENT = """
CREATE TABLE incident(
  number TEXT PRIMARY KEY NOT NULL CHECK (length(number) = 8),
  discovered_at TEXT NOT NULL,
  recorded_at TEXT NOT NULL,
  refs TEXT NOT NULL,
  mailed_at TEXT,
  counter INTEGER NOT NULL UNIQUE,
  sha256 TEXT NOT NULL CHECK (length(sha256) = 64)
) STRICT
"""

# Number and hash of the last row that expired: where the chain begins.
_REGISTER_START = """
CREATE TABLE register_start(
  id INTEGER PRIMARY KEY CHECK (id = 1),
  nr INTEGER NOT NULL CHECK (nr >= 0),
  hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT
"""

_REGISTER_GROWS_AT_THE_END = """
CREATE TRIGGER register_grows_at_the_end BEFORE INSERT ON register
WHEN NEW.nr <> 1 + coalesce((SELECT max(nr) FROM register), (SELECT nr FROM register_start))
  OR NEW.vorige <> coalesce((SELECT hash FROM register ORDER BY nr DESC LIMIT 1), (SELECT hash FROM register_start))
BEGIN
  SELECT RAISE(ABORT, 'the register only grows at its end');
END
"""

_REGISTER_NEVER_CHANGES = """
CREATE TRIGGER register_never_changes BEFORE UPDATE ON register
BEGIN
  SELECT RAISE(ABORT, 'a row of the register never changes');
END
"""

_REGISTER_EXPIRES_IN_ORDER = """
CREATE TRIGGER register_expires_in_order BEFORE DELETE ON register
WHEN OLD.nr <> (SELECT min(nr) FROM register) OR OLD.hash <> (SELECT hash FROM register_start)
BEGIN
  SELECT RAISE(ABORT, 'only the oldest row may go, and it leaves its hash');
END
"""

_REGISTER_START_MOVES_ON = """
CREATE TRIGGER register_start_moves_on BEFORE UPDATE ON register_start
WHEN NOT EXISTS (SELECT 1 FROM register WHERE nr = (SELECT min(nr) FROM register)
  AND nr = NEW.nr AND hash = NEW.hash)
BEGIN
  SELECT RAISE(ABORT, 'the chain begins after the oldest row');
END
"""

_REGISTER_START_STAYS = """
CREATE TRIGGER register_start_stays BEFORE DELETE ON register_start
BEGIN
  SELECT RAISE(ABORT, 'the start of the chain stays');
END
"""

_REGISTER_START_IS_ONE = """
CREATE TRIGGER register_start_is_one BEFORE INSERT ON register_start
BEGIN
  SELECT RAISE(ABORT, 'the chain has one start');
END
"""

_SETTING = """
CREATE TABLE setting(
  name TEXT PRIMARY KEY NOT NULL CHECK (
    name IN ('sender', 'auto_lock_minutes', 'hard_limits', 'latest_seen', 'mail_program')
  ),
  value TEXT NOT NULL
) STRICT
"""

_FIRST_ROWS = (
    "INSERT INTO counter VALUES (1, 0, 0)",
    "INSERT INTO register_start VALUES (1, 0, '0000000000000000000000000000000000000000000000000000000000000000')",
)

VERSION_1 = (
    _COUNTER,
    _CONSENT,
    _CONSENT_ONLY_GROWS,
    _REFERRAL,
    _CONSENT_STAYS,
    _CONSENT_FIRST_NEW,
    _CONSENT_FIRST_CHANGED,
    _REFERRAL_STAYS,
    _EXPORT,
    _WIPING_TAKES_PHRASE,
    _REPORT,
    _INCIDENT,
    _REGISTER,
    _REGISTER_START,
    *_FIRST_ROWS,
    _REGISTER_GROWS_AT_THE_END,
    _REGISTER_NEVER_CHANGES,
    _REGISTER_EXPIRES_IN_ORDER,
    _REGISTER_START_MOVES_ON,
    _REGISTER_START_STAYS,
    _REGISTER_START_IS_ONE,
    _SETTING,
)
