// Serial ports: make-serial-process, serial-process-configure.
// Tests: tests/lisp/net/serial.el
#include <el/list.hpp>
#include <el/text.hpp>

#include "../deliver.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../process_arguments.hpp"
#include "../transports/descriptor.hpp"
#include "../transports/serial.hpp"
#include "prims.hpp"

#include <cerrno>

namespace el::net {

namespace {

// What a call says, with what the contact of the process holds for what it leaves out.
class LineArguments {
public:
    LineArguments(Network& n, Value arguments, Value contact) : n_(n), arguments_(arguments), contact_(contact) {}

    // Reads and checks everything, and notes it in a copy of the contact.
    SerialSettings settle() {
        contact_ = copy_list(n_.in, contact_);
        SerialSettings settings;
        settings.speed = speed();
        settings.byte_size = byte_size();
        settings.parity = parity();
        settings.stop_bits = stop_bits();
        settings.flow = flow();
        put(n_.sym.k_summary, n_.in.to_lisp(std::to_string(settings.byte_size) + letter_ + std::to_string(settings.stop_bits)));
        return settings;
    }
    Value contact() const { return contact_; }

private:
    Value asked(Value keyword) const { return plist_get(plist_member(arguments_, keyword) ? arguments_ : contact_, keyword); }
    void put(Value keyword, Value value) { contact_ = plist_put(n_.in, contact_, keyword, value); }
    Int number(Value value) const {
        if (!value.is_fixnum()) wrong_type(n_.in, "fixnump", value);
        return value.fixnum();
    }

    long speed() {
        Value speed = asked(n_.sym.k_speed);
        long value = number(speed);
        put(n_.sym.k_speed, speed);
        return value;
    }
    int byte_size() {
        Value size = asked(n_.sym.k_bytesize);
        Int value = size.is_nil() ? 8 : number(size);
        if (value != 7 && value != 8) error(n_.in, ":bytesize must be nil (8), 7, or 8");
        put(n_.sym.k_bytesize, fixnum(value));
        return static_cast<int>(value);
    }
    SerialSettings::Parity parity() {
        using Parity = SerialSettings::Parity;
        Value parity = asked(n_.sym.k_parity);
        if (!parity.is_nil() && parity != n_.sym.even && parity != n_.sym.odd)
            error(n_.in, ":parity must be nil (no parity), ‘even’, or ‘odd’");
        put(n_.sym.k_parity, parity);
        letter_ = parity.is_nil() ? 'N' : parity == n_.sym.even ? 'E' : 'O';
        return parity.is_nil() ? Parity::none : parity == n_.sym.even ? Parity::even : Parity::odd;
    }
    int stop_bits() {
        Value bits = asked(n_.sym.k_stopbits);
        Int value = bits.is_nil() ? 1 : number(bits);
        if (value != 1 && value != 2) error(n_.in, ":stopbits must be nil (1 stopbit), 1, or 2");
        put(n_.sym.k_stopbits, fixnum(value));
        return static_cast<int>(value);
    }
    SerialSettings::Flow flow() {
        using Flow = SerialSettings::Flow;
        Value flow = asked(n_.sym.k_flowcontrol);
        if (!flow.is_nil() && flow != n_.sym.hw && flow != n_.sym.sw)
            error(n_.in, ":flowcontrol must be nil (no flowcontrol), ‘hw’, or ‘sw’");
        put(n_.sym.k_flowcontrol, flow);
        return flow.is_nil() ? Flow::none : flow == n_.sym.hw ? Flow::hardware : Flow::software;
    }

