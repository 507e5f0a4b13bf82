"""The currencies of ISO 4217, how many decimals each has, and what people write instead of a code."""

from __future__ import annotations

# ISO 4217, list one: every currency whose minor unit is not a hundredth.
_EXPONENTS = {
    "BIF": 0, "CLP": 0, "DJF": 0, "GNF": 0, "ISK": 0, "JPY": 0, "KMF": 0, "KRW": 0, "PYG": 0,
    "RWF": 0, "UGX": 0, "UYI": 0, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0,
    "BHD": 3, "IQD": 3, "JOD": 3, "KWD": 3, "LYD": 3, "OMR": 3, "TND": 3,
    "CLF": 4, "UYW": 4,
}  # fmt: skip

_CODES = """
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN
BZD CAD CDF CHE CHF CHW CLF CLP CNY COP COU CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP
GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF
KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK
SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU
UYW UZS VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
CODES = frozenset(_CODES.split())
"""The codes in use today; others are doubtful, not forbidden (an old book may hold DEM)."""

SPELLINGS = {
    "RMB": "CNY",
    "CNH": "CNY",
    "人民币": "CNY",
    "元": "CNY",
    "¥": "CNY",
    "￥": "CNY",
    "EURO": "EUR",
    "EUROS": "EUR",
    "€": "EUR",
    "$": "USD",
    "US$": "USD",
    "£": "GBP",
    "NTD": "TWD",
    "HK$": "HKD",
    "NT$": "TWD",
    "S$": "SGD",
    "A$": "AUD",
    "AU$": "AUD",
    "C$": "CAD",
    "CA$": "CAD",
    "NZ$": "NZD",
    "R$": "BRL",
    "MX$": "MXN",
    "FR": "CHF",
    "SFR": "CHF",
    "₹": "INR",
    "₩": "KRW",
    "₽": "RUB",
    "₺": "TRY",
    "₫": "VND",
    "₴": "UAH",
    "₪": "ILS",
    "₦": "NGN",
    "₱": "PHP",
    "฿": "THB",
    "ZŁ": "PLN",
    "KČ": "CZK",
    "RM": "MYR",
    "台币": "TWD",
    "新台币": "TWD",
    "港币": "HKD",
    "港元": "HKD",
    "美元": "USD",
    "美金": "USD",
    "欧元": "EUR",
    "日元": "JPY",
    "円": "JPY",
    "英镑": "GBP",
}
"""What people write instead of a code; a hint, never a reading."""


def exponent(code: str) -> int:
    """How many decimals the currency has: 0 for JPY, 3 for KWD, else 2."""
    return _EXPONENTS.get(code, 2)


def written(units: int, code: str) -> str:
    """Minor units as the text of an exact amount, for what only shows it: 1250 EUR → ``12.50``."""
    places = exponent(code)
    digits = f"{abs(units):0{places + 1}d}"
    point = len(digits) - places
    return ("-" if units < 0 else "") + digits[:point] + ("." if places else "") + digits[point:]
