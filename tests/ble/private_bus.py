"""A D-Bus system bus of the test's own: bleak finds it where it looks for the system's.

No root, no system service: `dbus-daemon` of the Debian package `dbus` with a configuration that
lets everybody do everything, in a folder of its own.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

DAEMON = "dbus-daemon"
_VARIABLE = "DBUS_SYSTEM_BUS_ADDRESS"
_CONFIGURATION = """
<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>custom</type>
  <listen>{address}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"""


class PrivateBus:
    """The daemon and its address; it can be killed and started again in the same place."""

    def __init__(self) -> None:
        # Not pytest's own folder: a socket's path may have 107 bytes at most.
        self._folder = Path(tempfile.mkdtemp(prefix="bellybreath-bus-"))
        self.address = f"unix:path={self._folder}/bus"
        self._configuration = self._folder / "bus.conf"
        self._configuration.write_text(
            _CONFIGURATION.format(address=self.address), encoding="utf-8"
        )
        self._daemon: subprocess.Popen[bytes] | None = None
        self._address_before = os.environ.get(_VARIABLE)

    def start(self) -> None:
        """Start the daemon, wait until it listens, and let bleak find it."""
        log = self._folder / "daemon.log"
        with log.open("wb") as sink:
            self._daemon = subprocess.Popen(
                [
                    shutil.which(DAEMON) or DAEMON,
                    f"--config-file={self._configuration}",
                    *("--nofork", "--nopidfile", "--print-address"),
                ],
                stdout=subprocess.PIPE,
                stderr=sink,
            )
        assert self._daemon.stdout is not None  # it is piped
        assert self._daemon.stdout.readline(), f"no D-Bus daemon: {log.read_text('utf-8')}"
        os.environ[_VARIABLE] = self.address

    def kill(self) -> None:
        """End it without a word, as a crash or an upgrade does; nothing if it does not run."""
        if self._daemon is not None:
            self._daemon.kill()
            self._daemon.communicate()
            self._daemon = None

    def pause(self) -> None:
        """Let it answer nothing more, as one that hangs; its socket still takes what is sent."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        """Let it answer again, also what was asked meanwhile."""
        self._signal(signal.SIGCONT)

    def _signal(self, number: signal.Signals) -> None:
        assert self._daemon is not None  # it was started
        self._daemon.send_signal(number)

    def close(self) -> None:
        """End it and leave nothing behind."""
        self.kill()
        shutil.rmtree(self._folder)
        if self._address_before is None:
            os.environ.pop(_VARIABLE, None)
        else:
            os.environ[_VARIABLE] = self._address_before
