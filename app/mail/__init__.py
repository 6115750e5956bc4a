# SPDX-License-Identifier: EUPL-1.2
"""Opens an editable draft in the user's own mail program; never sends and never holds client data."""
