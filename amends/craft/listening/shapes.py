"""What numbers, sums, days and addresses look like in English, German and Spanish, as expressions over folded text."""

import re

_MONTH = (
    r"(?:jan(?:uary|uar)?|feb(?:ruary|ruar)?|mar(?:ch)?|märz?|apr(?:il)?|may|mai|june?|juni|july?|juli|aug(?:ust)?"
    r"|sept?(?:ember)?|o[ck]t(?:ober)?|nov(?:ember)?|de[cz](?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto"
    r"|septiembre|octubre|noviembre|diciembre)\b\.?"
)
_WEEKDAY = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
    r"|lunes|martes|miércoles|miercoles|jueves|viernes|sábado|sabado|domingo)"
)
_COUNT = (
    r"(?:(?:over|almost|nearly|about|around|more than|at least|fast|über|mehr als|más de|casi) )?"
    r"(?:\d+|half an?|an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|several"
    r"|a few|a couple of|couple of|ein(?:e[mnrs]?)?|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|elf|zwölf|zwanzig"
    r"|mehrere[nr]?|einige[nr]?|una?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|quince|varios|varias)"
)
_UNIT = (
    r"(?:(?:working |business |full |whole |ganzen? )?(?:(?:minute|hour|day|night|week|fortnight|month|year)s?|minuten?"
    r"|stunden?|tage?n?|nächten?|nacht|wochen?|monate?n?|jahre?n?|minutos?|horas?|días?|dias?|noches?|semanas?"
    r"|mes(?:es)?|años?))"
)
_LABELS = {
    "order": r"order|purchase|booking|bestell(?:ung)?|auftrags?|buchungs?|pedido|compra|reserva",
    "invoice": r"invoice|bill|receipt|rechnungs?|factura|recibo",
    "customer": r"customer|client|account|contract|member(?:ship)?|policy|kunden?|vertrags?|konto|mitglieds|cliente"
    r"|contrato|cuenta|socio|póliza",
    "tracking": r"tracking|parcel|shipment|consignment|sendungs?|paket|seguimiento|envío|paquete",
    "product": r"model|modell|modelo|serial|serien",
    "reference": r"reference|ref|case|ticket|pnr|confirmation|claim|vorgangs?|fall|aktenzeichen|reklamations?"
    r"|referencia|caso|incidencia|expediente|localizador",
}
LABELLED = re.compile(
    rf"\b(?:{'|'.join(f'(?P<{kind}>{words})' for kind, words in _LABELS.items())})"
    r"[- ]?(?:confirmation |reference )?(?:nummer|nr\b|no\b|number|num\b|id\b|code|ref\b|n[.º°]+)?"
    r"[ .,:#№º(]*(?:is |was |ist |lautet |es |says )?[#№(]?"
    r"(?P<value>(?=[a-z/_-]{0,8}\d[a-z/_-]{0,6}\d[a-z/_-]{0,6}\d)[a-z]{0,5}[-/_]?\d[\w/-]{0,30}\w(?: \d{3,6}\b){0,4}"
    r"|(?<=\w )(?=[a-z]{0,7}\d)(?=\d{0,7}[a-z])[a-z\d]{5,8}\b)"
)
"""A number that says what it is of."""

_SIGN = r"(?:[€$£¥₹]|\b(?:eur|usd|gbp|chf|cad|aud|rs\.?|us\$))"
_COINS = (
    r"(?:euros?|dollars?|pounds?|quid|bucks|francs?|franken|yen|rupees?|pesos?|cents?|pence|kronor|kroner|kronen|zloty"
    r"|céntimos)"
)
_CURRENCY = rf"(?:[€$£¥₹]|(?:{_COINS}|eur|usd|gbp|chf|cad|aud|sek|nok|dkk|pln|inr|jpy|kr|zł)\b)"
_TENS = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen"
    r"|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|a hundred|a thousand"
    r"|a million|million|[a-zäöüß]{0,20}(?:hundert|tausend)[a-zäöüß]{0,20}|[a-zäöüß]{0,12}(?:zehn|zwanzig|dreißig"
    r"|dreissig"
    r"|vierzig|fünfzig|sechzig|siebzig|achtzig|neunzig)|zwei|drei|vier|fünf|sechs|sieben|acht|neun|elf|zwölf|diez"
    r"|veinte"
    r"|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|[a-z]{2,7}cientos|mil)"
)
WITH_DIGITS = re.compile(
    r"(?P<iban>\b[a-z]{2}\d{2}(?: ?[\da-z]{4}){3,7}(?: ?[\da-z]{1,3})?\b)"
    r"|(?P<tracking>\b(?:1z[\da-z]{16}|jd\d{16,18}|jjd\d{16,18}|00340\d{15}|9[2-5]\d{20}|[a-z]{2}\d{9}[a-z]{2})\b)"
    rf"|(?P<amount>{_SIGN} ?\d(?:[\d.,']{{0,12}}\d)?(?:[.,]-)?(?: ?(?:k|m|million|thousand|mio)\b)?"
    rf"|\b\d(?:[\d.,']{{0,12}}\d)?(?:[.,]-)? ?(?:(?:k|million|thousand|hundred|mio\.?|tausend|mil) ?)?{_CURRENCY}"
    r"|\b\d[\d.,]{1,10} (?:a|per|al|im|pro) (?:month|year|week|hour|night|monat|jahr|mes|año)\b)"
    r"|(?P<date>\b\d{4}-\d\d-\d\d\b|\b\d{1,2}[./]\d{1,2}[./](?:\d{4}|\d\d)(?!\w)"
    r"|(?<=[aovide][mn] )\d{1,2}\.\d{1,2}\.(?!\w)"
    r"|(?<=on )\d{1,2}/\d{1,2}(?![\d/])|(?<=am )\d{1,2}\.\d{1,2}(?![\d])"
    rf"|\b\d{{1,2}}(?:st|nd|rd|th|\.)? (?:of |de )?{_MONTH}(?:,? (?:de )?\d{{4}}\b)?"
    rf"|\b{_MONTH} (?:the )?\d{{1,2}}(?:st|nd|rd|th)?\b(?:,? \d{{4}}\b)?|\b{_MONTH} \d{{4}}\b"
    r"|\b(?:(?:on|since|by|from|until|before) )?(?:the|am|vom|seit dem|bis zum) \d{1,2}(?:st|nd|rd|th|\.(?=[ ,]))"
    rf"(?! (?:of )?{_MONTH})"
    r"(?! (?:time|floor|attempt|email|mail|call|party|edition|generation|stock|etage|mal|person|day|week|year"
    r"|of the))(?!\d))"
    r"|(?P<time>\b\d{1,2}(?:[:.]\d\d)?(?: uhr\b| ?[ap]\.?m\b\.?| o'clock| horas\b)|\b\d{1,2}:\d\d\b"
    r"|(?<=a las )\d{1,2}\b)"
    r"|(?P<period>\b(?:for |since |seit |vor |nach |hace |desde hace )?(?:(?:over|almost|more than) )?\d+ "
    rf"{_UNIT}\b(?: ago)?)"
    r"|(?P<reference>(?<![\w&#])#\d{4,12}\b)"
    r"|(?P<phone>(?<![\w.,/-])(?:(?:\+|00|0)\d[\d /()-]{5,16}\d|\(?\d{3}\)?[ .-]\d{3}[ .-]\d{4})\b)"
)
"""Facts written with digits."""

