"""The words in German; people are spoken to with du, as to a friend."""

from __future__ import annotations

from devices.readings import LinkState, PacketSource
from devices.strap_signal import StrapSignal
from trainer.plan import Stage
from trainer.signal.figure import Withheld
from trainer.signal.waves.wave_condition import WaveCondition
from trainer.snapshot import BreathSource
from visuals.sound.sets import SoundSet
from visuals.texts.catalogue import ChoiceWords
from visuals.texts.german_doctor import GERMAN_DOCTOR
from visuals.texts.german_files import GERMAN_FILES
from visuals.texts.german_refusals import GERMAN_REFUSALS
from visuals.texts.german_reports import GERMAN_REPORTS
from visuals.texts.german_sensor_list import GERMAN_SENSOR_LIST
from visuals.texts.german_terminal import GERMAN_TERMINAL
from visuals.texts.german_trouble import GERMAN_TROUBLE
from visuals.texts.pace import PaceSteps, PaceTexts
from visuals.texts.sentences import Texts

GERMAN = Texts(
    language="de",
    name="Deutsch",
    decimal_mark=",",
    self_talk=(
        "Es ist in Ordnung, mich gerade unsicher zu fühlen.",
        "Jetzt muss nichts gelöst werden.",
        "Dieses Gefühl darf da sein. Ich atme mit ihm.",
        "Nichts muss gelingen. Ein weicher Atemzug genügt.",
        "Ich darf mich einen Moment ausruhen.",
        "Gefühle kommen und gehen, wie das Wasser.",
        "Ich darf jetzt freundlich zu mir sein.",
    ),
    calm_talk=(
        "Es ist in Ordnung, mich gerade unsicher zu fühlen.",
        "Mit jedem Einatmen geht der Bauch nach außen.",
        "Jetzt muss nichts gelöst werden.",
        "Es ist in Ordnung, mich gerade unsicher zu fühlen.",
        "Dieses Gefühl darf da sein. Ich atme mit ihm.",
        "Nichts muss gelingen. Ein weicher Atemzug genügt.",
    ),
    breathe_in="Einatmen",
    breathe_out="Ausatmen",
    just_breathe="Einfach atmen",
    paused="Pause",
    ended="Geschafft",
    belly_out="der Bauch wird sanft größer",
    belly_back="der Bauch sinkt weich zurück",
    nothing_to_do="wie du magst, nichts zu tun",
    go_on="weiter mit der Leertaste",
    ended_hint="danke, dass du dir Zeit genommen hast",
    stage_words={
        Stage.QUIET_BEFORE: "ruhige Minute",
        Stage.BREATHING: "Bauchatmung",
        Stage.QUIET_AFTER: "ruhige Minute",
        Stage.ENDED: "fertig",
    },
    time_left="übrig",
    practice_heart="Übungsherz, nicht deins",
    heart_rate="Herzschlag",
    beats_a_minute="pro Minute",
    swing="Schwingung mit dem Atem",
    swing_unit="Schläge",
    your_start="dein Anfang",
    your_heart="dein Herz",
    practice_line="Übungsherz",
    recorded_line="Aufnahme",
    the_breath="der Atem",
    now="jetzt",
    key_pause=("Leer", "Pause"),
    key_go_on=("Leer", "weiter"),
    key_numbers=("H", "Zahlen"),
    key_pace=("\N{MINUS SIGN} +", "Tempo"),
    key_sound=("S", "Ton"),
    key_lines=("T", "Sätze"),
    key_full=("F", "Vollbild"),
    key_finish=("Esc", "beenden"),
    key_more=("M", "drei Minuten mehr"),
    key_done=("Enter", "Fertig"),
    key_export=("E", "CSV-Datei"),
    key_again=("A", "Nochmal"),
    key_skip=("Esc", "Auslassen"),
    key_back=("Esc", "Zurück"),
    key_begin=("Enter", "Beginnen"),
    key_calm=("C", "Ich brauche jetzt Ruhe"),
    key_keys=("K", "Tasten"),
    key_pictures=("K", "Bilder"),
    key_help=("H", "So atmest du"),
    key_crisis=("D", "In Gefahr oder Not"),
    key_settings=("S", "Einstellungen"),
    key_leave=("Esc", "schließen"),
    key_go_back=("Esc", "zurück"),
    key_change=("Enter", "ändern"),
    key_choose=("Pfeile", "wählen"),
    key_listen=("Leer", "zuhören"),
    key_all=("L", "alle Gurte"),
    letter_practice="P",
    letter_breath="N",
    was_too_short="dieses Mal zu kurz",
    lines_off="Sanfte Sätze: aus",
    lines_on="Sanfte Sätze: an",
    sound_off="Ton aus",
    sound_on="Ton: {sound}, {percent} %",
    sound_uncounted="Ton: {sound}",
    sound_louder="Ton: {sound}, etwas lauter",
    sound_softer="Ton: {sound}, etwas leiser",
    sound_names={
        SoundSet.BREATH: "Atem",
        SoundSet.TONES: "Klänge",
        SoundSet.BOWL: "Klangschale",
    },
    own_sounds="eigener",
    more_given="Drei weitere Minuten gehören dir.",
    summary_title="Du hast dir Zeit für dich genommen.",
    summary_stopped="Du hast aufgehört, als du wolltest. Auch das zählt.",
    quiet_minute="Eine ruhige Minute",
    before="vorher",
    after="nachher",
    variation="Von Schlag zu Schlag",
    pulse_variation="Von Puls zu Puls",
    variation_hint="RMSSD, in Ruhe",
    rate_hint="Mittel der ruhigen Minute",
    ms="ms",
    by_chance="So kleine Unterschiede gibt es auch durch Zufall.",
    beyond_chance="Ein so großer Unterschied ist selten nur Zufall.",
    usual_after="{name}: danach üblich {low} bis {high} {unit}.",
    in_step_one="Im Takt: {count} von 1 Atemzug, der sich beurteilen ließ.",
    in_step_many="Im Takt: {count} von {judged} Atemzügen, die sich beurteilen ließen.",
    swing_title="Herz und Atem",
    at_start="am Anfang",
    at_end="am Ende",
    swing_units="je drei Atemzüge",
    swing_hint="Diese Schwingung kommt vor allem von deinem Vagusnerv.",
    practice_swing="So hat das Übungsherz geschwungen. Deins hat seine eigene Art.",
    practice_hint="Bei Menschen kommt diese Schwingung vor allem vom Vagusnerv.",
    recorded_swing="So hat die Aufnahme geschwungen. Sie folgte nicht diesem Atem.",
    recorded_wider="Die Aufnahme schwang am Ende weiter. Sie folgte nicht diesem Atem.",
    recorded_hint="Eine Schwingung mit dem Atem kommt vor allem vom Vagusnerv.",
    still_learning="Dein Körper lernt noch. Was zählt, ist das Üben.",
    swing_wider="Am Ende schwang dein Herz weiter mit dem Atem.",
    practice_note="Diese Schläge kamen vom Übungsherz, nicht von deinem.",
    recorded_note="Diese Schläge wurden früher aufgenommen.",
    no_sensor_note="Ohne Sensor: nur der Atem.",
    minutes=("Minute", "Minuten"),
    seconds=("Sekunde", "Sekunden"),
    breaths=("Atemzug", "Atemzüge"),
    breaths_done=("Atemzug", "Atemzüge"),
    heartbeats=("Herzschlag", "Herzschläge"),
    corrected="davon {percent} % ersetzt",
    gaps=("Lücke", "Lücken"),
    beat_by_beat="{heart}, Schlag für Schlag",
    quiet_word="still",
    breathing_done_line="{length} Bauchatmung, {breaths}.",
    breathing_alone_line="{length} Bauchatmung.",
    saved_to="Gespeichert in",
    exported_to="Tabelle in",
    not_exported="Die Tabelle konnte nicht geschrieben werden: {why}. Deine Sitzung ist sicher.",
    not_saved="Nicht auf diesem Computer gespeichert.",
    felt_title="Wie aufgewühlt du warst",
    upset_usual="Bei dir danach üblich: {low} bis {high}.",
    upset_line="Wie aufgewühlt du warst, 0 bis 10: vorher {before}, nachher {after}.",
    upset_before_line="Wie aufgewühlt du vorher warst, 0 bis 10: {before}.",
    upset_after_line="Wie aufgewühlt du nachher warst, 0 bis 10: {after}.",
    start_title="Gut, dass du da bist.",
    start_subtitle="Ein paar langsame Atemzüge, tief unten im Bauch.",
    start_again="Du hast dir Zeit genommen. Komm wieder, wann du magst.",
    start_unread="Deine Einstellungen ließen sich nicht lesen; vorerst gelten die üblichen.",
    start_elsewhere=(
        "Deine Übung ließ sich nicht speichern, wo sie hingehört. Sie ist hier: {path}"
    ),
    start_all_elsewhere=(
        "{count} Übungen ließen sich nicht speichern, wo sie hingehören. Sie sind hier: {folder}"
    ),
    start_not_saved="Deine Übung ließ sich nirgends speichern.",
    your_sensor="Sensor",
    sensor_practice=("Übungsherz", "gespielt, nicht deins"),
    sensor_none=("Kein Sensor", "nur der Atem"),
    sensor_strap=("Brustgurt", "über Bluetooth"),
    sensor_pulse=("Pulssensor", "Finger und Kabel"),
    ecg_board="EKG-Platine",
    your_pace="Dein Tempo",
    pace_long="Langes Ausatmen",
    pace_even="Gleich lang",
    pace_quick="Etwas schneller",
    pace_in_out="{inhale} s ein, {exhale} s aus",
    pace_per_minute="{breaths} Atemzüge/min",
    how_long="Wie lange",
    minutes_short="min",
    begin="Beginnen",
    calm_now="Ich brauche jetzt Ruhe",
    calm_hint="drei Minuten, beginnt sofort",
    help_link="So atmest du",
    crisis_link="In Gefahr oder Not",
    settings_link="Einstellungen",
    choice_title="Wähle deinen Gurt.",
    choice_subtitle="Bevor du wählst, wird nichts verbunden.",
    seek_title="Dein Gurt wird gesucht.",
    seek_subtitle="Es geht von selbst weiter, sobald er da ist.",
    found_title="Dein Gurt ist da.",
    one_moment="Einen Moment.",
    straps_nearby="Gurte in der Nähe",
    more_straps="{number} weitere",
    the_strap="Dein Gurt",
    without_a_strap="Ohne Gurt",
    last_time="zuletzt deiner",
    signals={
        StrapSignal.STRONG: "starkes Signal",
        StrapSignal.GOOD: "gutes Signal",
        StrapSignal.WEAK: "schwaches Signal",
        StrapSignal.FAINT: "sehr schwaches Signal",
        StrapSignal.NONE: "nicht zu hören",
    },
    no_bluetooth_title="Bluetooth geht gerade nicht",
    no_strap_yet="Noch kein Gurt zu sehen.",
    strap_checklist=(
        "Trag ihn auf der Haut: Erst dort wachen die meisten auf.",
        "Sind seine beiden Kontakte feucht?",
        "Ist noch eine andere App oder Uhr mit ihm verbunden?",
    ),
    search_stuck="Die Suche kommt nicht in Gang. Schalte Bluetooth einmal aus und wieder ein.",
    strap_beats="Herzschläge kommen an, {rate} pro Minute",
    strap_held="ein anderes Programm hält ihn",
    strap_listened_to="es wird zugehört",
    strap_no_beats="verbunden, noch keine Schläge",
    strap_rate_only="sendet keine Schlagzeiten",
    strap_not_connected="hat sich nicht verbunden",
    wires=ChoiceWords(
        title="Wähle deinen Pulssensor.",
        subtitle="Steck seine Platine an; sie erscheint von selbst.",
        seek_title="Dein Sensor wird gesucht.",
        seek_subtitle="Es geht von selbst weiter, sobald die Platine angesteckt ist.",
        found_title="Dein Sensor ist da.",
        nearby="Angesteckt",
        the_one="Dein Pulssensor",
        without="Ohne Pulssensor",
        none_yet="Noch keine Platine angesteckt.",
        checklist=(
            "Steckt das Kabel an beiden Enden?",
            "Überträgt es Daten? Manche Kabel laden nur.",
            "Leuchtet ein Lämpchen auf der Platine?",
        ),
        key_all=("L", "alle Platinen"),
    ),
    wire_plugged_in="angesteckt an {port}",
    wire_pulse="Puls zu sehen, {rate} pro Minute",
    wave_short={
        WaveCondition.LISTENING: "der Puls wird kennengelernt",
        WaveCondition.CLEAR: "klar",
        WaveCondition.NO_PULSE: "noch kein Puls: leg einen Finger darauf",
        WaveCondition.FLAT: "immer derselbe Wert: sieh nach dem Stecker",
        WaveCondition.SATURATED: "abgeschnitten: drück weniger",
        WaveCondition.HUM: "Netzbrummen: leg Ladegeräte weg",
        WaveCondition.FLICKER: "eine Lampe flackert hinein: beschatte ihn",
        WaveCondition.MOVEMENT: "Bewegung: lass die Hand ruhen",
        WaveCondition.INTERRUPTED: "es fehlen Werte: sieh nach dem Kabel",
    },
    question_before="Wie aufgewühlt fühlst du dich gerade?",
    question_after="Und wie aufgewühlt fühlst du dich jetzt?",
    question_hint="Nur für dich. Jede Antwort ist richtig, und du darfst sie auslassen.",
    question_typed="0 ist gar nicht, 10 ist sehr. Mit Enter lässt du es aus:",
    not_at_all="gar nicht",
    very_much="sehr",
    more_calm="Drei Minuten mehr",
    help_title="So atmest du mit dem Bauch",
    help_steps=(
        (
            "Zwei Hände",
            "Eine Hand auf den Bauch, eine auf die Brust. Sitz oder lieg bequem.",
        ),
        (
            "Einatmen",
            "Der Bauch schiebt seine Hand nach außen. Die Hand oben bleibt ruhig.",
        ),
        ("Ausatmen", "Langsam, länger als ein. Der Bauch sinkt zurück, seine Hand geht mit."),
    ),
    help_softly="Weicher ist besser. Wird dir schwindlig oder unwohl, atme wieder, wie du magst.",
    help_words="Sag dir: Es ist in Ordnung, mich gerade unsicher zu fühlen. Und übe, immer wieder.",
    help_keys_title="Tasten",
    help_keys=(
        ("Leertaste", "Pause und weiter"),
        ("Esc", "beenden; es zählt als getan"),
        ("T", "sanfte Sätze aus und an"),
        ("H", "Zahlen aus und an"),
        ("S", "Ton aus und an"),
        ("Auf, Ab", "lauter, leiser"),
        ("Links, Rechts", "langsamer, schneller atmen"),
        ("F", "Vollbild und zurück"),
        ("M", "drei Minuten mehr"),
        ("N", "ohne Sensor weiter, oder wieder mit ihm"),
        ("C", "drei Minuten sofort, vom Start aus"),
    ),
    help_hands="Wo eine Taste steht, geht auch ein Klick oder ein Finger. Auch ein Gamecontroller.",
    help_crisis="Wenn dir jemand wehtut oder Angst macht, ist Atmen nicht die Antwort darauf.",
    crisis_title="In Gefahr oder Not",
    crisis_lines=(
        "Wenn du in Gefahr bist, ruf die Notrufnummer an. In Europa ist das die 112.",
        "Wenn dir jemand wehtut oder Angst macht, ist Atmen nicht die Antwort darauf. "
        "Sprich mit jemandem, dem du vertraust, oder mit einem Hilfetelefon.",
        "Wenn du daran denkst, dir etwas anzutun, bleib damit bitte nicht allein. "
        "Ruf jetzt jemanden an.",
    ),
    crisis_own="Deine Zeile",
    crisis_own_empty="Hier kann ein Name mit Nummer stehen. Mit Enter schreibst du ihn.",
    settings_title="Einstellungen",
    set_text_size="Größe der Schrift",
    set_theme="Farben",
    theme_night="Nacht",
    theme_day="Tag",
    theme_contrast="starker Kontrast",
    set_motion="Bewegung",
    motion_full="alles",
    motion_reduced="nur der Atem",
    set_hands="Hände im Bild",
    hands_belly="auf dem Bauch",
    hands_both="auf Bauch und Brust",
    set_language="Sprache",
    language_system="wie auf diesem Computer",
    set_self_talk="Sanfte Sätze neben dem Atem",
    set_sound="Ton",
    set_volume="Lautstärke",
    no_audio="Dieser Rechner hat gerade kein Gerät für Ton; der Atem ist trotzdem zu sehen.",
    set_question="Fragen, wie aufgewühlt ich bin",
    switched_on="an",
    switched_off="aus",
    own_lines="Deine eigenen Sätze kommen zuerst",
    own_line="Dein Satz {number}",
    own_line_empty="schreib einen Satz, der dir guttut",
    set_help_line="Für schwere Momente",
    set_help_empty="ein Name und eine Nummer",
    settings_unsaved="Das ließ sich nicht speichern; es gilt, bis du schließt.",
    typing_hint="Schreib und drück Enter. Mit Esc bleibt es, wie es war.",
    board_space="Leerzeichen",
    board_erase="löschen",
    withheld={
        Withheld.NO_BEATS: "noch keine Herzschläge",
        Withheld.NOT_REACHED: "diesmal nicht gemessen",
        Withheld.TOO_SHORT: "braucht noch etwas Zeit",
        Withheld.TOO_DIRTY: "zu viele unklare Schläge",
        Withheld.SILENT: "gerade keine Herzschläge",
        Withheld.GAP: "durch eine Lücke unterbrochen",
        Withheld.TOO_WEAK: "zu schwach, um etwas zu sagen",
        Withheld.NOT_PACED: "gemessen, wenn du dem Atem folgst",
        Withheld.NOT_ASKED: "nicht über das Ganze gemessen",
        Withheld.NOT_AT_REST: "nur in Ruhe gemessen",
        Withheld.NO_SENSOR: "ohne Sensor",
        Withheld.SET_ASIDE: "Sensor weggelegt",
        Withheld.MOVING: "du bewegst dich",
        Withheld.NO_PULSE: "kein Puls zu sehen",
        Withheld.NO_BELT: "zeigt keinen Atem; sitzt er straff, steckt er?",
        Withheld.STILL: "keine Atembewegung zu sehen",
        Withheld.TOO_COARSE: "Schläge zu grob gemessen",
        Withheld.HOLES: "braucht jeden Schlag in Folge",
    },
    link_short={
        LinkState.RADIO_OFF: "Bluetooth ist aus",
        LinkState.NO_RADIO: "kein Bluetooth hier",
        LinkState.NO_ANSWER: "antwortet nicht",
        LinkState.NOT_ALLOWED: "noch nicht erlaubt",
        LinkState.SEARCHING: "wird gesucht",
        LinkState.FOUND: "gefunden",
        LinkState.HELD: "anderswo verbunden",
        LinkState.CONNECTING: "verbindet sich",
        LinkState.CHECKING: "verbunden",
        LinkState.RATE_ONLY: "nur der Puls",
        LinkState.OFF_SKIN: "spürt keine Haut",
        LinkState.LOST: "außer Reichweite",
        LinkState.GONE: "nicht zu finden",
        LinkState.WAITING: "wartet auf Schläge",
        LinkState.ARRIVING: "Signal klar",
        LinkState.SILENT: "gerade keine Schläge",
        LinkState.NO_PORT: "nicht angesteckt",
        LinkState.PORT_BUSY: "anderswo offen",
        LinkState.PORT_NOT_ALLOWED: "noch nicht erlaubt",
        LinkState.WAKING: "wacht auf",
        LinkState.LISTENING: "wird gehört",
        LinkState.BOARD_SILENT: "sagt nichts",
        LinkState.NOISE: "nur Rauschen",
        LinkState.NO_WAVE: "keine Pulswelle",
        LinkState.UNDESCRIBED: "erklärt sich nicht",
        LinkState.DAMAGED: "Zeilen beschädigt",
        LinkState.SENSOR_OFF: "Sensor ist aus",
        LinkState.FLAT: "spürt keinen Puls",
        LinkState.UNPLUGGED: "abgesteckt",
        LinkState.ENDED: "ist zu Ende",
        LinkState.FAILED: "hat aufgehört",
    },
    link_said={
        LinkState.RADIO_OFF: "Bluetooth ist aus. Schalte es ein, dann wird dein Gurt gesucht.",
        LinkState.NO_RADIO: (
            "Kein Bluetooth gefunden. Steck einen kleinen USB-Stick dafür an, "
            "oder starte den Dienst deines Systems."
        ),
        LinkState.NO_ANSWER: (
            "Bluetooth antwortet nicht. Schalte es aus und ein, oder starte den Computer neu."
        ),
        LinkState.NOT_ALLOWED: (
            "Dieses Programm darf Bluetooth noch nicht nutzen. Erlaube es in deinem System."
        ),
        LinkState.SEARCHING: "Dein Gurt wird gesucht. Leg ihn an, mit feuchten Kontakten.",
        LinkState.FOUND: "Dein Gurt wurde gefunden.",
        LinkState.HELD: (
            "Ein anderes Programm scheint deinen Gurt zu halten. Schließ es; atme einfach weiter."
        ),
        LinkState.CONNECTING: "Dein Gurt verbindet sich. Das dauert ein paar Sekunden.",
        LinkState.CHECKING: "Dein Gurt ist verbunden und sagt, was er kann.",
        LinkState.WAITING: "Warten auf die ersten Herzschläge.",
        LinkState.ARRIVING: "Deine Herzschläge kommen an.",
        LinkState.RATE_ONLY: "Dieses Gerät sendet keine Schlagzeiten. Der Atem führt dich doch.",
        LinkState.SILENT: "Gerade keine Herzschläge. Der Atem geht weiter.",
        LinkState.OFF_SKIN: "Der Gurt spürt keine Haut. Mach ihn feucht und drück ihn sanft an.",
        LinkState.LOST: "Der Gurt ist außer Reichweite und wird gesucht. Atme einfach weiter.",
        LinkState.GONE: (
            "Der Gurt ist nicht zu finden. Er sollte angelegt, feucht und nah sein, "
            "und keine andere App darf ihn halten."
        ),
        LinkState.NO_PORT: (
            "Kein Pulssensor ist angesteckt. Steck ihn an, dann wird er von selbst gefunden."
        ),
        LinkState.PORT_BUSY: (
            "Ein anderes Programm hält den Sensor, oft der Monitor von Arduino. Schließ es."
        ),
        LinkState.PORT_NOT_ALLOWED: (
            "Dein System lässt dich noch nicht an den Anschluss. Unter Linux hilft einmal: "
            "sudo usermod -aG dialout $USER; dann neu anmelden."
        ),
        LinkState.WAKING: "Die Platine wacht auf. Das dauert ein paar Sekunden.",
        LinkState.LISTENING: "Die Platine spricht. Ihre Zeilen werden gedeutet.",
        LinkState.BOARD_SILENT: "Die Platine ist da und sagt nichts. Ist der Sketch darauf?",
        LinkState.NOISE: "Die Platine sendet nur Rauschen. Es werden andere Raten probiert.",
        LinkState.NO_WAVE: "Von der Platine kommt keine Pulswelle. Spiel unseren Sketch darauf.",
        LinkState.UNDESCRIBED: (
            "Die Platine sagt nie, was ihre Zahlen bedeuten. Drück ihren Reset-Knopf; hilft das "
            "nicht, spiel Bellybreaths Sketch neu darauf."
        ),
        LinkState.DAMAGED: (
            "Jede Zeile der Platine kommt beschädigt an. Nimm ein anderes USB-Kabel oder eine "
            "andere Buchse, und drück ihren Reset-Knopf."
        ),
        LinkState.SENSOR_OFF: (
            "Die Platine sagt, dass ihr Sensor aus ist. Drück die Elektroden an, und sieh nach "
            "ihrem Stecker."
        ),
        LinkState.FLAT: (
            "Kein Puls zu sehen. Leg einen Finger auf den Sensor; sein dritter Draht gehört an A0."
        ),
        LinkState.UNPLUGGED: (
            "Das Kabel ist locker. Der Atem geht weiter; angesteckt wird der Sensor von selbst "
            "gefunden."
        ),
        LinkState.ENDED: "Die Aufnahme ist zu Ende.",
        LinkState.FAILED: (
            "Das Zuhören hat aufgehört. Der Atem geht weiter; starte neu, um wieder zuzuhören."
        ),
    },
    noisy="bitte kurz still sitzen",
    strap_stopped="hat aufgehört",
    wave_said={
        WaveCondition.LISTENING: "Dein Herzschlag wird kennengelernt; halte ein wenig still.",
        WaveCondition.CLEAR: "Dein Herzschlag ist klar.",
        WaveCondition.NO_PULSE: (
            "Hier ist kein Puls. Lege den Sensor leicht an den Finger oder ans Ohrläppchen."
        ),
        WaveCondition.FLAT: (
            "Der Sensor sendet immer denselben Wert. Sieh nach, ob er eingesteckt ist."
        ),
        WaveCondition.SATURATED: (
            "Die Welle ist oben abgeschnitten. Drücke weniger, oder beschatte den Sensor."
        ),
        WaveCondition.HUM: (
            "Netzbrummen verdeckt den Herzschlag. Lege Kabel und Ladegeräte weiter weg."
        ),
        WaveCondition.FLICKER: (
            "Eine Lampe flackert in den Sensor. Beschatte ihn, oder schalte sie aus."
        ),
        WaveCondition.MOVEMENT: ("Bewegung verdeckt den Herzschlag. Lass Hand und Kabel ruhen."),
        WaveCondition.INTERRUPTED: "Es fehlen Werte. Sieh nach dem Kabel.",
    },
    ecg_said={
        WaveCondition.LISTENING: "Dein Herzschlag wird kennengelernt; halte ein wenig still.",
        WaveCondition.CLEAR: "Dein Herzschlag ist klar.",
        WaveCondition.NO_PULSE: (
            "Hier ist kein Herzschlag. Drück die Elektroden an, oder mach die Haut feucht."
        ),
        WaveCondition.FLAT: (
            "Der Sensor sendet immer denselben Wert. Sieh nach, ob er eingesteckt ist."
        ),
        WaveCondition.SATURATED: "Die Welle ist oben abgeschnitten. Drück die Elektroden an.",
        WaveCondition.HUM: (
            "Netzbrummen verdeckt den Herzschlag. Lege Kabel und Ladegeräte weiter weg."
        ),
        WaveCondition.FLICKER: (
            "Eine Lampe flackert in den Sensor. Beschatte ihn, oder schalte sie aus."
        ),
        WaveCondition.MOVEMENT: "Bewegung verdeckt den Herzschlag. Lass Arme und Kabel ruhen.",
        WaveCondition.INTERRUPTED: "Es fehlen Werte. Sieh nach dem Kabel.",
    },
    no_heartbeat_title="Kein Herzschlag zu sehen",
    battery_low="Die Batterie deines Gurts ist bei {percent} %. Wechsle sie, wenn du kannst.",
    battery_nearly_empty=(
        "Die Batterie deines Gurts ist bei {percent} %. Deine Herzschläge werden weiter "
        "aufgezeichnet. Wechsle sie, wenn du kannst."
    ),
    battery_uncounted="Die Batterie deines Gurts ist schwach. Wechsle sie, wenn du kannst.",
    breath_sources={
        BreathSource.STRAP: "Bewegung des Gurts",
        BreathSource.BELT: "Bauchgurt",
    },
    breath_in_step="geht mit dem Atem",
    breath_behind="etwas nach dem Atem",
    breath_ahead="etwas vor dem Atem",
    breath_own_pace="im eigenen Takt",
    breath_rate="{rate}/Min.",
    breath_depth="Tiefe {percent} %",
    streams={
        PacketSource.HEART_RATE: "Herzschläge",
        PacketSource.ECG: "EKG",
        PacketSource.MOVEMENT: "Bewegung",
        PacketSource.PULSE_INTERVALS: "Pulsabstände",
        PacketSource.POLAR_CONTROL: "Einstellungen",
    },
    and_between=" und ",
    not_recorded="Vom Gurt fehlt gerade: {names}. Deine Herzschläge bleiben.",
    trouble_titles={
        LinkState.RADIO_OFF: "Bluetooth ist aus",
        LinkState.NO_RADIO: "Kein Bluetooth hier",
        LinkState.NO_ANSWER: "Bluetooth antwortet nicht",
        LinkState.NOT_ALLOWED: "Bluetooth nicht erlaubt",
        LinkState.SEARCHING: "Dein Gurt wird gesucht",
        LinkState.HELD: "Gurt anderswo verbunden",
        LinkState.RATE_ONLY: "Nur der Puls",
        LinkState.SILENT: "Gerade keine Herzschläge",
        LinkState.OFF_SKIN: "Der Gurt spürt keine Haut",
        LinkState.LOST: "Gurt außer Reichweite",
        LinkState.GONE: "Gurt nicht zu finden",
        LinkState.NO_PORT: "Kein Pulssensor angesteckt",
        LinkState.PORT_BUSY: "Der Sensor ist anderswo offen",
        LinkState.PORT_NOT_ALLOWED: "Der Anschluss ist nicht erlaubt",
        LinkState.BOARD_SILENT: "Die Platine sagt nichts",
        LinkState.NOISE: "Rauschen statt Zahlen",
        LinkState.NO_WAVE: "Keine Pulswelle",
        LinkState.UNDESCRIBED: "Die Platine erklärt sich nicht",
        LinkState.DAMAGED: "Jede Zeile kommt beschädigt an",
        LinkState.SENSOR_OFF: "Der Sensor ist aus",
        LinkState.FLAT: "Kein Puls zu sehen",
        LinkState.UNPLUGGED: "Das Kabel ist locker",
        LinkState.FAILED: "Das Zuhören hat aufgehört",
    },
    trouble_helps={
        LinkState.RADIO_OFF: "Schalte es ein, dann wird dein Gurt von selbst gefunden.",
        LinkState.NO_RADIO: (
            "Steck einen kleinen USB-Stick dafür an, oder starte in deinem System den Dienst dafür."
        ),
        LinkState.NO_ANSWER: "Schalte es aus und ein, oder starte den Computer neu.",
        LinkState.NOT_ALLOWED: "Dein System fragt danach, wer es nutzen darf: erlaube es dort.",
        LinkState.SEARCHING: "Leg ihn mit feuchten Kontakten an; er wird von selbst gefunden.",
        LinkState.HELD: "Schließ das andere Programm, das mit ihm verbunden ist.",
        LinkState.RATE_ONLY: "Dieses Gerät sendet keine Schlagzeiten. Der Atem führt dich doch.",
        LinkState.SILENT: "Sitz kurz still; sie kommen von selbst wieder.",
        LinkState.OFF_SKIN: "Mach ihn feucht, und drück ihn sanft an.",
        LinkState.LOST: (
            "Setz dich näher an den Rechner: Er wird gesucht, und es geht von selbst weiter."
        ),
        LinkState.GONE: (
            "Er sollte angelegt, feucht und nah sein, und keine andere App oder Uhr darf ihn "
            "halten."
        ),
        LinkState.NO_PORT: "Steck ihn an, dann wird er von selbst gefunden.",
        LinkState.PORT_BUSY: "Schließ, was ihn gerade hält: oft ist es der Monitor von Arduino.",
        LinkState.PORT_NOT_ALLOWED: (
            "Unter Linux hilft einmal: sudo usermod -aG dialout $USER; dann neu anmelden."
        ),
        LinkState.BOARD_SILENT: "Sieh nach, ob der Sketch darauf ist.",
        LinkState.NOISE: "Es werden andere Raten probiert.",
        LinkState.NO_WAVE: "Spiel Bellybreaths Sketch auf die Platine.",
        LinkState.UNDESCRIBED: (
            "Drück ihren Reset-Knopf; hilft das nicht, spiel Bellybreaths Sketch neu darauf."
        ),
        LinkState.DAMAGED: (
            "Nimm ein anderes USB-Kabel oder eine andere Buchse, und drück den Reset-Knopf."
        ),
        LinkState.SENSOR_OFF: "Drück die Elektroden an, und sieh nach ihrem Stecker.",
        LinkState.FLAT: "Leg einen Finger auf den Sensor; sein dritter Draht gehört an A0.",
        LinkState.UNPLUGGED: "Steck es wieder an, dann wird der Sensor von selbst gefunden.",
        LinkState.FAILED: "Fang neu an, wenn wieder zugehört werden soll.",
    },
    unsaved_full=(
        "Die Platte ist voll. Deine Übung geht weiter und wird gespeichert, sobald Platz ist."
    ),
    unsaved_refused=(
        "Speichern geht gerade nicht ({reason}). "
        "Deine Übung geht weiter und wird gespeichert, sobald es geht."
    ),
    unsaved_full_at_end=(
        "Die Platte ist voll. Schaffe jetzt Platz, sonst kommt deine Übung in eine vorläufige "
        "Datei."
    ),
    unsaved_refused_at_end=(
        "Speichern geht gerade nicht ({reason}). Bleibt es so, kommt deine Übung in eine "
        "vorläufige Datei."
    ),
    terminal=GERMAN_TERMINAL,
    reports=GERMAN_REPORTS,
    doctor=GERMAN_DOCTOR,
    sensor_list=GERMAN_SENSOR_LIST,
    files=GERMAN_FILES,
    trouble=GERMAN_TROUBLE,
    pace=PaceTexts(
        counted=PaceSteps(
            slower="Ab dem nächsten Atemzug: {breaths} Atemzüge in der Minute",
            quicker="Ab dem nächsten Atemzug: {breaths} Atemzüge in der Minute",
            slowest="{breaths} Atemzüge in der Minute, langsamer geht es nicht",
            quickest="{breaths} Atemzüge in der Minute, schneller geht es nicht",
            last="So bleibt es bis zum Ende.",
        ),
        uncounted=PaceSteps(
            slower="Etwas langsamer, ab dem nächsten Atemzug",
            quicker="Etwas schneller, ab dem nächsten Atemzug",
            slowest="Langsamer geht es nicht.",
            quickest="Schneller geht es nicht.",
            last="So bleibt es bis zum Ende.",
        ),
        changed="Du hast das Tempo geändert; diese gelten für {breaths} Atemzüge in der Minute.",
    ),
    refusals=GERMAN_REFUSALS,
    trouble_goes_on="Atme weiter, nichts geht verloren.",
    key_alone=("N", "Ohne ihn weiter"),
    key_listen_again=("N", "Wieder zuhören"),
    set_aside="weggelegt",
    alone_title="Nur der Atem",
    alone_said="Dein Sensor ist weggelegt. Der Atem genügt.",
    alone_is_back="Dein Sensor ist wieder da. Hör ihm zu, oder lass es so.",
    alone_line="Dein Herz wurde {length} lang gemessen. Danach war es nur der Atem.",
    noise_title="Das Signal ist unklar",
    noise_said="Sitz bitte kurz still.",
)
