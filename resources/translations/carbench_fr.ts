<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
<context>
    <name>BatchForm</name>
    <message>
        <source>Curves</source>
        <translation>Courbes</translation>
    </message>
    <message>
        <source>Before it can be certified</source>
        <translation>À régler avant certification</translation>
    </message>
    <message>
        <source>Nothing stands against it.</source>
        <translation>Rien ne s’y oppose.</translation>
    </message>
    <message>
        <source>Confirm what I performed</source>
        <translation>Confirmer mes actes</translation>
    </message>
</context>
<context>
    <name>BenchForm</name>
    <message>
        <source>Bench</source>
        <translation>Tableau de bord</translation>
    </message>
    <message>
        <source>Open a batch</source>
        <translation>Ouvrir un lot</translation>
    </message>
    <message>
        <source>Yours to do</source>
        <translation>À faire par vous</translation>
    </message>
    <message>
        <source>Nothing waits for you.</source>
        <translation>Rien ne vous attend.</translation>
    </message>
    <message>
        <source>Batches</source>
        <translation>Lots</translation>
    </message>
    <message>
        <source>No batch yet. An operator opens the first one.</source>
        <translation>Pas encore de lot. La production ouvre le premier.</translation>
    </message>
</context>
<context>
    <name>BesideFieldForm</name>
    <message>
        <source>Beside the reading</source>
        <translation>À côté de la lecture</translation>
    </message>
</context>
<context>
    <name>CertifyingForm</name>
    <message>
        <source>Language of the document</source>
        <translation>Langue du document</translation>
    </message>
    <message>
        <source>Deviations are open. Reason to certify in spite of them; it stands on the certificate</source>
        <translation>Des déviations sont ouvertes. Raison de certifier malgré elles ; elle figure sur le certificat</translation>
    </message>
    <message>
        <source>Reason to certify in spite of open deviations</source>
        <translation>Raison de certifier malgré des déviations ouvertes</translation>
    </message>
    <message>
        <source>Sign the review</source>
        <translation>Signer la revue</translation>
    </message>
    <message>
        <source>Sign the certificate</source>
        <translation>Signer le certificat</translation>
    </message>
</context>
<context>
    <name>CircumstancesForm</name>
    <message>
        <source>When it happened, as 2026-01-31 14:05</source>
        <translation>Effectué le, ex. 2026-01-31 14:05</translation>
    </message>
    <message>
        <source>When it happened</source>
        <translation>Effectué le</translation>
    </message>
    <message>
        <source>now</source>
        <translation>maintenant</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Maintenant</translation>
    </message>
    <message>
        <source>Performed by</source>
        <translation>Effectué par</translation>
    </message>
    <message>
        <source>Reason for a late entry or a correction</source>
        <translation>Motif (saisie tardive, correction)</translation>
    </message>
</context>
<context>
    <name>CultureForm</name>
    <message>
        <source>Culture</source>
        <translation>Culture</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Ce qui est enregistré</translation>
    </message>
    <message>
        <source>Viable cells, 10^6 per mL</source>
        <translation>Cellules viables, 10^6 par mL</translation>
    </message>
    <message>
        <source>Viability, %</source>
        <translation>Viabilité,&#xa0;%</translation>
    </message>
    <message>
        <source>Volume, mL</source>
        <translation>Volume, mL</translation>
    </message>
    <message>
        <source>Sign this step</source>
        <translation>Signer cette étape</translation>
    </message>
    <message>
        <source>Record the count</source>
        <translation>Enregistrer le comptage</translation>
    </message>
</context>
<context>
    <name>CurvesForm</name>
    <message>
        <source>Curves</source>
        <translation>Courbes</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>Comptages</translation>
    </message>
</context>
<context>
    <name>DocumentForm</name>
    <message>
        <source>Save a copy</source>
        <translation>Enregistrer une copie</translation>
    </message>
</context>
<context>
    <name>FactsForm</name>
    <message>
        <source>Order</source>
        <translation>Commande</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Ce qui est enregistré</translation>
    </message>
</context>
<context>
    <name>FillForm</name>
    <message>
        <source>Fill</source>
        <translation>Remplissage</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Ce qui est enregistré</translation>
    </message>
    <message>
        <source>Bag number</source>
        <translation>Numéro de poche</translation>
    </message>
    <message>
        <source>Viable cells, 10^6 per mL</source>
        <translation>Cellules viables, 10^6 par mL</translation>
    </message>
    <message>
        <source>Volume left in the bag, mL</source>
        <translation>Volume restant dans la poche, mL</translation>
    </message>
    <message>
        <source>Sign this step</source>
        <translation>Signer cette étape</translation>
    </message>
    <message>
        <source>Record with a second person</source>
        <translation>Enregistrer avec une seconde personne</translation>
    </message>
