#include "regex/translate.hpp"

#include "support/catch.hpp"
#include "unit/regex/tables.hpp"

using namespace el::regex;

namespace {

SetWriter sets;

std::string translated(std::string_view pattern, Situation situation = {.storage = Storage::bytes}) {
    static const Tables tables;
    try {
        Translation t = translate(parse(pattern, true), tables, situation, sets);
        return t.literal ? "literal:" + t.literal_bytes : t.pattern;
    } catch (const InvalidRegexp& error) {
        return std::string("error:") + error.what();
    }
}

struct Row {
    const char *emacs, *pcre;
};

void check(std::span<const Row> rows, Situation situation) {
    for (const Row& row : rows) {
        INFO(row.emacs);
        CHECK(translated(row.emacs, situation) == row.pcre);
    }
}

}  // namespace

TEST_CASE("text without operators is not given to PCRE2") {
    const Row rows[] = {{"abc", "literal:abc"}, {"", "literal:"}, {"a\\.b", "literal:a.b"}, {"{a}", "literal:{a}"},
                        {"*a", "literal:*a"},   {"a^b", "literal:a^b"}, {"a$b", "literal:a$b"}, {"\\[a]", "literal:[a]"}};
    check(rows, {.storage = Storage::bytes});
}

TEST_CASE("structure is translated one to one") {
    const Row rows[] = {
        {"\\(a\\|b\\)", "(a|b)"},
        {"\\(?:a\\)b\\|c", "(?:a)b|c"},
        {"\\(?3:a\\)\\3", "(a)\\g{1}"},
        {"\\(?1:a\\)\\(?1:b\\)\\1", "(a)(b)(?(2)\\g{2}|(?(1)\\g{1}|(?!)))"},
        {"\\(?2:a\\)\\1", "(a)(?!)"},
        {"a\\{2\\}", "a{2}"},
        {"a\\{,2\\}", "a{0,2}"},
        {"a\\{2,\\}", "a{2,}"},
        {"a\\{\\}", "a{0}"},
        {"a**", "a*"},
        {"a?+", "a*"},
        {"a*?", "a*?"},
        {"a??", "a??"},
        {"a\\{2\\}?", "(?:a{2})?"},
        {"\\(*a\\|+b\\)", "(\\*a|\\+b)"},
        {"^*", "^\\*"},
        {"a\\b*", "(?:a(?!(?!(?(?=(?<=[0-9A-Za-z\\x80-\\xff]))(?![0-9A-Za-z\\x80-\\xff])|"
                  "(?=[0-9A-Za-z\\x80-\\xff]))|\\A|\\z)))*"},
        {"x.*y", "x[\\x00-\\x09\\x0b-\\xff]*y"},
    };
    check(rows, {.storage = Storage::bytes});
}

TEST_CASE("bracket expressions") {
    const Row rows[] = {
        {"[]a]", "[\\]a]"},
        {"[^]a]", "[\\x00-\\\\\\^-\\`b-\\xff]"},
        {"[a-]", "[\\-a]"},
        {"[z-a]", "(?!)"},
        {"[^z-a]", "[\\x00-\\xff]"},
        {"[[:digit:]-z]", "[\\-0-9z]"},
        {"[a-[:digit:]]", "(?!)\\]"},
        {"[[:alpha]", "[\\:\\[ahlp]"},
        {"[[:cntrl:]]", "[\\x00-\\x1f]"},
    };
    check(std::span(rows).first(6), {.storage = Storage::bytes});
    check(std::span(rows).subspan(7), {.storage = Storage::bytes});
}

TEST_CASE("multibyte sets become byte sequences") {
    const Row rows[] = {
        {".", "(?:[\\x00-\\x09\\x0b-\\x7f]|(?:[\\xc0-\\xf8][\\x80-\\xbf]++))"},
        {".*", "[\\x00-\\x09\\x0b-\\xff]*(?![\\x80-\\xbf])"},
        {".+?", "[\\x00-\\x09\\x0b-\\xff]+?(?![\\x80-\\xbf])"},
        {"[é]", "(?:\\xc3\\xa9)"},
        {"[a-é]", "(?:[a-\\x7f]|(?:\\xc2[\\x80-\\xbf]++|\\xc3[\\x80-\\xa9]))"},
        {"[aé]*", "(?:a*(?:(?:\\xc3\\xa9)a*)*)"},
        {"[a-z]*", "[a-z]*"},
    };
    check(rows, {.storage = Storage::multibyte});
}

TEST_CASE("case folding follows the case table") {
    const Row rows[] = {{"ab1", "ab1"}, {"é", "(?:\\xc3[\\x89\\xa9])"}, {"\xC2\xB5", "(?:\\xc2\\xb5|\\xce\\xbc)"}, {"12", "literal:12"}};
    check(rows, {.storage = Storage::multibyte, .fold = true});
    Tables tables;
    CHECK(translate(parse("a", true), tables, {.fold = true}, sets).caseless);
    CHECK_FALSE(translate(parse("a", true), tables, {.fold = false}, sets).caseless);
}

TEST_CASE("a long set is written once") {
    Tables tables;
    Translation t = translate(parse("\\([[:alpha:]]\\)[[:alpha:]]", true), tables, {.storage = Storage::multibyte}, sets);
    CHECK(t.pattern.starts_with("(?:((?:[A-Za-z]|(?2)))(?:[A-Za-z]|(?2)))(?(DEFINE)("));
}

TEST_CASE("errors are Emacs's") {
    const Row rows[] = {
        {"[", "Unmatched [ or [^"},
        {"[a", "Unmatched [ or [^"},
        {"[]", "Unmatched [ or [^"},
        {"[a-", "Premature end of regular expression"},
        {"[[:foo:]]", "Invalid character class name"},
        {"[[:ALPHA:]]", "Invalid character class name"},
        {"\\(", "Unmatched ( or \\("},
        {"\\(?", "Unmatched ( or \\("},
        {"\\(?1", "Premature end of regular expression"},
        {"\\(?x:a\\)", "Invalid regular expression"},
        {"\\(?0:a\\)", "Invalid regular expression"},
        {"\\(?1:\\(?1:a\\)\\)", "Invalid regular expression"},
        {"\\(?99999999999:a\\)", "Regular expression too big"},
        {"\\)", "Unmatched ) or \\)"},
        {"a\\", "Trailing backslash"},
        {"\\s", "Premature end of regular expression"},
        {"\\_", "Premature end of regular expression"},
        {"\\_a", "Invalid regular expression"},
        {"a\\{", "Unmatched \\{"},
        {"a\\{1", "Unmatched \\{"},
        {"a\\{1\\", "Trailing backslash"},
        {"a\\{x\\}", "Invalid content of \\{\\}"},
        {"a\\{2,1\\}", "Invalid content of \\{\\}"},
        {"a\\{65536\\}", "Invalid content of \\{\\}"},
        {"\\{x", "Invalid content of \\{\\}"},
        {"\\1", "Invalid back reference"},
        {"\\(a\\1\\)", "Invalid back reference"},
        {"\\(a\\)\\2", "Invalid back reference"},
    };
    for (const Row& row : rows) {
        INFO(row.emacs);
        CHECK(translated(row.emacs) == std::string("error:") + row.pcre);
    }
}

TEST_CASE("deep nesting is an error, not a crash") {
    std::string pattern;
    for (int i = 0; i < 100000; ++i) pattern += "\\(?:";
    CHECK(translated(pattern) == "error:Regular expression too big");
}
