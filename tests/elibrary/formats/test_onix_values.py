"""Single elements of ONIX: what publishers write, what it becomes, and what they are told."""

from decimal import Decimal

import pytest

from elibrary.formats.records import Carrier, Contributor, Notice, Subject, Territory
from tests.elibrary.formats.onix_messages import message, product, read, read_one, record_of, sentences


def test_unknown_codes_are_reported_with_their_list_and_kept(tmp_path):
    found = read_one(
        tmp_path,
        detail="<Contributor><ContributorRole>Q77</ContributorRole><PersonName>Ani</PersonName></Contributor>",
        supply="<ProductAvailability>77</ProductAvailability>",
    )
    assert [problem.message for problem in found.problems] == [
        "Kode “Q77” tidak ada dalam daftar ONIX 17 (peran kontributor).",
        "Kode “77” tidak ada dalam daftar ONIX 65 (ketersediaan).",
    ]
    assert all(problem.record == "r1" and not problem.is_refusal for problem in found.problems)
    assert found.record.contributors == (Contributor("Ani", "Q77"),)


def test_a_thousand_wrong_codes_make_a_report_that_can_be_read(tmp_path):
    wrong = "".join(f"<EpubTechnicalProtection/><Extent><ExtentType>x{n}</ExtentType></Extent>" for n in range(1000))
    assert len(read_one(tmp_path, detail=wrong).problems) == 20


@pytest.mark.parametrize("written", ["978-602-03-1234-7", "978 602 03 1234 7", "ISBN: 978‑602‑03‑1234‑7"])
def test_an_isbn_is_its_digits(tmp_path, written):
    text = message(product()).replace("9786020312347", written)
    assert read(tmp_path, text)[0].record.identifier("isbn13") == "9786020312347"


@pytest.mark.parametrize("notice", ["01", "02", "03", "04", "12", "13", "14"])
def test_early_confirmed_and_updated_products_are_on_offer(tmp_path, notice):
    record = record_of(tmp_path, notice=notice)
    assert (record.notice, record.is_partial) == (Notice.OFFER, notice in {"04", "12", "13", "14"})


def test_a_partial_update_may_leave_out_the_title_and_says_nothing_by_default(tmp_path):
    update = message(product(notice="04", title=""), header="<DefaultLanguageOfText>ind</DefaultLanguageOfText>")
    record = read(tmp_path, update)[0].record
    assert (record.title, record.languages) == ("", ())


def test_test_records_stay_out(tmp_path):
    found = read_one(tmp_path, notice="89")
    assert found.record is None
    assert "uji coba" in sentences(found)


def test_a_product_without_a_title_is_refused_and_the_next_is_read(tmp_path):
    first, second = read(tmp_path, message(product("r1", title=""), product("r2")))
    assert (first.record, first.problems[0].is_refusal) == (None, True)
    assert first.problems[0].message == "Rekaman ini tidak memuat judul."
    assert second.record.reference == "r2"


def test_a_product_without_any_key_is_refused(tmp_path):
    [found] = read(tmp_path, "<ONIXMessage><Product><NotificationType>05</NotificationType></Product></ONIXMessage>")
    assert found.problems[0].is_refusal


@pytest.mark.parametrize(
    ("form", "carrier"),
    [("EA", "digital"), ("ED", "digital"), ("BB", "print"), ("AJ", "audio"), ("LC", "digital"), ("ZE", "other")],
)
def test_the_form_says_how_a_product_comes(tmp_path, form, carrier):
    text = message(product().replace("<ProductForm>ED<", f"<ProductForm>{form}<"))
    assert read(tmp_path, text)[0].record.carrier == Carrier(carrier)


