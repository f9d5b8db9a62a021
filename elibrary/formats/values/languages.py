"""Languages by name, by BCP 47 tag or by code → ISO 639-2/B, as MARC and ONIX (list 74) use it."""

import re


def _pairs(text: str) -> dict[str, str]:
    return dict(re.findall(r"(\w+):(\w+)", text))


# ISO 639-1 : ISO 639-2/B, Library of Congress.
_TWO_LETTERS = _pairs(
    "aa:aar ab:abk ae:ave af:afr ak:aka am:amh an:arg ar:ara as:asm av:ava ay:aym az:aze ba:bak be:bel bg:bul "
    "bh:bih bi:bis bm:bam bn:ben bo:tib br:bre bs:bos ca:cat ce:che ch:cha co:cos cr:cre cs:cze cu:chu cv:chv "
    "cy:wel da:dan de:ger dv:div dz:dzo ee:ewe el:gre en:eng eo:epo es:spa et:est eu:baq fa:per ff:ful fi:fin "
    "fj:fij fo:fao fr:fre fy:fry ga:gle gd:gla gl:glg gn:grn gu:guj gv:glv ha:hau he:heb hi:hin ho:hmo hr:hrv "
    "ht:hat hu:hun hy:arm hz:her ia:ina id:ind ie:ile ig:ibo ii:iii ik:ipk in:ind io:ido is:ice it:ita iu:iku "
    "ja:jpn jv:jav ka:geo kg:kon ki:kik kj:kua kk:kaz kl:kal km:khm kn:kan ko:kor kr:kau ks:kas ku:kur kv:kom "
    "kw:cor ky:kir la:lat lb:ltz lg:lug li:lim ln:lin lo:lao lt:lit lu:lub lv:lav mg:mlg mh:mah mi:mao mk:mac "
    "ml:mal mn:mon mr:mar ms:may mt:mlt my:bur na:nau nb:nob nd:nde ne:nep ng:ndo nl:dut nn:nno no:nor nr:nbl "
    "nv:nav ny:nya oc:oci oj:oji om:orm or:ori os:oss pa:pan pi:pli pl:pol ps:pus pt:por qu:que rm:roh rn:run "
    "ro:rum ru:rus rw:kin sa:san sc:srd sd:snd se:sme sg:sag si:sin sk:slo sl:slv sm:smo sn:sna so:som sq:alb "
    "sr:srp ss:ssw st:sot su:sun sv:swe sw:swa ta:tam te:tel tg:tgk th:tha ti:tir tk:tuk tl:tgl tn:tsn to:ton "
    "tr:tur ts:tso tt:tat tw:twi ty:tah ug:uig uk:ukr ur:urd uz:uzb ve:ven vi:vie vo:vol wa:wln wo:wol xh:xho "
    "yi:yid yo:yor za:zha zh:chi zu:zul"
)
# ISO 639-2/T codes that differ from 639-2/B.
_TERMINOLOGY = _pairs(
    "bod:tib ces:cze cym:wel deu:ger ell:gre eus:baq fas:per fra:fre hye:arm isl:ice kat:geo mkd:mac mri:mao "
    "msa:may mya:bur nld:dut ron:rum slk:slo sqi:alb zho:chi"
)
_NAMES = {
    name: code
    for code, names in {
        "ind": "indonesia, indonesian, indo",
        "eng": "inggris, english",
        "jav": "jawa, javanese",
        "mad": "madura, madurese",
        "sun": "sunda, sundanese",
        "ban": "bali, balinese",
        "min": "minang, minangkabau",
        "btk": "batak",
        "bug": "bugis",
        "ace": "aceh",
        "may": "melayu, malay",
        "ara": "arab, arabic",
        "chi": "mandarin, cina, china, tionghoa, chinese",
        "jpn": "jepang, japanese",
        "kor": "korea, korean",
        "dut": "belanda, dutch",
        "ger": "jerman, german",
        "fre": "prancis, perancis, french",
        "spa": "spanyol, spanish",
        "por": "portugis, portuguese",
        "ita": "italia, italian",
        "rus": "rusia, russian",
        "lat": "latin",
        "san": "sanskerta, sanskrit",
        "tur": "turki, turkish",
        "tha": "thailand, thai",
        "vie": "vietnam, vietnamese",
        "mul": "bilingual, dwibahasa, multibahasa",
    }.items()
    for name in names.split(", ")
}
_KNOWN = frozenset(_TWO_LETTERS.values()) | frozenset(_NAMES.values())


def of_code(code: str) -> str:
    """``id``, ``id-ID``, ``deu`` and ``ind`` from a field for codes; empty for what is none."""
    code = code.strip().casefold().replace("_", "-").split("-")[0]
    if len(code) == 2:
        return _TWO_LETTERS.get(code, "")
    return _TERMINOLOGY.get(code, code) if re.fullmatch(r"[a-z]{3}", code) and code != "und" else ""


def read(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The codes of the languages that people named, and the words that name none."""
    found: dict[str, None] = {}
    unknown = []
    for word in re.split(r"[;,/&|<>+]+|\s+(?:dan|and)\s+", text.strip()):
        word = re.sub(r"^(?:bahasa|bhs\.?|b\.)\s+", "", word.strip(" ().").casefold())
        if not word or word in {"-", "bahasa"}:
            continue
        code = _NAMES.get(word) or _known(of_code(word))
        if code:
            found[code] = None
        else:
            unknown.append(word[:40])
    return tuple(found), tuple(unknown)


def _known(code: str) -> str:
    return code if code in _KNOWN else ""


def name_of(code: str) -> str:
    """As people write it, ``Indonesia`` for ``ind``; the code itself where it has no Indonesian name here."""
    return next((name.capitalize() for name, known in _NAMES.items() if known == code), code)
