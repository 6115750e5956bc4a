# SPDX-License-Identifier: EUPL-1.2
"""The only package that shows anything; pages call verbs of the workflow and decide nothing."""
