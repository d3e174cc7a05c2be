#include "resolve.hpp"

#include "idn.hpp"

#include <netdb.h>

#include <memory>

namespace el::net {

namespace {

struct ErrorPair {
    int uv, system;
};
constexpr ErrorPair error_pairs[] = {
    {UV_EAI_ADDRFAMILY, EAI_ADDRFAMILY}, {UV_EAI_AGAIN, EAI_AGAIN},       {UV_EAI_BADFLAGS, EAI_BADFLAGS},
    {UV_EAI_CANCELED, EAI_CANCELED},     {UV_EAI_FAIL, EAI_FAIL},         {UV_EAI_FAMILY, EAI_FAMILY},
    {UV_EAI_MEMORY, EAI_MEMORY},         {UV_EAI_NODATA, EAI_NODATA},     {UV_EAI_NONAME, EAI_NONAME},
    {UV_EAI_OVERFLOW, EAI_OVERFLOW},     {UV_EAI_SERVICE, EAI_SERVICE},   {UV_EAI_SOCKTYPE, EAI_SOCKTYPE},
};

// The system library's words, which Emacs shows, not libuv's.
std::string error_text(int uv_error) {
    for (const ErrorPair& pair : error_pairs)
        if (pair.uv == uv_error) return gai_strerror(pair.system);
    return gai_strerror(EAI_NONAME);
}

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

struct Resolution::Request {
    uv_getaddrinfo_t uv{};
    Loop::Count count;
    Resolution* resolution;  // null when nobody wants the answer any more

    Request(Loop& loop, Resolution& r) : count(loop.handle_count()), resolution(&r) { uv.data = this; }
    static void done(uv_getaddrinfo_t* uv, int status, addrinfo* list) {
        std::unique_ptr<Request> self(static_cast<Request*>(uv->data));
        std::unique_ptr<addrinfo, decltype(&uv_freeaddrinfo)> addresses(list, uv_freeaddrinfo);
        --*self->count;
        if (!self->resolution) return;
        self->resolution->request_ = nullptr;
        LookupResult result;
        if (status == 0) result.addresses = addresses_of(list);
        if (result.addresses.empty()) result.error = error_text(status == 0 ? UV_EAI_NONAME : status);
        self->resolution->owner_.resolved(std::move(result));
    }
};

Resolution::Resolution(Loop& loop, const LookupRequest& request, Owner& owner)
    : owner_(owner), request_(new Request(loop, *this)) {
    addrinfo hints = hints_for(request);
    ++*request_->count;
    std::string host = ascii_host(request.host).name;
    int error = uv_getaddrinfo(loop.uv(), &request_->uv, Request::done, host.c_str(), request.service.c_str(), &hints);
    // The name itself is impossible (too long, not encodable).
    if (error != 0) Request::done(&request_->uv, error, nullptr);
}

Resolution::~Resolution() {
    if (!request_) return;
    request_->resolution = nullptr;
    uv_cancel(reinterpret_cast<uv_req_t*>(&request_->uv));
}

}  // namespace el::net
