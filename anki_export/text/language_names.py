"""Codes of languages as used in paths, front matter and configurations, and the languages' own names.

The languages are those of which the Unicode CLDR has all that a computer needs in daily use (its level "modern"), with
their own names and main regions from there: https://cldr.unicode.org/index/cldr-spec/coverage-levels
"""

from functools import cache, lru_cache

from anki_export.text.deck_names_and_slugs import LONGEST_PART
from anki_export.text.lazy_regex import regex

_TABLE = """\
af ZA Afrikaans|am ET አማርኛ|ar EG العربية|as IN অসমীয়া|az AZ Azərbaycan|be BY Беларуская|bg BG Български|bn BD বাংলা
bs BA Bosanski|ca ES Català|cs CZ Čeština|cy GB Cymraeg|da DK Dansk|de DE Deutsch|el GR Ελληνικά|en US English
es ES Español|et EE Eesti|eu ES Euskara|fa IR فارسی|fi FI Suomi|fr FR Français|ga IE Gaeilge|gl ES Galego|gu IN ગુજરાતી
ha NG Hausa|he IL עברית|hi IN हिन्दी|hr HR Hrvatski|hu HU Magyar|hy AM Հայերեն|id ID Indonesia|ig NG Igbo
is IS Íslenska|it IT Italiano|ja JP 日本語|ka GE ქართული|kk KZ Қазақ тілі|km KH ខ្មែរ|kn IN ಕನ್ನಡ|ko KR 한국어
ky KG Кыргызча|lo LA ລາວ|lt LT Lietuvių|lv LV Latviešu|mk MK Македонски|ml IN മലയാളം|mn MN Монгол|mr IN मराठी
ms MY Melayu|my MM မြန်မာ|nb NO Norsk bokmål|ne NP नेपाली|nl NL Nederlands|nn NO Norsk nynorsk|no NO Norsk|or IN ଓଡ଼ିଆ
pa IN ਪੰਜਾਬੀ|pl PL Polski|ps AF پښتو|pt PT Português|ro RO Română|ru RU Русский|sd PK سنڌي|si LK සිංහල|sk SK Slovenčina
sl SI Slovenščina|so SO Soomaali|sq AL Shqip|sr RS Српски|sv SE Svenska|sw TZ Kiswahili|ta IN தமிழ்|te IN తెలుగు
th TH ไทย|tk TM Türkmen dili|tr TR Türkçe|uk UA Українська|ur PK اردو|uz UZ O‘zbek|vi VN Tiếng Việt|yo NG Èdè Yorùbá
zh CN 中文|zu ZA IsiZulu"""
_ROWS = [row.split(" ", 2) for line in _TABLE.split("\n") for row in line.split("|")]
LANGUAGES = {code: name for code, _, name in _ROWS} | {
    "zh-CN": "简体中文",
    "zh-TW": "繁體中文",
    "pt-BR": "Português do Brasil",
}
_IN_ENGLISH = """\
af Afrikaans|ar Arabic|bg Bulgarian|bn Bengali|ca Catalan|cs Czech|cy Welsh|da Danish|de German|el Greek|en English
es Spanish|et Estonian|eu Basque|fa Persian|fi Finnish|fr French|ga Irish|he Hebrew|hi Hindi|hr Croatian|hu Hungarian
hy Armenian|id Indonesian|is Icelandic|it Italian|ja Japanese|ka Georgian|ko Korean|lt Lithuanian|lv Latvian|ms Malay
nb Norwegian|nl Dutch|pl Polish|pt Portuguese|ro Romanian|ru Russian|sk Slovak|sl Slovene|sl Slovenian|sq Albanian
sr Serbian|sv Swedish|sw Swahili|ta Tamil|te Telugu|th Thai|tr Turkish|uk Ukrainian|ur Urdu|vi Vietnamese|zh Chinese
be Belarusian|is Icelandic|kk Kazakh|tl Filipino|tl Tagalog
zh Mandarin|zh Cantonese|la Latin|eo Esperanto|sa Sanskrit"""
_IN_OTHERS = """\
en Englisch|en Anglais|en Inglés|en Inglês|en Inglese|en Engels|en Engelska|en Angielski|en Английский|en Англійська
en İngilizce|en 英语|en 英文|en 英語|en 영어|en Tiếng Anh|en Inggris|de Allemand|de Alemán|de Alemão|de Tedesco
de Duits|de Tyska|de Niemiecki|de Немецкий|de Almanca|de 德语|de ドイツ語|de 독일어|es Spanisch|es Espagnol
es Espanhol|es Spagnolo|es Spaans|es Spanska|es Hiszpański|es Испанский|es İspanyolca|es 西班牙语|es スペイン語
es 스페인어|fr Französisch|fr Francés|fr Francês|fr Francese|fr Frans|fr Franska|fr Francuski|fr Французский
fr Fransızca|fr 法语|fr フランス語|fr 프랑스어|it Italienisch|it Italien|it Italiaans|it Włoski|it Итальянский
ja Japanisch|ja Japonais|ja Japonés|ja Японский|ja 日语|ko Koreanisch|ko Coréen|ko Coreano|ko Корейский|ko 韩语
la Latein|nl Niederländisch|nl Néerlandais|nl Holandés|pl Polnisch|pl Polonais|pt Portugiesisch|pt Portugais
ru Russisch|ru Russe|ru Ruso|ru 俄语|sv Schwedisch|tr Türkisch|zh Chinesisch|zh Chinois|zh Chino|zh Китайский
zh 汉语|zh 中国語|zh 중국어|el Griechisch|el Grec|el Griego"""
_MAIN_REGION = {code: region for code, region, _ in _ROWS if code != "zh"}
_REGIONS = {region for _, region, _ in _ROWS} | {
    *("AR", "AT", "AU", "BE", "BR", "CA", "CH", "CL", "CO", "HK", "MO", "MX", "NZ", "PE", "PH", "SG", "TW", "VE")
}
"""Regions that a code may name after its language, besides the letters of the language itself (`ja-JA`)."""
_SCRIPTS = {"HANS": "CN", "HANT": "TW", "SG": "CN", "HK": "TW", "MO": "TW"}
"""The region of each variant of Chinese, by script or region."""
_ALIASES = {"cn": "zh-CN", "tw": "zh-TW", "jp": "ja", "kr": "ko", "ua": "uk", "br": "pt-BR"}
"""Countries that stand for their language where translations are named after them: `README_CN.md`."""
_CLEAR = frozenset({"de", "en", "es", "fr", "hi", "ja", "ko", "pt", "ru", "zh"})
_CODE_SIZES = (7, 5, 2)
"""`zh-Hans`, `pt-BR` before `BR`, `ko`."""
_SEPARATORS = ("-", "_", ".")
_CODE = regex(r"(?P<code>[A-Za-z]{2})(?:[-_](?P<region>[A-Za-z]{2}|[Hh]an[st]))?")


