// json-parse-string, json-parse-buffer: from text straight into Lisp objects.
// Tests: tests/lisp/prims/json.el
#include <unordered_map>

#include "core/args.hpp"
#include "core/hash_table.hpp"
#include "core/symbol.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "prims/json_options.hpp"
#include "prims/json_text.hpp"

#include <el/list.hpp>
#include <el/text.hpp>

namespace el {

JsonOptions json_options(Interpreter& in, std::span<Value> args, bool parsing) {
    JsonOptions o;
    o.null_object = in.intern(":null");
    o.false_object = in.intern(":false");
    if (args.size() % 2) signal(in, sym::wrong_type_argument, {in.intern("plistp"), list(in, args)});
    for (std::size_t i = args.size(); i > 0; i -= 2) {  // the first of two equal keys counts
        Value key = args[i - 2], value = args[i - 1];
        if (parsing && key == in.intern(":object-type")) {
            if (value == in.intern("hash-table")) o.objects = JsonOptions::hash_table;
            else if (value == in.intern("alist")) o.objects = JsonOptions::alist;
            else if (value == in.intern("plist")) o.objects = JsonOptions::plist;
            else signal(in, sym::error, {make_string(in, "One of hash-table, alist or plist should be specified"), value});
        } else if (parsing && key == in.intern(":array-type")) {
            if (value == in.intern("array")) o.arrays_as_lists = false;
            else if (value == in.intern("list")) o.arrays_as_lists = true;
            else signal(in, sym::error, {make_string(in, "One of array or list should be specified"), value});
        } else if (key == in.intern(":null-object")) {
            o.null_object = value;
        } else if (key == in.intern(":false-object")) {
            o.false_object = value;
        } else {
            const char* allowed = parsing ? "One of :object-type, :array-type, :null-object or :false-object should be specified"
                                          : "One of :null-object or :false-object should be specified";
            signal(in, sym::error, {make_string(in, allowed), value});
        }
    }
    return o;
}

namespace {

constexpr std::size_t max_depth = 2048;

class JsonParser {
public:
    JsonParser(Interpreter& in, std::string_view text, const JsonOptions& options) : in_(in), lexer_(text), options_(options) {
        Value limit = symbol_value(in, in[sym::max_lisp_eval_depth]);
        allowed_depth_ = limit.is_fixnum() ? static_cast<std::size_t>(std::max<Int>(0, limit.fixnum())) : max_depth;
    }

    // One value; with `whole`, nothing may follow it. Throws JsonError.
    Value parse(bool whole) {
        lexer_.next();
        Value v = value();
        if (whole && lexer_.next() != JsonToken::end) throw lexer_.error("end of file expected", JsonError::trailing);
        if (deepest_ > allowed_depth_) signal(in_, sym::json_object_too_deep, {});
        return v;
    }
    const JsonLexer& lexer() const { return lexer_; }

private:
    Value value() {
        switch (lexer_.token()) {
            case JsonToken::string:
                if (lexer_.string_has_nul()) throw lexer_.error("\\u0000 is not allowed without JSON_ALLOW_NUL");
                return string();
            case JsonToken::integer: return in_.to_lisp(lexer_.integer());
            case JsonToken::real: return make_float(lexer_.real());
            case JsonToken::true_: return in_[sym::t];
            case JsonToken::false_: return options_.false_object;
            case JsonToken::null: return options_.null_object;
            case JsonToken::object_open: return nested([&] { return object(); });
            case JsonToken::array_open: return nested([&] { return array(); });
            case JsonToken::invalid: throw lexer_.error("invalid token");
            default: throw lexer_.error("unexpected token");
        }
    }

    template <class Body>
    Value nested(Body body) {
        if (++depth_ > max_depth) throw lexer_.error("maximum parsing depth reached");
        deepest_ = std::max(deepest_, depth_);
        Value v = body();
        --depth_;
        return v;
    }

    Value string() {
        std::string_view s = lexer_.string();
        if (utf8::is_ascii(reinterpret_cast<const std::uint8_t*>(s.data()), s.size())) return make_multibyte_string(in_, s, s.size());
        return make_multibyte_string(in_, s);
    }

