# SPDX-License-Identifier: EUPL-1.2
"""What is kept on disk: one encrypted database, its key file, their copies, and a few values beside them."""
