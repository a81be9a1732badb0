"""What help says below the options of each command, in German."""

from __future__ import annotations

__all__ = [
    "ANALYZE_EXAMPLES",
    "CALM_EXAMPLES",
    "CHECK_EXAMPLES",
    "DOCTOR_EXAMPLES",
    "EXAMPLES",
    "EXPORT_EXAMPLES",
    "PRACTICE_EXAMPLES",
    "SENSORS_EXAMPLES",
    "SESSIONS_EXAMPLES",
    "SOUNDS_EXAMPLES",
    "START_EXAMPLES",
    "TRAIN_EXAMPLES",
]

EXAMPLES = """\
so fängst du an:
  bellybreath                               das erste Bild, wo es einen Bildschirm gibt
  bellybreath calm                          drei ruhige Minuten, sofort und ohne Sensor
  bellybreath practice                      geführtes Atmen in den Bauch, mit dem Übungsherz
  bellybreath train --strap                 dasselbe mit deinem Brustgurt (Bluetooth)
  bellybreath train --serial                dasselbe mit einem Pulssensor am Kabel
  bellybreath train --recording beats.csv   dasselbe mit aufgenommenen Herzschlägen
  bellybreath sensors                       welche Gurte in der Nähe sind
  bellybreath doctor                        wenn ein Gurt nicht tut, was er soll
  bellybreath sessions                      was du geübt hast
  bellybreath export latest --format csv -o session.csv
  bellybreath check                         kommen die Zahlen auf diesem Computer richtig heraus?

Bellybreath ist kein Medizinprodukt. Bist du in Gefahr, dann ruf den Notruf an.
"""

PRACTICE_EXAMPLES = """\
Beispiele:
  bellybreath practice                      5 Minuten mit 6 Atemzügen pro Minute
  bellybreath practice --minutes 2 --pace 7
  bellybreath practice --headless           im Terminal, ohne Fenster

Das Übungsherz ist nachgeahmt, und immer heißt es so: es antwortet auf den Atem, der dir gezeigt
wird. Im Fenster machen - und + den Atem langsamer oder schneller. Mit Esc, mit Strg-C oder wenn du
das Fenster schließt, endet die Übung, wann immer du willst; alles bleibt erhalten.
"""

START_EXAMPLES = """\
Beispiele:
  bellybreath start
  bellybreath start --language de

Dort wählst du Sensor, Tempo und Dauer, und wie alles aussieht. Ohne einen Befehl öffnet sich
dasselbe.
"""

CALM_EXAMPLES = """\
Beispiele:
  bellybreath calm
  bellybreath calm --headless               im Terminal, ohne Fenster

Drei Minuten langsamer Atem, vom ersten Augenblick an. M gibt drei Minuten dazu, Esc beendet sie,
wann immer du willst. Ein Sensor ist nicht nötig, und keine Zahl wird gezeigt.
"""

