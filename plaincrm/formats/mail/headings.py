"""What mail programs write above the mail that is answered or handed on, in the languages of our users."""

from __future__ import annotations

import re

_LONGEST = 400  # characters of a line or a broken line that may announce something
_MANY = 12  # lines of a block of heads
_WORDS = (
    "Original Message|Original-Nachricht|Ursprüngliche Nachricht|Message d['’]origine|Message original"
    "|Mensaje original|Messaggio originale|Replied Message|原始邮件|原始郵件|原邮件|邮件原件|回复的原邮件"
    "|Forwarded message|Forwarded mail|Weitergeleitete Nachricht|Message transféré|Mensaje reenviado"
    "|转发邮件信息|转发邮件|转发的邮件|轉寄郵件"
)
_MARKER = re.compile(
    rf"-{{2,}}(?:\s|&nbsp;)*(?:{_WORDS})(?:\s|&nbsp;)*-{{2,}}"
    r"|(?:Begin forwarded message|Anfang der weitergeleiteten (?:Nachricht|E-Mail)"
    r"|Début du message (?:réexpédié|transféré)|Inicio del mensaje reenviado|开始转发的邮件)\s?[:：]",
    re.IGNORECASE,
)
_RULE = re.compile(r"[-_=]{5,}")
_WROTE = re.compile(
    r"(?:(?:On|At)\b.{8,}\bwrote|Am\b.{8,}\bschrieb.{0,200}|.*@\S+\s+schrieb am\b.{6,}|Le\b.{8,}\ba écrit"
    r"|El\b.{8,}\bescribió|(?:[^，。！？；]{0,80}[在于於]|\d{4}\s?[年/-]).{4,160}(?:写道|寫道))\s?[:：]",
    re.IGNORECASE,
)
_DATE_OR_ADDRESS = re.compile(
    r"(?<!\d)(?:19|20)\d\d(?!\d)|\d{1,2}:\d\d|\d{1,2}[./-]\d{1,2}[./-]|\d\s?月|\S@\S"
)
_CLOCK_OR_ADDRESS = re.compile(r"\d{1,2}:\d\d|\S@\S")
_FROM = "From|Von|De|Da|发件人|寄件者|寄件人"
_SENT = "Sent|Gesendet|Envoyé|Enviado|Inviato|发送时间|发送日期|寄件日期|傳送時間"
_DAY = "Date|Datum|Fecha|Data|日期|时间"
_SUBJECT = "Subject|Betreff|Objet|Asunto|Oggetto|主题|主題|主旨"
_OTHERS = "To|An|À|Para|A|Cc|CC|Bcc|Kopie|Reply-To|Importance|Attachments|收件人|收件者|抄送|副本|附件"


def _head(names: str) -> re.Pattern[str]:
    """The name of a head with its colon, also in bold; between Chinese words stands no space."""
    return re.compile(rf"(?:(?<![^\W\d_])|(?=[\u4e00-\u9fff]))\*?(?:{names})\*?\s?[:：]")


_FROM_HEAD, _SENT_HEAD, _DAY_HEAD, _SUBJECT_HEAD = map(_head, (_FROM, _SENT, _DAY, _SUBJECT))
_ANY_HEAD = _head(f"{_FROM}|{_SENT}|{_DAY}|{_SUBJECT}|{_OTHERS}")


def heading(lines: list[str], place: int) -> int:
    """How many lines from *place* on announce an older mail; 0 where none does."""
    here = lines[place].strip()
    if _RULE.fullmatch(here):
        following = next_words(lines, place + 1)
        below = _announcement(lines, following) if following < len(lines) else 0
        return below and following - place + below
    return 0 if not here or here.startswith(">") else _announcement(lines, place)


def heads(lines: list[str], place: int) -> int:
    """How many lines of a mail's head, in any order, stand at *place*; below a marker they are no words."""
    count = 0
    while place + count < len(lines) and _ANY_HEAD.match(lines[place + count].strip()):
        count += 1
    return count if count > 1 else 0


def next_words(lines: list[str], place: int) -> int:
    """The place of the first line from *place* on that is not empty."""
    while place < len(lines) and not lines[place].strip():
        place += 1
    return place


def is_quoted(lines: list[str], place: int) -> bool:
    """Whether the next words are a quotation: then answers may stand below it."""
    following = next_words(lines, place)
    return following < len(lines) and lines[following].startswith(">")


def _announcement(lines: list[str], place: int) -> int:
    if _MARKER.fullmatch(lines[place].strip()[:_LONGEST]):
        return 1
    return _attribution(lines, place) or _block(lines, place)


def _attribution(lines: list[str], place: int) -> int:
    """The lines of "On … Ada wrote:", which mail programs break into two or three."""
    for count in (1, 2, 3):
        broken = [line.strip() for line in lines[place : place + count]]
        if count > 1 and not _may_be_broken(broken):
            return 0
        if _is_attribution(said := " ".join(broken)):
            is_sure = _CLOCK_OR_ADDRESS.search(said) or is_quoted(lines, place + count)
            return count if is_sure or _is_last(lines, place + count) else 0
    return 0


def _is_attribution(said: str) -> bool:
    """Whether it says who wrote, and when or from where: prose says "your boss wrote:" too."""
    if len(said) > _LONGEST or not said.endswith((":", "：")):
        return False
    return bool(_WROTE.fullmatch(said) and _DATE_OR_ADDRESS.search(said))


def _may_be_broken(lines: list[str]) -> bool:
    """Whether the lines may be one: words of the sender may stand right above a whole announcement."""
    first, rest = lines[0], lines[1:]
    if first.endswith((".", "!", "?", "。", "！", "？")) or not _DATE_OR_ADDRESS.search(first[:_LONGEST]):
        return False
    if any(not line or line.startswith(">") for line in rest):
        return False
    return first.endswith(">") or not _is_attribution(" ".join(rest))


def _is_last(lines: list[str], place: int) -> bool:
    """Whether one short paragraph follows and nothing else."""
    start = next_words(lines, place)
    block = next((n for n, line in enumerate(lines[start : start + _MANY]) if not line.strip()), _MANY)
    return next_words(lines, start + block) >= len(lines)


def _block(lines: list[str], place: int) -> int:
    """The lines of a block "From: … Sent: … Subject: …", to the last that is a head."""
    if not _FROM_HEAD.match(lines[place].strip()):
        return 0
    block: list[str] = []
    for line in lines[place : place + _MANY]:
        if not line.strip() or (block and _FROM_HEAD.match(line.strip())):
            break
        block.append(line.strip()[:_LONGEST])
    said = "\n".join(block)
    is_mail = _SUBJECT_HEAD.search(said) or "@" in block[0]
    if not _SENT_HEAD.search(said) and not (_DAY_HEAD.search(said) and is_mail):
        return 0
    return 1 + max(count for count, line in enumerate(block) if _ANY_HEAD.match(line))
