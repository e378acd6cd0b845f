"""Sheets as the domain composes them: a short one, certificates in three languages, a long one."""

from typing import Any

from carbench.domain.sheet import Column, Face, Line, Pair, Pairs, Section, Sheet, Table

Words = dict[str, Any]
HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
NAMES = ("Łukasz Žižková", "Γιώργος Παπαδόπουλος", "Жанна Щербакова")
LONG_NAME = "Maximiliane-Wilhelmine Freifrau von Hohenstaufen-Wittgenstei"


def short() -> Sheet:
    return Sheet(
        title="Worksheet",
        subtitle="",
        number="W-0007",
        banners=("DEMONSTRATION",),
        issuer="Hospital · Cell therapy unit",
        sections=(Section(heading="What was counted", parts=(Line(text="Nothing was counted."),)),),
        foot="Worksheet W-0007",
        page="Page {n} of {m}",
        language="en",
    )


ENGLISH = {
    "title": "Provisional certificate of release",
    "subtitle": "Provisional certificate, not the final certification of the batch",
    "banners": ("PROVISIONAL", "DEMONSTRATION", "EXAMPLE SPECIFICATION, NOT FOR USE"),
    "page": "Page {n} of {m}",
    "identity": "Product, batch and patient",
    "identity_names": (
        "Product",
        "Product and revision",
        "Description",
        "Batch",
        "Donation number",
        "Chain of identity",
        "Patient identifier",
        "Patient",
        "Prescriber",
        "Indication",
        "Legal basis",
        "Authorisation",
    ),
    "product": "Demonstration CAR-T cells, fresh",
    "description": "Suspension of autologous modified T cells for infusion. Contains cells of human origin.",
    "indication": "Relapsed B-cell acute lymphoblastic leukaemia",
    "legal": "Article 3(7) of Directive 2001/83/EC (hospital exemption)",
    "dose": "Dose",
    "dose_names": ("Body weight", "Target dose", "Dose (CAR+ viable cells)", "Dose per kg", "Storage", "Transport"),
    "storage": "2–8 °C; do not freeze",
    "transport": "Qualified box with temperature logger, upright",
    "times": "Times",
    "times_names": ("Received", "Filled", "Must leave by", "Expiry", "Expiry means", "Time zone"),
    "rule": "Infusion ended before expiry",
    "bags": "Bags",
    "bags_titles": ("Bag", "Number", "Volume", "Cells", "Filled"),
    "cells": "{} viable cells",
    "known": "A  Results known at this certificate",
    "known_titles": ("Test and method", "Limit and source", "Result", "Verdict", "Who and when"),
    "meets": "Meets",
    "who": "Recorded by {} on {}; checked by {}",
    "unknown": "B  Results not known at this certificate",
    "sterility": "The sterility of the final product is not known at this certificate.",
    "unknown_titles": ("Test and method", "Expected", "If it does not meet"),
    "consequence": "The treating physician and the responsible person are called at once; the patient is treated "
    "by the sensitivity of the organism; a deviation is opened and the final certificate says so.",
    "conditions": "For autologous use only. Do not irradiate. Do not use a leukoreduction filter. The physician is "
    "told of every result that comes in after this certificate.",
    "changes": "Values changed after they were recorded",
    "change": "Viability: 84 % was changed to 87.4 %. Reason: first value read from the wrong tube.",
    "statement": "Statement",
    "statement_text": "I certify provisionally that, for the bags named here, every result required at this step meets "
    "the specification of the stated revision, that the record was reviewed, and that the results listed as not "
    "known are pending. This is not the final certification.",
    "signature": "Signature",
    "signature_names": ("Signed by", "Role", "User name", "Meaning", "Signed at"),
    "role": "Qualified person",
    "meaning": "I certify provisionally",
    "record": "Record",
    "record_names": ("Entry before this one", "Its seal", "Product file", "Workstation"),
    "tests": ("Viability", "CAR+ fraction", "Endotoxin", "Gram stain", "Mycoplasma", "Vector copy number"),
    "pending": ("Sterility, final product", "Mycoplasma by culture", "Replication-competent virus"),
}

