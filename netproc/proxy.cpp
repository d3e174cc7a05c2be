#include "proxy.hpp"

#include <arpa/inet.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace el::net {

namespace {

constexpr std::size_t longest_header = 64 * 1024;
constexpr std::size_t longest_field = 255;  // of what SOCKS5 gives one octet of length

constexpr std::array<const char*, 9> socks_answers = {
    "succeeded", "general failure", "connection not allowed", "network unreachable", "host unreachable",
    "connection refused", "time to live expired", "command not supported", "address type not supported"};

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

std::optional<std::string> decode_percent(std::string_view text) {
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            decoded += text[i];
            continue;
        }
        if (i + 2 >= text.size()) return std::nullopt;
        int high = hex_digit(text[i + 1]), low = hex_digit(text[i + 2]);
        if (high < 0 || low < 0) return std::nullopt;
        decoded += static_cast<char>(high * 16 + low);
        i += 2;
    }
    return decoded;
}

bool parse_login(ProxyPlan& plan, std::string_view login) {
    std::size_t colon = login.find(':');
    auto user = decode_percent(login.substr(0, colon));
    auto password = decode_percent(colon == login.npos ? std::string_view() : login.substr(colon + 1));
    if (!user || !password || user->empty() || user->size() > longest_field || password->size() > longest_field) return false;
    plan.has_login = true;
    plan.user = std::move(*user);
    plan.password = std::move(*password);
    return true;
}

bool is_port(std::string_view text) {
    if (text.empty() || text.size() > 5 || text.find_first_not_of("0123456789") != text.npos) return false;
    unsigned port = 0;
    for (char c : text) port = port * 10 + static_cast<unsigned>(c - '0');
    return port > 0 && port < 65536;
}

bool parse_host_and_port(ProxyPlan& plan, std::string_view text) {
    std::string_view rest;
    if (text.starts_with('[')) {
        std::size_t end = text.find(']');
        if (end == text.npos) return false;
        plan.host = text.substr(1, end - 1);
        rest = text.substr(end + 1);
    } else {
        std::size_t colon = text.find(':');
        plan.host = text.substr(0, colon);
        rest = colon == text.npos ? std::string_view() : text.substr(colon);
    }
    if (plan.host.empty()) return false;
    if (rest.empty()) return true;
    if (rest[0] != ':' || !is_port(rest.substr(1))) return false;
    plan.service = rest.substr(1);
    return true;
}

std::string base64(std::string_view bytes) {
    static constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        unsigned group = 0;
        for (std::size_t j = 0; j < 3; ++j) group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
        for (std::size_t j = 0; j < 4; ++j) text += i + j > bytes.size() ? '=' : digits[group >> (18 - 6 * j) & 63];
    }
    return text;
}

std::string counted(const std::string& text) { return static_cast<char>(text.size()) + text; }

// The address as SOCKS5 writes it: type, then four or sixteen octets, or a counted name.
std::string socks_address(const std::string& host) {
    unsigned char octets[16];
    if (inet_pton(AF_INET, host.c_str(), octets) == 1) return '\1' + std::string(reinterpret_cast<char*>(octets), 4);
    if (inet_pton(AF_INET6, host.c_str(), octets) == 1) return '\4' + std::string(reinterpret_cast<char*>(octets), 16);
    return '\3' + counted(host);
}

std::string port_octets(std::uint16_t port) { return {static_cast<char>(port >> 8), static_cast<char>(port & 255)}; }

std::string http_request(const ProxyPlan& plan) {
    bool ipv6 = plan.target_host.find(':') != std::string::npos;
    std::string target = (ipv6 ? "[" + plan.target_host + "]" : plan.target_host) + ":" + std::to_string(plan.target_port);
    std::string request = "CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n";
    if (plan.has_login) request += "Proxy-Authorization: Basic " + base64(plan.user + ":" + plan.password) + "\r\n";
    return request + "\r\n";
}

}  // namespace

std::optional<ProxyPlan> parse_proxy(std::string_view url) {
    ProxyPlan plan;
    if (url.starts_with("socks5://")) {
        plan.service = "1080";
        url.remove_prefix(9);
    } else if (url.starts_with("http://")) {
        plan.kind = ProxyPlan::http;
        plan.service = "80";
        url.remove_prefix(7);
    } else {
        return std::nullopt;
    }
    if (url.ends_with('/')) url.remove_suffix(1);
    if (std::size_t at = url.rfind('@'); at != url.npos) {
        if (!parse_login(plan, url.substr(0, at))) return std::nullopt;
        url.remove_prefix(at + 1);
    }
    if (!parse_host_and_port(plan, url)) return std::nullopt;
    return plan;
}

ProxyHandshake::ProxyHandshake(Loop& loop, Socket connected, const ProxyPlan& plan, Owner& owner)
    : plan_(plan), owner_(owner), socket_(std::move(connected)), watcher_(loop, *this) {}

void ProxyHandshake::start() {
    watcher_.open(socket_.get());
    if (plan_.kind == ProxyPlan::http) return ask(http_request(plan_), 0, &ProxyHandshake::http_answered);
    std::string methods = plan_.has_login ? std::string("\5\2\0\2", 4) : std::string("\5\1\0", 3);
    ask(std::move(methods), 2, &ProxyHandshake::greeting_answered);
}

