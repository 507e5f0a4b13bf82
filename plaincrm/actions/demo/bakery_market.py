"""What the bakery sells, its settings, and the neighbours who buy."""

from __future__ import annotations

from plaincrm.actions.demo.record import Data
from plaincrm.actions.demo.tale import Market, Product

ROLLS = "Bread and rolls"
FRIDAY = "Friday cake"

MARKET = Market(
    products=(
        Product(ROLLS, 240, 5, 4),
        Product(FRIDAY, 96, 3, 3),
        Product("Birthday cake", 48, 4, 4),
        Product("Breakfast buffet", 320, 2, 3, companion="Coffee for a meeting"),
        Product("Coffee for a meeting", 60, 1, 2),
        Product("Stollen", 85, 1, 2, pieces=4),
        Product("Wedding cake", 480, 1, 0),
    ),
    #       quiet after New Year, closed for two weeks in August, busy before Christmas
    season=(0.6, 0.75, 0.9, 0.95, 0.95, 0.9, 0.75, 0.5, 0.85, 0.9, 1.0, 1.0),
    delivery=(0, 3),
)

SETTINGS = """\
format: 1
name: Backstube Morgenstern
currency: EUR
region: DE
language: en
terms_days: 30
cadence: {A: 45, B: 120}   # we see most of them at the counter anyway

fields:
  crates: integer          # how many of ours they have
  back_door: boolean
"""

# ID, what the file says, how they buy: (standing product or "", gap in days, size), months since they came
NEIGHBOURS: tuple[tuple[str, Data, tuple[str, float, float], int], ...] = (
    ("cafe-blaumeise", {"name": "Café Blaumeise", "industry": "café", "level": "A"}, (ROLLS, 30.4, 2.2), 17),
    ("kranichs-buro", {"name": "Kranichs Büro", "industry": "office", "level": "B"}, (FRIDAY, 30.4, 1.4), 15),
    (
        "hotel-zur-muhle",
        {"name": "Hotel zur Mühle", "industry": "hotel", "level": "A"},
        (ROLLS, 30.4, 3.6),
        18,
    ),
    ("grunwald-events", {"name": "Grünwald Events", "industry": "events", "level": "A"}, ("", 38, 2.1), 18),
    (
        "kita-regenbogen",
        {"name": "Kita Regenbogen", "industry": "school", "level": "B"},
        (ROLLS, 30.4, 0.6),
        13,
    ),
    ("sonnenhof", {"name": "Sonnenhof day care", "industry": "care", "level": "B"}, ("", 50, 0.8), 16),
    ("tischlerei-bar", {"name": "Tischlerei Bär", "industry": "office"}, ("", 55, 0.5), 14),
    ("zweigstelle", {"name": "Zweigstelle Coworking", "industry": "office", "level": "B"}, ("", 35, 1.2), 12),
    ("cafe-luise", {"name": "Café Luise", "industry": "café"}, (ROLLS, 30.4, 1.7), 18),
    ("fahrradladen", {"name": "Fahrradladen Schön", "industry": "shop"}, ("", 80, 0.4), 11),
    ("praxis-dr-otter", {"name": "Praxis Dr. Otter", "industry": "office"}, ("", 60, 0.5), 15),
    ("chor-liederkranz", {"name": "Chor Liederkranz", "industry": "club"}, ("", 120, 1.0), 17),
    ("tangofabrik", {"name": "Tangofabrik", "industry": "events", "level": "B"}, ("", 70, 1.5), 10),
    ("anna-weber", {"name": "Anna Weber", "kind": "person"}, ("", 95, 0.7), 16),
    ("jurgen-bohm", {"name": "Jürgen Böhm", "kind": "person"}, ("", 110, 0.6), 14),
    ("zoe-hoffmann", {"name": "Zoë Hoffmann", "kind": "person"}, ("", 85, 0.8), 9),
    ("familie-seidel", {"name": "Familie Seidel", "kind": "person"}, ("", 150, 0.9), 12),
    ("villa-holunder", {"name": "Villa Holunder", "industry": "hotel"}, ("", 0, 1.0), 2),
    ("stadtbibliothek", {"name": "Stadtbibliothek", "industry": "school"}, ("", 0, 1.0), 4),
    ("frau-lindner", {"name": "Frau Lindner, 3rd floor"}, ("", 0, 1.0), 0),
)
