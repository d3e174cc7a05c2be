// Calling one Lisp function many times from a primitive: the arguments' place on the value stack is kept between the calls.
#pragma once
#include "vm/machine.hpp"

namespace el {

class Caller {
public:
    Caller(Interpreter& in, Value function, unsigned count) : in_(in), vm_(*in->vm), function_(function), count_(count) {
        if (vm_.values.top + count + 64 > vm_.values.limit) too_deep(in);
        top_ = vm_.values.top;
        *top_ = function;
        base_ = top_ + 1;
        for (unsigned i = 0; i < count; ++i) base_[i] = nil;
        vm_.values.top = base_ + count;
        if (function.is_cons()) function_ = *top_ = resolve_function(in, function);
    }
    ~Caller() { vm_.values.top = top_; }
    Caller(const Caller&) = delete;

    Value operator()(Value a) {
        base_[0] = a;
        return call();
    }
    Value operator()(Value a, Value b) {
        base_[0] = a;
        base_[1] = b;
        return call();
    }

private:
    // A function writes over its arguments and over the place below them.
    Value call() {
        vm_.values.top = base_ + count_;
        base_[-1] = function_;
        Value result = call_on_stack(in_, function_, base_, count_);
        vm_.values.top = base_ + count_;
        return result;
    }

    Interpreter& in_;
    Vm& vm_;
    Value function_;
    unsigned count_;
    Value *top_, *base_;
};

}  // namespace el
