# SPDX-License-Identifier: EUPL-1.2
"""`python -m app`."""

from __future__ import annotations

import sys

from app.main import main

if __name__ == "__main__":
    sys.exit(main())
