"""Documents drawn from real constructions, files of every format, and what must hold whatever they say.

Used by ``tests/test_fuzz.py`` with choices of Hypothesis and by ``tools/fuzz.py`` with those of a fuzzer. ``Choose``
takes n and gives a number from 0 to n - 1.
"""

import io
import zipfile
from collections.abc import Callable, Sequence
from email.message import EmailMessage
from functools import cache
from itertools import pairwise
from pathlib import Path

from openpyxl import Workbook  # type: ignore[import-untyped]  # it has no types

from fangzhi.extract import extract_facts
from fangzhi.lexicon.load import load_lexicon
from fangzhi.model.document import Document
from fangzhi.model.errors import InputError
from fangzhi.read import Refused, find_sources, read_document, read_text
from fangzhi.run.likeness import likeness_of
from fangzhi.run.pipeline import in_order
from fangzhi.store.parts import part_of
from made_files import Words, docx, ofd, paragraph, pdf, ruled, zipped

Choose = Callable[[int], int]

FORMATS = (".txt", ".md", ".html", ".csv", ".docx", ".xlsx", ".pdf", ".zip", ".ofd", ".mhtml")

PLACES = ("全省", "全市", "四川", "自贡市", "苏州", "成渝地区", "全国", "县域", "江苏省、浙江省", "其中，成都", "")
TIMES = ("2025年", "去年", "今年", "到2027年", "“十四五”期间", "上半年", "五年来", "2023—2025年", "1—9月", "年均", "")
LABELS = (
    *("地区生产总值", "规模以上工业增加值", "社会消费品零售总额", "城镇新增就业", "新能源汽车产量", "研发投入强度"),
    *("一般公共预算收入", "粮食总产量", "固定资产投资", "企业", "三次产业结构", "居民人均可支配收入", "占比", ""),
)
VERBS = (
    *("增长", "下降", "达到", "突破", "增速高于", "提高到", "增加", "翻一番", "力争达到", "完成", "实现", "居全国第"),
    *("由8%提高到", "累计", "不低于", "控制在", "位列", "同比增长", ""),
)
NUMBERS = (
    "5.5",
    "１２．３",
    "1,812.35",
    "3",
    "三千",
    "5.2—5.6",
    "0",
    "-1.2",
    "百分之五",
    "9.99万",
    "6◆",
    "8∶35∶57",
    "十几",
)
UNITS = (
    "%",
    "万亿元",
    "亿元",
    "个百分点",
    "万人",
    "家",
    "项",
    "位",
    "吨/亩",
    "公里",
    "倍",
    "％左右",
    "以上",
    "多个",
    "",
)
SYSTEMS = (
    *(
        "构建“415X”现代产业体系",
        "“613”产业集群：6个千亿级、1个百亿级、3个特色产业",
        "重点发展新能源、生物医药、低空经济",
    ),
    *("培育新材料等战略性新兴产业", "出台《关于支持低空经济发展的若干措施》", "实施“揭榜挂帅”攻关行动"),
    *(
        "总投资120亿元的宁德时代动力电池基地项目开工",
        "新建国家级实验室3家、省级以上创新平台12个",
        "获批国家先进制造业集群",
    ),
    *("推进甲、乙、丙等重大项目建设", "川办发〔2024〕5号", "由某某集团投资50亿元建设的光伏产业园投产"),
)
NOISE = (
    "",
    "",
    "、",
    "（",
    "）",
    "“",
    "《",
    "》",
    "◆",
    "\u200b",
    "\n",
    "\n\n",
    "\t",
    "…",
    "—",
    "：",
    "[1]",
    "一、",
    "\ud7ff",
    "𠀀",
)
ENDS = ("。", "，", "；", "、", "\n", "")
ENGLISH = (
    *("GDP grew by 5.5 percent to 14.2 trillion yuan", "In 2025,", "Jiangsu Province", "the added value of", "rose"),
    *("we will aim for growth of around 5 percent", "(up 3.2%)", "over 12 million jobs", "respectively", "and", "to"),
    *("from 3.1 to 4.5 percentage points", "new energy vehicles", "1,200 key projects", "the year before", ". ", "\n"),
)


def chinese(choose: Choose) -> str:
    """Clauses of places, times, labels, verbs, numbers and units, with schemes, brackets and noise between them."""
    said: list[str] = []
    for _ in range(1 + choose(12)):
        if choose(4) == 3:
            said.append(SYSTEMS[choose(len(SYSTEMS))])
        else:
            said += [words[choose(len(words))] for words in (TIMES, PLACES)]
            for _ in range(1 + choose(3)):
                said += [words[choose(len(words))] for words in (LABELS, VERBS, NUMBERS, UNITS)]
                said.append(("、", "，", "和", "")[choose(4)])
            if choose(6) == 5:
                said.append("分别")
        said += [words[choose(len(words))] for words in (NOISE, ENDS)]
    return "".join(said)


def english(choose: Choose) -> str:
    """Pieces of English sentences in any order."""
    return " ".join(ENGLISH[choose(len(ENGLISH))] for _ in range(1 + choose(30)))


