"""What the doctor says in German; of what is found, the words stand in `german_found.py`."""

from __future__ import annotations

from devices.finding import Question, Verdict
from devices.strap_signal import StrapSignal
from visuals.texts.doctor import DoctorTexts
from visuals.texts.german_found import GERMAN_STRAP_ADVICE, GERMAN_STRAP_SAID
from visuals.texts.german_found_wire import GERMAN_WIRE_ADVICE, GERMAN_WIRE_SAID

__all__ = ["GERMAN_DOCTOR"]

GERMAN_DOCTOR = DoctorTexts(
    greeting="Sehen wir zusammen nach. Leg deinen Gurt an, mit feuchten Kontakten.",
    wired_greeting=(
        "Sehen wir zusammen nach. Steck die Platine an, und leg einen Finger leicht auf den "
        "Sensor. Es dauert eine halbe Minute."
    ),
    looking="Es wird gesucht ...",
    listening="{name} wird zugehört ...",
    attempt="Versuch: {advice}",
    all_well="Alles ist gut. Beginne mit: bellybreath train --strap",
    all_well_wired="Alles ist gut. Beginne mit: bellybreath train --serial",
    not_all_known="Soweit man es sagen kann, ist nichts im Weg.",
    one_thing=(
        "Beginne mit dem, was zuerst dasteht; oft löst sich der Rest von selbst. Der Atem braucht "
        "keinen Gurt: bellybreath practice"
    ),
    questions={
        Question.RADIO: "Bluetooth",
        Question.ALLOWED: "Erlaubt",
        Question.SEEN: "Gurt",
        Question.FREE: "Frei",
        Question.CONNECTED: "Verbindung",
        Question.CONTACT: "Haut",
        Question.BEATS: "Herzschläge",
        Question.BATTERY: "Batterie",
        Question.PORTS: "Anschlüsse",
        Question.PORT_ALLOWED: "Port erlaubt",
        Question.PORT_FREE: "Port frei",
        Question.LINES: "Zeilen",
        Question.FORM: "Sketch",
        Question.SAMPLES: "Werte",
        Question.PULSE: "Puls",
        Question.BELT: "Bauchgurt",
    },
    verdicts={
        Verdict.OK: "ok",
        Verdict.NOT: "nicht",
        Verdict.NOT_KNOWN: "unbekannt",
    },
    signals={
        StrapSignal.STRONG: "stark",
        StrapSignal.GOOD: "gut",
        StrapSignal.WEAK: "schwach",
        StrapSignal.FAINT: "sehr schwach",
        StrapSignal.NONE: "nicht zu hören",
    },
    said=GERMAN_STRAP_SAID | GERMAN_WIRE_SAID,
    advice=GERMAN_STRAP_ADVICE | GERMAN_WIRE_ADVICE,
    report_title="Ein Bericht von Bellybreath. Er enthält keine Namen, Adressen und Ordner.",
    report_link="Verbindung: {states}",
    report_packets="Pakete: {packets}, Schläge: {beats}, Modell: {model}",
    report_system="das System sagte: {words}",
    nothing="nichts",
    not_known="nicht bekannt",
    report_written="Ein Bericht ohne Namen und Adressen: {path}",
    on_clipboard="Er liegt auch in deiner Zwischenablage.",
    not_written=(
        "der Bericht lässt sich nicht nach {path} schreiben ({why}); wähle mit --data-dir einen "
        "anderen Ordner"
    ),
    one_at_a_time=("nach Gurt und Anschluss wird nur einzeln gesehen; lass eins von beiden weg"),
)
