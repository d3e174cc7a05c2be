// The smallest host: define a function, evaluate, call, get errors as values and as exceptions.
#include <el/el.hpp>

#include <iostream>

#include "expect.hpp"

namespace {

std::string logged;

void define_host_functions(el::Interpreter& in) {
    in.define("host-log", "text", "Write TEXT to the host's log.", [](std::string_view text) { logged += text; });
    in.define("host-scale", "n &optional factor", "Return N times FACTOR.",
              [](double n, el::Value factor) { return n * (factor.is_nil() ? 2 : static_cast<double>(factor.fixnum())); });
}

void values_go_both_ways(el::Interpreter& in) {
    el::Root greet = in.eval("(lambda (who) (concat \"hello, \" who))");
    EXPECT(in.to<std::string>(in.call(greet, "world")) == "hello, world");
    EXPECT(in.to<el::Int>(in.call("+", 1, 2, 39)) == 42);
    EXPECT(in.to<double>(in.eval("(host-scale 1.5)")) == 3.0);
    EXPECT(in.to<double>(in.eval("(host-scale 1.5 4)")) == 6.0);
    EXPECT(in.print(in.eval("(list 1 \"two\" 'three)")) == "(1 \"two\" three)");
    in.eval("(host-log \"from Lisp\")");
    EXPECT(logged == "from Lisp");
}

void errors_are_values_or_exceptions(el::Interpreter& in) {
    auto outcome = in.try_eval("(progn (car 7))");
    EXPECT(!outcome);
    EXPECT(outcome.error().message() == "Wrong type argument: listp, 7");
    EXPECT(in.symbol_name(outcome.error().symbol()) == "wrong-type-argument");
    bool thrown = false;
    try {
        in.eval("(error \"No %s\" \"luck\")");
    } catch (const el::Error& error) {
        thrown = true;
        EXPECT(std::string(error.what()) == "No luck");
    }
    EXPECT(thrown);
    auto missing = in.try_load("no-such-file.el");
    EXPECT(!missing);
    EXPECT(in.symbol_name(missing.error().symbol()) == "file-missing");
    EXPECT(in.to<el::Int>(in.eval("(+ 1 1)")) == 2);  // and it goes on
}

void output_goes_where_the_host_says() {
    std::string written, said;
    el::Options options;
    options.output = [&](std::string_view text) { written += text; };
    options.log = [&](std::string_view text) { said += text; };
    el::Interpreter in(std::move(options));
    in.eval("(princ \"printed\") (message \"a %s\" 'message)");
    EXPECT(written == "printed");
    EXPECT(said == "a message");
}

}  // namespace

int main() {
    el::Interpreter in;
    define_host_functions(in);
    values_go_both_ways(in);
    errors_are_values_or_exceptions(in);
    output_goes_where_the_host_says();
    std::cout << in.to<std::string>(in.call("format", "%s from %s", "hello", "elwire")) << '\n';
    return failures;
}
