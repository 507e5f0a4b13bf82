"""Words that other programs use for what a customer file has a word of its own."""

from __future__ import annotations

import re

from plaincrm.actions.importing.cells.text import narrow

CHANNEL = {
    "phone": "phone call calls telephone 电话 电话沟通 打电话 来电 去电 通话 电话联系 电话跟进 手机",
    "email": "email e-mail 邮件 电子邮件 邮箱",
    "meeting": "meeting 会议 面谈 见面 会面 面访 视频会议 线上会议",
    "visit": "visit 拜访 上门 上门拜访 实地拜访 到访 客户来访 来访",
    "chat": "chat wechat whatsapp 微信 企业微信 qq 钉钉 在线聊天 短信 sms 微信沟通",
    "mail": "mail letter 信件 快递 邮寄",
    "event": "event 活动 展会 展览",
    "note": "note 备注 记录 其他备注",
}
DELIVERY = {
    "pending": "pending unfulfilled notshipped processing on-hold 未交付 未发货 待发货 待交付 未开始",
    "partial": "partial partiallyfulfilled partially_fulfilled 部分交付 部分发货 交付中 进行中",
    "delivered": "delivered fulfilled shipped completed complete 已交付 已发货 已完成 已签收 完成 已送达",
}
PAYMENT = {
    "wechat": "微信 微信支付 wechatpay weixin wechat_pay 零钱",
    "alipay": "支付宝 alipay 余额宝 花呗",
    "bank transfer": "银行转账 转账 对公转账 汇款 电汇 网银 bacs banktransfer wiretransfer 银行汇款",
    "card": "信用卡 银行卡 creditcard card 刷卡",
    "cash": "现金 cash cod 货到付款",
    "cheque": "支票 cheque check",
    "paypal": "paypal",
}
KIND = {
    "organisation": "organisation organization company business 企业 公司 单位 组织 企业客户 公司客户 机构",
    "person": "person individual contact private 个人 个人客户 自然人",
}
FEEDBACK_KIND = {
    "survey": "survey 问卷 调查 评分 满意度调查 回访",
    "praise": "praise 表扬 好评 赞扬",
    "suggestion": "suggestion 建议 意见 意见建议",
    "complaint": "complaint 投诉 抱怨 差评",
}
DIRECTION = {
    "in": "in inbound incoming 来 呼入 客户主动 来电",
    "out": "out outbound outgoing 去 呼出 主动联系 去电",
}
SCORE = {
    "5": "非常满意 很满意 verysatisfied",
    "4": "满意 satisfied",
    "3": "一般 基本满意 neutral",
    "2": "不满意 dissatisfied",
    "1": "非常不满意 很不满意 verydissatisfied",
}
STAGE = {
    "acquire": "acquire 潜在客户 新客户",
    "nurture": "nurture 意向客户",
    "retain": "retain 成交客户 老客户",
    "winback": "winback 流失客户",
}
TABLES = {
    "contact_log.channel": CHANNEL, "contact_log.direction": DIRECTION, "sales.delivery": DELIVERY,
    "sales.payment_method": PAYMENT,
    "kind": KIND, "feedback.kind": FEEDBACK_KIND, "feedback.score": SCORE, "stage": STAGE,
}  # fmt: skip
_READ = {
    target: {word: meant for meant, words in table.items() for word in words.split()}
    for target, table in TABLES.items()
}


def word(target: str, text: str) -> str:
    """The word that a customer file uses for *text* at *target*; the text itself where nothing is known."""
    key = re.sub(r"[\s]+", "", narrow(text)).casefold()
    return _READ[target].get(key, text)


def company_size(text: str) -> str | None:
    """``50-99人`` → ``50-99``; None where it says no number."""
    plain = re.sub(r"[\s,，]|人|名|员工|employees?|people", "", narrow(text), flags=re.IGNORECASE)
    plain = re.sub(r"[~～—–至到]", "-", plain)
    found = re.fullmatch(r"(\d+)-(\d+)", plain)
    if found:
        return plain if int(found[1]) <= int(found[2]) else None
    found = re.fullmatch(r"(\d+)(\+|以上|及以上)", plain) or re.fullmatch(r"(?:>|>=|≥|超过)(\d+)", plain)
    if found:
        return f"{found[1]}+"
    found = re.fullmatch(r"(?:<|<=|≤|少于)?(\d+)(?:以下|以内)", plain) or re.fullmatch(
        r"(?:<|<=|≤|少于)(\d+)", plain
    )
    if found:
        return f"1-{found[1]}" if int(found[1]) > 1 else found[1]
    return plain if re.fullmatch(r"\d+", plain) else None


def level(text: str, levels: list[str]) -> str | None:
    """The settings' level that a cell means (``A类``, ``a``, ``A级客户``); None where it is another word."""
    plain = re.sub(r"(类|级|等)?(客户)?$", "", narrow(text).strip())
    plain = re.sub(r"^(level|grade|tier)\s*", "", plain, flags=re.IGNORECASE)
    return next((known for known in levels if known.casefold() == plain.casefold()), None)
