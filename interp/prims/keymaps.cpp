// Keymaps as data: programs define them whether or not there are keys (manual chapter "Keymaps").
//
// A keymap is (keymap [PROMPT] BINDING... . PARENT), a binding (EVENT . DEFINITION) or a char-table of definitions.
// Tests: tests/lisp/boot/preloaded.el
#include <array>

#include "core/args.hpp"
#include "core/char_table.hpp"
#include "core/heap_vector.hpp"
#include "prims/all.hpp"
#include "vm/machine.hpp"

namespace el {

namespace {

constexpr Int meta_bit = 0x8000000, escape = 27;
constexpr Int all_modifiers = 0xfc00000;

Value keymap_symbol(Interpreter& in) { return in.intern("keymap"); }

// The keymap OBJECT is or stands for (a symbol whose function it is); nil if it is none.
Value find_keymap(Interpreter& in, Value object) {
    if (object.is_symbol() && !object.is_nil()) object = indirect_function(in, object);
    if (object.is_cons() && car(object) == in[sym::autoload]) object = autoload_function(in, object, object);
    return object.is_cons() && car(object) == keymap_symbol(in) ? object : nil;
}

Value check_keymap(Interpreter& in, Value object) {
    Value map = find_keymap(in, object);
    if (map.is_nil()) signal(in, sym::wrong_type_argument, {in.intern("keymapp"), object});
    return map;
}

Value keymapp(Interpreter& in, Value object) { return find_keymap(in, object).is_nil() ? nil : in[sym::t]; }

Value make_sparse_keymap(Interpreter& in, Value prompt) {
    return cons(in, keymap_symbol(in), prompt.is_nil() ? nil : list(in, {prompt}));
}

Value make_keymap(Interpreter& in, Value prompt) {
    Value tail = prompt.is_nil() ? nil : list(in, {prompt});
    return cons(in, keymap_symbol(in), cons(in, make_char_table(in, keymap_symbol(in), nil), tail));
}

bool is_map_tail(Interpreter& in, Value tail) { return tail.is_cons() && car(tail) == keymap_symbol(in); }

Value keymap_parent(Interpreter& in, Value keymap) {
    for (Value tail = cdr(check_keymap(in, keymap)); tail.is_cons(); tail = cdr(tail))
        if (is_map_tail(in, tail)) return tail;
    return nil;
}

Value set_keymap_parent(Interpreter& in, Value keymap, Value parent) {
    Value map = check_keymap(in, keymap);
    if (!parent.is_nil()) parent = check_keymap(in, parent);
    for (Value up = parent; !up.is_nil(); up = keymap_parent(in, up))
        if (up == map) error(in, "Cyclic keymap inheritance");
    Value before = map;
    while (cdr(before).is_cons() && !is_map_tail(in, cdr(before))) before = cdr(before);
    before.as<Cons>().cdr = parent;
    return parent;
}

// Keys with the meta bit are prefixed by ESC; in strings the eighth bit is meta.
HeapVector<Value> key_events(Interpreter& in, Value key) {
    HeapVector<Value> events;
    auto add = [&](Value event) {
        if (event.is_cons()) event = in.funcall(in.intern("event-convert-list"), {event});
        if (event.is_fixnum() && (event.fixnum() & meta_bit)) {
            events.push(fixnum(escape));
            event = fixnum(event.fixnum() & ~meta_bit);
        }
        events.push(event);
    };
    if (key.is<String>()) {
        const String& s = key.as<String>();
        for (StringCursor at(s); !at.done();) {
            char32_t c = at.next();
            if (!s.multibyte() && c >= 0x80) add(fixnum(static_cast<Int>(c - 0x80) | meta_bit));
            else add(fixnum(static_cast<Int>(c)));
        }
    } else if (key.is<Vector>()) {
        for (Value v : key.as<Vector>().span()) add(v);
    } else {
        wrong_type(in, sym::arrayp, key);
    }
    return events;
}

// What an item of a menu stands for: ("NAME" . BINDING), ("NAME" "HELP" . BINDING) or (menu-item NAME BINDING ...).
Value item_binding(Interpreter& in, Value definition) {
    while (definition.is_cons() && car(definition).is<String>()) definition = cdr(definition);
    if (!definition.is_cons() || car(definition) != in.intern("menu-item")) return definition;
    Value rest = cdr(definition);
    return rest.is_cons() && cdr(rest).is_cons() ? car(cdr(rest)) : nil;
}

// The definition of one event in one map or its parents; unbound if it has none. With DEFAULTS, the binding of t is for all events.
Value lookup_event(Interpreter& in, Value map, Value event, bool defaults) {
    Value otherwise = Value::unbound();
    for (Value tail = cdr(map); tail.is_cons(); tail = cdr(tail)) {
        Value b = car(tail);
        if (b.is_cons() && car(b) == event) return item_binding(in, cdr(b));
        if (defaults && b.is_cons() && car(b) == in[sym::t] && otherwise.is_unbound()) otherwise = cdr(b);
        if (b.is<CharTable>() && event.is_fixnum() && !(event.fixnum() & all_modifiers)) {
            Value v = char_table_own(b.as<CharTable>(), static_cast<char32_t>(event.fixnum()));
            if (!v.is_nil()) return item_binding(in, v);
        }
    }
    return otherwise;
}

void store_event(Interpreter& in, Value map, Value event, Value definition) {
    Value before = map;
    for (Value tail = cdr(map); tail.is_cons() && !is_map_tail(in, tail); tail = cdr(tail)) {
        Value b = car(tail);
        if (b.is_cons() && car(b) == event) {
            b.as<Cons>().cdr = definition;
            return;
        }
        if (b.is<CharTable>() && event.is_fixnum() && !(event.fixnum() & all_modifiers))
            return char_table_set(b.as<CharTable>(), static_cast<char32_t>(event.fixnum()), definition);
        if (b.is<String>()) before = tail;
    }
    before.as<Cons>().cdr = cons(in, cons(in, event, definition), cdr(before));
}

Value key_description(Interpreter& in, Value keys, Value prefix);

Value define_key(Interpreter& in, Value keymap, Value key, Value definition) {
    Value map = check_keymap(in, keymap);
    HeapVector<Value> events = key_events(in, key);
    for (std::uint32_t i = 0; i < events.size; ++i) {
        if (i + 1 == events.size) {
            store_event(in, map, events[i], definition);
            break;
        }
        Value next = lookup_event(in, map, events[i], false);
        Value inner = next.is_unbound() || next.is_nil() ? nil : find_keymap(in, next);
        if (inner.is_nil()) {
            if (!next.is_unbound() && !next.is_nil())
                error(in, "Key sequence %V starts with non-prefix key %V", key_description(in, key, nil),
                      key_description(in, make_vector(in, {events.data, i + 1}), nil));
            inner = make_sparse_keymap(in, nil);
            store_event(in, map, events[i], inner);
        }
        map = inner;
    }
    return definition;
}

Value lookup_in_map(Interpreter& in, Value keymap, const HeapVector<Value>& events, bool defaults) {
    Value map = check_keymap(in, keymap);
    for (std::uint32_t i = 0; i < events.size; ++i) {
        Value found = lookup_event(in, map, events[i], defaults);
        if (found.is_unbound()) found = nil;
        if (i + 1 == events.size) return found;
        map = find_keymap(in, found);
        if (map.is_nil()) return fixnum(i + 1);
    }
    return map;
}

Value lookup_key(Interpreter& in, Value keymap, Value key, Value accept_default) {
    HeapVector<Value> events = key_events(in, key);
    if (find_keymap(in, keymap).is_nil() && keymap.is_cons()) {  // a list of keymaps
        for (Value map : each(in, keymap)) {
            Value found = lookup_in_map(in, map, events, !accept_default.is_nil());
            if (!found.is_nil() && !found.is_fixnum()) return found;
        }
        return nil;
    }
    return lookup_in_map(in, keymap, events, !accept_default.is_nil());
}

Value copy_keymap(Interpreter& in, Value keymap) {
    Value map = check_keymap(in, keymap);
    ListBuilder copy(in);
    copy.add(car(map));
    Value tail = cdr(map);
    for (; tail.is_cons() && !is_map_tail(in, tail); tail = cdr(tail)) {
        Value b = car(tail);
        if (b.is<CharTable>()) b = copy_char_table(b.as<CharTable>());
        else if (b.is_cons()) {
            Value d = cdr(b);
            if (d.is_cons() && car(d) == keymap_symbol(in)) d = copy_keymap(in, d);
            b = cons(in, car(b), d);
        }
        copy.add(b);
    }
    return copy.take(tail);
}


void visit_bindings(Interpreter& in, Value map, bool parents, Value function) {
    for (Value tail = cdr(map); tail.is_cons(); tail = cdr(tail)) {
        if (is_map_tail(in, tail)) {
            if (!parents) return;
            continue;
        }
        Value b = car(tail);
        if (b.is_cons()) {
            in.funcall(function, {car(b), cdr(b)});
        } else if (b.is<CharTable>()) {
            map_char_table(in, b.as<CharTable>(), [](Interpreter& i, char32_t from, char32_t to, Value v, void* data) {
                Value event = from == to ? fixnum(static_cast<Int>(from)) : cons(i, fixnum(static_cast<Int>(from)), fixnum(static_cast<Int>(to)));
                i.funcall(*static_cast<Value*>(data), {event, v});
            }, &function);
        }
    }
}

Value map_keymap(Interpreter& in, Value function, Value keymap, Value) {
    visit_bindings(in, check_keymap(in, keymap), true, function);
    return nil;
}
Value map_keymap_internal(Interpreter& in, Value function, Value keymap) {
    visit_bindings(in, check_keymap(in, keymap), false, function);
    return keymap_parent(in, keymap);
}
Value keymap_prompt(Interpreter& in, Value keymap) {
    for (Value tail = cdr(check_keymap(in, keymap)); tail.is_cons(); tail = cdr(tail))
        if (car(tail).is<String>()) return car(tail);
    return nil;
}

// --- the maps in force -------------------------------------------------------------------------------------------------

Value variable_map(Interpreter& in, const char* name) { return in.variable(in.intern(name)); }
Value current_global_map(Interpreter& in) { return variable_map(in, "internal--current-global-map"); }
Value current_local_map(Interpreter& in) { return variable_map(in, "internal--current-local-map"); }
Value use_global_map(Interpreter& in, Value keymap) {
    in.set_variable(in.intern("internal--current-global-map"), check_keymap(in, keymap));
    return nil;
}
Value use_local_map(Interpreter& in, Value keymap) {
    Value variable = in.intern("internal--current-local-map");
    in.funcall(in.intern("make-local-variable"), {variable});
    in.set_variable(variable, keymap.is_nil() ? nil : check_keymap(in, keymap));
    return nil;
}
Value key_binding(Interpreter& in, Value key, Value, Value, Value) {
    for (Value map : {current_local_map(in), current_global_map(in)}) {
        if (map.is_nil()) continue;
        Value found = lookup_key(in, map, key, nil);
        if (!found.is_nil() && !found.is_fixnum()) return found;
    }
    return nil;
}

// --- descriptions ------------------------------------------------------------------------------------------------------

std::string character_name(Interpreter& in, Int c) {
    switch (c) {
        case 9: return "TAB";
        case 13: return "RET";
        case 27: return "ESC";
        case 32: return "SPC";
        case 127: return "DEL";
        default: break;
    }
    if (c < 32) return std::string("C-") + static_cast<char>(c >= 1 && c <= 26 ? c + 96 : c + 64);
    return in.to<std::string>(in.funcall(in.intern("char-to-string"), {fixnum(c)}));
}

std::string event_name(Interpreter& in, Value event) {
    if (event.is_cons()) event = car(event);
    if (event.is_symbol()) return "<" + in.print(event, false) + ">";
    if (!event.is_fixnum()) error(in, "KEY must be an integer, cons, symbol, or string");
    Int c = event.fixnum();
    std::string name;
    const std::pair<Int, const char*> modifiers[] = {{0x400000, "A-"}, {0x4000000, "C-"}, {0x1000000, "H-"},
                                                     {meta_bit, "M-"}, {0x2000000, "S-"}, {0x800000, "s-"}};
    for (auto [bit, text] : modifiers)
        if (c & bit) name += text;
    Int base = c & ~all_modifiers;
    std::string plain = character_name(in, base);
    // C-x with other modifiers: A-C-H-M-S-s order is kept by putting the C- of control characters in its place.
    if (plain.starts_with("C-") && plain.size() > 2) {
        std::size_t at = c & 0x400000 ? 2 : 0;
        name.insert(at, "C-");
        plain.erase(0, 2);
    }
    return name + plain;
}

Value single_key_description(Interpreter& in, Value key, Value no_angles) {
    if (key.is<String>()) return key;
    std::string name = event_name(in, key);
    if (!no_angles.is_nil() && name.size() > 2 && name.front() == '<') name = name.substr(1, name.size() - 2);
    return in.to_lisp(name);
}

Value key_description(Interpreter& in, Value keys, Value prefix) {
    std::string text;
    bool meta = false;
    auto add = [&](Value event) {
        if (meta && event.is_fixnum()) event = fixnum(event.fixnum() | meta_bit);
        else if (meta) text += (text.empty() ? "" : " ") + std::string("ESC");
        meta = false;
        text += (text.empty() ? "" : " ") + event_name(in, event);
    };
    auto add_all = [&](Value sequence) {
        if (sequence.is_nil()) return;
        HeapVector<Value> events;
        if (sequence.is_cons()) for (Value v : each(in, sequence)) events.push(v);
        else events = key_events(in, sequence);
        for (std::uint32_t i = 0; i < events.size; ++i) {
            if (events[i] == fixnum(escape) && i + 1 < events.size && events[i + 1].is_fixnum() && !meta) meta = true;
            else add(events[i]);
        }
    };
    add_all(prefix);
    add_all(keys);
    return in.to_lisp(text);
}

Value nothing(Interpreter&, Rest) { return nil; }

constexpr Primitive table[] = {
    prim<keymapp>("keymapp", "object", "Whether OBJECT is a keymap."),
    prim<make_sparse_keymap>("make-sparse-keymap", "&optional string", "An empty keymap, with STRING as its prompt."),
    prim<make_keymap>("make-keymap", "&optional string", "An empty keymap with a table for all characters."),
    prim<keymap_parent>("keymap-parent", "keymap", "The parent of KEYMAP, or nil."),
    prim<set_keymap_parent>("set-keymap-parent", "keymap parent", "Make PARENT the parent of KEYMAP."),
    prim<define_key>("define-key", "keymap key def", "In KEYMAP, define the key sequence KEY as DEF."),
    prim<lookup_key>("lookup-key", "keymap key &optional accept-default",
                     "The definition of KEY in KEYMAP; a number if KEY is too long: how much of it is a complete key."),
    prim<copy_keymap>("copy-keymap", "keymap", "A copy of KEYMAP; the parent is shared."),
    prim<map_keymap>("map-keymap", "function keymap &optional sort-first", "Call FUNCTION with each event and definition of KEYMAP."),
    prim<map_keymap_internal>("map-keymap-internal", "function keymap", "The same without the parent, which is returned."),
    prim<keymap_prompt>("keymap-prompt", "map", "The prompt string of MAP."),
    prim<current_global_map>("current-global-map", "", "The global keymap."),
    prim<current_local_map>("current-local-map", "", "The current buffer's local keymap, or nil."),
    prim<use_global_map>("use-global-map", "keymap", "Make KEYMAP the global keymap."),
    prim<use_local_map>("use-local-map", "keymap", "Make KEYMAP the local keymap of the current buffer."),
    prim<key_binding>("key-binding", "key &optional accept-default no-remap position", "The command KEY runs."),
    prim<single_key_description>("single-key-description", "key &optional no-angles", "The name of the event KEY."),
    prim<key_description>("key-description", "keys &optional prefix", "The names of the events in KEYS."),
    prim<nothing>("where-is-internal", "&rest args", "Keys that run a command: without a keyboard there are none."),
    prim<nothing>("current-minor-mode-maps", "&rest args", "The keymaps of minor modes: without a keyboard there are none."),
};

}  // namespace

void define_keymaps(Interpreter& in) {
    in.define_primitives(table);
    auto variable = [&](const char* name, Value v) {
        make_special(in, in.intern(name));
        set_default_value(in, in.intern(name), v);
        return v;
    };
    Value global = variable("global-map", make_keymap(in, nil));
    variable("internal--current-global-map", global);
    variable("internal--current-local-map", nil);
    variable("esc-map", make_keymap(in, nil));
    variable("ctl-x-map", make_keymap(in, nil));
    for (const char* name : {"minibuffer-local-map", "minibuffer-local-completion-map", "minibuffer-local-must-match-map", "help-map",
                             "mode-specific-map", "special-event-map", "key-translation-map", "function-key-map", "input-decode-map",
                             "local-function-key-map", "ctl-x-4-map", "ctl-x-5-map", "ctl-x-r-map", "search-map", "goto-map"})
        variable(name, make_sparse_keymap(in, nil));
    for (const char* name : {"minor-mode-map-alist", "minor-mode-overriding-map-alist", "emulation-mode-map-alists", "overriding-local-map",
                             "overriding-terminal-local-map"})
        variable(name, nil);
    define_key(in, global, make_vector(in, std::array{fixnum(escape)}), in.variable(in.intern("esc-map")));
    define_key(in, global, make_vector(in, std::array{fixnum(24)}), in.variable(in.intern("ctl-x-map")));
}

}  // namespace el
