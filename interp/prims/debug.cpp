// Looking at the running program: backtraces, the debugger of a program without a terminal, leaving it.
// Tests: tests/golden
#include <unistd.h>

#include "core/args.hpp"
#include "prims/all.hpp"
#include "vm/binding.hpp"
#include "vm/threads.hpp"

namespace el {

namespace {

Value backtrace(Interpreter& in) {
    for (Value tail = backtrace_lines(in); tail.is_cons(); tail = cdr(tail)) {
        in.funcall(in[sym::princ], {car(tail)});
        in.funcall(in.intern("terpri"), {});
    }
    return nil;
}

Value frame_function(Interpreter& in, const Frame& f) {
    if (f.primitive) return in.intern(f.primitive->name);
    const Code& code = *f.closure->code;
    return code.name.is_nil() ? Value::from_object(f.closure) : code.name;
}

Value frame_arguments(Interpreter& in, const Frame& f) {
    ListBuilder args(in);
    unsigned count = f.argument_count;
    if (f.closure) count = std::min<unsigned>(count, unsigned{f.closure->code->required} + f.closure->code->optional);
    for (unsigned i = 0; i < count; ++i) args.add(f.base[i]);
    return args.take();
}

// Frames of functions, innermost first; those above BASE are skipped.
std::vector<const Frame*> frames_from(Interpreter& in, Value base) {
    std::vector<const Frame*> frames;
    bool started = base.is_nil();
    for (const Frame* f = in->vm->frames.top; f-- > in->vm->frames.base;) {
        if (f->closure && f->closure->code->is_toplevel) continue;
        if (!started && frame_function(in, *f) == base) started = true;
        if (started) frames.push_back(f);
    }
    return frames;
}

Value mapbacktrace(Interpreter& in, Value function, Value base) {
    for (const Frame* f : frames_from(in, base)) in.funcall(function, {in[sym::t], frame_function(in, *f), frame_arguments(in, *f), nil});
    return nil;
}

Value backtrace_frame_internal(Interpreter& in, Value function, Natural n, Value base) {
    auto frames = frames_from(in, base);
    if (static_cast<std::size_t>(n) >= frames.size()) return nil;
    const Frame& f = *frames[static_cast<std::size_t>(n)];
    return in.funcall(function, {in[sym::t], frame_function(in, f), frame_arguments(in, f), nil});
}

Value backtrace_frames_from_thread(Interpreter& in, Value thread) {
    check_foreign(in, thread, thread_type);
    const LispThread* live = Threads::live(thread);
    if (!live) return nil;
    const MachineState& machine = thread == current_thread(in) ? *in->vm : live->machine;
    ListBuilder frames(in);
    for (const Frame* f = machine.frames.top; f-- > machine.frames.base;)
        if (!f->closure || !f->closure->code->is_toplevel) frames.add(cons(in, in[sym::t], cons(in, frame_function(in, *f), frame_arguments(in, *f))));
    return frames.take();
}

// The debugger of a program without a terminal: says what happened and ends the program.
Value debug(Interpreter& in, Rest args) {
    std::string text = "Debugger entered--Lisp error: " + (args.size() > 1 ? in.print(args[1]) : std::string("nil")) + "\n";
    for (Value tail = backtrace_lines(in); tail.is_cons(); tail = cdr(tail)) text += in.to<std::string>(car(tail)) + "\n";
    std::fputs(text.c_str(), stderr);
    throw ExitRequest{255};
}

Value kill_emacs(Interpreter& in, Value arg, Value) {
    Value hook = in.intern("kill-emacs-hook");
    in.funcall(in.intern("run-hooks"), {hook});
    int status = 0;
    if (arg.is_fixnum()) status = static_cast<int>(arg.fixnum() & 0xff);
    throw ExitRequest{status};
}

Value garbage_collect(Interpreter& in) {
    heap::collect();
    Value hook = in.intern("post-gc-hook");
    if (!find_value(in, hook).is_unbound()) in.funcall(in.intern("run-hooks"), {hook});
    return list(in, {list(in, {in[sym::cons], fixnum(16), fixnum(static_cast<Int>(heap::bytes_in_use() / 16))})});
}

constexpr Primitive table[] = {
    prim<backtrace>("backtrace", "", "Print the calls under way to `standard-output'."),
    prim<mapbacktrace>("mapbacktrace", "function &optional base", "Call FUNCTION with each frame: EVALD FUNC ARGS FLAGS."),
    prim<backtrace_frame_internal>("backtrace-frame--internal", "function nframes base", "Call FUNCTION with one frame."),
    prim<backtrace_frames_from_thread>("backtrace--frames-from-thread", "thread",
        "Return the calls under way in THREAD, the innermost first, as a list of (t FUNCTION . ARGUMENTS)."),
    prim<debug>("debug", "&rest args", "Print the error and a backtrace, and end the program with status 255."),
    prim<kill_emacs>("kill-emacs", "&optional arg restart", "End the program with exit status ARG, after running `kill-emacs-hook'."),
    prim<garbage_collect>("garbage-collect", "", "Reclaim memory that nothing refers to."),
};

}  // namespace

void define_debug(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
