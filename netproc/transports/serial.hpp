// Serial ports: opening the device, and its line settings.
// Tests: tests/lisp/net/serial.el
#pragma once
#include "../socket.hpp"

namespace el::net {

struct SerialSettings {
    enum class Parity : unsigned char { none, even, odd };
    enum class Flow : unsigned char { none, hardware, software };
    long speed = 9600;
    int byte_size = 8;  // 7 or 8
    int stop_bits = 1;  // 1 or 2
    Parity parity = Parity::none;
    Flow flow = Flow::none;
};

struct SerialError {
    enum Step : unsigned char { none, getting, speed, setting } step = none;
    int error = 0;
};

// For this program alone, non-blocking, and not its controlling terminal; errno tells why if it fails.
Socket open_serial_port(const char* path);
// Makes the line raw and applies SETTINGS.
SerialError configure_serial_port(int descriptor, const SerialSettings& settings);
// Forgets what has come in and was not read.
void drop_serial_input(int descriptor);

}  // namespace el::net
