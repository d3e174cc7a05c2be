// make-process.
// Tests: tests/lisp/processes/make-process.el, tests/lisp/processes/ends.el
#include <el/list.hpp>

#include "../designators.hpp"
#include "../errors.hpp"
#include "../process_arguments.hpp"
#include "../program.hpp"
#include "make_pipe.hpp"
#include "prims.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>

namespace el::net {

namespace {

constexpr Int no_program = -2;  // what process-id says of a pty without one

struct Connection {
    bool input_terminal = true, output_terminal = true;
    bool any_terminal() const { return input_terminal || output_terminal; }
};

bool wants_terminal(Network& n, Value type, Value whole) {
    if (type.is_nil()) return !n.in.variable(n.sym.process_connection_type).is_nil();
    if (type == n.sym.pty || type == n.sym.t) return true;
    if (type == n.sym.pipe) return false;
    report_errno(n.in, "Unknown connection type", ENOENT, whole.is_cons() ? whole : list(n.in, {whole}));
}

// Emacs 28: with errors of its own a program has no terminal, but where the pair of types asks for one.
Connection connection_of(Network& n, Value arguments) {
    Value type = plist_get(arguments, n.sym.k_connection_type);
    if (!type.is_cons()) {
        bool terminal = wants_terminal(n, type, type) && plist_get(arguments, n.sym.k_stderr).is_nil();
        return {terminal, terminal};
    }
    bool input = wants_terminal(n, car(type), type);
    return {input, wants_terminal(n, cdr(type), type)};
}

// --- the program ---

void check_not_directory(Network& n, const std::string& file) {
    struct stat status {};
    if (stat(file.c_str(), &status) == 0 && S_ISDIR(status.st_mode)) error(n.in, "Specified program for new process is a directory");
}

// Emacs: an absolute name is not looked at before; that it cannot be run comes out as the program's output and status 127.
std::string program_file(Network& n, Value program) {
    std::string_view name = string_bytes(check_string(n.in, program));
    if (name.empty() || (name[0] != '/' && name[0] != '~')) return find_program(n, program);
    std::string file = n.in.to<std::string>(n.in.funcall(n.sym.expand_file_name, {program, nil}));
    check_not_directory(n, file);
    return file;
}

SpawnRequest request_for(Network& n, Value command, Value coding) {
    SpawnRequest request;
    request.directory = program_directory(n);
    request.program = program_file(n, car(command));
    check_program_permission(n, request.program);
    for (Value argument : each(n.in, command)) request.arguments.push_back(program_argument(n, argument, coding));
    request.arguments[0] = request.program;  // as in Emacs
    request.environment = program_environment(n, request.directory);
    return request;
}

// --- its ends ---

// The descriptors on both sides of a new child.
struct Ends {
    Socket child_input, child_output;  // may be empty: the terminal
    Socket reading, writing;           // ours
    PtyEnds pty;
};

Socket duplicate(const Socket& descriptor) { return Socket(fcntl(descriptor.get(), F_DUPFD_CLOEXEC, 3)); }

Ends make_ends(Network& n, Connection& connection) {
    Ends ends;
    if (connection.any_terminal()) {
        ends.pty = make_pty();
        if (!ends.pty.slave)
            connection = {false, false};  // as in Emacs: then without terminal
        else
            suit_program(ends.pty.slave.get());
    }
    PipeEnds input = connection.input_terminal ? PipeEnds{duplicate(ends.pty.slave), duplicate(ends.pty.master)} : make_pipe();
    PipeEnds output = connection.output_terminal ? PipeEnds{duplicate(ends.pty.master), duplicate(ends.pty.slave)} : make_pipe();
    if (!input.reading || !input.writing || !output.reading || !output.writing) report_errno(n.in, "Creating pipe", errno, nil);
    ends.child_input = std::move(input.reading), ends.writing = std::move(input.writing);
    ends.reading = std::move(output.reading), ends.child_output = std::move(output.writing);
    make_nonblocking(ends.reading.get());
    make_nonblocking(ends.writing.get());
    return ends;
}

std::unique_ptr<PipeTransport> transport_of(Network& n, Ends& ends, const Connection& connection) {
    auto transport = std::make_unique<PipeTransport>(n.loop, std::move(ends.reading), std::move(ends.writing));
    if (connection.input_terminal) transport->writes_to_terminal();
    return transport;
}

// --- standard error ---

// The pipe process that gets the child's errors, or nil. DESIGNATOR is one, or a buffer.
Value error_process(Network& n, Value arguments) {
    Value designator = plist_get(arguments, n.sym.k_stderr);
    if (designator.is_nil()) return nil;
    if (is_process(designator)) {
        if (get(designator, Slot::kind) != n.sym.pipe) error(n.in, "Process is not a pipe process");
        return designator;
    }
    if (!is_buffer(designator)) check_string(n.in, designator);
    Value name = n.in.to_lisp(n.in.to<std::string>(plist_get(arguments, n.sym.k_name)) + " stderr");
    Value buffer = get_buffer_create(n.in, designator);
    return make_pipe_from(n, list(n.in, {n.sym.k_name, name, n.sym.k_buffer, buffer, n.sym.k_noquery, plist_get(arguments, n.sym.k_noquery)}));
}

// The end of it that the child writes to; empty if it was given away or closed: then errors go along with the output.
Socket error_end(Value process) {
    Process* live = process.is_nil() ? nullptr : Process::of(process);
    auto* pipe = live ? dynamic_cast<PipeTransport*>(live->transport.get()) : nullptr;
    return pipe ? pipe->take_far_writing() : Socket();
}

// --- making it ---

// A process object with everything the arguments say, not in the list yet.
Value object_for(Network& n, Value arguments, Value command) {
    auto arg = [&](Value keyword) { return plist_get(arguments, keyword); };
    Value object = n.make_object(n.sym.real, arg(n.sym.k_name));
    set(object, Slot::contact, n.sym.t);
    set(object, Slot::command, command);
    set_callbacks(n, object, arguments);
    Value defaults = nil;
    if (!command.is_nil() && arg(n.sym.k_coding).is_nil()) {
        Value about = cons(n.in, n.sym.start_process, cons(n.in, arg(n.sym.k_name), cons(n.in, arg(n.sym.k_buffer), command)));
        std::vector<Value> operation;
        for (Value v : each(n.in, about)) operation.push_back(v);
        defaults = n.in.funcall(n.sym.find_operation_coding_system, operation);
    }
    CodingPair coding = choose_coding_pair(n, arg(n.sym.k_coding), defaults);
    set(object, Slot::decoding, coding.decoding);
    set(object, Slot::encoding, coding.encoding);
    set_buffer_argument(n, object, arg(n.sym.k_buffer));
    return object;
}

// A terminal for a program that somebody else starts.
Value pty_alone(Network& n, Value object) {
    PtyEnds pty = make_pty();
    if (!pty.slave) report_errno(n.in, "Opening pty", errno, nil);
    make_nonblocking(pty.master.get());
    Socket writing = duplicate(pty.master);
    auto transport = std::make_unique<PipeTransport>(n.loop, std::move(pty.master), std::move(writing));
    transport->writes_to_terminal();
    transport->keep_far_ends(std::move(pty.slave), Socket());
    set(object, Slot::pid, fixnum(no_program));
    set(object, Slot::terminal, n.in.to_lisp(pty.name));
    n.register_process(object).attach(std::move(transport));
    return object;
}

void start(Network& n, Value object, SpawnRequest& request, Connection connection, Socket errors) {
    Ends ends = make_ends(n, connection);
    request.input = ends.child_input.get();
    request.output = ends.child_output.get();
    request.error = errors ? errors.get() : request.output;
    request.terminal = ends.pty.slave.get();
    if (int failure = n.children.watch()) report_errno(n.in, "Watching children", -failure, nil);
    Spawned child = spawn(request);
    if (child.pid < 0) report_errno(n.in, "Doing vfork", child.error, nil);
    set(object, Slot::pid, n.in.integer(child.pid));
    if (connection.any_terminal()) set(object, Slot::terminal, n.in.to_lisp(ends.pty.name));
    Process& process = n.register_process(object);
    process.attach_child(child.pid);
    process.attach(transport_of(n, ends, connection));
}

Value handled_by_file_name(Network& n, Value arguments) {
    if (plist_get(arguments, n.sym.k_file_handler).is_nil()) return nil;
    Value directory = n.in.variable(n.sym.default_directory);
    if (!is_string(directory)) return nil;
    return n.in.funcall(n.sym.find_file_name_handler, {directory, n.sym.make_process});
}

Value call_handler(Network& n, Value handler, Rest args) {
    std::vector<Value> operation{n.sym.make_process};
    operation.insert(operation.end(), args.begin(), args.end());
    return n.in.funcall(handler, operation);
}

Value make_process(Interpreter& in, Rest args) {
    if (args.empty()) return nil;
    Network& n = Network::of(in);
    Value arguments = list(in, args);
    auto arg = [&](Value keyword) { return plist_get(arguments, keyword); };
    if (Value handler = handled_by_file_name(n, arguments)) return call_handler(n, handler, args);
    check_string(in, arg(n.sym.k_name));
    Value command = arg(n.sym.k_command);
    if (!command.is_nil() && !command.is_cons()) wrong_type(in, is_string(command) ? "listp" : "sequencep", command);
    if (!arg(n.sym.k_stop).is_nil()) wrong_type(in, "null", arg(n.sym.k_stop));
    Connection connection = connection_of(n, arguments);
    bool program = command.is_cons() && !car(command).is_nil();
    Value object = object_for(n, arguments, command);
    if (!program) return pty_alone(n, object);
    SpawnRequest request = request_for(n, command, get(object, Slot::encoding));
    Value errors = error_process(n, arguments);
    start(n, object, request, connection, error_end(errors));
    return object;
}

constexpr Primitive table[] = {
    prim<make_process>("make-process", "&rest args",
        "Start a program in a process of its own and return the process.\n"
        "ARGS are keyword/argument pairs: `:name' (a string, made unique), `:buffer' (a buffer, the name of one, or nil), `:command' (the\n"
        "program and its arguments, strings; nil makes a terminal without program), `:coding' (a coding system, or a pair of them\n"
        "for decoding and encoding), `:noquery', `:connection-type' (`pipe', `pty', nil for what `process-connection-type' says, or a pair\n"
        "of these for input and output), `:filter', `:sentinel', `:stderr' (a buffer or a pipe process for what the program\n"
        "writes to its standard error), `:file-handler' (non-nil: let a handler of `default-directory' do it). `:stop' must be nil.\n"
        "The program is looked for in `exec-path', runs in `default-directory' and sees `process-environment'."),
};

}  // namespace

void define_make_process(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
