// Hooks around changes of buffers (manual node "Change Hooks"): the half of text/hooks.hpp that runs Lisp.
// Tests: tests/recorded/buffers.el
#include "text/hooks.hpp"

#include "text/overlay.hpp"
#include "text/stickiness.hpp"
#include "vm/binding.hpp"

#include <el/list.hpp>

#include <algorithm>

namespace el {

namespace {

// A hook whose function signalled is emptied, or every change from then on would signal.
void empty_failed_hook(Interpreter& in, Value pending, Value buffer) {
    if (car(pending).is_nil() || !is_live_buffer(buffer)) return;
    SavedBuffer saved(in);
    set_current_buffer(in, buffer);
    set_symbol_value(in, cdr(pending), nil);
}

void run_with_args(Interpreter& in, sym::Id hook, std::initializer_list<Value> args) {
    Value functions = find_value(in, in[hook]);
    if (functions.is_nil() || functions.is_unbound()) return;
    Value values[5] = {in[hook]};
    std::copy(args.begin(), args.end(), values + 1);
    Value pending = cons(in, in[sym::t], in[hook]);
    on_unwind(in, empty_failed_hook, pending, current_buffer(in));
    in.funcall(in.intern("run-hook-with-args"), std::span<const Value>(values, args.size() + 1));
    pending.as<Cons>().car = nil;
}

struct Change {
    Int from, to;
    bool after;
    Int old_length;
};

void call_overlay_hooks(Interpreter& in, Value overlay, sym::Id property, const Change& c) {
    Value t = in[sym::t];
    Value functions = plist_get(overlay.as<Overlay>().plist, in[property]);
    for (Value f = functions; f.is_cons(); f = cdr(f)) {
        if (c.after)
            in.funcall(car(f), {overlay, t, fixnum(c.from), fixnum(c.to), fixnum(c.old_length)});
        else
            in.funcall(car(f), {overlay, nil, fixnum(c.from), fixnum(c.to)});
    }
}

void run_overlay_hooks(Interpreter& in, Buffer& b, const Change& c) {
    bool insertion = c.after ? c.old_length == 0 : c.from == c.to;
    std::vector<Value> overlays(b.overlays.begin(), b.overlays.end());
    Value keep = list(in, overlays);  // the vector is not scanned
    for (Value v = keep; v.is_cons(); v = cdr(v)) {
        const Overlay& o = car(v).as<Overlay>();
        if (o.buffer != &b) continue;
        Int from = o.start, to = o.end;
        if (insertion && (c.from == from || c.to == from)) call_overlay_hooks(in, car(v), sym::insert_in_front_hooks, c);
        if (insertion && (c.from == to || c.to == to)) call_overlay_hooks(in, car(v), sym::insert_behind_hooks, c);
        if (to > c.from && from < std::max(c.to, c.from)) call_overlay_hooks(in, car(v), sym::modification_hooks, c);
    }
}

// Functions in the property of characters that a change touches, each once.
void run_property_hooks(Interpreter& in, Buffer& b, Int from, Int to) {
    if (b.text->intervals.empty()) return;
    Value called = nil;
    auto call_all = [&](Value functions) {
        if (functions.is_nil() || !memq(functions, called).is_nil()) return;
        called = cons(in, functions, called);
        for (Value f = functions; f.is_cons(); f = cdr(f)) in.funcall(car(f), {fixnum(from), fixnum(to)});
    };
    auto property_at = [&](Int pos, sym::Id property) {
        return pos >= 1 && pos < b.last() ? plist_value(b.text->intervals.plist_at(pos - 1), in[property]) : nil;
    };
    if (from == to) {
        call_all(property_at(from - 1, sym::insert_behind_hooks));
        call_all(property_at(from, sym::insert_in_front_hooks));
        return;
    }
    for (Int at = from; at < to; at = next_property_change(&b.text->intervals, at - 1, to - 1) + 1) call_all(property_at(at, sym::modification_hooks));
}

}  // namespace

void run_before_change(Interpreter& in, Buffer& b, Int from, Int to) {
    std::size_t depth = binding_depth(in);
    SavedBuffer saved(in);
    set_buffer(in, b);
    bind(in, in[sym::inhibit_modification_hooks], in[sym::t]);
    if (b.text->modified_tick <= b.text->saved_tick) run_hook(in, sym::first_change_hook);
    run_with_args(in, sym::before_change_functions, {fixnum(from), fixnum(to)});
    run_property_hooks(in, b, from, to);
    if (!b.overlays.empty()) run_overlay_hooks(in, b, {from, to, false, 0});
    unbind_to(in, depth);
}

void run_after_change(Interpreter& in, Buffer& b, Int from, Int to, Int old_length) {
    std::size_t depth = binding_depth(in);
    SavedBuffer saved(in);
    set_buffer(in, b);
    bind(in, in[sym::inhibit_modification_hooks], in[sym::t]);
    run_with_args(in, sym::after_change_functions, {fixnum(from), fixnum(to), fixnum(old_length)});
    if (!b.overlays.empty()) run_overlay_hooks(in, b, {from, to, true, old_length});
    unbind_to(in, depth);
}

}  // namespace el