    Value array() {
        ListBuilder elements(in_);
        std::size_t count = 0;
        if (lexer_.next() != JsonToken::array_close) {
            while (lexer_.token() != JsonToken::end) {
                elements.add(value());
                ++count;
                if (lexer_.next() != JsonToken::comma) break;
                lexer_.next();
            }
            if (lexer_.token() != JsonToken::array_close) throw lexer_.error("']' expected");
        }
        if (options_.arrays_as_lists) return elements.take();
        Value vector = Value::from_object(allocate_vector(count));
        std::size_t i = 0;
        for (Value rest = elements.take(); rest.is_cons(); rest = cdr(rest)) vector.as<Vector>().slots[i++] = car(rest);
        return vector;
    }

    // Calls member(key) for each, with the lexer at its value.
    template <class Member>
    void members(Member member) {
        if (lexer_.next() == JsonToken::object_close) return;
        for (;;) {
            if (lexer_.token() != JsonToken::string) throw lexer_.error("string or '}' expected");
            if (lexer_.string_has_nul()) throw lexer_.error("NUL byte in object key not supported");
            Value key = this->key();
            if (lexer_.next() != JsonToken::colon) throw lexer_.error("':' expected");
            lexer_.next();
            member(key);
            if (lexer_.next() != JsonToken::comma) break;
            lexer_.next();
        }
        if (lexer_.token() != JsonToken::object_close) throw lexer_.error("'}' expected");
    }

    Value key() {
        if (options_.objects == JsonOptions::hash_table) return string();
        if (options_.objects == JsonOptions::alist) return in_.intern(lexer_.string());
        keyword_.assign(":").append(lexer_.string());
        return in_.intern(keyword_);
    }

    Value object() {
        if (options_.objects == JsonOptions::hash_table) {
            ListBuilder pairs(in_);  // so that the table is made in its size
            std::size_t count = 0;
            members([&](Value key) {
                Value v = value();
                pairs.add(cons(in_, key, v));
                ++count;
            });
            Value table = make_hash_table(in_, in_[sym::equal], std::max<std::size_t>(count, 1));
            for (Value rest = pairs.take(); rest.is_cons(); rest = cdr(rest)) hash_put(in_, table.as<HashTable>(), car(car(rest)), cdr(car(rest)));
            return table;
        }
        return symbol_keyed_object();
    }

    // The cells that hold values, by key: found by walking while there are few.
    class Cells {
    public:
        explicit Cells(bool pairs) : pairs_(pairs) {}
        Value find(Value head, Value key) {
            if (count_ < 16) {
                for (Value at = head; at.is_cons(); at = pairs_ ? cdr(at) : cdr(cdr(at)))
                    if ((pairs_ ? car(car(at)) : car(at)) == key) return pairs_ ? car(at) : cdr(at);
                return nil;
            }
            if (known_.empty())
                for (Value at = head; at.is_cons(); at = pairs_ ? cdr(at) : cdr(cdr(at)))
                    known_[(pairs_ ? car(car(at)) : car(at)).bits()] = (pairs_ ? car(at) : cdr(at)).bits();
            auto found = known_.find(key.bits());
            return found == known_.end() ? nil : Value::from_bits(found->second);
        }
        void note(Value key, Value cell) {
            ++count_;
            if (!known_.empty()) known_[key.bits()] = cell.bits();
        }

    private:
        bool pairs_;
        std::size_t count_ = 0;
        std::unordered_map<std::uint64_t, std::uint64_t> known_;
    };

    // The last of several equal keys gives the value, the first the place.
    Value symbol_keyed_object() {
        bool pairs = options_.objects == JsonOptions::alist;
        Value head, last;
        Cells cells(pairs);
        auto append = [&](Value element) {
            Value cell = cons(in_, element, nil);
            if (last.is_nil()) head = cell;
            else last.as<Cons>().cdr = cell;
            last = cell;
        };
        members([&](Value key) {
            Value v = value();
            Value cell = cells.find(head, key);
            if (!cell.is_nil()) {
                (pairs ? cell.as<Cons>().cdr : cell.as<Cons>().car) = v;
            } else if (pairs) {
                Value pair = cons(in_, key, v);
                append(pair);
                cells.note(key, pair);
            } else {
                append(key);
                append(v);
                cells.note(key, last);
            }
        });
        return head;
    }

