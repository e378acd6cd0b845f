"""What a code of ISBT 128 can hold, one structure a class; a value that cannot be is refused when it is made.

A structure is the same from both sides: what is read is what is written. Times are
in `isbt128_times`, reading and writing whole codes in `isbt128`.
Source: ISBT 128 ST-001 v6.2.2 section 2.4; release.md sections 10 and 12. No table of
the standard is kept: products, facilities and places are characters, not names.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from carbench.domain.code_errors import CodeCannotCarry
from carbench.domain.identifiers import CHAIN, DONATION, verify_flags
from carbench.domain.measure import shown

Parts = tuple[tuple[str, str], ...]
"""Name and value, in the order of the code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Structure(ABC):
    """One structure: an identifier and a content."""

    name: ClassVar[str]
    identifier: ClassVar[str]
    size: ClassVar[int]
    """Characters of the content; see `size_in` for the one that varies."""

    part_names: ClassVar[tuple[str, ...]]
    """No two structures share a name of a part, so that the parts of a message can be told apart."""

    @classmethod
    def size_in(cls, rest: str) -> int:  # noqa: ARG003 - only a content of varying length looks at what stands there
        """Say how many characters of what follows the identifier are its content."""
        return cls.size

    @classmethod
    @abstractmethod
    def read(cls, content: str) -> Self:
        """Read a content. Raises: CodeCannotCarry for what cannot be."""

    @classmethod
    @abstractmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its named parts. Raises: CodeCannotCarry; NotADay in a Single European Code."""

    @abstractmethod
    def content(self) -> str:
        """Give what follows the identifier; alone it is no code."""

    @abstractmethod
    def parts(self) -> Parts:
        """Give each part by its name."""


def carried(text: str, form: re.Pattern[str], identifier: str) -> re.Match[str]:
    """Match a text to the form of its place. Raises: CodeCannotCarry."""
    found = form.fullmatch(text)
    if found is None:
        raise CodeCannotCarry(code=identifier, text=shown(text))
    return found


@dataclass(frozen=True, slots=True, kw_only=True)
class DonationNumber(Structure):
    """A donation number and two flags; the identifier is "=", the second character is the number's own first."""

    name: ClassVar[str] = "donation_number"
    identifier: ClassVar[str] = "="
    size: ClassVar[int] = 15
    part_names: ClassVar[tuple[str, ...]] = ("donation_number", "flags")

    donation_number: str
    flags: str
    """60 to 96 were verified; 00 to 59 carry no check, and the number must match the batch."""

    def __post_init__(self) -> None:
        carried(self.donation_number, DONATION, self.identifier)
        verify_flags(self.donation_number, self.flags)

    @property
    def checked(self) -> bool:
        """Say whether the flags proved the number."""
        return verify_flags(self.donation_number, self.flags)

    @classmethod
    def read(cls, content: str) -> Self:
        """Read 13 characters and two flags. Raises: CodeCannotCarry, CheckCharacterWrong."""
        return cls(donation_number=content[:13], flags=content[13:])

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its parts. Raises: CodeCannotCarry, CheckCharacterWrong."""
        return cls(donation_number=parts["donation_number"], flags=parts["flags"])

    def content(self) -> str:
        """Give number and flags."""
        return self.donation_number + self.flags

    def parts(self) -> Parts:
        """Give number and flags by name."""
        return ("donation_number", self.donation_number), ("flags", self.flags)


GROUPS = ("O-", "O+", "A-", "A+", "B-", "B+", "AB-", "AB+")
USES = ("autologous only", "autologous only, biohazard")
GROUP_CODES = {
    **dict(zip(("97", "53", "08", "64", "19", "75", "30", "86"), ((g, USES[0]) for g in GROUPS), strict=True)),
    **dict(zip(("98", "54", "09", "65", "20", "76", "31", "87"), ((g, USES[1]) for g in GROUPS), strict=True)),
}
"""The program makes autologous batches; a code for any other use is refused. Source: release.md section 10."""

CODE_OF_GROUP = {said: code for code, said in GROUP_CODES.items()}
BLOOD = re.compile(r"([0-9]{2})([A-Z0-9])0")
PHENOTYPE = re.compile(r"[A-Z0-9]")


@dataclass(frozen=True, slots=True, kw_only=True)
class BloodGroup(Structure):
    """ABO and RhD of a product for its own donor; the last character is always 0."""

    name: ClassVar[str] = "blood_group"
    identifier: ClassVar[str] = "=%"
    size: ClassVar[int] = 4
    part_names: ClassVar[tuple[str, ...]] = ("blood_group", "use", "phenotype")

    blood_group: str
    use: str
    phenotype: str = "0"
    """One character, kept and not interpreted; 0 says nothing."""

    def __post_init__(self) -> None:
        if (self.blood_group, self.use) not in CODE_OF_GROUP:
            raise CodeCannotCarry(code=self.identifier, text=shown(f"{self.blood_group} {self.use}"))
        carried(self.phenotype, PHENOTYPE, self.identifier)

    @classmethod
    def read(cls, content: str) -> Self:
        """Read the four characters. Raises: CodeCannotCarry."""
        code, phenotype = carried(content, BLOOD, cls.identifier).groups()
        if code not in GROUP_CODES:
            raise CodeCannotCarry(code=cls.identifier, text=code)
        blood_group, use = GROUP_CODES[code]
        return cls(blood_group=blood_group, use=use, phenotype=phenotype)

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its parts. Raises: CodeCannotCarry."""
        return cls(blood_group=parts["blood_group"], use=parts["use"], phenotype=parts["phenotype"])

    def content(self) -> str:
        """Give the code of the group, the phenotype and the 0."""
        return f"{CODE_OF_GROUP[self.blood_group, self.use]}{self.phenotype}0"

    def parts(self) -> Parts:
        """Give group, use and phenotype by name."""
        return ("blood_group", self.blood_group), ("use", self.use), ("phenotype", self.phenotype)


