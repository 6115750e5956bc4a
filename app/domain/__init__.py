# SPDX-License-Identifier: EUPL-1.2
"""What a client, a consent, a referral and a disclosure are: no I/O, no clock, no Qt."""
