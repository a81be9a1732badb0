"""What is said of trouble in German."""

from __future__ import annotations

from visuals.texts.trouble import TroubleTexts

__all__ = ["GERMAN_TROUBLE"]

GERMAN_TROUBLE = TroubleTexts(
    no_screen="Hier ist kein Bildschirm für ein Fenster; mit --headless atmest du im Terminal.",
    no_screen_start="Hier ist kein Bildschirm für ein Fenster; mit bellybreath practice --headless "
    "atmest du im Terminal.",
    no_window="Hier lässt sich kein Fenster öffnen ({reason}); mit --headless atmest du im "
    "Terminal.",
    strap_in_real_time="ein Gurt schlägt in echter Zeit; lass --speed weg",
    pulse_in_real_time="ein Puls schlägt in echter Zeit; lass --speed weg",
    breath_needs_strap="ein Gurt zeigt deinen eigenen Atem; füge --strap hinzu, oder --serial",
    record_needs_strap="nur ein Gurt kann so etwas aufzeichnen; füge --strap hinzu",
    needs_serial="{option} gehört zu einem Pulssensor am Kabel; füge --serial hinzu",
    needs_heartbeats="train braucht Herzschläge: mit --strap von einem Gurt, mit --serial von "
    "einem Pulssensor, mit --recording aus einer Datei; bellybreath practice braucht keine",
    unheard="mit --headless ist nichts zu hören; lass --headless weg, oder --sound, --sounds und "
    "--volume",
    nothing_chosen="nichts wurde gewählt; nenne einen Gurt mit --strap NAME",
    broke_down="das Zuhören ging kaputt ({error}); bitte melde das.",
    settings_unread=(
        "die Einstellungen in {path} sind nicht zu lesen, es gelten die üblichen; sobald du eine "
        "änderst, bleibt die Datei als {kept} erhalten."
    ),
    cannot_print="die Zusammenfassung lässt sich nicht ausgeben ({reason}).",
    cannot_write="die Ausgabe lässt sich nicht schreiben ({reason}).",
    start_before="--start {start} liegt vor der Aufnahme; gib 0 oder mehr an",
    no_duration="--duration {duration} ist keine Zeit; gib ein paar Sekunden an",
)
