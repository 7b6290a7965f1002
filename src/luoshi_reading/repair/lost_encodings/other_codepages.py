"""GBK that was read as Big5 or as EUC-KR.

Such a text holds what Chinese of the mainland never does: letters of Bopomofo for its commas (ㄛ is ， there), small
brackets for its full stops, Hangul. It is changed only where the bytes of a long stretch make common characters and
the stretch as it stands is made of rare ones; what two lost bytes stood for is shown as □.
"""

from __future__ import annotations

import re

from luoshi_reading.repair.characters.unusual import unusual
from luoshi_reading.repair.edits import Edit
from luoshi_reading.repair.likelihood import common_characters

KIND = "mojibake"
GBK_AS_BIG5 = "gbk_read_as_big5"
GBK_AS_KOREAN = "gbk_read_as_euc_kr"

_CUE = re.compile("[\u3105-\u3129\ufe50-\ufe5e\uac00-\ud7a3]")
_RUN = re.compile("[^\x00-\x7f]{1,4000}")
_READINGS = (
    (GBK_AS_BIG5, "cp950", re.compile("[\u3105-\u3129\ufe50-\ufe5e]")),
    (GBK_AS_KOREAN, "cp949", re.compile("[\uac00-\ud7a3]")),
)
_LOST = "\ufffd"
_LEAST_CUES, _LEAST_PROOF = 2, 8
_LEAST_COMMON, _LEAST_GAIN = 0.6, 0.25
_MOST_LOST = 0.2


def find(text: str) -> list[Edit]:
    """Find stretches whose bytes were read with the tables of Taiwan, Korea or Japan."""
    if _CUE.search(unusual(text).characters) is None or len(_CUE.findall(text)) < _LEAST_CUES:
        return []
    for why, read_as, cue in _READINGS:
        if len(cue.findall(text)) < _LEAST_CUES:
            continue
        found = [(m, now) for m in _RUN.finditer(text) if (now := _restored(m[0], read_as)) is not None]
        if any(cue.search(m[0]) and _is_proven(m[0], now) for m, now in found):
            return [
                Edit(m.start(), m.end(), now, KIND, why, "□" not in now)
                for m, now in found
                if _commonness(now) > _commonness(m[0])
            ]
    return []


def _restored(run: str, read_as: str) -> str | None:
    """The characters of a run's bytes; what stands for two lost bytes is shown as □."""
    pieces: list[str] = []
    for piece in run.split(_LOST):
        try:
            pieces.append(piece.encode(read_as).decode("gb18030"))
        except UnicodeError:
            return None
    return "□".join(pieces) if len(pieces) - 1 <= _MOST_LOST * len(run) else None


def _is_proven(run: str, now: str) -> bool:
    common = _commonness(now)
    return len(now) >= _LEAST_PROOF and common >= _LEAST_COMMON and common >= _commonness(run) + _LEAST_GAIN


def _commonness(text: str) -> float:
    return sum(map(common_characters().__contains__, text)) / len(text)
