"""The phrases of the bakery."""

from __future__ import annotations

from plaincrm.actions.demo.words import Words

BAKERY = Words(
    language="en",
    first=(
        "visit|Came into the shop and asked whether we deliver",
        "phone|Rang about {product}, wants to try a small order first",
        "event|Tasted our rye at the street party, asked for the price list",
        "visit|Neighbours from round the corner, talked over the counter",
    ),
    offer=(
        "visit|Took samples round: {product}",
        "email|Sent the price list, delivery before seven is a must",
        "Talked about quantities, they need more at weekends",
    ),
    before_sale=(
        "phone|Order by phone: {product}",
        "visit|Left a note at the counter, {product} as last time",
        "Confirmed {product}, pick-up in the morning",
    ),
    after_sale=(
        "Asked how it was: all eaten by noon",
        "visit|Crates came back, all fine",
        "Happy with the last order ({product}), will tell friends",
    ),
    checkin=(
        "visit|Chat at the counter, all well",
        "phone|Rang to ask about the opening hours",
        "Closed for holidays soon, no deliveries for two weeks",
        "They may want gluten-free, asked us to think about it",
        "Crates are missing again, they will look for them",
        "New opening hours, deliver half an hour earlier",
        "Asked for fewer croissants and more rye",
        "Talked about the new menu",
    ),
    reminder=(
        "visit|Reminded them of the invoice at the counter",
        "email|Sent the invoice again",
        "phone|Rang about the open invoice",
    ),
    greetings=((12, 20, "Took a stollen round"), (3, 27, "Easter lambs as a present")),
    complaint_call=(
        "phone|Rang before eight, not amused",
        "visit|Came in with the crate; apologised and gave them a cake",
    ),
    winback=(
        "event|Met at the market, the new baker delivers late",
        "visit|Took a basket round to say hello again",
    ),
    lost_call=("Said they will stop at the end of the month",),
    internal=("Key is under the flower pot", "Back door, ring twice", "Never deliver on Mondays"),
    plans_offer=("take samples round", "send the price list"),
    plans_checkin=(
        "ask about the new menu",
        "ask about the holidays",
        "count the crates",
        "offer the new rye",
    ),
    plans_reminder=("ask about the invoice",),
    plans_regular=("ask for next month's quantities", "collect the crates"),
    good=(
        "Best rye in the quarter",
        "Always on time",
        "The cake was gone in five minutes",
        "Guests keep asking",
    ),
    fair=("Good, a bit pricey", "Fine, crust could be darker"),
    bad=("Two rolls short again", "Too dry this time"),
    praise=(
        "A card from the children with drawings",
        "Stood up at the party and thanked us",
        "Told the local paper",
    ),
    suggestions=(
        "Would love a sourdough with walnuts",
        "Paper bags instead of plastic please",
        "Open on Sundays?",
    ),
    complaints=(
        ("Delivery came at half past eight instead of seven", "", "New tour, they are first now"),
        ("Two dozen rolls were missing", "Bread and rolls", "Brought the rest within the hour"),
        ("Name on the cake was misspelt", "Birthday cake", "Made a new cake overnight"),
        ("Croissants were burnt underneath", "", "Replaced, and checked the oven"),
    ),
    lost_reasons=(
        ("closed", "gave up the café"),
        ("price", "frozen rolls are cheaper"),
        ("moved away", "new flat at the other end of town"),
    ),
    refund_notes=("cake did not arrive in time", "half of the order missing"),
    deal_titles=(
        "Wedding cake",
        "Summer party",
        "Breakfast for the new office",
        "Christmas stollen for clients",
    ),
    deal_won=("liked the samples", "round the corner"),
    deal_lost=("price", "party called off"),
    motives=("fresh before seven", "short ways", "organic flour", "something for guests"),
    preferences=("invoice once a month", "paper bags", "dark crust", "no nuts", "back door"),
    makers=("the owner", "the chef", "office manager"),
    criteria=("price", "taste", "punctual delivery"),
    obstacles=("contract with a chain", "kitchen too small"),
    titles=(("Owner", ""), ("Chef", "Kitchen"), ("Office manager", ""), ("Event manager", "Events")),
    roles=("decision maker", "user", "payer"),
    person_notes=("allergic to hazelnuts", "up since four", "has a key"),
    notes=(
        "Deliver through the yard, the dog is friendly.",
        "Wants the rolls still warm.\nPays in cash when the boss is away.",
        "Knows everybody in the street.",
    ),
    later_notes=("New chef since this month.", "Renovating, deliver next door."),
    remarks=("ring twice", "cash only", "no nuts!", "first on the tour"),
    late_remarks=("asked twice", "pays on Friday", "talk to the owner"),
    channels=(("visit", 6), ("phone", 5), ("email", 2), ("chat", 1)),
    methods=("cash", "bank transfer", "card"),
)
