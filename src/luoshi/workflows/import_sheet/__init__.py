"""Bring a sheet in: read it, match its columns, check every cell, plan what changes, store all or nothing.

The rules are docs/rules/imports.md. ``runs`` works on an import that waits; the other modules know no database.
"""
