"""Diagnostics: what is wrong, where, and what to do about it, and their output formats."""

from anki_export.diagnostics.diagnostic import Diagnostic, Location, Report, has_errors, in_order, partition, summarize
from anki_export.diagnostics.rules import Rule, Severity, UnknownCode, UsageError, rules_named

__all__ = [
    "Diagnostic",
    "Location",
    "Report",
    "Rule",
    "Severity",
    "UnknownCode",
    "UsageError",
    "has_errors",
    "in_order",
    "partition",
    "rules_named",
    "summarize",
]
