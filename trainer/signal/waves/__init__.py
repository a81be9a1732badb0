"""From sampled waves (pulse, heart's electricity, belt) to beats and breaths."""
