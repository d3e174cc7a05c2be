// Symbols, the obarray, and variable access.
//
// Symbols belong to their interpreter. The well-known ones (symbols.def) live in one array, so in[sym::x] is an addition.
#pragma once
#include "core/objects.hpp"

namespace el {

namespace sym {
enum class Id : unsigned short {
#define SYM(id, name) id,
#include "core/symbols.def"
#undef SYM
    count_
};
#define SYM(id, name) inline constexpr Id id = Id::id;
#include "core/symbols.def"
#undef SYM
}  // namespace sym

struct Symbol {
    Object header;
    Value name;      // a String
    Value value;     // by redirect: the value, or the target of an alias; Value::unbound() when void
    Value function;  // nil when void
    Value plist;
    Symbol* next;    // in its obarray bucket
    void* extra;     // Localized*, or the buffer slot's number
    std::uint64_t hash;

    enum Redirect : std::uint8_t { plain, alias, localized, buffer_slot };
    enum Flag : std::uint8_t { special = 1, constant = 2, interned = 4, watched = 8, keyword = 16, locally_special = 32,
                               in_main_obarray = 64,
                               cold = 128 };  // its function, value and properties are still in the image

    Redirect redirect() const { return static_cast<Redirect>(header.aux & 0xff); }
    void set_redirect(Redirect r) { header.aux = static_cast<std::uint16_t>((header.aux & 0xff00) | r); }
    bool flag(Flag f) const { return header.flags & f; }
    void set_flag(Flag f, bool on = true) { header.flags = on ? header.flags | f : header.flags & ~f; }
    std::string_view view() const { return name.as<String>().view(); }
};
static_assert(sizeof(Symbol) == 64);

// A variable with buffer-local values: the default here, the others in each buffer (text/locals.hpp).
struct Localized {
    Value default_value;
    bool local_if_set;   // make-variable-buffer-local
};

inline Value symbol_value_of(const Symbol* s) { return Value::from_bits(reinterpret_cast<std::uint64_t>(s) + Value::symbol_tag); }
inline Value Interpreter::operator[](sym::Id id) const {
    return Value::from_bits(reinterpret_cast<std::uint64_t>(symbols_) + static_cast<std::size_t>(id) * sizeof(Symbol) +
                            Value::symbol_tag);
}

void thaw_symbol(Interpreter& in, Symbol& s);
std::uint64_t hash_of_symbol(const Symbol& s);

// The structure of a symbol Value, its cells filled in. nil's is the first well-known symbol.
inline Symbol& symbol(Interpreter& in, Value v) {
    Symbol& s = v.is_nil() ? *reinterpret_cast<Symbol*>(in.symbols()) : *reinterpret_cast<Symbol*>(v.bits() - Value::symbol_tag);
    if (s.flag(Symbol::cold)) [[unlikely]]
        thaw_symbol(in, s);
    return s;
}
inline Value symbol_as_value(Interpreter& in, Symbol& s) {
    return &s == reinterpret_cast<Symbol*>(in.symbols()) ? nil : symbol_value_of(&s);
}

// --- obarray ---
Value intern(Interpreter& in, std::string_view name);
Value intern_soft(Interpreter& in, std::string_view name);  // Value::unbound() if there is none
Value make_uninterned_symbol(Interpreter& in, Value name);
bool unintern(Interpreter& in, Symbol& s);
void map_symbols(Interpreter& in, void (*visit)(Interpreter&, Symbol&, void*), void* data);

// --- values: the general forms, which follow aliases and buffer-local bindings ---
Value find_value(Interpreter& in, Value symbol);  // Value::unbound() when void
Value symbol_value(Interpreter& in, Value symbol);  // signals void-variable
void set_symbol_value(Interpreter& in, Value symbol, Value v);  // `set': local if it should be; signals setting-constant
Value default_value(Interpreter& in, Value symbol);  // Value::unbound() when void
void set_default_value(Interpreter& in, Value symbol, Value v);
// Follows variable aliases (defvaralias); signals cyclic-variable-indirection.
Symbol& resolve_alias(Interpreter& in, Symbol& s);
// Follows function cells that hold symbols; nil when void.
Value indirect_function(Interpreter& in, Value function);
void make_special(Interpreter& in, Value symbol);

// Buffer-local halves, implemented in text/locals.cpp: core knows no buffers.
Value localized_value(Interpreter& in, Symbol& s);
bool local_variable_p(Interpreter& in, Symbol& s, Value buffer);  // has its own value there
void set_localized_value(Interpreter& in, Symbol& s, Value v);
Value buffer_slot_value(Interpreter& in, Symbol& s);
void set_buffer_slot_value(Interpreter& in, Symbol& s, Value v);
Value buffer_slot_default(Interpreter& in, Symbol& s);
void set_buffer_slot_default(Interpreter& in, Symbol& s, Value v);
// Variable watchers (add-variable-watcher): called before a watched symbol changes. prims/symbols.cpp.
void notify_watchers(Interpreter& in, Symbol& s, Value new_value, sym::Id operation, Value where);
void watch_quit_flag(Interpreter& in);

}  // namespace el
