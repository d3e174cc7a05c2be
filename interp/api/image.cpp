// Reading the image.
// Tests: tests/lisp/boot/preloaded.el
#include "api/image.hpp"

#include <algorithm>
#include <stdexcept>

#include "api/image_format.hpp"
#include "core/args.hpp"
#include "core/bignum.hpp"
#include "core/char_table.hpp"
#include "core/number.hpp"
#include "vm/machine.hpp"

namespace el {

using namespace image;

struct Image {
    const std::uint8_t* base;
    Header header;
    const SymbolRecord* records;
    const std::uint32_t* index;
    const std::uint32_t* shared;
    Value* shared_values;  // decoded shared objects, unbound until then; memory the collector scans
    Value* symbols;        // interned symbols by number, unbound until then
};

namespace {

std::string_view name_of(const Image& im, const SymbolRecord& r) {
    return {reinterpret_cast<const char*>(im.base + im.header.names + r.name), r.name_length};
}

const SymbolRecord* find_record(const Image& im, std::string_view name, std::uint64_t hash) {
    for (std::uint64_t at = hash & (im.header.index_size - 1); im.index[at]; at = (at + 1) & (im.header.index_size - 1)) {
        const SymbolRecord& r = im.records[im.index[at] - 1];
        if (r.hash == hash && name_of(im, r) == name) return &r;
    }
    return nullptr;
}

class ObjectDecoder {
public:
    ObjectDecoder(Interpreter& in, Cursor at) : in_(in), image_(*in->image), at_(at) {}
    ObjectDecoder(Interpreter& in, std::uint32_t offset) : ObjectDecoder(in, Cursor(in->image->base + offset)) {}

    Value value() { return body(nullptr); }
    Cursor position() const { return at_; }

private:
    // Reads one object. If it is shared object number N, `memo` is where it is kept: filled in before its parts are read.
    Value body(Value* memo) {
        auto keep = [&](Value v) {
            if (memo) *memo = v;
            return v;
        };
        switch (at_.tag()) {
            case Tag::nil: return nil;
            case Tag::t: return in_[sym::t];
            case Tag::unbound: return Value::unbound();
            case Tag::fixnum: return fixnum(at_.signed_number());
            case Tag::float_: {
                double d;
                at_.raw(&d, sizeof d);
                return keep(make_float(d));
            }
            case Tag::symbol: return symbol_number(at_.number());
            case Tag::uninterned: return keep(make_uninterned_symbol(in_, make_string(in_, at_.text())));
            case Tag::string: return keep(string());
            case Tag::list: return list(memo);
            case Tag::vector: return slots(keep(Value::from_object(allocate_vector(peek_size()))));
            case Tag::record: return slots(keep(Value::from_object(allocate_record(peek_size()))));
            case Tag::closure: {
                auto captures = static_cast<unsigned>(at_.number());
                Closure* c = make_closure(nullptr, captures);
                Value v = keep(Value::from_object(c));
                c->code = &value().as<Code>();
                for (unsigned i = 0; i < captures; ++i) c->captured[i] = value();
                return v;
            }
            case Tag::cell: {
                Value v = keep(make_cell(nil));
                v.as<Cell>().value = value();
                return v;
            }
            case Tag::hash_table: return hash_table(memo);
            case Tag::bignum: return keep(parse_number(in_, at_.text()));
            case Tag::bool_vector: {
                BoolVector* b = allocate_bool_vector(at_.number());
                at_.raw(b->words, (b->size + 63) / 64 * 8);
                return keep(Value::from_object(b));
            }
            case Tag::char_table: return char_table(memo);
            case Tag::sub_char_table: return sub_char_table(memo);
            case Tag::primitive: return primitive(at_.text());
            case Tag::shared: return shared(at_.number());
            case Tag::code: return code(memo);
        }
        error(in_, "The Lisp image is damaged");
    }

    std::size_t peek_size() { return size_ = at_.number(); }
    Value slots(Value v) {
        std::size_t size = size_;
        for (std::size_t i = 0; i < size; ++i) v.as<Vector>().slots[i] = value();
        return v;
    }

    Value string() {
        bool multibyte = at_.byte();
        std::size_t chars = at_.number();
        std::string_view text = at_.text();
        return multibyte ? make_multibyte_string(in_, text, chars) : make_unibyte_string(in_, text);
    }

