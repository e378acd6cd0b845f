<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>BatchForm</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Before it can be certified</source>
        <translation>Vor der Zertifizierung zu klären</translation>
    </message>
    <message>
        <source>Nothing stands against it.</source>
        <translation>Nichts steht dem entgegen.</translation>
    </message>
    <message>
        <source>Confirm what I performed</source>
        <translation>Durchgeführtes bestätigen</translation>
    </message>
</context>
<context>
    <name>BenchForm</name>
    <message>
        <source>Bench</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation>Charge eröffnen</translation>
    </message>
    <message>
        <source>Yours to do</source>
        <translation>Ihre Aufgaben</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Nichts wartet auf Sie.</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Chargen</translation>
    </message>
    <message>
        <source>No batch yet. An operator opens the first one.</source>
        <translation>Noch keine Charge. Die Herstellung eröffnet die erste.</translation>
    </message>
</context>
<context>
    <name>BesideFieldForm</name>
    <message>
        <source>Beside the reading</source>
        <translation>Neben dem Messwert</translation>
    </message>
</context>
<context>
    <name>CertifyingForm</name>
    <message>
        <source>Language of the document</source>
        <translation>Sprache des Dokuments</translation>
    </message>
    <message>
        <source>Deviations are open. Reason to certify in spite of them; it stands on the certificate</source>
        <translation>Abweichungen sind offen. Grund, trotzdem zu bescheinigen; er steht auf dem Zertifikat</translation>
    </message>
    <message>
        <source>Reason to certify in spite of open deviations</source>
        <translation>Grund, trotz offener Abweichungen zu bescheinigen</translation>
    </message>
    <message>
        <source>Sign the review</source>
        <translation>Durchsicht unterschreiben</translation>
    </message>
    <message>
        <source>Sign the certificate</source>
        <translation>Zertifikat unterschreiben</translation>
    </message>
</context>
<context>
    <name>CircumstancesForm</name>
    <message>
        <source>When it happened, as 2026-01-31 14:05</source>
        <translation>Geschehen, wie 2026-01-31 14:05</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Geschehen am</translation>
    </message>
    <message>
        <source>now</source>
        <translation>jetzt</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Performed by</source>
        <translation>Durchgeführt von</translation>
    </message>
    <message>
        <source>Reason for a late entry or a correction</source>
        <translation>Grund (Nachtrag, Korrektur)</translation>
    </message>
</context>
<context>
    <name>CultureForm</name>
    <message>
        <source>Culture</source>
        <translation>Kultur</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Was erfasst ist</translation>
    </message>
    <message>
        <source>Viable cells, 10^6 per mL</source>
        <translation>Lebende Zellen, 10^6 je mL</translation>
    </message>
    <message>
        <source>Viability, %</source>
        <translation>Viabilität, %</translation>
    </message>
    <message>
        <source>Volume, mL</source>
        <translation>Volumen, mL</translation>
    </message>
    <message>
        <source>Sign this step</source>
        <translation>Schritt unterschreiben</translation>
    </message>
    <message>
        <source>Record the count</source>
        <translation>Zählung erfassen</translation>
    </message>
</context>
<context>
    <name>CurvesForm</name>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Zählungen</translation>
    </message>
</context>
<context>
    <name>DocumentForm</name>
    <message>
        <source>Save a copy</source>
        <translation>Kopie speichern</translation>
    </message>
</context>
<context>
    <name>FactsForm</name>
    <message>
        <source>Order</source>
        <translation>Anforderung</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Was erfasst ist</translation>
    </message>
</context>
<context>
    <name>FillForm</name>
    <message>
        <source>Fill</source>
        <translation>Abfüllung</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Was erfasst ist</translation>
    </message>
    <message>
        <source>Bag number</source>
        <translation>Beutelnummer</translation>
    </message>
    <message>
        <source>Viable cells, 10^6 per mL</source>
        <translation>Lebende Zellen, 10^6 je mL</translation>
    </message>
    <message>
        <source>Volume left in the bag, mL</source>
        <translation>Im Beutel verbleibendes Volumen, mL</translation>
    </message>
    <message>
        <source>Sign this step</source>
        <translation>Schritt unterschreiben</translation>
    </message>
    <message>
        <source>Record with a second person</source>
        <translation>Mit zweiter Person erfassen</translation>
    </message>
