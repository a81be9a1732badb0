/*
  Bellybreath's sensor: a pulse sensor on A0 and, if you have one, a stretch belt on A1.

  1. Paste this whole file into the Arduino IDE, choose your board and port, press Upload.
  2. Open the serial monitor at 115200 baud. Lines like  511,2560056,511,306*C600  run by.
  3. Close the monitor (one program at a time may listen) and start Bellybreath.

  The lamp on the board blinks with your pulse once the sensor sits well.

  What a line means stands in firmware_notes/PROTOCOL.md ("BT1"). In short: a counter of ticks,
  the board's microseconds, the pulse, the belt, and a checksum; a line with # in front says so.

  Written for the Uno and the Nano, where a hardware timer sets the pace to the very clock cycle.
  Other boards take the same measurements from their main loop (firmware_notes/README.md has the
  list, and says which were really run).

  MIT licence, the Bellybreath authors. No medical device. Only ever on a laptop that runs on its
  battery while the sensor is on your skin.
*/
#include <Arduino.h>

// ---- What you may change ----------------------------------------------------------------------

#ifndef RATE_HZ
#define RATE_HZ 200 // samples a second; at 200 lamp flicker (100 or 120 Hz) is no slow false pulse
#endif
#ifndef BELT
#define BELT 1 // 0: no belt, the column is left out
#endif
#ifndef ECG
#define ECG 0 // 1: an ECG board (AD8232) on A0 in the pulse sensor's place; read the notes first
#endif
#ifndef PLAIN
#define PLAIN 0 // 1: bare numbers for the IDE's serial plotter; no counter, no checksum
#endif
#ifndef PULSE_PIN
#define PULSE_PIN A0
#endif
#ifndef BELT_PIN
#if defined(ARDUINO_ARCH_ESP32)
#define BELT_PIN A3 // the classic ESP32 has no A1
#else
#define BELT_PIN A1
#endif
#endif
#ifndef LAMP
#define LAMP 1 // 0: the lamp on the board stays as it is
#endif
#ifndef BAUD
#define BAUD 115200
#endif

// ---- What follows from it ---------------------------------------------------------------------

#ifndef MICROS
#define MICROS (RATE_HZ <= 250) // faster, the line at 115200 baud has no room for microseconds
#endif
#ifndef TIMER_ISR
#if defined(__AVR__) && defined(TIMER1_COMPA_vect)
#define TIMER_ISR 1 // the hardware timer sets the pace
#else
#define TIMER_ISR 0 // the main loop does, by the board's clock
#endif
#endif
#ifndef FULL_SCALE
#if defined(ARDUINO_ARCH_ESP32)
#define FULL_SCALE 4095
#else
#define FULL_SCALE 1023
#endif
#endif

static_assert(RATE_HZ >= 31 && RATE_HZ <= 1000, "RATE_HZ must be 31 to 1000");
static_assert(1000000UL % RATE_HZ == 0, "a tick must be whole microseconds: 50, 100, 125, 200 ...");

static const uint16_t COUNTS = 10000;            // the counter runs from 0 to 9999
static const uint16_t DESCRIBE_EVERY = 5 * RATE_HZ; // lines from one description to the next

// ---- Samples wait here between the clock and the line -----------------------------------------
// One side writes only newest, the other only oldest; a byte is read and written in one step.

static const uint8_t ROOM = 16; // a power of two
struct Sample {
  uint16_t n;
  uint32_t us;
  uint16_t pulse;
  uint16_t belt;
};
static volatile Sample waiting[ROOM];
static volatile uint8_t newest = 0;
static volatile uint8_t oldest = 0;
static volatile uint32_t lost = 0; // ticks that gave no line, since the start
static volatile uint16_t tick = 0;

static void keep(uint16_t n, uint32_t us, uint16_t pulse, uint16_t belt) {
  const uint8_t next = (newest + 1) & (ROOM - 1);
  if (next == oldest) { // the line is slower than the clock: drop this one, and say so
    lost = lost + 1;
    return;
  }
  waiting[newest].n = n;
  waiting[newest].us = us;
  waiting[newest].pulse = pulse;
  waiting[newest].belt = belt;
  newest = next;
}

static void countTick() {
  const uint16_t next = tick + 1;
  tick = next == COUNTS ? 0 : next;
}