FRENCH = ENGLISH | {
    "title": "Certificat provisoire de libération",
    "subtitle": "Certificat provisoire, ne vaut pas certification finale du lot",
    "banners": ("PROVISOIRE", "DÉMONSTRATION", "SPÉCIFICATION D’EXEMPLE, NE PAS UTILISER"),
    "page": "Page {n} sur {m}",
    "identity": "Produit, lot et patient",
    "identity_names": (
        "Produit",
        "Produit et révision",
        "Description",
        "Lot",
        "Numéro de don",
        "Chaîne d’identité",
        "Identifiant du patient",
        "Patient",
        "Prescripteur",
        "Indication",
        "Base légale",
        "Autorisation de l’établissement",
    ),
    "product": "Cellules CAR-T de démonstration, fraîches",
    "description": "Suspension de lymphocytes T autologues génétiquement modifiés pour perfusion. Contient des "
    "cellules d’origine humaine.",
    "indication": "Leucémie aiguë lymphoblastique B en rechute",
    "legal": "Article L. 4211-9-1 du code de la santé publique (MTI-PP)",
    "dose": "Dose",
    "dose_names": ("Poids", "Dose cible", "Dose (cellules CAR+ viables)", "Dose par kg", "Conservation", "Transport"),
    "storage": "2–8 °C ; ne pas congeler",
    "transport": "Conteneur qualifié avec enregistreur de température, à la verticale",
    "times": "Heures",
    "times_names": ("Reçu", "Rempli", "Départ au plus tard", "Péremption", "Sens de la péremption", "Fuseau horaire"),
    "rule": "Perfusion terminée avant la péremption",
    "bags": "Poches",
    "bags_titles": ("Poche", "Numéro", "Volume", "Cellules", "Remplie"),
    "cells": "{} cellules viables",
    "known": "A  Résultats connus à la date de ce certificat",
    "known_titles": ("Essai et méthode", "Limite et source", "Résultat", "Verdict", "Qui et quand"),
    "meets": "Conforme",
    "who": "Saisi par {} le {} ; contrôlé par {}",
    "unknown": "B  Résultats non connus à la date de ce certificat",
    "sterility": "La stérilité du produit fini n’est pas connue à la date de ce certificat.",
    "unknown_titles": ("Essai et méthode", "Attendu le", "Si le résultat n’est pas conforme"),
    "consequence": "Le médecin et la personne responsable sont appelés immédiatement ; le patient est traité selon "
    "l’antibiogramme ; une déviation est ouverte et le certificat final le mentionne.",
    "conditions": "Pour usage autologue uniquement. Ne pas irradier. Ne pas utiliser de filtre à déleucocytation. Le "
    "médecin est informé de chaque résultat reçu après ce certificat.",
    "changes": "Valeurs modifiées après leur saisie",
    "change": "Viabilité : 84 % a été remplacé par 87,4 %. Motif : première valeur lue sur le mauvais tube.",
    "statement": "Déclaration",
    "statement_text": "Je certifie à titre provisoire que, pour les poches désignées ici, chaque résultat exigé à "
    "cette étape est conforme à la spécification de la révision indiquée, que le dossier a été revu et que les "
    "résultats indiqués comme non connus sont en attente. Ceci ne vaut pas certification finale.",
    "signature": "Signature",
    "signature_names": ("Signé par", "Fonction", "Nom d’utilisateur", "Signification", "Signé le"),
    "role": "Pharmacien responsable",
    "meaning": "Je certifie à titre provisoire",
    "record": "Enregistrement",
    "record_names": ("Entrée précédente", "Son sceau", "Fichier du produit", "Poste de travail"),
    "tests": ("Viabilité", "Fraction CAR+", "Endotoxines", "Coloration de Gram", "Mycoplasmes", "Nombre de copies"),
    "pending": ("Stérilité du produit fini", "Mycoplasmes par culture", "Virus compétent pour la réplication"),
}

