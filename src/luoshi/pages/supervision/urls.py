"""Addresses of the supervision pages."""

from django.urls import path, register_converter

from luoshi.domain.supervision.rules.letters import OUR_LETTERS
from luoshi.pages.supervision.views import answers, exempting, extending, home, letters, lights, matters, rules


class WordConverter:
    """One of some words."""

    regex = ""

    def to_python(self, value: str) -> str:
        """Give the word."""
        return value

    def to_url(self, value: str) -> str:
        """Give the word in the address."""
        return str(value)


class ThingConverter(WordConverter):
    """What has a light."""

    regex = "task|project"


class RulesConverter(WordConverter):
    """What is adopted."""

    regex = "pack|ladder"


class LetterConverter(WordConverter):
    """A kind of letter."""

    regex = "|".join(kind.value for kind in OUR_LETTERS)


register_converter(ThingConverter, "litthing")
register_converter(RulesConverter, "ruleskind")
register_converter(LetterConverter, "letterkind")

app_name = "supervision"
urlpatterns = [
    path("", home.home, name="home"),
    path("clock/<int:pk>/", home.go_on, name="go_on"),
    path("steps/", home.steps, name="steps"),
    path("steps/<int:pk>/answer/", answers.answer, name="answer"),
    path("steps/<int:pk>/appeal/", answers.appeal, name="appeal"),
    path("appeals/<int:pk>/", answers.appeal_answer, name="appeal_answer"),
    path("appeals/<int:pk>/take-back/", answers.take_back, name="take_back"),
    path("answers/<int:pk>/", answers.answer_file, name="answer_file"),
    path("matters/", matters.matters, name="matters"),
    path("matters/<int:pk>/", matters.matter, name="matter"),
    path("matters/<int:pk>/close/", matters.close, name="close"),
    path("matters/<int:pk>/reopen/", matters.reopen, name="reopen"),
    path("matters/<int:pk>/interview/", matters.interview, name="interview"),
    path("register/<litthing:kind>/<int:pk>/", matters.register, name="register"),
    path("interviews/", matters.interviews, name="interviews"),
    path("lights/", lights.lights, name="lights"),
    path("letters/", letters.templates, name="letters"),
    path("letters/words/<letterkind:kind>/", letters.template, name="letter_words"),
    path("letters/<int:pk>/", letters.letter, name="letter"),
    path("extend/<litthing:kind>/<int:pk>/", extending.extend, name="extend"),
    path("extensions/<int:pk>/", extending.extension, name="extension"),
    path("exempt/<litthing:kind>/<int:pk>/", exempting.exempt, name="exempt"),
    path("exemptions/<int:pk>/end/", exempting.end, name="end_exemption"),
    path("rules/", rules.packs, name="packs"),
    path("rules/new/<ruleskind:kind>/", rules.new, name="new_rules"),
    path("rules/pack/<int:pk>/", rules.pack, name="pack"),
    path("rules/ladder/<int:pk>/", rules.ladder, name="ladder"),
    path("rules/ladder/<int:pk>/trial/", rules.ladder_trial, name="ladder_trial"),
    path("rules/pack/<int:pk>/trial/", rules.trial, name="trial"),
    path("rules/<ruleskind:kind>/<int:pk>/check/", rules.check, name="check"),
    path("rules/<ruleskind:kind>/<int:pk>/adopt/", rules.adopt, name="adopt"),
]
