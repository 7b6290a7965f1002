"""Rows of the addresses that belong to no area."""

from tests.pages.permissions import Row

ROWS = [
    Row("shared:language", "any", get={"*": 405, "nobody": 405}, post={"*": 302, "nobody": 302}),
    Row("shared:keep_typing", "any", get=405, post=409),
    Row("shared:forget_kept_form", "any", get=405, post=302),
    Row("shared:style", "any", get=404, post=404),
]
