"""Whatever a text says, every fact of its industrial system quotes it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fangzhi.model.facts import Platform
from systems import read

_WORDS = (
    "培育", "发展", "实施", "推进", "等", "、", "和", "，", "。", "；", "“", "”", "《", "》", "（", "）", "：", "\n",
    "新材料", "低空经济", "数据", "服务业", "未来产业", "产业集群", "六大", "613", "4+3", "项目", "高铁", "开工建设",
    "行动", "工程", "总投资60亿元", "苏州", "江苏省", "国家级", "实验室", "12家", "的", "增长5%", "产业体系", "是",
)  # fmt: skip


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(_WORDS), min_size=1, max_size=40))
def test_any_heap_of_words(words: list[str]) -> None:
    text = "".join(words)
    if any("一" <= letter <= "鿿" for letter in text):
        read(text, platforms=True)  # read() holds every fact to its quote and its sentence


def test_noise_in_a_name_is_part_of_the_quote() -> None:
    facts = read("培育量子科技★■、生物★制造等未来产业，加快建设现代化产业体系，全省上下奋力推进。")
    assert [fact.quote.replace("★", "").replace("■", "") for fact in facts] == ["量子科技", "生物制造"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_same_text_gives_the_same_facts(language: str) -> None:
    text = "培育新材料、氢能等未来产业。" if language == "zh" else "The city promotes drones and new materials."
    assert read(text, language=language) == read(text, language=language)


def test_platforms_are_facts_of_their_own() -> None:
    [platform] = [f for f in read("争创国家未来产业先导区。", platforms=True) if isinstance(f, Platform)]
    assert platform.record()["kind"] == "platform"
    assert platform.record()["level"] == "national"
