#include "regex/cache.hpp"

#include "support/catch.hpp"
#include "unit/regex/tables.hpp"

using namespace el::regex;

namespace {

const Tables tables;
SetWriter sets;

// Registers as text: "0 2 1 2"; "nil" for no match.
std::string answer(MatchResult outcome, const Registers& registers) {
    if (outcome == MatchResult::overflow) return "overflow";
    if (outcome == MatchResult::failed) return "nil";
    std::string text;
    for (Span s : registers) text += (text.empty() ? "" : " ") + std::to_string(s.start) + " " + std::to_string(s.end);
    return text;
}

std::string forward(std::string_view pattern, std::string_view text, Situation situation = {}, std::size_t start = 0) {
    static Matcher matcher;
    Program program(parse(pattern, true), tables, situation, sets);
    return answer(matcher.search_forward(program, text, start), matcher.registers());
}

std::string backward(std::string_view pattern, std::string_view text, Situation situation = {}, std::size_t limit = 0) {
    static Matcher matcher;
    Program program(parse(pattern, true), tables, situation, sets);
    return answer(matcher.search_backward(program, text, limit), matcher.registers());
}

struct Row {
    const char *pattern, *text, *registers;
};

// What is the same for every storage is checked in both.
void check(std::span<const Row> rows, bool fold = false) {
    for (const Row& row : rows) {
        INFO(row.pattern << " in " << row.text);
        CHECK(forward(row.pattern, row.text, {.storage = Storage::bytes, .fold = fold}) == row.registers);
        CHECK(forward(row.pattern, row.text, {.storage = Storage::multibyte, .fold = fold}) == row.registers);
    }
}

}  // namespace

TEST_CASE("matching finds what Emacs finds") {
    const Row rows[] = {
        {"b", "abc", "1 2"},
        {"", "a", "0 0"},
        {"a\\|ab", "ab", "0 1"},
        {"\\(a\\|ab\\)\\(c\\|bcd\\)\\(d*\\)", "abcd", "0 4 0 1 1 4 4 4"},
        {"\\(a*\\)*", "aa", "0 2 2 2"},
        {"\\(?:\\(a\\)\\|b\\)*\\1", "aba", "0 3 0 1"},
        {"\\(?2:a\\)\\(b\\)", "ab", "0 2 -1 -1 0 1 1 2"},
        {"\\(?2:a\\)\\(?2:b\\)", "ab", "0 2 -1 -1 1 2"},
        {"\\(\\|a\\)+c", "aac", "0 3 2 2"},
        {"\\(a?\\)*?b", "aab", "0 3 1 2"},
        {"a\\{2\\}?b", "aaab", "1 4"},
        {".", "\n", "nil"},
        {"[^a]", "\n", "0 1"},
        {"^b", "a\nb", "2 3"},
        {"^$", "a\n", "2 2"},
        {"a$", "a\nb", "0 1"},
        {"\\`b", "a\nb", "nil"},
        {"a\n\\'", "a\n", "0 2"},
        {"\\bfoo\\b", "a foo", "2 5"},
        {"\\b", ".", "0 0"},
        {"\\B", ".", "nil"},
        {"\\<", ".a", "1 1"},
        {"\\_<a-b\\_>", ".a-b.", "1 4"},
        {"\\w+\\W", "ab.", "0 3"},
        {"\\s-+", "a \t", "1 3"},
        {"\\sx", "abc", "nil"},
        {"\\Sx", "abc", "0 1"},
        {"\\=a", "a", "nil"},
    };
    check(rows);
}

TEST_CASE("ignoring case") {
    const Row rows[] = {
        {"AbC", "aBc", "0 3"},        {"[a-c]+", "ABC", "0 3"},   {"[^a]", "A", "nil"}, {"\\(a\\)\\1", "aA", "0 2 0 1"},
        {"[[:upper:]]", "a", "0 1"}, {"[[:lower:]]", "A", "0 1"}, {"[_]", "_", "0 1"},
    };
    check(rows, true);
    CHECK(forward("É", "é", {.fold = true}) == "0 2");
    CHECK(forward("[^é]", "É", {.fold = true}) == "nil");
}

