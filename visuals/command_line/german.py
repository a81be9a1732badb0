"""Help and usage in German."""

from __future__ import annotations

from visuals.command_line import german_pages as pages
from visuals.command_line.words import (
    CommandLineWords,
    CommandWords,
    OptionWords,
    PlaceWords,
    ValueWords,
)

__all__ = ["GERMAN_COMMAND_LINE"]

_ARGPARSE = {
    "usage: ": "Aufruf: ",
    "positional arguments": "Angaben",
    "options": "Optionen",
    "subcommands": "Befehle",
    "show this help message and exit": "diese Hilfe zeigen",
    "show program's version number and exit": "die Version sagen",
    " (default: %(default)s)": " (sonst: %(default)s)",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "unrecognized arguments: %s": "nicht zu verstehen: %s",
    "unexpected option string: %s": "nicht zu verstehen: %s",
    "not allowed with argument %s": "geht nicht zusammen mit %s",
    "ignored explicit argument %r": "nimmt keinen Wert, auch nicht %r",
    "the following arguments are required: %s": "es fehlt: %s",
    "one of the arguments %s is required": "eines davon wird gebraucht: %s",
    "expected one argument": "braucht einen Wert",
    "expected at most one argument": "nimmt höchstens einen Wert",
    "expected at least one argument": "braucht mindestens einen Wert",
    "expected %s argument": "braucht %s Wert",
    "expected %s arguments": "braucht %s Werte",
    "ambiguous option: %(option)s could match %(matches)s": (
        "%(option)s ist nicht eindeutig; gemeint sein kann %(matches)s"
    ),
    "invalid %(type)s value: %(value)r": "kein Wert der Art %(type)s: %(value)r",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "%(value)r steht nicht zur Wahl (sondern %(choices)s)"
    ),
    "invalid choice: %(value)r, maybe you meant %(closest)r? (choose from %(choices)s)": (
        "%(value)r steht nicht zur Wahl; meinst du %(closest)r? (zur Wahl stehen %(choices)s)"
    ),
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "%(parser_name)r ist kein Befehl (sondern %(choices)s)"
    ),
    "option '%(option)s' is deprecated": "%(option)s ist veraltet",
    "command '%(parser_name)s' is deprecated": "%(parser_name)s ist veraltet",
    "argument '%(argument_name)s' is deprecated": "%(argument_name)s ist veraltet",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "%(prog)s: warning: %(message)s\n": "%(prog)s: %(message)s\n",
}
"""By argparse's own words; those of Python 3.11 to 3.14."""

