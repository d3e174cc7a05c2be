// The archive of Lisp files in the library: entries "NAME\0SIZE\0" and SIZE bytes of text.
#pragma once
#include "prims/load.hpp"

#include <string>

namespace el {

inline std::vector<LoadState::Embedded> read_archive(std::string_view bytes) {
    std::vector<LoadState::Embedded> files;
    while (!bytes.empty()) {
        std::string_view name = bytes.substr(0, bytes.find('\0'));
        bytes.remove_prefix(name.size() + 1);
        std::string_view size = bytes.substr(0, bytes.find('\0'));
        bytes.remove_prefix(size.size() + 1);
        std::size_t count = std::stoull(std::string(size));
        files.push_back({name, bytes.substr(0, count)});
        bytes.remove_prefix(count);
    }
    return files;
}

inline void add_to_archive(std::string& archive, std::string_view name, std::string_view text) {
    archive.append(name).append(1, '\0').append(std::to_string(text.size())).append(1, '\0').append(text);
}

}  // namespace el
