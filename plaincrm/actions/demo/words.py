"""What the people of a demo book say and write: the shape of a phrase book."""

from __future__ import annotations

from typing import NamedTuple

Phrases = tuple[str, ...]


class Words(NamedTuple):
    """Phrases by occasion; {product} and {person} are filled in, both may be missing.

    A phrase of the contact log may begin with its channel: ``visit|was in the street anyway``.
    """

    language: str  # zh | en
    # contact log
    first: Phrases  # the first time we spoke
    offer: Phrases
    before_sale: Phrases
    after_sale: Phrases
    checkin: Phrases
    reminder: Phrases  # an invoice is late
    greetings: tuple[tuple[int, int, str], ...]  # month, day, what was done
    complaint_call: Phrases
    winback: Phrases
    lost_call: Phrases
    internal: Phrases  # notes to ourselves
    # promised next steps
    plans_offer: Phrases
    plans_checkin: Phrases
    plans_reminder: Phrases
    plans_regular: Phrases
    # feedback
    good: Phrases
    fair: Phrases
    bad: Phrases
    praise: Phrases
    suggestions: Phrases
    complaints: tuple[
        tuple[str, str, str], ...
    ]  # what was wrong, with which product or "", how it was solved
    # leaving, and deals that came to nothing
    lost_reasons: tuple[tuple[str, str], ...]  # reason, note
    refund_notes: Phrases
    deal_titles: Phrases
    deal_won: Phrases
    deal_lost: Phrases
    # what they need
    motives: Phrases
    preferences: Phrases
    makers: Phrases
    criteria: Phrases
    obstacles: Phrases
    # people
    titles: tuple[tuple[str, str], ...]  # title, department
    roles: Phrases
    person_notes: Phrases
    # by hand
    notes: Phrases  # free text of a customer; may have several lines
    later_notes: Phrases  # a line added to them some day
    remarks: Phrases  # behind a name
    late_remarks: Phrases  # behind an invoice that is not paid
    channels: tuple[tuple[str, int], ...]  # with weights
    methods: Phrases  # of payment
