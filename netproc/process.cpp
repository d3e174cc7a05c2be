#include "process.hpp"

#include "network.hpp"
#include "process_arguments.hpp"

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
    has_input = has_clients = connect_done = handshake_done = broken = has_drained = false;
    release_held();
    connecting.reset();
    listener.reset();
    if (child) return transport.reset();  // nobody is left to read it
    if (!transport) return;
    if (transport->tls()) set(object_, Slot::tls_stage, fixnum(3));
    transport->farewell();
    network_.lingering.adopt(std::move(transport));
}

void Process::update_reading() {
    bool stopped = get(object_, Slot::command) == network_.sym.t;
    if (listener) listener->pause(stopped);
    if (transport) {
        bool paused = stopped || input_over || held_back_ > 0 || get(object_, Slot::filter) == network_.sym.t;
        if (paused) has_input = false;
        transport->pause(paused);
    }
}

// What goes into a unibyte buffer as it comes keeps its bytes, whatever the coding system; only line ends are converted.
Decoder& Process::decoder() {
    bool raw = get(object_, Slot::filter) == network_.sym.default_filter && is_unibyte_buffer(network_, get(object_, Slot::buffer));
    if (decoder_ && raw == decodes_raw_) return *decoder_;
    Value coding = get(object_, Slot::decoding);
    decoder_ = make_decoder(network_.in, raw ? raw_text_variant(network_, coding) : coding);
    decodes_raw_ = raw;
    return *decoder_;
}

// Without an encoder characters go out in their internal form, which is what `undecided' does too.
Encoder& Process::encoder() {
    if (!encoder_) {
        Value coding = get(object_, Slot::encoding);
        encoder_ = make_encoder(network_.in, coding.is_nil() ? network_.sym.undecided : coding);
    }
    return *encoder_;
}

Value Process::decoding() const { return decoder_ ? decoder_->coding_system(network_.in) : get(object_, Slot::decoding); }

Value Process::encoding() const {
    Value given = get(object_, Slot::encoding);
    if (!encoder_) return given;
    Value used = encoder_->coding_system(network_.in);
    // Emacs: what settles an encoder that was left open is the first text that is not ASCII.
    if (used == network_.sym.undecided_unix) return network_.sym.utf_8_unix;
    return given.is_nil() ? given : used;
}

TlsTransport& Process::begin_tls(std::unique_ptr<Transport> lower, std::shared_ptr<TlsCredentials> credentials, TlsSettings settings,
                                 bool awaited) {
    constexpr unsigned patience_milliseconds = 60'000;
    has_input = false;  // whatever is there belongs to TLS
    handshake_awaited = awaited;
    std::unique_ptr<TlsTransport> session(new TlsTransport(network_.loop, std::move(lower), std::move(credentials), std::move(settings),
                                                           *this, patience_milliseconds));
    TlsTransport& tls = *session;
    attach(std::move(session));
    return tls;
}

void Process::handshake_finished() {
    if (handshake_awaited) return;  // who waits looks at its state
    handshake_done = true;
    network_.loop.push(*this);
}

void Process::readable() {
    has_input = true;
    network_.loop.push(*this);
}

void Process::drained() {
    release_held();
    if (get(object_, Slot::drained).is_nil()) return;
    has_drained = true;
    network_.loop.push(*this);
}

void Process::hold_back(Process& sender) {
    for (const auto& held : held_)
        if (held.lock().get() == &sender) return;
    held_.push_back(sender.weak_from_this());
    ++sender.held_back_;
    sender.update_reading();
}

void Process::release_held() {
    for (const auto& held : std::exchange(held_, {})) {
        auto sender = held.lock();
        if (!sender) continue;
        --sender->held_back_;
        sender->update_reading();
    }
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
