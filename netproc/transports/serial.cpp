#include "serial.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>

#include <cerrno>

namespace el::net {

namespace {

void set_flag(tcflag_t& flags, tcflag_t bits, bool on) {
    if (on)
        flags |= bits;
    else
        flags &= ~bits;
}

void set_parity(termios& line, SerialSettings::Parity parity) {
    bool any = parity != SerialSettings::Parity::none;
    set_flag(line.c_cflag, PARENB, any);
    set_flag(line.c_cflag, PARODD, parity == SerialSettings::Parity::odd);
    set_flag(line.c_iflag, IGNPAR | INPCK, any);  // bytes with wrong parity are dropped
}

void set_flow(termios& line, SerialSettings::Flow flow) {
    set_flag(line.c_cflag, CRTSCTS, flow == SerialSettings::Flow::hardware);
    set_flag(line.c_iflag, IXON | IXOFF, flow == SerialSettings::Flow::software);
}

}  // namespace

Socket open_serial_port(const char* path) {
    Socket port(open(path, O_RDWR | O_NOCTTY | O_NONBLOCK | O_CLOEXEC));
    if (port) ioctl(port.get(), TIOCEXCL, nullptr);  // what is no terminal has no such claim
    return port;
}

SerialError configure_serial_port(int descriptor, const SerialSettings& settings) {
    termios line{};
    if (tcgetattr(descriptor, &line) != 0) return {SerialError::getting, errno};
    cfmakeraw(&line);
    set_flag(line.c_cflag, CLOCAL | CREAD, true);
    if (cfsetspeed(&line, static_cast<speed_t>(settings.speed)) != 0) return {SerialError::speed, errno};
    set_flag(line.c_cflag, CSIZE, false);
    set_flag(line.c_cflag, settings.byte_size == 7 ? CS7 : CS8, true);
    set_parity(line, settings.parity);
    set_flag(line.c_cflag, CSTOPB, settings.stop_bits == 2);
    set_flow(line, settings.flow);
    if (tcsetattr(descriptor, TCSANOW, &line) != 0) return {SerialError::setting, errno};
    return {};
}

void drop_serial_input(int descriptor) { tcflush(descriptor, TCIFLUSH); }

}  // namespace el::net
