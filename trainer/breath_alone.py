"""Going on with the breath alone, though there is a sensor: what the summary may then still say.

Numbers from before the person set their sensor aside stand. What belongs to a time after it has
none, and says why: a swing "at the end" that was last measured half way would not be one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from trainer.plan import Stage
from trainer.signal.figure import Figure, Withheld
from trainer.snapshot import Summary
from trainer.trust import Trust, TrustState

__all__ = ["NOT_ASKED_FOR", "BreathAlone"]

NOT_ASKED_FOR = Trust(TrustState.LISTENING, "The breath alone.")
"""Trust in beats that nobody asks for: nothing is lost, and nothing is claimed."""
_SET_ASIDE = Figure(None, Withheld.SET_ASIDE)


@dataclass(frozen=True, slots=True)
class BreathAlone:
    """Whether the person goes on without their sensor, and since when."""

    from_s: float | None = None
    """Time into the session, pauses left out; None while the sensor is listened to."""
    stage: Stage = Stage.QUIET_BEFORE
    """The part of the session in which it was set aside."""

    @property
    def is_chosen(self) -> bool:
        """True while no beat counts."""
        return self.from_s is not None

    def without_the_rest(self, summary: Summary) -> Summary:
        """The summary with nothing in it that would belong to the time after.

        Parts that were over keep their numbers; in the part in which the sensor was set aside
        those of its beginning stand, and those of its end are withheld.
        """
        if self.from_s is None:
            return summary
        alone = replace(
            summary,
            alone_from_s=self.from_s,
            heart_rate_after=_measured(summary.heart_rate_after),
            rmssd_after=_measured(summary.rmssd_after),
        )
        if self.stage is Stage.QUIET_AFTER:
            return alone
        alone = replace(
            alone,
            swing_start=_measured(summary.swing_start),
            swing_mean=_measured(summary.swing_mean),
            swing_end=_SET_ASIDE,
            swing_change=Withheld.SET_ASIDE,
            rate_change=Withheld.SET_ASIDE,
            carry_over=Withheld.SET_ASIDE,
        )
        if self.stage is Stage.BREATHING:
            return alone
        return replace(
            alone,
            heart_rate_before=_measured(summary.heart_rate_before),
            rmssd_before=_measured(summary.rmssd_before),
        )


def _measured(figure: Figure) -> Figure:
    """The figure where it has a value; else the reason is that the sensor was set aside."""
    return figure if figure.value is not None else _SET_ASIDE
