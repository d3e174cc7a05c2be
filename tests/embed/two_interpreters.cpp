// Two interpreters that share nothing, each on a thread of its own, both busy; then one after the other on one thread.
#include <el/el.hpp>

#include <atomic>
#include <iostream>
#include <thread>

#include "expect.hpp"

namespace {

// Allocates enough that collections happen while the other thread runs.
const char* const work = R"(
    (let ((table (make-hash-table :test 'equal)) (sum 0))
      (dotimes (i 20000)
        (puthash (format "%s-%d" own-name i) (list i own-name) table))
      (maphash (lambda (key value)
                 (unless (string-prefix-p own-name key) (error "Foreign key %s" key))
                 (setq sum (+ sum (car value))))
               table)
      sum))";

void run(const char* name, std::atomic<el::Int>& sum) {
    el::Interpreter in;
    in.set_variable(in.intern("own-name"), in.to_lisp(name));
    in.eval("(defvar own-name) (defun who () own-name)");
    for (int round = 0; round < 3; ++round) sum = in.to<el::Int>(in.eval(work));
    if (in.to<std::string>(in.call("who")) != name) sum = -1;
}

void in_parallel() {
    std::atomic<el::Int> first = 0, second = 0;
    std::thread one(run, "one", std::ref(first)), two(run, "two", std::ref(second));
    one.join();
    two.join();
    EXPECT(first == 199990000);
    EXPECT(second == 199990000);
}

void side_by_side() {
    el::Interpreter a, b;
    a.eval("(defvar shared-name 'a) (fset 'answer (lambda () 1)) (put 'car 'mark t)");
    b.eval("(defvar shared-name 'b) (fset 'answer (lambda () 2))");
    EXPECT(a.print(a.eval("(list shared-name (answer) (get 'car 'mark))")) == "(a 1 t)");
    EXPECT(b.print(b.eval("(list shared-name (answer) (get 'car 'mark))")) == "(b 2 nil)");
    a.eval("(fset 'car (lambda (_) 'redefined))");
    EXPECT(a.print(a.eval("(car '(1))")) == "redefined");
    EXPECT(b.print(b.eval("(car '(1))")) == "1");
}

void one_interrupts_the_other() {
    el::Interpreter in;
    std::thread other([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        in.interrupt();
    });
    auto outcome = in.try_eval("(while t)");
    other.join();
    EXPECT(!outcome);
    EXPECT(in.symbol_name(outcome.error().symbol()) == "quit");
    EXPECT(in.to<el::Int>(in.eval("(+ 1 1)")) == 2);
}

}  // namespace

int main() {
    in_parallel();
    side_by_side();
    one_interrupts_the_other();
    in_parallel();  // threads that ended have left the collector's list
    std::cout << "two interpreters, " << failures << " failures\n";
    return failures;
}
