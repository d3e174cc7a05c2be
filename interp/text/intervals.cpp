// Runs of text properties.
// Tests: tests/unit/text/intervals_test.cpp, tests/lisp/prims/textprops.el
#include "text/intervals.hpp"

#include <el/list.hpp>

#include <algorithm>
#include <cstring>

namespace el {

Intervals* make_intervals() { return static_cast<Intervals*>(heap::allocate(sizeof(Intervals))); }

std::uint32_t Intervals::find(Int pos) const {
    std::uint32_t low = 0, high = count;
    // Text mostly changes at its end.
    if (count && runs[count - 1].end <= pos) return count;
    while (low < high) {
        std::uint32_t middle = (low + high) / 2;
        if (runs[middle].end > pos) high = middle;
        else low = middle + 1;
    }
    return low;
}

Value Intervals::plist_at(Int pos) const {
    std::uint32_t i = find(pos);
    return i < count && runs[i].start <= pos ? runs[i].plist : nil;
}

void Intervals::add_run(std::uint32_t index, Run run) {
    if (count == capacity) {
        std::uint32_t bigger = capacity ? capacity * 2 : 4;
        auto* fresh = static_cast<Run*>(heap::allocate(bigger * sizeof(Run)));
        if (count) std::memcpy(static_cast<void*>(fresh), runs, count * sizeof(Run));
        runs = fresh;
        capacity = bigger;
    }
    std::memmove(static_cast<void*>(runs + index + 1), runs + index, (count - index) * sizeof(Run));
    runs[index] = run;
    ++count;
}

void Intervals::remove_runs(std::uint32_t index, std::uint32_t n) {
    if (n == 0) return;
    std::memmove(static_cast<void*>(runs + index), runs + index + n, (count - index - n) * sizeof(Run));
    count -= n;
    std::memset(static_cast<void*>(runs + count), 0, n * sizeof(Run));
}

void Intervals::split_at(Int pos) {
    std::uint32_t i = find(pos);
    if (i == count || runs[i].start >= pos) return;
    Run tail = {pos, runs[i].end, runs[i].plist};
    runs[i].end = pos;
    add_run(i + 1, tail);
}

void Intervals::insert_space(Int pos, Int length) {
    if (empty()) return;
    split_at(pos);
    for (std::uint32_t i = find(pos); i < count; ++i) runs[i].start += length, runs[i].end += length;
}

void Intervals::erase(Int from, Int to) {
    if (empty() || from >= to) return;
    std::uint32_t kept = find(from), i = kept;
    for (; i < count; ++i) {
        Run run = runs[i];
        auto moved = [=](Int pos) { return pos <= from ? pos : pos <= to ? from : pos - (to - from); };
        run.start = moved(run.start), run.end = moved(run.end);
        if (run.start < run.end) runs[kept++] = run;
    }
    remove_runs(kept, count - kept);
}

void Intervals::graft(const Intervals& source, Int from, Int to, Int pos) {
    std::uint32_t at = find(pos);
    for (std::uint32_t i = source.find(from); i < source.count && source.runs[i].start < to; ++i) {
        Int start = std::max(source.runs[i].start, from), end = std::min(source.runs[i].end, to);
        add_run(at++, {start - from + pos, end - from + pos, source.runs[i].plist});
    }
}

void Intervals::clear(Int from, Int to) {
    if (empty() || from >= to) return;
    split_at(from);
    split_at(to);
    std::uint32_t first = find(from), last = first;
    while (last < count && runs[last].start < to) ++last;
    remove_runs(first, last - first);
}

void Intervals::set_plist(Int from, Int to, Value plist) {
    if (from >= to) return;
    clear(from, to);
    if (!plist.is_nil()) add_run(find(from), {from, to, plist});
}

namespace {

// A list cell by cell the same: `put-text-property' changes property lists in place.
Value copy_plist(Value plist) {
    Value first = nil, last = nil;
    for (Value at = plist; at.is_cons(); at = cdr(at)) {
        auto* cell = static_cast<Cons*>(heap::allocate(sizeof(Cons)));
        cell->car = car(at);
        Value value = Value::from_bits(reinterpret_cast<std::uint64_t>(cell) + Value::cons_tag);
        (last.is_nil() ? first : last.as<Cons>().cdr) = value;
        last = value;
    }
    return first;
}

Value reversed_plist(Interpreter& in, Value plist) {
    Value result = nil;
    for (Value at = plist; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) result = cons(in, car(at), cons(in, car(cdr(at)), result));
    return result;
}

}  // namespace

Intervals* copy_intervals(const Intervals* source, Int from, Int to) {
    if (!source || source->empty() || from >= to) return nullptr;
    Intervals* copy = make_intervals();
    copy->graft(*source, from, to, 0);
    for (std::uint32_t i = 0; i < copy->count; ++i) copy->runs[i].plist = copy_plist(copy->runs[i].plist);
    return copy->empty() ? nullptr : copy;
}

Intervals* copy_intervals_reversed(Interpreter& in, const Intervals* source, Int from, Int to) {
    Intervals* copy = copy_intervals(source, from, to);
    if (copy)
        for (std::uint32_t i = 0; i < copy->count; ++i) copy->runs[i].plist = reversed_plist(in, copy->runs[i].plist);
    return copy;
}

void append_intervals_reversed(Interpreter& in, String& target, const Intervals* source, Int from, Int to, Int pos) {
    Intervals* copy = copy_intervals_reversed(in, source, from, to);
    if (!copy) return;
    if (!target.intervals) target.intervals = make_intervals();
    target.intervals->graft(*copy, 0, to - from, pos);
}

bool same_properties(Value a, Value b) {
    std::size_t length_a = 0, length_b = 0;
    for (Value at = b; at.is_cons() && cdr(at).is_cons(); at = cdr(cdr(at))) ++length_b;
    for (; a.is_cons() && cdr(a).is_cons(); a = cdr(cdr(a)), ++length_a) {
        Value at = b;
        while (at.is_cons() && cdr(at).is_cons() && car(at) != car(a)) at = cdr(cdr(at));
        if (!at.is_cons() || !cdr(at).is_cons() || car(cdr(at)) != car(cdr(a))) return false;
    }
    return length_a == length_b;
}

Int next_property_change(const Intervals* intervals, Int pos, Int limit) {
    if (!intervals) return limit;
    Value here = intervals->plist_at(pos);
    for (std::uint32_t i = intervals->find(pos); i < intervals->count && pos < limit; ++i) {
        const Run& run = intervals->runs[i];
        if (run.start > pos) {
            if (!here.is_nil()) return std::min(pos, limit);
            pos = run.start;
        }
        if (pos >= limit) break;
        if (!same_properties(run.plist, here)) return pos;
        pos = run.end;
    }
    // After the last run there are no properties.
    return here.is_nil() ? limit : std::min(pos, limit);
}

Int previous_property_change(const Intervals* intervals, Int pos, Int limit) {
    if (!intervals || pos <= limit) return limit;
    Value here = intervals->plist_at(pos - 1);
    while (pos > limit) {
        if (!same_properties(intervals->plist_at(pos - 1), here)) return pos;
        std::uint32_t i = intervals->find(pos - 1);
        bool inside = i < intervals->count && intervals->runs[i].start < pos;
        pos = inside ? intervals->runs[i].start : i > 0 ? intervals->runs[i - 1].end : 0;
    }
    return limit;
}

Value intervals_to_list(Interpreter& in, const Intervals* intervals, Int length) {
    ListBuilder result(in);
    if (!intervals || intervals->empty()) return nil;
    auto add = [&](Int from, Int to, Value plist) {
        if (from < to) result.add(list(in, {fixnum(from), fixnum(to), plist}));
    };
    Int at = 0;
    for (std::uint32_t i = 0; i < intervals->count; ++i) {
        add(at, intervals->runs[i].start, nil);
        add(intervals->runs[i].start, intervals->runs[i].end, intervals->runs[i].plist);
        at = intervals->runs[i].end;
    }
    add(at, length, nil);
    return result.take();
}

}  // namespace el
