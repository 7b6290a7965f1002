"""Pages of read archives: a tiny archive answers, and folders that cannot be opened say what is wrong."""

from __future__ import annotations

import html
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries, Settings

from luoshi.domain.accounts.models import Account
from luoshi.domain.documents.models import Document, Finding
from luoshi.domain.documents.queries import Choice, archive_documents
from luoshi.domain.documents.terms import SetAside
from luoshi.domain.tasks.models import Task
from luoshi_archive import errors as archive_errors
from luoshi_reading.errors import ReadingError
from tests.cast import Cast
from tests.factories.archives import make_archive

ClientAs = Callable[[Account], Client]
PAGE = "/documents/archive/"
NAME = "全省 'a' 文件"
ORDER = "市住房城乡建设局要在2026年底前建成老旧小区改造项目管理平台"
TEXTS = {
    "city.txt": "霁川市召开城市更新推进会\n2026年3月1日，霁川市召开城市更新推进会。\n"
    f"会议强调，要实施“六大突破”。\n{ORDER}。\n",
    "county.txt": "云渡县召开城市更新推进会\n2026年4月2日，云渡县召开城市更新推进会。\n"
    f"会议要求，要落实“六大突破”。\n{ORDER.replace('建成老旧小区改造项目', '全面建成覆盖城区的小区改造')}。\n",
    "other.txt": "南泊县召开粮食工作会议\n2025年5月3日，南泊县召开粮食工作会议。\n"
    "会议要求，要在2025年底前建成高标准农田3万亩。<script>alert(1)</script>\n",
    "empty.txt": "",
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_archive(tmp_path_factory.mktemp("archives") / NAME, TEXTS)


@pytest.fixture
def archive(written: Path, settings: Settings) -> Path:
    settings.ARCHIVES = [written]
    return written


@pytest.fixture
def officer(cast: Cast, client_as: ClientAs) -> Client:
    return client_as(cast.officer)


def identity(locator: str) -> str:
    """The name of a document in the tiny archive."""
    listed = archive_documents(NAME, Choice(), limit=50)
    found: str = next(each["document"] for each in listed if each["locator"] == locator)
    return found


def words(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status
    return html.unescape(answer.content.decode())


def test_the_whole_archive_is_listed_newest_first_with_counts(archive: Path, officer: Client) -> None:
    page = words(officer, PAGE)
    assert page.index("云渡县召开") < page.index("霁川市召开") < page.index("南泊县召开")
    bars = re.findall(r'year=(\d+)">.*?<progress value="(\d)" max="2".*?<td class="num">(\d)</td>', page)
    assert bars == [("2026", "2", "2"), ("2025", "1", "1")]
    assert re.search(r"未能识读</dt><dd><a [^>]+>1<", page)
    assert "还没有全部读完" not in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=小区", {"霁川市", "云渡县"}),
        ("q=小区&place=云渡县", {"云渡县"}),
        ("q=农田&table=commitments", {"南泊县"}),
        ("year=2025", {"南泊县"}),
        ("kind=news&year=2026", {"霁川市", "云渡县"}),
        ("kind=news&page=99&table=nothing", {"霁川市", "云渡县", "南泊县"}),
        ("q=%25", set()),
        ("q=小区&year=x", set()),
        ("q=%00&kind=%27", set()),
        ("q=%22%3B+DROP", set()),
    ],
)
def test_search_and_filters(archive: Path, officer: Client, query: str, found: set[str]) -> None:
    page = words(officer, f"{PAGE}?{query}")
    listed = page[page.index('<section class="panel panel-flush">') : page.index("<aside")]
    assert {place for place in ("霁川市", "云渡县", "南泊县") if f"{place}召开" in listed} == found
    assert ("没有符合条件的内容" in page) == (not found)


def test_what_was_sought_is_marked_and_leads_to_the_finding(archive: Path, officer: Client) -> None:
    page = words(officer, f"{PAGE}?q=小区&table=commitments")
    assert "老旧<mark>小区</mark>改造" in page
    address = re.search(r'href="([^"]+#commitment-\d+)"', page)
    assert address
    path, anchor = address[1].split("#")
    assert f'id="{anchor}"' in words(officer, path)