    Value list(Value* memo) {
        std::size_t count = at_.number();
        Value head = cons(in_, nil, nil);
        if (memo) *memo = head;
        Value last = head;
        head.as<Cons>().car = value();
        while (--count > 0) {
            Value cell = cons(in_, value(), nil);
            last.as<Cons>().cdr = cell;
            last = cell;
        }
        last.as<Cons>().cdr = value();
        return head;
    }

    Value symbol_number(std::size_t n) {
        if (image_.symbols[n].is_unbound()) image_.symbols[n] = intern(in_, name_of(image_, image_.records[n]));
        return image_.symbols[n];
    }

    Value shared(std::size_t n) {
        Value& memo = image_.shared_values[n];
        if (memo.is_unbound()) {
            Value v = ObjectDecoder(in_, image_.header.objects + image_.shared[n]).body(&memo);
            if (memo.is_unbound()) memo = v;
        }
        return memo;
    }

    Value primitive(std::string_view name) {
        for (std::span<const Primitive> table : in_->primitive_tables)
            for (const Primitive& p : table)
                if (p.name == name) return Value::from_object(&p);
        error(in_, "The Lisp image names an unknown primitive");
    }

    Value hash_table(Value* memo) {
        Value test = value();
        auto weakness = static_cast<HashTable::Weakness>(at_.byte());
        std::size_t count = at_.number();
        Value table = make_hash_table(in_, test, count, weakness);
        if (memo) *memo = table;
        while (count-- > 0) {
            Value key = value();
            Value v = value();
            hash_put(in_, table.as<HashTable>(), key, v);
        }
        return table;
    }

    Value char_table(Value* memo) {
        std::size_t extras = at_.number();
        CharTable* t = heap::make<CharTable>(extras * sizeof(Value));
        t->header.length = static_cast<std::uint32_t>(extras);
        Value v = Value::from_object(t);
        if (memo) *memo = v;
        for (Value* slot : {&t->default_value, &t->parent, &t->purpose, &t->ascii}) *slot = value();
        for (Value& slot : t->contents) slot = value();
        for (std::size_t i = 0; i < extras; ++i) t->extras[i] = value();
        return v;
    }

    Value sub_char_table(Value* memo) {
        auto depth = static_cast<std::uint16_t>(at_.number());
        auto min_char = static_cast<std::uint32_t>(at_.number());
        auto size = static_cast<std::uint32_t>(at_.number());
        SubCharTable* t = heap::make<SubCharTable>(size * sizeof(Value));
        t->header.aux = depth;
        t->min_char = min_char;
        t->size = size;
        Value v = Value::from_object(t);
        if (memo) *memo = v;
        for (std::uint32_t i = 0; i < size; ++i) t->slots[i] = value();
        return v;
    }

    Value code(Value* memo) {
        Code* c = make_code();
        Value v = Value::from_object(c);
        if (memo) *memo = v;
        c->name = value();
        c->required = static_cast<std::uint16_t>(at_.number());
        c->optional = static_cast<std::uint16_t>(at_.number());
        std::uint8_t bits = at_.byte();
        c->rest = bits & 1;
        c->lexical = bits & 2;
        c->doc = value();
        c->interactive = value();
        c->file = value();
        c->source = el::list(in_, {in_[sym::lambda], value()});
        c->image_entry = fixnum(static_cast<Int>(image_.header.bodies + at_.number()));
        return v;
    }

