#include "session.hpp"

#include "../socket.hpp"

#include <arpa/inet.h>
#include <gnutls/gnutls.h>
#include <gnutls/x509.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace el::net {

namespace {

gnutls_session_t handle(void* p) { return static_cast<gnutls_session_t>(p); }

ssize_t pull_from_below(gnutls_transport_ptr_t p, void* into, size_t capacity) { return static_cast<TlsTransport*>(p)->pull(into, capacity); }
ssize_t push_below(gnutls_transport_ptr_t p, const void* bytes, size_t count) { return static_cast<TlsTransport*>(p)->push(bytes, count); }
// Nothing ever waits: what has not come is EAGAIN.
int never_wait(gnutls_transport_ptr_t, unsigned) { return 1; }

bool is_ip_address(const std::string& host) {
    unsigned char bytes[16];
    return inet_pton(AF_INET, host.c_str(), bytes) == 1 || inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

bool certificate_matches(gnutls_session_t session, const std::string& host) {
    unsigned count = 0;
    const gnutls_datum_t* chain = gnutls_certificate_get_peers(session, &count);
    gnutls_x509_crt_t certificate;
    if (count == 0 || gnutls_x509_crt_init(&certificate) < 0) return false;
    bool matches = gnutls_x509_crt_import(certificate, &chain[0], GNUTLS_X509_FMT_DER) >= 0 &&
                   gnutls_x509_crt_check_hostname(certificate, host.c_str()) != 0;
    gnutls_x509_crt_deinit(certificate);
    return matches;
}

// For GnuTLS, which frees the key.
int shared_key(gnutls_session_t session, const char* identity, gnutls_datum_t* key) {
    const TlsSettings& settings = static_cast<TlsTransport*>(gnutls_session_get_ptr(session))->settings();
    for (const auto& [known, bytes] : settings.shared_keys)
        if (known == identity) {
            key->data = static_cast<unsigned char*>(gnutls_malloc(bytes.size()));
            if (!key->data) return -1;
            std::memcpy(key->data, bytes.data(), bytes.size());
            key->size = static_cast<unsigned>(bytes.size());
            return 0;
        }
    return -1;
}

}  // namespace

std::size_t RecordFrame::pass(const std::uint8_t* bytes, std::size_t count) {
    if (header_seen_ < header_size) {
        count = std::min(count, header_size - header_seen_);
        for (std::size_t i = 0; i < count; ++i)
            if (++header_seen_ > header_size - 2) left_ = left_ << 8 | bytes[i];  // the last two: the length
    } else {
        count = std::min(count, left_);
        left_ -= count;
    }
    over_ = header_seen_ == header_size && left_ == 0;
    if (over_) header_seen_ = 0;
    return count;
}

int TlsTransport::choose_certificate(gnutls_session_int* session) {
    static_cast<TlsTransport*>(gnutls_session_get_ptr(session))->credentials_->choose(session);
    return 0;
}

TlsTransport::TlsTransport(Loop& loop, std::unique_ptr<Transport> lower, std::shared_ptr<TlsCredentials> credentials, TlsSettings settings,
                           Owner& owner, unsigned limit_milliseconds)
    : loop_(loop), lower_(std::move(lower)), credentials_(std::move(credentials)), settings_(std::move(settings)), owner_(owner),
      limit_(loop, *this), limit_milliseconds_(limit_milliseconds) {
    error_ = set_up();
}

TlsTransport::~TlsTransport() {
    remember_session();
    if (session_) gnutls_deinit(handle(session_));
}

int TlsTransport::set_up() {
    gnutls_session_t session;
    int error = gnutls_init(&session, (settings_.server ? GNUTLS_SERVER : GNUTLS_CLIENT) | GNUTLS_NONBLOCK | GNUTLS_NO_SIGNAL);
    if (error < 0) return error;
    session_ = session;
    gnutls_transport_set_ptr(session, this);
    gnutls_transport_set_pull_function(session, pull_from_below);
    gnutls_transport_set_push_function(session, push_below);
    gnutls_transport_set_pull_timeout_function(session, never_wait);
    gnutls_handshake_set_timeout(session, 0);
    if (settings_.server) {
        gnutls_session_set_ptr(session, this);
        gnutls_handshake_set_post_client_hello_function(session, choose_certificate);
        if (void* shared = credentials_->shared_server())
            gnutls_psk_set_server_credentials_function(static_cast<gnutls_psk_server_credentials_t>(shared), shared_key);
    }
    error = gnutls_priority_set_direct(session, settings_.priority.value_or("NORMAL").c_str(), nullptr);
    if (error < 0) return error;
    if (!settings_.server && !settings_.hostname.empty() && !is_ip_address(settings_.hostname))
        gnutls_server_name_set(session, GNUTLS_NAME_DNS, settings_.hostname.data(), settings_.hostname.size());
    if (settings_.min_prime_bits) gnutls_dh_set_prime_bits(session, settings_.min_prime_bits);
    if (settings_.server && settings_.client_certificate != TlsSettings::none)
        gnutls_certificate_server_set_request(
            session, settings_.client_certificate == TlsSettings::required ? GNUTLS_CERT_REQUIRE : GNUTLS_CERT_REQUEST);
    if (!settings_.alpn.empty()) {
        std::vector<gnutls_datum_t> protocols;
        for (const std::string& name : settings_.alpn)
            protocols.push_back({reinterpret_cast<unsigned char*>(const_cast<char*>(name.data())), static_cast<unsigned>(name.size())});
        gnutls_alpn_set_protocols(session, protocols.data(), static_cast<unsigned>(protocols.size()),
                                  settings_.server ? GNUTLS_ALPN_SERVER_PRECEDENCE : 0);
    }
    error = credentials_->use(session_);
    if (error < 0 || settings_.server) return error;
    peer_key_ = settings_.hostname + "\n" + lower_->remote().text();
    std::string earlier = credentials_->take_session(peer_key_);
    if (!earlier.empty()) gnutls_session_set_data(session, earlier.data(), earlier.size());  // if it does not fit, a full handshake is made
    return error;
}

// What a later connection to the same peer can begin with; its certificates are verified again then.
void TlsTransport::remember_session() {
    if (settings_.server || state_ != State::open || error_ || peer_key_.empty()) return;
    bool ticket = gnutls_session_get_flags(handle(session_)) & GNUTLS_SFLAGS_SESSION_TICKET;
    if (gnutls_protocol_get_version(handle(session_)) >= GNUTLS_TLS1_3 && !ticket) return;
    gnutls_datum_t data{};
    if (gnutls_session_get_data2(handle(session_), &data) < 0) return;
    credentials_->keep_session(peer_key_, {reinterpret_cast<const char*>(data.data), data.size});
    gnutls_free(data.data);
}

// --- the handshake ---

void TlsTransport::open(Transport::Events& events) {
    bool again = events_;
    events_ = &events;
    lower_->open(*this);
    if (again || state_ != State::handshaking) return;
    if (error_) return fail(error_);
    if (limit_milliseconds_) limit_.set(limit_milliseconds_);
    lower_->pause(false);
    advance();
}

// GnuTLS says AGAIN after each piece of a message too, with more of it read already. A peer that sends warnings or empty records without
// end must not keep the loop from others: no handshake is that long.
int TlsTransport::step() {
    int result;
    do {
        starved_ = false;
        result = gnutls_handshake(handle(session_));
        if (handshake_bytes_ > longest_handshake) return GNUTLS_E_HANDSHAKE_TOO_LARGE;
    } while (result < 0 && !gnutls_error_is_fatal(result) && !starved_);
    return result < 0 && !gnutls_error_is_fatal(result) ? GNUTLS_E_AGAIN : result;
}

void TlsTransport::advance() {
    int result = step();
    if (result == GNUTLS_E_AGAIN) return flush();
    if (result < 0) {
        if (result == GNUTLS_E_FATAL_ALERT_RECEIVED) last_alert_ = gnutls_alert_get(handle(session_));
        else gnutls_alert_send_appropriate(handle(session_), result);
        flush();
        return fail(result);
    }
    flush();
    limit_.cancel();
    state_ = State::open;
    verify();
    send_waiting();
    lower_->pause(paused_);
    owner_.handshake_finished();
}

// What was asked for during a handshake.
void TlsTransport::send_waiting() {
    if (!waiting_.empty()) {
        std::string text = std::move(waiting_);
        waiting_.clear();
        write_error_ = send_records(text);
    }
    if (!finish_waits_) return;
    finish_waits_ = false;
    finish();
}

void TlsTransport::fail(int error) {
    error_ = error;
    state_ = State::failed;
    limit_.cancel();
    waiting_.clear();
    lower_->pause(true);
    owner_.handshake_finished();
}

void TlsTransport::alarm() {
    if (state_ == State::handshaking) fail(GNUTLS_E_TIMEDOUT);
}

void TlsTransport::verify() {
    if (!settings_.with_certificates()) return;
    unsigned count = 0;
    if (settings_.server && (!gnutls_certificate_get_peers(handle(session_), &count) || count == 0)) {
        // The handshake has demanded one already, unless it resumed an older session.
        if (settings_.client_certificate == TlsSettings::required) verification_ = GNUTLS_CERT_INVALID;
        return;
    }
    const char* purpose = settings_.server ? GNUTLS_KP_TLS_WWW_CLIENT : GNUTLS_KP_TLS_WWW_SERVER;
    gnutls_typed_vdata_st wanted{GNUTLS_DT_KEY_PURPOSE_OID, reinterpret_cast<unsigned char*>(const_cast<char*>(purpose)), 0};
    if (gnutls_certificate_verify_peers(handle(session_), &wanted, 1, &verification_) < 0) verification_ = GNUTLS_CERT_INVALID;
    if (!settings_.server) hostname_matches_ = certificate_matches(handle(session_), settings_.hostname);
}

std::string TlsTransport::error_text() const {
    if (int below = read_error_ ? read_error_ : write_error_; below && (error_ == 0 || error_ == GNUTLS_E_PULL_ERROR)) return std::strerror(below);
    if (error_ == 0) return {};
    std::string text = gnutls_strerror(error_);
    if (last_alert_ >= 0)
        if (const char* alert = gnutls_alert_get_name(static_cast<gnutls_alert_description_t>(last_alert_))) text += std::string(" (") + alert + ")";
    return text;
}

// --- below ---

// Reads ahead if nothing is left of that. False: there is nothing.
bool TlsTransport::fill() {
    if (buffer_from_ == buffer_to_ && lower_has_more_ && !lower_ended_) {
        if (!buffer_) buffer_ = std::make_unique<std::uint8_t[]>(buffer_size);
        ReadResult result = lower_->read(buffer_.get(), buffer_size);
        buffer_from_ = 0;
        buffer_to_ = result.state == ReadResult::data ? result.count : 0;
        ++reads_;
        if (state_ == State::handshaking) handshake_bytes_ += buffer_to_;
        lower_has_more_ = result.state == ReadResult::data && result.more;
        lower_ended_ = result.state == ReadResult::end;
        if (lower_ended_) read_error_ = result.error;
    }
    return buffer_from_ != buffer_to_;
}

std::ptrdiff_t TlsTransport::pull(void* into, std::size_t capacity) {
    if (renewing_ && frame_.over()) {
        gnutls_transport_set_errno(handle(session_), EAGAIN);
        return -1;
    }
    if (!fill()) {
        starved_ = true;
        if (lower_ended_ && !read_error_) return 0;
        gnutls_transport_set_errno(handle(session_), lower_ended_ ? read_error_ : EAGAIN);
        return -1;
    }
    std::size_t count = std::min(capacity, buffer_to_ - buffer_from_);
    if (renewing_) count = frame_.pass(buffer_.get() + buffer_from_, count);
    std::memcpy(into, buffer_.get() + buffer_from_, count);
    buffer_from_ += count;
    return static_cast<std::ptrdiff_t>(count);
}

std::ptrdiff_t TlsTransport::push(const void* bytes, std::size_t count) {
    out_.append(static_cast<const char*>(bytes), count);
    return static_cast<std::ptrdiff_t>(count);
}

void TlsTransport::flush() {
    if (out_.empty()) return;
    int error = lower_->write(out_);
    if (error) write_error_ = error;
    out_.clear();
}

void TlsTransport::readable() {
    lower_has_more_ = true;
    if (state_ == State::handshaking) return advance();
    if (state_ == State::open) events_->readable();
}

void TlsTransport::drained() {
    if (state_ == State::open) events_->drained();
}

// --- above ---

bool TlsTransport::buffered() const {
    return buffer_from_ != buffer_to_ || gnutls_record_check_pending(handle(session_)) > 0 || ended_;
}

void TlsTransport::pause(bool paused) {
    paused_ = paused;
    if (state_ != State::open) return;
    lower_->pause(paused);
    if (!paused && buffered()) events_->readable();
}

// What the next bytes are: text (its length), or GnuTLS's code. A server may ask a client for a new handshake (TLS 1.2); GnuTLS lets it
// change neither its certificate nor, without RFC 5746, anything at all. A client that asks for one is refused.
std::ptrdiff_t TlsTransport::receive(std::uint8_t* into, std::size_t capacity) {
    if (renewing_) return renew(into, capacity);
    ssize_t count = gnutls_record_recv(handle(session_), into, capacity);
    if (count != GNUTLS_E_REHANDSHAKE) return count;
    if (settings_.server || !gnutls_safe_renegotiation_status(handle(session_)))
        gnutls_alert_send(handle(session_), GNUTLS_AL_WARNING, GNUTLS_A_NO_RENEGOTIATION);
    else
        renewing_ = true;
    return GNUTLS_E_INTERRUPTED;
}

// The server goes on sending text until our hello has come to it. GnuTLS would forget that it has said hello if its handshake met such
// text. So it is shown one record at a time, and its handshake only what belongs to that.
std::ptrdiff_t TlsTransport::renew(std::uint8_t* into, std::size_t capacity) {
    constexpr std::uint8_t change_cipher_spec = 20, handshake = 22;
    bool hello_sent = renewal_begun_;
    renewal_begun_ = true;
    if (hello_sent && frame_.over() && gnutls_record_check_pending(handle(session_)) == 0) {
        starved_ = !fill();
        if (starved_ && !lower_ended_) return GNUTLS_E_AGAIN;
        frame_.next();
        std::uint8_t type = starved_ ? handshake : buffer_[buffer_from_];
        renewal_goes_on_ = type == handshake || type == change_cipher_spec;
    }
    std::ptrdiff_t result = !hello_sent || renewal_goes_on_ ? gnutls_handshake(handle(session_)) : gnutls_record_recv(handle(session_), into, capacity);
    bool refused = result == GNUTLS_E_WARNING_ALERT_RECEIVED && gnutls_alert_get(handle(session_)) == GNUTLS_A_NO_RENEGOTIATION;
    bool finished = result == GNUTLS_E_SUCCESS && renewal_goes_on_;
    if (!refused && !finished) return result;
    renewing_ = renewal_begun_ = renewal_goes_on_ = false;
    send_waiting();
    return GNUTLS_E_INTERRUPTED;
}

void TlsTransport::end(int code) {
    ended_ = true;
    error_ = code;
    if (code == GNUTLS_E_FATAL_ALERT_RECEIVED) last_alert_ = gnutls_alert_get(handle(session_));
    else if (code != 0 && !lower_ended_) gnutls_alert_send_appropriate(handle(session_), code);
}

ReadResult TlsTransport::read(std::uint8_t* into, std::size_t capacity) {
    std::size_t total = 0;
    reads_ = 0;
    while (total < capacity && !ended_ && state_ == State::open) {
        if (total == 0 && reads_ >= most_reads) return {ReadResult::data, true, 0, 0};  // records without text: others have their turn
        starved_ = false;
        std::ptrdiff_t count = receive(into + total, capacity - total);
        if (count > 0) {
            total += static_cast<std::size_t>(count);
            continue;
        }
        int code = static_cast<int>(count);
        if (code == GNUTLS_E_AGAIN || code == GNUTLS_E_INTERRUPTED) {
            if (starved_) break;
            continue;  // it has dealt with a message that is not for us: a ticket, a key update
        }
        if (code == 0 || gnutls_error_is_fatal(code)) end(code);
    }
    flush();  // answers to key updates and the like
    if (total > 0) return {ReadResult::data, buffered() || lower_has_more_, total, 0};
    if (ended_ || state_ == State::failed) return {ReadResult::end, false, 0, error_ ? EPROTO : 0};
    return {};
}

int TlsTransport::send_records(std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t count = gnutls_record_send(handle(session_), bytes.data(), bytes.size());
        if (count < 0) {
            if (count == GNUTLS_E_AGAIN || count == GNUTLS_E_INTERRUPTED) continue;  // push() takes everything: cannot repeat for ever
            flush();
            return EPIPE;
        }
        bytes.remove_prefix(static_cast<std::size_t>(count));
    }
    flush();
    return write_error_;
}