@pytest.mark.parametrize(("epub_type", "file_format"), [("002", "pdf"), ("029", "epub"), ("022", "mobi")])
def test_an_e_book_of_2_1_has_its_format_in_another_element(tmp_path, epub_type, file_format):
    old = f"<ProductForm>DG</ProductForm><EpubType>{epub_type}</EpubType><DistinctiveTitle>Padi</DistinctiveTitle>"
    record = record_of(tmp_path, old=old)
    assert (record.title, record.product_form, record.file_format) == ("Padi", "ED", file_format)


def test_the_oldest_2_1_has_flat_elements(tmp_path):
    old = (
        "<ISBN>6020312348</ISBN><DOI>10.5555/Padi-1</DOI><ProductForm>BC</ProductForm><TitlePrefix>Si</TitlePrefix>"
        "<TitleWithoutPrefix>Padi</TitleWithoutPrefix><ContributorStatement>Budi dan Ani</ContributorStatement>"
        "<LanguageOfText>ind</LanguageOfText><NumberOfPages>96</NumberOfPages><Annotation>Singkat.</Annotation>"
        "<PublisherName>Brantas</PublisherName><ImprintName>Muda</ImprintName><PublicationDate>2026</PublicationDate>"
        "<NotForSale><RightsCountry>MY</RightsCountry></NotForSale><AlternativeFormatISBN>6020312358</AlternativeFormatISBN>"
    )
    record = record_of(tmp_path, old=old)
    assert (record.title, record.identifier("isbn10"), record.publication_date) == ("Si Padi", "6020312348", "2026")
    assert record.identifier("doi") == "10.5555/Padi-1"
    assert record.contributors == (Contributor("Budi dan Ani"),)
    assert (record.publisher_name, record.imprint, record.languages) == ("Brantas", "Muda", ("ind",))
    assert (record.description, record.extents[0].value) == ("Singkat.", "96")
    assert record.sales_territory == Territory(excluded=("MY",))
    assert record.related[0].relation == "06"


def test_a_volume_without_a_title_of_its_own_has_that_of_its_collection(tmp_path):
    title = (
        "<TitleDetail><TitleType>01</TitleType><TitleElement><TitleElementLevel>02</TitleElementLevel>"
        "<TitleText>Ensiklopedi Koperasi</TitleText></TitleElement><TitleElement><TitleElementLevel>01</TitleElementLevel>"
        "<PartNumber>Jilid 4</PartNumber></TitleElement></TitleDetail>"
    )
    record = record_of(tmp_path, title=title)
    assert (record.title, record.series) == ("Ensiklopedi Koperasi, Jilid 4", "Ensiklopedi Koperasi")


def test_a_message_that_only_states_its_title_is_believed(tmp_path):
    title = "<TitleDetail><TitleType>01</TitleType><TitleStatement>Padi &amp; Kapas</TitleStatement></TitleDetail>"
    assert record_of(tmp_path, title=title).title == "Padi & Kapas"


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("<Date dateformat='00'>20261125</Date>", "2026-11-25"),
        ("<Date>202611</Date>", "2026-11"),
        ("<Date>2026</Date>", "2026"),
        ("<Date dateformat='14'>20261125T103000</Date>", "2026-11-25"),
        ("<DateFormat>02</DateFormat><Date>202648</Date>", "2026"),
        ("<Date dateformat='06'>2026112520261231</Date>", "2026-11-25"),
        ("<Date dateformat='12'>musim tanam 2026</Date>", "2026"),
        ("<Date>2026-11-25</Date>", "2026-11-25"),
    ],
)
def test_dates_keep_the_exactness_they_have(tmp_path, written, read_as):
    published = f"<PublishingDate><PublishingDateRole>01</PublishingDateRole>{written}</PublishingDate>"
    found = read_one(tmp_path, published=published)
    assert (found.record.publication_date, found.problems) == (read_as, ())


def test_a_day_in_words_that_no_calendar_has_is_told_and_its_year_kept(tmp_path):
    published = "<PublishingDate><PublishingDateRole>01</PublishingDateRole><Date>31 Februari 2026</Date></PublishingDate>"
    found = read_one(tmp_path, published=published)
    assert found.record.publication_date == "2026"
    assert "tidak ada di kalender" in sentences(found)


