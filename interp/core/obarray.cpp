// The obarray: names to symbols.
// Tests: tests/recorded/reader.el
#include "core/hash_bytes.hpp"
#include "core/state.hpp"

namespace el {

namespace {

constexpr std::size_t first_size = 4096;

Symbol** allocate_buckets(std::size_t size) {
    return static_cast<Symbol**>(heap::allocate_uncollectable(size * sizeof(Symbol*)));
}

Symbol*& bucket(Obarray& obarray, std::uint64_t hash) { return obarray.buckets[hash & (obarray.size - 1)]; }

void link(Obarray& obarray, Symbol& s) {
    Symbol*& first = bucket(obarray, s.hash);
    s.next = first;
    first = &s;
}

void grow(Obarray& obarray) {
    Obarray old = obarray;
    obarray.size = old.size * 2;
    obarray.buckets = allocate_buckets(obarray.size);
    for (std::size_t i = 0; i < old.size; ++i)
        for (Symbol* s = old.buckets[i]; s;) {
            Symbol* next = s->next;
            link(obarray, *s);
            s = next;
        }
    heap::free_uncollectable(old.buckets);
}

Symbol* find(Obarray& obarray, std::string_view name, std::uint64_t hash) {
    for (Symbol* s = bucket(obarray, hash); s; s = s->next)
        if (s->hash == hash && s->view() == name) return s;
    return nullptr;
}

void initialize(Symbol& s, Value name) {
    s.header.kind = Kind::Symbol;
    s.name = name;
    s.value = Value::unbound();
    s.hash = hash_bytes(name.as<String>().view());
}

// A keyword is a constant whose value is itself.
void make_keyword(Symbol& s) {
    s.value = symbol_value_of(&s);
    s.set_flag(Symbol::keyword);
    s.set_flag(Symbol::constant);
    s.set_flag(Symbol::special);
}

void enter(Interpreter& in, Symbol& s) {
    s.set_flag(Symbol::interned);
    s.set_flag(Symbol::in_main_obarray);
    if (s.view().starts_with(':')) make_keyword(s);
    Obarray& obarray = in->obarray;
    if (++obarray.count > obarray.size) grow(obarray);
    link(obarray, s);
}

constexpr std::string_view well_known_names[] = {
#define SYM(id, name) name,
#include "core/symbols.def"
#undef SYM
};
constexpr std::size_t well_known_count = std::size(well_known_names);

void make_constant(Symbol& s, Value v) {
    s.value = v;
    s.set_flag(Symbol::constant);
    s.set_flag(Symbol::special);
}

}  // namespace

void init_core(Interpreter& in, void*& symbols_out) {
    State& state = *in.operator->();
    auto* symbols = static_cast<Symbol*>(heap::allocate_uncollectable(well_known_count * sizeof(Symbol)));
    symbols_out = state.symbols = symbols;
    state.obarray = {allocate_buckets(first_size), first_size, 0};
    for (std::size_t i = 0; i < well_known_count; ++i) {
        initialize(symbols[i], make_string(in, well_known_names[i]));
        enter(in, symbols[i]);
    }
    make_constant(symbols[static_cast<std::size_t>(sym::nil)], nil);
    make_constant(symbols[static_cast<std::size_t>(sym::t)], in[sym::t]);
}

void free_core(Interpreter& in) {
    heap::free_uncollectable(in->obarray.buckets);
    heap::free_uncollectable(in->symbols);
    in->obarray = {};
    in->symbols = nullptr;
    in->free_conses = nullptr;
}

Value intern(Interpreter& in, std::string_view name) {
    std::uint64_t hash = hash_bytes(name);
    if (Symbol* known = find(in->obarray, name, hash)) return symbol_as_value(in, *known);
    Symbol* s = heap::make<Symbol>();
    initialize(*s, make_string(in, name));
    enter(in, *s);
    if (in->frozen.knows && in->frozen.knows(in, name, hash)) s->set_flag(Symbol::cold);
    return symbol_value_of(s);
}

Value intern_soft(Interpreter& in, std::string_view name) {
    std::uint64_t hash = hash_bytes(name);
    if (Symbol* known = find(in->obarray, name, hash)) return symbol_as_value(in, *known);
    return in->frozen.knows && in->frozen.knows(in, name, hash) ? intern(in, name) : Value::unbound();
}

Value make_uninterned_symbol(Interpreter&, Value name) {
    Symbol* s = heap::make<Symbol>();
    initialize(*s, name);
    return symbol_value_of(s);
}

bool unintern(Interpreter& in, Symbol& s) {
    if (!s.flag(Symbol::in_main_obarray)) return false;
    for (Symbol** at = &bucket(in->obarray, s.hash); *at; at = &(*at)->next)
        if (*at == &s) {
            *at = s.next;
            s.next = nullptr;
            s.set_flag(Symbol::interned, false);
            s.set_flag(Symbol::in_main_obarray, false);
            --in->obarray.count;
            return true;
        }
    return false;
}

// The visitor may intern: what it adds is not visited.
void map_symbols(Interpreter& in, void (*visit)(Interpreter&, Symbol&, void*), void* data) {
    if (auto make_all = std::exchange(in->frozen.make_all, nullptr)) make_all(in);
    const Obarray& obarray = in->obarray;
    std::size_t count = 0;
    auto** all = static_cast<Symbol**>(heap::allocate(obarray.count * sizeof(Symbol*)));
    for (std::size_t i = 0; i < obarray.size; ++i)
        for (Symbol* s = obarray.buckets[i]; s; s = s->next) all[count++] = s;
    for (std::size_t i = 0; i < count; ++i) {
        if (all[i]->flag(Symbol::cold)) thaw_symbol(in, *all[i]);
        visit(in, *all[i], data);
    }
    asm volatile("" : : "g"(all) : "memory");  // up to here the collector needs a pointer to its start
}

void thaw_symbol(Interpreter& in, Symbol& s) { in->frozen.thaw(in, s); }
std::uint64_t hash_of_symbol(const Symbol& s) { return s.hash; }

}  // namespace el
