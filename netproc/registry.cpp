#include "registry.hpp"

#include "network.hpp"

#include <cstdlib>

namespace el::net {

std::string Registry::unique_name(const std::string& name) const {
    if (!by_name_.count(name)) return name;
    for (unsigned& n = lowest_.try_emplace(name, 1).first->second;; ++n) {
        std::string candidate = name + "<" + std::to_string(n) + ">";
        if (!by_name_.count(candidate)) return candidate;
    }
}

// NAME is free again: if it is BASE<N>, N may be the lowest now.
void Registry::number_freed(const std::string& name) {
    std::size_t open = name.rfind('<');
    if (open == std::string::npos || name.back() != '>') return;
    auto hint = lowest_.find(name.substr(0, open));
    if (hint == lowest_.end()) return;
    unsigned long n = std::strtoul(name.c_str() + open + 1, nullptr, 10);
    if (n > 0 && n < hint->second) hint->second = static_cast<unsigned>(n);
}

Process& Registry::add(Network& network, Value object) {
    auto process = std::make_shared<Process>(network, object);
    Process& p = *process;
    p.older = newest_;
    if (newest_) newest_->newer = &p;
    newest_ = &p;
    by_name_[std::string(string_bytes(get(object, Slot::name)))] = std::move(process);
    return p;
}

void Registry::remove(Process& process) {
    auto it = by_name_.find(std::string(string_bytes(get(process.object(), Slot::name))));
    if (it == by_name_.end() || it->second.get() != &process) return;
    if (process.newer)
        process.newer->older = process.older;
    else
        newest_ = process.older;
    if (process.older) process.older->newer = process.newer;
    process.newer = process.older = nullptr;
    number_freed(it->first);
    by_name_.erase(it);
}

Process* Registry::find(const std::string& name) const {
    auto it = by_name_.find(name);
    return it == by_name_.end() ? nullptr : it->second.get();
}

}  // namespace el::net