// ---- The clock --------------------------------------------------------------------------------

#if TIMER_ISR

static const uint32_t TIMER_HZ = F_CPU / 8;
static_assert(TIMER_HZ % RATE_HZ == 0, "this board's clock cannot give that rate exactly");
static_assert(TIMER_HZ / RATE_HZ <= 65536, "RATE_HZ is too low for the timer");

static volatile bool isConverting = false;
static volatile uint16_t tickOfSample;
static volatile uint32_t usOfSample;
#if BELT
static volatile bool isBeltsTurn = false;
static volatile uint16_t pulseOfSample;
#endif

static void chooseInput(uint8_t pin) {
  uint8_t channel = pin >= A0 ? pin - A0 : pin;
#if defined(analogPinToChannel)
  channel = analogPinToChannel(channel);
#endif
#if defined(MUX5)
  ADCSRB = (ADCSRB & ~_BV(MUX5)) | ((channel >> 3) << MUX5);
#endif
  ADMUX = _BV(REFS0) | (channel & 7); // measured against the supply
}

ISR(TIMER1_COMPA_vect) {
  if (isConverting) { // never at the rates above; if it happens it is counted
    lost = lost + 1;
  } else {
    ADCSRA |= _BV(ADSC); // first of all: this is the moment of the sample
    usOfSample = micros();
    tickOfSample = tick;
    isConverting = true;
  }
  countTick();
}

ISR(ADC_vect) {
  const uint16_t value = ADC;
#if BELT
  if (!isBeltsTurn) {
    pulseOfSample = value;
    isBeltsTurn = true;
    chooseInput(BELT_PIN);
    ADCSRA |= _BV(ADSC);
    return;
  }
  isBeltsTurn = false;
  chooseInput(PULSE_PIN); // now, so that the input has settled long before the next tick
  keep(tickOfSample, usOfSample, pulseOfSample, value);
#else
  keep(tickOfSample, usOfSample, value, 0);
#endif
  isConverting = false;
}

static void startClock() {
  noInterrupts();
  chooseInput(PULSE_PIN);
  ADCSRA = _BV(ADEN) | _BV(ADIE) | _BV(ADPS2) | _BV(ADPS1) | _BV(ADPS0);
  TCCR1A = 0;
  TCCR1B = _BV(WGM12) | _BV(CS11); // count to OCR1A in steps of 8 clock cycles
  TCNT1 = 0;
  OCR1A = TIMER_HZ / RATE_HZ - 1;
  TIFR1 = _BV(OCF1A);
  TIMSK1 = _BV(OCIE1A);
  interrupts();
}

static void pollClock() {}

#else

static const uint32_t TICK_US = 1000000UL / RATE_HZ;
static uint32_t dueUs;

static void startClock() { dueUs = micros() + TICK_US; }

static void pollClock() {
  const uint32_t us = micros();
  const uint32_t lateUs = us - dueUs; // right across the wrap of the 32 bits as well
  if (lateUs >= 0x80000000UL) {
    return;
  }
  const uint32_t missed = lateUs / TICK_US;
  lost = lost + missed;
  tick = (tick + missed % COUNTS) % COUNTS;
  const uint16_t pulse = analogRead(PULSE_PIN);
#if BELT
  const uint16_t belt = analogRead(BELT_PIN);
#else
  const uint16_t belt = 0;
#endif
  keep(tick, us, pulse, belt);
  countTick();
  dueUs += (missed + 1) * TICK_US;
}

#endif

// ---- One line at a time, made here and handed on as fast as it is taken --------------------------

static char line[96];
static uint8_t lineEnd = 0;
static uint8_t lineSent = 0;

static void put(char c) {
  if (lineEnd < sizeof line) {
    line[lineEnd++] = c;
  }
}

static void putNumber(uint32_t value) {
  char digits[10];
  uint8_t count = 0;
  do {
    digits[count++] = '0' + value % 10;
    value /= 10;
  } while (value);
  while (count) {
    put(digits[--count]);
  }
}

static void beginLine() { lineEnd = lineSent = 0; }

#if !PLAIN

static void putText(const char *text) {
  while (*text) {
    put(*text++);
  }
}