</context>
<context>
    <name>LabelsForm</name>
    <message>
        <source>Identity labels</source>
        <translation>Identitätsetiketten</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Was erfasst ist</translation>
    </message>
    <message>
        <source>1  Labels that came out of the printer</source>
        <translation>1  Etiketten, die aus dem Drucker kamen</translation>
    </message>
    <message>
        <source>Labels that came out of the printer</source>
        <translation>Etiketten, die aus dem Drucker kamen</translation>
    </message>
    <message>
        <source>Record printing</source>
        <translation>Druck erfassen</translation>
    </message>
    <message>
        <source>2  Label on its bag, scanned</source>
        <translation>2  Etikett auf seinem Beutel, gescannt</translation>
    </message>
    <message>
        <source>Label on its bag, scanned</source>
        <translation>Etikett auf seinem Beutel, gescannt</translation>
    </message>
    <message>
        <source>Record scan</source>
        <translation>Scan erfassen</translation>
    </message>
    <message>
        <source>3  Count of every label, with a second person</source>
        <translation>3  Zählung aller Etiketten, mit einer zweiten Person</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Gedruckt</translation>
    </message>
    <message>
        <source>Put on bags</source>
        <translation>Auf Beutel geklebt</translation>
    </message>
    <message>
        <source>Retained</source>
        <translation>Zurückbehalten</translation>
    </message>
    <message>
        <source>Held for later</source>
        <translation>Für später</translation>
    </message>
    <message>
        <source>Spoiled</source>
        <translation>Unbrauchbar</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>Vernichtet</translation>
    </message>
    <message>
        <source>Sign this step</source>
        <translation>Schritt unterschreiben</translation>
    </message>
    <message>
        <source>Record the count with a second person</source>
        <translation>Zählung mit einer zweiten Person erfassen</translation>
    </message>
</context>
<context>
    <name>LinkForm</name>
    <message>
        <source>Go there</source>
        <translation>Dorthin gehen</translation>
    </message>
</context>
<context>
    <name>OrderForm</name>
    <message>
        <source>Open a batch</source>
        <translation>Charge eröffnen</translation>
    </message>
    <message>
        <source>Take over the order as it is written. What is wrong here is wrong on every paper.</source>
        <translation>Übernehmen Sie die Anforderung, wie sie geschrieben steht. Was hier falsch ist, ist auf jedem Papier falsch.</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produkt</translation>
    </message>
    <message>
        <source>Batch number</source>
        <translation>Chargennummer</translation>
    </message>
    <message>
        <source>Patient identifier</source>
        <translation>Patientenkennung</translation>
    </message>
    <message>
        <source>Patient name</source>
        <translation>Patientenname</translation>
    </message>
    <message>
        <source>Donation number</source>
        <translation>Spendennummer</translation>
    </message>
    <message>
        <source>Chain of identity</source>
        <translation>Identitätskette</translation>
    </message>
    <message>
        <source>Prescriber</source>
        <translation>Verordnende Person</translation>
    </message>
    <message>
        <source>Indication</source>
        <translation>Indikation</translation>
    </message>
    <message>
        <source>Weight, kg</source>
        <translation>Gewicht, kg</translation>
    </message>
    <message>
        <source>Target dose, 10^6 CAR+ viable cells per kg</source>
        <translation>Zieldosis, 10^6 lebende CAR+-Zellen je kg</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Open the batch</source>
        <translation>Charge eröffnen</translation>
    </message>
</context>
<context>
    <name>PersonCardForm</name>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
</context>
<context>
    <name>PersonRowForm</name>
    <message>
        <source>Full name</source>
        <translation>Vollständiger Name</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Passwort wiederholen</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Herstellung</translation>
    </message>
    <message>
        <source>QC analyst</source>
        <translation>Qualitätskontrolle</translation>
    </message>
    <message>
        <source>QA reviewer</source>
        <translation>Qualitätssicherung</translation>
    </message>
    <message>
        <source>Qualified Person</source>
        <translation>Sachkundige Person</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
