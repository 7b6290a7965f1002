"""Expressions written so that every branch begins with a letter: then ``re`` passes over what none can begin with.

``re`` looks for the next place where a branch's first letter stands only if every branch begins with one. A set, a
group that may be missing or a look behind at the beginning of a single branch makes it try them all at every place,
four to six times as slow on clauses of official prose. ``compiled`` rewrites such beginnings and finds the same.
Where groups are asked for it cannot: ``guarded`` looks at the next character before it tries the branches.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from luoshi_reading.knowledge.word_lists import alternation

_BEHIND = re.compile(r"\(\?<([!=])((?:\[[^\]]+\]|[^()\[\]\\|?*+{.^$])+)\)")
_SET = re.compile(r"\[([^\[\]\\^-]{1,80})\]")
_GROUP = re.compile(r"\((?!\?(?!P))")
_REPEATS = frozenset("?*+{")
# Letters that no repeat follows: of 要求? only 要.
_LETTERS = re.compile(r"[^\[\]()\\.^$?*+{}|](?![?*{])(?:[^\[\]()\\.^$?*+{}|](?![?*+{])){0,2}")
_NO_LETTER = frozenset("([\\.^$?*+{|)")
_NAME_OF_GROUP = re.compile(r"\(\?P<\w+>")
_LOOKS_BEHIND = re.compile(r"\(\?<[!=][^()]+\)")
_LETTER_OR_SET = re.compile(r"\\.|\[\^?[^\]]+\]|.", re.S)
_REPEAT = re.compile(r"(?:[?*+]|\{[\d,]+\})[?+]?")
# A group that may hold letters; a look ahead or behind holds none.
_HEAD_OF_GROUP = re.compile(r"\((?:\?:|\?P<\w+>|(?!\?))")
_ANY_OF = re.compile(r"\[(?!\^)[^\[\]]+\]|\\d")


def compiled(expression: str) -> re.Pattern[str]:
    """Compile an expression without groups of its own; what it finds is the same, and found sooner."""
    if any(letter == "(" and _GROUP.match(expression, at) for at, letter, _ in _scan(expression)):
        raise ValueError("an expression whose groups are asked for cannot be rewritten")
    return re.compile("|".join(by_first_letters(expression)))


def guarded(expression: str, *, unless: str = "") -> re.Pattern[str]:
    """Compile an expression that is tried only where a character stands which it may begin with.

    ``unless``: what stands only where it matches nothing. Raises ValueError where its beginnings cannot be told.
    """
    begins = "".join(sorted(set(_beginnings(_NAME_OF_GROUP.sub("(?:", expression)))))
    return re.compile(f"(?=[{begins}])" + (f"(?!{unless})" if unless else "") + f"(?:{expression})")


def hint(*expressions: re.Pattern[str]) -> re.Pattern[str]:
    """Compile what is asked once for many expressions: where it finds nothing in a text, none of them does.

    It finds the letters each branch begins with. Raises ValueError where a branch begins with none.
    """
    begun = [beginnings(one) for one in expressions]
    if not begun or () in begun:
        raise ValueError("an expression may begin with anything")
    letters = {word for one in begun for word in one}
    shortest = {one for one in letters if not any(one[:length] in letters for length in range(1, len(one)))}
    return re.compile(alternation(tuple(shortest)))


def two_letters(expression: str) -> re.Pattern[str]:
    """Compile what is asked before an expression with very many branches: where it finds nothing, none of them does.

    It finds the two letters each branch begins with, or the one where anything may follow. Raises ValueError where a
    branch begins with none.
    """
    firsts: dict[str, set[str]] = {}
    alone: set[str] = set()
    for branch in by_first_letters(expression):
        letters = _LETTERS.match(branch)
        if letters is None:
            raise ValueError(f"{branch} may begin with anything")
        rests = [letters[0][1:]] if len(letters[0]) > 1 else by_first_letters(branch[1:])
        if any(_LETTERS.match(rest) is None for rest in rests):
            alone.add(branch[0])
            continue
        for rest in rests:
            firsts.setdefault(rest[0], set()).add(branch[0])
    pairs = "|".join(f"{re.escape(b)}(?<={_one_of(a)}{re.escape(b)})" for b, a in sorted(firsts.items()))
    seconds, every = _one_of(set(firsts)), _one_of(alone.union(*firsts.values()))
    return re.compile(f"{every}(?:(?={seconds})(?:{pairs})" + (f"|(?<={_one_of(alone)}))" if alone else ")"))


def _one_of(letters: set[str]) -> str:
    return f"[{''.join(map(re.escape, sorted(letters)))}]"


def beginnings(expression: re.Pattern[str]) -> tuple[str, ...]:
    """Return the letters each branch of an expression begins with; none where one of them begins with no letter."""
    found = [_LETTERS.match(branch) for branch in by_first_letters(expression.pattern)]
    return () if None in found else tuple(sorted({match[0] for match in found if match}))


def first_characters(expression: str) -> frozenset[str]:
    """Return the characters one of which whatever an expression matches begins with; none where that cannot be told."""
    found: set[str] = set()
    try:
        for part in _beginnings(_NAME_OF_GROUP.sub("(?:", expression)):
            if len(part) == 2 and part[0] == "\\" and not part[1].isalnum():
                found.add(part[1])
            elif "\\" in part or "-" in part[1:]:
                return frozenset()
            else:
                found.update(part)
    except ValueError:
        return frozenset()
    return frozenset(found)


def needed(expression: str) -> tuple[str, ...]:
    """Return words one of which stands in whatever an expression matches; none where that cannot be told.

    Of several such lists the one whose shortest word is longest: it rules the most texts out.
    """
    branches = _parted(expression)
    if len(branches) > 1:
        of_each = [needed(branch) for branch in branches]
        listed = {word for words in of_each for word in words}
        return () if () in of_each else tuple(sorted(w for w in listed if not any(w != v and v in w for v in listed)))
    return max(filter(None, _needed(expression)), key=lambda words: (min(map(len, words)), -len(words)), default=())


def _needed(branch: str) -> Iterator[tuple[str, ...]]:
    """For each stretch of letters and each group of a branch that must be there, the words one of which is."""
    letters = ""
    for part, repeat in (*_parts(branch), ("$", "")):
        missing = repeat[:1] in ("?", "*") or repeat.startswith("{0")
        if part[0] not in _NO_LETTER and not missing:
            letters += part
        elif not missing and (group := _HEAD_OF_GROUP.match(part)):
            yield needed(part[group.end() : -1])
        if letters and (repeat or part[0] in _NO_LETTER):
            yield (letters,)
            letters = ""


def _parts(branch: str) -> Iterator[tuple[str, str]]:
    """Each letter, set, escape or whole group of a branch, with the repeat behind it."""
    at = 0
    while at < len(branch):
        one = None if branch[at] == "(" else _LETTER_OR_SET.match(branch, at)
        end = one.end() if one else at + _end_of_group(branch[at:]) + 1
        repeat = _REPEAT.match(branch, end)
        yield branch[at:end], repeat[0] if repeat else ""
        at = repeat.end() if repeat else end


def _beginnings(expression: str) -> Iterator[str]:
    """What an expression without named groups may begin with, as the parts of one set."""
    for branch in by_first_letters(expression):
        if behind := _LOOKS_BEHIND.match(branch):
            yield from _beginnings(branch[behind.end() :])
        elif one_of := _ANY_OF.match(branch):
            repeated = branch[one_of.end() : one_of.end() + 1]
            if repeated in ("?", "*") or branch.startswith("{0", one_of.end()):
                raise ValueError(f"{branch} may begin with anything")
            yield one_of[0] if one_of[0] == "\\d" else one_of[0][1:-1]
        elif branch[:1] == "\\" and branch[1:2] in ("*", "+", ".", "|", "n"):
            yield branch[:2]
        elif not branch or branch[0] in _NO_LETTER or branch[1:2] in ("?", "*") or branch.startswith("{0", 1):
            raise ValueError(f"{branch} may begin with anything")
        else:
            yield re.escape(branch[0])


def by_first_letters(expression: str) -> list[str]:
    """Write an expression as branches that begin with a letter, in their order, as far as it can be done."""
    branches = _parted(expression)
    if len(branches) > 1:
        return [written for branch in branches for written in by_first_letters(branch)]
    if behind := _BEHIND.match(expression):
        return _looked_behind(expression, behind)
    if expression.startswith("(?:"):
        end = _end_of_group(expression)
        heads, rest = _parted(expression[3:end]), expression[end + 1 :]
    elif one_of := _SET.match(expression):
        heads, rest = [re.escape(letter) for letter in one_of[1]], expression[one_of.end() :]
    elif expression[:1] and expression[0] not in _NO_LETTER and expression[1:2] == "?":
        heads, rest = [expression[0]], expression[1:]
    else:
        return [expression]
    if rest[:1] == "?" and rest[1:2] not in ("?", "+"):
        heads, rest = [*heads, ""], rest[1:]
    elif rest[:1] and rest[0] in _REPEATS:
        return [expression]
    return [written for head in heads for written in by_first_letters(head + rest)]


def _looked_behind(expression: str, behind: re.Match[str]) -> list[str]:
    """Look behind after the first letter, at what stood before it and the letter itself."""
    branches = by_first_letters(expression[behind.end() :])
    if any(not b or b[0] in _NO_LETTER or (b[1:2] and b[1] in _REPEATS) for b in branches):
        return [expression]
    return [f"{b[0]}(?<{behind[1]}{behind[2]}{b[0]}){b[1:]}" for b in branches]


def _scan(expression: str) -> list[tuple[int, str, int]]:
    """Each letter that has a meaning of its own, outside sets, by its place and the depth of groups after it."""
    found: list[tuple[int, str, int]] = []
    depth, at, in_set = 0, 0, False
    while at < len(expression):
        letter = expression[at]
        if letter == "\\":
            at += 2
            continue
        if in_set:
            in_set = letter != "]"
        elif letter == "[":
            in_set = True
        elif letter in "()|":
            depth += (letter == "(") - (letter == ")")
            found.append((at, letter, depth))
        at += 1
    return found


def _parted(expression: str) -> list[str]:
    """Part an expression at the strokes that stand in no group."""
    cuts = [at for at, letter, depth in _scan(expression) if letter == "|" and depth == 0]
    return [expression[a + 1 : b] for a, b in zip([-1, *cuts], [*cuts, len(expression)], strict=True)]


def _end_of_group(expression: str) -> int:
    return next(at for at, letter, depth in _scan(expression) if letter == ")" and depth == 0)
