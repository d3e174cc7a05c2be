// json-serialize, json-insert: Lisp objects as JSON text (RFC 8259).
// Tests: tests/lisp/prims/json.el
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <unordered_set>

#include "core/args.hpp"
#include "core/bignum.hpp"
#include "core/hash_table.hpp"
#include "core/symbol.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "prims/json_options.hpp"
#include "prims/json_text.hpp"

#include <el/list.hpp>
#include <el/text.hpp>

namespace el {

namespace {

class JsonWriter {
public:
    JsonWriter(Interpreter& in, const JsonOptions& options) : in_(in), options_(options) {
        Value limit = symbol_value(in, in[sym::max_lisp_eval_depth]);
        allowed_depth_ = limit.is_fixnum() ? static_cast<std::size_t>(std::max<Int>(0, limit.fixnum())) : 1600;
    }

    void write(Value v) {
        if (v == options_.null_object) out_ += "null";
        else if (v == options_.false_object) out_ += "false";
        else if (v == in_[sym::t]) out_ += "true";
        else if (v.is_fixnum()) out_ += std::to_string(v.fixnum());
        else if (v.is<Bignum>()) write_bignum(v);
        else if (is_float(v)) write_float(float_value(v));
        else if (v.is<String>()) write_string(v);
        else if (v.is<Vector>()) nested([&] { write_vector(v); });
        else if (v.is<HashTable>()) nested([&] { write_hash_table(v.as<HashTable>()); });
        else if (v.is_nil()) out_ += "{}";
        else if (v.is_cons()) nested([&] { write_list(v); });
        else signal(in_, sym::wrong_type_argument, {in_.intern("json-value-p"), v});
    }

    const std::string& text() const { return out_; }

private:
    template <class Body>
    void nested(Body body) {
        if (++depth_ > allowed_depth_) signal(in_, sym::json_object_too_deep, {});
        body();
        --depth_;
    }

    void write_bignum(Value v) {
        std::string digits = in_.print(v);
        errno = 0;
        long long n = std::strtoll(digits.c_str(), nullptr, 10);
        if (errno == ERANGE)
            signal(in_, sym::args_out_of_range, {v, in_.to_lisp(std::int64_t{INT64_MIN}), in_.to_lisp(std::int64_t{INT64_MAX})});
        out_ += std::to_string(n);
    }

    // Seventeen digits; ".0" if it would look like an integer; an exponent without + and leading zeros.
    void write_float(double d) {
        if (!std::isfinite(d)) signal(in_, in_.intern("json-out-of-memory"), nil);
        char text[40];
        std::snprintf(text, sizeof text, "%.17g", d);
        std::string_view all(text);
        std::size_t e = all.find('e');
        std::string mantissa(all.substr(0, e));
        if (e == all.npos) {
            if (mantissa.find('.') == mantissa.npos) mantissa += ".0";
            out_ += mantissa;
            return;
        }
        std::string_view exponent = all.substr(e + 1);
        bool negative = exponent[0] == '-';
        exponent.remove_prefix(1);
        while (exponent.size() > 1 && exponent[0] == '0') exponent.remove_prefix(1);
        out_.append(mantissa).append(negative ? "e-" : "e").append(exponent);
    }

    // The bytes of TEXT, which must be UTF-8.
    std::string_view utf8_bytes(Value text, std::string& storage) {
        const String& s = text.as<String>();
        std::string_view bytes = s.view();
        if (utf8::is_ascii(s.data, s.bytes)) return bytes;
        if (s.multibyte() && std::any_of(s.data, s.data + s.bytes, utf8::is_raw_lead)) {
            for (StringCursor at(s); !at.done();) {
                std::size_t from = at.byte();
                char32_t c = at.next();
                if (utf8::is_raw_byte(c)) storage += static_cast<char>(utf8::char_to_raw(c));
                else storage += s.view().substr(from, at.byte() - from);
            }
            bytes = storage;
        }
        for (std::size_t at = 0; at < bytes.size();) {
            std::size_t n = json_utf8_length(bytes.substr(at));
            if (n == 0) signal(in_, sym::wrong_type_argument, {in_.intern("utf-8-string-p"), make_unibyte_string(in_, bytes)});
            at += n;
        }
        return bytes;
    }

    void write_string(Value v) {
        std::string storage;
        write_text(utf8_bytes(v, storage));
    }

    void write_text(std::string_view s) {
        out_ += '"';
        std::size_t run = 0;
        for (std::size_t i = 0; i < s.size(); ++i) {
            auto c = static_cast<std::uint8_t>(s[i]);
            if (c >= 0x20 && c != '"' && c != '\\') continue;
            out_.append(s.substr(run, i - run));
            write_escape(c);
            run = i + 1;
        }
        out_.append(s.substr(run));
        out_ += '"';
    }

