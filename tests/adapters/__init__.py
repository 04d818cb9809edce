"""Adapters against what they speak with: files, formats, packages."""
