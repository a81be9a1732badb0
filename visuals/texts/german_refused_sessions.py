"""Why no session is planned, read, kept or analyzed so, in German."""

from __future__ import annotations

from devices.sayable import Sayable
from trainer.said import AnalysisSaid, EntrySaid, JournalSaid, PlanSaid
from visuals.sound.own_said import SoundSaid

__all__ = ["GERMAN_REFUSED_SESSIONS"]

_OTHER_FOLDER = "Wähle mit --data-dir einen anderen Ordner."

GERMAN_REFUSED_SESSIONS: dict[Sayable, str] = {
    PlanSaid.PACE: (
        "{pace:g} Atemzüge pro Minute liegen nicht zwischen 3 und 15; 6 sind ein guter Anfang"
    ),
    PlanSaid.IN_BREATH: (
        "ein Anteil von {share:g} für das Einatmen liegt nicht zwischen 0,25 und 0,6; 0,4 gibt bei "
        "6 Atemzügen pro Minute 4 s ein und 6 s aus"
    ),
    PlanSaid.BREATHING: (
        "{seconds:g} s Atmen liegen nicht zwischen einem Atemzug ({breath_s:g} s) und einem Tag "
        "(86400 s)"
    ),
    PlanSaid.QUIET_BEFORE: "eine stille Zeit davor von {seconds:g} s liegt nicht in 0 bis 3600 s",
    PlanSaid.QUIET_AFTER: "eine stille Zeit danach von {seconds:g} s liegt nicht in 0 bis 3600 s",
    PlanSaid.LENGTH: (
        "eine Dauer von {minutes:g} Minuten geht nicht: mehr als 0 müssen es sein, und höchstens "
        "1440 (ein Tag)"
    ),
    AnalysisSaid.NO_INTERVAL: (
        "ab {start:g} s ist da kein Abstand; die Aufnahme ist {length:.0f} s lang"
    ),
    AnalysisSaid.NO_INTERVAL_WITHIN: (
        "ab {start:g} s ist in {duration:g} s kein Abstand da; die Aufnahme ist {length:.0f} s lang"
    ),
    JournalSaid.UNKNOWN_PERSON: (
        "{folder} nennt jemanden, den es hier nicht gibt; gib den ganzen Pfad eines Ordners an."
    ),
    JournalSaid.NOT_KEPT: (
        f"In {{folder}} lassen sich keine Übungen aufheben: {{why}}. {_OTHER_FOLDER}"
    ),
    JournalSaid.FILE_IN_THE_WAY: "eine Datei dieses Namens ist im Weg",
    JournalSaid.UNREADABLE: "{path} lässt sich nicht lesen: {why}.",
    JournalSaid.UNWRITABLE: f"{{path}} lässt sich nicht schreiben: {{why}}. {_OTHER_FOLDER}",
    JournalSaid.NOT_SAVED: (
        "Das Ende dieser Übung ließ sich nicht speichern, weder in {path} noch bei den "
        "vorläufigen Dateien: {why}. Schaffe Platz auf dem Datenträger."
    ),
    JournalSaid.ELSEWHERE: (
        "{folder} konnte nicht die ganze Übung aufnehmen; leg die gespeicherte Datei dorthin, "
        "sobald Platz ist."
    ),
    JournalSaid.NO_JOURNAL: ("{path} ist keine Aufzeichnung einer Übung: Zeile {number} {why}."),
    JournalSaid.NO_HEADER: "{path} ist keine Aufzeichnung einer Übung: der Kopf fehlt.",
    JournalSaid.EMPTY: "{path} ist leer: die Übung endete, bevor etwas aufgezeichnet war.",
    JournalSaid.NO_BEATS: "In {path} ist kein Herzschlag: da ist nichts zu exportieren.",
    JournalSaid.NO_ECG: (
        "In {path} ist kein EKG. Ein Brustgurt von Polar sendet es: beginne die nächste Übung mit "
        "train --strap --record ecg."
    ),
    JournalSaid.NO_MOVEMENT: (
        "In {path} ist keine Bewegung eines Gurts. Ein Gurt von Polar sendet sie: beginne die "
        "nächste Übung mit train --strap --breath."
    ),
    JournalSaid.NO_BREATH: (
        "In {path} ist kein Atem. Die Bewegung eines Gurts von Polar zeigt ihn, oder ein Bauchgurt "
        "an der Platine eines Pulssensors: beginne die nächste Übung mit train --strap --breath, "
        "oder mit train --serial --breath."
    ),
    JournalSaid.SKIPPED: "Zeile {number} {why}; sie wurde ausgelassen.",
    JournalSaid.TORN: "Die letzte Zeile ({number}) ist abgerissen; sie wurde ausgelassen.",
    JournalSaid.SECOND_HEADER: "Zeile {number} ist ein zweiter Kopf; sie wurde ausgelassen.",
    EntrySaid.NO_JSON: "ist kein JSON",
    EntrySaid.NO_OBJECT: "ist kein JSON-Objekt",
    EntrySaid.UNKNOWN_KIND: "ist von der unbekannten Art {kind!r}",
    EntrySaid.LACKS: "von der Art {kind!r} fehlt {name!r}",
    EntrySaid.OF_PLAN: "von der Art {kind!r}: {why}",
    EntrySaid.CANNOT_BE_READ: "von der Art {kind!r} lässt sich nicht lesen: {why}",
    EntrySaid.NO_NUMBER: "{name} ist keine Zahl",
    EntrySaid.NOT_FINITE: "{name} ist nicht endlich",
    EntrySaid.NO_LIST: "{name} ist keine Liste",
    EntrySaid.NO_DATE: "{name} {words!r} ist kein Datum mit einem Abstand zu UTC",
    EntrySaid.NO_TEXT: "{name} ist kein Text",
    EntrySaid.NO_TABLE: "{name} ist keine Tabelle",
    EntrySaid.NO_TRUTH: "{name} ist weder true noch false",
    EntrySaid.OTHER_FORMAT: "die Form ist nicht {name}",
    EntrySaid.OTHER_VERSION: (
        "die Form hat die Version {version} und nicht {ours}; ein neueres Programm hat sie "
        "geschrieben"
    ),
    EntrySaid.PART_OF_ANSWER: "upset {upset:g} ist keine ganze Zahl",
    EntrySaid.ODD_VALUE: "ein Wert darin passt nicht ({words})",
    SoundSaid.TOO_LARGE: "{path} hat {megabytes} MB; 64 sind das Höchste",
    SoundSaid.NOT_THERE: (
        "in {folder} ist kein Klang {name}.wav (oder {kinds}); zwei Dateien braucht es, eine heißt "
        "in und eine out"
    ),
    SoundSaid.TOO_SHORT: "{path} ist kürzer als {seconds:g} s",
    SoundSaid.SILENT: "in {path} ist nichts als Stille",
    SoundSaid.NO_SOUND: "{path} lässt sich nicht als Klang lesen; zu hören ist der übliche",
}
