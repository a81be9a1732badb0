"""What is said of written files in German."""

from __future__ import annotations

from visuals.texts.files import FileTexts

__all__ = ["GERMAN_FILES"]

GERMAN_FILES = FileTexts(
    beats=("Schlag", "Schläge"),
    breath_points=("Stelle des Atems", "Stellen des Atems"),
    samples=("Wert", "Werte"),
    wrote="Geschrieben: {what}, nach {path}",
    one_gap="Die Reihe hat eine Lücke, die man bloßen Abständen nicht ansieht",
    many_gaps="Die Reihe hat {count} Lücken, die man bloßen Abständen nicht ansieht",
    gaps_untold="{gaps}; schreib in eine Datei, dann steht dabei, wo.",
    gaps_are_in="{gaps}; du findest sie in {path}",
    among_sessions="{path} liegt bei deinen Übungen; wähle einen anderen Ort.",
    not_written=(
        "{path} lässt sich nicht schreiben: {why}. Die Übung selbst ist sicher; wähle mit -o einen "
        "anderen Ort."
    ),
    gaps_name_taken=(
        "{path} gibt es schon, und es ist etwas anderes; die Abstände sind geschrieben, die Lücken "
        "nicht. Wähle mit -o einen anderen Namen."
    ),
    no_sessions="in {folder} ist noch keine Übung; so geht eine: bellybreath practice",
    fits_several=(
        "{wanted!r} passt zu {count} Übungen, von {first} bis {last}; gib mehr vom Namen an"
    ),
    no_such_session=(
        "es gibt keine Übung {wanted!r}; bellybreath sessions nennt alle (die letzte ist {latest})"
    ),
    sounds_written="Geschrieben nach {folder}",
    sounds_not_written=(
        "die Klänge lassen sich nicht nach {folder} schreiben ({why}); wähle einen anderen Ordner"
    ),
)
