"""What the doctor finds of Bluetooth and a strap, and what is to be tried, in German."""

from __future__ import annotations

from devices.sayable import Sayable
from devices.strap_said import StrapAdvice, StrapSaid

__all__ = ["GERMAN_STRAP_ADVICE", "GERMAN_STRAP_SAID"]

_WAKE = (
    "Leg ihn mit feuchten Kontakten an: die meisten wachen nur auf der Haut auf. Schließ dann die "
    "App oder die Uhr, die ihn vielleicht hält."
)

GERMAN_STRAP_SAID: dict[Sayable, str] = {
    StrapSaid.SEARCH_STUCK: (
        "Es ist da, doch eine Suche kommt nicht in Gang; vielleicht hängt eine andere."
    ),
    StrapSaid.RADIO_ON: "Es ist da, und es ist an.",
    StrapSaid.NO_LOOKING: "Das System lässt uns nicht nachsehen.",
    StrapSaid.NO_ANSWER: "Der Bluetooth-Dienst des Systems antwortet nicht.",
    StrapSaid.RADIO_OFF: "Es ist aus.",
    StrapSaid.NO_BUS: (
        "Hier antwortet niemand dafür: der Bus des Systems (D-Bus) ist nicht zu erreichen."
    ),
    StrapSaid.NO_SERVICE: "Der Bluetooth-Dienst des Systems läuft nicht.",
    StrapSaid.NO_RADIO: "Hier ist kein Funk dafür.",
    StrapSaid.ALLOWED: "Dieses Programm darf es nutzen.",
    StrapSaid.NOT_ALLOWED: "Dieses Programm darf es noch nicht nutzen.",
    StrapSaid.FIRST_BLUETOOTH: "Nicht gefragt: zuerst Bluetooth selbst.",
    StrapSaid.FIRST_WHICH: "Nicht gefragt: sag zuerst, welcher Gurt.",
    StrapSaid.FIRST_STRAP: "Nicht gefragt: zuerst der Gurt.",
    StrapSaid.FIRST_CONNECTION: "Nicht gefragt: zuerst eine Verbindung.",
    StrapSaid.ANOTHER_PROGRAMS: "Nicht gefragt: gerade hält ihn ein anderes Programm.",
    StrapSaid.THERE: "{name} ist da.",
    StrapSaid.THERE_WITH_SIGNAL: "{name} ist da, und sein Signal ist {signal}.",
    StrapSaid.SEVERAL: "Es sind {count}: {names}.",
    StrapSaid.ASKED_NOT_THERE: "Ein Gurt namens {asked!r} zeigt sich nicht; da ist {names}.",
    StrapSaid.LAST_NOT_THERE: (
        "Dein Gurt vom letzten Mal, {last}, zeigt sich nicht; da ist {names}."
    ),
    StrapSaid.OWN_NOT_THERE: "Dein Gurt vom letzten Mal zeigt sich nicht; da ist {names}.",
    StrapSaid.NONE_SEEN: "Kein Gurt zeigt sich.",
    StrapSaid.HELD: "Gerade hält ihn ein anderes Programm auf dem Computer, an dem du sitzt.",
    StrapSaid.FREE: "Er zeigt sich, also hat er Platz für jemanden, der zuhört.",
    StrapSaid.MAY_BE_HELD: "Ein Gurt, den ein Handy oder eine Uhr hält, zeigt sich sonst keinem.",
    StrapSaid.NOT_CONNECTED: "Er war zu sehen, doch es kam keine Verbindung zustande.",
    StrapSaid.CONNECTED: "Sie steht.",
    StrapSaid.NO_SKIN: "Er spürt keine Haut.",
    StrapSaid.ON_SKIN: "Er spürt dein Herz, also sitzt er gut.",
    StrapSaid.SKIN_NOT_TOLD: "Davon sagt er nichts.",
    StrapSaid.BEATS: "Sie kommen an, etwa {rate:.0f} in der Minute.",
    StrapSaid.RATE_ONLY: "Er sendet einen Puls ({rate} in der Minute) und keine Schlagzeiten.",
    StrapSaid.NO_HEART_RATE: "Er bietet keinen Puls an, nach dem wir fragen könnten.",
    StrapSaid.NONE_WITHOUT_SKIN: "Ohne Haut sind keine zu erwarten.",
    StrapSaid.NO_BEATS: "Er ist verbunden und sendet keine.",
    StrapSaid.BATTERY_NOT_TOLD: "Er sagt es nicht.",
    StrapSaid.BATTERY: "Es sind noch {percent} %.",
    StrapSaid.NO_PORTS: "Es gibt keinen; nur ein Sensor am Kabel braucht einen.",
    StrapSaid.PORTS: "{names}.",
}

