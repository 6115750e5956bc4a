# SPDX-License-Identifier: EUPL-1.2
"""From a disclosure to an encrypted archive in memory; knows the disclosure, never the client."""