TRAIN_EXAMPLES = """\
Beispiele:
  bellybreath train --strap                 dein Gurt vom letzten Mal, oder eine Liste zum Wählen
  bellybreath train --strap H10             nach einem Teil seines Namens
  bellybreath train --strap 3C:4D           nach seiner Adresse, oder deren Ende
  bellybreath train --strap --breath        dein eigener Atem neben dem, der dir gezeigt wird
  bellybreath train --strap --record ecg,movement
  bellybreath train --serial                die einzige Platine, die angesteckt ist
  bellybreath train --serial /dev/ttyUSB0   oder COM4: die Platine an diesem Anschluss
  bellybreath train --serial COM4 --baud 9600 --rate 50 --column 2
  bellybreath train --serial --breath       dein eigener Atem, von einem Bauchgurt an der Platine
  bellybreath train --serial --ecg          eine EKG-Platine (AD8232), nur am Laptop mit Akku
  bellybreath train --recording beats.csv
  bellybreath train --recording beats.txt --headless --speed 20
  bellybreath train --recording beats.txt --headless --speed max

Die Aufnahme ist Text: ein Abstand pro Zeile, oder eine Tabelle mit einer Spalte namens rr_ms.
Sekunden und Millisekunden werden unterschieden. Die Schläge kommen einer nach dem anderen an, wie
von einem Gurt.

Jeder Gurt mit Bluetooth geht, der Schlagzeiten sendet. Leg ihn mit feuchten Kontakten an. In der
Liste stehen auch das Übungsherz (P) und der Atem allein (N). Geht die Verbindung verloren, so geht
der Atem weiter, und der Gurt wird von selbst wiedergefunden.

Mit --breath sagt ein Gurt von Polar auch, wie er sich bewegt, oder ein Bauchgurt an der Platine
eines Pulssensors, wie er sich dehnt; kleine Tupfen zeigen es neben der Welle. Zeigt ein Bauchgurt
nichts, so wird es gesagt. Ein Gurt misst, worauf er liegt. An den Rippen, wo er das Herz gut hört,
zeigt er die Rippen: der Bauch kann sich mehr bewegen, als du siehst. Weiter unten zeigt er mehr vom
Bauch, doch seine Schläge werden unklar: geh nur so weit hinunter, wie sie klar bleiben. Fest, nicht
eng; sitz still, dann kommen die Tupfen in einer halben Minute.

--record hebt das EKG und die Bewegung eines Polar H10 in der Aufzeichnung auf, so wie sie kommen
(etwa 15 MB pro Stunde); bellybreath export liest sie.

Ein Pulssensor an einem Arduino oder etwas Ähnlichem (--serial) liegt am Finger oder am Ohr. Mit dem
Sketch von Bellybreath braucht es keine Angaben; andere Sketche, die die rohe Welle schicken, werden
in ein paar Sekunden herausgehört. --baud, --rate und --column sagen es vorher. Gemessen wird, wie
sich der Puls ändert (PRV): in Ruhe dem Herzen nah, und doch nicht dasselbe. Eine EKG-Platine gibt
die Schläge des Herzens selbst; Elektroden nur an einem Laptop, der mit Akku läuft.
"""

SENSORS_EXAMPLES = """\
Beispiele:
  bellybreath sensors                       eine laufende Liste; Strg-C beendet sie
  bellybreath sensors --listen              jeden kurz verbinden: kommen Schläge an?
  bellybreath sensors --seconds 10 --json > sensors.json

Ohne --listen wird kein Gurt verbunden: er könnte jemand anderem gehören. In eine Datei wird die
Liste einmal geschrieben, nach 8 Sekunden oder etwas mehr. Von den Anschlüssen werden die geöffnet,
an denen klar eine Platine ist (viele Platinen fangen dabei neu an): ihre Welle läuft unter der
Liste mit, und wie klar sie ist. Ein Anschluss, der klar etwas anderes ist, wird nie geöffnet.
"""

DOCTOR_EXAMPLES = """\
Beispiele:
  bellybreath doctor
  bellybreath doctor --strap H10
  bellybreath doctor --serial               nur der Pulssensor am Kabel
  bellybreath doctor --copy                 ein Bericht ohne Namen, für jemanden, der hilft

Vom Funk bis zum Herzschlag, und vom Kabel bis zum Puls: eine Frage nach der anderen, und zu jeder,
was du als Nächstes probieren kannst. Leg den Gurt vorher an, oder leg einen Finger auf den Sensor;
jedem wird höchstens eine halbe Minute zugehört. Der Rückgabewert ist 0, wenn alles in Ordnung ist,
sonst 1.
"""

SOUNDS_EXAMPLES = """\
Beispiele:
  bellybreath sounds --write meine-klaenge
  bellybreath practice --sound bowl --volume 50
  bellybreath practice --sounds meine-klaenge/tones

Zu jedem Klang gibt es zwei Atemzüge in einer Datei zum Anhören, und einen Ordner mit in.wav und
out.wav. Ändere sie, oder leg deine eigenen hinein, und nenne den Ordner mit --sounds.
"""

SESSIONS_EXAMPLES = """\
Beispiele:
  bellybreath sessions
  bellybreath sessions --json
"""

