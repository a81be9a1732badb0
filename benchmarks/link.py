"""The way to a strap: how soon beats are back, what is lost, what is added, and what it costs.

Run: python -m benchmarks.link [recovery|delay|cost|memory]

On the virtual strap of `tests/ble`. Recovery runs in virtual time: it shows the waits that are
ours (pauses, looks around), not a radio's or a system's own second. The delay runs in real time
through the link's own thread and queue. The cost is the CPU time of the loop that holds the link,
with Bumble's share (the virtual radio, both ends of it) beside it for comparison: it is what the
same hour costs with a client that hands packets over without a radio.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import queue
import random
import statistics
import sys
import threading
import time
import tracemalloc
from collections.abc import Callable
from typing import Any

from bleak.backends.characteristic import BleakGATTCharacteristic
from bleak.backends.client import BaseBleakClient, NotifyCallback
from bleak.backends.device import BLEDevice
from bleak.backends.scanner import AdvertisementData, BaseBleakScanner
from bleak.backends.service import BleakGATTService, BleakGATTServiceCollection

from devices.clock import RunningClock, SessionClock
from devices.heart_rate_service import HEART_RATE_MEASUREMENT, HEART_RATE_SERVICE
from devices.link import AskedBreath, Emit, Link
from devices.polar_control import (
    POLAR_CONTROL_POINT,
    POLAR_DATA,
    POLAR_MEASUREMENT_SERVICE,
    ControlAnswer,
    encode_control_answer,
    encode_features,
)
from devices.polar_frames import AccelerationFrame, EcgFrame, encode_acceleration, encode_ecg
from devices.polar_kinds import PolarKind, PolarOperation, PolarStatus
from devices.readings import (
    LinkState,
    PacketReceived,
    Reading,
    SensorDescription,
    SensorKind,
)
from devices.strap import StrapSensor
from devices.strap_identity import StrapIdentity
from tests.ble.encoding import heart_rate_packet
from tests.ble.lab import BumbleLab, Ear
from tests.ble.virtual_strap import VirtualStrap, beat
from tests.ble.virtual_time import VirtualTimeLoop
from trainer.journal.entries import Taken, line_of_entry

LOSSES = 50
RECONNECTIONS = 1_000
WARM_UP = 300
HOUR_S = 3600.0
WANTED = frozenset({PolarKind.ECG, PolarKind.ACCELERATION})
ECG_EVERY_S = 73 / 130
ACC_EVERY_S = 36 / 200
ECG_FRAME = encode_ecg(EcgFrame(1, tuple(range(73))))
ACC_FRAME = encode_acceleration(AccelerationFrame(1, tuple((1.0, 2.0, 3.0) for _ in range(36))))


async def _live(strap: VirtualStrap, sent: list[float]) -> None:
    """Beat for ever, as a heart does, whoever listens; note the beats that were sent."""
    chance = random.Random(7)
    while True:
        rr_ms = chance.uniform(750.0, 1050.0)
        await asyncio.sleep(rr_ms / 1000.0)
        if strap.subscribed.is_set():
            await strap.send_beats(rr_ms)
            sent.append(rr_ms)


async def _recover(lab: BumbleLab) -> tuple[list[float], int, int]:
    """Seconds from advertising again to the first beat; beats that were sent, and that came."""
    chance = random.Random(11)
    strap = await lab.strap()
    sent: list[float] = []
    heart = asyncio.ensure_future(_live(strap, sent))
    took_s: list[float] = []
    async with lab.listening(strap) as ear:
        await ear.until_beats(1)
        for number in range(LOSSES):
            await lab.sleep(chance.uniform(2.0, 25.0))
            await strap.take_off()
            if number % 2:
                await strap.hang_up()
            else:
                lab.central_loses_link()
                await strap.lose_link()
            await ear.until_state(LinkState.LOST, number + 1)
            await lab.sleep(chance.choice((0.0, 1.0, 5.0, 30.0, 80.0)) * chance.random())
            before = len(ear.beats)
            back_s = asyncio.get_running_loop().time()
            await strap.put_on()
            await ear.until_beats(before + 1)
            took_s.append(asyncio.get_running_loop().time() - back_s)
        heart.cancel()
        await asyncio.sleep(0.1)
        return took_s, len(sent), len(ear.beats)


def recovery() -> None:
    """Print how soon beats are back after each of the losses."""
    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:

        async def carry_out() -> tuple[list[float], int, int]:
            lab = BumbleLab()
            await lab.open()
            try:
                return await _recover(lab)
            finally:
                await lab.close()

        took_s, sent, came = runner.run(carry_out())
    print(f"{LOSSES} losses, the strap away for up to 80 s (virtual time, a beat every 0.9 s)")
    print(
        f"  strap advertises again to first beat: median {statistics.median(took_s):.2f} s, "
        f"worst {max(took_s):.2f} s"
    )
    print(f"  beats sent {sent}, arrived {came}, lost on a link that stood: {sent - came}")


class _Fast:
    """The product's sensor with a virtual strap that sends a packet every 20 ms."""

    description = SensorDescription(SensorKind.STRAP, "virtual")

    def follow(self, asked_breath: AskedBreath) -> None:
        """Nothing."""

    async def run(self, clock: SessionClock, emit: Emit) -> None:
        """Listen until cancelled."""
        lab = BumbleLab()
        await lab.open()
        strap = await lab.strap()

        async def send() -> None:
            await strap.subscribed.wait()
            while True:
                await strap.send_beats(800.0, 850.0)
                await asyncio.sleep(0.02)

        sending = asyncio.ensure_future(send())
        try:
            await lab.sensor(strap).run(clock, emit)
        finally:
            sending.cancel()
            await lab.close()


