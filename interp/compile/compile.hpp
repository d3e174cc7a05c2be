// Compiling forms and functions to register code.
#pragma once
#include "compile/ast.hpp"
#include "vm/machine.hpp"

#include <string>
#include <unordered_map>

namespace el {

struct CompileState {
    struct Inline {
        Op op;
        int arity;
    };
    std::unordered_map<std::uint64_t, Inline> inlines;  // by symbol
};

void init_compile(Interpreter& in);

// Where forms come from, for error places.
struct Source {
    Value file;  // string or nil
    PositionTable* positions = nullptr;
};

// Evaluates one top-level form as `load' does: the parts of a `progn' one after the other, so that a macro defined in one is known in the next.
// `environment` is nil or t (lexical binding without variables), or an alist of lexical variables.
Value eval_form(Interpreter& in, Value form, bool lexical, const Source& source = {}, Value environment = nil);

// ENVIRONMENT with NAME added if FORM is (defvar NAME): it is bound dynamically in the forms that follow.
Value note_special(Interpreter& in, Value form, Value environment);

// Expands macros at the head of FORM until there are none. ENVIRONMENT: alist of (NAME . FUNCTION) that comes first; (NAME) hides a macro.
Value macroexpand(Interpreter& in, Value form, Value environment);
Value macroexpand_once(Interpreter& in, Value form, Value environment);
// Expands all macros in FORM.
Value macroexpand_all(Interpreter& in, Value form, Value environment);

std::string disassemble(Interpreter& in, const Code& code);

namespace compile {

struct Unit {  // one compilation
    Interpreter& in;
    bool lexical;
    Source source;
};

Node* analyze(Unit& unit, Function* function, Value form, Scope* scope);
Node* analyze_body(Unit& unit, Function* function, Value forms, Scope* scope);
// The function of a (lambda ...) form; analysed at once if `scope` has variables, otherwise left to the first call.
Function* analyze_lambda(Unit& unit, Function* parent, Value lambda, Scope* scope);
void analyze_lambda_body(Unit& unit, Function* function, Value lambda, Scope* scope);
// Code with the arity and documentation of a lambda form filled in, not compiled.
Code* code_for_lambda(Unit& unit, Value lambda);
void emit(Unit& unit, Function* function);

}  // namespace compile
}  // namespace el