    Network& n_;
    Value arguments_, contact_;
    char letter_ = 'N';
};

[[noreturn]] void configuring_failed(Interpreter& in, const SerialError& failure, const SerialSettings& settings) {
    switch (failure.step) {
        case SerialError::speed: report_errno(in, "Failed cfsetspeed", failure.error, list(in, {in.integer(settings.speed)}));
        case SerialError::setting: report_errno(in, "Failed tcsetattr", failure.error, nil);
        case SerialError::getting:
        case SerialError::none: break;
    }
    report_errno(in, "Failed tcgetattr", failure.error, nil);
}

// A process made with a speed of nil is left as its device is. The contact changes only if the port did.
void configure(Network& n, Value object, int descriptor, Value arguments) {
    LineArguments line(n, arguments, get(object, Slot::contact));
    SerialSettings settings = line.settle();
    SerialError failure = configure_serial_port(descriptor, settings);
    if (failure.step != SerialError::none) configuring_failed(n.in, failure, settings);
    set(object, Slot::contact, line.contact());
}

void choose_serial_coding(Network& n, Value object, Value given) {
    Value decoding = n.in.variable(n.sym.coding_system_for_read), encoding = n.in.variable(n.sym.coding_system_for_write);
    if (!given.is_nil()) {
        decoding = given.is_cons() ? car(given) : given;
        encoding = given.is_cons() ? cdr(given) : given;
    }
    check_coding(n, decoding);
    check_coding(n, encoding);
    set(object, Slot::decoding, decoding);
    set(object, Slot::encoding, encoding);
}

Value serial_object(Network& n, Value name, Value contact) {
    Value object = n.make_object(n.sym.serial, name);
    auto arg = [&](Value keyword) { return plist_get(contact, keyword); };
    set(object, Slot::contact, contact);
    set(object, Slot::status, n.sym.open);
    Value buffer = arg(n.sym.k_buffer);
    buffer = get_buffer_create(n.in, buffer.is_nil() ? name : buffer);
    set(object, Slot::buffer, buffer);
    if (is_live_buffer(buffer)) set_marker_to_end(n.in, process_mark(n.in, object), buffer);
    if (Value filter = arg(n.sym.k_filter)) set(object, Slot::filter, filter);
    if (Value sentinel = arg(n.sym.k_sentinel)) set(object, Slot::sentinel, sentinel);
    Value plist = arg(n.sym.k_plist);
    if (!plist.is_nil() && !plist.is_cons()) wrong_type(n.in, "sequencep", plist);
    set(object, Slot::plist, copy_list(n.in, plist));
    set(object, Slot::query, arg(n.sym.k_noquery).is_nil() ? n.sym.t : nil);
    set(object, Slot::command, arg(n.sym.k_stop).is_nil() ? nil : n.sym.t);
    if (!n.in.variable(n.sym.inherit_process_coding_system).is_nil()) set(object, Slot::inherit_coding, n.sym.t);
    choose_serial_coding(n, object, arg(n.sym.k_coding));
    return object;
}

Socket open_port(Network& n, Value port) {
    std::string path(string_bytes(port));
    if (!n.in.options().files.allows(path))
        signal(n.in, n.sym.permission_denied, list(n.in, {n.in.to_lisp("File access refused"), port}));
    Socket device = open_serial_port(path.c_str());
    if (!device) report_errno(n.in, "Opening serial port", errno, list(n.in, {port}));
    return device;
}

Value make_serial_process(Interpreter& in, Rest args) {
    if (args.empty()) return nil;
    Network& n = Network::of(in);
    Value contact = list(in, args);
    Value port = plist_get(contact, n.sym.k_port), speed = plist_get(contact, n.sym.k_speed);
    if (port.is_nil()) error(in, "No port specified");
    check_string(in, port);
    if (!plist_member(contact, n.sym.k_speed)) error(in, ":speed not specified");
    if (!speed.is_nil() && !speed.is_fixnum()) wrong_type(in, "fixnump", speed);
    Value name = plist_get(contact, n.sym.k_name);
    if (name.is_nil()) name = port;
    check_string(in, name);
    Socket device = open_port(n, port);
    Value object = serial_object(n, name, contact);
    if (!speed.is_nil()) configure(n, object, device.get(), contact);
    n.register_process(object).attach(std::make_unique<DescriptorTransport>(n.loop, std::move(device)));
    return object;
}

// The process that the first of these keywords names, or the current buffer's.
Value serial_process_argument(Network& n, Value arguments) {
    for (Value keyword : {n.sym.k_process, n.sym.k_name, n.sym.k_buffer, n.sym.k_port})
        if (Value designator = plist_get(arguments, keyword)) return designated_process(n, designator);
    return designated_process(n, nil);
}

Value serial_process_configure(Interpreter& in, Rest args) {
    Network& n = Network::of(in);
    Value arguments = list(in, args);
    Value object = serial_process_argument(n, arguments);
    if (get(object, Slot::kind) != n.sym.serial) error(in, "Not a serial process");
    if (plist_get(get(object, Slot::contact), n.sym.k_speed).is_nil()) return nil;
    Process* live = Process::of(object);
    if (!live || !live->transport) error(in, "Process %V not running", get(object, Slot::name));
    configure(n, object, live->transport->descriptor(), arguments);
    return nil;
}

constexpr Primitive table[] = {
    prim<make_serial_process>("make-serial-process", "&rest args",
        "Open a serial port and return the process that stands for it.\n"
        "ARGS are keyword/argument pairs: `:port' (the file name of the device, a string) and `:speed' (bits per second; nil leaves\n"
        "the line as it is) must be given; `:name' (default: the port), `:buffer' (default: one named like the process),\n"
        "`:bytesize', `:parity', `:stopbits' and `:flowcontrol' as in `serial-process-configure'; `:coding', `:noquery', `:stop',\n"
        "`:filter', `:sentinel' and `:plist' as in `make-network-process'."),
    prim<serial_process_configure>("serial-process-configure", "&rest args",
        "Change the line settings of a serial process: the one given by `:process', `:name', `:buffer' or `:port' in the keyword/argument\n"
        "pairs ARGS, else the current buffer's. What is left out stays as it is.\n"
        "`:speed' is in bits per second, `:bytesize' 7 or 8 (nil: 8), `:parity' nil, `even' or `odd', `:stopbits' 1 or 2 (nil: 1),\n"
        "`:flowcontrol' nil, `hw' (RTS/CTS) or `sw' (XON/XOFF). `process-contact' shows them, and sums them up in `:summary': \"8N1\"."),
};

}  // namespace

void define_serial(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
