"""Empty and wrong fields speak the house's words in both languages, and the summary names the field."""

from __future__ import annotations

import re

import pytest
from django import forms
from django.core.validators import MaxValueValidator, MinLengthValidator
from django.template.loader import render_to_string
from django.urls import get_resolver
from django.utils.translation import override

DJANGO = re.compile(r"This field|valid choice|Ensure|Enter a valid|No file was|字段|确保|有效|必填")


class EveryForm(forms.Form):
    """One field of each kind that the pages ask for."""

    title = forms.CharField(label="名称", max_length=4)
    code = forms.CharField(label="代码", validators=[MinLengthValidator(3)])
    kind = forms.ChoiceField(label="类别", choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(label="多类", choices=[("a", "A")])
    count = forms.IntegerField(label="数量", min_value=1, validators=[MaxValueValidator(9)])
    share = forms.DecimalField(label="比率", max_digits=4, decimal_places=1)
    day = forms.DateField(label="日期")
    moment = forms.DateTimeField(label="时刻")
    mail = forms.EmailField(label="邮箱")
    page = forms.URLField(label="网址", assume_scheme="https")
    agreed = forms.BooleanField(label="同意")
    file = forms.FileField(label="附件")


WRONG = {
    "title": "过长的名称", "code": "a", "kind": "b", "kinds": ["b"], "count": "0", "share": "1.234", "day": "昨天",
    "moment": "昨天", "mail": "x", "page": "x y", "agreed": "",
}  # fmt: skip


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("typed", [{}, WRONG, WRONG | {"count": "10", "share": "x"}, WRONG | {"count": "x"}])
def test_no_field_speaks_as_django_does(language: str, typed: dict[str, object]) -> None:
    with override(language):
        form = EveryForm(typed)
        said = {name: str(errors[0]) for name, errors in form.errors.items()}
        page = render_to_string("shared/error_summary.html", {"form": form})
    assert set(said) == set(form.fields)
    assert [words for words in said.values() if DJANGO.search(words)] == []
    assert [words for words in said.values() if bool(re.search("[\u4e00-\u9fff]", words)) != (language != "en")] == []
    for name, field in form.fields.items():
        assert f'<a href="#id_{name}">{field.label}</a>' in page


def test_every_form_of_the_pages_was_made_after_the_words() -> None:
    assert get_resolver().url_patterns  # reads every view, and with it every form
    forms_known = [form for form in _subclasses(forms.Form) if form.__module__.startswith("luoshi.pages")]
    assert len(forms_known) > 40
    old = [
        (form.__name__, name)
        for form in forms_known
        for name, field in form.base_fields.items()
        if any(DJANGO.search(str(words)) for words in (field.error_messages.get("required", ""),))
    ]
    assert old == []


def _subclasses(some: type[forms.Form]) -> list[type[forms.Form]]:
    return [one for sub in some.__subclasses__() for one in (sub, *_subclasses(sub))]
