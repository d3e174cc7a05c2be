// The kinds of heap objects, from kinds.def.
#pragma once
#include <el/value.hpp>

namespace el {

enum class Kind : std::uint8_t {
#define KIND(type, name) type,
#include "core/kinds.def"
#undef KIND
};

#define KIND(type, name) struct type;
#include "core/kinds.def"
#undef KIND

#define KIND(type, name)                           \
    template <>                                    \
    struct KindOf<type> {                          \
        static constexpr Kind value = Kind::type;  \
    };
#include "core/kinds.def"
#undef KIND

}  // namespace el
