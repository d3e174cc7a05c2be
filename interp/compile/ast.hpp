// The tree between forms and instructions. Nodes live in the Lisp heap (they hold Values) and die with the compilation.
//
//     analyze.cpp: form -> macro expansion -> Node, variables resolved          emit*.cpp: Node -> instructions
#pragma once
#include "core/heap_vector.hpp"
#include "vm/code.hpp"

namespace el::compile {

struct Function;

// A lexical variable.
struct Variable {
    Value name;
    Function* owner;
    bool captured, assigned;  // by an inner function; by setq
    int reg;
    // Shared and assigned: lives in a heap cell.
    bool in_cell() const { return captured && assigned; }
};

// What is visible at a place: innermost first. variable == nullptr: NAME is locally special, by (defvar NAME).
struct Scope {
    Value name;
    Variable* variable;
    Scope* outer;
};

struct Function {
    Function* parent;
    HeapVector<Variable*> parameters;
    HeapVector<Value> special_parameters;  // name or unbound for each parameter that is bound dynamically
    HeapVector<Variable*> captures;        // in order of the closure's captured values
    struct Node* body;
    Code* code;
};

enum class NodeType : std::uint8_t {
    constant,      // value
    local,         // variable
    set_local,     // variable, kids[0]
    global,        // value: symbol
    set_global,    // value: symbol, kids[0]
    if_,           // kids: test, then, else
    and_,          // kids
    or_,           // kids
    progn,         // kids
    prog1,         // kids
    while_,        // kids: test, body
    let,           // variables and kids[0..n-1] inits, last kid body; `specials[i]` is a symbol or unbound; sequential: let*
    lambda,        // function
    call_named,    // value: symbol, kids: arguments
    open_call,     // like call_named, as long as the function of the symbol is `closure'; variables: parameters, last kid: the body
    call,          // kids: function, arguments
    apply,         // kids: function, arguments, list
    inline_,       // op, kids
    add_integer,   // kids[0], number
    is_nil,        // kids[0]
    list,          // kids
    catch_,        // kids: tag, body
    condition_case,// variables[0] or special, kids[0] body, then one per clause; clause_specs; success: last kid
    unwind_protect,// kids[0] body, function: cleanup
    save,          // op, kids[0]
};

struct Node {
    NodeType type;
    Op op;
    bool sequential, has_success;
    int number;
    Value value;
    Value closure;
    Value form;  // the cons it came from, for positions
    Variable* variable;
    Function* function;
    HeapVector<Node*> kids;
    HeapVector<Variable*> variables;
    HeapVector<Value> specials;  // symbols bound dynamically, or clause condition specs
};

inline Node* make_node(NodeType type, Value form = nil) {
    Node* node = static_cast<Node*>(heap::allocate(sizeof(Node)));
    node->type = type;
    node->form = form;
    return node;
}

}  // namespace el::compile
