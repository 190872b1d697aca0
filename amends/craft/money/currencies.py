"""The currencies in use (ISO 4217), how finely each is divided, and the signs and words people write for them."""

_IN_USE = """
AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP
CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR
IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU
MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG
SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV
WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
"""
_WITHOUT_COINS = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF"
_IN_THOUSANDTHS = "BHD IQD JOD KWD LYD OMR TND"
_DOLLARS = "AUD CAD HKD NZD SGD USD"

CODES = frozenset(_IN_USE.split())

DOLLARS = frozenset(_DOLLARS.split())
"""The currencies that a bare "$" may stand for where a code beside it says so."""

USUAL_DIGITS = 2
_DIGITS = dict.fromkeys(_WITHOUT_COINS.split(), 0) | dict.fromkeys(_IN_THOUSANDTHS.split(), 3)

SIGNS = {
    "EUR": "€",
    "USD": "$",
    "GBP": "£",
    "JPY": "¥",
    "INR": "₹",
    "KRW": "₩",
    "PLN": "zł",
    "AUD": "A$",
    "CAD": "CA$",
    "NZD": "NZ$",
    "HKD": "HK$",
}
"""The sign by which a currency is shown; the others show their code."""

_WRITTEN = {
    "EUR": "€ euro euros",
    "USD": "$ us$ dollar dollars bucks",
    "GBP": "£ pound pounds quid pfund",
    "CHF": "fr fr. sfr franken francs",
    "JPY": "¥ yen",
    "INR": "₹ rs rs. rupee rupees",
    "KRW": "₩ won",
    "PLN": "zł zloty złoty złotych",
    "AUD": "a$ au$",
    "CAD": "c$ ca$",
    "NZD": "nz$",
    "HKD": "hk$",
    "SGD": "s$",
}
_CODE_OF = {word: code for code, words in _WRITTEN.items() for word in words.split()}


def digits(code: str) -> int:
    """Give the number of decimal places of a currency: 2 for most, 0 for the yen, 3 for the Kuwaiti dinar."""
    return _DIGITS.get(code, USUAL_DIGITS)


def named(word: str) -> str | None:
    """Give the code that a sign, a word or a code in any case stands for; none when it is none of these."""
    return word.upper() if word.upper() in CODES else _CODE_OF.get(word.lower())
