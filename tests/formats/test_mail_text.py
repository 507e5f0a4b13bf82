"""What is new in the text of a mail: no old threads, and none of the sender's own words lost."""

from __future__ import annotations

import pytest

from plaincrm.formats import mail

HEAD = "From: Lena <lena@nebula.example>\nTo: ada@studio.example\n"


def body(text: str, subject: str = "Re: Offer") -> str:
    return mail.read(f"{HEAD}Subject: {subject}\n\n{text}\n".encode()).body


ANNOUNCED = [
    "On Thu, 19 Nov 2026 at 17:02, Ada <ada@studio.example> wrote:",
    "On Thu, 19 Nov 2026 at 17:02, Ada Longname-Somebody\n<ada@studio.example> wrote:",
    "On Thu, 19 Nov 2026 at 17:02, Ada Longname-Somebody of the Studio\n<\nada@studio.example> wrote:",
    "On 19 November 2026, Ada wrote:",
    "Am 19.11.2026 um 17:02 schrieb Ada:",
    "Ada <ada@studio.example> schrieb am Do., 19. Nov. 2026, 17:02:",
    "Le jeu. 19 nov. 2026 à 17:02, Ada <ada@studio.example> a écrit :",
    "El jue, 19 nov 2026 a las 17:02, Ada (<ada@studio.example>) escribió:",
    "Ada <ada@studio.example> 于2026年11月19日周四 17:02写道：",
    "Ada Longname <ada@studio.example>\n于2026年11月19日周四 17:02写道：",
    'At 2026-11-02 09:00:00, "张三" <zhang@studio.example> wrote:',
    '在 2026-11-02 09:00:00，"张三" <zhang@studio.example> 写道：',
    "在 2026年11月2日，张三 写道：",
    "在 2026年11月2日，09:00，张三 <zhang@studio.example> 写道：",
    "2026年11月2日 09:00，张三 <zhang@studio.example> 写道：",
    "-----Original Message-----",
    "-----Ursprüngliche Nachricht-----",
    "-----原始邮件-----",
    "------------------ 原始邮件 ------------------",
    "------------------&nbsp;原始邮件&nbsp;------------------",
    "From: Ada <ada@studio.example>\nSent: Thursday, November 19, 2026 5:02 PM\nTo: Lena\nSubject: Offer\n",
    "*From:* Ada <ada@studio.example>\n*Sent:* Thursday\n*To:* Lena\n*Subject:* Offer\n",
    "________________________________\nFrom: Ada\nSent: Thursday\nTo: Lena\nSubject: Offer\n",
    "________________________________\n\nVon: Ada\nGesendet: Donnerstag\nAn: Lena\nBetreff: Angebot\n",
    "Von: Ada <ada@studio.example>\nDatum: 19. November 2026\nAn: Lena\nBetreff: Angebot\n",
    "De : Ada <ada@studio.example>\nEnvoyé : jeudi 19 novembre 2026 17:02\nÀ : Lena\nObjet : Offre\n",
    "From: Ada Sent: Thursday, November 19, 2026 To: Lena Subject: Offer\n",
    "发件人： 张三\n发送时间： 2026-11-19 17:02\n收件人： lena@nebula.example\n主题： 报价\n",
    '发件人: "张三" <zhang@studio.example>;\n发送时间: 2026年11月19日(星期四) 下午5:02\n主题: 报价\n',
    "发件人：张三发送时间：2026-11-19收件人：Lena主题：报价\n",
]


@pytest.mark.parametrize("announced", ANNOUNCED)
def test_what_is_answered_is_left_out(announced: str) -> None:
    assert body(f"Yes, please.\n\n{announced}\nDid you have a look?") == "Yes, please."
    assert body(f"Yes, please.\n{announced}\nDid you have a look?") == "Yes, please."


@pytest.mark.parametrize("announced", ANNOUNCED)
def test_answers_below_what_is_quoted_stay(announced: str) -> None:
    assert body(f"Hi\n\n{announced.rstrip()}\n> The price?\n\nIs fine.\n\n> The day?\nFriday.") == (
        "Hi\n\nIs fine.\n\nFriday."
    )