def delay() -> None:
    """Print how long a packet takes from bleak's callback to the frame loop's hands."""
    clock = RunningClock()
    link = Link(_Fast(), clock)
    link.start()
    took_ms: list[float] = []
    while len(took_ms) < 1000:
        readings = link.take(patience_s=0.5)
        now_s = clock.now_s()
        took_ms += [1000.0 * (now_s - r.at_s) for r in readings if isinstance(r, PacketReceived)]
    link.stop()
    print("1,000 packets, from bleak's callback to the frame loop (real time, real thread)")
    _print_delays("the link", took_ms)
    _print_delays("a bare queue between two threads, same machine", _bare_delays())


def _bare_delays() -> list[float]:
    """What the machine itself takes to hand something to another thread, ms each."""
    between: queue.Queue[float] = queue.Queue()

    def send() -> None:
        for _ in range(1000):
            between.put(time.perf_counter())
            time.sleep(0.02)

    threading.Thread(target=send, daemon=True).start()
    took_ms: list[float] = []
    for _ in range(1000):
        sent_s = between.get()
        took_ms.append(1000.0 * (time.perf_counter() - sent_s))
    return took_ms


def _print_delays(who: str, took_ms: list[float]) -> None:
    took_ms.sort()
    print(
        f"  {who}: median {statistics.median(took_ms):.2f} ms, p99 {took_ms[989]:.2f} ms, "
        f"worst {took_ms[-1]:.2f} ms"
    )


class _BareScanner(BaseBleakScanner):
    """One strap, there at once."""

    def __init__(self, callback: Any, uuids: list[str] | None, _mode: str, **_: Any) -> None:
        super().__init__(callback, uuids)

    async def start(self) -> None:
        self.seen_devices = {}
        seen = AdvertisementData("bare", {}, {}, [HEART_RATE_SERVICE], None, -50, ())
        device = self.create_or_update_device("bare", "C0:FF:EE:00:00:01", "bare", None, seen)
        asyncio.get_running_loop().call_soon(self.call_detection_callbacks, device, seen)

    async def stop(self) -> None:
        pass


class _BareClient(BaseBleakClient):
    """Packets handed over without a radio."""

    listeners: dict[str, NotifyCallback] = {}  # noqa: RUF012 - one strap, one hour

    def __init__(self, device: BLEDevice | str, **options: Any) -> None:
        super().__init__(
            device,
            disconnected_callback=options["disconnected_callback"],
            timeout=options["timeout"],
        )

    @property
    def name(self) -> str:
        return "bare"

    @property
    def mtu_size(self) -> int:
        return 247

    @property
    def is_connected(self) -> bool:
        return self.services is not None

    async def connect(self, pair: bool, **kwargs: Any) -> None:
        self.services = BleakGATTServiceCollection()
        handle = 1
        for service, parts in (
            (HEART_RATE_SERVICE, (HEART_RATE_MEASUREMENT,)),
            (POLAR_MEASUREMENT_SERVICE, (POLAR_CONTROL_POINT, POLAR_DATA)),
        ):
            own = BleakGATTService(None, handle, service)
            self.services.add_service(own)
            for uuid in parts:
                handle += 1
                self.services.add_characteristic(
                    BleakGATTCharacteristic(None, handle, uuid, ["notify"], lambda: 244, own)
                )
            handle += 1

    async def disconnect(self) -> None:
        self.services = None

    async def pair(self, *args: Any, **kwargs: Any) -> None:
        raise NotImplementedError

    async def unpair(self) -> None:
        raise NotImplementedError

    async def read_gatt_char(self, characteristic: Any, **kwargs: Any) -> bytearray:
        return bytearray(encode_features(WANTED))

    async def read_gatt_descriptor(self, descriptor: Any, **kwargs: Any) -> bytearray:
        raise NotImplementedError

    async def write_gatt_char(self, characteristic: Any, data: Any, response: bool) -> None:
        request = bytes(data)
        answer = ControlAnswer(
            PolarOperation(request[0]), PolarKind(request[1]), PolarStatus.SUCCESS, 0
        )
        self.listeners[POLAR_CONTROL_POINT](bytearray(encode_control_answer(answer)))

    async def write_gatt_descriptor(self, descriptor: Any, data: Any) -> None:
        raise NotImplementedError

    async def start_notify(
        self, characteristic: BleakGATTCharacteristic, callback: NotifyCallback, **kwargs: Any
    ) -> None:
        self.listeners[characteristic.uuid] = callback

    async def stop_notify(self, characteristic: BleakGATTCharacteristic) -> None:
        del self.listeners[characteristic.uuid]