TEST_CASE("multibyte text") {
    CHECK(forward("é", "aéb") == "1 3");
    CHECK(forward(".", "é") == "0 2");
    CHECK(forward("[^a]", "é") == "0 2");
    CHECK(forward(".\\{2\\}", "漢é.") == "0 5");
    CHECK(forward("\\(.*\\)é", "漢éé") == "0 7 0 5");
    CHECK(forward(".*?é", "漢é") == "0 5");
    CHECK(forward("\\w+", "—é漢—") == "3 8");
    CHECK(forward("\\bé", "é") == "0 2");
    CHECK(forward("\\cC+", "a漢漢") == "1 7");
    CHECK(forward("\\CC", "漢a") == "3 4");
    CHECK(forward("[[:multibyte:]]", "aé") == "1 3");
}

TEST_CASE("a match never begins or ends inside a character") {
    CHECK(forward("\\B", "—a\xC3\xA9") == "4 4");
    CHECK(forward("\\(?:\\)\\B", "漢漢") == "3 3");
    CHECK(forward("\xC2\xA9", "\xC3\xA9") == "nil");
    CHECK(backward("", "é") == "2 2");
    CHECK(backward("\\B.", "漢漢") == "3 6");
}

TEST_CASE("raw bytes and characters beyond Unicode") {
    const std::string raw_e9 = "\xC1\xA9", beyond = "\xF4\x90\x80\x80", last = "\xF8\x8F\xBF\xBD\xBF";
    CHECK(forward(".", raw_e9) == "0 2");
    CHECK(forward("[^a]", raw_e9) == "0 2");
    CHECK(forward("i", raw_e9) == "nil");
    CHECK(forward("é", raw_e9) == "nil");
    CHECK(forward(raw_e9, raw_e9) == "0 2");
    CHECK(forward("[[:multibyte:]]", raw_e9) == "nil");
    CHECK(forward("..", beyond + last) == "0 9");
    CHECK(forward("[" + beyond + "-" + last + "]+", "a" + beyond + last) == "1 10");
    // Unibyte subjects hold raw bytes, and no other character beyond ASCII.
    CHECK(forward(raw_e9, "\xE9", {.storage = Storage::bytes}) == "0 1");
    CHECK(forward("é", "\xE9", {.storage = Storage::bytes}) == "nil");
    CHECK(forward("[à-ü]", "\xE9", {.storage = Storage::bytes}) == "nil");
    CHECK(forward("[^à-ü]", "\xE9", {.storage = Storage::bytes}) == "0 1");
}

TEST_CASE("anchored matching") {
    CHECK(forward("b", "ab", {.anchored = true}, 1) == "1 2");
    CHECK(forward("b", "ab", {.anchored = true}, 0) == "nil");
    CHECK(forward("b+", "abb", {.anchored = true}, 0) == "nil");
    CHECK(forward("^b", "ab", {.anchored = true}, 1) == "nil");
    CHECK(forward("\\=b+", "abb", {.anchored = true, .point = PointContext::search_start}, 1) == "1 3");
}

TEST_CASE("searching backward finds the nearest start") {
    CHECK(backward("o", "foo") == "2 3");
    CHECK(backward("fo*", "foo") == "0 3");
    CHECK(backward(".*", "foo") == "3 3");
    CHECK(backward("o+", "foo", {}, 3) == "nil");
    CHECK(backward("[of]", "foo", {}, 2) == "2 3");
    CHECK(backward("\\(a\\|b\\)c", "acbc..") == "2 4 2 3");
    CHECK(backward("^a", "a\na\nb") == "2 3");
    std::string far = "xyz" + std::string(100000, 'a');
    CHECK(backward("[xz]", far) == "2 3");
    CHECK(backward("x.", far, {}, 1) == "nil");
    CHECK(backward("\\(o\\)\\=", "foo", {.point = PointContext::subject_end}) == "2 3 2 3");
}