    Interpreter& in_;
    Image& image_;
    Cursor at_;
    std::size_t size_ = 0;
};

Value decode_at(Interpreter& in, std::uint32_t offset) { return ObjectDecoder(in, in->image->header.objects + offset).value(); }

// A name that is not interned yet: whether the image has it. The symbol starts cold.
bool knows_symbol(Interpreter& in, std::string_view name, std::uint64_t hash) {
    const SymbolRecord* r = find_record(*in->image, name, hash);
    return r && r->has_data;
}

void thaw_value(Interpreter& in, Symbol& s, const SymbolRecord& r) {
    Value v = decode_at(in, r.value);
    switch (static_cast<Symbol::Redirect>(r.redirect)) {
        case Symbol::localized: {
            auto* local = static_cast<Localized*>(heap::allocate(sizeof(Localized)));
            local->default_value = v;
            local->local_if_set = r.local_if_set;
            s.extra = local;
            break;
        }
        case Symbol::plain: case Symbol::alias: s.value = v; break;
        case Symbol::buffer_slot: return;
    }
    s.set_redirect(static_cast<Symbol::Redirect>(r.redirect));
}

void thaw(Interpreter& in, Symbol& s) {
    s.set_flag(Symbol::cold, false);
    const SymbolRecord* r = find_record(*in->image, s.view(), hash_of_symbol(s));
    if (!r) return;
    s.header.flags |= r->flags & Symbol::special;
    if (r->function) s.function = decode_at(in, r->function);
    if (r->value) thaw_value(in, s, *r);
    if (r->plist) s.plist = decode_at(in, r->plist);
    s.header.flags |= r->flags;
}

void all_symbols(Interpreter& in) {
    for (std::uint32_t i = 0; i < in->image->header.symbol_count; ++i) intern(in, name_of(*in->image, in->image->records[i]));
}

Value* unbound_values(std::size_t count) {
    auto* values = static_cast<Value*>(heap::allocate_uncollectable((count + 1) * sizeof(Value)));
    std::fill(values, values + count, Value::unbound());
    return values;
}

}  // namespace

void attach_image(Interpreter& in, std::string_view bytes) {
    Image* im = new Image;
    im->base = reinterpret_cast<const std::uint8_t*>(bytes.data());
    std::memcpy(&im->header, im->base, std::min(bytes.size(), sizeof(Header)));
    if (bytes.size() < sizeof(Header) || im->header.magic != magic || im->header.opcode_check != static_cast<std::uint64_t>(Op::count_))
        throw std::runtime_error("the Lisp image is damaged");
    im->records = reinterpret_cast<const SymbolRecord*>(im->base + im->header.symbols);
    im->index = reinterpret_cast<const std::uint32_t*>(im->base + im->header.index);
    im->shared = reinterpret_cast<const std::uint32_t*>(im->base + im->header.shared);
    im->shared_values = unbound_values(im->header.shared_count);
    im->symbols = unbound_values(im->header.symbol_count);
    in->image = im;
    in->frozen = {knows_symbol, thaw, nullptr, fetch_code};
    // Symbols that exist already take their Lisp half when they are next looked at.
    map_symbols(in, [](Interpreter& interpreter, Symbol& s, void*) {
        const SymbolRecord* r = find_record(*interpreter->image, s.view(), hash_of_symbol(s));
        if (!r || !r->has_data) return;
        if (r->function || r->value) thaw(interpreter, s);  // C++ gave it another one, which code would see
        else s.set_flag(Symbol::cold);
    }, nullptr);
    in->frozen.make_all = all_symbols;
}

void detach_image(Interpreter& in) {
    Image* im = std::exchange(in->image, nullptr);
    if (!im) return;
    heap::free_uncollectable(im->shared_values);
    heap::free_uncollectable(im->symbols);
    delete im;
}

void fetch_code(Interpreter& in, Code& code) {
    Cursor at(in->image->base + code.image_entry.fixnum());
    code.frame_size = static_cast<std::uint16_t>(at.number());
    code.insn_count = static_cast<std::uint32_t>(at.number());
    auto* insns = static_cast<Insn*>(heap::allocate_atomic(code.insn_count * sizeof(Insn)));
    at.raw(insns, code.insn_count * sizeof(Insn));
    auto count = static_cast<std::uint32_t>(at.number());
    auto* constants = static_cast<Value*>(heap::allocate((count + 1) * sizeof(Value)));
    ObjectDecoder decoder(in, at);
    for (std::uint32_t i = 0; i < count; ++i) constants[i] = decoder.value();
    at = decoder.position();
    code.constants = constants;
    code.constant_count = count;
    code.line_count = static_cast<std::uint32_t>(at.number());
    auto* lines = static_cast<LineEntry*>(heap::allocate_atomic(code.line_count * sizeof(LineEntry)));
    LineEntry last{};
    for (std::uint32_t i = 0; i < code.line_count; ++i) {
        last.pc += static_cast<std::uint32_t>(at.number());
        last.line = static_cast<std::uint32_t>(last.line + at.signed_number());
        last.column = static_cast<std::uint32_t>(at.number());
        lines[i] = last;
    }
    code.lines = lines;
    code.image_entry = nil;
    // Not known to vm/redefine.cpp: the library keeps its instructions when a program redefines `car', as Emacs's compiled library does.
    set_instructions(code, insns);
}

}  // namespace el