GERMAN = ENGLISH | {
    "title": "Vorläufiges Freigabezertifikat",
    "subtitle": "Vorläufiges Zertifikat, nicht die endgültige Zertifizierung der Charge",
    "banners": ("VORLÄUFIG", "DEMONSTRATION", "BEISPIELSPEZIFIKATION, NICHT ZUR VERWENDUNG"),
    "page": "Seite {n} von {m}",
    "identity": "Produkt, Charge und Patientin oder Patient",
    "identity_names": (
        "Produkt",
        "Produkt und Revision",
        "Beschreibung",
        "Charge",
        "Spendennummer",
        "Identitätskette",
        "Patientenidentifikationsnummer",
        "Patientin oder Patient",
        "Verordnende Person",
        "Indikation",
        "Rechtsgrundlage",
        "Genehmigung",
    ),
    "product": "Demonstrations-CAR-T-Zellen, frisch",
    "description": "Suspension autologer genetisch veränderter T-Zellen zur Infusion. Enthält Zellen menschlichen "
    "Ursprungs.",
    "indication": "Rezidivierte akute lymphatische B-Zell-Leukämie",
    "legal": "§ 4b AMG, Arzneimittel für neuartige Therapien",
    "dose_names": ("Körpergewicht", "Zieldosis", "Dosis (lebende CAR+-Zellen)", "Dosis je kg", "Lagerung", "Transport"),
    "storage": "2–8 °C; nicht einfrieren",
    "transport": "Qualifizierte Box mit Temperaturlogger, aufrecht",
    "times": "Zeiten",
    "times_names": ("Angenommen", "Abgefüllt", "Abgang spätestens", "Verfall", "Bedeutung des Verfalls", "Zeitzone"),
    "rule": "Infusion vor dem Verfall beendet",
    "bags": "Beutel",
    "bags_titles": ("Beutel", "Nummer", "Volumen", "Zellen", "Abgefüllt"),
    "cells": "{} lebende Zellen",
    "known": "A  Ergebnisse, die bei diesem Zertifikat bekannt sind",
    "known_titles": ("Prüfung und Verfahren", "Grenze und Quelle", "Ergebnis", "Bewertung", "Wer und wann"),
    "meets": "Entspricht",
    "who": "Erfasst von {} am {}; geprüft von {}",
    "unknown": "B  Ergebnisse, die bei diesem Zertifikat nicht bekannt sind",
    "sterility": "Die Sterilität des Endprodukts ist bei diesem Zertifikat nicht bekannt.",
    "unknown_titles": ("Prüfung und Verfahren", "Erwartet", "Wenn das Ergebnis nicht entspricht"),
    "tests": ("Viabilität", "CAR+-Anteil", "Endotoxine", "Gramfärbung", "Mykoplasmennachweis", "Vektorkopienzahl"),
    "pending": ("Sterilität des Endprodukts", "Mykoplasmen, Kulturverfahren", "Replikationskompetente Viren"),
    "role": "Sachkundige Person nach § 14 AMG",
    "signature": "Unterschrift",
    "statement": "Erklärung",
    "changes": "Nach der Erfassung geänderte Werte",
    "record": "Aufzeichnung",
    "record_names": ("Vorangehender Eintrag", "Sein Siegel", "Produktdatei", "Arbeitsplatz"),
}

LIMITS = ("≥ 70 %", "≥ 20 %", "≤ 5 EU/(kg·h)", "No organism seen", "Not detected", "≤ 5 copies/cell")
RESULTS = ("87.4 → 87 %", "42.0 → 42 %", "< 0.5 EU/(kg·h)", "No organism seen", "Not detected", "2.1 copies/cell")
METHODS = ("Ph. Eur. 2.7.24, 7-AAD", "Flow cytometry", "Ph. Eur. 2.6.14", "Ph. Eur. 2.6.27", "Ph. Eur. 2.6.7", "ddPCR")
LANGUAGES = {"en": ENGLISH, "fr": FRENCH, "de": GERMAN}


def certificate(language: str = "en", *, rows: int = 9, pending: int = 4, name: str = NAMES[0]) -> Sheet:
    say = LANGUAGES[language]
    number = "CARB-2026-0042-P1"
    return Sheet(
        title=say["title"],
        subtitle=say["subtitle"],
        number=number,
        banners=say["banners"],
        issuer="Universitätsklinikum Musterstadt · Advanced therapies unit, building 7",
        sections=(
            _identity(say, name),
            _dose(say),
            _times(say),
            _bags(say),
            _known(say, rows),
            _unknown(say, pending),
            Section(heading=say["changes"], parts=(Line(text=say["change"]),)),
            Section(heading=say["statement"], parts=(Line(text=say["statement_text"]),)),
            _signature(say, name),
            _record(say),
        ),
        foot=f"B-0042 · {number} · carbench",
        page=say["page"],
        language=language,
    )


