"""An archive answers as its tables say, also about words of two characters."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from luoshi_archive.errors import ArchiveDamaged, AskedTooMuch, NotAnArchive, OtherFormat
from luoshi_archive.lineage import find_reuse, timelines
from luoshi_archive.manifest import writing
from luoshi_archive.run import Outcome
from luoshi_archive.store import Archive, Filter, open_archive
from luoshi_archive.tables import TABLES

ORDER = "市住房城乡建设局要在2026年底前建成老旧小区改造项目管理平台"
TEXTS = {
    "city.txt": "霁川市召开城市更新推进会\n2026年3月1日，霁川市召开城市更新推进会。\n"
    f"会议强调，要实施“六大突破”。\n{ORDER}。\n",
    "county.txt": "云渡县召开城市更新推进会\n2026年4月2日，云渡县召开城市更新推进会。\n"
    f"会议要求，要落实“六大突破”。\n{ORDER}。\n",
    "other.txt": "南泊县召开粮食工作会议\n2025年5月3日，南泊县召开粮食工作会议。\n"
    "会议要求，要在2025年底前建成高标准农田3万亩。\n",
    "empty.txt": "",
}


@pytest.fixture
def archive(read_into: Callable[..., Outcome], tmp_path: Path) -> Iterator[Archive]:
    docs = tmp_path / "it's [docs]"
    docs.mkdir()
    for name, text in TEXTS.items():
        (docs / name).write_text(text)
    read_into(tmp_path / "it's [out]", [docs], batch=2)
    with open_archive(tmp_path / "it's [out]") as opened:
        yield opened


def test_two_character_words_are_found_in_every_text_and_quote(archive: Archive) -> None:
    hits = archive.search("小区", tables=("documents", "commitments"))
    assert {hit.table for hit in hits} == {"documents", "commitments"}
    assert all("小区" in hit.quote for hit in hits)
    assert {hit.document for hit in hits} == {
        each["document"] for each in archive.documents() if "other" not in each["locator"]
    }
    assert archive.search("小学") == []
    assert archive.search("  ") == []


def test_search_keeps_to_the_filter_and_pages(archive: Archive) -> None:
    everything = archive.search("会议", tables=("documents",))
    assert len(everything) == 2 or len(everything) == 3
    assert [hit.date for hit in everything] == sorted(
        (hit.date for hit in everything), key=lambda d: d or "", reverse=True
    )
    assert archive.search("会议", tables=("documents",), limit=1, offset=1) == everything[1:2]
    found = archive.search("会议", tables=("documents",), among=Filter(year="2025"))
    assert {hit.date[:4] for hit in found if hit.date} == {"2025"}


@pytest.mark.parametrize("text", ["%", "_", "'", '"; DROP VIEW documents; --', "\\", "小区%"])
def test_search_takes_signs_for_what_they_are(archive: Archive, text: str) -> None:
    assert archive.search(text) == []


def test_excerpt_shows_what_was_sought(archive: Archive) -> None:
    hits = archive.search("六大突破", tables=("documents",))
    assert len(hits) == 2
    assert all("六大突破" in hit.quote and len(hit.quote) <= 126 for hit in hits)


def test_counts_add_up(archive: Archive) -> None:
    by_year = {count.values[0]: count.rows for count in archive.counts("year")}
    assert by_year == {"2026": 2, "2025": 1}
    assert sum(count.rows for count in archive.counts("place", "kind")) == 3
    sizes = archive.sizes()
    assert set(sizes) == set(TABLES)
    assert sum(count.rows for count in archive.counts("year", table="commitments")) == sizes["commitments"]
    with pytest.raises(ValueError, match="at least one"):
        archive.counts()


def test_document_comes_with_all_its_findings(archive: Archive) -> None:
    listed = next(each for each in archive.documents() if each["locator"].endswith("city.txt"))
    document = archive.document(listed["document"])
    assert document is not None
    assert ORDER in document["text"]
    assert any(ORDER in row["quote"] for row in document["commitments"])
    assert [row["number"] for row in document["commitments"]] == list(range(len(document["commitments"])))
    assert archive.document("nothing") is None


def test_documents_set_aside_are_listed(archive: Archive) -> None:
    (row,) = archive.errors()
    assert (row["code"], row["locator"]) == ("empty", "it's [docs]/empty.txt")


def test_lineage_runs_from_the_city_to_the_county(archive: Archive) -> None:
    passages = {each.id: each for each in archive.passages({"霁川市": 2, "云渡县": 3})}
    links = find_reuse(passages.values())
    assert any(ORDER in passages[link.source].text and ORDER in passages[link.target].text for link in links)
    assert all(passages[link.source].date < passages[link.target].date for link in links)  # type: ignore[operator]
    line = next(each for each in timelines(archive.uses({})) if "六大突破" in each.text)
    assert [use.date and use.date[:7] for use in line.uses] == ["2026-03", "2026-04"]


def test_threads_may_ask_at_once(archive: Archive) -> None:
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: archive.search("小区"), range(40)))
    assert all(answer == answers[0] for answer in answers)


def test_empty_archives_answer_and_other_folders_are_refused(tmp_path: Path) -> None:
    with writing(tmp_path / "out"):
        pass
    with open_archive(tmp_path / "out") as opened:
        assert opened.search("小区") == []
        assert set(opened.sizes().values()) == {0}
        assert not opened.is_complete
    with pytest.raises(NotAnArchive, match=r"journal\.jsonl"):
        open_archive(tmp_path)


def test_hits_are_counted_as_they_are_found(archive: Archive) -> None:
    for among in (Filter(), Filter(year="2025"), Filter(place="霁川市")):
        hits = archive.search("会议", among=among, limit=500)
        counted = archive.hit_counts("会议", among=among)
        assert counted == {table: sum(hit.table == table for hit in hits) for table in counted}
    assert sum(archive.hit_counts("会议").values()) > 0
    assert set(archive.hit_counts(" ").values()) == {0}


def test_passages_near_a_text_come_nearest_first(archive: Archive) -> None:
    changed = ORDER.replace("2026年底前", "今年年底以前")
    found = archive.passages_like(changed)
    assert [ORDER in hit.quote for hit in found[:2]] == [True, True]
    assert all(hit.number is not None for hit in found)
    assert archive.passages_like("，。") == []


def test_a_formulation_is_found_whatever_its_quotation_marks(archive: Archive) -> None:
    assert archive.formulation_count() == len(archive.formulations())
    assert archive.formulation_count("六大") == 1
    (counted,) = archive.formulations("六大")
    assert (counted.documents, counted.first, counted.last) == (2, "2026-03-01", "2026-04-02")
    assert [(text, hit.date) for text, hit in archive.uses_of("“六大突破”")] == [
        ("六大突破", "2026-03-01"),
        ("六大突破", "2026-04-02"),
    ]
    assert archive.uses_of("七大突破") == archive.uses_of("”") == []
    assert archive.formulations(among=Filter(year="2025"), search="六大") == []


def test_damage_is_told_apart_from_other_folders(archive: Archive, tmp_path: Path) -> None:
    whole = (archive.folder / "journal.jsonl").read_bytes()
    for journal, refusal in (
        (b'{"something": 1}\n', NotAnArchive),
        (whole.replace(b'"format":1', b'"format":99'), OtherFormat),
        (b"\xff\n" + whole, ArchiveDamaged),
    ):
        (tmp_path / "journal.jsonl").write_bytes(journal)
        with pytest.raises(refusal):
            open_archive(tmp_path)
    for part in (archive.folder / "documents").glob("*.parquet"):
        part.write_bytes(b"PAR1 no longer")
    with pytest.raises(ArchiveDamaged):
        archive.search("会议")


def test_a_question_ends_at_its_time_limit(archive: Archive) -> None:
    with (
        open_archive(archive.folder, time_limit_seconds=0.2) as opened,
        pytest.raises(AskedTooMuch),
    ):
        opened._ask("SELECT count(*) FROM range(1000000) a, range(1000000) b WHERE a.range % 7 = b.range % 5")
