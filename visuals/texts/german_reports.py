"""The words of the reports in German."""

from __future__ import annotations

from trainer.journal.entries import EndReason
from trainer.signal.beats import Verdict
from visuals.texts.reports import ReportTexts

__all__ = ["GERMAN_REPORTS"]

GERMAN_REPORTS = ReportTexts(
    sessions_title="Übungen",
    session="Übung",
    heart="Herz",
    breathed="geatmet",
    swing="Schwingung",
    upset="Gefühl",
    ended="Ende",
    at_pace="{time} mit {pace}",
    sessions_caption=(
        "geatmet: Minuten mit Atemzügen pro Minute; Schwingung: des Herzschlags mit jedem Atemzug, "
        "Anfang und Ende, Schläge pro Minute; Gefühl: wie aufgewühlt du vorher und nachher warst, "
        "0 bis 10"
    ),
    kept_in="Gespeichert in {folder}",
    none_yet="Noch keine Übung in {folder}. Beginne mit: bellybreath practice",
    ends={
        EndReason.COMPLETE: "ganz",
        EndReason.FINISHED_EARLY: "früher beendet",
        EndReason.SENSOR_ENDED: "Aufnahme zu Ende",
        EndReason.INTERRUPTED: "unterbrochen",
    },
    check_title="Bekannte Signale durch die ganze Rechnung",
    expected="erwartet",
    got="gefunden",
    as_expected="ok",
    differs="ANDERS",
    all_expected="Alle {count} sind wie erwartet.",
    expected_was="{signal}, {asked}: erwartet war {reason}.",
    some_differ="{others} von {count} sind nicht wie erwartet.",
    what_to_do=(
        "Auf diesem Rechner stimmen die Zahlen vielleicht nicht. Bitte melde es mit dem, was "
        "`bellybreath check --json` schreibt, und verlass dich bis dahin nicht auf sie; das Atmen "
        "selbst geht wie immer."
    ),
    check_names={
        "sine of intervals": "Sinus der Abstände",
        "sine of the heart rate": "Sinus des Herzschlags",
        "spontaneous rhythm": "freier Rhythmus",
        "heart at rest": "Herz in Ruhe",
        "gliding pace": "gleitendes Tempo",
        "grid of 1/1024 s": "Raster von 1/1024 s",
        "grid of 10 ms": "Raster von 10 ms",
        "a break that the link tells": "eine Lücke, die der Gurt meldet",
        "beats lost without a word": "Schläge, die stumm verloren gehen",
        "a missed beat, three times": "ein übersehener Schlag, dreimal",
        "an extra beat, three times": "ein Schlag zu viel, dreimal",
        "an ectopic beat, three times": "ein Extraschlag, dreimal",
        "an ectopic couplet, three times": "zwei Extraschläge in Folge, dreimal",
        "a misplaced beat, three times": "ein verschobener Schlag, dreimal",
        "noise, three times": "Rauschen, dreimal",
        "RMSSD": "RMSSD",
        "SDNN": "SDNN",
        "LF power": "LF-Leistung",
        "breaks": "Lücken",
        "found": "gefunden",
        "swing": "Schwingung",
        "fitted swing": "angepasste Schwingung",
        "fitted swing at 4.6 breaths/min": "angepasste Schwingung bei 4,6 Atemzügen/min",
        "fitted swing at 5.7 breaths/min": "angepasste Schwingung bei 5,7 Atemzügen/min",
        "fitted swing at 6.6 breaths/min": "angepasste Schwingung bei 6,6 Atemzügen/min",
        "intervals not accepted": "Abstände, die nicht zählen",
        "beats/min": "Schläge/min",
    },
    intervals="Abstände",
    not_accepted="zählen nicht",
    over="über {time}",
    median_over="Median über {time}",
    fitted_swing="Schwingung des Herzschlags, angepasst (Schläge/min)",
    peak_swing="Schwingung des Herzschlags, von oben bis unten (Schläge/min)",
    mean_per_breath="Mittel pro Atemzug",
    breaths_per_min="Atemzüge pro Minute",
    breaths_from="aus den Schlägen, oder wie angegeben",
    mean_rate="mittlerer Herzschlag (Schläge/min)",
    lf_power="LF-Leistung (ms²)",
    hf_power="HF-Leistung (ms²)",
    total_power="Leistung insgesamt (ms²)",
    band_words="{length} ab {begin}, {estimator}",
    beats_left_out="Schläge ausgelassen",
    slow_heart="langsames Herz",
    windows_title="Fenster",
    from_when="ab",
    total="gesamt",
    excised="entfernt",
    bands_by="Bänder mit, oder warum nicht",
    and_more="und {count} mehr; --json nennt alle",
    and_more_windows="und {count} Fenster mehr; --json nennt alle",
    and_more_beats="und {count} mehr; --json nennt jeden Schlag",
    estimators_title="Leistung der Bänder nach Verfahren (ms²)",
    estimator="Verfahren",
    peak="Gipfel (Hz)",
    suits="passt",
    corrections_title="Abstände, die nicht zählen",
    number="Nummer",
    at_when="bei",
    verdict="Befund",
    drawn_as="gezeichnet als (ms)",
    not_drawn="nicht gezeichnet",
    verdicts={
        Verdict.ACCEPTED: "gezählt",
        Verdict.MISSED: "übersehen",
        Verdict.EXTRA: "zu viel",
        Verdict.ECTOPIC: "Extraschlag",
        Verdict.COUPLET: "Paar",
        Verdict.MISPLACED: "verschoben",
        Verdict.NOISE: "Rauschen",
        Verdict.GAP: "Lücke",
    },
)
