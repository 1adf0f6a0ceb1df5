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
    subject, _ = labels.clean(labels.cut_years_run(_ABOUT.sub("", match["subject"])))
    if scene.following.startswith("的") and (subject in _MEANS or not subject or not match["subject"].strip("，以")):
        # 以占全国4%的耕地，生产了占全国6%的粮食
        subject = labels.balance(words.nouns.after(scene.following, 1, len(scene.following))[0])
    carried = False
    if not subject:
        if not memory.labels:
            return None
        subject, carried = memory.labels[-1], True
    elif subject in labels.elliptical and memory.subject:
        subject, carried = memory.subject + subject, True
    label = f"{subject}占{whole}比重" if whole else f"{subject}占比"
    if not carried:
        memory.tell([subject], labels.subject(subject), scene.clause)
    memory.share = label
    return [Binding(scene.quantity, label, "level", 1, "share", scene.left, None, carried)]
