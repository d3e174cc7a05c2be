#include "process.hpp"

#include "network.hpp"

namespace el::net {

namespace {

std::string print_process(Interpreter& in, Value object, bool escape) {
    std::string name = in.to<std::string>(get(object, Slot::name));
    return escape ? "#<process " + name + ">" : name;
}

}  // namespace

const ForeignType process_type = {"process", "processp", static_cast<unsigned>(Slot::count_), print_process};

Process::Process(Network& network, Value object) : network_(network), object_(object) { set_foreign_pointer(object, this); }

Process::~Process() { set_foreign_pointer(object_, nullptr); }

void Process::attach(std::unique_ptr<Transport> fresh) {
    transport = std::move(fresh);
    transport->open(*this);
    update_reading();
}

void Process::attach(Socket listening) {
    listener.reset(new Listener(network_.loop, std::move(listening), *this));
    update_reading();
}

void Process::begin_connecting(ConnectPlan plan) {
    connecting.reset(new Connecting(network_.loop, std::move(plan), *this));
    connecting->start();
}

void Process::attach_child(pid_t pid) { child.reset(new Child(network_.children, pid, *this)); }

void Process::close() {
    leave_queue();
    has_input = has_clients = connect_done = broken = false;
    connecting.reset();
    listener.reset();
    if (child) return transport.reset();  // nobody is left to read it
    if (transport) network_.lingering.adopt(std::move(transport));
}

void Process::update_reading() {
    bool stopped = get(object_, Slot::command) == network_.sym.t;
    if (listener) listener->pause(stopped);
    if (transport) {
        bool paused = stopped || input_over || get(object_, Slot::filter) == network_.sym.t;
        if (paused) has_input = false;
        transport->pause(paused);
    }
}

Decoder& Process::decoder() {
    if (!decoder_) decoder_ = make_decoder(network_.in, get(object_, Slot::decoding));
    return *decoder_;
}

// Without an encoder characters go out in their internal form, which is what raw-text does too.
Encoder& Process::encoder() {
    if (!encoder_) {
        Value coding = get(object_, Slot::encoding);
        encoder_ = make_encoder(network_.in, coding.is_nil() ? network_.sym.raw_text_unix : coding);
    }
    return *encoder_;
}

Value Process::decoding() const { return decoder_ ? decoder_->coding_system(network_.in) : get(object_, Slot::decoding); }

Value Process::encoding() const {
    Value given = get(object_, Slot::encoding);
    return encoder_ && !given.is_nil() ? encoder_->coding_system(network_.in) : given;
}

void Process::readable() {
    has_input = true;
    network_.loop.push(*this);
}

void Process::acceptable() {
    has_clients = true;
    network_.loop.push(*this);
}

void Process::connecting_finished() {
    connect_done = true;
    network_.loop.push(*this);
}

void Process::child_changed() { network_.loop.push(*this); }

}  // namespace el::net
