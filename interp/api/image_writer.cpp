// Writing the image.
#include "api/image_writer.hpp"

#include <stdexcept>

#include "api/image_format.hpp"
#include "core/args.hpp"
#include "core/bignum.hpp"
#include "core/char_table.hpp"
#include "core/hash_bytes.hpp"
#include "core/number.hpp"
#include "vm/machine.hpp"

namespace el {

using namespace image;

Snapshot take_snapshot(Interpreter& in) {
    Snapshot snapshot;
    map_symbols(in, [](Interpreter&, Symbol& s, void* data) {
        static_cast<Snapshot*>(data)->symbols[&s] = {s.value.bits(), s.function.bits(), s.header.aux, s.header.flags};
    }, &snapshot);
    return snapshot;
}

namespace {

struct SymbolParts {
    Symbol* symbol;
    bool function = false, value = false, plist = false, flags = false;
};

// Visits every object reachable from the dumped cells, counting references.
class Counter {
public:
    explicit Counter(Interpreter& in) : in_(in) {}
    std::unordered_map<std::uint64_t, std::uint32_t> counts;

    void root(Value v) {
        visit(v);
        while (!pending_.empty()) {
            Value next = pending_.back();
            pending_.pop_back();
            children(next);
        }
    }

private:
    void visit(Value v) {
        if (v.is_fixnum() || v.is_immediate_float() || v.is_nil() || v.is_unbound()) return;
        if (v.is_symbol() && symbol(in_, v).flag(Symbol::in_main_obarray)) return;
        if (v.is<Primitive>()) return;
        if (++counts[v.bits()] == 1) pending_.push_back(v);
    }
    void code(const Code& c) {
        for (Value v : {c.name, c.doc, c.interactive, c.file, c.capture_names}) visit(v);
        if (c.source.is_cons()) visit(car(cdr(c.source)));
        for (std::uint32_t i = 0; i < c.constant_count; ++i) visit(c.constants[i]);
    }
    void children(Value v) {
        if (v.is_cons()) {
            visit(car(v));
            visit(cdr(v));
        } else if (v.is<Vector>() || v.is<Record>()) {
            for (Value e : v.as<Vector>().span()) visit(e);
        } else if (v.is<Cell>()) {
            visit(v.as<Cell>().value);
        } else if (v.is<Closure>()) {
            Closure& c = v.as<Closure>();
            compile_now(in_, *c.code);
            visit(Value::from_object(c.code));
            for (std::uint32_t i = 0; i < c.header.length; ++i) visit(c.captured[i]);
        } else if (v.is<Code>()) {
            compile_now(in_, v.as<Code>());
            code(v.as<Code>());
        } else if (v.is<HashTable>()) {
            HashTable& t = v.as<HashTable>();
            for (std::size_t i = 0; i < t.used; ++i)
                if (!t.entries[2 * i].is_unbound()) {
                    visit(t.entries[2 * i]);
                    visit(t.entries[2 * i + 1]);
                }
        } else if (v.is<CharTable>()) {
            CharTable& t = v.as<CharTable>();
            for (Value e : {t.default_value, t.parent, t.purpose, t.ascii}) visit(e);
            for (Value e : t.contents) visit(e);
            for (std::uint32_t i = 0; i < t.header.length; ++i) visit(t.extras[i]);
        } else if (v.is<SubCharTable>()) {
            SubCharTable& t = v.as<SubCharTable>();
            for (std::uint32_t i = 0; i < t.size; ++i) visit(t.slots[i]);
        }
    }

    Interpreter& in_;
    std::vector<Value> pending_;
};

class ImageWriter {
public:
    ImageWriter(Interpreter& in, const Snapshot& before) : in_(in), before_(before), counter_(in) {}
    std::string write();

private:
    void collect();
    void number_shared();
    std::uint32_t symbol_index(Symbol& s);
    bool is_shared(Value v) const { return shared_.count(v.bits()) != 0; }
    std::uint32_t object(Value v);           // writes v at the end of the objects; its offset
    void value(Writer& w, Value v);          // a reference or the object itself
    void body(Writer& w, Value v);           // the object itself
    void heap_object(Writer& w, Value v);
    void list(Writer& w, Value v);
    void code(Writer& w, Code& c);
    void hash_table(Writer& w, HashTable& t);
    void char_table(Writer& w, CharTable& t);
    std::string assemble();

