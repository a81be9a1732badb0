// The very sketch, compiled for this machine: what does not depend on the chip, under sanitizers.
//
//   board run START_US SECONDS LINE_BYTES_PER_S LOOP_US SAYS_ROOM STALL_AT_US STALL_US
//   board lines       reads "s N US PULSE BELT" and "d UP LOST", writes the sketch's own lines
#include <cstdio>
#include <cstdlib>
#include <cstring>

#include SKETCH

namespace {

const int BUFFER_BYTES = 63; // what an Uno's serial port holds

uint64_t nowUs = 0;
uint64_t drainedUs = 0;
double bytesPerSecond = 1e9;
double held = 0.0;
bool saysRoom = true;

void drain() {
  held -= static_cast<double>(nowUs - drainedUs) * bytesPerSecond / 1e6;
  drainedUs = nowUs;
  if (held < 0.0) {
    held = 0.0;
  }
}

} // namespace

SerialPort Serial;

uint32_t micros() { return static_cast<uint32_t>(nowUs); }
uint32_t millis() { return static_cast<uint32_t>(nowUs / 1000); }
void digitalWrite(uint8_t, uint8_t) {}
void pinMode(uint8_t, uint8_t) {}

int analogRead(uint8_t pin) {
  const int pulse = static_cast<int>(nowUs / 1000 % 1024);
  nowUs += 108;
  return pin == A0 ? pulse : 300;
}

void SerialPort::begin(unsigned long) {}
int SerialPort::available() { return 0; }
int SerialPort::read() { return -1; }

int SerialPort::availableForWrite() {
  drain();
  return saysRoom ? BUFFER_BYTES - static_cast<int>(held + 0.999) : 0;
}

size_t SerialPort::write(const uint8_t *bytes, size_t count) {
  fwrite(bytes, 1, count, stdout);
  held += static_cast<double>(count);
  for (drain(); held > BUFFER_BYTES; drain()) { // a full buffer makes the writer wait
    if (saysRoom) {
      abort(); // the sketch wrote more than it was told fits
    }
    nowUs += 10;
  }
  return count;
}

int main(int count, char **words) {
  if (count == 2 && strcmp(words[1], "lines") == 0) {
    char kind = 0;
    unsigned long first = 0, second = 0, third = 0, fourth = 0;
    while (scanf(" %c %lu %lu", &kind, &first, &second) == 3) {
#if !PLAIN
      if (kind == 'd') {
        describe(static_cast<uint32_t>(first), static_cast<uint32_t>(second));
      }
#endif
      if (kind == 's' && scanf("%lu %lu", &third, &fourth) == 2) {
        writeSample(static_cast<uint16_t>(first), static_cast<uint32_t>(second),
                    static_cast<uint16_t>(third), static_cast<uint16_t>(fourth));
      }
      fwrite(line, 1, lineEnd, stdout);
    }
    return 0;
  }
  if (count != 9) {
    return 2;
  }
  nowUs = drainedUs = strtoull(words[2], nullptr, 10);
  const uint64_t endUs = nowUs + static_cast<uint64_t>(atof(words[3]) * 1e6);
  bytesPerSecond = atof(words[4]);
  const uint64_t loopUs = strtoull(words[5], nullptr, 10);
  saysRoom = atoi(words[6]) != 0;
  uint64_t stallAtUs = nowUs + strtoull(words[7], nullptr, 10);
  const uint64_t stallUs = strtoull(words[8], nullptr, 10);
  setup();
  while (nowUs < endUs) {
    loop();
    nowUs += loopUs;
    if (stallUs > 0 && nowUs >= stallAtUs) { // a person's own code that takes its time
      nowUs += stallUs;
      stallAtUs = UINT64_MAX;
    }
  }
  return 0;
}
