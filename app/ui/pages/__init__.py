# SPDX-License-Identifier: EUPL-1.2
"""One page per file; pages do not import each other."""