    Interpreter& in_;
    const Snapshot& before_;
    Counter counter_;
    std::vector<SymbolParts> parts_;
    std::unordered_map<Symbol*, std::uint32_t> indices_;
    std::vector<SymbolRecord> records_;
    std::unordered_map<std::uint64_t, std::uint32_t> shared_;
    std::vector<Value> shared_objects_;
    std::vector<std::uint32_t> shared_offsets_;
    std::string names_;
    Writer objects_, bodies_;
    std::string current_;
};

Value symbol_cell(Symbol& s) {
    return s.redirect() == Symbol::localized ? static_cast<Localized*>(s.extra)->default_value : s.value;
}

bool is_transient(std::string_view name) {
    return name == "load-history" || name == "current-load-list" || name == "load-file-name" || name == "load-in-progress" ||
           name == "lexical-binding" || name == "load-path" || name == "macroexpand-all-environment";
}

void ImageWriter::collect() {
    struct Context {
        ImageWriter* self;
    } context{this};
    map_symbols(in_, [](Interpreter&, Symbol& s, void* data) {
        ImageWriter& self = *static_cast<Context*>(data)->self;
        if (is_transient(s.view())) return;
        SymbolParts p{&s};
        auto old = self.before_.symbols.find(&s);
        bool fresh = old == self.before_.symbols.end();
        bool slot = s.redirect() == Symbol::buffer_slot;
        p.function = fresh ? !s.function.is_nil() : old->second.function != s.function.bits();
        p.value = !slot && !s.flag(Symbol::keyword) &&
                  (fresh ? !symbol_cell(s).is_unbound() || s.redirect() != Symbol::plain
                         : old->second.value != s.value.bits() || old->second.aux != s.header.aux);
        p.plist = !s.plist.is_nil();
        p.flags = !fresh && (old->second.flags | Symbol::interned) != (s.header.flags | Symbol::interned);
        p.flags |= fresh && s.flag(Symbol::special);
        if (p.function || p.value || p.plist || p.flags) self.parts_.push_back(p);
    }, &context);
    for (const SymbolParts& p : parts_) {
        if (p.function) counter_.root(p.symbol->function);
        if (p.value) counter_.root(symbol_cell(*p.symbol));
        if (p.plist) counter_.root(p.symbol->plist);
    }
}

void ImageWriter::number_shared() {
    for (const auto& [bits, count] : counter_.counts) {
        Value v = Value::from_bits(bits);
        bool always = v.is<Cell>() || v.is<Code>();
        if (count < 2 && !always) continue;
        shared_[bits] = static_cast<std::uint32_t>(shared_objects_.size());
        shared_objects_.push_back(v);
    }
}

std::uint32_t ImageWriter::symbol_index(Symbol& s) {
    auto [found, fresh] = indices_.try_emplace(&s, static_cast<std::uint32_t>(records_.size()));
    if (fresh) {
        SymbolRecord r{};
        r.hash = hash_bytes(s.view());
        r.name = static_cast<std::uint32_t>(names_.size());
        r.name_length = static_cast<std::uint32_t>(s.view().size());
        names_ += s.view();
        records_.push_back(r);
    }
    return found->second;
}

std::uint32_t ImageWriter::object(Value v) {
    auto offset = static_cast<std::uint32_t>(objects_.bytes.size());
    value(objects_, v);
    return offset;
}

void ImageWriter::value(Writer& w, Value v) {
    auto found = shared_.find(v.bits());
    if (found == shared_.end()) return body(w, v);
    w.tag(Tag::shared);
    w.number(found->second);
}

void ImageWriter::body(Writer& w, Value v) {
    if (v.is_nil()) return w.tag(Tag::nil);
    if (v == in_[sym::t]) return w.tag(Tag::t);
    if (v.is_unbound()) return w.tag(Tag::unbound);
    if (v.is_fixnum()) {
        w.tag(Tag::fixnum);
        return w.signed_number(v.fixnum());
    }
    if (is_float(v)) {
        double d = float_value(v);
        w.tag(Tag::float_);
        return w.raw(&d, sizeof d);
    }
    if (v.is_symbol()) {
        Symbol& s = symbol(in_, v);
        if (s.flag(Symbol::in_main_obarray)) {
            w.tag(Tag::symbol);
            return w.number(symbol_index(s));
        }
        w.tag(Tag::uninterned);
        return w.text(s.view());
    }
    if (v.is_cons()) return list(w, v);
    heap_object(w, v);
}

void ImageWriter::list(Writer& w, Value v) {
    std::size_t count = 1;
    Value tail = cdr(v);
    for (; tail.is_cons() && !is_shared(tail); tail = cdr(tail)) ++count;
    w.tag(Tag::list);
    w.number(count);
    for (Value rest = v; count > 0; --count, rest = cdr(rest)) value(w, car(rest));
    value(w, tail);
}

void ImageWriter::heap_object(Writer& w, Value v) {
    switch (v.object()->kind) {
        case Kind::String: {
            const String& s = v.as<String>();
            w.tag(Tag::string);
            w.byte(s.multibyte());
            w.number(s.chars);
            return w.text(s.view());
        }
        case Kind::Vector: case Kind::Record: {
            Vector& vector = v.as<Vector>();
            w.tag(v.is<Vector>() ? Tag::vector : Tag::record);
            w.number(vector.size);
            for (Value e : vector.span()) value(w, e);
            return;
        }
        case Kind::Closure: {
            Closure& c = v.as<Closure>();
            w.tag(Tag::closure);
            w.number(c.header.length);
            value(w, Value::from_object(c.code));
            for (std::uint32_t i = 0; i < c.header.length; ++i) value(w, c.captured[i]);
            return;
        }
        case Kind::Cell: w.tag(Tag::cell); return value(w, v.as<Cell>().value);
        case Kind::Code: return code(w, v.as<Code>());
        case Kind::HashTable: return hash_table(w, v.as<HashTable>());
        case Kind::CharTable: return char_table(w, v.as<CharTable>());
        case Kind::SubCharTable: {
            SubCharTable& t = v.as<SubCharTable>();
            w.tag(Tag::sub_char_table);
            w.number(t.header.aux);
            w.number(t.min_char);
            w.number(t.size);
            for (std::uint32_t i = 0; i < t.size; ++i) value(w, t.slots[i]);
            return;
        }
        case Kind::Bignum: w.tag(Tag::bignum); return w.text(number_to_text(v));
        case Kind::BoolVector: {
            BoolVector& b = v.as<BoolVector>();
            w.tag(Tag::bool_vector);
            w.number(b.size);
            return w.raw(b.words, (b.size + 63) / 64 * 8);
        }
        case Kind::Primitive: w.tag(Tag::primitive); return w.text(v.as<Primitive>().name);
        default: throw std::runtime_error("cannot write " + in_.print(v) + " of " + current_ + " into the image");
    }
}

void ImageWriter::code(Writer& w, Code& c) {
    w.tag(Tag::code);
    value(w, c.name);
    w.number(c.required);
    w.number(c.optional);
    w.byte(static_cast<std::uint8_t>(c.rest | c.lexical << 1));
    value(w, c.doc);
    value(w, c.interactive);
    value(w, c.file);
    value(w, c.source.is_cons() ? car(cdr(c.source)) : nil);
    Writer b;
    b.number(c.frame_size);
    b.number(c.insn_count);
    b.raw(c.insns, c.insn_count * sizeof(Insn));
    b.number(c.constant_count);
    for (std::uint32_t i = 0; i < c.constant_count; ++i) value(b, c.constants[i]);
    b.number(c.line_count);
    LineEntry last{};
    for (std::uint32_t i = 0; i < c.line_count; ++i) {
        b.number(c.lines[i].pc - last.pc);
        b.signed_number(static_cast<std::int64_t>(c.lines[i].line) - last.line);
        b.number(c.lines[i].column);
        last = c.lines[i];
    }
    w.number(bodies_.bytes.size());
    bodies_.bytes += b.bytes;
}

void ImageWriter::hash_table(Writer& w, HashTable& t) {
    w.tag(Tag::hash_table);
    value(w, t.test);
    w.byte(t.header.flags);
    w.number(t.count);
    for (std::size_t i = 0; i < t.used; ++i) {
        if (t.entries[2 * i].is_unbound()) continue;
        value(w, t.entries[2 * i]);
        value(w, t.entries[2 * i + 1]);
    }
}

void ImageWriter::char_table(Writer& w, CharTable& t) {
    w.tag(Tag::char_table);
    w.number(t.header.length);
    for (Value e : {t.default_value, t.parent, t.purpose, t.ascii}) value(w, e);
    for (Value e : t.contents) value(w, e);
    for (std::uint32_t i = 0; i < t.header.length; ++i) value(w, t.extras[i]);
}

std::string ImageWriter::write() {
    collect();
    number_shared();
    objects_.byte(0);  // offset 0 means none
    for (const SymbolParts& p : parts_) {
        Symbol& s = *p.symbol;
        current_ = s.view();
        std::uint32_t index = symbol_index(s);
        std::uint32_t function = p.function ? object(s.function) : 0;
        std::uint32_t cell = p.value ? object(symbol_cell(s)) : 0;
        std::uint32_t plist = p.plist ? object(s.plist) : 0;
        SymbolRecord& r = records_[index];
        r.function = function;
        r.value = cell;
        r.plist = plist;
        r.flags = s.header.flags & (Symbol::special | Symbol::constant);
        r.redirect = p.value ? s.redirect() : 0;
        r.local_if_set = s.redirect() == Symbol::localized && static_cast<Localized*>(s.extra)->local_if_set;
        r.has_data = 1;
    }
    for (Value v : shared_objects_) {
        shared_offsets_.push_back(static_cast<std::uint32_t>(objects_.bytes.size()));
        body(objects_, v);
    }
    return assemble();
}

std::string ImageWriter::assemble() {
    Header h{};
    h.magic = magic;
    h.opcode_check = static_cast<std::uint64_t>(Op::count_);
    h.symbol_count = static_cast<std::uint32_t>(records_.size());
    h.index_size = 16;
    while (h.index_size < records_.size() * 2) h.index_size *= 2;
    h.shared_count = static_cast<std::uint32_t>(shared_offsets_.size());
    std::vector<std::uint32_t> index(h.index_size);
    for (std::uint32_t i = 0; i < records_.size(); ++i) {
        std::uint64_t at = records_[i].hash & (h.index_size - 1);
        while (index[at]) at = (at + 1) & (h.index_size - 1);
        index[at] = i + 1;
    }
    std::string out(sizeof(Header), '\0');
    auto section = [&](const void* p, std::size_t n) {
        while (out.size() % 8) out += '\0';
        auto offset = static_cast<std::uint32_t>(out.size());
        out.append(static_cast<const char*>(p), n);
        return offset;
    };
    h.symbols = section(records_.data(), records_.size() * sizeof(SymbolRecord));
    h.index = section(index.data(), index.size() * 4);
    h.names = section(names_.data(), names_.size());
    h.shared = section(shared_offsets_.data(), shared_offsets_.size() * 4);
    h.objects = section(objects_.bytes.data(), objects_.bytes.size());
    h.bodies = section(bodies_.bytes.data(), bodies_.bytes.size());
    std::memcpy(out.data(), &h, sizeof h);
    return out;
}

}  // namespace

std::string write_image(Interpreter& in, const Snapshot& before) {
    auto features = [&] { return symbol_cell(symbol(in, in.intern("features"))); };
    Value provided = features();
    std::string image = ImageWriter(in, before).write();
    // Functions are compiled while they are written: what a `require' at the first level of one loads would be half in the image.
    if (features() != provided)
        throw std::runtime_error("compiling the preloaded functions loaded " + in.print(car(features())) + ": require it only where it is missing");
    return image;
}

}  // namespace el
