// Magic file names: finding and calling their handlers.
// Tests: tests/lisp/prims/file-handlers.el
#include "prims/file_handlers.hpp"

#include <el/list.hpp>

#include <array>

namespace el {

namespace {

bool inhibited(Interpreter& in, Value handler, Value operation) {
    if (find_value(in, in.intern("inhibit-file-name-operation")) != operation) return false;
    Value handlers = find_value(in, in.intern("inhibit-file-name-handlers"));
    return handlers.is_cons() && !memq(handler, handlers).is_nil();
}

// A symbol with the property `operations' handles these only.
bool handles(Interpreter& in, Value handler, Value operation) {
    if (!handler.is_symbol()) return true;
    Value operations = in.funcall(in.intern("get"), {handler, in.intern("operations")});
    return operations.is_nil() || !memq(operation, operations).is_nil();
}

Value expanded(Interpreter& in, Value name) {
    if (Value result = expand_by_handler(in, name, nil); !result.is_nil()) return result;
    return lisp_file_name(in, expand_name(in, name.as<String>().view()));
}

}  // namespace

// The one whose match begins last takes precedence.
Value file_name_handler(Interpreter& in, const String& filename, Value operation) {
    Value best = nil;
    Int position = -1;
    for (Value alist = find_value(in, in.intern("file-name-handler-alist")); alist.is_cons(); alist = cdr(alist)) {
        Value entry = car(alist);
        if (!entry.is_cons() || !car(entry).is<String>()) continue;
        Value match = in.funcall(in.intern("string-match-p"), {car(entry), Value::from_object(&filename)});
        if (!match.is_fixnum() || match.fixnum() <= position) continue;
        if (inhibited(in, cdr(entry), operation) || !handles(in, cdr(entry), operation)) continue;
        best = cdr(entry);
        position = match.fixnum();
    }
    return best;
}

Value expand_by_handler(Interpreter& in, Value name, Value directory) {
    if (!detail::has_file_name_handlers(in)) return nil;
    const Value operation = in.intern("expand-file-name");
    Value handler = file_name_handler(in, name.as<String>(), operation);
    if (handler.is_nil()) {
        if (!directory.is<String>()) directory = find_value(in, in.intern("default-directory"));
        if (!directory.is<String>()) return nil;
        handler = file_name_handler(in, directory.as<String>(), operation);
        if (handler.is_nil() && !directory.as<String>().view().starts_with('/') && !directory.as<String>().view().starts_with('~')) {
            // A directory that is itself relative to the default directory.
            directory = expand_by_handler(in, directory, nil);
            if (!directory.is_nil()) handler = file_name_handler(in, directory.as<String>(), operation);
        }
        if (handler.is_nil()) return nil;
    }
    Value result = in.funcall(handler, {operation, name, directory});
    if (!result.is<String>()) error(in, "Invalid handler in `file-name-handler-alist'");
    return result;
}

namespace detail {

bool has_file_name_handlers(Interpreter& in) { return find_value(in, in.intern("file-name-handler-alist")).is_cons(); }

std::optional<Value> call_file_name_handler(Interpreter& in, const char* operation, std::span<const Value> args, unsigned maximum,
                                            const HandledFiles& files) {
    // What the handler is called with: the operation, then the arguments. On the stack, where the collector sees it.
    std::array<Value, most_file_arguments + 1> call;
    call.fill(nil);
    call[0] = in.intern(operation);
    std::copy(args.begin(), args.end(), call.begin() + 1);
    const unsigned given = files.all ? maximum : static_cast<unsigned>(args.size());

    Value handler = nil;
    for (int index : {files.first, files.second}) {
        if (index < 0 || static_cast<std::size_t>(index) >= args.size() || !args[index].is<String>()) continue;
        if (files.expand) call[index + 1] = expanded(in, args[index]);
        if (handler.is_nil()) handler = file_name_handler(in, call[index + 1].as<String>(), call[0]);
    }
    if (handler.is_nil()) return std::nullopt;
    if (files.repeated >= 0 && call[files.repeated + 1].is_nil()) call[files.repeated + 1] = call[files.first + 1];
    return in.funcall(handler, std::span<const Value>(call.data(), given + 1));
}

}  // namespace detail

}  // namespace el