static void endLine() { // CRC-16: polynomial 0x1021, start 0xFFFF, over all that stands before *
  uint16_t crc = 0xFFFF;
  for (uint8_t i = 0; i < lineEnd; i++) {
    crc ^= (uint16_t)((uint8_t)line[i]) << 8;
    for (uint8_t bit = 0; bit < 8; bit++) {
      crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1;
    }
  }
  put('*');
  for (int8_t shift = 12; shift >= 0; shift -= 4) {
    put("0123456789ABCDEF"[(crc >> shift) & 15]);
  }
  put('\n');
}

static void describe(uint32_t upSeconds, uint32_t lostTicks) {
  beginLine();
  putText("#BT1 rate=");
  putNumber(RATE_HZ);
  putText(" cols=n");
  putText(MICROS ? ",us" : "");
  putText(ECG ? ",ecg" : ",pulse");
  putText(BELT ? ",belt" : "");
  putText(" max=");
  putNumber(FULL_SCALE);
  putText(" up=");
  putNumber(upSeconds);
  putText(" lost=");
  putNumber(lostTicks);
  endLine();
}

#endif

static void writeSample(uint16_t n, uint32_t us, uint16_t pulse, uint16_t belt) {
  beginLine();
#if PLAIN
  (void)n;
  (void)us;
  putNumber(pulse);
  if (BELT) {
    put(',');
    putNumber(belt);
  }
  put('\n');
#else
  putNumber(n);
  if (MICROS) {
    put(',');
    putNumber(us);
  }
  put(',');
  putNumber(pulse);
  if (BELT) {
    put(',');
    putNumber(belt);
  }
  endLine();
#endif
}

// Hands on as much as fits. Nothing here ever waits: where the line is full, the loop goes on.
static bool isLineOut() {
  static bool saysRoom = false;
  while (lineSent < lineEnd) {
    const int room = Serial.availableForWrite();
    saysRoom = saysRoom || room > 0;
    if (room <= 0 && saysRoom) {
      return false;
    }
    // Some cores always say 0 (Uno R4, some nRF52). There a write may wait, and ticks that pass
    // meanwhile are counted as lost.
    const uint8_t rest = lineEnd - lineSent;
    const uint8_t part = saysRoom && room < rest ? room : rest;
    Serial.write((const uint8_t *)line + lineSent, part);
    lineSent += part;
  }
  return true;
}

// ---- The lamp goes with the pulse -------------------------------------------------------------

static void light(uint16_t pulse) {
#if LAMP && defined(LED_BUILTIN)
  static const uint8_t SLOW = 9; // the level follows within 2^9 samples
  static int32_t level = -1;     // of the pulse, in 1/512
  static bool isLit = false;
  if (level < 0) {
    level = (int32_t)pulse << SLOW;
  }
  level += pulse - (level >> SLOW);
  const int32_t above = ((int32_t)pulse << SLOW) - level;
  const bool shallBeLit = above > (isLit ? 0 : (int32_t)(FULL_SCALE / 100) << SLOW);
  if (shallBeLit != isLit) {
    isLit = shallBeLit;
    digitalWrite(LED_BUILTIN, isLit ? HIGH : LOW);
  }
#else
  (void)pulse;
#endif
}

// ---- The program ------------------------------------------------------------------------------

static uint16_t linesUntilDescription = 0;

void setup() {
#if LAMP && defined(LED_BUILTIN)
  pinMode(LED_BUILTIN, OUTPUT);
#endif
  Serial.begin(BAUD);
  startClock();
}

void loop() {
  pollClock();
  while (Serial.available() > 0) {
    if (Serial.read() == '?') {
      linesUntilDescription = 0;
    }
  }
  if (!isLineOut()) {
    return;
  }
#if !PLAIN
  if (linesUntilDescription == 0) {
    linesUntilDescription = DESCRIBE_EVERY;
    noInterrupts();
    const uint32_t lostTicks = lost;
    interrupts();
    describe(millis() / 1000, lostTicks);
    return;
  }
#endif
  if (oldest == newest) {
    return;
  }
  const uint16_t n = waiting[oldest].n;
  const uint32_t us = waiting[oldest].us;
  const uint16_t pulse = waiting[oldest].pulse;
  const uint16_t belt = waiting[oldest].belt;
  oldest = (oldest + 1) & (ROOM - 1);
  writeSample(n, us, pulse, belt);
  linesUntilDescription--;
  light(pulse);
}
