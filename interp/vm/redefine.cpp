// Patching compiled code when Lisp redefines `car' and the like.
// Tests: tests/recorded/control.el
#include "vm/redefine.hpp"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace el {

namespace {

struct Row {
    Op op, redefined;
    std::string_view function;
};
constexpr Row rows[] = {
#define OP(name, layout, doc)
#define INLINE(name, layout, function, doc) {Op::name, Op::Redefined_##name, function},
#include "vm/opcodes.def"
#undef OP
#undef INLINE
};

void patch(Code& code, std::string_view function) {
    for (std::uint32_t i = 0; i < code.insn_count; ++i)
        for (const Row& row : rows)
            if (row.op == code.insns[i].op() && row.function == function) code.insns[i].set_op(row.redefined);
}

// Drops links whose code was collected.
void compact(Vm& vm) {
    std::size_t live = 0;
    for (std::size_t i = 0; i < vm.code_count; ++i) {
        Code* code = vm.codes[i];
        heap::weak_unlink(reinterpret_cast<void**>(&vm.codes[i]));
        if (!code) continue;
        vm.codes[i] = nullptr;
        vm.codes[live] = code;
        heap::weak_link(reinterpret_cast<void**>(&vm.codes[live]), code);
        ++live;
    }
    vm.code_count = live;
}

void grow(Vm& vm) {
    compact(vm);
    if (vm.code_count * 2 < vm.code_capacity) return;
    std::size_t capacity = std::max<std::size_t>(1024, vm.code_capacity * 2);
    Code** bigger = static_cast<Code**>(std::calloc(capacity, sizeof(Code*)));
    if (!bigger) throw std::bad_alloc();
    for (std::size_t i = 0; i < vm.code_count; ++i) {
        Code* code = vm.codes[i];
        heap::weak_unlink(reinterpret_cast<void**>(&vm.codes[i]));
        bigger[i] = code;
        if (code) heap::weak_link(reinterpret_cast<void**>(&bigger[i]), code);
    }
    std::free(vm.codes);
    vm.codes = bigger;
    vm.code_capacity = capacity;
}

}  // namespace

void register_code(Interpreter& in, Code& code) {
    Vm& vm = *in->vm;
    if (in->vm->redefined)
        for (std::string_view function : *in->vm->redefined) patch(code, function);
    bool inlines = std::any_of(code.insns, code.insns + code.insn_count, [](Insn i) { return i.op() >= rows[0].op; });
    if (!inlines) return;
    if (vm.code_count == vm.code_capacity) grow(vm);
    vm.codes[vm.code_count] = &code;
    heap::weak_link(reinterpret_cast<void**>(&vm.codes[vm.code_count]), &code);
    ++vm.code_count;
}

void function_redefined(Interpreter& in, Value symbol) {
    std::string_view name = el::symbol(in, symbol).view();
    bool known = std::any_of(std::begin(rows), std::end(rows), [&](const Row& row) { return row.function == name; });
    if (!known) return;
    if (!in->vm->redefined) in->vm->redefined = new std::vector<std::string_view>;
    in->vm->redefined->push_back(name);
    Vm& vm = *in->vm;
    for (std::size_t i = 0; i < vm.code_count; ++i)
        if (vm.codes[i]) patch(*vm.codes[i], name);
}

bool may_inline(Interpreter& in, Value symbol) { return el::symbol(in, symbol).function.is<Primitive>(); }

}  // namespace el
