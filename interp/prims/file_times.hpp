// Times of files as Lisp timestamps.
#pragma once
#include <el/list.hpp>

#include <ctime>

namespace el {

inline Value timestamp(Interpreter& in, const timespec& t) {  // (HIGH LOW USEC PSEC)
    return list(in, {fixnum(t.tv_sec >> 16), fixnum(t.tv_sec & 0xFFFF), fixnum(t.tv_nsec / 1000), fixnum(t.tv_nsec % 1000 * 1000)});
}
// A Lisp time as `time-convert' takes it; nil is now.
timespec time_argument(Interpreter& in, Value time);

}  // namespace el