async def _hour(sensor: StrapSensor, send: Callable[[str, bytes], Any]) -> tuple[int, int]:
    """An hour of beats, ECG and movement; readings and bytes of journal that came of it."""
    loop = asyncio.get_running_loop()
    readings = written = 0
    is_up = asyncio.Event()

    async def emit(reading: Reading) -> None:
        nonlocal readings, written
        readings += 1
        written += len(line_of_entry(Taken(reading.at_s, reading)))
        if getattr(reading, "state", None) is LinkState.WAITING:
            is_up.set()

    async def every(period_s: float, uuid: str, packet: bytes) -> None:
        began_s = loop.time()
        for number in range(1, int(HOUR_S / period_s) + 1):
            await asyncio.sleep(began_s + number * period_s - loop.time())
            result = send(uuid, packet)
            if result is not None:
                await result

    task = asyncio.ensure_future(sensor.run(RunningClock(source=loop.time), emit))
    await is_up.wait()
    await asyncio.sleep(2.0)
    packet = heart_rate_packet(66, [930], in_contact=True)
    await asyncio.gather(
        every(0.908, HEART_RATE_MEASUREMENT, packet),
        every(ECG_EVERY_S, POLAR_DATA, ECG_FRAME),
        every(ACC_EVERY_S, POLAR_DATA, ACC_FRAME),
    )
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return readings, written


def cost() -> None:
    """Print the CPU time of an hour of beats, ECG 130 Hz and movement 200 Hz."""

    async def bare() -> tuple[int, int]:
        sensor = StrapSensor(
            StrapIdentity("bare", "C0:FF:EE:00:00:01"),
            wanted=WANTED,
            scanner_backend=_BareScanner,
            client_backend=_BareClient,
        )
        return await _hour(
            sensor, lambda uuid, packet: _BareClient.listeners[uuid](bytearray(packet))
        )

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        begun = time.thread_time()
        readings, written = runner.run(bare())
        spent_s = time.thread_time() - begun
    print(f"an hour of beats, ECG 130 Hz and movement 200 Hz: {readings} readings")
    print(f"  CPU time of the loop {spent_s:.2f} s = {100.0 * spent_s / HOUR_S:.2f} % of a core")
    print(f"  (with making the journal's lines: {written / 1e6:.1f} MB an hour)")


async def _reconnect(lab: BumbleLab, strap: VirtualStrap, ear: Ear, times: int) -> None:
    for _ in range(times):
        before = len(ear.beats)
        await strap.subscribed.wait()
        await beat(strap, (800.0, 820.0, 810.0), 1.0)
        await ear.until_beats(before + 3)
        lost = ear.states.count(LinkState.LOST)
        await strap.hang_up()
        await ear.until_state(LinkState.LOST, lost + 1)
        ear.readings.clear()


def memory() -> None:
    """Print what is held after many reconnections, by the product and in all."""

    def held() -> tuple[float, float]:
        gc.collect()
        taken = tracemalloc.take_snapshot()
        ours = taken.filter_traces([tracemalloc.Filter(True, "*/devices/*")])
        return tuple(  # type: ignore[return-value]  # two of them
            sum(line.size for line in each.statistics("filename")) / 1024.0
            for each in (ours, taken)
        )

    async def carry_out() -> None:
        lab = BumbleLab()
        await lab.open()
        strap = await lab.strap()
        async with lab.listening(strap) as ear:
            tracemalloc.start()
            await _reconnect(lab, strap, ear, WARM_UP)  # until Python's own free lists are full
            ours_before, all_before = held()
            await _reconnect(lab, strap, ear, RECONNECTIONS)
            ours_after, all_after = held()
            tracemalloc.stop()
        await lab.close()
        print(f"{RECONNECTIONS} reconnections, each with beats")
        print(f"  held by devices/: {ours_before:.0f} KiB before, {ours_after:.0f} KiB after")
        print(f"  in all, the virtual radio included: {all_before:.0f} and {all_after:.0f} KiB")

    with asyncio.Runner(loop_factory=VirtualTimeLoop) as runner:
        runner.run(carry_out())


def main() -> None:
    """Print what is asked for, or everything."""
    parts = {"recovery": recovery, "delay": delay, "cost": cost, "memory": memory}
    for name in sys.argv[1:] or parts:
        if name not in parts:
            sys.exit(f"{name!r} is none of {', '.join(parts)}")
        parts[name]()


if __name__ == "__main__":
    main()
