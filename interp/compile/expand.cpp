// Macro expansion.
// Tests: tests/recorded/control.el
#include "compile/compile.hpp"
#include "vm/binding.hpp"

namespace el {

namespace {

// The expander of a macro call's head, Value::unbound() if it is no macro.
Value find_expander(Interpreter& in, Value name, Value environment) {
    for (;;) {
        Value local = assq(name, environment);
        if (!local.is_nil()) return cdr(local).is_nil() ? Value::unbound() : cdr(local);
        Value definition = symbol(in, name).function;
        if (definition.is_symbol() && !definition.is_nil()) {
            name = definition;
            continue;
        }
        if (!definition.is_cons()) return Value::unbound();
        if (car(definition) == in[sym::macro]) return cdr(definition);
        if (car(definition) != in[sym::autoload]) return Value::unbound();
        Value type = in.funcall(in.intern("nth"), {fixnum(4), definition});
        if (type != in[sym::t] && type != in[sym::macro]) return Value::unbound();
        if (autoload_function(in, definition, name) == definition) return Value::unbound();
    }
}

Value apply_expander(Interpreter& in, Value expander, Value args) {
    HeapVector<Value> values;
    for (Value arg : each(in, args)) values.push(arg);
    return call_function(in, expander, values.data, values.size);
}

}  // namespace

Value macroexpand_once(Interpreter& in, Value form, Value environment) {
    if (!form.is_cons() || !car(form).is_symbol() || car(form).is_nil()) return form;
    Value expander = find_expander(in, car(form), environment);
    if (expander.is_unbound()) return form;
    return apply_expander(in, expander, cdr(form));
}

Value macroexpand(Interpreter& in, Value form, Value environment) {
    for (;;) {
        Value expanded = macroexpand_once(in, form, environment);
        if (expanded == form) return form;
        form = expanded;
    }
}

namespace {

// Walks a form and expands every macro call in evaluated positions. Shares structure where nothing changes.
class Expander {
public:
    Expander(Interpreter& in, Value environment) : in_(in), environment_(environment) {}

    Value form(Value f) {
        check_c_stack(in_);
        f = macroexpand(in_, f, environment_);
        if (!f.is_cons()) return f;
        Value head = car(f);
        if (head.is_cons()) return head_lambda(f);
        if (head == in_[sym::quote]) return f;
        if (head == in_[sym::function]) return function(f);
        if (head == in_[sym::cond]) return rebuild(f, head, forms_of_forms(cdr(f)));
        if (head == in_[sym::let] || head == in_[sym::let_star]) return let(f);
        if (head == in_[sym::condition_case]) return condition_case(f);
        if (head == in_[sym::setq]) return rebuild(f, head, setq_pairs(cdr(f)));
        if (head == in_[sym::defvar] || head == in_[sym::defconst]) return definition(f);
        if (head == in_[sym::interactive] || head == in_[sym::declare]) return f;
        if (head == in_[sym::lambda]) return function(list(in_, {in_[sym::function], f}));
        return rebuild(f, head, forms(cdr(f)));
    }

    Value forms(Value list) { return map(list, [this](Value f) { return form(f); }); }

private:
    template <class F>
    Value map(Value list, F f) {
        ListBuilder out(in_);
        bool changed = false;
        Value tail = list;
        for (; tail.is_cons(); tail = cdr(tail)) {
            Value mapped = f(car(tail));
            changed |= mapped != car(tail);
            out.add(mapped);
        }
        return changed ? out.take(tail) : list;
    }
    // (HEAD . TAIL), F itself if that is what it is.
    Value rebuild(Value f, Value head, Value tail) { return car(f) == head && cdr(f) == tail ? f : cons(in_, head, tail); }

    Value head_lambda(Value f) {
        Value head = car(f);
        if (car(head) == in_[sym::lambda]) head = lambda(head);
        return rebuild(f, head, forms(cdr(f)));
    }
    Value function(Value f) {
        if (!cdr(f).is_cons()) return f;
        Value what = car(cdr(f));
        if (!what.is_cons() || car(what) != in_[sym::lambda]) return f;
        Value expanded = lambda(what);
        return expanded == what ? f : list(in_, {in_[sym::function], expanded});
    }
    Value lambda(Value f) {
        if (!cdr(f).is_cons()) return f;
        Value body = forms(cdr(cdr(f)));
        return body == cdr(cdr(f)) ? f : cons(in_, in_[sym::lambda], cons(in_, car(cdr(f)), body));
    }
    Value forms_of_forms(Value clauses) {
        return map(clauses, [this](Value clause) { return clause.is_cons() ? forms(clause) : clause; });
    }
    Value binding(Value b) {
        if (!b.is_cons() || !cdr(b).is_cons()) return b;
        Value inits = forms(cdr(b));
        return inits == cdr(b) ? b : cons(in_, car(b), inits);
    }
    Value let(Value f) {
        if (!cdr(f).is_cons()) return f;
        Value bindings = map(car(cdr(f)), [this](Value b) { return binding(b); });
        Value body = forms(cdr(cdr(f)));
        if (bindings == car(cdr(f)) && body == cdr(cdr(f))) return f;
        return cons(in_, car(f), cons(in_, bindings, body));
    }
    Value condition_case(Value f) {
        if (!cdr(f).is_cons() || !cdr(cdr(f)).is_cons()) return f;
        Value body = form(car(cdr(cdr(f))));
        Value old = cdr(cdr(cdr(f)));
        Value clauses = map(old, [this](Value c) {
            if (!c.is_cons()) return c;
            Value handlers = forms(cdr(c));
            return handlers == cdr(c) ? c : cons(in_, car(c), handlers);
        });
        if (body == car(cdr(cdr(f))) && clauses == old) return f;
        return cons(in_, car(f), cons(in_, car(cdr(f)), cons(in_, body, clauses)));
    }
    Value setq_pairs(Value pairs) {
        bool is_place = false;
        return map(pairs, [&](Value f) { return (is_place = !is_place) ? f : form(f); });
    }
    Value definition(Value f) {
        if (!cdr(f).is_cons() || !cdr(cdr(f)).is_cons()) return f;
        Value tail = cdr(cdr(f));
        Value value = form(car(tail));
        if (value == car(tail)) return f;
        return cons(in_, car(f), cons(in_, car(cdr(f)), cons(in_, value, cdr(tail))));
    }

    Interpreter& in_;
    Value environment_;
};

}  // namespace

Value macroexpand_all(Interpreter& in, Value form, Value environment) {
    std::size_t depth = binding_depth(in);
    bind(in, in[sym::macroexpand_all_environment], environment);
    return unbind_to(in, depth, Expander(in, environment).form(form));
}

}  // namespace el
