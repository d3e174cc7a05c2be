#include "connecting.hpp"

#include <cerrno>

namespace el::net {

Connecting::Connecting(Loop& loop, ConnectPlan plan, Owner& owner)
    : loop_(loop), plan_(std::move(plan)), owner_(owner), limit_(loop, *this) {}

Connecting::~Connecting() = default;

void Connecting::start() {
    if (plan_.timeout_milliseconds) limit_.set(plan_.timeout_milliseconds);
    if (!plan_.lookup) return connect_to(plan_.addresses);
    if (auto known = resolve_at_once(*plan_.lookup)) return resolved(std::move(*known));
    resolution_.reset(new Resolution(loop_, *plan_.lookup, *this));
}

void Connecting::resolved(LookupResult result) {
    if (outcome_ != Outcome::pending) return;
    if (result.error.empty()) return connect_to(interleave_families(std::move(result.addresses)));
    lookup_error_ = std::move(result.error);
    fail(Outcome::lookup_failed, 0);
}

void Connecting::connect_to(std::vector<Address> addresses) {
    connector_.reset(new Connector(loop_, std::move(addresses), plan_.socket_type, *this));
    connector_->start();
}

int Connecting::prepare_socket(int descriptor) {
    int error = 0;
    failed_option_ = apply_all(descriptor, plan_.options, error);
    return error;
}

void Connecting::connect_finished() {
    if (outcome_ != Outcome::pending) return;
    socket_ = connector_->take();
    if (!socket_) return fail(Outcome::connect_failed, connector_->error());
    if (!plan_.proxy) return succeed();
    handshake_.reset(new ProxyHandshake(loop_, std::move(socket_), *plan_.proxy, *this));
    handshake_->start();
}

void Connecting::proxy_finished() {
    if (outcome_ != Outcome::pending) return;
    if (handshake_->failed()) return fail(Outcome::proxy_failed, 0);
    socket_ = handshake_->take();
    succeed();
}

void Connecting::succeed() {
    limit_.cancel();
    outcome_ = Outcome::connected;
    owner_.connecting_finished();
}

void Connecting::fail(Outcome outcome, int error) {
    if (outcome_ != Outcome::pending) return;
    limit_.cancel();
    outcome_ = outcome;
    error_ = error;
    owner_.connecting_finished();
}

Address Connecting::local() const {
    if (socket_) return Address::of_socket(socket_.get());
    if (handshake_) return handshake_->local();
    return connector_ ? connector_->local() : Address();
}

Socket Connecting::take() { return std::move(socket_); }

}  // namespace el::net
