// Says which expectation did not hold, and counts them: main returns the count.
#pragma once
#include <cstdio>

inline int failures = 0;

#define EXPECT(condition)                                                                 \
    do {                                                                                  \
        if (!(condition)) {                                                               \
            std::fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);  \
            ++failures;                                                                   \
        }                                                                                 \
    } while (0)
