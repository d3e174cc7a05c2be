// Primitives: coding systems themselves: names, properties, priorities; charsets (manual node "Coding Systems").
// Tests: tests/lisp/prims/coding.el
#include "text/coding_system.hpp"

#include "core/utf8.hpp"
#include "prims/buffer_args.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

Value base_name(Interpreter& in, coding::Found found) { return in.intern(found.system->name); }
Value with_suffix(Interpreter& in, Value name, coding::Eol eol) { return in.intern(in.symbol_name(name) + std::string(coding::suffix(eol))); }

Value coding_system_p(Interpreter& in, Value object) { return truth(in, object.is_nil() || is_coding_system(in, object)); }
Value check_coding_system(Interpreter& in, Value coding_system) {
    if (!coding_system.is_nil()) check_coding(in, coding_system);
    return coding_system;
}
Value coding_system_base(Interpreter& in, Value coding_system) { return base_name(in, check_coding(in, coding_system)); }

Value all_names(Interpreter& in, coding::Found found) {
    ListBuilder names(in);
    names.add(base_name(in, found));
    for (std::string_view rest = found.system->aliases; !rest.empty();) {
        std::size_t space = std::min(rest.find(' '), rest.size());
        names.add(in.intern(rest.substr(0, space)));
        rest.remove_prefix(std::min(space + 1, rest.size()));
    }
    for (Value at = in->text->coding_aliases; at.is_cons(); at = cdr(at))
        if (find_coding(in, car(car(at))).system == found.system && find_coding(in, car(car(at))).eol == coding::Eol::undecided) names.add(car(car(at)));
    return names.take();
}

Value coding_system_aliases(Interpreter& in, Value coding_system) {
    coding::Found found = check_coding(in, coding_system);
    if (found.system->fixed_unix || found.eol == coding::Eol::undecided) return all_names(in, found);
    ListBuilder names(in);
    for (Value at = all_names(in, found); at.is_cons(); at = cdr(at)) names.add(with_suffix(in, car(at), found.eol));
    if (found.system->name == "utf-8-emacs" && found.eol == coding::Eol::unix_) names.add(in[sym::emacs_internal]);
    return names.take();
}

// 0, 1 or 2, or a vector of the three variants; nil if there is no such coding system.
Value coding_system_eol_type(Interpreter& in, Value coding_system) {
    if (!coding_system.is_symbol()) return nil;
    coding::Found found = find_coding(in, coding_system);
    if (!found) return nil;
    if (found.system->fixed_unix) return fixnum(0);
    if (found.eol != coding::Eol::undecided) return fixnum(static_cast<Int>(found.eol));
    Value base = base_name(in, found);
    Value variants[] = {with_suffix(in, base, coding::Eol::unix_), with_suffix(in, base, coding::Eol::dos), with_suffix(in, base, coding::Eol::mac)};
    return make_vector(in, variants);
}

Value symbols_of(Interpreter& in, std::string_view words) {
    ListBuilder names(in);
    while (!words.empty()) {
        std::size_t space = std::min(words.find(' '), words.size());
        names.add(in.intern(words.substr(0, space)));
        words.remove_prefix(std::min(space + 1, words.size()));
    }
    return names.take();
}

