# SPDX-License-Identifier: EUPL-1.2
"""What differs per operating system; standard library and ctypes, no Qt."""