@pytest.mark.parametrize(
    "written", ["<Date>20260231</Date>", "<Date>segera</Date>", "<Date dateformat='20'>14480501</Date>"]
)
def test_a_date_that_cannot_be_is_reported_and_left_out(tmp_path, written):
    published = f"<PublishingDate><PublishingDateRole>01</PublishingDateRole>{written}</PublishingDate>"
    found = read_one(tmp_path, published=published)
    assert found.record.publication_date == ""
    assert "Tanggal" in sentences(found)


@pytest.mark.parametrize(
    ("written", "amount"),
    [("85000", "85000"), ("85000.50", "85000.5"), ("85.000", "85000"), ("1.250.000", "1250000"), ("85,000", "85000")],
)
def test_rupiah_with_separators_of_thousands_are_understood(tmp_path, written, amount):
    supply = f"<Price><PriceType>02</PriceType><PriceAmount>{written}</PriceAmount><CurrencyCode>IDR</CurrencyCode></Price>"
    found = read_one(tmp_path, supply=supply)
    assert found.record.supplies[0].prices[0].amount == Decimal(amount)
    assert ("pemisah ribuan" in sentences(found)) == (written in {"85.000", "1.250.000", "85,000"})


@pytest.mark.parametrize(
    ("role", "written", "expected"),
    [
        ("24", '<Date dateformat="06">2026010120261231</Date>', ("2026-01-01", "2026-12-31")),
        ("24", '<Date dateformat="07">202601202612</Date>', ("2026-01", "2026-12")),
        ("24", "<Date>20260101</Date>", ("2026-01-01", "")),
        ("14", "<Date>20260101</Date>", ("2026-01-01", "")),
        ("15", "<Date>20261231</Date>", ("", "2026-12-31")),
    ],
)
def test_a_price_begins_and_ends_by_its_dates(tmp_path, role, written, expected):
    dated = f"<PriceDate><PriceDateRole>{role}</PriceDateRole>{written}</PriceDate>"
    amount = "<PriceAmount>50000</PriceAmount><CurrencyCode>IDR</CurrencyCode>"
    record = record_of(tmp_path, supply=f"<Price>{amount}{dated}</Price>")
    [price] = record.supplies[0].prices
    assert (price.valid_from, price.valid_until) == expected


@pytest.mark.parametrize("written", ["gratis", "-5", "1e9", "NaN"])
def test_a_price_that_is_no_number_is_reported(tmp_path, written):
    found = read_one(tmp_path, supply=f"<Price><PriceAmount>{written}</PriceAmount></Price>")
    assert found.record.supplies[0].prices == ()
    assert "Harga" in sentences(found)


@pytest.mark.parametrize(
    ("rights", "sold_here"),
    [
        ("<CountriesIncluded>ID MY</CountriesIncluded>", True),
        ("<CountriesIncluded>AU NZ</CountriesIncluded>", False),
        ("<RegionsIncluded>WORLD</RegionsIncluded>", True),
        ("<RegionsIncluded>WORLD</RegionsIncluded><CountriesExcluded>ID</CountriesExcluded>", False),
        ("<RegionsIncluded>GB-ENG</RegionsIncluded>", False),
        ("</Territory><CountriesIncluded>ID</CountriesIncluded><Territory>", True),
    ],
)
def test_a_territory_answers_whether_it_holds_indonesia(tmp_path, rights, sold_here):
    sold = f"<SalesRights><SalesRightsType>01</SalesRightsType><Territory>{rights}</Territory></SalesRights>"
    assert record_of(tmp_path, published=sold).sales_territory.covers("ID") is sold_here


