"""An ATmega328P in Python: libsimavr through ctypes, instruction by instruction, in virtual time.

Nothing here depends on the speed of the machine: the same program and the same wave give the
same bytes. The library is GPL-3 and is only ever loaded by tests.

What simavr 1.6 leaves out: noise of the converter, the USB chip, and the DTR line. Its UART takes
1394 clock cycles for a byte where the hardware takes 1360, so the line is 2.5 % slower here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable
from pathlib import Path

__all__ = ["CLOCK_HZ", "Chip"]

CLOCK_HZ = 16_000_000
SUPPLY_MV = 5000

Millivolts = Callable[[int, float], float]
"""Voltage on an analog channel at a time (in seconds)."""

_FIRMWARE_BYTES = 8192
"""More than `elf_firmware_t` takes (2504 bytes)."""
_MCU_NAME_BYTES = 64
_FIRST_FIELDS = 512
_SLICE_CYCLES = 16_000
"""Cycles that one call may take; the library's default of 1 costs a call an instruction."""
_ENDED = (6, 7)
"""cpu_Done and cpu_Crashed."""
_ADC_TRIGGERED = 18
_UART_IN, _UART_OUT = 0, 1

_Notify = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_uint32, ctypes.c_void_p)
_Logger = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p)


def _four(name: str) -> int:
    """An ioctl's number, as `AVR_IOCTL_DEF` makes it from four characters."""
    return int.from_bytes(name.encode(), "big")


def _library() -> ctypes.CDLL:
    library = ctypes.CDLL("libsimavr.so.2")
    pointer, number = ctypes.c_void_p, ctypes.c_uint32
    library.elf_read_firmware.argtypes = [ctypes.c_char_p, pointer]
    library.avr_make_mcu_by_name.argtypes = [ctypes.c_char_p]
    library.avr_make_mcu_by_name.restype = pointer
    library.avr_init.argtypes = [pointer]
    library.avr_load_firmware.argtypes = [pointer, pointer]
    library.avr_run.argtypes = [pointer]
    library.avr_reset.argtypes = [pointer]
    library.avr_ioctl.argtypes = [pointer, number, pointer]
    library.avr_io_getirq.argtypes = [pointer, number, ctypes.c_int]
    library.avr_io_getirq.restype = pointer
    library.avr_raise_irq.argtypes = [pointer, number]
    library.avr_irq_register_notify.argtypes = [pointer, _Notify, pointer]
    library.avr_global_logger_set.argtypes = [_Logger]
    return library


def _say_nothing(avr: int, level: int, text: bytes, arguments: int) -> None:
    """Keep what the library logs from the terminal."""


_silent = _Logger(_say_nothing)


class Chip:
    """One chip that runs one program.

    Parameters
    ----------
    elf
        The program.
    wave
        What lies on the analog inputs.
    """

    def __init__(self, elf: Path, wave: Millivolts) -> None:
        self._library = library = _library()
        library.avr_global_logger_set(_silent)
        firmware = ctypes.create_string_buffer(_FIRMWARE_BYTES)
        if library.elf_read_firmware(str(elf).encode(), firmware) != 0:
            raise AssertionError(f"{elf} is no program for the chip")
        head = (CLOCK_HZ, SUPPLY_MV, SUPPLY_MV, SUPPLY_MV)
        ctypes.memmove(firmware, b"atmega328p\0", 11)
        ctypes.memmove(ctypes.addressof(firmware) + _MCU_NAME_BYTES, _words(*head), 16)
        self._avr: int = library.avr_make_mcu_by_name(b"atmega328p")
        library.avr_init(self._avr)
        library.avr_load_firmware(self._avr, firmware)
        fields = ctypes.string_at(self._avr, _FIRST_FIELDS).index(_words(*head))
        self._state = ctypes.c_int.from_address(self._avr + fields - 4)
        self._cycle = ctypes.c_uint64.from_address(self._avr + fields + 16)
        self._limit = ctypes.c_uint64.from_address(self._avr + fields + 32)
        assert (self._limit.value, self._cycle.value) == (1, 0), (
            "the fields are not where they were"
        )
        self._wave = wave
        self.conversions: list[tuple[int, int]] = []
        """Cycle and channel of each conversion: the exact moments of sampling."""
        self.sent = bytearray()
        """Bytes from the chip that nobody has taken."""
        self.lamp: list[tuple[int, bool]] = []
        """Cycle and state of each change of the lamp on pin 13."""
        self._inputs = [
            library.avr_io_getirq(self._avr, _four("adc "), channel) for channel in range(8)
        ]
        self._to_chip: int = library.avr_io_getirq(self._avr, _four("uar0"), _UART_IN)
        self._callbacks = [_Notify(self._convert), _Notify(self._byte), _Notify(self._lamp_pin)]
        irqs = [
            library.avr_io_getirq(self._avr, _four("adc "), _ADC_TRIGGERED),
            library.avr_io_getirq(self._avr, _four("uar0"), _UART_OUT),
            library.avr_io_getirq(self._avr, _four("iogB"), 5),
        ]
        for irq, callback in zip(irqs, self._callbacks, strict=True):
            library.avr_irq_register_notify(irq, callback, None)
        library.avr_ioctl(self._avr, _four("uas0"), ctypes.byref(ctypes.c_uint32(0)))

    @property
    def now_s(self) -> float:
        """Seconds since power came."""
        return self._cycle.value / CLOCK_HZ

    def run_until(self, at_s: float) -> None:
        """Let the chip work until a time."""
        target = round(at_s * CLOCK_HZ)
        run, avr, cycle, state = self._library.avr_run, self._avr, self._cycle, self._state
        while cycle.value < target:
            # A reset of the chip sets it back to 1.
            self._limit.value = min(_SLICE_CYCLES, target - cycle.value)
            run(avr)
            if state.value in _ENDED:
                raise AssertionError(f"the chip stopped after {self.now_s:.6f} s")

    def take(self) -> bytes:
        """What the chip has sent since the last time."""
        taken = bytes(self.sent)
        self.sent.clear()
        return taken

    def tell(self, said: bytes) -> None:
        """Put bytes on the chip's receiving line."""
        for byte in said:
            self._library.avr_raise_irq(self._to_chip, byte)

    def reset(self) -> None:
        """Press the button (or open the port, which does the same)."""
        self._library.avr_reset(self._avr)

    def _convert(self, irq: int, value: int, parameter: int) -> None:
        channel = value >> 19 & 7
        cycle = self._cycle.value
        self.conversions.append((cycle, channel))
        self._library.avr_raise_irq(
            self._inputs[channel], int(self._wave(channel, cycle / CLOCK_HZ))
        )

    def _byte(self, irq: int, value: int, parameter: int) -> None:
        self.sent.append(value & 0xFF)

    def _lamp_pin(self, irq: int, value: int, parameter: int) -> None:
        self.lamp.append((self._cycle.value, bool(value)))


def _words(*numbers: int) -> bytes:
    return b"".join(number.to_bytes(4, "little") for number in numbers)
