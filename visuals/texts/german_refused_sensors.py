"""Why no recording, no strap and no port is taken, in German."""

from __future__ import annotations

from devices.choice_said import PortChoiceSaid, StrapChoiceSaid
from devices.recording_said import RecordingSaid, RecordingUnit
from devices.sayable import Sayable

__all__ = ["GERMAN_REFUSED_SENSORS"]

_NOT_FOUND = (
    "war nicht zu finden. Leg ihn mit feuchten Kontakten an. Sieh nach, dass keine Uhr, kein Handy "
    "und kein anderes Programm ihn hält; dann fang noch einmal an."
)
_SAY_WHICH = "Sag mit --strap, welcher: mit dem Ende seines Namens oder seiner Adresse."
_CHARGES_ONLY = "Ein Kabel, das nur lädt, zeigt gar keinen Anschluss."

GERMAN_REFUSED_SENSORS: dict[Sayable, str] = {
    RecordingSaid.NO_NAME: "{path!r} ist kein Name einer Datei.",
    RecordingSaid.FOLDER: "{path} ist ein Ordner; nenne eine Datei mit Herzschlägen darin.",
    RecordingSaid.NO_PLAIN_FILE: (
        "{path} ist keine einfache Datei; kopiere den Inhalt zuerst in eine."
    ),
    RecordingSaid.TOO_LARGE: (
        "{path} hat {megabytes:.0f} MB; ein Tag an Herzschlägen braucht etwa 1 MB, und die Grenze "
        "sind {limit} MB."
    ),
    RecordingSaid.UNREADABLE: "{path} lässt sich nicht lesen: {why}.",
    RecordingSaid.NOT_THERE: "{path} gibt es nicht; sieh den Namen noch einmal an.",
    RecordingSaid.NOT_ALLOWED: (
        "{path} darfst du nicht lesen; ändere die Rechte der Datei, oder kopiere sie."
    ),
    RecordingSaid.NOT_OPENED: "{path} lässt sich nicht öffnen: {why}.",
    RecordingSaid.OF_FILE: "{path} {why}.",
    RecordingSaid.EMPTY: "ist leer: darin steht kein Abstand zwischen Herzschlägen",
    RecordingSaid.NO_LIST: (
        "enthält keine Liste von Abständen zwischen Herzschlägen: in Zeile {number} steht "
        "{line!r}; gebraucht wird ein Abstand pro Zeile, in Millisekunden"
    ),
    RecordingSaid.SESSION: (
        "ist eine gespeicherte Übung, keine Liste von Abständen zwischen Herzschlägen; schreib "
        "diese zuerst mit 'bellybreath export', und nenn die Datei, die dabei entsteht"
    ),
    RecordingSaid.ONLY_ZEROS: (
        "enthält keine Abstände zwischen Herzschlägen: alles ist null, oder so, wie kein Herz "
        "schlägt"
    ),
    RecordingSaid.BINARY: (
        "ist kein Text, sondern eine Datei für Programme; exportiere die Abstände zuerst als Text "
        "oder CSV"
    ),
    RecordingSaid.NO_NUMBERS: (
        "enthält keine Abstände zwischen Herzschlägen: in Zeile {number} steht {line!r}, und "
        "danach kommen keine Zahlen"
    ),
    RecordingSaid.NO_COLUMN: (
        "hat keine Spalte mit Abständen: die Spalten sind {names}; nenne eine davon rr_ms"
    ),
    RecordingSaid.COLUMNS_UNNAMED: (
        "hat {width} Spalten ohne Namen, und in welcher die Abstände stehen, ist nicht zu "
        "erkennen; setz eine Zeile mit Namen darüber, rr_ms über die Abstände"
    ),
    RecordingSaid.TOO_SMALL: (
        "enthält Zahlen wie {median:g}: zu klein für Abstände in ms (etwa 300 bis 2000); es sind "
        "vielleicht Pulszahlen, und aus denen lassen sich die Abstände nicht zurückgewinnen"
    ),
    RecordingSaid.TOO_BIG: (
        "enthält Zahlen wie {median:g}: zu groß für Abstände in ms (etwa 300 bis 2000)"
    ),
    RecordingSaid.BROKEN_LINES: (
        "{broken} von {count} Zeilen enthalten keinen Abstand (zuerst Zeile {first}); dort bricht "
        "die Reihe ab."
    ),
    RecordingSaid.GAPS: (
        "In der Datei sind Stellen markiert, an denen Herzschläge fehlen ({gaps}); dort ist die "
        "Reihe unterbrochen."
    ),
    RecordingSaid.PULSES: (
        "Das sind Abstände von Puls zu Puls: sie sagen, wie sich der Puls ändert (PRV). In Ruhe "
        "ist das dem Herzen nah, und doch nicht dasselbe."
    ),
    RecordingSaid.LATIN_1: (
        "Die Datei ist kein UTF-8; sie wurde als Latin-1 gelesen (nur Wörter können anders sein)."
    ),
    RecordingSaid.READ_AS_SECONDS: (
        "Die Überschrift sagt ms, doch ein üblicher Wert ist {median:g}: als Sekunden gelesen."
    ),
    RecordingSaid.IN_SECONDS: "Die Abstände sind in Sekunden (ein üblicher ist {median:g} s).",
    RecordingSaid.READ_AS_MS: (
        "Die Überschrift sagt s, doch ein üblicher Wert ist {median:g}: als ms gelesen."
    ),
    RecordingSaid.MIXED_UNITS: (
        "{strangers} von {count} Werten sehen nach {unit} aus, anders als die übrigen; sie "
        "bleiben, wie sie sind, und können nicht zählen."
    ),
    RecordingUnit.SECONDS: "Sekunden",
    RecordingUnit.MILLISECONDS: "Millisekunden",
    StrapChoiceSaid.TROUBLE: "{state}",
    StrapChoiceSaid.SEVERAL_FIT: (
        f"Da sind {{count}} Gurte: {{names}}; {{asked!r}} könnte jeder davon sein. {_SAY_WHICH}"
    ),
    StrapChoiceSaid.SEVERAL: (
        f"Da sind {{count}} Gurte: {{names}}; keiner davon wurde genannt. {_SAY_WHICH}"
    ),
    StrapChoiceSaid.OTHER_NAMES: (
        "Kein Gurt heißt {asked!r}; da ist {names}. Nenne ihn mit --strap."
    ),
    StrapChoiceSaid.OTHERS_ONLY: (
        "Dein Gurt {last} war nicht zu finden, und kein anderer tritt an seine Stelle. Da ist "
        "{names}: willst du den nehmen, nenne ihn mit --strap."
    ),
    StrapChoiceSaid.NAMED_NOT_FOUND: f"Ein Gurt namens {{asked!r}} {_NOT_FOUND}",
    StrapChoiceSaid.LAST_NOT_FOUND: f"Dein Gurt {{last}} {_NOT_FOUND}",
    StrapChoiceSaid.NONE_FOUND: f"Ein Gurt {_NOT_FOUND}",
    PortChoiceSaid.NONE_AT_ALL: f"Kein Pulssensor ist angesteckt. {_CHARGES_ONLY}",
    PortChoiceSaid.NONE_LIKELY: (
        f"Kein Pulssensor ist angesteckt; ist er an {{names}}, so nenne ihn. {_CHARGES_ONLY}"
    ),
    PortChoiceSaid.SEVERAL: (
        "{count} Platinen sind angesteckt: {names}. Sag, welche, zum Beispiel: --serial {first}"
    ),
    PortChoiceSaid.NO_SUCH_PORT: (
        "{name} ist kein Anschluss, der da ist. bellybreath sensors nennt alle."
    ),
    PortChoiceSaid.TROUBLE: "{name}: {state}",
}