</context>
<context>
    <name>ReceiptForm</name>
    <message>
        <source>Receipt</source>
        <translation>Annahme</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Was erfasst ist</translation>
    </message>
    <message>
        <source>Collecting establishment</source>
        <translation>Entnahmeeinrichtung</translation>
    </message>
    <message>
        <source>Volume, mL</source>
        <translation>Volumen, mL</translation>
    </message>
    <message>
        <source>Temperature on arrival, °C</source>
        <translation>Temperatur bei Ankunft, °C</translation>
    </message>
    <message>
        <source>Record with a second person</source>
        <translation>Mit zweiter Person erfassen</translation>
    </message>
</context>
<context>
    <name>ResultRowForm</name>
    <message>
        <source>Reading</source>
        <translation>Messwert</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Befund</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Erfassen</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Einheit</translation>
    </message>
</context>
<context>
    <name>ResultsForm</name>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Sign the checks</source>
        <translation>Zweitprüfungen unterschreiben</translation>
    </message>
</context>
<context>
    <name>SetUpForm</name>
    <message>
        <source>Set up this workstation</source>
        <translation>Diesen Arbeitsplatz einrichten</translation>
    </message>
    <message>
        <source>These facts become the first entry of the record. They are printed on every document.</source>
        <translation>Diese Angaben werden zum ersten Eintrag der Aufzeichnung. Sie werden auf jedes Dokument gedruckt.</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Standort</translation>
    </message>
    <message>
        <source>Establishment</source>
        <translation>Einrichtung</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Rechtsgrundlage</translation>
    </message>
    <message>
        <source>Authorisation number</source>
        <translation>Genehmigungsnummer</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Zeitzone</translation>
    </message>
    <message>
        <source>Name of this workstation</source>
        <translation>Name dieses Arbeitsplatzes</translation>
    </message>
    <message>
        <source>Language of documents</source>
        <translation>Sprache der Dokumente</translation>
    </message>
    <message>
        <source>First people</source>
        <translation>Erste Personen</translation>
    </message>
    <message>
        <source>At least one administrator and one person for the batches. An administrator touches no batch.</source>
        <translation>Mindestens eine Person für die Administration und eine für die Chargen. Die Administration berührt keine Charge.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Person hinzufügen</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Einrichten</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Who is at the bench?</source>
        <translation>Wer ist am Arbeitsplatz?</translation>
    </message>
    <message>
        <source>This is a demonstration. Choose anybody; the invented passwords are shown.</source>
        <translation>Dies ist eine Demonstration. Wählen Sie irgendjemanden; die erfundenen Passwörter werden angezeigt.</translation>
    </message>
    <message>
        <source>Type to find a name</source>
        <translation>Namen durch Eingeben finden</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Caps lock is on</source>
        <translation>Feststelltaste ist an</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Anmelden</translation>
    </message>
</context>
<context>
    <name>SigningForm</name>
    <message>
        <source>DEMONSTRATION: invented people and readings, not for use</source>
        <translation>DEMONSTRATION: erfundene Personen und Werte, nicht zur Verwendung</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>Zweite Person</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Caps lock is on</source>
        <translation>Feststelltaste ist an</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Unterschreiben</translation>
    </message>
</context>
<context>
    <name>StepButtonForm</name>
    <message>
        <source>Step</source>
        <translation>Schritt</translation>
    </message>
</context>
<context>
    <name>TrailForm</name>
    <message>
        <source>Trail</source>
        <translation>Prüfpfad</translation>
    </message>
    <message>
        <source>Every act, newest first. Nothing here can be changed; a correction is an act of its own.</source>
        <translation>Alle Vorgänge, die neuesten zuerst. Hier lässt sich nichts ändern; eine Korrektur ist ein eigener Vorgang.</translation>
    </message>
    <message>
        <source>Show only what holds these words</source>
        <translation>Nur zeigen, was diese Wörter enthält</translation>
    </message>
    <message>
        <source>Entries of the trail</source>
        <translation>Einträge des Prüfpfads</translation>
    </message>
    <message>
        <source>What the entry holds</source>
        <translation>Inhalt des Eintrags</translation>
    </message>
</context>
<context>
    <name>WindowForm</name>
    <message>
        <source>carbench</source>
        <translation>carbench</translation>
    </message>
    <message>
        <source>DEMONSTRATION: invented people and readings, not for use</source>
        <translation>DEMONSTRATION: erfundene Personen und Werte, nicht zur Verwendung</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Prüfpfad</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Anzeige</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Abmelden</translation>
    </message>
</context>
</TS>