GERMAN_STRAP_ADVICE: dict[Sayable, str] = {
    StrapAdvice.OFF_AND_ON_ONCE: "Schalte Bluetooth einmal aus und ein.",
    StrapAdvice.RESTART_LINUX: (
        "Schalte Bluetooth aus und ein. Bleibt es so: sudo systemctl restart bluetooth."
    ),
    StrapAdvice.RESTART: "Schalte Bluetooth aus und ein, oder starte den Computer neu.",
    StrapAdvice.SWITCH_ON: "Schalte es ein, und frag dann noch einmal.",
    StrapAdvice.START_BUS: (
        "Starte die Dienste dbus und bluetooth; in einem Container gib das /run/dbus von außen "
        "hinein."
    ),
    StrapAdvice.START_SERVICE: (
        "Starte ihn: sudo systemctl enable --now bluetooth (das Paket heißt bluez)."
    ),
    StrapAdvice.PLUG_RADIO: (
        "Steck einen kleinen USB-Stick dafür an: jeder mit Bluetooth 4.0 oder neuer genügt."
    ),
    StrapAdvice.ALLOW_MACOS: (
        "Lass es dein Terminal nutzen: im System steht es unter Datenschutz & Sicherheit."
    ),
    StrapAdvice.ALLOW_LINUX: (
        "Nimm dich in die Gruppe auf, die es darf (oft `bluetooth`), und melde dich neu an."
    ),
    StrapAdvice.ALLOW: "Erlaube es in deinem System: es steht dort unter Datenschutz.",
    StrapAdvice.WAKE: _WAKE,
    StrapAdvice.WAKE_OR_NAME: f"{_WAKE} Ist nun ein anderer deiner, nenne ihn mit --strap.",
    StrapAdvice.NEARER: "Setz dich etwas näher, ohne deinen Körper dazwischen.",
    StrapAdvice.SAY_WHICH: (
        "Sag, welcher deiner ist: bellybreath doctor --strap und ein Teil seines Namens, oder das "
        "Ende seiner Adresse."
    ),
    StrapAdvice.CLOSE_PROGRAM: (
        "Schließ dieses Programm, oder trenne den Gurt im Bluetooth-Menü deines Systems."
    ),
    StrapAdvice.ASK_ONCE_MORE: (
        "Frag noch einmal: der erste Versuch führt oft zu nichts. Setz dich dann näher, leg den "
        "Gurt neu an, oder schalte Bluetooth aus und ein."
    ),
    StrapAdvice.MOISTEN: "Mach seine Kontakte mit Wasser feucht, und drück ihn sanft an.",
    StrapAdvice.BREATH_LEADS: (
        "Der Atem kann dich führen; für die Schwingung braucht es einen Gurt mit Schlagzeiten."
    ),
    StrapAdvice.TAKE_OFF_AND_ON: (
        "Nimm ihn einmal ab und leg ihn wieder an. Bleibt es so, ist er vielleicht ein anderes "
        "Gerät."
    ),
    StrapAdvice.MOISTEN_AND_WAIT: (
        "Mach seine Kontakte feucht, drück ihn sanft an, und warte eine halbe Minute."
    ),
    StrapAdvice.CHANGE_BATTERY: "Wechsle sie, wenn du kannst.",
}
