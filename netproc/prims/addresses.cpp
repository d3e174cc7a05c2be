// Addresses as text, and names looked up.
// Tests: tests/lisp/net/addresses.el
#include <el/list.hpp>
#include <el/primitive.hpp>
#include <el/text.hpp>
#include <el/vector.hpp>

#include "../designators.hpp"
#include "../lisp_address.hpp"
#include "../resolve.hpp"
#include "prims.hpp"

#include <algorithm>

namespace el::net {

namespace {

bool all_within(std::span<const Value> slots, Int most) {
    return std::all_of(slots.begin(), slots.end(), [&](Value v) { return v.is_fixnum() && v.fixnum() >= 0 && v.fixnum() <= most; });
}

// Four or eight elements are an address, one more is its port; anything else is not an address.
Value format_vector(Interpreter& in, std::span<const Value> slots, bool omit_port) {
    bool ipv4 = slots.size() == 4 || slots.size() == 5, ipv6 = slots.size() == 8 || slots.size() == 9;
    if (!ipv4 && !ipv6) return nil;
    std::size_t parts = ipv4 ? 4 : 8;
    bool with_port = slots.size() > parts && !omit_port;
    if (!all_within(slots.first(parts), ipv4 ? 255 : 65535)) return nil;
    if (with_port && !all_within(slots.subspan(parts), 65535)) return nil;
    std::vector<Value> whole(slots.begin(), slots.begin() + static_cast<std::ptrdiff_t>(parts));
    whole.push_back(with_port ? slots[parts] : fixnum(0));
    Address address = *address_from_lisp(in, make_vector(in, whole));
    return in.to_lisp(with_port ? address.text() : address.host_text());
}

Value format_network_address(Interpreter& in, Value address, Opt<Value> omit_port) {
    if (is_string(address)) return address;
    if (is_vector(address)) return format_vector(in, vector_slots(address), static_cast<bool>(omit_port));
    if (!address.is_cons()) return nil;
    return in.funcall(in.intern("format"), {in.to_lisp("<Family %d>"), car(address)});
}

int lookup_family(Network& n, Value family) {
    if (family.is_nil()) return AF_UNSPEC;
    if (family == n.sym.ipv4) return AF_INET;
    if (family == n.sym.ipv6) return AF_INET6;
    error(n.in, "Unsupported lookup type");
}

LookupResult look_up(Network& n, const LookupRequest& request, bool numeric_only) {
    struct Answer : Resolution::Owner {
        void resolved(LookupResult r) override { result = std::move(r); }
        std::optional<LookupResult> result;
    } answer;
    answer.result = resolve_at_once(request);
    if (!answer.result && numeric_only) return {{}, "Name or service not known"};
    if (!answer.result) {
        Resolution resolution(n.loop, request, answer);
        n.wait(n.in, std::nullopt, [&] { return answer.result.has_value(); });
    }
    return std::move(*answer.result);
}

Value network_lookup_address_info(Interpreter& in, Value name, Opt<Value> family, Opt<Value> hints) {
    Network& n = Network::of(in);
    LookupRequest request;
    request.host = in.to<std::string>(check_string(in, name));
    request.service.assign(1, '0');
    request.family = lookup_family(n, *family);
    bool ascii = std::all_of(request.host.begin(), request.host.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    // Connections encode such names; this function leaves it to its caller, as in Emacs.
    if (!ascii && is_multibyte(name)) error(in, "Non-ASCII hostname %s detected, please use puny-encode-domain", request.host.c_str());
    if (hints && *hints != in.intern("numeric")) error(in, "Unsupported hints value");
    LookupResult result = look_up(n, request, static_cast<bool>(hints));
    if (!result.error.empty()) {
        in.funcall(in.intern("message"), {in.to_lisp("%s"), in.to_lisp(request.host + "/0 " + result.error)});
        return nil;
    }
    ListBuilder addresses(in);
    for (const Address& a : result.addresses) addresses.add(address_to_lisp(in, a));
    return addresses.take();
}

constexpr Primitive table[] = {
    prim<format_network_address>("format-network-address", "address &optional omit-port",
        "Convert ADDRESS, a vector as in `process-contact', to text: \"127.0.0.1:80\". With OMIT-PORT leave out the port."),
    prim<network_lookup_address_info>("network-lookup-address-info", "name &optional family hints",
        "Look up the addresses of the host NAME: a list of vectors with port 0, or nil after a message.\n"
        "FAMILY is nil, `ipv4' or `ipv6'. With HINTS `numeric' NAME must be a numeric address."),
};

}  // namespace

void define_addresses(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