</context>
<context>
    <name>LabelsForm</name>
    <message>
        <source>Identity labels</source>
        <translation>Étiquettes d’identité</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Ce qui est enregistré</translation>
    </message>
    <message>
        <source>1  Labels that came out of the printer</source>
        <translation>1  Étiquettes sorties de l’imprimante</translation>
    </message>
    <message>
        <source>Labels that came out of the printer</source>
        <translation>Étiquettes sorties de l’imprimante</translation>
    </message>
    <message>
        <source>Record printing</source>
        <translation>Enregistrer l’impression</translation>
    </message>
    <message>
        <source>2  Label on its bag, scanned</source>
        <translation>2  Étiquette sur sa poche, scannée</translation>
    </message>
    <message>
        <source>Label on its bag, scanned</source>
        <translation>Étiquette sur sa poche, scannée</translation>
    </message>
    <message>
        <source>Record scan</source>
        <translation>Enregistrer le scan</translation>
    </message>
    <message>
        <source>3  Count of every label, with a second person</source>
        <translation>3  Comptage de toutes les étiquettes, avec une seconde personne</translation>
    </message>
    <message>
        <source>Printed</source>
        <translation>Imprimées</translation>
    </message>
    <message>
        <source>Put on bags</source>
        <translation>Apposées sur les poches</translation>
    </message>
    <message>
        <source>Retained</source>
        <translation>Conservées</translation>
    </message>
    <message>
        <source>Held for later</source>
        <translation>Mises de côté</translation>
    </message>
    <message>
        <source>Spoiled</source>
        <translation>Abîmées</translation>
    </message>
    <message>
        <source>Destroyed</source>
        <translation>Détruites</translation>
    </message>
    <message>
        <source>Sign this step</source>
        <translation>Signer cette étape</translation>
    </message>
    <message>
        <source>Record the count with a second person</source>
        <translation>Enregistrer le comptage avec une seconde personne</translation>
    </message>
</context>
<context>
    <name>LinkForm</name>
    <message>
        <source>Go there</source>
        <translation>Y aller</translation>
    </message>
</context>
<context>
    <name>OrderForm</name>
    <message>
        <source>Open a batch</source>
        <translation>Ouvrir un lot</translation>
    </message>
    <message>
        <source>Take over the order as it is written. What is wrong here is wrong on every paper.</source>
        <translation>Reprenez la commande telle qu’elle est écrite. Une erreur ici se retrouve sur chaque document.</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>Produit</translation>
    </message>
    <message>
        <source>Batch number</source>
        <translation>Numéro de lot</translation>
    </message>
    <message>
        <source>Patient identifier</source>
        <translation>Identifiant patient</translation>
    </message>
    <message>
        <source>Patient name</source>
        <translation>Nom du patient</translation>
    </message>
    <message>
        <source>Donation number</source>
        <translation>Numéro de don</translation>
    </message>
    <message>
        <source>Chain of identity</source>
        <translation>Chaîne d’identité</translation>
    </message>
    <message>
        <source>Prescriber</source>
        <translation>Prescripteur</translation>
    </message>
    <message>
        <source>Indication</source>
        <translation>Indication</translation>
    </message>
    <message>
        <source>Weight, kg</source>
        <translation>Poids, kg</translation>
    </message>
    <message>
        <source>Target dose, 10^6 CAR+ viable cells per kg</source>
        <translation>Dose cible, 10^6 cellules CAR+ viables par kg</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Retour</translation>
    </message>
    <message>
        <source>Open the batch</source>
        <translation>Ouvrir le lot</translation>
    </message>
</context>
<context>
    <name>PersonCardForm</name>
    <message>
        <source>Person</source>
        <translation>Personne</translation>
    </message>
</context>
<context>
    <name>PersonRowForm</name>
    <message>
        <source>Full name</source>
        <translation>Nom complet</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d’utilisateur</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>Mot de passe, de nouveau</translation>
    </message>
    <message>
        <source>Operator</source>
        <translation>Production</translation>
    </message>
    <message>
        <source>QC analyst</source>
        <translation>Contrôle qualité</translation>
    </message>
    <message>
        <source>QA reviewer</source>
        <translation>Assurance qualité</translation>
    </message>
    <message>
        <source>Qualified Person</source>
        <translation>Personne responsable</translation>
    </message>
    <message>
        <source>Administrator</source>
        <translation>Administration</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Retirer</translation>
    </message>
</context>
<context>
    <name>ReceiptForm</name>
    <message>
        <source>Receipt</source>
        <translation>Réception</translation>
    </message>
    <message>
        <source>What is recorded</source>
        <translation>Ce qui est enregistré</translation>
    </message>
    <message>
        <source>Collecting establishment</source>
        <translation>Établissement préleveur</translation>
    </message>
    <message>
        <source>Volume, mL</source>
        <translation>Volume, mL</translation>
    </message>
    <message>
        <source>Temperature on arrival, °C</source>
        <translation>Température à l’arrivée, °C</translation>
    </message>
    <message>
        <source>Record with a second person</source>
        <translation>Enregistrer avec une seconde personne</translation>
    </message>
