// type-of.
// Tests: tests/recorded/data.el
#include <el/foreign.hpp>

#include "core/number.hpp"
#include "core/symbol.hpp"

namespace el {

namespace {

constexpr const char* kind_names[] = {
#define KIND(type, name) name,
#include "core/kinds.def"
#undef KIND
};

// A record is of the type in its first slot; if that is a record itself (a class), of the type named in that one's second.
Value record_type(Interpreter& in, const Record& r) {
    if (r.size == 0) return in[sym::record];
    Value tag = r.slots[0];
    if (tag.is<Record>() && tag.as<Record>().size > 1) return tag.as<Record>().slots[1];
    return tag;
}

}  // namespace

Value type_of(Interpreter& in, Value v) {
    if (v.is_fixnum()) return in[sym::integer];
    if (v.is_symbol()) return in[sym::symbol];
    if (v.is_cons()) return in[sym::cons];
    if (v.is_immediate_float()) return in[sym::float_];
    if (v.is<Record>()) return record_type(in, v.as<Record>());
    if (v.is<Foreign>()) return intern(in, v.as<Foreign>().type->name);
    return intern(in, kind_names[static_cast<std::size_t>(v.object()->kind)]);
}

}  // namespace el
