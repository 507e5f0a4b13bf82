"""Invented European and American companies and people."""

from __future__ import annotations

# name, ID (also the domain), where, industry
COMPANIES = (
    ("Nordlicht Logistik GmbH", "nordlicht", "Berlin", "logistics"),
    ("Kranich & Söhne GmbH", "kranich-sohne", "Berlin", "manufacturing"),
    ("Silberfuchs Verlag", "silberfuchs", "Berlin", "media"),
    ("Havelblick Hotels AG", "havelblick", "Berlin", "hospitality"),
    ("Birkenhof Naturkost", "birkenhof", "Berlin", "retail"),
    ("Sturmvogel Reederei", "sturmvogel", "Hamburg", "logistics"),
    ("Blaupause Architekten", "blaupause", "Berlin", "consulting"),
    ("Lindenbaum Stiftung", "lindenbaum", "Berlin", "nonprofit"),
    ("Rotkehlchen Kinderbücher", "rotkehlchen", "Hamburg", "media"),
    ("Kieselgrund Keramik", "kieselgrund", "Berlin", "manufacturing"),
    ("Ahornweg Immobilien", "ahornweg", "Berlin", "real estate"),
    ("Morgenrot Medizintechnik GmbH", "morgenrot", "Hamburg", "health"),
    ("Windrad Energie eG", "windrad", "Berlin", "energy"),
    ("Sanddorn Kosmetik", "sanddorn", "Hamburg", "retail"),
    ("Zaunkönig Software", "zaunkonig", "Berlin", "software"),
    ("Eisvogel Datenhaus", "eisvogel", "Berlin", "software"),
    ("Mühlbach Maschinenbau", "muhlbach", "Berlin", "manufacturing"),
    ("Grünspecht Gärten", "grunspecht", "Berlin", "services"),
    ("Fährhaus Akademie", "fahrhaus", "Hamburg", "education"),
    ("Tannenhäher Outdoor", "tannenhaher", "Berlin", "retail"),
    ("Seestern Reisen", "seestern", "Hamburg", "hospitality"),
    ("Kupferkanne Kaffee", "kupferkanne", "Berlin", "food"),
    ("Harbourlight Analytics", "harbourlight", "London", "software"),
    ("Copperleaf Tea Company", "copperleaf", "London", "food"),
    ("Quillfern Books", "quillfern", "London", "media"),
    ("Marlowe & Finch", "marlowe-finch", "London", "consulting"),
    ("Thistledown Toys", "thistledown", "London", "retail"),
    ("Pebblebrook School", "pebblebrook", "London", "education"),
    ("Larkspur Clinics", "larkspur", "London", "health"),
    ("Saltmarsh Brewing", "saltmarsh", "London", "food"),
    ("Tidewell Marine", "tidewell", "London", "logistics"),
    ("Greyheron Media", "greyheron", "London", "media"),
    ("Oakmantle Furniture", "oakmantle", "London", "manufacturing"),
    ("Millrace Robotics", "millrace", "London", "manufacturing"),
    ("Juniper Flats Outfitters", "juniper-flats", "San Francisco", "retail"),
    ("Cedar Loop Labs", "cedar-loop", "San Francisco", "software"),
    ("Prairie Signal Inc.", "prairie-signal", "San Francisco", "software"),
    ("Lantern Ridge Wines", "lantern-ridge", "San Francisco", "food"),
    ("Bluestem Learning", "bluestem", "San Francisco", "education"),
    ("Foxglove Biotech", "foxglove", "San Francisco", "health"),
    ("Paper Kite Studio", "paper-kite", "San Francisco", "media"),
    ("Redwing Freight", "redwing", "San Francisco", "logistics"),
    ("Silver Birch Partners", "silver-birch", "San Francisco", "consulting"),
    ("Canyon Wren Travel", "canyon-wren", "San Francisco", "hospitality"),
    ("Polarfuchs Games", "polarfuchs", "Berlin", "software"),
    ("Uferlos Festival", "uferlos", "Berlin", "events"),
    ("Bernsteinwerk", "bernsteinwerk", "Hamburg", "manufacturing"),
    ("Querfeld Biomarkt", "querfeld", "Berlin", "retail"),
    ("Wolkenkino", "wolkenkino", "Berlin", "media"),
    ("Schneehase Textil", "schneehase", "Hamburg", "retail"),
    ("Amberwick Legal", "amberwick", "London", "consulting"),
    ("Dovecote Housing", "dovecote", "London", "real estate"),
    ("Moorgate Cycles", "moorgate-cycles", "London", "retail"),
    ("Kestrel & Rye", "kestrel-rye", "London", "food"),
    ("Sundial Solar", "sundial", "San Francisco", "energy"),
    ("Tumbleweed Books", "tumbleweed", "San Francisco", "retail"),
    ("Wiesengrund Pflege", "wiesengrund", "Berlin", "health"),
    ("Dachgarten Coworking", "dachgarten", "Berlin", "real estate"),
    ("Elsterwerda Orgelbau", "orgelbau", "Berlin", "manufacturing"),
    ("Sechs Eichen Museum", "sechs-eichen", "Berlin", "nonprofit"),
)

# place: street, what a phone number begins with (ranges kept free for fiction), currency
PLACES = {
    "Berlin": ("Lindenstraße {n}, 10969 Berlin", "+49 30 23125 {n:03d}", "EUR"),
    "Hamburg": ("Hafenweg {n}, 20457 Hamburg", "+49 40 66969 {n:03d}", "EUR"),
    "London": ("{n} Mill Lane, London", "+44 20 7946 0{n:03d}", "EUR"),
    "San Francisco": ("{n} Harbor Street, San Francisco", "+1 415-555-01{m:02d}", "USD"),
}

# people on their own: what they do, industry
TRADES_OF_PEOPLE = (
    ("photographer", "media"),
    ("interpreter", "services"),
    ("architect", "consulting"),
    ("potter", "retail"),
    ("violin teacher", "education"),
)

FIRST = (
    "Anna", "Jonas", "Lea", "Paul", "Mia", "Felix", "Clara", "Emil", "Greta", "Moritz", "Jürgen", "Zoë",
    "Oliver", "Harriet", "Thomas", "Ruth", "Simon", "Nadia", "Colin", "Amira", "Lucas", "Ingrid", "Tobias",
    "Megan", "Sören", "Priya", "Hannah", "Walter", "Yasmin", "Edgar",
)  # fmt: skip

LAST = (
    "Weber", "Krüger", "Hoffmann", "Seidel", "Brandt", "Vogel", "Lorenz", "Böhm", "Winter", "Schilling",
    "Ashdown", "Merrick", "Holloway", "Pryce", "Tennant", "Whitlock", "Okafor", "Delgado", "Novak",
    "Lindqvist", "Haddad", "Marchetti", "Sato", "Ferreira", "Byrne", "Kowalski", "Thorne", "Abbott",
    "Grant", "Möller",
)  # fmt: skip
