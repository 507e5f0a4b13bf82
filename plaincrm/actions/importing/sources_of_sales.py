"""Shops and payment services whose exports are known by their headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from plaincrm.actions.importing.source import Source, columns

if TYPE_CHECKING:
    from plaincrm.actions.importing.source import Cells


def _stripe(cells: Cells) -> str:
    state = cells.get("status", "").casefold()
    if state in ("failed", "requires_payment_method", "requires_action", "canceled", "blocked", "incomplete"):
        return f"payment {state}"
    return "never captured" if cells.get("captured", "").casefold() == "false" else ""


def _shopify(cells: Cells) -> str:
    if cells.get("cancelledat"):
        return "order cancelled"
    state = cells.get("financialstatus", "").casefold()
    return f"order {state}" if state in ("voided", "expired") else ""


def _woocommerce(cells: Cells) -> str:
    state = cells.get("status", "").casefold().removeprefix("wc-")
    return f"order {state}" if state in ("cancelled", "failed", "pending", "checkout-draft", "trash") else ""


def _alipay(cells: Cells) -> str:
    state = cells.get("交易状态", "")
    if "关闭" in state or "失败" in state:
        return state
    way = cells.get("收支", "")
    return "" if way == "收入" else f"no income: {way or 'empty'}"


def _wechat(cells: Cells) -> str:
    state = cells.get("当前状态", "")
    if "全额退款" in state or "已退还" in state or "失败" in state:
        return state
    way = cells.get("收支", "")
    return "" if way == "收入" else f"no income: {way or 'empty'}"


def _paypal(cells: Cells) -> str:
    state, kind = _of(cells, "status"), _of(cells, "type", "typ").casefold()
    if state.casefold() not in ("completed", "abgeschlossen", ""):
        return f"payment {state.casefold()}"
    if not _of(cells, "name") and not _of(cells, "fromemailaddress", "absenderemailadresse"):
        return f"no payment of a customer: {kind}"
    spent = _of(cells, "gross", "brutto").startswith(("-", "−"))
    return f"no income: {kind}" if spent and not _is_refund(kind) else ""


def _is_refund(kind: str) -> bool:
    return any(word in kind for word in ("refund", "reversal", "chargeback", "rückzahlung", "rückerstattung"))


def _of(cells: Cells, *keys: str) -> str:
    return next((cells[key] for key in keys if cells.get(key)), "")


def _paid_back(cells: Cells) -> Cells:
    """A payment that went back names the customer as the one who got it."""
    if not _of(cells, "gross", "brutto").startswith(("-", "−")):
        return cells
    swapped = {
        "fromemailaddress": cells.get("toemailaddress", ""),
        "absenderemailadresse": cells.get("empfängeremailadresse", ""),
    }
    return {**cells, **{key: text for key, text in swapped.items() if key in cells}}


def _bank(cells: Cells) -> str:
    amount = _of(cells, "betrag", "umsatz")
    return "no income" if amount.startswith(("-", "−")) or amount.endswith("-") else ""


def _invoice(cells: Cells) -> str:
    state = cells.get("status", "").casefold()
    return f"invoice {state}" if state in ("void", "draft", "uncollectible", "deleted") else ""


def _bank_statement(day: str) -> Source:
    """A German bank's list of bookings, whose days stand under the heading *day*."""
    return Source(
        "a bank",
        "sales",
        (day, "Verwendungszweck", "Betrag"),
        columns(
            f"""
            {day.lower()}=sales.paid_on betrag=sales.amount auftraggeberbegünstigter=name
            begünstigterzahlungspflichtiger=name beguenstigterzahlungspflichtiger=name
            nameszahlungsbeteiligter=name zahlungspflichtiger=name zahlungsbeteiligter=name
            zahlungsempfängerin=ignored verwendungszweck=sales.note waehrung=sales.currency
            währung=sales.currency
            """
        ),
        skip=_bank,
        order="dmy",
        currency="EUR",
    )