</context>
<context>
    <name>ResultRowForm</name>
    <message>
        <source>Reading</source>
        <translation>Valeur</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Issue</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Enregistrer</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>Unité</translation>
    </message>
</context>
<context>
    <name>ResultsForm</name>
    <message>
        <source>Results</source>
        <translation>Résultats</translation>
    </message>
    <message>
        <source>Sign the checks</source>
        <translation>Signer les vérifications</translation>
    </message>
</context>
<context>
    <name>SetUpForm</name>
    <message>
        <source>Set up this workstation</source>
        <translation>Configurer ce poste de travail</translation>
    </message>
    <message>
        <source>These facts become the first entry of the record. They are printed on every document.</source>
        <translation>Ces données deviennent la première entrée du registre. Elles sont imprimées sur chaque document.</translation>
    </message>
    <message>
        <source>Site</source>
        <translation>Site</translation>
    </message>
    <message>
        <source>Establishment</source>
        <translation>Établissement</translation>
    </message>
    <message>
        <source>Legal basis</source>
        <translation>Base légale</translation>
    </message>
    <message>
        <source>Authorisation number</source>
        <translation>Numéro d’autorisation</translation>
    </message>
    <message>
        <source>Time zone</source>
        <translation>Fuseau horaire</translation>
    </message>
    <message>
        <source>Name of this workstation</source>
        <translation>Nom de ce poste de travail</translation>
    </message>
    <message>
        <source>Language of documents</source>
        <translation>Langue des documents</translation>
    </message>
    <message>
        <source>First people</source>
        <translation>Premières personnes</translation>
    </message>
    <message>
        <source>At least one administrator and one person for the batches. An administrator touches no batch.</source>
        <translation>Au moins une personne pour l’administration et une pour les lots. L’administration ne touche à aucun lot.</translation>
    </message>
    <message>
        <source>Add a person</source>
        <translation>Ajouter une personne</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>Configurer</translation>
    </message>
</context>
<context>
    <name>SignInForm</name>
    <message>
        <source>Who is at the bench?</source>
        <translation>Qui est au poste&#xa0;?</translation>
    </message>
    <message>
        <source>This is a demonstration. Choose anybody; the invented passwords are shown.</source>
        <translation>Ceci est une démonstration. Choisissez n’importe qui&#xa0;; les mots de passe inventés sont affichés.</translation>
    </message>
    <message>
        <source>Type to find a name</source>
        <translation>Saisir pour trouver un nom</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Caps lock is on</source>
        <translation>Verrouillage des majuscules activé</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>Se connecter</translation>
    </message>
</context>
<context>
    <name>SigningForm</name>
    <message>
        <source>DEMONSTRATION: invented people and readings, not for use</source>
        <translation>DÉMONSTRATION&#xa0;: personnes et valeurs inventées, ne pas utiliser</translation>
    </message>
    <message>
        <source>Second person</source>
        <translation>Seconde personne</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Nom d’utilisateur</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Mot de passe</translation>
    </message>
    <message>
        <source>Caps lock is on</source>
        <translation>Verrouillage des majuscules activé</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Annuler</translation>
    </message>
    <message>
        <source>Sign</source>
        <translation>Signer</translation>
    </message>
</context>
<context>
    <name>StepButtonForm</name>
    <message>
        <source>Step</source>
        <translation>Étape</translation>
    </message>
</context>
<context>
    <name>TrailForm</name>
    <message>
        <source>Trail</source>
        <translation>Piste d’audit</translation>
    </message>
    <message>
        <source>Every act, newest first. Nothing here can be changed; a correction is an act of its own.</source>
        <translation>Tous les actes, le plus récent en premier. Rien ne peut être modifié ici&#xa0;; une correction est un acte à part.</translation>
    </message>
    <message>
        <source>Show only what holds these words</source>
        <translation>N’afficher que ce qui contient ces mots</translation>
    </message>
    <message>
        <source>Entries of the trail</source>
        <translation>Entrées de la piste d’audit</translation>
    </message>
    <message>
        <source>What the entry holds</source>
        <translation>Contenu de l’entrée</translation>
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
        <translation>DÉMONSTRATION&#xa0;: personnes et valeurs inventées, ne pas utiliser</translation>
    </message>
    <message>
        <source>Bench</source>
        <translation>Tableau de bord</translation>
    </message>
    <message>
        <source>Trail</source>
        <translation>Piste d’audit</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Langue</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>Affichage</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Taille du texte</translation>
    </message>
    <message>
        <source>Sign out</source>
        <translation>Se déconnecter</translation>
    </message>
</context>
</TS>
