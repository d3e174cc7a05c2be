// The functions of `gnutls': starting TLS on a connection, asking about it, ending it.
// Tests: tests/lisp/net/gnutls-crypto.el, tests/net/tls-clients.el
#include <el/list.hpp>
#include <el/text.hpp>

#include "../designators.hpp"
#include "../errors.hpp"
#include "../tls/errors.hpp"
#include "../tls/report.hpp"
#include "../tls_process.hpp"
#include "prims.hpp"

namespace el::net {

namespace {

enum Stage : Int { untouched = 0, files_loaded = 1, priorities_set = 4, over = 3, handshake_tried = 8, ready = 9 };

void note_stage(Value process, Stage stage) { set(process, Slot::tls_stage, fixnum(stage)); }

TlsTransport* session_of(Value process) {
    Process* live = Process::of(process);
    return live && live->transport ? live->transport->tls() : nullptr;
}

// --- starting ---

// A handshake that somebody waits for. However the wait ends, no plain text follows it.
class AwaitedHandshake {
public:
    AwaitedHandshake(Process& process, TlsTransport& session) : process_(process.shared_from_this()), session_(&session) {}
    ~AwaitedHandshake() {
        process_->handshake_awaited = false;
        if (!settled_ && running()) give_up();
    }
    // Its session, unless the process was closed meanwhile.
    TlsTransport* running() const { return process_->transport && process_->transport->tls() == session_ ? session_ : nullptr; }
    void wait() {
        Network& n = process_->network();
        n.wait(n.in, std::nullopt, [&] { return !running() || session_->state() != TlsTransport::State::handshaking; });
    }
    void settle() { settled_ = true; }
    // Closes it; the sentinel speaks at the next wait.
    void give_up() {
        settled_ = true;
        Network& n = process_->network();
        set(process_->object(), Slot::status, n.sym.closed);
        set(process_->object(), Slot::exit_status, fixnum(256));
        process_->close();
        note_stage(process_->object(), over);
        process_->broken = true;
        n.loop.push(*process_);
    }

private:
    std::shared_ptr<Process> process_;
    TlsTransport* session_;
    bool settled_ = false;
};

}  // namespace

// Negotiates on PROCESS, connected or not yet, and waits for the end of it. 0, or GnuTLS's code of a failed handshake (the process is
// closed then); a failed verification is signalled.
int negotiate_tls(Process& process, const TlsSettings& settings, std::string* reason) {
    Network& n = process.network();
    Value object = process.object();
    int code = 0;
    std::string culprit;
    auto credentials = n.tls_credentials.get(settings, code, culprit);
    if (!credentials) {
        note_stage(object, files_loaded);
        if (reason) *reason = tls_error_text(code) + " (" + culprit + ")";
        return code;
    }
    note_stage(object, handshake_tried);
    TlsTransport& session = process.begin_tls(std::move(process.transport), std::move(credentials), settings, true);
    AwaitedHandshake handshake(process, session);
    handshake.wait();
    if (!handshake.running()) {
        if (reason) *reason = "the process was closed";
        return tls_error::invalid_session;
    }
    if (session.state() == TlsTransport::State::failed) {
        code = session.error();
        if (reason) *reason = session.error_text();
        handshake.give_up();
        return code;
    }
    std::string problem = tls_verification_problem(session);
    if (!problem.empty()) {
        handshake.give_up();
        error(n.in, "%s", problem.c_str());
    }
    handshake.settle();
    note_stage(object, ready);
    process.update_reading();
    return 0;
}

namespace {

// A server answers in its filter, and must go on serving: the outcome comes to the sentinel.
Value negotiate_later(Network& n, Process& process, const TlsSettings& settings) {
    auto credentials = credentials_or_signal(n, settings);
    Value object = process.object();
    note_stage(object, handshake_tried);
    set(object, Slot::status, n.sym.connect);
    process.begin_tls(std::move(process.transport), std::move(credentials), settings, false);
    return n.in.intern("gnutls-e-again");
}

Value gnutls_boot(Interpreter& in, ProcessArg object, Value type, Value plist) {
    Network& n = Network::of(in);
    bool server = !plist_get(plist, n.sym.k_server).is_nil();
    TlsSettings settings = parse_tls_settings(n, type, plist, server);
    Process* process = object.live();
    if (process && process->connecting) {
        n.await_connection(*process);
        process = object.live();
    }
    if (!process || !process->transport) error(in, "Process %V not running", get(object, Slot::name));
    if (process->transport->tls()) error(in, "Process %V speaks TLS already", get(object, Slot::name));
    if (process->packets) error(in, "Process %V is no stream", get(object, Slot::name));
    bool wait = !server || !plist_get(plist, n.sym.k_complete_negotiation).is_nil();
    if (!wait) return negotiate_later(n, *process, settings);
    int code = negotiate_tls(*process, settings, nullptr);
    return code == 0 ? n.sym.t : fixnum(code);
}

Value gnutls_asynchronous_parameters(Interpreter& in, ProcessArg object, Value parameters) {
    Network& n = Network::of(in);
    Process* process = object.live();
    if (process && process->connecting && parameters.is_cons()) process->tls_wanted = parse_tls_parameters(n, parameters, false);
    return nil;
}

// --- asking ---

Value certificate_to_lisp(Interpreter& in, const CertificateReport& c) {
    ListBuilder plist(in);
    auto add = [&](const char* key, const std::string& text) {
        if (text.empty()) return;
        plist.add(in.intern(key));
        plist.add(in.to_lisp(text));
    };
    plist.add(in.intern(":version"));
    plist.add(fixnum(c.version));
    add(":serial-number", c.serial_number);
    add(":issuer", c.issuer);
    add(":valid-from", c.valid_from);
    add(":valid-to", c.valid_to);
    add(":subject", c.subject);
    add(":public-key-algorithm", c.public_key_algorithm);
    add(":certificate-security-level", c.security_level);
    add(":issuer-unique-id", c.issuer_unique_id);
    add(":subject-unique-id", c.subject_unique_id);
    add(":signature-algorithm", c.signature_algorithm);
    add(":public-key-id", c.public_key_id);
    add(":certificate-id", c.certificate_id);
    add(":pem", c.pem);
    return plist.take();
}

Value gnutls_peer_status(Interpreter& in, ProcessArg object) {
    TlsTransport* session = session_of(object);
    if (!session || session->state() != TlsTransport::State::open) return nil;
    PeerReport report = report_peer(*session);
    ListBuilder plist(in);
    auto add = [&](const char* key, Value value) {
        plist.add(in.intern(key));
        plist.add(value);
    };
    if (!report.warnings.empty()) {
        ListBuilder warnings(in);
        for (const char* warning : report.warnings) warnings.add(in.intern(warning));
        add(":warnings", warnings.take());
    }
    if (!report.certificates.empty()) {
        ListBuilder certificates(in);
        for (const CertificateReport& c : report.certificates) certificates.add(certificate_to_lisp(in, c));
        Value all = certificates.take();
        add(":certificates", all);
        add(":certificate", car(all));
    }
    add(":key-exchange", in.to_lisp(report.key_exchange));
    add(":protocol", in.to_lisp(report.protocol));
    add(":cipher", in.to_lisp(report.cipher));
    add(":mac", in.to_lisp(report.mac));
    add(":encrypt-then-mac", in.to_lisp(report.encrypt_then_mac));
    if (!report.alpn.empty()) add(":alpn", in.to_lisp(report.alpn));
    return plist.take();
}

Value gnutls_peer_status_warning_describe(Interpreter& in, SymbolArg warning) {
    const char* text = describe_tls_warning(in.to<std::string>(in.funcall(in.intern("symbol-name"), {warning})));
    return text ? in.to_lisp(text) : nil;
}

Value gnutls_get_initstage(Interpreter&, ProcessArg object) {
    Value stage = get(object, Slot::tls_stage);
    return stage.is_nil() ? fixnum(untouched) : stage;
}

// --- errors ---

// The code that ERROR, an integer or a symbol with a property, stands for; none with the complaint in `complaint`.
std::optional<int> error_code(Interpreter& in, Value error, const char*& complaint) {
    complaint = nullptr;
    if (error.is_symbol()) {
        Value code = in.funcall(in.intern("get"), {error, in.intern("gnutls-code")});
        if (code.is_fixnum()) return static_cast<int>(code.fixnum());
        complaint = "Symbol has no numeric gnutls-code property";
        return std::nullopt;
    }
    if (error.is_fixnum()) return static_cast<int>(error.fixnum());
    complaint = "Not an error symbol or code";
    return std::nullopt;
}

Value gnutls_errorp(Interpreter& in, Value error) {
    bool fine = error == in.intern("t") || error == in.intern("gnutls-e-again");
    return fine ? nil : in.intern("t");
}

Value gnutls_error_fatalp(Interpreter& in, Value error) {
    if (error == in.intern("t")) return nil;
    const char* complaint;
    std::optional<int> code = error_code(in, error, complaint);
    if (!code) el::error(in, "%s", complaint);
    return in.to_lisp(tls_error_is_fatal(*code));
}

Value gnutls_error_string(Interpreter& in, Value error) {
    if (error == in.intern("t")) return in.to_lisp("Not an error");
    const char* complaint;
    std::optional<int> code = error_code(in, error, complaint);
    return in.to_lisp(code ? tls_error_text(*code) : std::string(complaint));
}

// --- ending ---

Value gnutls_bye(Interpreter& in, ProcessArg object, Value only_ours) {
    TlsTransport* session = session_of(object);
    if (!session) error(in, "Process %V does not speak TLS", get(object, Slot::name));
    int code = session->bye(only_ours.is_nil());
    if (code == tls_error::again) return in.intern("gnutls-e-again");
    if (code == tls_error::interrupted) return in.intern("gnutls-e-interrupted");
    return code == 0 ? in.intern("t") : fixnum(code);
}

// In Emacs plain text would follow; here the connection is closed.
Value gnutls_deinit(Interpreter& in, ProcessArg object) {
    if (!session_of(object)) return nil;
    Network::of(in).delete_process(object);
    note_stage(object, over);
    return in.intern("t");
}

Value gnutls_format_certificate(Interpreter& in, Value pem) {
    std::string text;
    if (!format_certificate(in.to<std::string>(check_string(in, pem)), text)) error(in, "gnutls-format-certificate error: %s", text.c_str());
    return in.to_lisp(text);
}

// What the linked library can do, as Emacs lists it: extensions by their names, then capabilities.
Value gnutls_available_p(Interpreter& in) {
    ListBuilder all(in);
    for (const char* name : tls_extensions()) all.add(in.intern(name));
    for (const char* name : {"macs", "AEAD-ciphers", "ciphers", "digests", "gnutls3", "gnutls"}) all.add(in.intern(name));
    return all.take();
}

constexpr Primitive table[] = {
    prim<gnutls_available_p>("gnutls-available-p", "",
        "Return the list of what TLS can do here: names of extensions, and gnutls3, macs, digests, ciphers, AEAD-ciphers."),
    prim<gnutls_boot>("gnutls-boot", "proc type proplist",
        "Negotiate TLS on PROC, a connected stream, and wait for the end of it.\n"
        "TYPE is `gnutls-x509pki' or `gnutls-anon'. PROPLIST has the keys :hostname (a string, demanded of clients), :priority,\n"
        ":trustfiles, :crlfiles, :keylist ((KEY-FILE CERTIFICATE-FILE)...), :pass and :flags (of the key files), :min-prime-bits, :verify-flags,\n"
        ":verify-error (t or a list of :trustfiles and :hostname; without it both are verified unless `network-security-level' is low),\n"
        ":alpn (protocols). :server t makes this side the server, with :client-certificate `request' or `require'; unless\n"
        ":complete-negotiation, it returns gnutls-e-again at once then, and the sentinel hears `open' or `failed' with the reason.\n"
        "Return t, or a negative number that `gnutls-error-string' explains; PROC is closed then. A failed verification is an error.\n"
        "Timers and other processes go on meanwhile."),
    prim<gnutls_asynchronous_parameters>("gnutls-asynchronous-parameters", "proc params",
        "Negotiate TLS with PARAMS, (TYPE . PROPLIST) as in `gnutls-boot', as soon as PROC is connected. Return nil."),
    prim<gnutls_peer_status>("gnutls-peer-status", "proc",
        "Return what is known of the peer of PROC, a property list, or nil without TLS: :warnings (only if there are some), :certificates,\n"
        ":certificate, :key-exchange, :protocol, :cipher, :mac, :encrypt-then-mac and, if one was agreed on, :alpn."),
    prim<gnutls_peer_status_warning_describe>("gnutls-peer-status-warning-describe", "status-symbol",
        "Return in words what STATUS-SYMBOL, one of the :warnings of `gnutls-peer-status', means, or nil."),
    prim<gnutls_get_initstage>("gnutls-get-initstage", "proc",
        "Return how far TLS is on PROC: 0 not begun, 1 files read, 8 handshake, 9 established, 3 over."),
    prim<gnutls_errorp>("gnutls-errorp", "error", "Return t unless ERROR, the value of a gnutls function, is t or gnutls-e-again."),
    prim<gnutls_error_fatalp>("gnutls-error-fatalp", "err", "Return t if ERR, a code or a symbol with a property gnutls-code, is fatal."),
    prim<gnutls_error_string>("gnutls-error-string", "error", "Return what ERROR, a code or a symbol with a property gnutls-code, means."),
    prim<gnutls_bye>("gnutls-bye", "proc cont",
        "Tell the peer of PROC that nothing more comes. Unless CONT, its own word is awaited: the value is gnutls-e-again until it has come."),
    prim<gnutls_deinit>("gnutls-deinit", "proc", "End TLS on PROC, and with it the connection. Return t, nil if there was no TLS."),
    prim<gnutls_format_certificate>("gnutls-format-certificate", "cert", "Return the X.509 certificate CERT, PEM text, in words."),
};

void define_error_symbols(Interpreter& in) {
    struct Row {
        const char* name;
        int code;
    };
    constexpr int not_ready_for_handshake = -65500;  // Emacs's own
    for (Row row : {Row{"gnutls-e-again", tls_error::again}, Row{"gnutls-e-interrupted", tls_error::interrupted},
                    Row{"gnutls-e-invalid-session", tls_error::invalid_session}, Row{"gnutls-e-not-ready-for-handshake", not_ready_for_handshake}})
        in.funcall(in.intern("put"), {in.intern(row.name), in.intern("gnutls-code"), fixnum(row.code)});
}

}  // namespace

void define_gnutls(Interpreter& in) {
    in.define_primitives(table);
    define_error_symbols(in);
    in.define_variable(in.intern("gnutls-log-level"), fixnum(0));
    in.define_variable(in.intern("libgnutls-version"), fixnum(tls_version_number()));
}

}  // namespace el::net
