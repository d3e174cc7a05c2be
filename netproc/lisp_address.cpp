#include "lisp_address.hpp"

#include <el/list.hpp>
#include <el/text.hpp>
#include <el/vector.hpp>

#include <cstring>
#include <vector>

namespace el::net {

namespace {

Value vector_of(Interpreter& in, const std::vector<Value>& elements) { return make_vector(in, elements); }  // fixnums only

Value ipv4_vector(Interpreter& in, const Address& a) {
    Value v[5];
    for (unsigned i = 0; i < 4; ++i) v[i] = fixnum(a.octet(i));
    v[4] = fixnum(a.port());
    return make_vector(in, v);
}

Value ipv6_vector(Interpreter& in, const Address& a) {
    Value v[9];
    for (unsigned i = 0; i < 8; ++i) v[i] = fixnum(a.group(i));
    v[8] = fixnum(a.port());
    return make_vector(in, v);
}

bool all_fixnums(std::span<const Value> slots) {
    for (Value v : slots)
        if (!v.is_fixnum()) return false;
    return true;
}

std::optional<Address> from_vector(std::span<const Value> slots) {
    if (!all_fixnums(slots)) return std::nullopt;
    if (slots.size() == 5) {
        std::uint8_t octets[4];
        for (unsigned i = 0; i < 4; ++i) octets[i] = static_cast<std::uint8_t>(slots[i].fixnum());
        return Address::ipv4(octets, static_cast<std::uint16_t>(slots[4].fixnum()));
    }
    if (slots.size() == 9) {
        std::uint16_t groups[8];
        for (unsigned i = 0; i < 8; ++i) groups[i] = static_cast<std::uint16_t>(slots[i].fixnum());
        return Address::ipv6(groups, static_cast<std::uint16_t>(slots[8].fixnum()));
    }
    return std::nullopt;
}

std::optional<Address> from_bytes(Int family, std::span<const Value> slots) {
    sockaddr_storage raw{};
    if (!all_fixnums(slots) || slots.size() > sizeof raw - sizeof(sa_family_t)) return std::nullopt;
    raw.ss_family = static_cast<sa_family_t>(family);
    auto* bytes = reinterpret_cast<std::uint8_t*>(&raw) + sizeof(sa_family_t);
    for (std::size_t i = 0; i < slots.size(); ++i) bytes[i] = static_cast<std::uint8_t>(slots[i].fixnum());
    return Address(reinterpret_cast<sockaddr*>(&raw), static_cast<socklen_t>(sizeof(sa_family_t) + slots.size()));
}

}  // namespace

Value address_to_lisp(Interpreter& in, const Address& a) {
    if (a.is_ipv4()) return ipv4_vector(in, a);
    if (a.is_ipv6()) return ipv6_vector(in, a);
    if (a.is_local()) return in.to_lisp(a.path());
    std::vector<Value> bytes;
    for (std::uint8_t byte : a.data()) bytes.push_back(fixnum(byte));
    return cons(in, fixnum(a.family()), vector_of(in, bytes));
}

std::optional<Address> address_from_lisp(Interpreter&, Value v) {
    if (is_vector(v)) return from_vector(vector_slots(v));
    if (is_string(v)) return Address::local(string_bytes(v));
    if (v.is_cons() && car(v).is_fixnum() && is_vector(cdr(v))) return from_bytes(car(v).fixnum(), vector_slots(cdr(v)));
    return std::nullopt;
}

}  // namespace el::net
