#include "designators.hpp"

#include "errors.hpp"

namespace el::net {

namespace {

Value process_of_buffer(Network& n, Value buffer) {
    if (!is_live_buffer(buffer)) error(n.in, "Attempt to get process for a dead buffer");
    Value process = buffer_process(n, buffer);
    if (process.is_nil()) error(n.in, "Buffer %V has no process", n.in.funcall(n.in.intern("buffer-name"), {buffer}));
    return process;
}

}  // namespace

Value buffer_process(Network& n, Value buffer) {
    if (buffer.is_nil()) return nil;
    for (Process* p = n.registry.newest(); p; p = p->older)
        if (get(p->object(), Slot::buffer) == buffer) return p->object();
    return nil;
}

Value designated_process(Network& n, Value designator) {
    if (is_process(designator)) return designator;
    if (designator.is_nil()) return process_of_buffer(n, current_buffer(n.in));
    if (is_buffer(designator)) return process_of_buffer(n, designator);
    if (!is_string(designator)) wrong_type(n.in, "processp", designator);
    std::string name = n.in.to<std::string>(designator);
    if (Process* p = n.registry.find(std::string(string_bytes(designator)))) return p->object();
    Value buffer = get_buffer(n.in, string_bytes(designator));
    if (buffer.is_nil()) error(n.in, "Process %s does not exist", name.c_str());
    return process_of_buffer(n, buffer);
}

Value check_string(Interpreter& in, Value v) {
    if (!is_string(v)) wrong_type(in, "stringp", v);
    return v;
}

}  // namespace el::net
