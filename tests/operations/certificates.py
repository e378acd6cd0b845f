"""Certificates: drafted, signed, read back with a library that did not write them."""

import io
import re

import pypdf

from carbench.domain.acts import ProvisionalCertified
from carbench.operations import looking
from carbench.operations.bench import Bench
from carbench.operations.certify_provisional import Draft, certify_provisional, draft_certificate
from tests.people import ORDER, Played


def draft(bench: Bench, language: str = "en") -> Draft:
    """Compose the certificate of B-0042 for whoever is signed in."""
    return draft_certificate(bench, batch_id=ORDER.batch_id, language=language)


def certified(played: Played, language: str = "en") -> tuple[Draft, ProvisionalCertified]:
    """Draft and sign as the QP who is signed in."""
    shown = draft(played.bench, language)
    certify_provisional(played.bench, draft=shown, by=played.proof("quentin"))
    act = looking.batch(played.bench, ORDER.batch_id).certificate
    assert act is not None
    return shown, act


def pages(pdf: bytes) -> list[str]:
    """Give the text of each page, its blanks made one."""
    return [re.sub(r"\s+", " ", page.extract_text()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def unbroken(pdf: bytes) -> str:
    """Give the whole text without a blank, for what breaks over lines."""
    return re.sub(r"\s", "", " ".join(pages(pdf)))