_LAST = (
    r"(?:last|next|this|coming|past|on|by|since|until|from|am|bis|ab|seit|letzte[nrms]?|nächste[nrms]?|vorige[nrms]?"
    r"|kommende[nrms]?|el|este|del)"
)
WITHOUT_DIGITS = re.compile(
    rf"\b(?:(?P<date>{_COUNT} {_WEEKDAY}s ago|(?:{_LAST} ){{0,2}}{_WEEKDAY}\b(?: (?:last|next"
    rf"|this) week)?(?: (?:pasado|próximo))?"
    r"|the day before yesterday|(?:yesterday|tomorrow)(?: (?:morning|afternoon|evening|night|at noon))?"
    r"|this (?:morning|afternoon|evening)|tonight|last night|(?:last|next) (?:week|month|year|weekend|spring|summer"
    r"|autumn|winter)"
    r"|(?:letzte|nächste|vorige)[nrs]? (?:woche|monat|jahr|wochenende)|heute (?:morgen|früh|vormittag|mittag|abend)"
    r"|(?:vor)?gestern(?: (?:morgen|früh|vormittag|mittag|nachmittag|abend))?|übermorgen|(?<!guten )morgen(?: (?:früh"
    r"|vormittag|"
    r"nachmittag|abend))?(?= um|,|\.| ab| zwischen| kommt| kommen| ist| da)|anteayer|antes de ayer|ayer|anoche"
    r"|esta (?:mañana|tarde|noche)"
    r"|(?<!la )(?<!esta )mañana|(?:la semana|el mes|el año) (?:pasada?|que viene|próxim[oa])"
    rf"|(?:(?:in|since|last|from|until|im|seit|ab|en|desde) )(?:early |late |mid-?|anfang |ende |mitte )?{_MONTH})"
    r"|(?P<time>(?:half|quarter) (?:past|to) \w+|(?:at )?(?:noon|midnight)|halb (?:eins|zwei|drei|vier|fünf|sechs"
    r"|sieben|acht"
    r"|neun|zehn|elf|zwölf)|(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve) o'clock)\b"
    rf"|(?P<amount>{_TENS}(?:[ -](?:and )?{_TENS}){{0,4}} {_COINS}\b)"
    rf"|(?P<period>(?:(?:for|since|seit|vor|nach|hace|desde hace) )?{_COUNT} {_UNIT}\b(?: ago\b)?))"
)
"""Facts written in words."""

WEB = re.compile(
    r"(?<![\w.+-])(?P<email>[\w.+-]{1,64}@[\w-]{1,63}\.[\w.-]{0,190}\w)"
    r"|(?P<url>\b(?:https?://|www\.)[^\s<>\"]{1,900}[\w/])"
)
"""Addresses of the net."""

NET = ("@", "://", "www.")
"""Without one of these in a text there is no address of the net."""

DIGITS = re.compile(r"\d+")
TELLING = tuple(
    """day week month year hour minut night morning tonight tomorrow fortnight noon half quarter tag woche mittwoch
    monat jahr stunde gestern morgen heute nacht halb clock euro dollar pound quid bucks franc frank yen cent pence
    peso ayer anoche mañana semana lunes martes jueves viernes sábado sabado domingo hora noche january february march
    april may june july august september october november december januar februar märz mai juni juli oktober dezember
    enero febrero marzo abril junio julio agosto septiembre octubre noviembre diciembre""".split()
)
"""A fact in words has one of these in it, or close by."""
