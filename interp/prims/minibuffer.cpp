// The minibuffer of a program without a terminal: standard input, line by line.
// Tests: tests/golden/errors, tests/lisp/boot/command-loop.el
#include "prims/minibuffer.hpp"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "core/args.hpp"
#include "prims/all.hpp"
#include "read/reader.hpp"
#include "vm/machine.hpp"

namespace el {

namespace {

constexpr std::size_t chunk = 256 << 10;

bool input_ready() {
    pollfd p{STDIN_FILENO, POLLIN, 0};
    return poll(&p, 1, 0) != 0;  // an error is noticed by the read
}

// Timers and processes go on until there is something to read.
void wait_for_input(Interpreter& in) {
    while (!input_ready()) in.waiter().wait(in, Waiter::Clock::now() + std::chrono::milliseconds(20), input_ready);
}

bool fill(Interpreter& in) {
    InputState& input = *in->input;
    if (input.ended) return false;
    std::fflush(stdout);
    wait_for_input(in);
    input.buffer.erase(0, std::exchange(input.at, 0));
    std::size_t old = input.buffer.size();
    input.buffer.resize(old + chunk);
    ssize_t n;
    do n = read(STDIN_FILENO, input.buffer.data() + old, chunk);
    while (n < 0 && errno == EINTR && (in.poll(), true));
    input.buffer.resize(old + static_cast<std::size_t>(n > 0 ? n : 0));
    if (n <= 0) input.ended = true;
    return n > 0;
}

}  // namespace

std::optional<std::string> read_input_line(Interpreter& in) {
    InputState& input = *in->input;
    std::size_t searched = 0;
    for (;;) {
        std::size_t from = input.at + searched;
        const void* newline = from < input.buffer.size() ? std::memchr(input.buffer.data() + from, '\n', input.buffer.size() - from) : nullptr;
        if (newline) {
            auto end = static_cast<std::size_t>(static_cast<const char*>(newline) - input.buffer.data());
            std::string line = input.buffer.substr(input.at, end - input.at);
            input.at = end + 1;
            return line;
        }
        searched = input.buffer.size() - input.at;
        if (fill(in)) continue;
        if (searched == 0) return std::nullopt;
        std::string line = input.buffer.substr(input.at);
        input.at = input.buffer.size();
        return line;
    }
}

namespace {

void prompt_with(Value prompt, Interpreter& in) {
    if (!prompt.is<String>()) return;
    std::string text = in.to<std::string>(prompt);
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

Value ask(Interpreter& in, Value prompt) {
    prompt_with(prompt, in);
    std::optional<std::string> line = read_input_line(in);
    if (!line) signal(in, sym::end_of_file, {make_string(in, "Error reading from stdin")});
    return in.to_lisp(*line);
}

bool is_empty(Value string) { return string.as<String>().chars == 0; }

Value first_default(Value given) { return given.is_cons() ? car(given) : given; }

Value parse_object(Interpreter& in, Value text) {
    Reader reader(in, text.as<String>().view());
    Value form = reader.read();
    return form;
}

Value read_from_minibuffer(Interpreter& in, Value prompt, Value, Value, Value read, Value, Value default_value, Value) {
    if (!prompt.is<String>()) wrong_type(in, sym::stringp, prompt);
    Value text = ask(in, prompt);
    if (read.is_nil()) return text;
    if (is_empty(text) && first_default(default_value).is<String>()) text = first_default(default_value);
    return parse_object(in, text);
}

Value read_string(Interpreter& in, Value prompt, Value, Value, Value default_value, Value) {
    if (!prompt.is<String>()) wrong_type(in, sym::stringp, prompt);
    Value text = ask(in, prompt);
    Value standard = first_default(default_value);
    return is_empty(text) && !standard.is_nil() ? standard : text;
}

Value yes_or_no_p(Interpreter& in, Value prompt) {
    if (!prompt.is<String>()) wrong_type(in, sym::stringp, prompt);
    std::string question = in.to<std::string>(prompt);
    if (!question.empty() && question.back() != ' ') question += ' ';
    Value full = in.to_lisp(question + "(yes or no) ");
    for (;;) {
        std::string answer = in.to<std::string>(in.funcall(in.intern("downcase"), {ask(in, full)}));
        if (answer == "yes") return in[sym::t];
        if (answer == "no") return nil;
        in.funcall(in[sym::message], {make_string(in, "Please answer yes or no.")});
    }
}

// (FORM), or internal--end at the end of input; asks for more lines until the form is complete.
Value internal_read_form(Interpreter& in, Value prompt) {
    std::string text;
    prompt_with(prompt, in);
    for (;;) {
        std::optional<std::string> line = read_input_line(in);
        if (!line) {
            if (text.find_first_not_of(" \t\n") == text.npos) return in.intern("internal--end");
            signal(in, sym::end_of_file, {make_string(in, "Unfinished expression")});
        }
        text += *line + "\n";
        Value source = in.to_lisp(text);
        Value form;
        bool complete = false, incomplete = false;
        catching(
            in, list(in, {in[sym::end_of_file]}),
            [&] {
                Reader reader(in, source.as<String>().view());
                complete = reader.next(form);
                return nil;
            },
            [&](Value) {
                incomplete = true;
                return nil;
            });
        if (complete) return list(in, {form});
        if (!incomplete) text.clear();
    }
}

constexpr Primitive table[] = {
    prim<read_from_minibuffer>("read-from-minibuffer",
                               "prompt &optional initial-contents keymap read hist default-value inherit-input-method",
                               "Print PROMPT and return a line of standard input, read as an object with READ.\nSignals end-of-file at the end."),
    prim<read_string>("read-string", "prompt &optional initial-input history default-value inherit-input-method",
                      "Print PROMPT and return a line of standard input; DEFAULT-VALUE if it is empty."),
    prim<yes_or_no_p>("yes-or-no-p", "prompt", "Ask PROMPT until the answer is yes or no."),
    prim<internal_read_form>("internal--read-form", "prompt", "Read one form from standard input, for the interactive session."),
};

}  // namespace

void define_minibuffer(Interpreter& in) {
    in->input = new InputState;
    in->at_exit.push_back([&in] { delete in->input; });
    in.define_primitives(table);
}

}  // namespace el
