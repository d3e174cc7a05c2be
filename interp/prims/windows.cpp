// Windows, frames, terminals and window configurations: the objects only. Nothing is shown; boot/windows.el keeps the one frame that a
// batch Emacs has, and what is in its windows.
// Tests: tests/lisp/boot/windows.el
#include <el/foreign.hpp>

#include "core/args.hpp"
#include "prims/all.hpp"
#include "prims/support.hpp"

namespace el {

namespace {

constexpr unsigned slot_count = 16;
enum Slot : unsigned { number = 0, name = 0, buffer = 2 };

std::string hexadecimal(const void* p) {
    char text[24];
    std::snprintf(text, sizeof text, "%p", p);
    return text;
}

std::string print_window(Interpreter& in, Value window, bool) {
    std::string text = "#<window " + in.print(foreign_slot(window, number));
    Value shown = foreign_slot(window, buffer);
    if (shown.is<Buffer>()) text += " on " + in.to<std::string>(in.funcall(in.intern("buffer-name"), {shown}));
    return text + ">";
}

std::string print_frame(Interpreter& in, Value frame, bool) {
    return "#<frame " + in.to<std::string>(foreign_slot(frame, name)) + " " + hexadecimal(&frame.as<Foreign>()) + ">";
}

std::string print_terminal(Interpreter&, Value, bool) { return "#<terminal 0 on initial_terminal>"; }
std::string print_configuration(Interpreter&, Value, bool) { return "#<window-configuration>"; }

constexpr ForeignType types[] = {
    {"window", "windowp", slot_count, print_window},
    {"frame", "framep", slot_count, print_frame},
    {"terminal", "terminal-live-p", slot_count, print_terminal},
    {"window-configuration", "window-configuration-p", slot_count, print_configuration},
};

const ForeignType* type_named(std::string_view name) {
    for (const ForeignType& type : types)
        if (name == type.name) return &type;
    return nullptr;
}

const ForeignType& type_of_symbol(Interpreter& in, SymbolArg name) {
    std::string_view text = symbol(in, name).view();
    const ForeignType* type = type_named(text);
    if (!type) error(in, "No kind of display object: %s", std::string(text).c_str());
    return *type;
}

bool is_display_object(Value v) {
    if (!v.is<Foreign>()) return false;
    for (const ForeignType& type : types)
        if (is_foreign(v, type)) return true;
    return false;
}

Value internal_make_display_object(Interpreter& in, SymbolArg kind, Rest slots) {
    Value object = make_foreign(in, type_of_symbol(in, kind), nullptr);
    for (std::size_t i = 0; i < slots.size() && i < slot_count; ++i) set_foreign_slot(object, static_cast<unsigned>(i), slots[i]);
    return object;
}

Value internal_display_object_p(Interpreter& in, Value object, SymbolArg kind) {
    return truth(in, is_foreign(object, type_of_symbol(in, kind)));
}

unsigned checked_slot(Interpreter& in, Value object, Value slot) {
    if (!is_display_object(object)) wrong_type(in, sym::windowp, object);
    if (!slot.is_fixnum() || slot.fixnum() < 0 || slot.fixnum() >= static_cast<Int>(slot_count)) signal(in, sym::args_out_of_range, {object, slot});
    return static_cast<unsigned>(slot.fixnum());
}

Value internal_display_slot(Interpreter& in, Value object, Value slot) {
    return foreign_slot(object, checked_slot(in, object, slot));
}

Value internal_set_display_slot(Interpreter& in, Value object, Value slot, Value value) {
    set_foreign_slot(object, checked_slot(in, object, slot), value);
    return value;
}

constexpr Primitive table[] = {
    prim<internal_make_display_object>("internal--make-display-object", "kind &rest slots",
                                       "Make a window, frame, terminal or window-configuration, as KIND says, with SLOTS, at most 16."),
    prim<internal_display_object_p>("internal--display-object-p", "object kind", "Return t if OBJECT is a window, frame, ... as KIND says."),
    prim<internal_display_slot>("internal--display-slot", "object slot", "Return what slot number SLOT of a window, frame, ... holds."),
    prim<internal_set_display_slot>("internal--set-display-slot", "object slot value", "Store VALUE in slot number SLOT of OBJECT and return it."),
};

}  // namespace

void define_windows(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