Socket ProxyHandshake::take() {
    watcher_.close();
    return std::move(socket_);
}

// --- bytes ---

void ProxyHandshake::ask(std::string bytes, std::size_t answer, Step next) {
    out_ = std::move(bytes);
    in_.clear();
    wanted_ = answer;
    next_ = next;
    watcher_.watch(UV_WRITABLE);
}

void ProxyHandshake::more(std::size_t bytes, Step next) {
    wanted_ = in_.size() + bytes;
    next_ = next;
}

bool ProxyHandshake::send_rest() {
    while (!out_.empty()) {
        ssize_t sent = send(socket_.get(), out_.data(), out_.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
        if (sent < 0 && errno == EINTR) continue;
        if (sent < 0) return errno == EAGAIN;
        out_.erase(0, static_cast<std::size_t>(sent));
    }
    watcher_.watch(UV_READABLE | UV_DISCONNECT);
    return true;
}

void ProxyHandshake::ready(int events) {
    if (over_) return;
    if (!out_.empty()) {
        if (!send_rest()) return fail(std::string("proxy: ") + std::strerror(errno));
        if (!out_.empty()) return;
    }
    if (events & (UV_READABLE | UV_DISCONNECT)) wanted_ ? receive_exactly() : receive_header();
}

void ProxyHandshake::receive_exactly() {
    while (!over_ && in_.size() < wanted_) {
        char block[512];
        ssize_t count = recv(socket_.get(), block, std::min(sizeof block, wanted_ - in_.size()), MSG_DONTWAIT);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) return fail(std::string("proxy: ") + std::strerror(errno));
        if (count == 0) return fail("proxy closed the connection");
        in_.append(block, static_cast<std::size_t>(count));
        if (in_.size() == wanted_) {
            (this->*next_)();
            if (!out_.empty()) return;
        }
    }
}

// What follows the empty line is not ours: look before taking.
void ProxyHandshake::receive_header() {
    for (;;) {
        char block[2048];
        ssize_t count = recv(socket_.get(), block, sizeof block, MSG_DONTWAIT | MSG_PEEK);
        if (count < 0 && errno == EINTR) continue;
        if (count < 0 && errno == EAGAIN) return;
        if (count < 0) return fail(std::string("proxy: ") + std::strerror(errno));
        if (count == 0) return fail("proxy closed the connection");
        std::size_t before = in_.size();
        in_.append(block, static_cast<std::size_t>(count));
        std::size_t end = in_.find("\r\n\r\n", before < 3 ? 0 : before - 3);
        std::size_t take = end == std::string::npos ? static_cast<std::size_t>(count) : end + 4 - before;
        if (recv(socket_.get(), block, take, MSG_DONTWAIT) != static_cast<ssize_t>(take)) return fail("proxy: lost bytes");
        if (end != std::string::npos) {
            in_.resize(end + 4);
            return (this->*next_)();
        }
        if (in_.size() > longest_header) return fail("proxy: the answer has no end");
    }
}

void ProxyHandshake::fail(std::string why) {
    if (over_) return;
    error_ = std::move(why);
    finish();
}

void ProxyHandshake::finish() {
    over_ = true;
    watcher_.close();
    owner_.proxy_finished();
}

// --- SOCKS5 ---

void ProxyHandshake::greeting_answered() {
    auto method = static_cast<unsigned char>(in_[1]);
    if (in_[0] != 5) return fail("proxy: this is no SOCKS5 proxy");
    if (method == 0) return request();
    if (method != 2 || !plan_.has_login) return fail("proxy: SOCKS5 authentication is required");
    ask('\1' + counted(plan_.user) + counted(plan_.password), 2, &ProxyHandshake::login_answered);
}

void ProxyHandshake::login_answered() {
    if (in_[1] != 0) return fail("proxy: SOCKS5 authentication failed");
    request();
}

void ProxyHandshake::request() {
    ask(std::string("\5\1\0", 3) + socks_address(plan_.target_host) + port_octets(plan_.target_port), 4, &ProxyHandshake::request_answered);
}

void ProxyHandshake::request_answered() {
    auto answer = static_cast<unsigned char>(in_[1]);
    if (in_[0] != 5) return fail("proxy: this is no SOCKS5 proxy");
    if (answer != 0)
        return fail(std::string("proxy: SOCKS5: ") + (answer < socks_answers.size() ? socks_answers[answer] : "unknown failure"));
    switch (in_[3]) {
        case 1: return more(4 + 2, &ProxyHandshake::address_skipped);
        case 4: return more(16 + 2, &ProxyHandshake::address_skipped);
        case 3: return more(1, &ProxyHandshake::name_length_known);
        default: fail("proxy: SOCKS5: unknown address type");
    }
}

void ProxyHandshake::name_length_known() { more(static_cast<unsigned char>(in_.back()) + 2u, &ProxyHandshake::address_skipped); }

// --- HTTP ---

void ProxyHandshake::http_answered() {
    std::string line = in_.substr(0, in_.find("\r\n"));
    std::size_t space = line.find(' ');
    if (!line.starts_with("HTTP/") || space == std::string::npos) return fail("proxy: this is no HTTP proxy");
    std::string status = line.substr(space + 1);
    if (status.size() < 3 || status[0] != '2') return fail("proxy: HTTP " + status);
    finish();
}

}  // namespace el::net
