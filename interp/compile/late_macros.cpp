// Macro calls that cannot be expanded when they are compiled: names that have no function yet and are macros when the call is reached,
// (when (require 'library nil t) (macro-of-library ...)), and expanders that signal, as (let ((sep ";")) (rx (eval sep))) does before `sep' has
// a value.
//
// Emacs's interpreter expands a form when it comes to it. So does the code of such a call: the expansion is given to `eval' with the lexical
// variables that the form mentions, and their values are taken back afterwards.
// Tests: tests/lisp/prims/control.el
#include "compile/special_forms.hpp"

namespace el::compile {

namespace {

constexpr int largest_form = 20000;  // conses; larger or circular ones stay calls

// The symbols in a form.
class Mentioned {
public:
    // False: too large to tell.
    bool walk(Value form) {
        for (; form.is_cons(); form = cdr(form)) {
            if (++conses_ > largest_form) return false;
            if (car(form).is_symbol()) symbols_.push(car(form));
            else if (!walk(car(form))) return false;
        }
        if (form.is_symbol()) symbols_.push(form);
        return true;
    }
    bool has(Value name) const {
        for (Value s : symbols_)
            if (s == name) return true;
        return false;
    }

private:
    HeapVector<Value> symbols_;
    int conses_ = 0;
};

Value quoted(Interpreter& in, Value v) { return list(in, {in[sym::quote], v}); }

struct Parts {
    ListBuilder environment;  // (list (cons 'A A) 'SPECIAL ... t)
    ListBuilder results;      // (A ...)
    ListBuilder assignments;  // (setq A (nth 1 VALUES) ...)
    HeapVector<Value> seen;
    explicit Parts(Interpreter& in) : environment(in), results(in), assignments(in) {}
    bool first_time(Value name) {
        for (Value s : seen)
            if (s == name) return false;
        seen.push(name);
        return true;
    }
};

// The form that expands FORM, a macro call by now, and evaluates it with the variables of SCOPE.
Value evaluation(Unit& unit, Value form, Scope* scope, const Mentioned& mentioned) {
    Interpreter& in = unit.in;
    Value expansion = list(in, {in.intern("macroexpand"), quoted(in, form)});
    if (!unit.lexical) return list(in, {in[sym::eval], expansion, nil});
    Value values = make_uninterned_symbol(in, make_string(in, "values"));
    Parts parts(in);
    parts.environment.add(in[sym::list]);
    parts.assignments.add(in[sym::setq]);
    int position = 0;
    for (Scope* s = scope; s; s = s->outer) {
        if (!parts.first_time(s->name)) continue;
        if (!s->variable) {
            parts.environment.add(quoted(in, s->name));
        } else if (mentioned.has(s->name)) {
            parts.environment.add(list(in, {in[sym::cons], quoted(in, s->name), s->name}));
            parts.results.add(s->name);
            parts.assignments.add(s->name);
            parts.assignments.add(list(in, {in.intern("nth"), fixnum(++position), values}));
        }
    }
    parts.environment.add(in[sym::t]);
    Value wanted = list(in, {in[sym::cons], expansion, quoted(in, parts.results.take())});
    Value call = list(in, {in[sym::eval], list(in, {in[sym::cons], quoted(in, in[sym::list]), wanted}), parts.environment.take()});
    return list(in, {in[sym::let], list(in, {list(in, {values, call})}), parts.assignments.take(), list(in, {in.intern("car"), values})});
}

}  // namespace

Node* analyze_late_macro(Unit& unit, Function* function, Value form, Scope* scope, Node* call) {
    Interpreter& in = unit.in;
    Mentioned mentioned;
    if (!mentioned.walk(cdr(form))) return call;
    Value test = list(in, {in.intern("internal--macro-p"), quoted(in, car(form))});
    Node* node = make_node(NodeType::if_, form);
    node->kids.push(analyze(unit, function, test, scope));
    node->kids.push(analyze(unit, function, evaluation(unit, form, scope, mentioned), scope));
    node->kids.push(call);
    return node;
}

Node* analyze_failed_macro(Unit& unit, Function* function, Value form, Scope* scope) {
    Mentioned mentioned;
    mentioned.walk(cdr(form));  // what is beyond the limit is not seen by the expansion
    Node* node = analyze(unit, function, evaluation(unit, form, scope, mentioned), scope);
    node->form = form;
    return node;
}

}  // namespace el::compile
