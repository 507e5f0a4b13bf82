"""Money as integers: amounts in minor units and back, exactly, and tax rounded half up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal

from plaincrm.model.currency import exponent

# The default context rounds to 28 digits and traps nothing we want; amounts must stay exact.
_EXACT = Context(prec=60)


def minor(amount: Decimal, code: str) -> int:
    """The amount in whole minor units (cents, fen, yen).

    Raises ValueError where the amount has more decimals than the currency.
    """
    shifted = amount.scaleb(exponent(code), _EXACT)
    whole = int(shifted)
    if whole != shifted:
        raise ValueError(f"{amount} has more decimals than {code}")
    return whole


def major(units: int, code: str) -> Decimal:
    """Minor units as an exact amount that shows all the currency's decimals: 1250 EUR → 12.50."""
    return Decimal(units).scaleb(-exponent(code), _EXACT)


def rounded(amount: Decimal, code: str) -> Decimal:
    """The amount with exactly the currency's decimals, rounded half up (away from zero)."""
    return amount.quantize(Decimal(1).scaleb(-exponent(code)), ROUND_HALF_UP, _EXACT)


def tax_minor(amount_minor: int, tax_rate: Decimal | int) -> int:
    """The tax on a net amount, both in minor units, rounded half up (away from zero)."""
    if not tax_rate:
        return 0
    exact = _EXACT.multiply(Decimal(amount_minor), tax_rate)
    return int(exact.quantize(Decimal(1), ROUND_HALF_UP, _EXACT))