Value built_in_plist(Interpreter& in, const coding::System& s) {
    ListBuilder plist(in);
    auto add = [&](const char* key, Value value) {
        plist.add(in.intern(key));
        plist.add(value);
    };
    add(":ascii-compatible-p", truth(in, s.ascii_compatible));
    add(":category", in.intern("coding-category-" + std::string(s.category)));
    add(":name", in.intern(s.name));
    add(":docstring", make_string(in, s.docstring.empty() ? s.name : s.docstring));
    add(":coding-type", in.intern(s.lisp_type));
    add(":mnemonic", fixnum(s.mnemonic));
    if (!s.charsets.empty()) add(":charset-list", symbols_of(in, s.charsets));
    if (s.mark == coding::Mark::always) add(":bom", in[sym::t]);
    if (s.mark == coding::Mark::detect && s.type == coding::Type::utf_16)
        add(":bom", cons(in, in.intern("utf-16le-with-signature"), in.intern("utf-16be-with-signature")));
    if (s.mark == coding::Mark::detect && s.type == coding::Type::utf_8) add(":bom", cons(in, in.intern("utf-8-with-signature"), in[sym::utf_8]));
    if (s.type == coding::Type::utf_16) add(":endian", in.intern(s.little_endian ? "little" : "big"));
    if (s.type == coding::Type::utf_16) add(":mime-text-unsuitable", in[sym::t]);
    if (!s.mime.empty()) add(":mime-charset", in.intern(s.mime));
    if (s.fixed_unix || s.name == "raw-text") add(":for-unibyte", in[sym::t]);
    if (s.fixed_unix) add(":eol-type", in.intern("unix"));
    return plist.take();
}

Value coding_system_plist(Interpreter& in, Value coding_system) {
    coding::Found found = check_coding(in, coding_system);
    Value base = base_name(in, found);
    Value changed = assq(base, in->text->coding_plists);
    if (changed.is_cons()) return cdr(changed);
    Value plist = built_in_plist(in, *found.system);
    in->text->coding_plists = cons(in, cons(in, base, plist), in->text->coding_plists);
    return plist;
}

Value coding_system_put(Interpreter& in, Value coding_system, Value prop, Value value) {
    Value plist = plist_put(in, coding_system_plist(in, coding_system), prop, value);
    Value base = base_name(in, check_coding(in, coding_system));
    assq(base, in->text->coding_plists).as<Cons>().cdr = plist;
    return value;
}

// PROP is a keyword, or its name without the colon.
Value coding_system_get(Interpreter& in, Value coding_system, Value prop) {
    Value plist = coding_system_plist(in, coding_system);
    if (!prop.is_symbol() || plist_member(plist, prop)) return plist_get(plist, prop);
    return plist_get(plist, in.intern(":" + in.symbol_name(prop)));
}
Value coding_system_type(Interpreter& in, Value coding_system) { return in.intern(check_coding(in, coding_system).system->lisp_type); }
Value coding_system_category(Interpreter& in, Value coding_system) {
    return in.intern("coding-category-" + std::string(check_coding(in, coding_system).system->category));
}

// EOL-TYPE is 0, 1, 2, one of unix, dos and mac, or nil for the variant that decides by itself.
Value coding_system_change_eol_conversion(Interpreter& in, Value coding_system, Value eol_type) {
    coding::Found found = check_coding(in, coding_system);
    if (found.system->fixed_unix) return coding_system;
    coding::Eol eol = coding::Eol::undecided;
    std::string name = eol_type.is_symbol() ? in.symbol_name(eol_type) : "";
    if (eol_type == fixnum(0) || name == "unix") eol = coding::Eol::unix_;
    if (eol_type == fixnum(1) || name == "dos") eol = coding::Eol::dos;
    if (eol_type == fixnum(2) || name == "mac") eol = coding::Eol::mac;
    if (eol == found.eol) return coding_system;
    return in.intern(coding::full_name(*found.system, eol));
}

Value define_coding_system_alias(Interpreter& in, SymbolArg alias, Value coding_system) {
    coding::Found found = check_coding(in, coding_system);
    auto& aliases = in->text->coding_aliases;
    aliases = cons(in, cons(in, alias, coding_system), aliases);
    if (found.eol == coding::Eol::undecided)
        for (coding::Eol eol : {coding::Eol::unix_, coding::Eol::dos, coding::Eol::mac})
            aliases = cons(in, cons(in, with_suffix(in, alias, eol), with_suffix(in, coding_system, eol)), aliases);
    Value variable = in.intern("coding-system-list");
    Value names = find_value(in, variable);
    if (!names.is_unbound()) set_symbol_value(in, variable, cons(in, alias, names));
    return nil;
}

