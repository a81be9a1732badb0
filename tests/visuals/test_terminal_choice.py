"""The choice in the terminal: a numbered list where somebody can answer, one sentence elsewhere."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

import pytest

from devices.choice_said import StrapChoiceSaid
from devices.errors import StrapChoiceError
from devices.readings import LinkState
from devices.strap_identity import FoundStrap, StrapIdentity
from devices.strap_list import Survey, SurveyedStrap
from devices.strap_survey import WatchedSurvey
from trainer.choosing import OptionKind
from visuals import terminal_choice
from visuals.errors import RequestError
from visuals.terminal import TerminalConsole
from visuals.terminal_choice import choose_from_list, choose_in_terminal
from visuals.texts import ENGLISH

H10 = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A1")
TWIN = StrapIdentity("Polar H10 1A2B3C4D", "C0:FF:EE:00:00:A2")


class Still(WatchedSurvey):
    """A list that stands still."""

    def __init__(self, survey: Survey) -> None:
        super().__init__()
        self._latest = survey

    def start(self) -> None:
        """Nothing moves."""

    def join(self, patience_s: float) -> None:
        """Nothing is waited for."""


def near(*straps: StrapIdentity) -> Survey:
    return Survey(tuple(SurveyedStrap(FoundStrap(each, -60, is_held=False)) for each in straps))


def typing(*lines: str) -> Callable[[], str]:
    typed: Iterator[str] = iter(lines)
    return lambda: next(typed) + "\n"


def asked(
    survey: Survey, *lines: str, remembered: StrapIdentity | None = None
) -> tuple[str, OptionKind, str]:
    file = io.StringIO()
    console = TerminalConsole(file=file, width=100)
    option = choose_from_list(
        lambda: Still(survey), remembered, console, typing(*lines), look_s=0.0
    )
    return option.key, option.kind, file.getvalue()


def test_straps_of_one_kind_are_numbered_and_told_apart() -> None:
    key, kind, printed = asked(near(H10, TWIN), "2")
    assert (key, kind) == (TWIN.address, OptionKind.STRAP)
    assert "1  Polar H10 1A2B3C4D (00:A1), strong signal" in printed
    assert "2  Polar H10 1A2B3C4D (00:A2), strong signal" in printed


def test_enter_takes_the_first_one_which_is_the_own_strap() -> None:
    key, _, printed = asked(near(H10, TWIN), "", remembered=TWIN)
    assert key == TWIN.address
    assert "yours last time" in printed


@pytest.mark.parametrize(("typed", "kind"), [("p", OptionKind.PRACTICE), ("N ", OptionKind.BREATH)])
def test_practice_and_the_breath_alone_are_on_the_list(typed: str, kind: OptionKind) -> None:
    assert asked(near(), typed)[1] is kind


def test_what_is_not_on_the_list_is_asked_again() -> None:
    key, _, printed = asked(near(H10), "7", "what", "1")
    assert key == H10.address
    assert printed.count("Type one of the numbers") == 2


def test_the_list_can_be_made_anew() -> None:
    _, _, printed = asked(near(H10), "r", "1")
    assert printed.count("Looking around") == 2


def test_nothing_nearby_and_a_trouble_are_said() -> None:
    assert "moist" in asked(near(), "p")[2]
    assert LinkState.NO_RADIO.sentence[:20] in asked(Survey((), LinkState.NO_RADIO), "p")[2]


def test_where_nobody_can_answer_one_sentence_names_the_straps(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def several(_asked: str | None, _remembered: StrapIdentity | None) -> StrapIdentity:
        names = f"{H10.name}, {TWIN.name}"
        raise StrapChoiceError(StrapChoiceSaid.SEVERAL, count=2, names=names)

    monkeypatch.setattr("devices.strap_search.find_strap_now", several)
    monkeypatch.setattr("sys.stdin", io.StringIO("1\n"))
    console = TerminalConsole(file=io.StringIO())
    with pytest.raises(StrapChoiceError, match="There are 2 straps"):
        choose_in_terminal(None, None, console)


def test_where_nobody_can_answer_the_only_strap_is_taken(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("devices.strap_search.find_strap_now", lambda *_: H10)
    monkeypatch.setattr("sys.stdin", io.StringIO())
    option = choose_in_terminal(None, None, TerminalConsole(file=io.StringIO()))
    assert option.strap is not None
    assert option.strap.identity == H10
    assert "Found Polar H10" in capsys.readouterr().err


def test_who_goes_away_without_an_answer_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO())
    with pytest.raises(RequestError, match="nothing was chosen"):
        terminal_choice._answer(ENGLISH)
