// Buffer-local variables.
// Tests: tests/lisp/prims/buffers.el
#include "text/locals.hpp"

#include "core/number.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

enum class Check { any, string, integer, number, symbol, constant };

struct SlotInfo {
    std::string_view name;
    bool always, permanent;
    Check check;
};

constexpr bool always = true, permanent = true, no = false;
constexpr SlotInfo slot_info[] = {
#define SLOT(id, name, always, permanent, check, value) {name, always, permanent, Check::check},
#include "text/slots.def"
#undef SLOT
};

unsigned slot_of(const Symbol& s) { return static_cast<unsigned>(reinterpret_cast<std::uintptr_t>(s.extra)); }
std::uint64_t bit(unsigned slot) { return std::uint64_t{1} << slot; }

void check_slot_value(Interpreter& in, unsigned slot, Value v) {
    if (slot_info[slot].check == Check::constant) signal(in, sym::setting_constant, {in.intern(slot_info[slot].name)});
    if (v.is_nil()) return;
    switch (slot_info[slot].check) {
        case Check::string:
            if (!v.is<String>()) wrong_type(in, sym::stringp, v);
            break;
        case Check::integer:
            if (!is_integer(v)) wrong_type(in, sym::integerp, v);
            break;
        case Check::number:
            if (!is_number(v)) wrong_type(in, sym::numberp, v);
            break;
        case Check::symbol:
            if (!v.is_symbol()) wrong_type(in, sym::symbolp, v);
            break;
        case Check::any:
        case Check::constant: break;
    }
}

Value initial_default(Interpreter& in, std::string_view name) {
    if (name == "zero") return fixnum(0);
    if (name == "seventy") return fixnum(70);
    if (name == "eight") return fixnum(8);
    if (name == "t") return in[sym::t];
    if (name == "utf_8_unix") return in[sym::utf_8_unix];
    if (name == "fundamental_mode") return in[sym::fundamental_mode];
    return nil;
}

Value own_slot_value(Interpreter& in, Buffer& b, unsigned slot) {
    if (slot == slot::enable_multibyte_characters) return b.multibyte() ? in[sym::t] : nil;
    if (slot == slot::buffer_undo_list && b.base) return b.base->slots[slot];
    return b.slots[slot];
}

bool kept_by_kill_all(Interpreter& in, const LocalVariable& local) {
    return !plist_get(local.symbol->plist, in[sym::permanent_local]).is_nil();
}

void remove_local(Buffer& b, LocalVariable* at) {
    std::move(at + 1, b.locals.end(), at);
    b.locals.data[--b.locals.size] = {};
}

Localized& localized(const Symbol& s) { return *static_cast<Localized*>(s.extra); }

// Turns an ordinary variable into one with buffer-local values.
void localize(Interpreter& in, Symbol& s) {
    if (s.redirect() != Symbol::plain) return;
    if (s.flag(Symbol::constant)) signal(in, sym::setting_constant, {symbol_as_value(in, s)});
    auto* l = static_cast<Localized*>(heap::allocate(sizeof(Localized)));
    l->default_value = s.value;
    s.extra = l;
    s.set_redirect(Symbol::localized);
}

}  // namespace

std::string_view slot_name(unsigned slot) { return slot_info[slot].name; }
bool slot_always_local(unsigned slot) { return slot_info[slot].always; }

void define_slot_variables(Interpreter& in) {
    static constexpr std::string_view defaults[] = {
#define SLOT(id, name, always, permanent, check, value) #value,
#include "text/slots.def"
#undef SLOT
    };
    for (unsigned i = 0; i < slot::count; ++i) {
        Symbol& s = symbol(in, in.intern(slot_info[i].name));
        s.extra = reinterpret_cast<void*>(static_cast<std::uintptr_t>(i));
        s.set_redirect(Symbol::buffer_slot);
        s.set_flag(Symbol::special);
        in->text->slot_defaults[i] = initial_default(in, defaults[i]);
    }
}

