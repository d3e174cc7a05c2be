// The rare cases of the instructions, out of line. Those that may signal return Value::exit_pending() after choosing the handler, or throw.
#pragma once
#include "vm/machine.hpp"

namespace el::slow {

Value car(Interpreter& in, Value v);
Value cdr(Interpreter& in, Value v);
Value add(Interpreter& in, Value a, Value b);
Value subtract(Interpreter& in, Value a, Value b);
Value multiply(Interpreter& in, Value a, Value b);
Value divide(Interpreter& in, Value a, Value b);
Value remainder(Interpreter& in, Value a, Value b);
enum class Comparison { less, greater, less_equal, greater_equal, same };
bool compare(Interpreter& in, Comparison how, Value a, Value b);
Value bitwise(Interpreter& in, Op op, Value a, Value b);
Value aref(Interpreter& in, Value array, Value index);
Value aset(Interpreter& in, Value array, Value index, Value element);
Value length(Interpreter& in, Value sequence);
Value nth(Interpreter& in, Value n, Value list);
Value nthcdr(Interpreter& in, Value n, Value list);
Value nth(Interpreter& in, Value n, Value list);
Value memq(Interpreter& in, Value element, Value list);
Value assq(Interpreter& in, Value key, Value alist);
Value gethash(Interpreter& in, Value key, Value table);
Value setcar(Interpreter& in, Value cell, Value v);
Value setcdr(Interpreter& in, Value cell, Value v);
Value get_global(Interpreter& in, Value symbol);
Value type_error(Interpreter& in, sym::Id predicate, Value v);

// Fills in missing optional arguments and collects &rest; signals wrong-number-of-arguments.
void adjust_arguments(Interpreter& in, Closure& closure, Value* args, unsigned count);
// Puts the elements of the last of `count` arguments in its place; returns the new count.
unsigned spread(Interpreter& in, Value* args, unsigned count);
// Executes a redefined inline instruction: an ordinary call. The value, or for jumps whether the condition holds (nil or not).
Value redefined(Interpreter& in, Insn insn, Value* registers);

}  // namespace el::slow