EXPORT_EXAMPLES = """\
Beispiele:
  bellybreath export latest --format csv -o session.csv
  bellybreath export 2026-11-23_21-05-00 --format rr -o beats.txt

Formen:
  csv   eine Zeile pro Schlag: Zeit, roher Abstand, Urteil, Abschnitt, Atem (Einheiten im Namen)
  rr    nur die rohen Abstände in ms, einer pro Zeile, für andere Programme; wo die Reihe Lücken
        hat, sagt DATEI.gaps.csv daneben, wo
  json  alles außer den Messwerten: Plan, Schläge, Verbindung, Abschnitte, der eigene Atem,
        Zusammenfassung
Die Abstände eines Pulssensors heißen in jeder davon so: pp_ms, und PRV (von Puls zu Puls).

von einem Sensor, der mehr als seine Schläge gesendet hat (train --strap oder --serial mit --breath,
--record ecg,movement):
  breath    eine Zeile für je 0,2 s des Atems, den die Bewegung eines Gurts oder ein Bauchgurt
            zeigt: Fülle 0 bis 1, Atemzüge pro Minute, was gefragt war, Tiefe gegen deine übliche,
            wie er mit dem gezeigten Atem ging; oder warum da keine Zahl ist
  ecg       eine Zeile pro Messwert: seine Zeit auf der Uhr der Übung in s, Mikrovolt
  movement  eine Zeile pro Messwert: seine Zeit, x, y und z in mg
Eine 1 in starts_stretch sagt, dass vor dieser Zeile Messwerte fehlen.
"""

ANALYZE_EXAMPLES = """\
Beispiele:
  bellybreath analyze beats.csv
  bellybreath analyze beats.csv --json > figures.json
  bellybreath analyze beats.csv --start 0 --duration 300
  bellybreath analyze beats.csv --pace 6    das Tempo, mit dem geatmet wurde, wenn es bekannt ist
  bellybreath analyze beats.csv --estimator all
  bellybreath analyze beats.csv --estimator welch --estimator lomb --json

Schätzer der Leistung in den Bändern:
  multitaper            drei glatte Fenster über alles: genau bei Tönen, wenig Zufall darin. Hier
                        der übliche; andere Programme haben ihn selten
  multitaper-levelled   derselbe, und was eine Glättung den schnellen Rhythmen nimmt, zurückgegeben.
                        Gewählt unter 55 Schlägen pro Minute, wo das ein Sechstel von HF ist, oder
                        mehr
  lomb-multitaper       dieselben Fenster auf den Schlägen, wie sie sind. Gewählt, wo Schläge
                        ausgelassen wurden; legt einen Teil des langsamen Atems in HF
  lomb                  ohne Fenster, wie bei vielen Programmen; legt mehr in HF
  hann                  ein Fenster: sieht die Mitte am meisten
  welch                 Fenster von 64 s, gemittelt: was die meisten Programme "Welch" oder "FFT"
                        nennen
  smoothness-priors     ein Fenster, vorher den Verlauf nach Tarvainen abgezogen (lambda 500), wie
                        Kubios es anbietet; nimmt einen Teil des langsamen Atems weg

Gewählt wird, was zu den Schlägen passt, und es steht bei den Zahlen; die, nach denen du fragst,
stehen daneben, für dieselben Schläge. Bei echten Schlägen liegen sie 10 bis 30 % auseinander:
vergleiche Gleiches mit Gleichem.

Die Aufnahme geht durch dieselbe Rechnung wie in einer Übung. Eine Zahl, der nicht zu trauen ist,
wird nicht gezeigt, und der Grund steht dabei.
"""

CHECK_EXAMPLES = """\
Beispiele:
  bellybreath check
  bellybreath check --json > check.json

Sinuswellen, ruhige Herzen, Störungen, Lücken, grobe Raster und ein gleitendes Tempo, deren Antwort
vorher bekannt war, gehen durch dieselbe Rechnung wie in einer Übung. Das dauert ein paar Sekunden,
braucht keinen Sensor und rührt nichts an, was du aufgezeichnet hast. Der Rückgabewert ist 0, wenn
alles wie erwartet ist, sonst 1.
"""