Value define_coding_system_internal(Interpreter& in, Rest args) {
    if (args.empty()) signal(in, sym::wrong_number_of_arguments, {in.intern("define-coding-system-internal"), fixnum(0)});
    error(in, "Coding system %V cannot be defined: only those known already exist", args[0]);
}

// --- priorities and terminals ---

constexpr std::string_view detection_order = "utf-8 iso-2022-jp iso-latin-1 raw-text chinese-iso-8bit utf-8-auto utf-8-with-signature utf-16 "
                                             "utf-16be-with-signature utf-16le-with-signature utf-16be utf-16le japanese-shift-jis chinese-big5 undecided";

Value coding_system_priority_list(Interpreter& in, Value highestp) {
    Value& order = in->text->coding_priorities;
    if (order.is_nil()) order = symbols_of(in, detection_order);
    if (!highestp.is_nil()) return car(order);
    return order;
}
Value set_coding_system_priority(Interpreter& in, Rest coding_systems) {
    Value order = coding_system_priority_list(in, nil);
    ListBuilder fresh(in);
    for (Value v : coding_systems) fresh.add(coding_system_base(in, v));
    Value chosen = fresh.take();
    ListBuilder rest(in);
    for (Value at = order; at.is_cons(); at = cdr(at))
        if (memq(car(at), chosen).is_nil()) rest.add(car(at));
    in->text->coding_priorities = fresh.take(rest.take());
    return nil;
}

Value terminal_coding_system(Interpreter& in, Value) { return in[sym::utf_8_unix]; }
Value set_terminal_coding(Interpreter& in, Value coding_system, Value) { return check_coding_system(in, coding_system), nil; }
Value set_safe_terminal_coding(Interpreter& in, Value coding_system) { return check_coding_system(in, coding_system), nil; }

// --- choosing by operation and target ---

struct Operation {
    std::string_view name;
    std::size_t target;  // which argument is looked up
    const char* alist;
};
constexpr Operation operations[] = {
    {"insert-file-contents", 0, "file-coding-system-alist"},   {"write-region", 2, "file-coding-system-alist"},
    {"call-process", 0, "process-coding-system-alist"},        {"call-process-region", 2, "process-coding-system-alist"},
    {"start-process", 2, "process-coding-system-alist"},       {"open-network-stream", 3, "network-coding-system-alist"},
};

bool target_matches(Interpreter& in, Value key, Value target) {
    if (key.is<String>() && target.is<String>()) return !in.funcall(in.intern("string-match-p"), {key, target}).is_nil();
    return key.is_fixnum() && key == target;
}

Value find_operation_coding_system(Interpreter& in, Value operation, Rest arguments) {
    const Operation* found = nullptr;
    if (operation.is_symbol())
        for (const Operation& o : operations)
            if (in.symbol_name(operation) == o.name) found = &o;
    if (!found) error(in, "Invalid first argument");
    if (arguments.size() <= found->target) error(in, "Too few arguments for operation `%s'", std::string(found->name).c_str());
    Value target = arguments[found->target];
    if (target.is_cons() && car(target).is<String>()) target = car(target);
    for (Value at = find_value(in, in.intern(found->alist)); at.is_cons(); at = cdr(at)) {
        if (!car(at).is_cons() || !target_matches(in, car(car(at)), target)) continue;
        Value value = cdr(car(at));
        if (value.is_cons()) return value;
        if (value.is_symbol() && is_coding_system(in, value)) return cons(in, value, value);
        Value answer = in.funcall(value, {list(in, [&] {
                                      std::vector<Value> all{operation};
                                      all.insert(all.end(), arguments.begin(), arguments.end());
                                      return all;
                                  }())});
        return answer.is_cons() ? answer : answer.is_nil() ? nil : cons(in, answer, answer);
    }
    return nil;
}

// --- charsets: Unicode and its parts, and those of single-byte coding systems ---