def test_quotes_between_the_answers_go_and_the_answers_stay() -> None:
    assert body("> The price?\nIs fine.\n> The day?\nOn Friday.\n-- \nLena") == "Is fine.\nOn Friday."
    assert body("> 张三 <z@b.example> 于2026年11月2日写道：\nIs fine.") == "Is fine."


@pytest.mark.parametrize(
    "prose",
    [
        "On Friday we write:\nall is well",
        "Hello.\nOn the phone yesterday your boss wrote:\n\nbuy it.\n\nIs that so?",
        "Am Telefon schrieb Ihr Chef:\n\nkaufen.\n\nStimmt das?",
        "On 3 November 2026 your boss wrote:\nbuy it.\n\nIs that so?\n\nLena",
        "王总在会上写道：\n可以。\n请确认。",
        "请看\n____________________\n合计 500\n====================\n谢谢",
        "From: Berlin\nTo: Munich\nDate: 3 March 2027, 10:00\n\nHow much is that?",
        "Please sign here:\n_________________________________\nLena",
    ],
)
def test_prose_that_looks_like_an_announcement_stays(prose: str) -> None:
    assert body(prose) == prose


def test_words_right_above_an_announcement_stay() -> None:
    for_all = "于2026年11月2日周一 09:00写道："

    assert body(f"好的，没问题\n张三 <z@studio.example> {for_all}\n旧") == "好的，没问题"
    assert body("On Monday 3.11.2026 I come\nOn Thu, 19 Nov 2026 at 17:02, Ada wrote:\nold") == (
        "On Monday 3.11.2026 I come"
    )


@pytest.mark.parametrize(
    "head",
    [
        "---------- Forwarded message ---------\nFrom: Bo <bo@b.example>\nDate: Mon, Nov 2, 2026 at 9:00 AM\n"
        "Subject: Question\nTo: <lena@nebula.example>\n\n\n",
        "-------- Weitergeleitete Nachricht --------\nBetreff: \tQuestion\nDatum: \t2 Nov 2026\n"
        "Von: \tBo <bo@b.example>\nAn: \tlena@nebula.example\n\n",
        "________________________________\nFrom: Bo\nSent: Monday\nTo: Lena\nSubject: Question\n\n",
        "-----原始邮件-----\n发件人:张三 <z@b.example>\n发送时间:2026-11-02 09:00:00 (星期一)\n"
        "收件人: lena@nebula.example\n主题: 问题\n\n",
        "-- \nLena\nNebula Ltd\n\n-----Original Message-----\nFrom: Bo\nSent: Monday\nSubject: Question\n\n",
        "Sent from my iPhone\n\nBegin forwarded message:\n\n"
        "From: Bo\nSubject: Question\nDate: 2 November 2026\n\n",
        "Am 02.11.2026 um 09:00 schrieb Bo <bo@b.example>:\n",
    ],
)
def test_a_forward_without_words_of_its_own_is_what_it_hands_on(head: str) -> None:
    old = "\n\nOn Sun, 1 Nov 2026 at 10:00, Lena <lena@nebula.example> wrote:\n> older still"

    assert body(f"{head}How much is it?\n\nBo{old}", "Fwd: Question") == "How much is it?\n\nBo"


def test_a_forward_in_quotes_is_what_it_hands_on() -> None:
    quoted = "> From: Bo\n> Subject: Question\n> Date: 2 November 2026\n> \n> How much?\n>\n> > old\n> Bo"

    assert body(f"Begin forwarded message:\n\n{quoted}", "Fwd: Question") == "How much?\n\nBo"


def test_of_a_forward_with_words_the_words_are_kept_and_of_an_answer_without_nothing() -> None:
    old = "---------- Forwarded message ---------\nFrom: Bo\nDate: Monday\nSubject: Question\n\nHow much?"

    assert body(f"Please answer him.\n\n{old}", "Fwd: Question") == "Please answer him."
    assert body("On Thu, 19 Nov 2026 at 17:02, Ada wrote:\n> Did you look?", "Re: Question") == ""
