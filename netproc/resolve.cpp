#include "resolve.hpp"

#include "background.hpp"
#include "idn.hpp"

#include <netdb.h>

#include <memory>
#include <mutex>

namespace el::net {

namespace {

addrinfo hints_for(const LookupRequest& request) {
    addrinfo hints{};
    hints.ai_family = request.family;
    hints.ai_socktype = request.socket_type;
    return hints;
}

std::vector<Address> addresses_of(const addrinfo* list) {
    std::vector<Address> addresses;
    for (; list; list = list->ai_next)
        if (list->ai_family == AF_INET || list->ai_family == AF_INET6) addresses.emplace_back(list->ai_addr, list->ai_addrlen);
    return addresses;
}

LookupResult look_up(const LookupRequest& request) {
    addrinfo hints = hints_for(request);
    addrinfo* list = nullptr;
    int error = getaddrinfo(ascii_host(request.host).name.c_str(), request.service.c_str(), &hints, &list);
    std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
    if (error != 0) return {{}, gai_strerror(error)};
    LookupResult result{addresses_of(list), {}};
    if (result.addresses.empty()) result.error = gai_strerror(EAI_NONAME);
    return result;
}

}  // namespace

std::optional<LookupResult> resolve_at_once(const LookupRequest& request) {
    AsciiHost host = ascii_host(request.host);
    if (!host.error.empty()) return LookupResult{{}, host.error};
    addrinfo hints = hints_for(request);
    hints.ai_flags = AI_NUMERICHOST;
    addrinfo* list = nullptr;
    int error = getaddrinfo(host.name.c_str(), request.service.c_str(), &hints, &list);
    std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
    if (error == 0) return LookupResult{addresses_of(list), {}};
    // "Not a number" is the one answer that a real look-up can better.
    if (error == EAI_NONAME && !host.name.empty()) return std::nullopt;
    return LookupResult{{}, gai_strerror(error)};
}

// Where the thread leaves the answer, and whom it tells; `async` is null when nobody wants the answer any more.
struct Resolution::Mailbox {
    std::mutex mutex;
    uv_async_t* async = nullptr;
    LookupResult result;

    void deliver(LookupResult answer) {
        std::lock_guard lock(mutex);
        result = std::move(answer);
        if (async) uv_async_send(async);
    }
};

Resolution::Resolution(Loop& loop, const LookupRequest& request, Owner& owner)
    : owner_(owner), async_(loop), mailbox_(std::make_shared<Mailbox>()) {
    async_.open(this, [&](uv_async_t* handle) { return uv_async_init(loop.uv(), handle, answered); });
    mailbox_->async = async_.get();
    run_in_background([request, mailbox = mailbox_] { mailbox->deliver(look_up(request)); });
}

Resolution::~Resolution() { abandon(); }

void Resolution::abandon() {
    std::lock_guard lock(mailbox_->mutex);
    mailbox_->async = nullptr;
    async_.close();
}

void Resolution::answered(uv_async_t* handle) {
    auto* self = static_cast<Resolution*>(handle->data);
    if (!self) return;
    self->abandon();
    self->owner_.resolved(std::move(self->mailbox_->result));
}

}  // namespace el::net
