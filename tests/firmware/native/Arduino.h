// As much of the Arduino core as the sketch uses, with a clock that only moves when it is told.
#pragma once
#include <cstddef>
#include <cstdint>

const uint8_t A0 = 14;
const uint8_t A1 = 15;
#define LED_BUILTIN 13
#define HIGH 1
#define LOW 0
#define OUTPUT 1

uint32_t micros();
uint32_t millis();
int analogRead(uint8_t pin);
void digitalWrite(uint8_t pin, uint8_t level);
void pinMode(uint8_t pin, uint8_t mode);
inline void noInterrupts() {}
inline void interrupts() {}

struct SerialPort {
  void begin(unsigned long baud);
  int available();
  int read();
  int availableForWrite();
  size_t write(const uint8_t *bytes, size_t count);
};
extern SerialPort Serial;