def _pairs(names: tuple[str, ...], values: tuple[str, ...], faces: str) -> Pairs:
    face = {"p": Face.PLAIN, "s": Face.STRONG, "e": Face.EXACT}
    named = zip(names, values, faces, strict=True)
    return Pairs(pairs=tuple(Pair(name=n, value=v, face=face[f]) for n, v, f in named))


def _identity(say: Words, name: str) -> Section:
    values = (
        say["product"],
        "demo · 1",
        say["description"],
        "B-0042",
        "G1234 26 000042 00 3",
        "COI-7F3K-9QX2-0001",
        "MRN 00481516",
        name,
        "Dr " + NAMES[1],
        say["indication"],
        say["legal"],
        "DE_XX_01_MIA_2026_0001",
    )
    return Section(heading=say["identity"], parts=(_pairs(say["identity_names"], values, "sppeeeespppp"),))


def _dose(say: Words) -> Section:
    values = ("71.5 kg", "1.0 × 10⁶/kg", "71 400 000", "1 000 000/kg", say["storage"], say["transport"])
    return Section(heading=say["dose"], parts=(_pairs(say["dose_names"], values, "ppsspp"),))


def _times(say: Words) -> Section:
    at = ("2026-03-28 09:05 +01:00", "2026-03-29 03:10 +02:00", "2026-03-31 01:40 +02:00", "2026-03-31 03:10 +02:00")
    return Section(
        heading=say["times"], parts=(_pairs(say["times_names"], (*at, say["rule"], "Europe/Berlin"), "ppsspp"),)
    )


def _table(titles: tuple[str, ...], shares: tuple[int, ...], rows: list[tuple[Line, ...]]) -> Table:
    columns = zip(titles, shares, strict=True)
    return Table(columns=tuple(Column(title=t, share=s) for t, s in columns), rows=tuple(rows))


def _bags(say: Words) -> Section:
    rows = [
        (
            Line(text=f"B-0042-{k}", face=Face.EXACT),
            Line(text=f"{k} / 2"),
            Line(text="50.0 mL"),
            Line(text=say["cells"].format("84 000 000")),
            Line(text="2026-03-29 03:10 +02:00"),
        )
        for k in (1, 2)
    ]
    return Section(heading=say["bags"], parts=(_table(say["bags_titles"], (4, 2, 2, 4, 5), rows),))


def _known(say: Words, count: int) -> Section:
    rows = [
        (
            Line(text=f"{say['tests'][k % 6]} {k + 1} ({METHODS[k % 6]})"),
            Line(text=f"{LIMITS[k % 6]} [ARI-0001, Table 2]"),
            Line(text=RESULTS[k % 6]),
            Line(text=say["meets"], face=Face.STRONG),
            Line(text=say["who"].format(NAMES[0], "2026-03-29 02:30 +02:00", NAMES[2])),
        )
        for k in range(count)
    ]
    return Section(heading=say["known"], parts=(_table(say["known_titles"], (6, 4, 4, 3, 5), rows),))


def _unknown(say: Words, count: int) -> Section:
    rows = [
        (
            Line(text=f"{say['pending'][k % 3]} {k + 1} (Ph. Eur. 2.6.{k + 1})"),
            Line(text=f"2026-04-{k % 28 + 1:02d} 03:10 +02:00"),
            Line(text=say["consequence"]),
        )
        for k in range(count)
    ]
    table = _table(say["unknown_titles"], (6, 4, 9), rows)
    parts = (Line(text=say["sterility"], face=Face.STRONG), table, Line(text=say["conditions"]))
    return Section(heading=say["unknown"], parts=parts)


def _signature(say: Words, name: str) -> Section:
    values = (name, say["role"], "l.zizkova", say["meaning"], "2026-03-29 08:15 +02:00 (Europe/Berlin)")
    return Section(heading=say["signature"], parts=(_pairs(say["signature_names"], values, "speps"),))


def _record(say: Words) -> Section:
    values = ("1842", HASH, HASH[::-1], "WS-01 · carbench 0.1.0")
    return Section(heading=say["record"], parts=(_pairs(say["record_names"], values, "eeep"),))
