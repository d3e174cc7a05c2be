// Root: a Lisp value kept alive by C++ memory that the collector does not scan (containers, lambdas, uv data,
// host objects). A local `Value` needs no root: the stack is scanned.
#pragma once
#include <el/value.hpp>

#include <utility>

namespace el {

class Root {
public:
    Root() = default;
    Root(Value v) { reset(v); }  // NOLINT: conversion intended
    Root(const Root& other) { reset(other.get()); }
    Root(Root&& other) noexcept : cell_(std::exchange(other.cell_, nullptr)) {}
    Root& operator=(const Root& other) {
        reset(other.get());
        return *this;
    }
    Root& operator=(Root&& other) noexcept {
        std::swap(cell_, other.cell_);
        return *this;
    }
    Root& operator=(Value v) {
        reset(v);
        return *this;
    }
    ~Root() { release(); }

    Value get() const { return cell_ ? *cell_ : Value(); }
    operator Value() const { return get(); }  // NOLINT
    bool is_nil() const { return get().is_nil(); }

    void reset(Value v);  // nil frees the cell
    void release();

private:
    Value* cell_ = nullptr;  // memory that the collector scans and never frees by itself
};

}  // namespace el