void reset_local_variables(Interpreter& in, Buffer& b, bool fresh) {
    TextState& state = *in->text;
    for (unsigned i = 0; i < slot::count; ++i) {
        bool own = slot_info[i].always;
        if (fresh) b.slots[i] = own ? state.slot_defaults[i] : nil;
        bool keep = own || (!fresh && slot_info[i].permanent && (b.local_slots & bit(i)));
        b.local_slots = keep ? b.local_slots | bit(i) : b.local_slots & ~bit(i);
    }
    b.slots[slot::major_mode] = in[sym::fundamental_mode];
    b.slots[slot::mode_name] = make_string(in, "Fundamental");
    b.slots[slot::buffer_invisibility_spec] = in[sym::t];
    b.slots[slot::local_minor_modes] = nil;
    b.keymap = nil;
    b.syntax_table = state.standard_syntax_table;
    b.category_table = state.standard_category_table;
    b.downcase_table = state.standard_downcase;
    b.upcase_table = state.standard_upcase;
    b.canonicalize_table = state.standard_canonicalize;
    b.equivalences_table = state.standard_equivalences;
    std::uint32_t kept = 0;
    for (LocalVariable& local : b.locals)
        if (kept_by_kill_all(in, local)) b.locals[kept++] = local;
    for (std::uint32_t i = kept; i < b.locals.size; ++i) b.locals[i] = {};
    b.locals.size = kept;
}

LocalVariable* find_local(Buffer& b, const Symbol& s) {
    for (LocalVariable& local : b.locals)
        if (local.symbol == &s) return &local;
    return nullptr;
}

bool has_local(const Buffer& b, const Symbol& s) {
    if (s.redirect() == Symbol::buffer_slot) return b.local_slots & bit(slot_of(s));
    return s.redirect() == Symbol::localized && find_local(const_cast<Buffer&>(b), s);
}

bool local_variable_p(Interpreter& in, Symbol& s, Value buffer) { return has_local(buffer.as<Buffer>(), s); }

Value buffer_local_value(Interpreter& in, Symbol& s, Buffer& b) {
    switch (s.redirect()) {
        case Symbol::buffer_slot:
            return has_local(b, s) ? own_slot_value(in, b, slot_of(s)) : in->text->slot_defaults[slot_of(s)];
        case Symbol::localized:
            if (LocalVariable* local = find_local(b, s)) return local->value;
            return localized(s).default_value;
        case Symbol::plain:
        case Symbol::alias: break;
    }
    return s.value;
}

void make_local(Interpreter& in, Symbol& s, Buffer& b) {
    if (s.redirect() == Symbol::buffer_slot) {
        unsigned slot = slot_of(s);
        if (b.local_slots & bit(slot)) return;
        b.slots[slot] = in->text->slot_defaults[slot];
        b.local_slots |= bit(slot);
        return;
    }
    localize(in, s);
    if (!find_local(b, s)) b.locals.push({&s, localized(s).default_value});
}

void kill_local(Interpreter& in, Symbol& s, Buffer& b) {
    if (s.redirect() == Symbol::buffer_slot) {
        if (!slot_always_local(slot_of(s))) b.local_slots &= ~bit(slot_of(s));
        return;
    }
    if (s.redirect() != Symbol::localized) return;
    if (LocalVariable* local = find_local(b, s)) remove_local(b, local);
}

void make_automatically_local(Interpreter& in, Symbol& s) {
    if (s.redirect() == Symbol::buffer_slot) return;
    localize(in, s);
    Localized& l = localized(s);
    l.local_if_set = true;
    // A void variable becomes nil by this.
    if (l.default_value.is_unbound()) l.default_value = nil;
    s.set_flag(Symbol::special);
}

bool becomes_local_if_set(const Symbol& s) {
    return s.redirect() == Symbol::buffer_slot || (s.redirect() == Symbol::localized && localized(s).local_if_set);
}

void set_slot(Interpreter& in, Buffer& b, unsigned slot, Value v) {
    check_slot_value(in, slot, v);
    b.local_slots |= bit(slot);
    if (slot == slot::buffer_undo_list && b.base)
        b.base->slots[slot] = v;
    else
        b.slots[slot] = v;
}

// --- what core/symbol.cpp asks for -----------------------------------------------------------------------------

Value localized_value(Interpreter& in, Symbol& s) { return buffer_local_value(in, s, current(in)); }

void set_localized_value(Interpreter& in, Symbol& s, Value v) {
    Buffer& b = current(in);
    if (LocalVariable* local = find_local(b, s))
        local->value = v;
    else if (localized(s).local_if_set)
        b.locals.push({&s, v});
    else
        localized(s).default_value = v;
}

Value buffer_slot_value(Interpreter& in, Symbol& s) { return buffer_local_value(in, s, current(in)); }
void set_buffer_slot_value(Interpreter& in, Symbol& s, Value v) { set_slot(in, current(in), slot_of(s), v); }
Value buffer_slot_default(Interpreter& in, Symbol& s) { return in->text->slot_defaults[slot_of(s)]; }
void set_buffer_slot_default(Interpreter& in, Symbol& s, Value v) {
    if (slot_info[slot_of(s)].check != Check::constant) check_slot_value(in, slot_of(s), v);
    in->text->slot_defaults[slot_of(s)] = v;
}

}  // namespace el
