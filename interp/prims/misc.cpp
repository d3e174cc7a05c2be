// What fits nowhere else: identity, memory, the locale, the daemon that is not there.
// Tests: tests/recorded
#include <langinfo.h>
#include <sys/sysinfo.h>

#include "core/bignum.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value identity(Interpreter&, Value argument) { return argument; }
Value suspicious_object(Interpreter&, Value object) { return object; }

// There is no pure space: nothing needs copying.
Value purecopy(Interpreter&, Value object) { return object; }

// Emacs: kilobytes of memory and swap space, total and free.
Value memory_info(Interpreter& in) {
    struct sysinfo system {};
    if (sysinfo(&system) != 0) return nil;
    auto kilobytes = [&](unsigned long units) { return in.integer(static_cast<Int>(units * std::uint64_t{system.mem_unit} / 1024)); };
    return list(in, {kilobytes(system.totalram), kilobytes(system.freeram), kilobytes(system.totalswap), kilobytes(system.freeswap)});
}

// Counters that this collector does not keep are zero; all bytes ever allocated stand for vector cells.
Value memory_use_counts(Interpreter& in) {
    Value zero = fixnum(0);
    return list(in, {zero, zero, in.integer(static_cast<Int>(heap::bytes_allocated() / sizeof(Value))), zero, zero, zero, zero});
}

Value garbage_collect_maybe(Interpreter& in, Natural) {
    heap::collect();
    return in[sym::t];
}

// --- the locale ---

Value names(Interpreter& in, nl_item first, std::size_t count) {
    Vector* v = allocate_vector(count);
    for (std::size_t i = 0; i < count; ++i) v->slots[i] = in.to_lisp(nl_langinfo(first + static_cast<nl_item>(i)));
    return Value::from_object(v);
}

// Emacs: the size of paper is in millimetres, packed into what the C library returns instead of a pointer.
Value paper_size(Interpreter& in) {
    auto millimetres = [](nl_item item) { return fixnum(static_cast<Int>(reinterpret_cast<std::intptr_t>(nl_langinfo(item)))); };
    return list(in, {millimetres(_NL_PAPER_WIDTH), millimetres(_NL_PAPER_HEIGHT)});
}

Value locale_info(Interpreter& in, Value item) {
    if (item == in.intern("codeset")) return in.to_lisp(nl_langinfo(CODESET));
    if (item == in.intern("days")) return names(in, DAY_1, 7);
    if (item == in.intern("months")) return names(in, MON_1, 12);
    if (item == in.intern("paper")) return paper_size(in);
    return nil;
}

Value ngettext(Interpreter& in, String& singular, String& plural, Value n) {
    if (!is_integer(n)) wrong_type(in, sym::integerp, n);
    return Value::from_object(n == fixnum(1) ? &singular : &plural);
}

// --- no daemon ---

Value daemonp(Interpreter&) { return nil; }
Value daemon_initialized(Interpreter& in) { error(in, "This function can only be called if emacs is run as a daemon"); }

constexpr Primitive table[] = {
    prim<identity>("identity", "argument", "ARGUMENT."),
    prim<suspicious_object>("suspicious-object", "obj", "OBJ."),
    prim<purecopy>("purecopy", "obj", "OBJ."),
    prim<memory_info>("memory-info", "", "(TOTAL-RAM FREE-RAM TOTAL-SWAP FREE-SWAP) in kilobytes."),
    prim<memory_use_counts>("memory-use-counts", "", "Counts of objects made so far; only vector cells are counted."),
    prim<garbage_collect_maybe>("garbage-collect-maybe", "factor", "Collect garbage."),
    prim<locale_info>("locale-info", "item", "What the locale says of ITEM: `codeset', `days', `months' or `paper'."),
    prim<ngettext>("ngettext", "msgid msgid-plural n", "MSGID if N is 1, else MSGID-PLURAL."),
    prim<daemonp>("daemonp", "", "Whether this is a daemon: nil."),
    prim<daemon_initialized>("daemon-initialized", "", "An error: this is no daemon."),
};

}  // namespace

void define_misc(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
