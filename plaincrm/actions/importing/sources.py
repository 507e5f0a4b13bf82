"""The programs whose exports are known by their headings, and what is special about each."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from plaincrm.actions.importing.headers import normalised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    Cells = dict[str, str]  # normalised heading → cell


class Source(NamedTuple):
    """A program's export: *marks* are headings that only it has together, *columns* what its headings mean.

    *skip* gives the reason for which a row counts nowhere; *order* is how it writes 3/4/2026; *currency* is
    that of amounts which name none.
    """

    name: str
    topic: str
    marks: tuple[str, ...]
    columns: dict[str, str] = {}  # noqa: RUF012  a default that nobody changes
    skip: Callable[[Cells], str] | None = None
    order: str = ""
    currency: str = ""
    continues: tuple[str, ...] = ()  # a row in which all of these are empty belongs to the one above


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


def _columns(text: str) -> dict[str, str]:
    """Normalised heading → target, of ``heading=target`` pairs."""
    return dict(pair.split("=") for pair in text.split())


OURS = "plaincrm"
"""Our own export: what it says of a customer is the whole truth."""
SOURCES = (
    Source(OURS, "customers", ("customer", "name", "kind", "aliases", "phones", "emails", "cadence_days")),
    Source(
        OURS,
        "people",
        ("customer", "name", "person", "title", "department", "role"),
        _columns(
            """
            person=people.name name=name title=people.title department=people.department role=people.role
            birthday=people.birthday notes=people.notes phones=people.phones emails=people.emails
            """
        ),
    ),
    Source(
        "hubspot",
        "customers",
        ("Record ID", "First Name", "Last Name", "Email"),
        _columns(
            """
            recordid=external_ids.hubspot associatedcompany=organisation
            associatedcompanyids=external_ids.hubspot_company
            associatedcompanyid=external_ids.hubspot_company
            """
        ),
        order="mdy",
    ),
    Source(
        "hubspot companies",
        "customers",
        ("Record ID", "Company name"),
        _columns(
            """
            recordid=external_ids.hubspot companyname=name
            """
        ),
    ),
    Source(
        "google",
        "customers",
        ("First Name", "Last Name", "Organization Name", "E-mail 1 - Value"),
        _columns(
            """
            fileas=ignored nickname=aliases
            """
        ),
    ),
    Source(
        "google (older)",
        "customers",
        ("Given Name", "Family Name", "Group Membership", "E-mail 1 - Value"),
        _columns(
            """
            name=contact_whole nickname=aliases
            """
        ),
    ),
    Source(
        "outlook",
        "customers",
        ("First Name", "Last Name", "E-mail Address", "Business Street"),
        _columns(
            """
            title=ignored jobtitle=title businessphone=phone businessphone2=phone
            companymainphone=phones homestreet=ignored emaildisplayname=ignored otherphone=phone
            webpage=website emailtype=ignored
            """
        ),
        order="mdy",
    ),
    Source(
        "salesforce",
        "customers",
        ("Salutation", "First Name", "Last Name", "Account Name"),
        _columns(
            """
            accountname=organisation contactrecordtype=ignored salutation=ignored
            """
        ),
        order="mdy",
    ),
    Source(
        "zoho",
        "customers",
        ("Record Id", "Contact Owner", "Account Name", "First Name", "Last Name"),
        _columns(
            """
            recordid=external_ids.zoho accountname=organisation contactownerid=ignored
            accountnameid=ignored modifiedtime=ignored salutation=ignored
            """
        ),
    ),
    Source(
        "stripe",
        "customers",
        ("id", "Description", "Email", "Created (UTC)", "Delinquent"),
        _columns(
            """
            id=external_ids.stripe name=contact description=notes plan=ignored status=ignored
            totalspend=ignored currency=ignored paymentcount=ignored averageorder=ignored
            """
        ),
    ),
    Source(
        "stripe",
        "sales",
        ("id", "Amount", "Amount Refunded", "Currency", "Captured", "Status"),
        _columns(
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
        _columns(
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
        continues=("Financial Status", "Total", "Created at"),
    ),
    Source(
        "shopify",
        "customers",
        ("Customer ID", "First Name", "Last Name", "Total Spent", "Total Orders"),
        _columns(
            """
            customerid=external_ids.shopify defaultaddresscompany=organisation
            defaultaddressaddress1=street defaultaddressaddress2=street2 defaultaddresscity=city
            defaultaddressprovincecode=state defaultaddresscountrycode=country defaultaddresszip=zip
            defaultaddressphone=phone note=notes totalspent=ignored totalorders=ignored
            """
        ),
    ),
    Source(
        "woocommerce",
        "sales",
        ("order_id", "order_date", "order_total", "billing_first_name", "billing_email"),
        _columns(
            """
            orderid=sales.external_id ordernumber=sales.invoice orderdate=sales.date paiddate=sales.paid
            ordertotal=sales.amount ordercurrency=sales.currency paymentmethodtitle=sales.payment_method
            paymentmethod=sales.payment_method customeremail=email customerid=ignored
            customeruser=ignored billingfirstname=first_name billinglastname=last_name
            billingcompany=organisation billingemail=email billingphone=phone billingaddress1=street
            billingcity=city billingpostcode=zip billingcountry=country billingstate=state
            customernote=sales.note status=status refundtotal=refund orderrefundtotal=refund
            """
        ),
        skip=_woocommerce,
    ),
    Source(
        "alipay",
        "sales",
        ("交易时间", "交易对方", "收/支", "金额", "交易订单号"),
        _columns(
            """
            交易时间=sales.paid_on 交易对方=name 对方账号=account 商品说明=sales.product 金额=sales.amount
            收付款方式=ignored 交易状态=status 交易订单号=sales.external_id
            商家订单号=sales.invoice 备注=sales.note 收支=status 交易分类=ignored
            """
        ),
        skip=_alipay,
        currency="CNY",
    ),
    Source(
        "wechat pay",
        "sales",
        ("交易时间", "交易对方", "收/支", "支付方式", "交易单号"),
        _columns(
            """
            交易时间=sales.paid_on 交易对方=name 商品=sales.product 金额=sales.amount
            支付方式=ignored 当前状态=status 交易单号=sales.external_id
            商户单号=sales.invoice 备注=sales.note 收支=status 交易类型=ignored
            """
        ),
        skip=_wechat,
        currency="CNY",
    ),
)
_MARKS = [(frozenset(map(normalised, source.marks)), source) for source in SOURCES]
PLAIN = Source("table", "", ())


def source_of(headings: Iterable[str]) -> Source:
    """The program that writes such headings; PLAIN where none is known."""
    there = {normalised(heading) for heading in headings}
    fitting = [(len(marks), source) for marks, source in _MARKS if marks <= there]
    return max(fitting, key=lambda each: each[0])[1] if fitting else PLAIN