def test_a_document_shows_its_findings_and_no_markup_of_its_own(archive: Path, officer: Client) -> None:
    address = reverse("documents:archive_document", args=[NAME, identity("city.txt")])
    page = words(officer, address)
    for shown in (ORDER, "六大突破", "2026-03-01", "https://archive.example/city.txt"):
        assert shown in page
    answer = officer.get(reverse("documents:archive_document", args=[NAME, identity("other.txt")]))
    assert "<script>alert" not in answer.content.decode()
    words(officer, reverse("documents:archive_document", args=[NAME, "0" * 32]), 404)


def test_the_chain_of_an_order_runs_from_the_city_to_the_county(archive: Path, officer: Client) -> None:
    found = words(officer, f"{PAGE}?q=小区&table=commitments")
    for place, other, stands in (("霁川市", "云渡县", "后续"), ("云渡县", "霁川市", "来源")):
        hit = found[found.index(f">{place}召开") :]
        address = re.search(r'href="([^"]+/\d+/)"', hit)
        assert address
        page = words(officer, address[1])
        chain = page[page.index('<ol class="timeline chain">') :]
        assert chain.index("霁川市召开") < chain.index("云渡县召开")
        assert re.search(
            rf'{other}召开城市更新推进会</a> <span class="tag">{stands}</span> <span class="tag">改写<', chain
        )
        assert "南泊县" not in chain
    words(officer, reverse("documents:archive_passage", args=[NAME, identity("city.txt"), 99]), 404)


def test_what_could_not_be_read_is_counted_and_listed_with_the_reason(archive: Path, officer: Client) -> None:
    shown = officer.get(PAGE).content.decode()
    address = re.search(r'<dt>未能识读</dt><dd><a href="([^"]+)">1</a>', shown)
    assert address
    listed = officer.get(PAGE + html.unescape(address[1])).content.decode()
    assert re.search(
        r'<th scope="row" class="archive-locator">empty\.txt.*?<td data-label="未读成的原因">空文件', listed, re.S
    )
    assert "city.txt" not in listed
    assert "显示整个档案" in listed


def test_every_reason_of_the_archives_has_its_word() -> None:
    codes = {value for name, value in vars(archive_errors).items() if name.isupper() and isinstance(value, str)}
    of_the_engine = {each.code for each in ReadingError.__subclasses__()} | {ReadingError.code, "old_word"}
    assert codes | of_the_engine == {each.value for each in SetAside}


def test_an_order_that_stands_alone_says_so(archive: Path, officer: Client) -> None:
    found = words(officer, f"{PAGE}?q=高标准农田&table=commitments")
    address = re.search(r'href="([^"]+/\d+/)"', found)
    assert address
    assert "没有其他文件提到这一条" in words(officer, address[1])


def test_formulations_and_the_timeline_of_one(archive: Path, officer: Client) -> None:
    address = reverse("documents:archive_formulations", args=[NAME])
    assert "六大突破" in words(officer, address)
    assert "六大突破" not in words(officer, f"{address}?q=七")
    timeline = words(officer, f"{address}?text=“六大突破”")
    assert timeline.index("2026-03-01") < timeline.index("2026-04-02")
    words(officer, f"{address}?text=七大突破", 404)


def test_who_sees_a_whole_jurisdiction_may_look_and_nobody_else(archive: Path, cast: Cast, client_as: ClientAs) -> None:
    document = identity("city.txt")
    addresses = [
        PAGE,
        reverse("documents:archive_formulations", args=[NAME]),
        reverse("documents:archive_document", args=[NAME, document]),
        reverse("documents:archive_passage", args=[NAME, document, 0]),
    ]
    for person, status in {
        "officer": 200, "administrator": 200, "reader": 200, "county_officer": 200, "county_leader": 200,
        "bureau_leader": 403, "bureau_reporter": 403, "county_reporter": 403, "outsider": 403,
    }.items():  # fmt: skip
        client = client_as(cast.person(person))
        assert {client.get(address).status_code for address in addresses} == {status}, person
        assert (PAGE in client.get("/documents/").content.decode()) == (status == 200), person


