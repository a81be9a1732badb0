"""The choice among boards: what can be chosen, what is taken by itself, and what never is."""

from __future__ import annotations

from dataclasses import replace

from devices.board_ports import FoundPort, PortIdentity
from devices.port_check import PortCheck
from devices.port_survey import PortList, SurveyedPort
from devices.readings import LinkState
from trainer.choosing import PRACTICE_KEY, ChoiceWish, OptionKind
from trainer.choosing_wire import WireChoosing

UNO = FoundPort("/dev/ttyACM0", "Arduino Uno", PortIdentity(0x2341, 0x0043, "7553"))
NANO = FoundPort("/dev/ttyUSB0", "n/a", PortIdentity(0x1A86, 0x7523, None))
MODEM = FoundPort("/dev/ttyS0", "ttyS0", PortIdentity(None, None, None))


def plugged(*ports: FoundPort) -> PortList:
    return PortList(tuple(SurveyedPort(port, is_likely=True) for port in ports), has_looked=True)


class Chooser(WireChoosing):
    """The choice with an ear for what it asks to be listened to."""

    def __init__(self, remembered: FoundPort | None = None) -> None:
        self.listened_to: list[str] = []
        super().__init__(remembered, 0.0, self.listened_to.append)


def test_without_a_memory_nothing_is_taken_by_itself() -> None:
    chooser = Chooser()
    for second in range(60):
        chooser.see(plugged(UNO, MODEM), float(second))
    assert chooser.taken is None
    choice = chooser.choice()
    assert choice.family is OptionKind.WIRE
    assert [option.name for option in choice.sensors] == ["Arduino Uno"], "USB names no ttyS0"
    assert not choice.is_seeking


def test_the_board_of_last_time_is_taken_by_itself_under_whatever_name() -> None:
    chooser = Chooser(UNO)
    chooser.see(plugged(), 0.0)
    assert chooser.choice().is_seeking
    assert not chooser.choice().needs_checklist
    chooser.see(plugged(), 6.0)
    assert chooser.choice().needs_checklist
    moved = replace(UNO, device="/dev/ttyACM3")
    chooser.see(plugged(NANO, moved), 7.0)
    assert chooser.taken is None, "a person sees what is taken"
    chooser.see(plugged(NANO, moved), 9.0)
    assert chooser.taken is not None
    assert chooser.taken.key == "/dev/ttyACM3"


def test_of_two_boards_alike_none_is_taken_by_itself() -> None:
    chooser = Chooser(NANO)
    twin = replace(NANO, device="/dev/ttyUSB1")
    for second in range(20):
        chooser.see(plugged(NANO, twin), float(second))
    assert chooser.taken is None
    names = [option.name for option in chooser.choice().sensors]
    assert names == ["/dev/ttyUSB0", "/dev/ttyUSB1"], (
        "a board that says nothing has its port's name"
    )
    chooser.take_number(2)
    assert chooser.taken is not None
    assert chooser.taken.key == "/dev/ttyUSB1"


def test_a_board_is_listened_to_when_asked_and_then_waits_for_the_person() -> None:
    chooser = Chooser(UNO)
    chooser.see(plugged(UNO), 0.0)
    chooser.wish(ChoiceWish.LISTEN)
    assert chooser.listened_to == [UNO.device]
    heard = SurveyedPort(UNO, True, PortCheck((LinkState.WAKING,)))
    for second in range(1, 20):
        chooser.see(PortList((heard,), has_looked=True), float(second))
    assert chooser.taken is None
    assert chooser.choice().focused.view is not None


def test_what_needs_no_sensor_can_be_chosen_while_a_board_is_sought() -> None:
    chooser = Chooser(UNO)
    chooser.see(plugged(), 0.0)
    chooser.take("sought")
    assert chooser.taken is None, "it is not there"
    chooser.take(PRACTICE_KEY)
    assert chooser.taken is not None
    assert chooser.taken.kind is OptionKind.PRACTICE