const coding::System* system_of_charset(Interpreter& in, Value charset) {
    if (!charset.is_symbol()) return nullptr;
    std::string name = in.symbol_name(charset);
    for (const coding::System& s : coding::systems())
        if (s.type == coding::Type::charset && (s.charsets == name || s.mime == name)) return &s;
    return nullptr;
}
bool is_unicode_charset(Interpreter& in, Value charset) {
    if (!charset.is_symbol()) return false;
    std::string name = in.symbol_name(charset);
    return name == "unicode" || name == "ucs" || name == "emacs" || name == "unicode-bmp" || name == "unicode-smp" || name == "eight-bit" || name == "eight-bit-control" ||
           name == "eight-bit-graphic";
}
Value charsetp(Interpreter& in, Value object) { return truth(in, is_unicode_charset(in, object) || system_of_charset(in, object)); }
void check_charset(Interpreter& in, Value charset) {
    if (charsetp(in, charset).is_nil()) wrong_type(in, sym::charsetp, charset);
}

Value charset_of(Interpreter& in, char32_t c) {
    return in.intern(c < 0x80 ? "ascii" : utf8::is_raw_byte(c) ? "eight-bit" : c <= utf8::max_unicode ? "unicode" : "emacs");
}
Value char_charset(Interpreter& in, Character ch, Value) { return charset_of(in, ch); }

Value encode_char(Interpreter& in, Character ch, Value charset) {
    check_charset(in, charset);
    if (const coding::System* s = system_of_charset(in, charset)) {
        if (s->charsets == "ascii") return ch.c < 0x80 ? fixnum(static_cast<Int>(ch.c)) : nil;
        int byte = coding::byte_charset(*s).to_byte(ch);
        return byte < 0 ? nil : fixnum(byte);
    }
    bool fits = in.symbol_name(charset) == "emacs" ? !utf8::is_raw_byte(ch) : ch.c <= utf8::max_unicode;
    return fits ? fixnum(static_cast<Int>(ch.c)) : nil;
}
Value decode_char(Interpreter& in, Value charset, Value code_point) {
    check_charset(in, charset);
    if (!code_point.is_fixnum() || code_point.fixnum() < 0) error(in, "Not an in-range integer, integral float, or cons of integers");
    Int code = code_point.fixnum();
    if (const coding::System* s = system_of_charset(in, charset)) {
        if (code > 0xFF || (s->charsets == "ascii" && code > 0x7F)) return nil;
        char32_t c = coding::byte_charset(*s).to_char[code];
        return utf8::is_raw_byte(c) ? nil : fixnum(static_cast<Int>(c));
    }
    return code <= static_cast<Int>(utf8::max_unicode) ? fixnum(code) : nil;
}

Value charsets_in(Interpreter& in, const String& s) {
    ListBuilder found(in);
    Value names = nil;
    for (StringCursor at(s); !at.done();) {
        char32_t c = at.next();
        Value charset = charset_of(in, s.multibyte() || c < 0x80 ? c : utf8::raw_to_char(static_cast<std::uint8_t>(c)));
        if (!memq(charset, names).is_nil()) continue;
        found.add(charset);
        names = found.take();
    }
    return names;
}
Value find_charset_string(Interpreter& in, String& str, Value) { return charsets_in(in, str); }
Value find_charset_region(Interpreter& in, Value beg, Value end, Value) {
    Region r = check_region(in, beg, end);
    Value text = buffer_substring(in, current(in), r.from, r.to, false);
    return charsets_in(in, text.as<String>());
}
Value charset_priority_list(Interpreter& in, Value highestp) {
    if (!highestp.is_nil()) return in.intern("ascii");
    return symbols_of(in, "ascii unicode emacs eight-bit iso-8859-1");
}
Value charset_plist(Interpreter& in, Value charset) {
    check_charset(in, charset);
    return list(in, {in.intern(":name"), charset, in.intern(":dimension"), fixnum(is_unicode_charset(in, charset) ? 3 : 1)});
}

