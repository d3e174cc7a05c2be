// Char-tables.
// Tests: tests/unit/core/char_table_test.cpp, tests/recorded
#include "core/char_table.hpp"

#include <el/exit.hpp>
#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

// By depth: slots in a node, characters per slot (as a power of two).
constexpr std::uint32_t node_size[4] = {64, 16, 32, 128};
constexpr int slot_bits[4] = {16, 12, 7, 0};

constexpr char32_t slot_chars(int depth) { return char32_t{1} << slot_bits[depth]; }

void complete(const CharTable& table) {
    if (!table.fill) [[likely]]
        return;
    auto& self = const_cast<CharTable&>(table);
    std::exchange(self.fill, nullptr)(self);
}

SubCharTable* new_node(int depth, char32_t min_char, Value fill) {
    auto* node = heap::make<SubCharTable>(node_size[depth] * sizeof(Value));
    node->header.aux = static_cast<std::uint16_t>(depth);
    node->size = node_size[depth];
    node->min_char = static_cast<std::uint32_t>(min_char);
    std::fill_n(node->slots, node->size, fill);
    return node;
}

std::size_t slot_number(const SubCharTable& node, char32_t c) { return (c - node.min_char) >> slot_bits[node.header.aux]; }

void update_ascii(CharTable& t) {
    Value v = t.contents[0];
    while (v.is<SubCharTable>() && v.as<SubCharTable>().header.aux < 3) v = v.as<SubCharTable>().slots[0];
    t.ascii = v;
}

// Sets [from, to] (clipped to the node) in an array of slots that begins at MIN and has nodes of `depth` + 1 below it.
void set_slots(Value* slots, std::size_t count, int depth, char32_t min, char32_t from, char32_t to, Value v) {
    char32_t width = slot_chars(depth);
    std::size_t first = from <= min ? 0 : (from - min) >> slot_bits[depth];
    for (std::size_t i = first; i < count; ++i) {
        char32_t low = min + static_cast<char32_t>(i) * width, high = low + width - 1;
        if (low > to) break;
        if (from <= low && high <= to) {
            slots[i] = v;
            continue;
        }
        if (!slots[i].is<SubCharTable>()) slots[i] = Value::from_object(new_node(depth + 1, low, slots[i]));
        auto& node = slots[i].as<SubCharTable>();
        set_slots(node.slots, node.size, depth + 1, low, from, to, v);
    }
}

}  // namespace

// Emacs: (args-out-of-range N nil) for more than ten extra slots.
Value make_char_table(Interpreter& in, Value purpose, Value init) {
    if (!purpose.is_symbol()) wrong_type(in, sym::symbolp, purpose);
    Value extras = plist_get(symbol(in, purpose).plist, in[sym::char_table_extra_slots]);
    if (!extras.is_nil() && (!extras.is_fixnum() || extras.fixnum() < 0)) wrong_type(in, sym::wholenump, extras);
    Int count = extras.is_nil() ? 0 : extras.fixnum();
    if (count > static_cast<Int>(CharTable::most_extras)) args_out_of_range(in, extras, nil);
    auto* t = heap::make<CharTable>(static_cast<std::size_t>(count) * sizeof(Value));
    t->header.length = static_cast<std::uint32_t>(count);
    t->purpose = purpose;
    t->default_value = t->ascii = init;
    std::fill_n(t->contents, CharTable::top_size, init);
    std::fill_n(t->extras, count, init);
    return Value::from_object(t);
}

namespace {

Value copy_node(Value v) {
    if (!v.is<SubCharTable>()) return v;
    auto& node = v.as<SubCharTable>();
    auto* copy = new_node(node.header.aux, node.min_char, nil);
    std::transform(node.slots, node.slots + node.size, copy->slots, copy_node);
    return Value::from_object(copy);
}

}  // namespace

Value copy_char_table(const CharTable& t) {
    complete(t);
    auto* copy = heap::make<CharTable>(t.header.length * sizeof(Value));
    copy->header = t.header;
    copy->default_value = t.default_value;
    copy->parent = t.parent;
    copy->purpose = t.purpose;
    std::transform(t.contents, t.contents + CharTable::top_size, copy->contents, copy_node);
    std::copy_n(t.extras, t.header.length, copy->extras);
    update_ascii(*copy);
    return Value::from_object(copy);
}

Value char_table_own(const CharTable& t, char32_t c) {
    if (c >= 128) complete(t);
    Value v = t.contents[c >> slot_bits[0]];
    while (v.is<SubCharTable>()) {
        auto& node = v.as<SubCharTable>();
        v = node.slots[slot_number(node, c)];
    }
    return v;
}

Value char_table_ref_slow(const CharTable& table, char32_t c) {
    for (const CharTable* t = &table;;) {
        Value v = char_table_own(*t, c);
        if (v.is_nil()) v = t->default_value;
        if (!v.is_nil() || !t->parent.is<CharTable>()) return v;
        t = &t->parent.as<CharTable>();
    }
}

namespace {

// The smallest slot around C and its ends.
Value own_range(const CharTable& t, char32_t c, char32_t& from, char32_t& to) {
    complete(t);
    from = c & ~(slot_chars(0) - 1);
    to = from + slot_chars(0) - 1;
    Value v = t.contents[c >> slot_bits[0]];
    while (v.is<SubCharTable>()) {
        auto& node = v.as<SubCharTable>();
        std::size_t slot = slot_number(node, c);
        char32_t width = slot_chars(node.header.aux);
        from = node.min_char + static_cast<char32_t>(slot) * width;
        to = from + width - 1;
        v = node.slots[slot];
    }
    return v;
}

}  // namespace

