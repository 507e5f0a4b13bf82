"""The agency's phrases for people on their own, who have neither a board nor a team."""

from __future__ import annotations

from plaincrm.actions.demo.words_en import EN
from plaincrm.actions.demo.words_zh import ZH

ZH_PERSON = ZH._replace(
    offer=(
        "email|发了{product}的报价，对方说想一想",
        "chat|讲了一遍做法，希望分两次付",
        "visit|带着平板上门看样式，选了最简单的那款",
        "chat|在和朋友介绍的另一家比较",
    ),
    before_sale=(
        "chat|微信上说可以做了，先付一半",
        "phone|电话里定下{product}",
        "定下{product}，下个月开张前要用",
    ),
    after_sale=(
        "{product}做好了，很满意，发了朋友圈",
        "chat|回访：使用顺利，想换两张照片",
        "meeting|手把手教了一个下午，自己能改了",
    ),
    checkin=(
        "chat|微信聊了几句，生意不错",
        "visit|路过去坐了坐，喝了咖啡",
        "phone|问了下使用情况，一切正常",
        "chat|想做一个预约页面，不急",
        "chat|最近在外地，下个月回来再说",
        "phone|聊到开分店的打算",
        "chat|发来新照片，帮忙换上了",
    ),
    reminder=("chat|提醒付款，说忘了，今晚转", "phone|再次提醒付款，答应这周转"),
    complaint_call=("phone|打电话来投诉，先道歉，答应当天给说法", "chat|微信语音说了很久不满，已记录"),
    internal=("内部：自由职业，别催得太紧", "内部：和隔壁店主是朋友，可以一起聊"),
    notes=(
        "一个人做所有的事，晚上才有空回消息。",
        "审美很好，改稿会比较多，报价留余量。",
        "很愿意介绍朋友，记得说谢谢。",
    ),
    later_notes=("年底想开分店。", "换了新手机号。"),
    remarks=("微信联系最快", "晚上联系", "老同学介绍"),
    deal_titles=("预约小程序", "作品集网站", "网店", "拍产品视频"),
    makers=("自己定", "和家人商量"),
    motives=("线上获客", "提升品牌形象", "减少手工录入"),
    preferences=("微信沟通", "先看样品再付款"),
)

EN_PERSON = EN._replace(
    offer=(
        "email|Sent the offer for {product}, will think about it",
        "phone|Went through the offer, wants to pay in two parts",
        "meeting|Showed three layouts, likes the plain one",
    ),
    before_sale=("phone|Go-ahead by phone for {product}", "email|Ordered {product} by mail, half in advance"),
    after_sale=(
        "{product} is done, very happy",
        "phone|Asked how it goes: two new photos wanted",
        "meeting|Showed how to change the texts, took an afternoon",
    ),
    checkin=(
        "phone|Short call, business is fine",
        "email|Sent new photos, put them online",
        "meeting|Coffee in the studio, talked about a shop page",
        "email|Away until next month, write again then",
        "phone|Thinks about classes online, no hurry",
        "email|Asked for the visitor numbers, sent them",
    ),
    reminder=("email|Reminder sent, simply forgot it", "phone|Called about the open invoice, pays this week"),
    complaint_call=("phone|Angry call, apologised, promised an answer today", "email|Long complaint by mail"),
    internal=("Internal: works alone, best reached in the evening", "Internal: sends us other freelancers"),
    notes=(
        "Works alone, answers in the evening.",
        "Good eye, many rounds of corrections. Quote with a margin.",
    ),
    later_notes=("Moves to a bigger studio.", "New phone number."),
    remarks=("evenings only", "prefers WeChat", "do not lose"),
    deal_titles=("Portfolio site", "Small shop", "Booking page", "Photo gallery"),
    makers=("decides alone",),
    motives=("more leads", "cut manual entry", "one brand in two languages"),
    preferences=("e-mail", "fixed price", "no phone before ten"),
)
