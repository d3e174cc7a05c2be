// Magic file names: `file-name-handler-alist' gives operations on some file names to Lisp functions (manual node "Magic File Names").
//
// A primitive that takes file names is published by `file_prim' instead of `prim'. While the alist is empty that costs the look at one variable.
#pragma once
#include "prims/file_names.hpp"

#include <el/primitive.hpp>

#include <cstddef>
#include <optional>

namespace el {

// The handler of FILENAME for OPERATION, or nil.
Value file_name_handler(Interpreter& in, const String& filename, Value operation);

// What the handler of NAME, else that of DIRECTORY (by default default-directory), makes of them as `expand-file-name'; nil without handler.
Value expand_by_handler(Interpreter& in, Value name, Value directory);

// Which arguments of an operation are file names, and what the handler is given.
struct HandledFiles {
    int first = 0;
    int second = -1;        // for operations on two files
    bool expand = true;     // handlers are found by, and given, the expanded name
    bool all = true;        // missing optional arguments are given as nil
    int repeated = -1;      // an argument that is the file name again when it is missing
};

namespace detail {

template <std::size_t N>
struct OperationName {
    char text[N]{};
    consteval OperationName(const char (&name)[N]) {
        for (std::size_t i = 0; i < N; ++i) text[i] = name[i];
    }
};

inline constexpr unsigned most_file_arguments = 8;

bool has_file_name_handlers(Interpreter& in);
// Calls the handler of the file names among ARGS; nothing if there is none.
std::optional<Value> call_file_name_handler(Interpreter& in, const char* operation, std::span<const Value> args, unsigned maximum,
                                            const HandledFiles& files);

template <auto F, OperationName operation, HandledFiles files>
struct HandledThunk {
    static constexpr unsigned maximum = Thunk<F>::arity.required + Thunk<F>::arity.optional;
    static_assert(maximum <= most_file_arguments);
    static Value call(Interpreter& in, Value* args, unsigned count) {
        if (has_file_name_handlers(in)) [[unlikely]]
            if (std::optional<Value> handled = call_file_name_handler(in, operation.text, {args, count}, maximum, files)) return *handled;
        return Thunk<F>::call(in, args, count);
    }
};

}  // namespace detail

// As `prim', for an operation that handlers may do. The name is a template argument: it is also what the handler is told.
template <auto F, detail::OperationName operation, HandledFiles files = HandledFiles{}>
consteval Primitive file_prim(const char* parameters, const char* doc) {
    Primitive primitive = prim<F>(operation.text, parameters, doc);
    primitive.function = detail::HandledThunk<F, operation, files>::call;
    return primitive;
}

}  // namespace el