SOURCES = (
    Source(
        "stripe",
        "sales",
        ("id", "Amount", "Amount Refunded", "Currency", "Captured", "Status"),
        columns(
            """
            id=sales.external_id createddate=sales.paid_on created=sales.paid_on amount=sales.amount
            amountrefunded=refund customerid=external_ids.stripe customeremail=email
            customerdescription=contact customername=contact description=sales.product
            currency=sales.currency sellermessage=ignored convertedamount=ignored
            convertedcurrency=ignored cardname=ignored status=status
            """
        ),
        skip=_stripe,
    ),
    Source(
        "shopify",
        "sales",
        ("Name", "Email", "Financial Status", "Lineitem name", "Created at"),
        columns(
            """
            name=sales.invoice id=sales.external_id email=email createdat=sales.date total=sales.amount
            currency=sales.currency lineitemname=sales.product lineitemquantity=sales.quantity
            billingname=contact billingcompany=organisation billingphone=phone phone=phone
            billingaddress1=street billingcity=city billingzip=zip billingcountry=country
            billingprovince=state paidat=sales.paid fulfillmentstatus=sales.delivery
            fulfilledat=sales.delivered refundedamount=refund paymentmethod=sales.payment_method
            notes=sales.note source=ignored tags=ignored cancelledat=status financialstatus=status
            """
        ),
        skip=_shopify,
        continues=("Financial Status", "Total"),
    ),
    Source(
        "woocommerce",
        "sales",
        ("order_id", "order_date", "order_total", "billing_first_name", "billing_email"),
        columns(
            """
            orderid=sales.external_id ordernumber=sales.invoice orderdate=sales.date paiddate=sales.paid
            ordertotal=sales.amount ordercurrency=sales.currency paymentmethodtitle=sales.payment_method
            paymentmethod=sales.payment_method customeremail=email customerid=ignored
            customeruser=ignored billingfirstname=first_name billinglastname=last_name
            billingcompany=organisation billingemail=email billingphone=phone billingaddress1=street
            billingcity=city billingpostcode=zip billingcountry=country billingstate=state
            lineitems=sales.product customernote=sales.note status=status
            refundtotal=refund orderrefundtotal=refund
            """
        ),
        skip=_woocommerce,
    ),
    Source(
        "alipay",
        "sales",
        ("交易时间", "交易对方", "收/支", "金额", "交易订单号"),
        columns(
            """
            交易时间=sales.paid_on 交易对方=name 对方账号=account 商品说明=sales.product 金额=sales.amount
            收付款方式=ignored 交易状态=status 交易订单号=sales.external_id
            商家订单号=sales.invoice 备注=sales.note 收支=ignored 交易分类=ignored
            """
        ),
        skip=_alipay,
        currency="CNY",
    ),
    Source(
        "wechat pay",
        "sales",
        ("交易时间", "交易对方", "收/支", "支付方式", "交易单号"),
        columns(
            """
            交易时间=sales.paid_on 交易对方=name 商品=sales.product 金额=sales.amount
            支付方式=ignored 当前状态=status 交易单号=sales.external_id
            商户单号=sales.invoice 备注=sales.note 收支=ignored 交易类型=ignored
            """
        ),
        skip=_wechat,
        currency="CNY",
    ),
    Source(
        "stripe invoices",
        "sales",
        ("id", "Amount Due", "Amount Paid", "Number", "Customer Email"),
        columns(
            """
            id=sales.external_id number=sales.invoice amountdue=ignored amountpaid=ignored
            currency=sales.currency customer=external_ids.stripe customerid=external_ids.stripe
            customeremail=email customername=contact customerdescription=contact date=sales.date
            created=sales.date duedate=sales.due paid=sales.paid total=sales.amount subtotal=ignored
            tax=ignored taxpercent=ignored amountrefunded=refund status=status description=sales.product
            """
        ),
        skip=_invoice,
    ),
    Source(
        "paypal",
        "sales",
        ("Date", "Time", "Type", "Gross", "Transaction ID"),
        columns(
            """
            date=sales.paid_on name=contact type=ignored status=status currency=sales.currency
            gross=sales.amount fee=ignored net=ignored fromemailaddress=email toemailaddress=ignored
            transactionid=sales.external_id itemtitle=sales.product invoicenumber=sales.invoice
            subject=sales.note note=sales.note balance=ignored contactphonenumber=phone
            addressline1=street towncity=city quantity=sales.quantity country=ignored
            """
        ),
        skip=_paypal,
        mend=_paid_back,
    ),
    Source(
        "paypal",
        "sales",
        ("Datum", "Uhrzeit", "Typ", "Brutto", "Transaktionscode"),
        columns(
            """
            datum=sales.paid_on name=contact typ=ignored status=status währung=sales.currency
            brutto=sales.amount gebühr=ignored netto=ignored absenderemailadresse=email
            empfängeremailadresse=ignored transaktionscode=sales.external_id artikelbezeichnung=sales.product
            rechnungsnummer=sales.invoice betreff=sales.note hinweis=sales.note guthaben=ignored
            """
        ),
        skip=_paypal,
        order="dmy",
        mend=_paid_back,
    ),
    _bank_statement("Buchungstag"),
    _bank_statement("Buchungsdatum"),
)
