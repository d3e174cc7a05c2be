// Backtraces: what is running, with arguments and places.
// Tests: tests/golden
#include "vm/machine.hpp"

#include <algorithm>

namespace el {

namespace {

constexpr std::size_t longest_argument = 200;

std::string shortened(Interpreter& in, Value v) {
    std::string text = in.print(v, true);
    if (text.size() > longest_argument) {
        std::size_t cut = longest_argument;
        while (cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xc0) == 0x80) --cut;
        text.resize(cut);
        text += "...";
    }
    return text;
}

std::string place_text(const Code& code, LineEntry line) {
    if (!line.line) return {};
    std::string text;
    if (code.file.is<String>()) text = std::string(code.file.as<String>().view()) + ":";
    return text + std::to_string(line.line) + ":" + std::to_string(line.column);
}

// The instruction a frame was executing: its pc is already past it.
LineEntry current_line(const Frame& f) {
    const Code& code = *f.closure->code;
    if (!f.pc || !code.insns || f.pc < code.insns || f.pc > code.insns + code.insn_count) return {};
    std::size_t pc = static_cast<std::size_t>(f.pc - code.insns);
    return line_of(code, pc ? pc - 1 : 0);
}

std::string function_text(Interpreter& in, const Frame& f) {
    if (f.primitive) return f.primitive->name;
    const Code& code = *f.closure->code;
    if (!code.name.is_nil()) return in.print(code.name, false);
    if (code.is_toplevel) return "toplevel";
    return shortened(in, code.source);
}

std::string arguments_text(Interpreter& in, const Frame& f) {
    unsigned positional = f.argument_count;
    if (f.closure) {
        const Code& code = *f.closure->code;
        positional = std::min<unsigned>(positional, unsigned{code.required} + code.optional);
    }
    std::string text;
    for (unsigned i = 0; i < positional && i < 20; ++i) text += (i ? " " : "") + shortened(in, f.base[i]);
    if (positional > 20) return text + " ...";
    if (positional == f.argument_count) return text;
    Value rest = f.base[unsigned{f.closure->code->required} + f.closure->code->optional];
    for (int n = 0; rest.is_cons() && n < 20; rest = cdr(rest), ++n) text += (text.empty() ? "" : " ") + shortened(in, car(rest));
    return text;
}

std::string frame_text(Interpreter& in, const Frame& f) {
    std::string text = "  " + function_text(in, f);
    if (f.primitive || !f.closure->code->is_toplevel) text += "(" + arguments_text(in, f) + ")";
    if (f.closure) {
        std::string place = place_text(*f.closure->code, current_line(f));
        if (!place.empty()) text += "  at " + place;
    }
    return text;
}

}  // namespace

Value backtrace_lines(Interpreter& in, std::size_t limit) {
    Vm& vm = *in->vm;
    ListBuilder lines(in);
    std::size_t count = vm.frames.size();
    for (std::size_t i = count; i-- > 0;) {
        if (count - i > limit && i > limit / 5) {
            if (count - i == limit + 1) lines.add(make_string(in, "  ... " + std::to_string(i - limit / 5 + 1) + " more ..."));
            continue;
        }
        lines.add(make_string(in, frame_text(in, vm.frames.base[i])));
    }
    return lines.take();
}

namespace {

// Files of the library inside the program have relative names: nobody can look them up, and the mistake is seldom there.
bool is_own(const Frame& f) {
    const Code& code = *f.closure->code;
    return code.file.is<String>() && !code.file.as<String>().view().starts_with('/');
}

Value innermost_place(Interpreter& in, bool own) {
    Vm& vm = *in->vm;
    for (std::size_t i = vm.frames.size(); i-- > 0;) {
        const Frame& f = vm.frames.base[i];
        if (!f.closure || is_own(f) != own) continue;
        LineEntry line = current_line(f);
        if (line.line && f.closure->code->file.is<String>())
            return list(in, {f.closure->code->file, fixnum(line.line), fixnum(line.column)});
    }
    return nil;
}

}  // namespace

Value current_place(Interpreter& in) {
    Value place = innermost_place(in, false);
    return place.is_nil() ? innermost_place(in, true) : place;
}

}  // namespace el
