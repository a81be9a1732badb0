"""A session in the window: its screens in their order, from the first breath to the last word.

The frame loop of `visuals/running.py` asks it for frames as it asks the terminal. What it holds is
only which screen is shown and what the person wants to see there.
"""

from __future__ import annotations

import weakref
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from trainer.answers import Answer, Occasion
from trainer.commands import Wish
from trainer.plan import Stage
from trainer.snapshot import Snapshot
from visuals.cross_fade import CrossFade
from visuals.display import NO_RESPONSE, Response
from visuals.gestures import Gesture, Letter
from visuals.screens.question import QuestionRecord, QuestionScreen, WithoutAnswer
from visuals.screens.screen import WindowWish
from visuals.screens.session import CalmScreen, SessionScreen, SessionView
from visuals.screens.summary import SummaryOutcome, SummaryRecord, SummaryScreen
from visuals.session_sound import SAID_S, SessionSound, SoundWish
from visuals.summary_export import export_beats
from visuals.window import Window

__all__ = ["SessionDisplay"]

_AWAKE_IN_PAUSE_S = 180.0
"""A pause that lasts longer lets the screen go dark: the person may have gone."""


class SessionDisplay:
    """One session before a window.

    Parameters
    ----------
    window
        Opened here where it is not open yet.
    is_calm
        The calm minutes: no numbers, and no summary behind them.
    asks
        Whether the question comes at the end.
    upset_before
        What the person answered before it began.
    earlier_upset
        How such answers changed in earlier sessions, oldest first.
    keeps_window
        True where the window, and the sound, are somebody else's, to go on with other screens: the
        summary then offers the same session again.
    sound
        What is heard; None for silence.
    remember_lines
        Keeps for next time whether gentle lines are wanted.
    help_in_danger
        Shows the page for somebody in danger until it is left; the question leads to it.
    """

    stays_for_summary = True
    patience_s = 0.0

    def __init__(
        self,
        window: Window,
        *,
        is_calm: bool = False,
        asks: bool = False,
        upset_before: int | None = None,
        earlier_upset: tuple[int, ...] = (),
        keeps_window: bool = False,
        sound: SessionSound | None = None,
        remember_lines: Callable[[bool], object] | None = None,
        help_in_danger: Callable[[], object] | None = None,
    ) -> None:
        self.window = window
        self.wants_more = False
        """True when the person asked for the same anew: calm minutes, or the session."""
        self._is_calm = is_calm
        self._keeps_window = keeps_window
        self._upset_before = upset_before
        self._earlier_upset = earlier_upset
        self._upset_after: int | None = None
        self._hides_numbers = False
        self._hides_lines = not window.look.talks
        self._lines_changed_s: float | None = None
        self._remember_lines = remember_lines
        self._help_in_danger = help_in_danger
        self._question = QuestionRecord(Occasion.AFTER, offers_more=is_calm) if asks else None
        self._is_done = False
        self._exported = ""
        self._summary_focus = SummaryOutcome.DONE
        self._summary_over: SummaryOutcome | None = None
        self._has_shown = False
        self._breathed_s = 0.0
        """When the session was last going on, on the window's clock."""
        self._sound = sound
        self._drawn: Callable[[], SessionScreen | None] = lambda: None
        """The screen that was drawn last, as long as the window keeps it."""
        self._side: object = None
        self._side_fade = CrossFade()

    @property
    def upset_after(self) -> int | None:
        """What the person answered at the end; None where they did not."""
        return self._upset_after

    def open(self) -> None:
        """Open the window, and prepare the first screen before the clock begins."""
        self.window.open()
        self._is_done = False
        self._breathed_s = self.window.clock()
        self.window.hold_awake(holds=True)
        self._session_screen()

    def close(self) -> None:
        """Let the screen go dark again; close the window where it is ours."""
        self.window.hold_awake(holds=False)
        if self._sound is not None:
            self._sound.player.end_session()
        if not self._keeps_window:
            self.window.close()
            if self._sound is not None:
                self._sound.player.close()

    def show(self, snapshot: Snapshot) -> Response:
        """Draw a frame, wait for its turn, and hear what the person did.

        Who once wanted out wants out in every later frame.
        """
        if self.window.is_closed:
            return Response(wants_out=True)
        if self._sound is not None and self._has_shown:  # the first frame waits for nothing
            self._sound.player.frame_s = self.window.frame_s
            # A strap joins the calm minutes unseen, and unheard.
            now_s = self.window.clock()
            self._sound.frame(snapshot, now_s, tells_signal=not self._is_calm)
        self.window.hold_awake(holds=self._is_breathed_before(snapshot))
        if snapshot.stage is not Stage.ENDED:
            response = self._show_session(snapshot)
        elif self._question is not None:
            response = self._show_question(self._question)
        elif self._is_calm:
            self._is_done = True
            response = NO_RESPONSE
        else:
            response = self._show_summary(snapshot)
        self._has_shown = True
        wants_out = self._is_done or self.window.is_closed
        return replace(response, wants_out=True) if wants_out else response

    def _is_breathed_before(self, snapshot: Snapshot) -> bool:
        """Whether somebody breathes before the window, or is only in a short pause."""
        if snapshot.stage is Stage.ENDED:
            return False
        now_s = self.window.clock()
        if not snapshot.is_paused:
            self._breathed_s = now_s
        return now_s - self._breathed_s < _AWAKE_IN_PAUSE_S

    def _session_screen(self) -> CalmScreen | SessionScreen:
        if self._is_calm:
            return self.window.screen(CalmScreen)
        return self.window.screen(SessionScreen)

    def _draw_session(self, screen: CalmScreen | SessionScreen, view: SessionView) -> None:
        """Draw a frame; where a card takes the place of the numbers, one goes into the other."""
        canvas = self.window.canvas
        if isinstance(screen, SessionScreen):
            side, is_same = screen.side(view), self._drawn() is screen
            # Only what this very screen drew last is seen still; a new canvas has a new screen.
            if is_same and side != self._side:
                self._side_fade.leave(canvas, screen.scene.side_area)
            self._drawn, self._side = weakref.ref(screen), side
        screen.draw(canvas, view, view.snapshot.at_s)
        self._side_fade.lay_over(canvas, self.window.clock())

    def _show_session(self, snapshot: Snapshot) -> Response:
        window = self.window
        screen = self._session_screen()
        view = SessionView(
            snapshot, self._hides_numbers, self._hides_lines, window.hints_opacity, self.said()
        )
        self._draw_session(screen, view)
        window.present(screen.bake, hides_pointer=True)
        wishes: list[Wish] = []
        for gesture in window.gestures():
            heard = screen.hear(gesture, view)
            view = heard.record
            match heard.outcome:
                case Wish() as wish:
                    wishes.append(wish)
                case SoundWish() as wish if self._sound is not None:
                    self._sound.obey(wish, window.clock())
                case WindowWish.FULL_SCREEN:
                    window.toggle_fullscreen()
                    break  # the places of what was drawn are no more
        self._hides_numbers = view.hides_numbers
        if view.hides_lines is not self._hides_lines:
            self._change_lines(hides=view.hides_lines)
        return Response(tuple(wishes)) if wishes else NO_RESPONSE

    def _change_lines(self, *, hides: bool) -> None:
        """Take the gentle lines away or bring them back, and say so for a moment."""
        self._hides_lines = hides
        self._lines_changed_s = self.window.clock()
        if self._remember_lines is not None:
            self._remember_lines(not hides)

    def said(self) -> str:
        """A few words for a moment; empty where there is nothing to say."""
        texts, now_s = self.window.look.texts, self.window.clock()
        if self._lines_changed_s is not None and now_s - self._lines_changed_s < SAID_S:
            return texts.lines_off if self._hides_lines else texts.lines_on
        if self._sound is None:
            return ""
        hides_numbers = self._hides_numbers or self._is_calm
        return self._sound.said(texts, now_s, hides_numbers=hides_numbers)

    def _show_question(self, record: QuestionRecord) -> Response:
        window = self.window
        screen = window.screen(QuestionScreen)
        screen.draw(window.canvas, record, 0.0)
        window.present(screen.bake)
        for gesture in window.gestures():
            if self._went_full_screen(gesture):
                break
            heard = screen.hear(gesture, record)
            self._question = record = heard.record
            if heard.outcome is None:
                continue
            if heard.outcome is WithoutAnswer.CRISIS:
                self._question = replace(record, over=None)
                if self._help_in_danger is not None:
                    self._help_in_danger()
                break
            self._question = None
            match heard.outcome:
                case Answer(_, upset) as answer:
                    self._upset_after = upset
                    return Response(answers=(answer,))
                case WithoutAnswer.MORE:
                    self.wants_more = self._is_done = True
            break
        return NO_RESPONSE

    def _show_summary(self, snapshot: Snapshot) -> Response:
        window = self.window
        screen = window.screen(SummaryScreen)
        record = SummaryRecord(
            snapshot,
            self._upset_before,
            self._upset_after,
            self._earlier_upset,
            offers_again=self._keeps_window,
            exported=self._exported,
            focus=self._summary_focus,
            over=self._summary_over,
        )
        screen.draw(window.canvas, record, snapshot.at_s)
        window.present(screen.bake)
        for gesture in window.gestures():
            if self._went_full_screen(gesture):
                break
            heard = screen.hear(gesture, record)
            record = heard.record
            self._summary_focus, self._summary_over = record.focus, record.over
            match heard.outcome:
                case SummaryOutcome.DONE:
                    self._is_done = True
                case SummaryOutcome.AGAIN:
                    self.wants_more = self._is_done = True
                case SummaryOutcome.EXPORT if snapshot.saved_to is not None:
                    self._exported = export_beats(Path(snapshot.saved_to), window.look.texts)
        return NO_RESPONSE

    def _went_full_screen(self, gesture: Gesture) -> bool:
        if gesture == Letter("f"):
            self.window.toggle_fullscreen()
            return True
        return False