def test_rights_in_the_rest_of_the_world_exclude_what_is_named(tmp_path):
    unsold = "<SalesRights><SalesRightsType>03</SalesRightsType><Territory>{}</Territory></SalesRights>"
    named = unsold.format("<CountriesIncluded>ID</CountriesIncluded>") + "<ROWSalesRightsType>01</ROWSalesRightsType>"
    assert record_of(tmp_path, published=named).sales_territory == Territory(excluded=("ID",), is_world=True)
    assert record_of(tmp_path, published="").sales_territory.covers("ID") is None


def test_a_country_that_does_not_exist_is_reported(tmp_path):
    places = "<Territory><CountriesIncluded>ID QQ</CountriesIncluded></Territory>"
    rights = f"<SalesRights><SalesRightsType>01</SalesRightsType>{places}</SalesRights>"
    assert sentences(read_one(tmp_path, published=rights)) == "Kode “QQ” tidak ada dalam daftar ONIX 91 (negara)."


def test_keywords_without_semicolons_are_split_at_commas(tmp_path):
    scheme = "<SubjectSchemeIdentifier>20</SubjectSchemeIdentifier>"
    detail = f"<Subject>{scheme}<SubjectHeadingText>padi, kapas</SubjectHeadingText></Subject>"
    assert record_of(tmp_path, detail=detail).subjects == (Subject("keyword", text="padi"), Subject("keyword", text="kapas"))


@pytest.mark.parametrize(("code", "language"), [("ind", "ind"), ("id", "ind"), ("IND", "ind"), ("msa", "may")])
def test_languages_become_the_codes_of_the_list(tmp_path, code, language):
    detail = f"<Language><LanguageRole>01</LanguageRole><LanguageCode>{code}</LanguageCode></Language>"
    assert record_of(tmp_path, detail=detail).languages == (language,)


def _text(content: str) -> str:
    return f"<TextContent><TextType>03</TextType><ContentAudience>00</ContentAudience>{content}</TextContent>"


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("<Text>&lt;p&gt;Satu.&lt;/p&gt;&lt;p&gt;Dua&lt;br&gt;tiga.&lt;/p&gt;</Text>", "Satu.\n\nDua\ntiga."),
        ("<Text><![CDATA[<b onclick='x()'>Tebal</b> &eacute;]]></Text>", "Tebal é"),
        ("<Text>Satu.\n\n  Dua\n  baris.</Text>", "Satu.\n\nDua baris."),
        ("<Text>5 &lt; 7 dan 9 &gt; 2</Text>", "5 < 7 dan 9 > 2"),
        ("<Text><![CDATA[Aman<script>fetch('//jahat')</script>.]]></Text>", "Aman."),
        ("<Text><![CDATA[Aman<style>p{}</style><script>tak berujung]]></Text>", "Aman"),
        (
            "<Text textformat='05'><div xmlns='http://www.w3.org/1999/xhtml'><ul><li>a</li><li>b</li></ul></div></Text>",
            "a\n\nb",
        ),
        ("<Text>Kopi &amp;mdash; teh</Text>", "Kopi — teh"),
    ],
)
def test_a_description_is_plain_whatever_its_mark_up(tmp_path, written, plain):
    assert record_of(tmp_path, collateral=_text(written)).description == plain


def test_of_two_languages_the_indonesian_text_is_taken(tmp_path):
    both = _text('<Text language="eng">A village.</Text><Text language="ind">Sebuah desa.</Text>')
    assert record_of(tmp_path, collateral=both).description == "Sebuah desa."


def test_a_cover_that_is_no_web_address_is_reported(tmp_path):
    link = "<ResourceVersion><ResourceLink>javascript:alert(1)</ResourceLink></ResourceVersion>"
    cover = f"<SupportingResource><ResourceContentType>01</ResourceContentType>{link}</SupportingResource>"
    found = read_one(tmp_path, collateral=cover)
    assert found.record.cover_url == ""
    assert "Sampul" in sentences(found)
