"""«占全国92.8%», «占规上工业比重达40%»: a share names its whole."""

import re
from typing import Final

from fangzhi.extract.binding.scene import JOINTS, Binding, Memory, Scene, Words

_SHARE: Final = re.compile(r"^(?P<subject>.*?)占(?!地(?!区)|领|有|用|据|道|补|优|比)(?P<whole>(?s:.*))")
_SHARE_NOUN: Final = re.compile(r"(?:的)?(?:比重|比例|份额|比|率)?(?:的)?$")
_INCREASE: Final = re.compile("[^的，]{2,8}增量")  # 占全国增量(的)
_ABOUT: Final = re.compile("(?:约|近|已|就|均){1,3}$")  # 产量约(占全国的七分之一)
_MEANS: Final = frozenset({"以", "用", "生产了", "生产", "创造了", "贡献了", "养活了"})
_MOVED: Final = frozenset({"growth_up", "growth_down", "more", "less", "from"})

_SEVERAL: Final = 2
TOGETHER: Final = frozenset({"合计", "共计", "总计", "共"})
_PULLED: Final = re.compile(
    "^(?P<who>[^，；。]*?)拉动(?P<what>[^，；。]{2,16}?)(?:增速|增幅)?(?:增长|提高|提升|上升|上涨|(?P<down>下降|回落))?(?:了|约|超|近)?$"
)
_CONTRIBUTED: Final = re.compile(
    "(?P<subject>[^，；。]{0,30}?)(?:(?:贡献|创造|集聚|聚集|汇聚)了?|以)(?P<whole>全国|全省|全市|全区|全球)"
)
_NEXT: Final = re.compile("的[^，；。]{2,20}")  # 的生产总值、 between two shares of a list
_CONTRIBUTION: Final = re.compile(r"的(?P<noun>[\w“”（）]{2,20}?)(?=[、，；。]|和[超近约]?\d|和$|$)")


def bind_contributed(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«某县群贡献了全国9%的GDP、12%的工业增加值»: shares of a whole; None where nothing is contributed.

    Empty where the clause does not tell who does: the share is nobody's then.
    """
    if len(scene.quantities) > 1 or not (noun := _CONTRIBUTION.match(scene.following)):
        return None
    parted = scene.head.rstrip().endswith(("、", "和", "及", "与")) or not scene.head.startswith("的")
    head = scene.head.strip(JOINTS)
    if match := _CONTRIBUTED.fullmatch(head):
        subject = words.labels.clean(match["subject"])[0].removeprefix("在")
        told = memory.contributor[0] or (memory.labels[-1] if memory.labels else "")
        memory.contributor = (subject or told, match["whole"])
    elif not (head == "" or (parted and _NEXT.fullmatch(head))) or not memory.contributor[0]:
        return None
    subject, whole = memory.contributor
    if not subject:
        return []
    label = f"{subject}{noun['noun']}占{whole}比重"
    memory.tell([label], subject, scene.clause)
    return [Binding(scene.quantity, label, "level", 1, "share", scene.left, None)]


def together(memory: Memory) -> str:
    """What several things told before make in sum: 化工、纺织产业增加值合计; empty where one thing was told."""
    told = memory.clause_labels
    if len(told) < _SEVERAL:
        return ""
    shared = 0
    while shared < min(map(len, told)) - _SEVERAL and len({one[-shared - 1] for one in told}) == 1:
        shared += 1
    heads = [one[:-shared] if shared else one for one in told]
    return "、".join(heads) + told[0][len(told[0]) - shared :] + "合计"


def bind_pulled(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """«拉动规上工业增长2.6个百分点»: what something adds to the growth of a whole; None where nothing is pulled."""
    if "拉动" not in scene.head or len(scene.quantities) > 1 or (match := _PULLED.search(scene.head)) is None:
        return None
    who = words.labels.clean(match["who"])[0]
    carried = not who or who in TOGETHER
    if who in TOGETHER:
        who = together(memory)
    elif not who:
        who = memory.labels[-1] if memory.labels else memory.subject
    if not who:
        return []
    label = f"{who}对{match['what']}增长的拉动"
    sign = -1 if match["down"] else 1
    return [Binding(scene.quantity, label, "change", sign, "share", scene.left, None, carried)]


def bind_share(scene: Scene, memory: Memory, words: Words) -> list[Binding] | None:
    """Bind a percentage to «X占Y比重»; None where the head tells no share, or how a share moved."""
    if "占" not in scene.head or len(scene.quantities) > 1 or "分别" in scene.head:
        return None
    match = _SHARE.match(scene.head)
    if match is None:
        return None
    labels = words.labels
    tail = labels.cut_tail(match["whole"])
    if not _MOVED.isdisjoint(tail.verbs) and tail.verbs[:1] != ("reach",):
        return None
    grown = _INCREASE.match(match["whole"])
    whole = grown[0] if grown else _SHARE_NOUN.sub("", tail.stem)
    subject, deed = labels.clean(labels.cut_years_run(_ABOUT.sub("", match["subject"])))
    if deed == "added" and subject and not scene.following.startswith("的"):
        subject = f"新增{subject}"  # 新增两院院士占全国近一半
    if scene.following.startswith("的") and (subject in _MEANS or not subject or not match["subject"].strip("，以")):
        # 以占全国4%的耕地，生产了占全国6%的粮食
        subject = labels.balance(words.nouns.after(scene.following, 1, len(scene.following))[0])
    carried = False
    if subject in TOGETHER:
        subject = together(memory)
        if not subject:
            return []
    if not subject:
        if not memory.labels:
            return None
        subject, carried = memory.labels[-1], True
    elif subject in labels.elliptical and memory.subject:
        subject, carried = memory.subject + subject, True
        happened = memory.happened
        memory.tell([subject], memory.subject, scene.clause)
        memory.happened = happened
    label = f"{subject}占{whole}比重" if whole else f"{subject}占比"
    if not carried:
        memory.tell([subject], labels.subject(subject), scene.clause)
    memory.share = label
    return [Binding(scene.quantity, label, "level", 1, "share", scene.left, None, carried)]
