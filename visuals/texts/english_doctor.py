"""What the doctor says in English."""

from __future__ import annotations

from devices.finding import Question, Verdict
from devices.strap_said import StrapAdvice, StrapSaid
from devices.strap_signal import StrapSignal
from trainer.wire_said import WireAdvice, WireSaid
from visuals.texts.doctor import DoctorTexts

__all__ = ["ENGLISH_DOCTOR"]

ENGLISH_DOCTOR = DoctorTexts(
    greeting="Let us look together. Put your strap on, with its contacts moist.",
    wired_greeting=(
        "Let us look together. Plug the board in, and lay a finger on the sensor, lightly; it "
        "takes half a minute."
    ),
    looking="Looking around ...",
    listening="Listening to {name} ...",
    attempt="Try: {advice}",
    all_well="All is well. Begin with: bellybreath train --strap",
    all_well_wired="All is well. Begin with: bellybreath train --serial",
    not_all_known="Nothing is amiss, as far as can be told.",
    one_thing=(
        "Begin with what is said first; the rest often follows. The breath itself needs no strap: "
        "bellybreath practice"
    ),
    questions={each: each.value for each in Question},
    verdicts={each: each.value for each in Verdict},
    signals={each: each.words for each in StrapSignal},
    said={each: each.value for kind in (StrapSaid, WireSaid) for each in kind},
    advice={each: each.value for kind in (StrapAdvice, WireAdvice) for each in kind},
    report_title="A Bellybreath checkup. It holds no names, no addresses and no folders.",
    report_link="link: {states}",
    report_packets="packets: {packets}, beats: {beats}, model: {model}",
    report_system="the system said: {words}",
    nothing="nothing",
    not_known="not known",
    report_written="A report without names and addresses: {path}",
    on_clipboard="It is on your clipboard, too.",
    not_written=(
        "the report cannot be written to {path} ({why}); choose another folder with --data-dir"
    ),
    one_at_a_time="a strap and a port are looked at one at a time; leave out one of them",
)