    void write_escape(std::uint8_t c) {
        switch (c) {
            case '"': out_ += "\\\""; return;
            case '\\': out_ += "\\\\"; return;
            case '\b': out_ += "\\b"; return;
            case '\f': out_ += "\\f"; return;
            case '\n': out_ += "\\n"; return;
            case '\r': out_ += "\\r"; return;
            case '\t': out_ += "\\t"; return;
            default: break;
        }
        char text[8];
        std::snprintf(text, sizeof text, "\\u%04X", c);
        out_ += text;
    }

    void write_vector(Value v) {
        out_ += '[';
        for (std::size_t i = 0; i < v.as<Vector>().size; ++i) {
            if (i) out_ += ',';
            write(v.as<Vector>().slots[i]);
        }
        out_ += ']';
    }

    void write_key(Value key, bool strip_colon) {
        if (!key.is<String>()) wrong_type(in_, sym::stringp, key);
        std::string storage;
        std::string_view s = utf8_bytes(key, storage);
        if (s.find('\0') != s.npos) signal(in_, sym::wrong_type_argument, {in_.intern("string-without-embedded-nulls-p"), key});
        if (strip_colon && s.starts_with(':')) s.remove_prefix(1);
        write_text(s);
        out_ += ':';
    }

    void write_hash_table(HashTable& table) {
        out_ += '{';
        bool first = true;
        Value key, value;
        for (std::size_t i = 0; i < table.used; ++i) {
            if (!hash_entry(table, i, key, value)) continue;
            if (!first) out_ += ',';
            first = false;
            write_key(key, false);
            write(value);
        }
        out_ += '}';
    }

    // Whether KEY, a symbol, was not among the keys of this object. The first of several counts.
    bool is_new(std::unordered_set<std::uint64_t>& seen, Value key) { return seen.insert(key.bits()).second; }

    void write_list(Value list) {
        bool pairs = car(list).is_cons();
        out_ += '{';
        std::unordered_set<std::uint64_t> seen;
        bool first = true;
        Value rest = list;
        while (rest.is_cons()) {
            Value key, value;
            if (pairs) {
                Value pair = car(rest);
                if (!pair.is_cons()) wrong_type(in_, sym::consp, pair);
                key = car(pair), value = cdr(pair);
            } else {
                key = car(rest);
                if (!cdr(rest).is_cons()) wrong_type(in_, sym::consp, cdr(rest));
                rest = cdr(rest);
                value = car(rest);
            }
            if (!key.is_symbol()) wrong_type(in_, sym::symbolp, key);
            if (is_new(seen, key)) {
                if (!first) out_ += ',';
                first = false;
                write_key(symbol(in_, key).name, !pairs);
                write(value);
            }
            rest = cdr(rest);
        }
        if (!rest.is_nil()) wrong_type(in_, sym::listp, list);
        out_ += '}';
    }

    Interpreter& in_;
    const JsonOptions& options_;
    std::string out_;
    std::size_t depth_ = 0, allowed_depth_;
};

Value json_serialize(Interpreter& in, Value object, Rest args) {
    JsonOptions options = json_options(in, args, false);
    JsonWriter writer(in, options);
    writer.write(object);
    return make_multibyte_string(in, writer.text());
}

Value json_insert(Interpreter& in, Value object, Rest args) {
    JsonOptions options = json_options(in, args, false);
    JsonWriter writer(in, options);
    writer.write(object);
    bool multibyte = !in.eval("enable-multibyte-characters").is_nil();
    in.funcall(in.intern("insert"), {multibyte ? make_multibyte_string(in, writer.text()) : make_unibyte_string(in, writer.text())});
    return nil;
}

constexpr Primitive table[] = {
    prim<json_serialize>("json-serialize", "object &rest args",
                         "Return OBJECT as JSON text (RFC 8259).\n"
                         "It is made of t, numbers, strings, vectors, hash tables with strings as keys, alists and plists with symbols as keys (nil is\n"
                         "an empty object), and what the keywords :null-object and :false-object in ARGS name, by default :null and :false.\n"
                         "Of equal keys the first counts.  Signals wrong-type-argument for anything else, json-object-too-deep if it nests deeper\n"
                         "than `max-lisp-eval-depth'.  Manual node `(elisp)Parsing JSON'."),
    prim<json_insert>("json-insert", "object &rest args",
                      "Insert OBJECT as JSON text before point; the arguments are those of `json-serialize'."),
};

}  // namespace

void define_json_serialize(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
