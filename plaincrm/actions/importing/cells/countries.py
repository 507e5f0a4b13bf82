"""Countries as tables name them → the region by which their phone numbers are dialled."""

from __future__ import annotations

from plaincrm.actions.importing.cells.text import narrow

_NAMES = """
US united states|united states of america|usa|u.s.a.|u.s.|美国
CN china|people's republic of china|pr china|中国|中华人民共和国
HK hong kong|香港|中国香港
TW taiwan|台湾|中国台湾
MO macao|macau|澳门
JP japan|日本
KR south korea|korea|韩国
SG singapore|新加坡
IN india|印度
AU australia|澳大利亚
NZ new zealand|新西兰
GB united kingdom|uk|great britain|england|scotland|wales|英国
IE ireland|爱尔兰
DE germany|deutschland|德国
AT austria|österreich|奥地利
CH switzerland|schweiz|suisse|瑞士
FR france|法国
IT italy|italia|意大利
ES spain|españa|西班牙
PT portugal|葡萄牙
NL netherlands|the netherlands|nederland|holland|荷兰
BE belgium|belgië|belgique|比利时
LU luxembourg|卢森堡
DK denmark|danmark|丹麦
SE sweden|sverige|瑞典
NO norway|norge|挪威
FI finland|suomi|芬兰
PL poland|polska|波兰
CZ czech republic|czechia|捷克
HU hungary|匈牙利
GR greece|希腊
TR turkey|türkiye|土耳其
RU russia|俄罗斯
UA ukraine|乌克兰
CA canada|加拿大
MX mexico|méxico|墨西哥
BR brazil|brasil|巴西
AR argentina|阿根廷
ZA south africa|南非
AE united arab emirates|uae|阿联酋
IL israel|以色列
TH thailand|泰国
VN vietnam|越南
MY malaysia|马来西亚
ID indonesia|印度尼西亚
PH philippines|菲律宾
"""
_REGIONS = {name: line[:2] for line in _NAMES.strip().splitlines() for name in line[3:].split("|")}
_CODES = frozenset(_REGIONS.values())


def region_of(country: str) -> str | None:
    """The two letters of a country's name or code; None where it is not known."""
    plain = narrow(country).strip()
    return plain.upper() if plain.upper() in _CODES else _REGIONS.get(plain.casefold())
