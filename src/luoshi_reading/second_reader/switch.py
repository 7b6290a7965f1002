"""Whether there is a second reader, and where: decided by the environment alone (R87)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from luoshi_reading.errors import NoSecondOpinion

ADDRESS = "LUOSHI_SECOND_READER"
MODEL = "LUOSHI_SECOND_READER_MODEL"
KEY = "LUOSHI_SECOND_READER_KEY"
TIMEOUT = "LUOSHI_SECOND_READER_SECONDS"
USUAL_SECONDS = 120.0


@dataclass(frozen=True, slots=True)
class SecondReader:
    """A language model behind an OpenAI-compatible address. ``seconds``: how long one part may take in all."""

    address: str
    model: str
    key: str = field(default="", repr=False)
    seconds: float = USUAL_SECONDS

    @property
    def host(self) -> str:
        """The machine that the text is sent to, as people are told."""
        return urlsplit(self.address).netloc.rpartition("@")[2]


def second_reader_of(environment: Mapping[str, str]) -> SecondReader | None:
    """Return the second reader that the environment names, or None where it names none.

    Raises NoSecondOpinion where what it names cannot be one.
    """
    address = environment.get(ADDRESS, "").strip().rstrip("/")
    if not address:
        return None
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise NoSecondOpinion("switched_wrong", f"{ADDRESS} is no address such as http://localhost:8080/v1")
    model = environment.get(MODEL, "").strip()
    if not model:
        raise NoSecondOpinion("switched_wrong", f"{MODEL} names no model")
    seconds = environment.get(TIMEOUT, "").strip() or str(USUAL_SECONDS)
    try:
        allowed = float(seconds)
    except ValueError:
        allowed = 0.0
    if not 0 < allowed <= 3600:
        raise NoSecondOpinion("switched_wrong", f"{TIMEOUT} is no number of seconds up to 3600")
    return SecondReader(address, model, environment.get(KEY, "").strip(), allowed)
