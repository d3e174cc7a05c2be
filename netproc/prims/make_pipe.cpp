// make-pipe-process.
// Tests: tests/lisp/processes/pipes.el
#include "make_pipe.hpp"

#include <el/list.hpp>

#include "../deliver.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../process_arguments.hpp"
#include "prims.hpp"

#include <cerrno>

namespace el::net {

namespace {

// Our ends do not block; the far ends, which some program may get, do.
std::unique_ptr<PipeTransport> open_pipes(Network& n) {
    PipeEnds from = make_pipe(), to = make_pipe();
    if (!from.reading || !to.reading) report_errno(n.in, "Creating pipe", errno, nil);
    make_nonblocking(from.reading.get());
    make_nonblocking(to.writing.get());
    auto transport = std::make_unique<PipeTransport>(n.loop, std::move(from.reading), std::move(to.writing));
    transport->keep_far_ends(std::move(to.reading), std::move(from.writing));
    return transport;
}

}  // namespace

Value make_pipe_from(Network& n, Value contact) {
    auto arg = [&](Value keyword) { return plist_get(contact, keyword); };
    Value name = check_string(n.in, arg(n.sym.k_name));
    CodingPair coding = choose_coding_pair(n, arg(n.sym.k_coding), nil);
    Value plist = arg(n.sym.k_plist);
    if (!plist.is_nil() && !plist.is_cons()) wrong_type(n.in, "sequencep", plist);
    Value object = n.make_object(n.sym.pipe, name);
    set(object, Slot::contact, contact);
    set(object, Slot::status, n.sym.open);
    set(object, Slot::plist, copy_list(n.in, plist));
    set(object, Slot::command, arg(n.sym.k_stop).is_nil() ? nil : n.sym.t);
    set(object, Slot::decoding, coding.decoding);
    set(object, Slot::encoding, coding.encoding);
    set_callbacks(n, object, contact);
    Value buffer = arg(n.sym.k_buffer);
    set_buffer_argument(n, object, buffer.is_nil() ? name : buffer);
    auto transport = open_pipes(n);
    n.register_process(object).attach(std::move(transport));
    return object;
}

namespace {

Value make_pipe_process(Interpreter& in, Rest args) {
    if (args.empty()) return nil;
    return make_pipe_from(Network::of(in), list(in, args));
}

constexpr Primitive table[] = {
    prim<make_pipe_process>("make-pipe-process", "&rest args",
        "Make a process that is a pair of pipes without a program: what is written into the one by a program that got it from\n"
        "`make-process' as `:stderr' comes out as the process's output. Return the process.\n"
        "ARGS are keyword/argument pairs: `:name' (a string, made unique), `:buffer' (default: one named like the process), `:coding',\n"
        "`:noquery', `:stop', `:filter', `:sentinel' and `:plist' as in `make-network-process'."),
};

}  // namespace

void define_make_pipe(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
