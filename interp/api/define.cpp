// Definitions and conversions of the public API.
#include <el/el.hpp>

#include "core/number.hpp"
#include "core/state.hpp"
#include "core/utf8.hpp"

namespace el {

void Interpreter::define_primitives(std::span<const Primitive> table) {
    state_->primitive_tables.push_back(table);
    for (const Primitive& p : table) symbol(*this, intern(p.name)).function = Value::from_object(&p);
}

int detail::required_parameters(const char* parameters) { return written_arity(parameters).required; }

namespace {

using Callable = std::function<Value(Interpreter&, Value*, unsigned)>;

}  // namespace

// A callable's primitive is found through the symbol it was defined as: the trampoline gets it as the frame's function.
void Interpreter::define_callable(const char* name, const char* parameters, const char* doc, int min, int max, Callable body) {
    auto holder = std::make_unique<Callable>(std::move(body));
    auto* p = static_cast<Primitive*>(heap::allocate_uncollectable(sizeof(Primitive)));
    auto copy = [&](const char* text) { return symbol(*this, intern(text)).view().data(); };
    *p = Primitive{Object{primitive_kind, Primitive::callable_flag, 0, 0}, nullptr, static_cast<std::int16_t>(min),
                   static_cast<std::int16_t>(max), 0, copy(name), parameters, doc, holder.get()};
    state_->callables.push_back(std::move(holder));
    state_->at_exit.push_back([p] { heap::free_uncollectable(p); });
    symbol(*this, intern(name)).function = Value::from_object(p);
}

Value Interpreter::intern(std::string_view name) { return el::intern(*this, name); }
std::string Interpreter::symbol_name(Value s) { return std::string(symbol(*this, s).view()); }
Value Interpreter::variable(Value s) {
    Value v = find_value(*this, s);
    return v.is_unbound() ? nil : v;
}
void Interpreter::set_variable(Value s, Value v) { set_symbol_value(*this, s, v); }
void Interpreter::define_variable(Value s, Value v) {
    make_special(*this, s);
    set_default_value(*this, s, v);
}
void Interpreter::provide(std::string_view feature, Value subfeatures) { funcall(intern("provide"), {intern(feature), subfeatures}); }

Value Interpreter::to_lisp(bool b) { return b ? (*this)[sym::t] : nil; }
Value Interpreter::to_lisp(double d) { return make_float(d); }
Value Interpreter::integer(Int n) { return make_integer(*this, n); }
Value Interpreter::unibyte_string(std::string_view bytes) { return make_unibyte_string(*this, bytes); }

namespace {

// The length of the well-formed UTF-8 sequence at `p`, 0 if it is malformed.
int utf8_sequence(const unsigned char* p, const unsigned char* end) {
    unsigned lead = *p;
    int n = lead < 0x80 ? 1 : lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0;
    if (n == 0 || end - p < n) return 0;
    for (int i = 1; i < n; ++i)
        if ((p[i] & 0xc0) != 0x80) return 0;
    if ((lead == 0xe0 && p[1] < 0xa0) || (lead == 0xf0 && p[1] < 0x90) || (lead == 0xf4 && p[1] > 0x8f)) return 0;
    return n;
}

}  // namespace

Value Interpreter::to_lisp(std::string_view text) {
    auto* p = reinterpret_cast<const unsigned char*>(text.data());
    auto* end = p + text.size();
    std::string fixed;
    bool broken = false;
    for (auto* q = p; q < end;) {
        int n = utf8_sequence(q, end);
        if (n == 0) {
            if (!broken) fixed.assign(text.data(), static_cast<std::size_t>(q - p));
            broken = true;
            std::uint8_t raw[5];
            int length = utf8::encode(utf8::raw_to_char(*q++), raw);
            fixed.append(reinterpret_cast<char*>(raw), static_cast<std::size_t>(length));
            continue;
        }
        if (broken) fixed.append(reinterpret_cast<const char*>(q), static_cast<std::size_t>(n));
        q += n;
    }
    return make_string(*this, broken ? std::string_view(fixed) : text);
}

template <>
Int Interpreter::to<Int>(Value v) {
    return Arg<Fixnum>::from(*this, v);
}
template <>
double Interpreter::to<double>(Value v) {
    return Arg<double>::from(*this, v);
}
template <>
bool Interpreter::to<bool>(Value v) {
    return !v.is_nil();
}

// Raw bytes come out as the bytes they stand for, so file names and network data survive the way there and back.
template <>
std::string Interpreter::to<std::string>(Value v) {
    if (!v.is<String>()) wrong_type(*this, sym::stringp, v);
    const String& s = v.as<String>();
    if (!s.multibyte() || s.single_byte()) return std::string(s.view());
    std::string text;
    text.reserve(s.bytes);
    for (StringCursor at(s); !at.done();) {
        std::size_t start = at.byte();
        char32_t c = at.next();
        if (utf8::is_raw_byte(c)) text += static_cast<char>(utf8::char_to_raw(c));
        else text.append(s.view().substr(start, at.byte() - start));
    }
    return text;
}

}  // namespace el
