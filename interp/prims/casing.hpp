// Changing case of text, for strings, regions and words.
#pragma once
#include "prims/buffer_args.hpp"

namespace el {

enum class Casing { up, down, capitalize, up_initials };

// Feeds characters through a case change, knowing where words begin.
class CaseChanger {
public:
    CaseChanger(Interpreter& in, Casing casing) : in_(in), casing_(casing) {}
    // What C becomes: 1 to 3 characters in `out`; returns how many. NEXT is the following character, 0 at the end.
    int change(char32_t c, char32_t next, char32_t out[3]);

private:
    bool first_of_word(char32_t c);
    Interpreter& in_;
    Casing casing_;
    bool in_word_ = false;
};

// The position COUNT words from FROM, backwards if negative; 0 if there are not so many.
Int scan_words(Interpreter& in, Buffer& b, Int from, Int count);

}  // namespace el
