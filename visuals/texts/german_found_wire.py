"""What the doctor finds of a wired sensor, and what is to be tried, in German."""

from __future__ import annotations

from devices.sayable import Sayable
from trainer.wire_said import WireAdvice, WireSaid

__all__ = ["GERMAN_WIRE_ADVICE", "GERMAN_WIRE_SAID"]

_SKETCH = "Spiel unseren Sketch auf (firmware_notes), und mach den Monitor von Arduino zu."

GERMAN_WIRE_SAID: dict[Sayable, str] = {
    WireSaid.FIRST_PORT: "Nicht gefragt: zuerst der Anschluss.",
    WireSaid.FIRST_LINES: "Nicht gefragt: zuerst Zeilen, die man lesen kann.",
    WireSaid.FIRST_WAVE: "Nicht gefragt: zuerst eine Welle.",
    WireSaid.NO_PORTS: "Es gibt keinen; nur ein Sensor am Kabel braucht einen.",
    WireSaid.NO_BOARD: "{names}; nichts davon ist klar eine Platine.",
    WireSaid.NOT_LISTED: "{name}, wie du sagst; das System nennt ihn nicht.",
    WireSaid.LISTENED_TO: "{name} wird zugehört.",
    WireSaid.LISTENED_TO_OF: "{name} wird zugehört ({more} mehr).",
    WireSaid.NOT_ALLOWED: "Das System lässt dich nicht daran.",
    WireSaid.ALLOWED: "Dieses Programm darf ihn öffnen.",
    WireSaid.BUSY: "Ein anderes Programm hat ihn offen.",
    WireSaid.GONE: "Er lässt sich nicht öffnen, oder er ging weg.",
    WireSaid.FREE: "Kein anderes Programm hält ihn.",
    WireSaid.NOTHING_COMES: "Es kommt nichts.",
    WireSaid.SILENT: "Die Platine ist da und sagt nichts.",
    WireSaid.NOISE: "Es kommt Rauschen und kein Text, bei jedem Tempo der Leitung.",
    WireSaid.DAMAGED: "Jede Zeile kommt beschädigt an.",
    WireSaid.LINES: "Sie kommen.",
    WireSaid.OWN_SKETCH: "Bellybreaths eigener Sketch spricht: {form}.",
    WireSaid.OTHER_SKETCH: "Eine Welle wird gelesen aus: {form}.",
    WireSaid.ANY_WAVE: "Aus ihren Zeilen wird eine Welle gelesen.",
    WireSaid.RATE_ONLY: "Die Platine sendet einen Puls und keine Welle für die Schlagzeiten.",
    WireSaid.LINK: "{link}.",
    WireSaid.NOT_MADE_OUT: "Was ihre Zeilen bedeuten, war in der Zeit nicht zu erkennen.",
    WireSaid.NO_WAVE: "In ihren Zeilen ist keine Pulswelle.",
    WireSaid.TOO_FEW: "Es kamen zu wenige, um es zu sagen.",
    WireSaid.RATE: "{rate:.1f} in der Sekunde.",
    WireSaid.RATE_TIMED: (
        "{rate:.2f} in der Sekunde, auf {doubt:.2f} genau; {lost} fehlen, {damaged} Zeilen "
        "sind kaputt."
    ),
    WireSaid.RATE_PROMISED: (
        "{rate:.2f} in der Sekunde, auf {doubt:.2f} genau; die Platine verspricht {promised:g} "
        "({off:+.2f} %); {lost} fehlen, {damaged} Zeilen sind kaputt."
    ),
    WireSaid.RATE_OFF: (
        "{rate:.2f} in der Sekunde, auf {doubt:.2f} genau; die Platine verspricht {promised:g} "
        "({off:+.2f} %)."
    ),
    WireSaid.TOO_SLOW: "Das ist zu langsam für die Zeit eines Schlags.",
    WireSaid.NOT_SURE: "Noch nicht sicher.",
    WireSaid.PULSE: "Er ist zu sehen, etwa {rate:.0f} in der Minute.",
    WireSaid.PULSE_CLEAR: (
        "Er ist zu sehen, etwa {rate:.0f} in der Minute; {share:.0f} % der Schläge sind klar."
    ),
    WireSaid.PULSE_UNCLEAR: (
        "Er ist zu sehen, etwa {rate:.0f} in der Minute, doch nur {share:.0f} % der Schläge sind "
        "klar."
    ),
    WireSaid.WAVE: "{wave}.",
    WireSaid.NO_BELT: "Es gibt keinen; nur dein eigener Atem neben dem Takt braucht ihn.",
    WireSaid.BREATH: "Er zeigt einen Atem, {rate:.1f} in der Minute.",
    WireSaid.BREATH_TOO_SHORT: "Er bewegt sich; noch zu kurz, um Atemzüge zu zählen.",
    WireSaid.NO_BREATH: "Er zeigt keinen Atem.",
}

GERMAN_WIRE_ADVICE: dict[Sayable, str] = {
    WireAdvice.NAME_THE_PORT: (
        "Ist dein Sensor an einem davon: bellybreath doctor --serial und der Name. Ist er nicht "
        "dabei, nimm ein anderes Kabel: manche laden nur."
    ),
    WireAdvice.FOR_ANOTHER: "Für einen anderen: bellybreath doctor --serial und sein Name.",
    WireAdvice.JOIN_GROUP: (
        "Gib das einmal ein: sudo usermod -aG {group} $USER; dann melde dich neu an."
    ),
    WireAdvice.WHOLE_LINK: "{link}. {link_advice}",
    WireAdvice.CLOSE_MONITOR: "Schließ es: oft ist es der Monitor oder Plotter von Arduino.",
    WireAdvice.PUSH_CABLE: (
        "Drück das Kabel an beiden Enden fest; nimm ein anderes Kabel oder eine andere Buchse."
    ),
    WireAdvice.RESET_AND_SKETCH: f"Drück auf Reset. {_SKETCH}",
    WireAdvice.BUTTON_AND_SKETCH: f"Drück ihren Reset-Knopf. {_SKETCH}",
    WireAdvice.SPEED_OR_SKETCH: (f"Kennst du ihr Tempo: train --serial --baud N. Sonst: {_SKETCH}"),
    WireAdvice.CABLE_AND_RESET: (
        "Nimm ein anderes USB-Kabel, ohne Hub, und drück den Reset-Knopf."
    ),
    WireAdvice.OWN_SKETCH_TELLS: (
        "Bellybreaths Sketch würde auch sagen, welche Werte verloren oder beschädigt sind."
    ),
    WireAdvice.SKETCH: _SKETCH,
    WireAdvice.LINK: "{link_advice}",
    WireAdvice.SKETCH_UNCHANGED: (
        "Die Schlagzeiten folgen dem, was kam, also stimmt jede Zahl. Sieh nach, ob der Sketch "
        "so ist, wie er war, und für diese Platine gemacht."
    ),
    WireAdvice.CABLE_AND_SPEED: (
        "Nimm ein anderes USB-Kabel, ohne Hub, und lass den Sketch bei 115200 Baud."
    ),
    WireAdvice.FINGER: ("Leg einen Finger auf den Sensor, halte ihn still, und frag noch einmal."),
    WireAdvice.REST_HAND: ("Leg die Hand in den Schoß, beschatte den Sensor, und drück weniger."),
    WireAdvice.WAVE: "{wave_advice}",
    WireAdvice.BELT: (
        "Zieh seine Schnur etwas straff, vorn unter dem Nabel; sieh nach, ob sein Stecker in A1 "
        "sitzt. Ohne Gurt schreib #define BELT 0 in den Sketch."
    ),
}
