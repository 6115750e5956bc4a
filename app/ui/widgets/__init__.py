# SPDX-License-Identifier: EUPL-1.2
"""Parts that pages share."""
