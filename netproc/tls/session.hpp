// TLS as a layer: a Transport over a Transport. Never blocks; knows no Lisp.
// RFC 8446 (TLS 1.3), RFC 5246 (1.2), RFC 6066 (SNI), RFC 7301 (ALPN).
#pragma once
#include "../handle.hpp"
#include "../transport.hpp"
#include "credentials.hpp"

#include <string>

struct gnutls_session_int;

namespace el::net {

// Finds where a record ends among bytes as they come.
class RecordFrame {
public:
    bool over() const { return over_; }
    void next() { over_ = false; }
    // How many of `count` bytes, of which there is one at least, belong to this record: all that may be shown at once.
    std::size_t pass(const std::uint8_t* bytes, std::size_t count);

private:
    static constexpr std::size_t header_size = 5;
    std::size_t header_seen_ = 0, left_ = 0;
    bool over_ = true;
};

class TlsTransport final : public Transport, private Transport::Events, private Alarm::Owner {
public:
    enum class State : unsigned char { handshaking, open, failed };
    class Owner {
    public:
        virtual void handshake_finished() = 0;  // on the loop, or within open(); must only enqueue

    protected:
        ~Owner() = default;
    };

    // `lower` may be open already; nothing may have been read from it since the peer was asked to begin with TLS.
    // Throws nothing; error() tells what was wrong with the settings, before open().
    TlsTransport(Loop& loop, std::unique_ptr<Transport> lower, std::shared_ptr<TlsCredentials> credentials, TlsSettings settings,
                 Owner& owner, unsigned limit_milliseconds);
    ~TlsTransport() override;

    State state() const { return state_; }
    int error() const { return error_; }          // GnuTLS's code of what failed
    std::string error_text() const;               // with the alert, if the peer sent one
    const TlsSettings& settings() const { return settings_; }
    void* session() const { return session_; }    // gnutls_session_t, for report.cpp
    // False if the connection broke, rather than being ended by either side.
    bool closed_properly() const { return ended_ ? error_ == 0 : write_error_ == 0; }
    // What verification found when the handshake was finished.
    unsigned verification() const { return verification_; }
    bool hostname_matches() const { return hostname_matches_; }
    // Tells the peer that nothing more comes (close_notify). 0 or GnuTLS's code.
    int bye(bool wait_for_peer);

    // --- Transport ---
    void open(Transport::Events& events) override;
    void pause(bool paused) override;
    ReadResult read(std::uint8_t* into, std::size_t capacity) override;
    int write(std::string_view bytes) override;
    std::size_t queued() const override { return lower_->queued() + waiting_.size(); }
    bool owes() const override;
    void finish() override;
    void farewell() override;
    TlsTransport* tls() override { return this; }
    int descriptor() const override { return lower_->descriptor(); }
    Address local() const override { return lower_->local(); }
    Address remote() const override { return lower_->remote(); }

    // For GnuTLS.
    std::ptrdiff_t pull(void* into, std::size_t capacity);
    std::ptrdiff_t push(const void* bytes, std::size_t count);

private:
    void readable() override;
    void drained() override;
    void alarm() override;
    static int choose_certificate(gnutls_session_int* session);
    int set_up();
    void remember_session();
    void advance();
    int step();
    void fail(int error);
    void end(int code);
    void verify();
    void flush();
    bool buffered() const;
    bool fill();
    bool waits() const { return state_ == State::handshaking || renewing_; }
    int send_records(std::string_view bytes);
    void send_waiting();
    std::ptrdiff_t receive(std::uint8_t* into, std::size_t capacity);
    std::ptrdiff_t renew(std::uint8_t* into, std::size_t capacity);

    static constexpr std::size_t buffer_size = 1 << 16;
    static constexpr std::size_t longest_handshake = 1 << 19;  // bytes that the peer may send for it
    static constexpr unsigned most_reads = 16;                 // from below, for no text

    Loop& loop_;
    std::unique_ptr<Transport> lower_;
    std::shared_ptr<TlsCredentials> credentials_;
    TlsSettings settings_;
    TlsTransport::Owner& owner_;
    Alarm limit_;
    unsigned limit_milliseconds_;
    Transport::Events* events_ = nullptr;
    void* session_ = nullptr;
    State state_ = State::handshaking;
    int error_ = 0, last_alert_ = -1;
    int write_error_ = 0, read_error_ = 0;  // of the transport below
    unsigned verification_ = 0;
    bool hostname_matches_ = true;
    bool paused_ = true;
    std::size_t handshake_bytes_ = 0;
    unsigned reads_ = 0;
    bool lower_has_more_ = true;  // reading from below is worthwhile
    bool starved_ = false;         // pull() had nothing
    bool lower_ended_ = false;
    bool ended_ = false;
    bool said_goodbye_ = false;
    bool finish_waits_ = false;  // for the end of a handshake
    bool renewing_ = false;      // a server has asked for a new handshake
    bool renewal_begun_ = false, renewal_goes_on_ = false;  // hello is said; the record is for the handshake
    RecordFrame frame_;          // while renewing_
    std::unique_ptr<std::uint8_t[]> buffer_;  // what was read from below ahead of GnuTLS
    std::size_t buffer_from_ = 0, buffer_to_ = 0;
    std::string peer_key_;  // of a client: what names the server among remembered sessions
    std::string out_;      // records on their way down
    std::string waiting_;  // plain text written during a handshake
};

}  // namespace el::net
