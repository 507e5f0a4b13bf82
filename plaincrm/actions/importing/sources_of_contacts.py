"""Address books and CRMs whose exports are known by their headings."""

from __future__ import annotations

from plaincrm.actions.importing.source import Source, columns

OURS = "plaincrm"
"""Our own export: what it says of a customer is the whole truth."""
SOURCES = (
    Source(
        OURS,
        "people",
        ("customer", "name", "person", "title", "department", "role"),
        columns(
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
        columns(
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
        columns(
            """
            recordid=external_ids.hubspot_company companyname=name
            """
        ),
    ),
    Source(
        "google",
        "customers",
        ("First Name", "Last Name", "Organization Name", "E-mail 1 - Value"),
        columns(
            """
            fileas=ignored nickname=aliases
            address1street=street address1extendedaddress=street2 address1city=city
            address1region=state address1postalcode=zip address1country=country address1pobox=ignored
            """
        ),
    ),
    Source(
        "google (older)",
        "customers",
        ("Given Name", "Family Name", "Group Membership", "E-mail 1 - Value"),
        columns(
            """
            name=contact_whole nickname=aliases priority=ignored
            address1street=street address1city=city address1region=state address1postalcode=zip
            address1country=country
            """
        ),
    ),
    Source(
        "outlook",
        "customers",
        ("First Name", "Last Name", "E-mail Address", "Business Street"),
        columns(
            """
            title=ignored jobtitle=title businessphone=phone businessphone2=phone
            companymainphone=phones homestreet=ignored emaildisplayname=ignored otherphone=phone
            webpage=website emailtype=ignored priority=ignored
            """
        ),
        order="mdy",
    ),
    Source(
        "salesforce",
        "customers",
        ("Salutation", "First Name", "Last Name", "Account Name"),
        columns(
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
        columns(
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
        columns(
            """
            id=external_ids.stripe name=contact description=notes plan=ignored status=ignored
            totalspend=ignored currency=ignored paymentcount=ignored averageorder=ignored
            """
        ),
    ),
    Source(
        "shopify",
        "customers",
        ("Customer ID", "First Name", "Last Name", "Total Spent", "Total Orders"),
        columns(
            """
            customerid=external_ids.shopify defaultaddresscompany=organisation
            defaultaddressaddress1=street defaultaddressaddress2=street2 defaultaddresscity=city
            defaultaddressprovincecode=state defaultaddresscountrycode=country defaultaddresszip=zip
            defaultaddressphone=phone note=notes totalspent=ignored totalorders=ignored
            """
        ),
    ),
    Source(
        "hubspot deals",
        "deals",
        ("Record ID", "Deal Name", "Deal Stage"),
        columns(
            """
            recordid=ignored associatedcompany=organisation associatedcontact=contact closedate=deals.close_by
            createdate=deals.opened associatedcompanyids=external_ids.hubspot_company dealowner=ignored
            closedlostreason=deals.reason currencyindealscurrency=deals.currency
            """
        ),
        order="mdy",
    ),
    Source(
        "outlook",
        "customers",
        ("Vorname", "Nachname", "E-Mail-Adresse", "E-Mail-Typ"),
        columns(
            """
            anrede=ignored emailtyp=ignored emailangezeigtername=ignored telefonfirma=phones
            strasseprivat=ignored ortprivat=ignored priorität=ignored vertraulichkeit=ignored
            """
        ),
        order="dmy",
    ),
    Source(
        "outlook",
        "customers",
        ("姓", "名", "单位", "电子邮件地址", "电子邮件类型"),
        columns(
            """
            称谓=ignored 电子邮件类型=ignored 电子邮件显示名称=ignored 后缀=ignored 优先级=ignored
            敏感度=ignored
            """
        ),
    ),
    Source(
        "salesforce accounts",
        "customers",
        ("Account ID", "Account Name", "Account Owner"),
        columns(
            """
            accountid=external_ids.salesforce accountname=name type=tags createddate=since
            lastactivity=last_contact
            """
        ),
        order="mdy",
    ),
    Source(
        "salesforce opportunities",
        "deals",
        ("Opportunity Name", "Account Name", "Stage"),
        columns(
            """
            accountname=name accountid=external_ids.salesforce expectedrevenue=ignored
            closedate=deals.close_by createddate=deals.opened opportunityowner=ignored
            leadsource=ignored nextstep=ignored type=ignored
            """
        ),
        order="mdy",
    ),
    Source(
        "zoho leads",
        "customers",
        ("Record Id", "Lead Owner", "Company", "First Name", "Last Name"),
        columns(
            """
            recordid=external_ids.zoho leadownerid=ignored rating=tags salutation=ignored
            modifiedtime=ignored
            """
        ),
    ),
    Source(
        "zoho accounts",
        "customers",
        ("Record Id", "Account Owner", "Account Name"),
        columns(
            """
            recordid=external_ids.zoho accountownerid=ignored rating=tags accounttype=tags
            modifiedtime=ignored
            """
        ),
    ),
    Source(
        "zoho deals",
        "deals",
        ("Record Id", "Deal Name", "Stage", "Closing Date"),
        columns(
            """
            recordid=ignored accountname=organisation accountnameid=ignored contactname=contact
            dealownerid=ignored expectedrevenue=ignored createdtime=deals.opened leadsource=ignored
            modifiedtime=ignored
            """
        ),
    ),
    Source(
        "pipedrive",
        "customers",
        ("Person - Name", "Person - ID"),
        columns(
            """
            personid=external_ids.pipedrive personname=contact personorganization=organisation
            personemailwork=email personemailhome=email personemailother=email personphonework=phone
            personphonehome=phone personphonemobile=phone personphoneother=phone personowner=owner
            personlabels=tags personlabel=tags personpersoncreated=since personbirthday=birthday
            personjobtitle=title personnotes=notes personpostaladdress=addresses
            personlastactivitydate=last_contact personnextactivitydate=next_follow_up
            """
        ),
    ),
    Source(
        "pipedrive organizations",
        "customers",
        ("Organization - Name", "Organization - ID"),
        columns(
            """
            organizationid=external_ids.pipedrive_organization organizationname=name
            organizationaddress=addresses
            organizationowner=owner organizationlabels=tags organizationlabel=tags
            organizationorganizationcreated=since organizationwebsite=website
            organizationindustry=industry organizationlastactivitydate=last_contact
            organizationnextactivitydate=next_follow_up
            """
        ),
    ),
    Source(
        "pipedrive deals",
        "deals",
        ("Deal - Title", "Deal - Stage"),
        columns(
            """
            dealid=ignored dealtitle=deals.title dealorganization=organisation dealcontactperson=contact
            dealvalue=deals.amount dealcurrency=deals.currency dealstage=deals.stage
            dealstatus=deals.outcome dealdealcreated=deals.opened dealexpectedclosedate=deals.close_by
            dealwontime=deals.closed deallosttime=deals.closed dealdealclosedon=deals.closed
            deallostreason=deals.reason dealprobability=deals.probability dealowner=ignored
            """
        ),
    ),
)