PRODUCT = re.compile(r"([A-Z][A-Z0-9]{4})([A-Za-z0-9])([A-Z0-9][a-z0-9])")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductCode(Structure):
    """What the product is, how it was collected, which part of it; characters, never looked up."""

    name: ClassVar[str] = "product_code"
    identifier: ClassVar[str] = "=<"
    size: ClassVar[int] = 8
    part_names: ClassVar[tuple[str, ...]] = ("product_description", "collection_type", "division")

    product_description: str
    collection_type: str
    division: str

    def __post_init__(self) -> None:
        carried(self.content(), PRODUCT, self.identifier)
        if (len(self.product_description), len(self.collection_type)) != (5, 1):
            raise CodeCannotCarry(code=self.identifier, text=shown(self.product_description))

    @classmethod
    def read(cls, content: str) -> Self:
        """Read the eight characters. Raises: CodeCannotCarry."""
        return cls(product_description=content[:5], collection_type=content[5:6], division=content[6:])

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its parts. Raises: CodeCannotCarry."""
        description, collection = parts["product_description"], parts["collection_type"]
        return cls(product_description=description, collection_type=collection, division=parts["division"])

    def content(self) -> str:
        """Give the eight characters."""
        return self.product_description + self.collection_type + self.division

    def parts(self) -> Parts:
        """Give description, collection and division by name."""
        return tuple(zip(self.part_names, (self.product_description, self.collection_type, self.division), strict=True))


PLACE = re.compile(r"[0-9]{2}")
PATIENT = re.compile(r"[A-Za-z0-9]{1,99}")
"""No hyphen, though a patient identifier of the record may have one: such a patient cannot stand in this code."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PatientId(Structure):
    """Who the product is for, and where that was read."""

    name: ClassVar[str] = "patient_id"
    identifier: ClassVar[str] = "&#"
    size: ClassVar[int] = 4
    """Without the identifier of the patient, whose length stands in characters three and four."""

    part_names: ClassVar[tuple[str, ...]] = ("patient_place", "patient_id")

    patient_place: str
    patient_id: str

    def __post_init__(self) -> None:
        carried(self.patient_place, PLACE, self.identifier)
        carried(self.patient_id, PATIENT, self.identifier)

    @classmethod
    def size_in(cls, rest: str) -> int:
        """Say how long the content is by its own word for it."""
        length = rest[2 : cls.size]
        return cls.size + (int(length) if PLACE.fullmatch(length) else 0)

    @classmethod
    def read(cls, content: str) -> Self:
        """Read place, length and identifier. Raises: CodeCannotCarry, also where the length is not that of the rest."""
        place, length, patient = content[:2], content[2:4], content[4:]
        if length != f"{len(patient):02d}":
            raise CodeCannotCarry(code=cls.identifier, text=shown(content))
        return cls(patient_place=place, patient_id=patient)

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its parts. Raises: CodeCannotCarry."""
        return cls(patient_place=parts["patient_place"], patient_id=parts["patient_id"])

    def content(self) -> str:
        """Give place, length and identifier."""
        return f"{self.patient_place}{len(self.patient_id):02d}{self.patient_id}"

    def parts(self) -> Parts:
        """Give place and identifier by name."""
        return ("patient_place", self.patient_place), ("patient_id", self.patient_id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChainOfIdentity(Structure):
    """The identifier that ties a patient to a product from order to infusion."""

    name: ClassVar[str] = "chain_of_identity"
    identifier: ClassVar[str] = "&/"
    size: ClassVar[int] = 15
    part_names: ClassVar[tuple[str, ...]] = ("chain_of_identity",)

    chain_of_identity: str

    def __post_init__(self) -> None:
        carried(self.chain_of_identity, CHAIN, self.identifier)

    @classmethod
    def read(cls, content: str) -> Self:
        """Read the 15 characters. Raises: CodeCannotCarry."""
        return cls(chain_of_identity=content)

    @classmethod
    def of(cls, parts: Mapping[str, str]) -> Self:
        """Make it of its part. Raises: CodeCannotCarry."""
        return cls(chain_of_identity=parts["chain_of_identity"])

    def content(self) -> str:
        """Give the 15 characters."""
        return self.chain_of_identity

    def parts(self) -> Parts:
        """Give the identifier by name."""
        return (("chain_of_identity", self.chain_of_identity),)