def may_be_code(text: str) -> bool:
    """Whether a text is as long as a code: for a quick check."""
    return len(text) in _CODE_SIZES


@lru_cache(1 << 10)
def language_of(code: str) -> str:
    """The language that a code names, as `ko` or `pt-BR`; empty for all else.

    The main region of a language is left out, and Chinese is named with its script.

    >>> [language_of(code) for code in ("ko-KR", "PT_br", "zh-Hant", "zh", "JP", "js", "c", "en-js", "english")]
    ['ko', 'pt-BR', 'zh-TW', 'zh', 'ja', '', '', '', '']
    """
    match = _CODE.fullmatch(code)
    if not match:
        return ""
    language, region = match["code"].lower(), (match["region"] or "").upper()
    if not region:
        return language if language in LANGUAGES else _ALIASES.get(language, "")
    region = _SCRIPTS.get(region, region) if language == "zh" else region
    if language not in LANGUAGES or region not in (*_REGIONS, language.upper()):
        return ""
    return language if region in (_MAIN_REGION.get(language), language.upper()) else f"{language}-{region}"


def is_clear(code: str) -> bool:
    """Whether a code is hardly ever anything but a language on pages of questions.

    Those of the languages into which such pages are translated most often are, and those with a region. Others also
    name subjects, commands and types of files: `cs`, `it`, `ml`, `no`, `or`, `pl`, `ps`, `tr`, `vi`.

    >>> is_clear("ko"), is_clear("it"), is_clear("it_IT")
    (True, False, True)
    """
    return len(code) > 2 or code.lower() in _CLEAR


def language_name(language: str) -> str:
    """What speakers of a language call it, with its region if that is not the main one.

    >>> language_name("ko"), language_name("pt-BR"), language_name("es-MX")
    ('한국어', 'Português do Brasil', 'Español, MX')
    """
    code, _, region = language.partition("-")
    return LANGUAGES.get(language) or f"{LANGUAGES[code]}, {region}"


def in_language(topic: str, language: str) -> str:
    """A topic as the name of its decks in a language; one that names the language stays.

    >>> in_language("Java", "ko"), in_language("Java - 한국어", "ko"), in_language("Java", "")
    ('Java (한국어)', 'Java - 한국어', 'Java')
    """
    name = language_name(language) if language else ""
    if not topic or name.casefold() in topic.casefold():
        return topic
    above, _, last = topic.rpartition("::")
    most = LONGEST_PART - len(f" ({name})")
    last = last if len(last) <= most else f"{last[: most - 1].rstrip('… ')}…"
    return f"{above}{'::' * bool(above)}{last} ({name})"


def without_language(topic: str, language: str) -> str:
    """A topic without the language that `in_language` adds.

    >>> without_language("Java (한국어)", "ko"), without_language("Java", "ko")
    ('Java', 'Java')
    """
    return topic.removesuffix(f" ({language_name(language)})") if language else topic


def split_suffix(stem: str) -> tuple[str, str] | None:
    """The name of a page without its extension, and the code of a language at its end; None if it has none.

    >>> split_suffix("go-quiz-es"), split_suffix("README_zh-CN"), split_suffix("git.fr"), split_suffix("intro-to-c")
    (('go-quiz', 'es'), ('README', 'zh-CN'), ('git', 'fr'), None)
    """
    for size in _CODE_SIZES:
        if stem[-size - 1 : -size] in _SEPARATORS and len(stem) > size + 1 and language_of(stem[-size:]):
            return stem[: -size - 1], stem[-size:]
    return None


@cache
def _by_name() -> dict[str, str]:
    named = (row.split(" ", 1) for table in (_IN_ENGLISH, _IN_OTHERS) for row in table.replace("\n", "|").split("|"))
    own = ((code, name) for code, _, name in _ROWS)
    return {name.casefold(): code for code, name in (*own, *named)}


def language_named(name: str) -> str:
    """The code of the language that a word names, in English, in the language itself or in a large one; else empty.

    >>> language_named("German"), language_named("Deutsch"), language_named("Englisch"), language_named("Python")
    ('de', 'de', 'en', '')
    """
    return _by_name().get(name.strip().casefold(), "")