Value char_table_ref_range(const CharTable& table, char32_t c, char32_t& from, char32_t& to) {
    from = 0;
    to = utf8::max_char;
    for (const CharTable* t = &table;;) {
        char32_t low = 0, high = 0;
        Value v = own_range(*t, c, low, high);
        from = std::max(from, low);
        to = std::min(to, high);
        if (v.is_nil()) v = t->default_value;
        if (!v.is_nil() || !t->parent.is<CharTable>()) return v;
        t = &t->parent.as<CharTable>();
    }
}

void char_table_set(CharTable& t, char32_t c, Value v) { char_table_set_range(t, c, c, v); }

void char_table_set_range(CharTable& t, char32_t from, char32_t to, Value v) {
    if (to >= 128) complete(t);
    ++t.version;
    if (from > to) return;
    set_slots(t.contents, CharTable::top_size, 0, 0, from, to, v);
    if (from < 128) update_ascii(t);
}

void map_char_table(Interpreter& in, const CharTable& table,
                    void (*visit)(Interpreter& in, char32_t from, char32_t to, Value value, void* data), void* data) {
    char32_t start = 0;
    Value current = char_table_ref(table, 0);
    for (char32_t c = 0; c <= utf8::max_char;) {
        char32_t from = 0, to = 0;
        Value v = char_table_ref_range(table, c, from, to);
        if (v != current) {
            if (!current.is_nil()) visit(in, start, c - 1, current, data);
            start = c;
            current = v;
        }
        c = to + 1;
    }
    if (!current.is_nil()) visit(in, start, utf8::max_char, current, data);
}

namespace {

Value optimized(Interpreter& in, Value v, bool (*same)(Interpreter&, Value, Value)) {
    if (!v.is<SubCharTable>()) return v;
    auto& node = v.as<SubCharTable>();
    bool uniform = true;
    for (std::size_t i = 0; i < node.size; ++i) {
        node.slots[i] = optimized(in, node.slots[i], same);
        uniform = uniform && !node.slots[i].is<SubCharTable>() && same(in, node.slots[i], node.slots[0]);
    }
    return uniform ? node.slots[0] : v;
}

}  // namespace

void optimize_char_table(Interpreter& in, CharTable& t, bool (*same)(Interpreter& in, Value a, Value b)) {
    for (Value& slot : t.contents) slot = optimized(in, slot, same);
    update_ascii(t);
}

namespace {

// A branch read from text must lie where it says, or looking up characters would leave it.
void check_branch(Interpreter& in, Value v, int depth, char32_t min_char) {
    if (!v.is<SubCharTable>()) return;
    auto& node = v.as<SubCharTable>();
    if (node.header.aux != depth || node.min_char != min_char) error(in, "Invalid sub-char-table in char-table");
}

}  // namespace

// As printed: default, parent, purpose, ascii, the 64 slots, the extra slots.
Value char_table_from_slots(Interpreter& in, std::span<const Value> slots) {
    constexpr std::size_t fixed = 4 + CharTable::top_size;
    if (slots.size() < fixed || slots.size() > fixed + CharTable::most_extras) error(in, "Invalid size char-table");
    if (!slots[1].is_nil() && !slots[1].is<CharTable>()) wrong_type(in, sym::char_table_p, slots[1]);
    for (std::size_t i = 0; i < CharTable::top_size; ++i) check_branch(in, slots[4 + i], 1, static_cast<char32_t>(i) * slot_chars(0));
    std::size_t extras = slots.size() - fixed;
    auto* t = heap::make<CharTable>(extras * sizeof(Value));
    t->header.length = static_cast<std::uint32_t>(extras);
    t->default_value = slots[0];
    t->parent = slots[1];
    t->purpose = slots[2];
    std::copy_n(slots.begin() + 4, CharTable::top_size, t->contents);
    std::copy_n(slots.begin() + fixed, extras, t->extras);
    update_ascii(*t);
    return Value::from_object(t);
}

// As printed: depth, first character, the slots.
Value sub_char_table_from_slots(Interpreter& in, std::span<const Value> slots) {
    if (slots.size() < 2) error(in, "Invalid size of sub-char-table");
    Value depth = slots[0], min_char = slots[1];
    if (!depth.is_fixnum() || depth.fixnum() < 1 || depth.fixnum() > 3) error(in, "Invalid sub-char-table depth");
    if (slots.size() != 2 + node_size[depth.fixnum()]) error(in, "Invalid size in sub char-table");
    Int width = Int{1} << slot_bits[depth.fixnum() - 1];
    if (!min_char.is_fixnum() || min_char.fixnum() < 0 || min_char.fixnum() > static_cast<Int>(utf8::max_char) || min_char.fixnum() % width)
        error(in, "Invalid minimum character in sub-char-table");
    int level = static_cast<int>(depth.fixnum());
    auto first = static_cast<char32_t>(min_char.fixnum());
    for (std::size_t i = 2; i < slots.size(); ++i)
        check_branch(in, slots[i], level + 1, first + static_cast<char32_t>(i - 2) * slot_chars(level));
    auto* node = new_node(level, first, nil);
    std::copy(slots.begin() + 2, slots.end(), node->slots);
    return Value::from_object(node);
}

}  // namespace el
