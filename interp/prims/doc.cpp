// Documentation strings.
// Tests: tests/recorded
#include "prims/all.hpp"
#include "prims/format.hpp"
#include "prims/strings.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

Value text_quoting_style(Interpreter& in) {
    Value style = find_value(in, in.intern("text-quoting-style"));
    Value grave = in.intern("grave"), straight = in.intern("straight"), curve = in.intern("curve");
    if (style == grave || style == straight) return style;
    return quotes_are_curved(in) ? curve : grave;
}

// --- substitute-command-keys ---

// \[COMMAND], \<MAP> and \{MAP} name keys; there are no keymaps here, so commands are shown as M-x COMMAND.
class Substitution {
public:
    Substitution(Interpreter& in, std::string_view text) : in_(in), text_(text) {}

    std::string run() {
        while (at_ < text_.size()) step();
        return std::move(result_);
    }

private:
    void step() {
        char c = text_[at_];
        if (c == '\\' && at_ + 1 < text_.size() && escape(text_[at_ + 1])) return;
        if (c == '`' || c == '\'') result_ += curve_quotes(in_, std::string_view(&text_[at_], 1));
        else result_ += c;
        ++at_;
    }

    bool escape(char kind) {
        if (kind == '=') return quote_next();
        if (kind == '[') return name_until(']', "M-x ", "");
        if (kind == '<') return map_until('>');
        if (kind == '{') return map_until('}');
        return false;
    }

    bool quote_next() {
        at_ += 2;
        std::size_t size = at_ < text_.size() ? static_cast<std::size_t>(utf8::length_from_lead(static_cast<std::uint8_t>(text_[at_]))) : 0;
        result_ += text_.substr(at_, size);
        at_ += size;
        return true;
    }
    bool name_until(char end, const char* before, const char* after) {
        std::size_t close = text_.find(end, at_);
        if (close == std::string_view::npos) return false;
        result_ += before + std::string(text_.substr(at_ + 2, close - at_ - 2)) + after;
        at_ = close + 1;
        return true;
    }
    bool map_until(char end) {
        return name_until(end, ("\nUses keymap " + curve_quotes(in_, "`")).c_str(), (curve_quotes(in_, "'") + ", which is not currently defined.\n").c_str());
    }

    Interpreter& in_;
    std::string_view text_;
    std::string result_;
    std::size_t at_ = 0;
};

Value substitute_command_keys(Interpreter& in, Value text, Opt<Value>, Opt<Value>) {
    if (text.is_nil()) return nil;
    if (!text.is<String>()) wrong_type(in, sym::stringp, text);
    auto& s = text.as<String>();
    if (s.view().find_first_of("\\`'") == std::string_view::npos) return text;
    return make_string(in, Substitution(in, s.view()).run());
}

Value finished(Interpreter& in, Value doc, bool raw) {
    if (raw || !doc.is<String>()) return doc;
    return in.funcall(in.intern("substitute-command-keys"), {doc});
}

// --- documentation ---

// "car &optional list" as "(fn CAR &optional LIST)", which is how Emacs ends the text of primitives.
std::string usage_line(const Primitive& p) {
    std::string line = "\n\n(fn";
    std::string_view rest = p.parameters;
    while (!rest.empty()) {
        std::size_t end = std::min(rest.find(' '), rest.size());
        std::string word(rest.substr(0, end));
        if (!word.starts_with('&'))
            for (char& c : word) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (!word.empty()) line += " " + word;
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return line + ")";
}

Value raw_documentation(Interpreter& in, Value function) {
    Value f = function.is_symbol() ? indirect_function(in, function) : function;
    if (f.is_nil()) signal(in, sym::void_function, {function});
    if (f.is_cons() && car(f) == in[sym::macro]) f = cdr(f);
    if (f.is<Primitive>()) return make_string(in, f.as<Primitive>().doc + usage_line(f.as<Primitive>()));
    bool callable = f.is_cons() || f.is_kind(Kind::Closure);
    if (!callable && !f.is<String>() && !f.is<Vector>()) signal(in, sym::invalid_function, {function});
    return callable ? in.funcall(in.intern("internal--function-documentation"), {f}) : make_string(in, "Keyboard macro.");
}

Value documentation_property(Interpreter& in, SymbolArg name, Value property, Opt<Value> raw) {
    Value doc = plist_get(symbol(in, name).plist, property);
    if (doc.is_nil() && property == in[sym::variable_documentation]) {
        Symbol& target = resolve_alias(in, symbol(in, name));
        doc = plist_get(target.plist, property);
    }
    if (!doc.is_nil() && !doc.is<String>() && !is_integer(doc)) doc = in.funcall(in.intern("eval"), {doc, in[sym::t]});
    return finished(in, doc, !raw.value.is_nil());
}

Value documentation(Interpreter& in, Value function, Opt<Value> raw) {
    if (function.is_symbol() && !function.is_nil()) {
        Value doc = plist_get(symbol(in, function).plist, in[sym::function_documentation]);
        if (!doc.is_nil()) return documentation_property(in, {function}, in[sym::function_documentation], raw);
    }
    return finished(in, raw_documentation(in, function), !raw.value.is_nil());
}

constexpr Primitive table[] = {
    prim<text_quoting_style>("text-quoting-style", "", "How quotes are shown: `curve', `straight' or `grave'."),
    prim<substitute_command_keys>("substitute-command-keys", "string &optional no-face include-menus",
                                  "STRING with names of keys and quotes as the user should see them."),
    prim<documentation>("documentation", "function &optional raw", "The documentation of FUNCTION; RAW leaves it as written."),
    prim<documentation_property>("documentation-property", "symbol prop &optional raw", "The documentation in the property PROP of SYMBOL."),
};

}  // namespace

void define_doc(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