int TlsTransport::write(std::string_view bytes) {
    if (said_goodbye_) return 0;
    if (write_error_) return write_error_;
    if (state_ == State::failed) return EPIPE;
    if (waits()) {
        if (!finish_waits_) waiting_.append(bytes);
        return 0;
    }
    return send_records(bytes);
}

int TlsTransport::bye(bool wait_for_peer) {
    if (state_ != State::open) return GNUTLS_E_INVALID_SESSION;
    int result = gnutls_bye(handle(session_), wait_for_peer ? GNUTLS_SHUT_RDWR : GNUTLS_SHUT_WR);
    said_goodbye_ = true;
    flush();
    return result;
}

void TlsTransport::finish() {
    finish_waits_ = waits();
    if (finish_waits_) return;
    if (!said_goodbye_) bye(false);
    lower_->finish();
}

// A peer may send what nobody here reads, tickets above all; then closing makes the kernel drop what it has not got through yet.
bool TlsTransport::owes() const { return queued() > 0 || (said_goodbye_ && !ended_ && unacknowledged(descriptor()) > 0); }

void TlsTransport::farewell() {
    if (state_ == State::handshaking) {  // nobody is left whom its end concerns
        state_ = State::failed;
        limit_.cancel();
        waiting_.clear();
    }
    if (state_ != State::open || !closed_properly()) return;
    if (waiting_.empty()) renewing_ = false;
    finish();
}

}  // namespace el::net
