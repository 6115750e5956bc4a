# SPDX-License-Identifier: EUPL-1.2
"""Doorverwijzing: pass on a client's contact details to the OCMW, with consent and nothing more."""

APP_ID = "KindEnGezin.Doorverwijzing"
__version__ = "0.1.0"
