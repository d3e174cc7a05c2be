// <el/callback.hpp> and <el/vector.hpp>.
#include <el/callback.hpp>
#include <el/list.hpp>
#include <el/vector.hpp>

#include "core/objects.hpp"
#include "vm/machine.hpp"

namespace el {

bool call_catching(Interpreter& in, Value function, std::span<const Value> args, CaughtError& caught, Value* result) {
    Vm& vm = *in->vm;
    std::size_t index = push_native_handler(in, list(in, {in[sym::error], in[sym::quit]}), true);
    try {
        Value value = call_function(in, function, args.data(), args.size());
        if (result) *result = value;
        pop_handler(in, index);
        return true;
    } catch (const NonLocalExit&) {
        if (!exit_arrived(in, index)) throw;
    }
    caught = {take_pending(in), vm.error_place, vm.error_backtrace};
    return false;
}

std::string error_text(Interpreter& in, Value error) { return in.to<std::string>(error_message_text(in, error)); }

std::string place_text(Interpreter& in, Value place) {
    if (!place.is_cons()) return {};
    std::string text;
    for (Value part : each(in, place)) text += (text.empty() ? "" : ":") + in.print(part, false);
    return text;
}

bool is_vector(Value v) { return v.is<Vector>(); }
std::span<Value> vector_slots(Value vector) { return vector.as<Vector>().span(); }

}  // namespace el