GERMAN_COMMAND_LINE = CommandLineWords(
    description="Geführtes Atmen in den Bauch, mit ehrlicher Rückmeldung vom Herzen.",
    examples=pages.EXAMPLES,
    usage_error="{program}: {message}. Mehr dazu: {program} --help",
    argparse=_ARGPARSE,
    options=OptionWords(
        help="diese Hilfe zeigen",
        version="sagen, welche Version das ist",
        data_dir=(
            "Ordner deiner Übungen (sonst: BELLYBREATH_DATA_DIR, dann der Ordner des Systems für "
            "deine Daten)"
        ),
        language="in der mit dir gesprochen wird (sonst: wie eingestellt, dann wie im System)",
        sound=(
            "was im Fenster zu hören ist; bleibt gemerkt (sonst: wie letztes Mal, zuerst der Atem)"
        ),
        volume="wie laut, 0 bis 100; bleibt gemerkt (zuerst 70)",
        sounds="eigene Klänge: in.wav und out.wav (oder ogg, flac, mp3); bleiben gemerkt",
        minutes="so lange wird geatmet (sonst 5)",
        pace="Atemzüge pro Minute (sonst 6)",
        inhale_share="Anteil des Einatmens an einem Atemzug (sonst 0.4: 4 s ein, 6 s aus)",
        quiet="Sekunden Stille davor und danach (sonst 60; mit 0 fallen sie weg)",
        headless="im Terminal, ohne Fenster",
        no_question=(
            "nicht fragen, wie aufgewühlt du bist, davor und danach (oder in den Einstellungen "
            "abschalten)"
        ),
        speed="so viel schneller als in Wirklichkeit, oder max (sonst 1)",
        seed="welches Übungsherz (sonst: ein neues)",
        strap="ein Herzgurt mit Bluetooth; wo es mehrere gibt, ein Teil von Name oder Adresse",
        serial="ein Pulssensor am Kabel; wo es mehrere gibt, der Anschluss, an dem er ist",
        recording="Herzschläge, die früher aufgenommen wurden",
        breath=(
            "deinen eigenen Atem neben dem gezeigten sehen und aufzeichnen: aus der Bewegung eines "
            "Gurts von Polar, oder von einem Bauchgurt an der Platine des Pulssensors"
        ),
        record=(
            "was von einem Gurt von Polar noch aufgezeichnet wird: ecg, movement, oder beides mit "
            "einem Komma"
        ),
        baud="Geschwindigkeit der Leitung (sonst: wird gefunden)",
        rate="Werte pro Sekunde, wo die Zeilen es nicht sagen (sonst: wird gefunden)",
        column="welche Spalte der Puls ist, von 1 an, oder ihr Name (sonst: wird gefunden)",
        ecg="die Platine misst ein EKG, keinen Puls (sonst: wie ihre Zeilen sagen)",
        listen="jeden Gurt einmal verbinden: kommen Schläge an?",
        seconds="nach so langer Zeit aufhören (sonst: in eine Datei nach 8)",
        json_at_end="für Programme, am Ende",
        doctor_strap="welcher: ein Teil seines Namens, oder das Ende seiner Adresse",
        doctor_serial=(
            "nur der Pulssensor am Kabel; wo es mehrere gibt, der Anschluss, an dem er ist"
        ),
        copy=(
            "einen Bericht ohne Namen, Adressen und Ordner schreiben, und wo es geht in die "
            "Zwischenablage legen"
        ),
        write="Ordner, in den sie geschrieben werden",
        sounds_inhale_share="Anteil des Einatmens an einem Atemzug (sonst 0.4)",
        json="für Programme",
        session="latest für die letzte, oder ein Name (oder sein Anfang) aus sessions",
        format="als welche Datei; was sie unterscheidet, steht unten (sonst csv)",
        output="wohin; - für das Terminal",
        file="Abstände zwischen Herzschlägen (RR) als Text oder CSV",
        json_of_beats="für Programme, Schlag für Schlag",
        start="ab Sekunde S",
        duration="so viele Sekunden davon",
        known_pace="Atemzüge pro Minute, wo sie bekannt sind",
        estimator=(
            "Leistung der Bänder auch damit, zum Vergleich mit anderen Programmen (mehrmals "
            "möglich; all für alle)"
        ),
        json_of_checks="für Programme, mit jedem Grund",
    ),
    places=PlaceWords(
        command="BEFEHL",
        folder="ORDNER",
        file="DATEI",
        name="NAME",
        port="ANSCHLUSS",
        streams="STRÖME",
        session="ÜBUNG",
    ),
    values=ValueWords(
        no_number="{text!r} ist keine Zahl",
        no_whole_number="{text!r} ist keine ganze Zahl",
        outside="{text} liegt nicht in {low} bis {high}",
        no_speed="{text} liegt nicht in 0.1 bis 1000; oder sag max",
        no_baud="{text!r} ist keine Geschwindigkeit von 300 bis 4000000",
        no_column="eine Spalte hat eine Nummer oder einen Namen",
        no_stream="{text!r} ist nicht eines von {names}",
    ),
    start=CommandWords(
        "das erste Bild: Sensor, Tempo und Dauer wählen",
        "Das erste Bild. Es öffnet sich auch ohne einen Befehl.",
        pages.START_EXAMPLES,
    ),
    calm=CommandWords(
        "drei ruhige Minuten, sofort",
        "Drei ruhige Minuten, sofort: kein Sensor, keine Zahl, und keine Frage davor.",
        pages.CALM_EXAMPLES,
    ),
    practice=CommandWords(
        "geführte Übung mit dem Übungsherz, ganz ohne Sensor",
        "Eine geführte Übung mit dem Übungsherz, das auf den gezeigten Atem antwortet.",
        pages.PRACTICE_EXAMPLES,
    ),
    train=CommandWords(
        "geführte Übung mit echten Herzschlägen",
        "Eine geführte Übung mit echten Herzschlägen.",
        pages.TRAIN_EXAMPLES,
    ),
    sensors=CommandWords(
        "welche Gurte und Anschlüsse in der Nähe sind",
        "Die Herzgurte in der Nähe, und die Anschlüsse für Sensoren am Kabel.",
        pages.SENSORS_EXAMPLES,
    ),
    doctor=CommandWords(
        "herausfinden, warum ein Gurt oder ein Pulssensor nicht tut, was er soll",
        "Was zwischen deinem Sensor und diesem Programm im Weg ist, und was du probieren kannst.",
        pages.DOCTOR_EXAMPLES,
    ),
    sounds=CommandWords(
        "die Klänge als Dateien schreiben, zum Aussuchen",
        "Zwei Atemzüge von jedem Klang, und jedes Zeichen, als WAV-Dateien schreiben.",
        pages.SOUNDS_EXAMPLES,
    ),
    sessions=CommandWords(
        "was aufgezeichnet wurde",
        "Alle aufgezeichneten Übungen, die älteste zuerst.",
        pages.SESSIONS_EXAMPLES,
    ),
    export=CommandWords(
        "eine Übung für andere Programme schreiben",
        "Eine aufgezeichnete Übung so schreiben, dass andere Programme sie lesen.",
        pages.EXPORT_EXAMPLES,
    ),
    analyze=CommandWords(
        "Zahlen zu einer Aufnahme von Herzschlägen",
        "Wie sich der Takt des Herzens in einer Aufnahme ändert (HRV).",
        pages.ANALYZE_EXAMPLES,
    ),
    check=CommandWords(
        "bekannte Signale durch die Rechnung: erwartet und erhalten",
        "Bekannte Signale durch die Rechnung, auf diesem Computer: erwartet, erhalten, Urteil.",
        pages.CHECK_EXAMPLES,
    ),
)
