"""Bulletins as files: DOCX after GB/T 9704-2012 and PDF."""
