"""Documents in our own words, and the command line called in this process."""

from collections.abc import Callable
from pathlib import Path

import pytest

from fangzhi.present.cli import run

TEXTS = {
    "jiangsu.txt": "江苏省2026年政府工作报告\n\n一、过去一年工作回顾\n去年，全省地区生产总值达到14.2万亿元，增长5.3%。"
    "新增国家级专精特新企业300家。\n二、今年工作安排\n今年主要预期目标是：地区生产总值增长5%左右，城镇新增就业120万人以上。\n",
    "sichuan.txt": "四川省2026年政府工作报告\n\n一、过去一年工作回顾\n去年，全省地区生产总值增长5.5%，"
    "规模以上工业增加值增长6.8%。\n二、今年工作安排\n今年主要预期目标是：地区生产总值增长5.5%左右。\n",
    "zigong.txt": "自贡市2026年政府工作报告\n\n去年，全市地区生产总值增长6%，工业投资增长12.5%。"
    "我们出台了《无人机产业发展若干措施》。\n",
}


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    """A folder with three reports and their documents.csv."""
    folder = tmp_path / "documents"
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "documents.csv").write_text(
        "path,title,published,region\n"
        "jiangsu.txt,江苏省2026年政府工作报告,2026-01-20,江苏省\n"
        "sichuan.txt,四川省2026年政府工作报告,2026-01-21,四川省\n"
        "zigong.txt,自贡市2026年政府工作报告,2026-01-22,自贡市\n",
        encoding="utf-8",
    )
    return folder


@pytest.fixture
def fangzhi(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str, str]]:
    """The command line: arguments in; exit code, standard output and standard error out."""

    def call(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run([str(argument) for argument in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call