def table(choose: Choose) -> list[list[str]]:
    """Rows of a statistical table, with heads that may fit or not."""
    heads = ("指标", "单位", "2024年", "2025年", "同比增长（%）", "比上年增减", "绝对量", "占比", "")
    cells = (*NUMBERS, *UNITS, *LABELS, "-", "…")
    width = 1 + choose(5)
    rows = [[heads[choose(len(heads))] for _ in range(width)] for _ in range(1 + choose(2))]
    body = [
        [LABELS[choose(len(LABELS))], *(cells[choose(len(cells))] for _ in range(width - 1))]
        for _ in range(1 + choose(5))
    ]
    return rows + body


def check_text(text: str) -> None:
    """Read a string as a document and check its facts; a refusal in one sentence is an answer too."""
    try:
        document = read_text(text, lexicon=load_lexicon())
    except InputError as error:
        assert_refusal(error)
        return
    check_document(document)


def check_file(suffix: str, data: bytes, folder: Path) -> None:
    """Read bytes as a file of a format, and all that is in it; no other exception than a refusal may come."""
    path = folder / f"file{suffix}"
    path.write_bytes(data)
    for source in find_sources([path], lexicon=load_lexicon()):
        if isinstance(source, Refused):
            assert source.reason
            continue
        try:
            document = read_document(source.path, lexicon=load_lexicon(), row=source.row)
        except InputError as error:
            assert_refusal(error)
            continue
        check_document(document)


def assert_refusal(error: InputError) -> None:
    """A refusal says something."""
    assert str(error)


def check_document(document: Document) -> None:
    """Each quote is its slice, each sentence holds its quote, offsets go one way, and the facts can be stored."""
    folded, origin = document.folded.text, document.folded.origin
    assert len(folded) == len(origin)
    assert all(a < b for a, b in pairwise(origin))
    facts = in_order(extract_facts(document, load_lexicon()))
    for fact in facts:
        assert 0 <= fact.start < fact.end <= len(document.text), fact
        assert fact.quote == document.text[fact.start : fact.end], fact
        assert fact.sentence_start <= fact.start < fact.end <= fact.sentence_end <= len(document.text), fact
    part_of(document, facts, likeness_of(folded, facts).packed())


def made(suffix: str, content: bytes) -> bytes:
    """A file whose package is whole, with the given bytes as the part that holds its words.

    Mutated bytes of a compressed package seldom reach what reads its XML.
    """
    if suffix == ".docx":
        return _with(seeds()[suffix][0], "word/document.xml", content)
    if suffix == ".xlsx":
        return _with(seeds()[suffix][0], "xl/worksheets/sheet1.xml", content)
    if suffix == ".ofd":
        return _with(seeds()[suffix][0], "Doc_0/Pages/0.xml", content)
    if suffix == ".zip":
        name, _, data = content.partition(b"\0")
        return zipped({name.decode("utf-8", "replace") or "a.txt": data, "b.txt": data})
    return content


@cache
def seeds() -> dict[str, tuple[bytes, ...]]:
    """A sound file of each format to begin with; where ``made`` has a use for it, the inner part beside it."""
    text = (
        "四川省2026年政府工作报告\n2025年，全省地区生产总值6.8万亿元，增长5.5%。"
        "构建“415X”现代产业体系，总投资120亿元的动力电池基地项目开工。\n"
    )
    rows = [
        ["指标", "2024年", "2025年"],
        ["地区生产总值（亿元）", "64697", "67600.5"],
        ["粮食总产量（万吨）", "3600", "3620"],
    ]
    cells = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    bars = "\n".join(f"| {' | '.join(row)} |" for row in (rows[0], ["---"] * 3, *rows[1:]))
    page = (
        f"<html><head><meta charset='utf-8'><title>报告</title></head><body><p>{text * 3}</p><table>{cells}</table>"
        "</body></html>"
    ).encode()
    word = docx("".join(paragraph(line) for line in text.split("\n")))
    drawn = pdf([[Words(text[:30], 60, 760), *ruled(rows, 60, 600, (120, 80, 80))]])
    sheet = ofd([[Words(text[:20], 60, 30, 7), Words(text[20:40], 30, 60, 5)]])
    book = _book(rows)
    return {
        ".txt": (text.encode(), text.encode("gb18030"), text.encode("utf-16")),
        ".md": (f"# {text}\n* {text}".encode(), f"{text}\n{bars}\n\n{text}".encode()),
        ".html": (page,),
        ".csv": ("\n".join(",".join(row) for row in rows).encode(),),
        ".docx": (word, _member(word, "word/document.xml")),
        ".xlsx": (book, _member(book, "xl/worksheets/sheet1.xml")),
        ".pdf": (drawn,),
        ".zip": (zipped({"a.txt": text.encode(), "b.docx": word}), b"a.html\0" + page),
        ".ofd": (sheet, _member(sheet, "Doc_0/Pages/0.xml")),
        ".mhtml": (_saved(page),),
    }


def _book(rows: Sequence[Sequence[str]]) -> bytes:
    work = Workbook()
    assert work.active is not None
    for row in rows:
        work.active.append(row)
    out = io.BytesIO()
    work.save(out)
    return out.getvalue()


def _saved(page: bytes) -> bytes:
    message = EmailMessage()
    message["Subject"] = "page"
    message.set_content(page.decode(), subtype="html", charset="utf-8", cte="quoted-printable")
    return bytes(message)


def _member(package: bytes, name: str) -> bytes:
    return zipfile.ZipFile(io.BytesIO(package)).read(name)


def _with(package: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(package)) as archive:
        return zipped({**{member: archive.read(member) for member in archive.namelist()}, name: content})
