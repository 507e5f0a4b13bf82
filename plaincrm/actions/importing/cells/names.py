"""Names of people and organisations: put together in the right order, and told from each other."""

from __future__ import annotations

import re

_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]")
_ORGANISED = re.compile(
    "公司|集团|厂|店|中心|工作室|事务所|学校|大学|学院|医院|银行|协会|研究院|研究所|合作社|基金|酒店|餐厅|超市|商行|局$|部$|"
    r"(?i:\b(?:inc|ltd|llc|llp|gmbh|ag|kg|corp|co|company|group|plc|pty|limited|sarl|s\.a|bv|b\.v|oy|ab|studio|"
    r"university|school|bank|hotel|association|e\.v|se|srl|spa)\b)"
)
_COMPOUND = frozenset(
    re.findall(
        "..",
        "欧阳太史端木上官司马东方独孤南宫万俟闻人夏侯诸葛尉迟公羊赫连澹台皇甫宗政濮阳公冶太叔申屠公孙慕容仲孙"
        "钟离长孙宇文司徒鲜于司空令狐",
    )
)
_SURNAMES = frozenset(
    "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文"
    "張劉陳楊趙黃吳孫馬羅鄭謝韓馮蕭鄧許傅瀋呂蘇盧蔣賈葉閻餘鐘薑範陸顧龍萬錢湯賴龔"
)


def is_cjk(text: str) -> bool:
    """Whether a name is written in Chinese characters."""
    return bool(_HAN.search(text))


def whole_name(first: str = "", middle: str = "", last: str = "") -> str:
    """The parts as one name: 张伟 with the family name first and no blanks, else in the western order."""
    if is_cjk(first + last):
        return f"{last}{middle}{first}".replace(" ", "")
    return " ".join(part for part in (first, middle, last) if part)


def is_organisation(name: str) -> bool:
    """Whether a name says by itself that it is a company or the like."""
    return bool(_ORGANISED.search(name))


def is_chinese_person(name: str) -> bool:
    """Whether a name looks like a person's: two to four characters that begin with a usual family name."""
    plain = name.replace(" ", "").replace("·", "")
    if is_organisation(name) or not re.fullmatch("[\u3400-\u4dbf\u4e00-\u9fff]{2,4}", plain):
        return False
    return (plain[0] in _SURNAMES and len(plain) <= 3) or plain[:2] in _COMPOUND
