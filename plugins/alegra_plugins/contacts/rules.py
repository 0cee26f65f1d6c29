"""What each country adds to a contact (S52)."""

from alegra_cli.declare import CountryRule

_ID_TYPES = {
    "colombia": (
        "RC",
        "TI",
        "CC",
        "TE",
        "CE",
        "NIT",
        "PP",
        "PEP",
        "DIE",
        "NUIP",
        "FOREIGN_NIT",
    ),
    "costaRica": ("CF", "CJ", "DIMEX", "NITE", "PE"),
    "peru": (
        "RUC",
        "DNI",
        "CE",
        "PP",
        "CDI",
        "DIP",
        "TIN",
        "IN",
        "PTP",
        "NOT_DOMICILIED_WITHOUT_RUC",
    ),
    "argentina": ("CUIT", "CUIL", "CDI", "CI", "PASSPORT", "DNI", "OTHER"),
}

# The spelling NOT_REPONSIBLE is the API's own.
_REGIMES = {
    "colombia": (
        "SIMPLIFIED_REGIME",
        "COMMON_REGIME",
        "NOT_REPONSIBLE_FOR_CONSUMPTION",
        "SPECIAL_REGIME",
        "NATIONAL_CONSUMPTION_TAX",
        "INC_IVA_RESPONSIBLE",
    ),
    "mexico": (
        "SALARIED_REGIME",
        "BUSINESS_ACTIVITIES_REGIME",
        "LEASEHOLD_REGIME",
        "GENERAL_REGIME_OF_MORAL_PEOPLE_LAW",
        "REGIME_OF_MORAL_PEOPLE_NOT_PROFIT",
        "FISCAL_INCORPORATION_REGIME",
        "PRIMARY_SECTOR_REGIME",
        "REGIME_OF_THE_COORDINATED",
        "REGIME_OF_THE_TECHNOLOGICAL_PLATFORMS_INCOME_ACTIVITIES",
        "REGIME_OF_COOPERATIVE_PRODUCTION_SOCIETIES",
        "REGIME_OF_TRUST",
        "SOCIETIES_OPTIONAL_REGIME",
        "NO_REGIME",
        "SIMPLIFIED_REGIME",
        "DIVIDEND_INCOME",
    ),
    "costaRica": ("SIMPLIFIED_REGIME", "TRADITIONAL_REGIME", "PHYSICAL_PERSON"),
    "peru": ("SPECIAL_REGIME", "GENERAL_REGIME", "MYPE_TRIBUTARY_REGIME", "NEW_RUS"),
    "spain": ("SIMPLIFIED_REGIME", "GENERAL_REGIME"),
}

# argentina's list comes from a client; the others from the official pages.
_UNSURE = ("argentina",)

RULES = (
    *(
        CountryRule(
            country,
            "identificationObject.type",
            "choices",
            choices=values,
            documented=country not in _UNSURE,
        )
        for country, values in _ID_TYPES.items()
    ),
    *(
        CountryRule(country, "regime", "choices", choices=values, documented=True)
        for country, values in _REGIMES.items()
    ),
    CountryRule(
        "panama",
        "kindOfPerson",
        "choices",
        choices=("LEGAL_ENTITY", "PERSON_ENTITY"),
        documented=True,
    ),
)