constexpr Primitive table[] = {
    prim<char_charset>("char-charset", "ch &optional restriction", "Return the charset of highest priority that contains CH."),
    prim<charset_plist>("charset-plist", "charset", "Return the property list of CHARSET."),
    prim<charset_priority_list>("charset-priority-list", "&optional highestp", "Return the list of charsets ordered by priority."),
    prim<charsetp>("charsetp", "object", "Return non-nil if and only if OBJECT is a charset."),
    prim<check_coding_system>("check-coding-system", "coding-system", "Check validity of CODING-SYSTEM: return it, or signal coding-system-error."),
    prim<coding_system_aliases>("coding-system-aliases", "coding-system", "Return the list of aliases of CODING-SYSTEM."),
    prim<coding_system_base>("coding-system-base", "coding-system", "Return the base of CODING-SYSTEM."),
    prim<coding_system_eol_type>("coding-system-eol-type", "coding-system", "Return end-of-line type of CODING-SYSTEM: 0, 1, 2 or a vector of variants."),
    prim<coding_system_category>("coding-system-category", "coding-system", "Return a category symbol of CODING-SYSTEM."),
    prim<coding_system_change_eol_conversion>("coding-system-change-eol-conversion", "coding-system eol-type", "Return a coding system like CODING-SYSTEM with the end-of-line type EOL-TYPE."),
    prim<coding_system_get>("coding-system-get", "coding-system prop", "Extract a value from CODING-SYSTEM's property list for property PROP."),
    prim<coding_system_type>("coding-system-type", "coding-system", "Return the type of CODING-SYSTEM: a symbol such as utf-8, charset or raw-text."),
    prim<coding_system_p>("coding-system-p", "object", "Return t if OBJECT is nil or a coding-system."),
    prim<coding_system_plist>("coding-system-plist", "coding-system", "Return the property list of CODING-SYSTEM."),
    prim<coding_system_priority_list>("coding-system-priority-list", "&optional highestp", "Return a list of coding systems ordered by their priorities."),
    prim<coding_system_put>("coding-system-put", "coding-system prop val", "Change value of CODING-SYSTEM's property PROP to VAL."),
    prim<decode_char>("decode-char", "charset code-point", "Decode the pair of CHARSET and CODE-POINT into a character."),
    prim<define_coding_system_alias>("define-coding-system-alias", "alias coding-system", "Define ALIAS as an alias for CODING-SYSTEM."),
    prim<define_coding_system_internal>("define-coding-system-internal", "&rest args", "Signals an error: coding systems are fixed."),
    prim<encode_char>("encode-char", "ch charset", "Encode the character CH into a code-point of CHARSET."),
    prim<find_charset_region>("find-charset-region", "beg end &optional table", "Return the list of charsets in the region between BEG and END."),
    prim<find_charset_string>("find-charset-string", "str &optional table", "Return the list of charsets in STR."),
    prim<find_operation_coding_system>("find-operation-coding-system", "operation &rest arguments", "Choose a coding system for an operation based on the target name."),
    prim<terminal_coding_system>("keyboard-coding-system", "&optional terminal", "Return the coding system for input: UTF-8."),
    prim<set_coding_system_priority>("set-coding-system-priority", "&rest coding-systems", "Assign higher priority to the coding systems given as arguments."),
    prim<set_terminal_coding>("set-keyboard-coding-system-internal", "coding-system &optional terminal", "Checks CODING-SYSTEM; input stays UTF-8."),
    prim<set_safe_terminal_coding>("set-safe-terminal-coding-system-internal", "coding-system", "Checks CODING-SYSTEM; output stays UTF-8."),
    prim<set_terminal_coding>("set-terminal-coding-system-internal", "coding-system &optional terminal", "Checks CODING-SYSTEM; output stays UTF-8."),
    prim<terminal_coding_system>("terminal-coding-system", "&optional terminal", "Return the coding system for output: UTF-8."),
};

}  // namespace

void define_coding_systems(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
