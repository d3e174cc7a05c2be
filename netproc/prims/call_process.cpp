// call-process, call-process-region.
// Tests: tests/lisp/processes/call-process.el
#include <el/list.hpp>

#include "../child_status.hpp"
#include "../designators.hpp"
#include "../errors.hpp"
#include "../process_arguments.hpp"
#include "../program.hpp"
#include "../synchronous.hpp"
#include "prims.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/wait.h>

#include <cerrno>

namespace el::net {

namespace {

// --- where the output goes ---

struct Destination {
    Value buffer;           // takes the output, or nil
    bool wait = true;
    Value output_file;      // an absolute name, or nil
    bool merge_errors = true;
    Value error_file;       // an absolute name, or nil
};

Value absolute_name(Network& n, Value name) { return n.in.funcall(n.sym.expand_file_name, {check_string(n.in, name), nil}); }

bool names_file(Network& n, Value destination) { return destination.is_cons() && car(destination) == n.sym.k_file; }

void parse_error_part(Network& n, Value errors, Destination& destination) {
    destination.merge_errors = errors == n.sym.t;
    if (!errors.is_nil() && errors != n.sym.t) destination.error_file = absolute_name(n, errors);
}

Destination parse_destination(Network& n, Value argument) {
    Destination destination;
    if (argument.is_cons() && !names_file(n, argument)) {
        if (cdr(argument).is_cons()) parse_error_part(n, car(cdr(argument)), destination);
        argument = car(argument);
    }
    if (names_file(n, argument))
        destination.output_file = absolute_name(n, car_or_nil(cdr(argument)));
    else if (argument.is_fixnum())
        destination.wait = false;
    else if (argument == n.sym.t)
        destination.buffer = current_buffer(n.in);
    else if (!argument.is_nil())
        destination.buffer = get_buffer_create(n.in, argument);
    if (!destination.buffer.is_nil() && !is_live_buffer(destination.buffer)) error(n.in, "Selecting deleted buffer");
    return destination;
}

// --- descriptors ---

Socket open_file(Network& n, Value name, int flags, const char* step) {
    std::string path = n.in.to<std::string>(name);
    if (!n.in.options().files.allows(path))
        signal(n.in, n.sym.permission_denied, list(n.in, {n.in.to_lisp("File access refused"), name}));
    Socket file(open(path.c_str(), flags | O_CLOEXEC, 0666));
    if (!file) report_errno(n.in, step, errno, list(n.in, {name}));
    return file;
}

struct Streams {
    Socket input, output, errors;  // the child's; empty: /dev/null
    Socket reading;                // our end of its output, if somebody wants that
    bool merge = false;
};

void open_output(Network& n, const Destination& destination, Streams& streams) {
    constexpr int fresh = O_WRONLY | O_CREAT | O_TRUNC;
    if (!destination.output_file.is_nil()) streams.output = open_file(n, destination.output_file, fresh, "Opening process output file");
    if (!destination.error_file.is_nil()) streams.errors = open_file(n, destination.error_file, fresh, "Cannot redirect stderr");
    streams.merge = destination.merge_errors;
    if (destination.buffer.is_nil()) return;
    PipeEnds pipe = make_pipe();
    if (!pipe.reading) report_errno(n.in, "Creating pipe", errno, nil);
    streams.reading = std::move(pipe.reading), streams.output = std::move(pipe.writing);
}

// --- coding ---

// What OPERATION with ARGS is coded by.
CodingPair coding_for(Network& n, Value operation, Rest args) {
    std::vector<Value> call{operation};
    call.insert(call.end(), args.begin(), args.end());
    return choose_coding_pair(n, nil, n.in.funcall(n.sym.find_operation_coding_system, call));
}

// --- running ---

SpawnRequest request_for(Network& n, Value program, Rest arguments, Value coding) {
    SpawnRequest request;
    request.directory = program_directory(n);
    request.program = find_program(n, program);
    check_program_permission(n, request.program);
    request.arguments.push_back(request.program);
    for (Value argument : arguments) request.arguments.push_back(program_argument(n, argument, coding));
    request.environment = program_environment(n, request.directory);
    return request;
}

pid_t start(Network& n, SpawnRequest& request, const Streams& streams) {
    request.input = streams.input.get();
    request.output = streams.output.get();
    request.error = streams.merge ? request.output : streams.errors.get();
    if (int failure = n.children.watch()) report_errno(n.in, "Watching children", -failure, nil);
    Spawned child = spawn(request);
    if (child.pid < 0) report_errno(n.in, "Doing vfork", child.error, nil);
    return child.pid;
}

void insert_into(Network& n, Value buffer, Value text) {
    if (!is_string(text) || string_length(text) == 0) return;
    if (!is_live_buffer(buffer)) error(n.in, "Selecting deleted buffer");
    SavedBuffer saved(n.in);
    set_current_buffer(n.in, buffer);
    n.in.funcall(n.in.intern("insert"), {text});
}

// As it comes, so that an interrupted call leaves what came until then.
int collect(Network& n, SynchronousProgram& program, Value buffer, Value decoding) {
    if (buffer.is_nil()) return program.wait([](std::uint8_t*, std::size_t) {});
    if (is_unibyte_buffer(n, buffer)) decoding = n.sym.raw_text_unix;
    std::unique_ptr<Decoder> decoder = make_decoder(n.in, decoding);
    int status = program.wait([&](std::uint8_t* bytes, std::size_t count) {
        insert_into(n, buffer, decoder->decode(n.in, bytes, count, count == 0, false));
    });
    n.in.set_variable(n.sym.last_coding_system_used, decoder->coding_system(n.in));
    return status;
}

Value status_value(Network& n, int status) {
    if (WIFSIGNALED(status)) return n.in.to_lisp(signal_text(WTERMSIG(status)));
    return fixnum(WEXITSTATUS(status));
}

// INPUT is the child's standard input, empty for none.
Value run(Network& n, Socket input, Value program, const Destination& destination, Rest arguments, const CodingPair& coding) {
    SpawnRequest request = request_for(n, program, arguments, coding.encoding);
    Streams streams;
    streams.input = std::move(input);
    open_output(n, destination, streams);
    pid_t pid = start(n, request, streams);
    if (!destination.wait) {
        n.children.disown(pid);
        return nil;
    }
    SynchronousProgram child(n, pid, std::move(streams.reading));
    streams = Streams();  // or the end of the output would never come
    return status_value(n, collect(n, child, destination.buffer, coding.decoding));
}

Value argument(Rest args, std::size_t index) { return index < args.size() ? args[index] : nil; }
Rest arguments_after(Rest args, std::size_t index) { return args.size() > index ? args.subspan(index) : Rest(); }

Value call_process(Interpreter& in, Value program, Rest more) {
    Network& n = Network::of(in);
    check_string(in, program);
    Rest arguments = arguments_after(more, 3);
    for (Value a : arguments) check_string(in, a);
    std::vector<Value> all{program};
    all.insert(all.end(), more.begin(), more.end());
    CodingPair coding = coding_for(n, in.intern("call-process"), all);
    Value file = argument(more, 0);
    Socket input;
    if (!file.is_nil()) input = open_file(n, absolute_name(n, file), O_RDONLY, "Opening process input file");
    return run(n, std::move(input), program, parse_destination(n, argument(more, 1)), arguments, coding);
}

// --- with a region as input ---

// The whole buffer counts when START is nil, whatever is accessible.
Value region_text(Network& n, Value start, Value end) {
    if (is_string(start)) return start;
    if (!start.is_nil()) return n.in.funcall(n.in.intern("buffer-substring-no-properties"), {start, end});
    auto position = [&](const char* function) { return n.in.funcall(n.in.intern(function), {}); };
    Value low = position("point-min"), high = position("point-max");
    position("widen");
    Value text = buffer_region(n.in, position("point-min"), position("point-max"));
    n.in.funcall(n.in.intern("narrow-to-region"), {low, high});
    return text;
}

void delete_input(Network& n, Value start, Value end) {
    if (start.is_nil())
        n.in.funcall(n.in.intern("erase-buffer"), {});
    else
        n.in.funcall(n.in.intern("delete-region"), {start, end});
}

// A file of its own, not a pipe: the program may read it in any order, and never is waited for.
Socket input_file(Network& n, std::string_view bytes) {
    if (bytes.empty()) return Socket();
    Socket file(memfd_create("region", MFD_CLOEXEC));
    if (!file) report_errno(n.in, "Creating process input", errno, nil);
    while (!bytes.empty()) {
        ssize_t written = write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) report_errno(n.in, "Writing process input", errno, nil);
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    lseek(file.get(), 0, SEEK_SET);
    return file;
}

Value call_process_region(Interpreter& in, Value start, Value end, Value program, Rest more) {
    Network& n = Network::of(in);
    check_string(in, program);
    Rest arguments = arguments_after(more, 3);
    for (Value a : arguments) check_string(in, a);
    Value text = region_text(n, start, end);
    std::vector<Value> all{start, end, program};
    all.insert(all.end(), more.begin(), more.end());
    CodingPair coding = coding_for(n, in.intern("call-process-region"), all);
    Socket input = input_file(n, make_encoder(in, is_multibyte(text) ? coding.encoding : n.sym.raw_text_unix)->encode(in, text));
    if (!argument(more, 0).is_nil()) delete_input(n, start, end);
    return run(n, std::move(input), program, parse_destination(n, argument(more, 1)), arguments, coding);
}

constexpr Primitive table[] = {
    prim<call_process>("call-process", "program &rest args",
        "Run PROGRAM and wait until it ends: (call-process PROGRAM &optional INFILE DESTINATION DISPLAY &rest ARGS).\n"
        "Its input comes from the file INFILE, nothing if that is nil. DESTINATION says where its output goes: nil drops it, t inserts\n"
        "it at point in the current buffer, a buffer or the name of one there, (:file FILE) into a file; 0 drops it and does not\n"
        "wait. (DESTINATION ERRORS) treats its standard error apart: nil drops it, t means along with the output, a string is a file.\n"
        "DISPLAY is ignored. Return the exit status, or the description of the signal that ended it, a string; nil without\n"
        "waiting. Meanwhile timers run, but no filters or sentinels. Quitting, or any other exit, ends the program."),
    prim<call_process_region>("call-process-region", "start end program &rest args",
        "Run PROGRAM with the text between START and END as its input:\n"
        "(call-process-region START END PROGRAM &optional DELETE DESTINATION DISPLAY &rest ARGS).\n"
        "START nil means the whole buffer, a string means that string. DELETE non-nil means to delete the text first. The rest is\n"
        "as in `call-process'."),
};

}  // namespace

void define_call_process(Interpreter& in) { in.define_primitives(table); }

}  // namespace el::net