    Interpreter& in_;
    JsonLexer lexer_;
    const JsonOptions& options_;
    std::string keyword_;
    std::size_t depth_ = 0, deepest_ = 0, allowed_depth_;
};

[[noreturn]] void report(Interpreter& in, const JsonError& e, const JsonLexer& at, const char* source) {
    sym::Id symbol = e.kind == JsonError::premature_end ? sym::json_end_of_file
                     : e.kind == JsonError::trailing    ? sym::json_trailing_content
                                                        : sym::json_parse_error;
    signal(in, symbol, {in.to_lisp(e.what), make_string(in, source), fixnum(static_cast<Int>(at.line())),
                        fixnum(static_cast<Int>(at.column())), fixnum(static_cast<Int>(at.position()))});
}

// Bytes as they would be encoded: raw bytes of multibyte text are single bytes.
std::string_view json_bytes(const String& s, std::string& storage) {
    if (!s.multibyte() || s.single_byte()) return s.view();
    if (std::none_of(s.data, s.data + s.bytes, utf8::is_raw_lead)) return s.view();
    for (StringCursor at(s); !at.done();) {
        std::size_t from = at.byte();
        char32_t c = at.next();
        if (utf8::is_raw_byte(c)) storage += static_cast<char>(utf8::char_to_raw(c));
        else storage += s.view().substr(from, at.byte() - from);
    }
    return storage;
}

Value run_parser(Interpreter& in, std::string_view bytes, const JsonOptions& options, bool whole, const char* source, std::size_t* used) {
    JsonParser parser(in, bytes, options);
    JsonError problem{};
    bool failed = false;
    Value v;
    try {
        v = parser.parse(whole);
    } catch (JsonError& e) {
        problem = std::move(e);
        failed = true;
    }
    if (failed) report(in, problem, parser.lexer(), source);
    if (used) *used = parser.lexer().position();
    return v;
}

Value json_parse_string(Interpreter& in, String& text, Rest args) {
    JsonOptions options = json_options(in, args, true);
    std::string storage;
    return run_parser(in, json_bytes(text, storage), options, true, "<string>", nullptr);
}

Value json_parse_buffer(Interpreter& in, Rest args) {
    JsonOptions options = json_options(in, args, true);
    Value point = in.funcall(in.intern("point"), {});
    Value text = buffer_region(in, point, in.funcall(in.intern("point-max"), {}));
    std::string_view bytes = text.as<String>().view();  // a raw byte is no character, whatever its neighbours
    std::size_t used = 0;
    Value v = run_parser(in, bytes, options, false, "<callback>", &used);
    std::size_t chars = text.as<String>().multibyte() ? utf8::count(reinterpret_cast<const std::uint8_t*>(bytes.data()), used) : used;
    in.funcall(in.intern("goto-char"), {fixnum(point.fixnum() + static_cast<Int>(chars))});
    return v;
}

Value json_available_p(Interpreter& in) { return in[sym::t]; }

constexpr Primitive table[] = {
    prim<json_available_p>("json-available-p", "", "Return t: JSON can be read and written."),
    prim<json_parse_string>("json-parse-string", "string &rest args",
                            "Return the value that STRING, JSON text (RFC 8259), stands for.\n"
                            "ARGS are keywords and values: :object-type is `hash-table' (the default), `alist' or `plist'; :array-type is\n"
                            "`array' or `list'; :null-object and :false-object are what null and false become, by default :null and :false.\n"
                            "Signals json-parse-error, json-end-of-file or json-trailing-content with (MESSAGE SOURCE LINE COLUMN POSITION),\n"
                            "json-object-too-deep if it nests deeper than `max-lisp-eval-depth'.  Manual node `(elisp)Parsing JSON'."),
    prim<json_parse_buffer>("json-parse-buffer", "&rest args",
                            "Return the value of the JSON text that begins at point, and move point after it.\nARGS are as in `json-parse-string'."),
};

}  // namespace

void define_json_parse(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
