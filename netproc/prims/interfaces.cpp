// Network interfaces.
// Tests: tests/lisp/net/interfaces.el
#include <el/list.hpp>
#include <el/primitive.hpp>
#include <el/vector.hpp>

#include "../designators.hpp"
#include "../lisp_address.hpp"
#include "prims.hpp"

#include <ifaddrs.h>
#include <net/if.h>
#include <netinet/in.h>
#include <sys/ioctl.h>

#include <cstring>

namespace el::net {

namespace {

using AddressList = std::unique_ptr<ifaddrs, decltype(&freeifaddrs)>;

AddressList interface_addresses() {
    ifaddrs* list = nullptr;
    if (getifaddrs(&list) != 0) list = nullptr;
    return {list, freeifaddrs};
}

socklen_t size_of_family(int family) { return family == AF_INET ? sizeof(sockaddr_in) : sizeof(sockaddr_in6); }
Address address_of(const sockaddr* a) { return Address(a, size_of_family(a->sa_family)); }

// IPv6 has no broadcast: Emacs shows the address with every bit outside the mask set.
Address broadcast_of(const ifaddrs& i) {
    if (i.ifa_addr->sa_family == AF_INET) {
        bool has = (i.ifa_flags & IFF_BROADCAST) && i.ifa_broadaddr;
        if (has) return address_of(i.ifa_broadaddr);
    }
    Address address = address_of(i.ifa_addr), mask = address_of(i.ifa_netmask);
    if (address.is_ipv4()) {
        std::uint8_t octets[4];
        for (unsigned k = 0; k < 4; ++k) octets[k] = static_cast<std::uint8_t>(address.octet(k) | ~mask.octet(k));
        return Address::ipv4(octets, 0);
    }
    std::uint16_t groups[8];
    for (unsigned k = 0; k < 8; ++k) groups[k] = static_cast<std::uint16_t>(address.group(k) | ~mask.group(k));
    return Address::ipv6(groups, 0);
}

Value entry(Interpreter& in, const ifaddrs& i, bool full) {
    Value name = in.to_lisp(i.ifa_name), address = address_to_lisp(in, address_of(i.ifa_addr));
    if (!full) return cons(in, name, address);
    return list(in, {name, address, address_to_lisp(in, broadcast_of(i)), address_to_lisp(in, address_of(i.ifa_netmask))});
}

Value network_interface_list(Interpreter& in, Opt<Value> full, Opt<Value> family) {
    Network& n = Network::of(in);
    bool ipv4 = !family || *family == n.sym.ipv4, ipv6 = !family || *family == n.sym.ipv6;
    if (!ipv4 && !ipv6) error(in, "Unsupported address family");
    AddressList all = interface_addresses();
    Value result = nil;  // each in front of the one before, which is Emacs's order
    for (const ifaddrs* i = all.get(); i; i = i->ifa_next) {
        if (!i->ifa_addr || !i->ifa_netmask || !(i->ifa_flags & IFF_UP)) continue;
        int f = i->ifa_addr->sa_family;
        if ((f == AF_INET && ipv4) || (f == AF_INET6 && ipv6)) result = cons(in, entry(in, *i, static_cast<bool>(full)), result);
    }
    return result;
}

struct FlagRow {
    unsigned flag;
    const char* name;
};
// In the order of the bits; the list is built from its end.
constexpr FlagRow flag_rows[] = {
    {IFF_UP, "up"},           {IFF_BROADCAST, "broadcast"}, {IFF_DEBUG, "debug"},         {IFF_LOOPBACK, "loopback"},
    {IFF_POINTOPOINT, "pointopoint"}, {IFF_NOTRAILERS, "notrailers"}, {IFF_RUNNING, "running"}, {IFF_NOARP, "noarp"},
    {IFF_PROMISC, "promisc"}, {IFF_ALLMULTI, "allmulti"},   {IFF_MASTER, "master"},       {IFF_SLAVE, "slave"},
    {IFF_MULTICAST, "multicast"}, {IFF_PORTSEL, "portsel"}, {IFF_AUTOMEDIA, "automedia"}, {IFF_DYNAMIC, "dynamic"},
};

Value flags_of(Interpreter& in, unsigned flags) {
    Value result = nil;
    for (const FlagRow& row : flag_rows)
        if (flags & row.flag) result = cons(in, in.intern(row.name), result);
    return result;
}

class Query {
public:
    explicit Query(const std::string& name) : socket_(make_socket(AF_INET, SOCK_STREAM)) {
        std::memset(&request_, 0, sizeof request_);
        std::memcpy(request_.ifr_name, name.data(), name.size());
    }
    bool ask(unsigned long what) { return socket_ && ioctl(socket_.get(), what, &request_) == 0; }
    ifreq& answer() { return request_; }

private:
    Socket socket_;
    ifreq request_;
};

Value hardware_of(Interpreter& in, Query& query) {
    if (!query.ask(SIOCGIFHWADDR)) return nil;
    const sockaddr& hardware = query.answer().ifr_hwaddr;
    Value bytes[6];
    for (unsigned i = 0; i < 6; ++i) bytes[i] = fixnum(static_cast<unsigned char>(hardware.sa_data[i]));
    return cons(in, fixnum(hardware.sa_family), make_vector(in, bytes));
}

Value address_answer(Interpreter& in, Query& query, unsigned long what) {
    if (!query.ask(what)) return nil;
    sockaddr address = query.answer().ifr_addr;
    address.sa_family = AF_INET;  // an absent broadcast address comes without a family
    return address_to_lisp(in, Address(&address, sizeof(sockaddr_in)));
}

Value network_interface_info(Interpreter& in, Value ifname) {
    std::string name = in.to<std::string>(check_string(in, ifname));
    if (name.size() >= IFNAMSIZ) error(in, "interface name too long");
    Query query(name);
    if (!query.ask(SIOCGIFFLAGS)) return nil;
    Value flags = flags_of(in, static_cast<unsigned short>(query.answer().ifr_flags));
    Value hardware = hardware_of(in, query);
    Value netmask = address_answer(in, query, SIOCGIFNETMASK);
    Value broadcast = address_answer(in, query, SIOCGIFBRDADDR);
    Value address = address_answer(in, query, SIOCGIFADDR);
    return list(in, {address, broadcast, netmask, hardware, flags});
}

constexpr Primitive table[] = {
    prim<network_interface_list>("network-interface-list", "&optional full family",
        "Return a list of (NAME . ADDRESS) for every address of an interface that is up; with FULL lists\n"
        "(NAME ADDRESS BROADCAST NETMASK). FAMILY `ipv4' or `ipv6' selects."),
    prim<network_interface_info>("network-interface-info", "ifname",
        "Return (ADDRESS BROADCAST NETMASK HARDWARE FLAGS) for the interface named IFNAME, nil if there is none."),
};

}  // namespace

void define_interfaces(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
