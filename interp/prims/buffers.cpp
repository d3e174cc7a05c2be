// Primitives: buffers themselves: making, finding, naming, killing, modification (manual node "Buffers").
// Tests: tests/lisp/prims/buffers.el
#include "core/utf8.hpp"
#include "prims/buffer_args.hpp"
#include "core/hash_table.hpp"
#include "text/coding/codec.hpp"
#include "text/hooks.hpp"
#include "text/locals.hpp"
#include "text/state.hpp"
#include "text/undo.hpp"
#include "vm/binding.hpp"
#include "vm/threads.hpp"

#include <el/list.hpp>

#include <algorithm>
#include <cstring>

namespace el {

Buffer& named_buffer(Interpreter& in, Value v) {
    if (v.is<Buffer>()) {
        if (!v.as<Buffer>().live()) error(in, "Selecting deleted buffer");
        return v.as<Buffer>();
    }
    if (!v.is<String>()) wrong_type(in, sym::stringp, v);
    Value found = get_buffer(in, v.as<String>().view());
    if (found.is_nil()) error(in, "No buffer named %V", v);
    return found.as<Buffer>();
}

Region check_region(Interpreter& in, Value start, Value end) {
    Int from = position_of(in, start), to = position_of(in, end);
    if (from > to) std::swap(from, to);
    Buffer& b = current(in);
    if (from < b.begin || to > b.end) args_out_of_range(in, value_of(b), start, end);
    return {from, to};
}

namespace {

Value fn_current_buffer(Interpreter& in) { return current_buffer(in); }
Value fn_bufferp(Interpreter& in, Value object) { return truth(in, object.is<Buffer>()); }
Value buffer_live_p(Interpreter& in, Value object) { return truth(in, is_live_buffer(object)); }

Value set_buffer_prim(Interpreter& in, Value buffer_or_name) {
    Buffer& b = named_buffer(in, buffer_or_name);
    set_buffer(in, b);
    return value_of(b);
}

Value fn_get_buffer(Interpreter& in, Value buffer_or_name) {
    if (buffer_or_name.is<Buffer>()) return buffer_or_name;
    return get_buffer(in, Arg<String&>::from(in, buffer_or_name).view());
}

Value fn_get_buffer_create(Interpreter& in, Value buffer_or_name, Value inhibit_hooks) {
    if (inhibit_hooks.is_nil() || buffer_or_name.is<Buffer>()) return get_buffer_create(in, buffer_or_name);
    String& name = Arg<String&>::from(in, buffer_or_name);
    Value found = get_buffer(in, name.view());
    if (!found.is_nil()) return found;
    if (name.bytes == 0) error(in, "Empty string for buffer name is not allowed");
    return make_buffer(in, make_string(in, name.view()), nullptr, true);
}

// Where the visited files of two names are compared by name only; scripts rarely visit through links.
Value get_file_buffer(Interpreter& in, String& filename) {
    Value name = in.funcall(in.intern("expand-file-name"), {Value::from_object(&filename)});
    for (Value v : in->text->buffers)
        if (equal(in, v.as<Buffer>().slots[slot::buffer_file_name], name)) return v;
    return nil;
}

Value buffer_list(Interpreter& in, Value) {
    ListBuilder all(in);
    for (Value v : in->text->buffers) all.add(v);
    return all.take();
}

Value buffer_name(Interpreter& in, Value buffer) { return buffer_or_current(in, buffer).name; }
Value buffer_file_name(Interpreter& in, Value buffer) { return buffer_or_current(in, buffer).slots[slot::buffer_file_name]; }
Value buffer_base_buffer(Interpreter& in, Value buffer) {
    Buffer* base = buffer_or_current(in, buffer).base;
    return base ? value_of(*base) : nil;
}
Value buffer_size(Interpreter& in, Value buffer) { return fixnum(buffer_or_current(in, buffer).text->chars); }

Value rename_buffer(Interpreter& in, String& newname, Value unique) {
    if (newname.bytes == 0) error(in, "Empty string is invalid as a buffer name");
    Buffer& b = current(in);
    std::string name(newname.view());
    Value other = get_buffer(in, name);
    if (other == value_of(b) && unique.is_nil()) return b.name;
    if (!other.is_nil()) {
        if (unique.is_nil()) error(in, "Buffer name \u2018%V\u2019 is in use", Value::from_object(&newname));
        name = fresh_buffer_name(in, name, b.name.as<String>().view());
    }
    b.name = make_string(in, name);
    run_hook(in, sym::buffer_list_update_hook);
    return b.name;
}

Value generate_new_buffer_name(Interpreter& in, String& name, Value ignore) {
    std::string_view ignored = ignore.is<String>() ? ignore.as<String>().view() : std::string_view();
    if (get_buffer(in, name.view()).is_nil() || name.view() == ignored) return Value::from_object(&name);
    return make_string(in, fresh_buffer_name(in, name.view(), ignored));
}

Value other_buffer(Interpreter& in, Value buffer, Value, Value) {
    for (Value v : in->text->buffers)
        if (v != buffer && !v.as<Buffer>().name.as<String>().view().starts_with(' ')) return v;
    return get_buffer_create(in, make_string(in, "*scratch*"));
}

Value make_indirect_buffer(Interpreter& in, Value base_buffer, String& name, Value clone, Value inhibit_hooks) {
    if (!get_buffer(in, name.view()).is_nil()) error(in, "Buffer name \u2018%V\u2019 is in use", Value::from_object(&name));
    if (name.bytes == 0) error(in, "Empty string for buffer name is not allowed");
    Value found = base_buffer.is<Buffer>() ? base_buffer : get_buffer(in, Arg<String&>::from(in, base_buffer).view());
    if (found.is_nil()) error(in, "No such buffer: \u2018%V\u2019", base_buffer);
    Buffer& base = named_buffer(in, found);
    Value made = make_buffer(in, make_string(in, name.view()), base.base ? base.base : &base, !inhibit_hooks.is_nil());
    Buffer& b = made.as<Buffer>();
    if (!clone.is_nil()) {
        b.locals = {};
        for (const LocalVariable& local : base.locals) b.locals.push(local);
        std::copy_n(base.slots, static_cast<int>(slot::count), b.slots);
        b.local_slots = base.local_slots;
        b.slots[slot::buffer_file_name] = b.slots[slot::buffer_file_truename] = nil;
        b.syntax_table = base.syntax_table;
    }
    return made;
}

// --- killing ---

bool query_functions_agree(Interpreter& in) {
    Value hook = find_value(in, in[sym::kill_buffer_query_functions]);
    if (hook.is_nil() || hook.is_unbound()) return true;
    return !in.funcall(in.intern("run-hook-with-args-until-failure"), {in[sym::kill_buffer_query_functions]}).is_nil();
}

void run_kill_hooks(Interpreter& in, Buffer& b, bool& agreed) {
    std::size_t depth = binding_depth(in);
    save_current_buffer(in);
    set_buffer(in, b);
    agreed = query_functions_agree(in);
    if (agreed) run_hook(in, sym::kill_buffer_hook);
    unbind_to(in, depth);
}

void kill_indirect_buffers(Interpreter& in, Buffer& base) {
    for (bool again = true; again && base.live();) {
        again = false;
        for (Buffer* b : base.text->buffers)
            if (b->base == &base && b->live()) {
                in.funcall(in.intern("kill-buffer"), {value_of(*b)});
                again = true;
                break;
            }
    }
}

// Whoever has processes (netproc) defines this function: those of a killed buffer are deleted.
void end_processes(Interpreter& in, Value buffer) {
    Value function = in.intern("internal-delete-buffer-processes");
    if (symbol(in, function).function) in.funcall(function, {buffer});
}

Value kill_buffer(Interpreter& in, Value buffer_or_name) {
    Value found = buffer_or_name.is_nil() ? current_buffer(in) : buffer_or_name;
    if (!found.is<Buffer>()) found = get_buffer(in, Arg<String&>::from(in, found).view());
    if (found.is_nil()) error(in, "No buffer named %V", buffer_or_name);
    Buffer& b = found.as<Buffer>();
    if (!b.live() || in->threads->other_in_buffer(found)) return nil;
    if (!b.inhibit_hooks) {
        bool agreed = true;
        run_kill_hooks(in, b, agreed);
        if (!agreed) return nil;
        if (!b.live()) return in[sym::t];
    }
    end_processes(in, found);
    if (!b.live()) return in[sym::t];
    kill_indirect_buffers(in, b);
    if (&b == &current(in)) {
        Value other = other_buffer(in, found, nil, nil);
        // *scratch* cannot be killed while it is the only buffer.
        if (other == found) return nil;
        set_current_buffer(in, other);
    }
    destroy_buffer(in, b);
    if (!b.inhibit_hooks) run_hook(in, sym::buffer_list_update_hook);
    return in[sym::t];
}

// --- modification ---

Value buffer_modified_p(Interpreter& in, Value buffer) {
    BufferText& text = *buffer_or_current(in, buffer).text;
    return truth(in, text.saved_tick < text.modified_tick);
}

Value restore_buffer_modified_p(Interpreter& in, Value flag) {
    BufferText& text = *current(in).text;
    if (flag.is_nil())
        text.saved_tick = text.modified_tick;
    else if (text.modified_tick <= text.saved_tick)
        text.saved_tick = text.modified_tick++;
    return flag;
}
Value set_buffer_modified_p(Interpreter& in, Value flag) {
    restore_buffer_modified_p(in, flag);
    return nil;
}

Value buffer_modified_tick(Interpreter& in, Value buffer) { return fixnum(buffer_or_current(in, buffer).text->modified_tick); }
Value buffer_chars_modified_tick(Interpreter& in, Value buffer) { return fixnum(buffer_or_current(in, buffer).text->chars_tick); }

Value barf_if_buffer_read_only(Interpreter& in, Value position) {
    Buffer& b = current(in);
    Int pos = position.is_nil() ? b.point : position_of(in, position);
    if (pos < b.begin) args_out_of_range(in, fixnum(pos), fixnum(pos));
    if (text_is_read_only(in, b)) signal(in, sym::buffer_read_only, {value_of(b)});
    return nil;
}

Value buffer_enable_undo(Interpreter& in, Value buffer) {
    Buffer& b = buffer.is_nil() ? current(in) : named_buffer(in, buffer);
    Value& undo = (b.base ? b.base : &b)->slots[slot::buffer_undo_list];
    if (undo == in[sym::t]) undo = nil;
    return nil;
}

Value undo_boundary(Interpreter& in) {
    add_undo_boundary(in, current(in));
    return nil;
}

Value erase_buffer(Interpreter& in) {
    Buffer& b = current(in);
    widen(b);
    delete_region(in, b, 1, b.last());
    return nil;
}

Value set_buffer_major_mode(Interpreter& in, Buffer& buffer) {
    Value mode = in->text->slot_defaults[slot::major_mode];
    if (mode.is_nil() || mode == in[sym::fundamental_mode]) return nil;
    std::size_t depth = binding_depth(in);
    save_current_buffer(in);
    set_buffer(in, buffer);
    in.funcall(mode, {});
    return unbind_to(in, depth);
}

// --- multibyte or not ---

// Each byte of multibyte text becomes a character.
void to_unibyte(Buffer& b) {
    BufferText& text = *b.text;
    auto recount = [](Int& chars, Int bytes) { chars = bytes; };
    std::string plain(static_cast<std::size_t>(text.gap.size), '\0');
    text.gap.copy_out(0, text.gap.size, reinterpret_cast<std::uint8_t*>(plain.data()));
    text.multibyte = false;
    std::string out(plain.size(), '\0');
    // Raw-byte characters become their byte, others stay as the bytes they are stored in.
    std::size_t n = 0;
    for (std::size_t i = 0; i < plain.size(); ++i) {
        auto byte = static_cast<std::uint8_t>(plain[i]);
        if (utf8::is_raw_lead(byte)) out[n++] = static_cast<char>(utf8::char_to_raw(utf8::decode(reinterpret_cast<std::uint8_t*>(&plain[i++]))));
        else out[n++] = plain[i];
    }
    text.gap.erase(0, text.gap.size);
    if (n) std::memcpy(text.gap.open(0, static_cast<Int>(n)), out.data(), n);
    text.chars = text.gap.size;
    Int last = text.chars + 1;
    for (Buffer* s : text.buffers) {
        for (auto [chars, bytes] : {std::pair{&s->point, &s->point_byte}, {&s->begin, &s->begin_byte}, {&s->end, &s->end_byte}}) {
            *bytes = std::min(*bytes, last);
            recount(*chars, *bytes);
        }
        widen(*s);
    }
    each_marker(text, [&](Marker& m) { m.bytes = std::min(m.bytes, last), m.chars = m.bytes; });
    text.intervals = {};
    text.cached_char = text.cached_byte = 1;
}

// Well-formed sequences become characters, other bytes raw-byte characters.
void to_multibyte(Buffer& b) {
    BufferText& text = *b.text;
    Int size = text.gap.size;
    std::string plain(static_cast<std::size_t>(size), '\0');
    auto* p = reinterpret_cast<std::uint8_t*>(plain.data());
    text.gap.copy_out(0, size, p);
    std::string out;
    std::vector<Int> byte_of(static_cast<std::size_t>(size) + 1), char_of(static_cast<std::size_t>(size) + 1);
    Int chars = 0;
    for (Int i = 0; i < size;) {
        int n = utf8::valid_length(p + i, static_cast<std::size_t>(size - i));
        if (n == 2 && utf8::is_raw_lead(p[i])) n = 0;
        for (Int k = 0; k < std::max(n, 1); ++k) byte_of[static_cast<std::size_t>(i + k)] = static_cast<Int>(out.size()), char_of[static_cast<std::size_t>(i + k)] = chars;
        if (n > 0) out.append(plain, static_cast<std::size_t>(i), static_cast<std::size_t>(n));
        else coding::append_char(out, utf8::raw_to_char(p[i])), n = 1;
        i += n;
        ++chars;
    }
    byte_of.back() = static_cast<Int>(out.size()), char_of.back() = chars;
    text.multibyte = true;
    text.gap.erase(0, size);
    std::memcpy(text.gap.open(0, static_cast<Int>(out.size())), out.data(), out.size());
    text.chars = chars;
    auto move = [&](Int& c, Int& byte) {
        auto at = static_cast<std::size_t>(byte - 1);
        c = char_of[at] + 1, byte = byte_of[at] + 1;
    };
    for (Buffer* s : text.buffers) {
        move(s->point, s->point_byte);
        widen(*s);
    }
    each_marker(text, [&](Marker& m) { move(m.chars, m.bytes); });
    text.intervals = {};
    text.cached_char = text.cached_byte = 1;
}

Value set_buffer_multibyte(Interpreter& in, Value flag) {
    Buffer& b = current(in);
    if (b.base) error(in, "Cannot do `set-buffer-multibyte' on an indirect buffer");
    if (flag.is_nil() == !b.multibyte()) return flag;
    if (flag.is_nil()) to_unibyte(b);
    else to_multibyte(b);
    return flag;
}

Value buffer_swap_text(Interpreter& in, Buffer& other) {
    Buffer& b = current(in);
    if (!other.live()) error(in, "Cannot swap a dead buffer's text");
    if (b.base || other.base || b.text->buffers.size > 1 || other.text->buffers.size > 1) error(in, "Cannot swap indirect buffers's text");
    std::swap(b.text, other.text);
    std::swap(b.point, other.point), std::swap(b.point_byte, other.point_byte);
    std::swap(b.begin, other.begin), std::swap(b.begin_byte, other.begin_byte);
    std::swap(b.end, other.end), std::swap(b.end_byte, other.end_byte);
    std::swap(b.slots[slot::buffer_undo_list], other.slots[slot::buffer_undo_list]);
    std::swap(b.mark, other.mark);
    std::swap(b.overlays, other.overlays);
    for (auto [owner, from] : {std::pair{&b, &other}, {&other, &b}}) {
        owner->text->buffers[0] = owner;
        each_marker(*owner->text, [owner = owner](Marker& m) { m.buffer = owner; });
        for (Value v : owner->overlays) v.as<Overlay>().buffer = owner;
        (void)from;
    }
    return nil;
}

Value nothing(Interpreter&, Value) { return nil; }

constexpr Primitive table[] = {
    prim<barf_if_buffer_read_only>("barf-if-buffer-read-only", "&optional position", "Signal a `buffer-read-only' error if the current buffer is read-only."),
    prim<buffer_base_buffer>("buffer-base-buffer", "&optional buffer", "Return the base buffer of indirect buffer BUFFER, nil if it is not indirect."),
    prim<buffer_chars_modified_tick>("buffer-chars-modified-tick", "&optional buffer", "Return BUFFER's character-change tick counter."),
    prim<buffer_enable_undo>("buffer-enable-undo", "&optional buffer", "Start keeping undo information for buffer BUFFER."),
    prim<buffer_file_name>("buffer-file-name", "&optional buffer", "Return name of file BUFFER is visiting, or nil if none."),
    prim<buffer_list>("buffer-list", "&optional frame", "Return a list of all live buffers."),
    prim<buffer_live_p>("buffer-live-p", "object", "Return t if OBJECT is a buffer which has not been killed."),
    prim<buffer_modified_p>("buffer-modified-p", "&optional buffer", "Return non-nil if BUFFER was modified since its file was last read or saved."),
    prim<buffer_modified_tick>("buffer-modified-tick", "&optional buffer", "Return BUFFER's tick counter, incremented for each change in text."),
    prim<buffer_name>("buffer-name", "&optional buffer", "Return the name of BUFFER, as a string; nil if it has been killed."),
    prim<buffer_size>("buffer-size", "&optional buffer", "Return the number of characters in BUFFER, narrowing ignored."),
    prim<buffer_swap_text>("buffer-swap-text", "buffer", "Swap the text between current buffer and BUFFER."),
    prim<fn_bufferp>("bufferp", "object", "Return t if OBJECT is a buffer."),
    prim<nothing>("bury-buffer-internal", "buffer", "Move BUFFER to the end of the buffer list."),
    prim<fn_current_buffer>("current-buffer", "", "Return the current buffer as a Lisp object."),
    prim<erase_buffer>("erase-buffer", "", "Delete the entire contents of the current buffer, narrowing removed."),
    prim<nothing>("force-mode-line-update", "&optional all", "Does nothing: there is no mode line."),
    prim<generate_new_buffer_name>("generate-new-buffer-name", "name &optional ignore", "Return a string that is the name of no existing buffer based on NAME."),
    prim<fn_get_buffer>("get-buffer", "buffer-or-name", "Return the buffer named BUFFER-OR-NAME, nil if there is none."),
    prim<fn_get_buffer_create>("get-buffer-create", "buffer-or-name &optional inhibit-buffer-hooks", "Return the buffer specified by BUFFER-OR-NAME, creating a new one if needed."),
    prim<get_file_buffer>("get-file-buffer", "filename", "Return the buffer visiting file FILENAME, nil if there is none."),
    prim<kill_buffer>("kill-buffer", "&optional buffer-or-name", "Kill the buffer specified by BUFFER-OR-NAME, by default the current one."),
    prim<make_indirect_buffer>("make-indirect-buffer", "base-buffer name &optional clone inhibit-buffer-hooks", "Create and return an indirect buffer for buffer BASE-BUFFER, named NAME."),
    prim<other_buffer>("other-buffer", "&optional buffer visible-ok frame", "Return most recently selected buffer other than BUFFER."),
    prim<rename_buffer>("rename-buffer", "newname &optional unique", "Change current buffer's name to NEWNAME."),
    prim<restore_buffer_modified_p>("restore-buffer-modified-p", "flag", "Like `set-buffer-modified-p'; returns FLAG."),
    prim<set_buffer_prim>("set-buffer", "buffer-or-name", "Make buffer BUFFER-OR-NAME current for editing operations."),
    prim<set_buffer_major_mode>("set-buffer-major-mode", "buffer", "Set an appropriate major mode for BUFFER."),
    prim<set_buffer_modified_p>("set-buffer-modified-p", "flag", "Mark current buffer as modified or unmodified according to FLAG."),
    prim<set_buffer_multibyte>("set-buffer-multibyte", "flag", "Set the multibyte flag of the current buffer to FLAG."),
    prim<undo_boundary>("undo-boundary", "", "Mark a boundary between units of undo."),
};

}  // namespace

void define_buffers(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
