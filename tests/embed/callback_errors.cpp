// A host that is told of the errors that filters, sentinels and timers do not handle, after Lisp's own hook has been asked.
#include <el/el.hpp>
#include <netproc/netproc.hpp>

#include <chrono>
#include <vector>

#include "expect.hpp"

namespace {

const char* const script = R"(
    (defvar server
      (make-network-process :name "server" :server t :host "127.0.0.1" :service t
                            :filter (lambda (_p text) (error "Filter: %s" text))))
    (defvar client (make-network-process :name "client" :host "127.0.0.1" :service (process-contact server :service)))
    (process-send-string client "one")
    (run-with-timer 0 nil (lambda () (car 1))))";

template <class Done>
bool until(el::Interpreter& in, Done done) {
    for (int i = 0; i < 500 && !done(); ++i) in.wait(std::chrono::milliseconds(20));
    return done();
}

}  // namespace

int main() {
    std::vector<netproc::CallbackError> told;
    std::vector<std::string> logged;
    bool take = true;
    el::Options options;
    options.log = [&](std::string_view line) { logged.emplace_back(line); };
    el::Interpreter in(options);
    netproc::Options net;
    net.on_error = [&](el::Interpreter&, const netproc::CallbackError& error) {
        told.push_back(error);
        return take;
    };
    netproc::install(in, net);
    in.eval(script);
    EXPECT(until(in, [&] { return told.size() == 2; }));
    for (const auto& error : told) {
        bool filter = error.kind == "process filter";
        EXPECT(filter || error.kind == "timer");
        EXPECT(error.message == (filter ? "Filter: one" : "Wrong type argument: listp, 1"));
        EXPECT(!error.backtrace.empty());
        EXPECT(el::car(error.error.get()) == in.intern(filter ? "error" : "wrong-type-argument"));
    }
    EXPECT(logged.empty());

    // What the host does not take is reported.
    take = false;
    in.eval("(process-send-string client \"two\")");
    EXPECT(until(in, [&] { return logged.size() == 1; }));
    EXPECT(told.size() == 3);
    EXPECT(logged[0].find("error in process filter: Filter: two") != std::string::npos);

    // What Lisp takes the host does not hear of.
    in.eval("(defvar taken nil) (add-hook 'process-callback-error-functions (lambda (kind &rest _) (push kind taken) t))"
            "(process-send-string client \"three\")");
    EXPECT(until(in, [&] { return !in.variable(in.intern("taken")).is_nil(); }));
    EXPECT(told.size() == 3);
    EXPECT(in.print(in.variable(in.intern("taken"))) == "(filter)");
    return failures;
}
