// The processes of one interpreter: all that `process-list' shows, newest first, and their names.
#pragma once
#include "process.hpp"

#include <string>
#include <unordered_map>

namespace el::net {

class Registry {
public:
    // NAME made unique by <1>, <2>, ...: the lowest number that is free.
    std::string unique_name(const std::string& name) const;
    Process& add(Network& network, Value object);  // its name slot is set
    void remove(Process& process);                 // does nothing if it is not in the list any more
    Process* find(const std::string& name) const;
    Process* newest() const { return newest_; }
    std::size_t size() const { return by_name_.size(); }

private:
    std::unordered_map<std::string, std::shared_ptr<Process>> by_name_;
    // For each name asked for again: every number below this is taken.
    mutable std::unordered_map<std::string, unsigned> lowest_;
    Process* newest_ = nullptr;
    void number_freed(const std::string& name);
};

}  // namespace el::net
