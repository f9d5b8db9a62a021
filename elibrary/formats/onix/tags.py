"""Short tags and reference names: one element has two names in ONIX, and a message uses one kind throughout.

A code like b203 means the same in 2.1 and 3.x. The short name of a composite is its reference name in small letters.
Source: EDItEUR, ONIX for Books Product Information Message, releases 2.1 rev. 03, 3.0.8 and 3.1, tag tables.
"""

from functools import lru_cache

_CODES = """
a001 RecordReference a002 NotificationType b003 PublicationDate b004 ISBN b005 EAN13 b009 DOI b010 ReplacesISBN
b011 ReplacesEAN13 b012 ProductForm b018 TitleOfSeries b019 NumberWithinSeries b023 TitleOfSet b024 SetPartNumber
b026 ItemNumberWithinSet b028 DistinctiveTitle b029 Subtitle b030 TitlePrefix b031 TitleWithoutPrefix b034 SequenceNumber
b035 ContributorRole b036 PersonName
b037 PersonNameInverted b038 TitlesBeforeNames b039 NamesBeforeKey b040 KeyNames b041 NamesAfterKey b042 LettersAfterNames
b043 TitlesAfterNames b047 CorporateName b049 ContributorStatement b056 EditionTypeCode b057 EditionNumber
b058 EditionStatement b059 LanguageOfText b061 NumberOfPages b064 BASICMainSubject b065 BICMainSubject
b067 SubjectSchemeIdentifier b069 SubjectCode b070 SubjectHeadingText b079 ImprintName b081 PublisherName
b089 SalesRightsType b090 RightsCountry b091 RightsRegion b191 MainSubjectSchemeIdentifier b202 TitleType b203 TitleText
b211 EpubType b218 ExtentType b219 ExtentValue b220 ExtentUnit b221 ProductIDType b233 IDTypeName b244 IDValue
b247 PrefixToKey b248 SuffixToKey b249 UnnamedPersons b251 CountryCode b252 LanguageCode b253 LanguageRole
b291 PublishingRole b306 Date b333 ProductFormDetail b334 ProductFormFeatureType b335 ProductFormFeatureValue
b336 ProductFormFeatureDescription b388 RightsTerritory b394 PublishingStatus d100 Annotation d101 MainDescription
d102 TextTypeCode d104 Text f113 CoverImageLink f114 MediaFileTypeCode f117 MediaFileLink h130 ReplacedByISBN
h131 ReplacedByEAN13 h132 AlternativeFormatISBN h133 AlternativeFormatEAN13 h163 AlternativeProductISBN
h164 AlternativeProductEAN13 h208 RelationCode j137 SupplierName j138 SupplyToCountry j139 SupplyToRegion
j140 SupplyToCountryExcluded j141 AvailabilityCode j142 ExpectedShipDate j143 OnSaleDate j148 PriceTypeCode
j151 PriceAmount j152 CurrencyCode j153 TaxRateCode1 j154 TaxRatePercent1 j161 PriceEffectiveFrom j162 PriceEffectiveUntil
j192 UnpricedItemType j260 DateFormat j261 PriceQualifier j262 PriceTypeDescription j303 Territory j304 CountryExcluded
j308 TerritoryExcluded j396 ProductAvailability j397 SupplyToTerritory j403 MarketCountry j404 MarketTerritory
j405 MarketCountryExcluded j408 MarketDateRole m184 DefaultLanguageOfText m185 DefaultPriceTypeCode
m186 DefaultCurrencyCode x310 DefaultPriceType x317 EpubTechnicalProtection x318 EpubUsageType x319 EpubUsageStatus
x320 Quantity x321 EpubUsageUnit x329 CollectionType x409 TitleElementLevel x410 PartNumber x419 EditionType
x421 ExtentValueRoman x425 MainSubject x426 TextType x427 ContentAudience x435 ResourceLink x436 ResourceContentType
x443 CorporateNameInverted x448 PublishingDateRole x449 CountriesIncluded x450 RegionsIncluded x451 CountriesExcluded
x452 RegionsExcluded x455 ProductRelationCode x456 ROWSalesRightsType x461 SupplyDateRole x462 PriceType x471 TaxRateCode
x472 TaxRatePercent x476 PriceDateRole x478 TitleStatement x481 CollectionSequenceNumber x510 EpubLicenseExpressionLink
x511 EpubLicenseName x529 PriceConstraintType x531 PriceConstraintUnit
"""
_COMPOSITES = """
ONIXMessage Header Product ProductIdentifier DescriptiveDetail ProductFormFeature EpubUsageConstraint EpubUsageLimit
EpubLicense EpubLicenseExpression Collection CollectionSequence TitleDetail TitleElement Title Series Set Contributor
Language Extent Subject MainSubject OtherText MediaFile CollateralDetail TextContent SupportingResource ResourceVersion
PublishingDetail Imprint Publisher PublishingDate SalesRights NotForSale Territory RelatedMaterial RelatedProduct
ProductSupply Market MarketPublishingDetail MarketDate MarketRepresentation SupplyDetail Supplier SupplyDate Price Tax
PriceConstraint PriceConstraintLimit PriceDate
"""
_WORDS = _CODES.split()
_NAMES = dict(zip(_WORDS[::2], _WORDS[1::2], strict=True)) | {name.lower(): name for name in _COMPOSITES.split()}


@lru_cache(maxsize=2048)
def local(tag: str) -> str:
    """Without the prefix of a namespace, which ONIX has in one release and not in another."""
    return tag.rpartition(":")[2]


def reference_name(tag: str) -> str:
    return _NAMES.get(local(tag), local(tag))