TEST_CASE("assertions at a bound see what is behind it") {
    CHECK(forward("foo\\b", "foo", {.end = EndContext::word}) == "nil");
    CHECK(forward("foo\\b", "foo", {.end = EndContext::other}) == "0 3");
    CHECK(forward("foo\\B", "foo", {.end = EndContext::word}) == "0 3");
    CHECK(forward("foo$", "foo", {.end = EndContext::newline}) == "0 3");
    CHECK(forward("foo$", "foo", {.end = EndContext::word}) == "nil");
    CHECK(forward("foo\\'", "foo", {.end = EndContext::newline}) == "nil");
    CHECK(forward("foo\\>", "foo", {.end = EndContext::symbol}) == "0 3");
    CHECK(forward("foo\\_>", "foo", {.end = EndContext::symbol}) == "nil");
}

TEST_CASE("posix matching takes the longest") {
    CHECK(forward("a\\|ab", "ab", {.posix = true}) == "0 2");
    CHECK(forward("\\(a\\|ab\\)\\(b*\\)", "xabb", {.posix = true}) == "1 4 1 2 2 4");
    CHECK(forward("b", "a", {.posix = true}) == "nil");
}

TEST_CASE("long subjects") {
    std::string text(1'000'000, 'a');
    CHECK(forward("\\(?:a\\|b\\)*\\'", text) == "0 1000000");
    CHECK(forward("\\(a\\|b\\)*c", std::string(20'000, 'a')) == "nil");
    CHECK(forward("\\(\\(a\\|b\\)\\(a\\|b\\)*\\)*[cd]", std::string(60, 'a')) == "overflow");
}

TEST_CASE("the cache compiles what makes a difference, once") {
    Cache cache(2);
    Tables own;
    cache.get({"ab*", true}, own, {});
    cache.get({"ab*", true}, own, {.end = EndContext::word, .point = PointContext::search_start});
    CHECK(cache.compilations() == 1);
    cache.get({"ab*", true}, own, {.fold = true});
    CHECK(cache.compilations() == 2);
    cache.get({"\\w\\b", true}, own, {});
    own.set(SyntaxClass::word, {{'a', 'b'}});
    cache.get({"ab*", true}, own, {});
    CHECK(cache.compilations() == 3);
    cache.get({"\\w\\b", true}, own, {});
    CHECK(cache.compilations() == 4);
    cache.get({"\\w\\b", true}, own, {.end = EndContext::word});
    CHECK(cache.compilations() == 5);
    cache.get({"third*", true}, own, {});
    CHECK(cache.size() == 2);
    cache.get({"ab*", true}, own, {});
    CHECK(cache.compilations() == 7);
    CHECK_THROWS_AS(cache.get({"[", true}, own, {}), InvalidRegexp);
    CHECK(cache.size() == 2);
}

TEST_CASE("literal text") {
    Cache cache;
    Matcher matcher;
    auto found = [&](std::string_view pattern, std::string_view text, bool fold) {
        return answer(matcher.search_forward(cache.get({pattern, true, true}, tables, {.fold = fold}), text, 0), matcher.registers());
    };
    CHECK(found("a.", "aba.", false) == "2 4");
    CHECK(found("a.", "abA.", true) == "2 4");
    CHECK(found("[", "x[", false) == "1 2");
    CHECK(found("É", "é", true) == "0 2");
    CHECK(found("", "x", false) == "0 0");
}

TEST_CASE("spaces can stand for a regexp") {
    auto spaced = [](std::string_view pattern, std::string_view text) {
        static Matcher matcher;
        Program program(parse(pattern, true, "[ \t]+"), tables, {}, sets);
        return answer(matcher.search_forward(program, text, 0), matcher.registers());
    };
    CHECK(spaced("a  b", "a \tb") == "0 4");
    CHECK(spaced("a[ ]b", "a\tb") == "nil");
    CHECK(spaced("a *b", "ab") == "0 2");
}
