// What the JSON functions are told by their keyword arguments.
#pragma once
#include "core/objects.hpp"

#include <span>

namespace el {

struct JsonOptions {
    enum Objects : std::uint8_t { hash_table, alist, plist };
    Objects objects = hash_table;
    bool arrays_as_lists = false;
    Value null_object, false_object;
};

// ARGS: keyword, value, ... `parsing`: :object-type and :array-type are allowed.
JsonOptions json_options(Interpreter& in, std::span<Value> args, bool parsing);

}  // namespace el