def test_without_an_archive_no_tab_leads_there(officer: Client) -> None:
    assert PAGE not in officer.get("/documents/").content.decode()
    assert "还没有档案" in words(officer, PAGE)


def test_every_folder_of_the_home_is_an_archive(written: Path, settings: Settings, officer: Client) -> None:
    settings.ARCHIVES_HOME = written.parent
    assert "霁川市召开" in words(officer, PAGE)


def broken(folder: Path, harm: str) -> None:
    """Do harm to a copy of the archive."""
    journal = folder / "journal.jsonl"
    if harm == "missing":
        shutil.rmtree(folder)
    elif harm == "foreign":
        journal.unlink()
    elif harm == "another's journal":
        journal.write_text('{"something": "else"}\n')
    elif harm == "other format":
        journal.write_text(journal.read_text().replace('"format":1', '"format":0'))
    elif harm == "journal torn":
        journal.write_bytes(b"\xff\xfe\n" + journal.read_bytes())
    elif harm == "journal is a folder":
        journal.unlink()
        journal.mkdir()
    elif harm == "part gone":
        shutil.rmtree(folder / "commitments")
    else:
        next((folder / "documents").glob("*.parquet")).write_bytes(b"PAR1")


@pytest.mark.parametrize(
    ("harm", "status", "said"),
    [
        ("missing", 404, "找不到档案"),
        ("foreign", 422, "不是 luoshi archive 生成的档案"),
        ("another's journal", 422, "不是 luoshi archive 生成的档案"),
        ("other format", 422, "另一个版本"),
        ("journal torn", 422, "已损坏"),
        ("journal is a folder", 422, "不是 luoshi archive 生成的档案"),
        ("part gone", 422, "已损坏"),
        ("part torn", 422, "已损坏"),
    ],
)
def test_a_folder_that_cannot_be_opened_says_why(
    written: Path, tmp_path: Path, settings: Settings, officer: Client, harm: str, status: int, said: str
) -> None:
    folder = shutil.copytree(written, tmp_path / "broken")
    settings.ARCHIVES = [folder, written]
    assert officer.get(f"{PAGE}?archive=broken").status_code == 200  # and it is open when the harm is done
    broken(folder, harm)
    page = words(officer, f"{PAGE}?archive=broken&q=会议", status)
    assert said in page
    assert NAME in page  # the others are offered
    assert said in words(officer, reverse("documents:archive_document", args=["broken", "0" * 32]), status)
    assert "霁川市召开" in words(officer, f"{PAGE}?archive={NAME}")


def test_a_growing_archive_shows_what_is_there(tmp_path: Path, settings: Settings, officer: Client) -> None:
    settings.ARCHIVES = [make_archive(tmp_path / "growing", {"1.txt": TEXTS["city.txt"]}, is_complete=False)]
    page = words(officer, PAGE)
    assert "还没有全部读完" in page
    assert "霁川市召开" in page
    assert "云渡县召开" not in page
    make_archive(settings.ARCHIVES[0], {"2.txt": TEXTS["county.txt"]})
    page = words(officer, PAGE)
    assert "还没有全部读完" not in page
    assert "霁川市召开" in page
    assert "云渡县召开" in page


def test_folders_of_one_name_are_told_apart(written: Path, tmp_path: Path, settings: Settings, officer: Client) -> None:
    other = make_archive(tmp_path / NAME, {"1.txt": TEXTS["other.txt"]})
    settings.ARCHIVES = [written, other]
    assert "霁川市召开" not in words(officer, f"{PAGE}?archive={NAME} (2)")


def test_looking_writes_nothing_and_asks_the_database_little(
    archive: Path, officer: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    before = sorted((path, path.stat().st_mtime_ns) for path in archive.rglob("*"))
    with django_assert_max_num_queries(12):
        officer.get(f"{PAGE}?q=小区")
    assert sorted((path, path.stat().st_mtime_ns) for path in archive.rglob("*")) == before
    assert not Document.objects.exists()
    assert not Finding.objects.exists()
    assert not Task.objects.exists()
