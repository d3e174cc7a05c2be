#include "regex/parse.hpp"

#include "regex/classes.hpp"
#include "regex/environment.hpp"

#include "core/utf8.hpp"

#include <algorithm>
#include <utility>

namespace el::regex {
namespace {

constexpr int max_repeat = 0xFFFF;
// Parsing, translating and PCRE2's compiler all recurse into groups; this keeps them far from the end of the C stack.
constexpr std::size_t max_nesting = 1000;

[[noreturn]] void fail(const char* message) { throw InvalidRegexp(message); }
[[noreturn]] void unmatched_bracket() { fail("Unmatched [ or [^"); }
[[noreturn]] void unmatched_open() { fail("Unmatched ( or \\("); }
[[noreturn]] void unmatched_close() { fail("Unmatched ) or \\)"); }
[[noreturn]] void premature_end() { fail("Premature end of regular expression"); }
[[noreturn]] void invalid_content() { fail("Invalid content of \\{\\}"); }
[[noreturn]] void too_big() { fail("Regular expression too big"); }

// Walks over the characters of a pattern.
class Reader {
public:
    Reader(std::string_view text, bool multibyte) : text_(text), multibyte_(multibyte) {}

    bool done() const { return at_ >= text_.size(); }
    bool looking_at(std::string_view s) const { return text_.substr(at_).starts_with(s); }
    bool looking_at(char c) const { return !done() && text_[at_] == c; }
    bool accept(std::string_view s) {
        if (!looking_at(s)) return false;
        at_ += s.size();
        return true;
    }
    char32_t next() {
        unsigned char byte = text_[at_];
        if (byte < 0x80) return ++at_, byte;
        if (!multibyte_) return ++at_, utf8::raw_to_char(byte);
        int length = 0;
        char32_t c = utf8::decode(reinterpret_cast<const std::uint8_t*>(text_.data()) + at_, length);
        at_ += length;
        return c;
    }
    std::string_view rest() const { return text_.substr(at_); }
    void skip(std::size_t bytes) { at_ += bytes; }

private:
    std::string_view text_;
    bool multibyte_;
    std::size_t at_ = 0;
};

// A group that has been opened and not closed yet. The outermost one is the pattern itself.
struct OpenGroup {
    int number = 0;
    std::vector<Sequence> branches{1};
    // Index in the current sequence of what a repetition operator would repeat, -1 if nothing: then it is literal.
    // \b and the other assertions that do not set it are repeated together with what is before them: in a\b*, Emacs
    // repeats a\b.
    int repeatable = -1;

    Sequence& sequence() { return branches.back(); }
};

class Parser {
public:
    Parser(std::string_view pattern, bool multibyte, std::string_view spaces)
        : in_(pattern, multibyte), multibyte_(multibyte), spaces_(spaces), open_(1) {}

    Tree run() {
        while (!in_.done()) element();
        if (open_.size() > 1) unmatched_open();
        tree_.branches = std::move(open_.back().branches);
        tree_.max_group = std::min(last_group_, max_recorded_group);
        return std::move(tree_);
    }

private:
    OpenGroup& group() { return open_.back(); }

    Node& add(Node node) {
        auto& items = group().sequence().items;
        items.push_back(std::move(node));
        return items.back();
    }
    Node& add_repeatable(Node node) {
        group().repeatable = static_cast<int>(group().sequence().items.size());
        return add(std::move(node));
    }
    void character(char32_t c) { add_repeatable({.type = Node::Type::character, .code = c}); }

    void element() {
        char32_t c = in_.next();
        switch (c) {
        case '\\': return backslash();
        case '[': return bracket();
        case '.': return any_character();
        case '^': return caret();
        case '$': return dollar();
        case '*':
        case '+':
        case '?': return group().repeatable < 0 ? character(c) : repetition(c);
        case ' ': return space();
        default: return character(c);
        }
    }

    void any_character() {
        Node& node = add_repeatable({.type = Node::Type::set});
        node.set.negated = true;
        node.set.characters.add('\n');
    }

    // ^ is an anchor at the beginning of the regexp, of a group and of an alternative; elsewhere it is itself.
    void caret() {
        if (group().sequence().items.empty()) return assertion(Assertion::line_start);
        character('^');
    }
    // $ is an anchor at the end of the same things.
    void dollar() {
        if (in_.done() || in_.looking_at("\\)") || in_.looking_at("\\|")) return assertion(Assertion::line_end);
        character('$');
    }

    void assertion(Assertion a) {
        switch (a) {
        case Assertion::line_end:
        case Assertion::text_end: tree_.looks_ahead = true; break;
        case Assertion::line_start:
        case Assertion::text_start: break;
        case Assertion::point: tree_.uses_point = true; break;
        case Assertion::word_boundary:
        case Assertion::no_word_boundary:
        case Assertion::word_start:
        case Assertion::word_end:
        case Assertion::symbol_start:
        case Assertion::symbol_end: tree_.looks_ahead = tree_.uses_syntax = true; break;
        }
        add({.type = Node::Type::assertion, .assertion = a});
    }
    void repeatable_assertion(Assertion a) {
        group().repeatable = static_cast<int>(group().sequence().items.size());
        assertion(a);
    }

    // With search-spaces-regexp, a run of spaces stands for that regexp, unless a repetition operator follows the run.
    void space() {
        if (spaces_.empty()) return character(' ');
        std::string_view rest = in_.rest();
        std::size_t more = std::min(rest.find_first_not_of(' '), rest.size());
        rest.remove_prefix(more);
        in_.skip(more);
        if (!rest.empty() && (rest[0] == '*' || rest[0] == '+' || rest[0] == '?')) {
            for (std::size_t i = 0; i <= more; ++i) character(' ');
            return;
        }
        open_group(0);
        Reader outer = std::exchange(in_, Reader(spaces_, multibyte_));
        std::string_view spaces = std::exchange(spaces_, {});
        std::size_t depth = open_.size();
        while (!in_.done()) element();
        if (open_.size() != depth) unmatched_open();
        spaces_ = spaces;
        in_ = outer;
        close_group();
    }

    void backslash() {
        if (in_.done()) fail("Trailing backslash");
        char32_t c = in_.next();
        switch (c) {
        case '(': return open_group(group_header());
        case ')': return close_group();
        case '|': return alternative();
        case '{': return interval();
        case '=': return repeatable_assertion(Assertion::point);
        case '<': return repeatable_assertion(Assertion::word_start);
        case '>': return repeatable_assertion(Assertion::word_end);
        case '_': return symbol_boundary();
        case '`': return assertion(Assertion::text_start);
        case '\'': return assertion(Assertion::text_end);
        case 'b': return assertion(Assertion::word_boundary);
        case 'B': return assertion(Assertion::no_word_boundary);
        case 'w': return syntax('w', false);
        case 'W': return syntax('w', true);
        case 's':
        case 'S': return in_.done() ? premature_end() : syntax(in_.next(), c == 'S');
        case 'c':
        case 'C': return in_.done() ? premature_end() : category(in_.next(), c == 'C');
        default: break;
        }
        if (c >= '1' && c <= '9') return backreference(static_cast<int>(c - '0'));
        character(c);
    }

    void symbol_boundary() {
        if (in_.done()) premature_end();
        switch (in_.next()) {
        case '<': return repeatable_assertion(Assertion::symbol_start);
        case '>': return repeatable_assertion(Assertion::symbol_end);
        default: fail("Invalid regular expression");
        }
    }

    void syntax(char32_t designator, bool negated) {
        tree_.uses_syntax = true;
        add_repeatable({.type = Node::Type::syntax, .negated = negated, .number = syntax_class_of_designator(designator)});
    }
    void category(char32_t designator, bool negated) {
        tree_.uses_category = true;
        add_repeatable({.type = Node::Type::category, .negated = negated, .code = designator});
    }

    bool is_open(int number) const {
        return std::any_of(open_.begin(), open_.end(), [=](const OpenGroup& g) { return g.number == number; });
    }

    void backreference(int number) {
        if (number > last_group_ || is_open(number)) fail("Invalid back reference");
        add_repeatable({.type = Node::Type::backreference, .number = number});
    }

    // What follows \( : the number of the group, 0 if it is shy.
    int group_header() {
        if (!in_.accept("?")) return ++last_group_;
        if (in_.done()) unmatched_open();
        if (in_.accept(":")) return 0;
        int number = explicit_number();
        last_group_ = std::max(last_group_, number);
        return number;
    }
    int explicit_number() {
        std::int64_t number = 0;
        for (;;) {
            if (in_.done()) premature_end();
            char32_t c = in_.next();
            if (c == ':' && number > 0) break;
            if (c < '0' || c > '9' || (c == '0' && number == 0)) fail("Invalid regular expression");
            number = number * 10 + (c - '0');
            if (number > 0x7FFFFFFF) too_big();
        }
        if (is_open(static_cast<int>(number))) fail("Invalid regular expression");
        return static_cast<int>(number);
    }

    void open_group(int number) {
        if (open_.size() > max_nesting) too_big();
        open_.emplace_back().number = number;
    }
    void close_group() {
        if (open_.size() == 1) unmatched_close();
        OpenGroup closed = std::move(group());
        open_.pop_back();
        Node& node = add_repeatable({.type = Node::Type::group});
        node.number = closed.number > max_recorded_group ? 0 : closed.number;
        node.branches = std::move(closed.branches);
    }
    void alternative() {
        group().branches.emplace_back();
        group().repeatable = -1;
    }

    // Operators in a row combine: a?+ is a*. A ? after at least one other makes them non-greedy.
    void repetition(char32_t c) {
        bool zero = false, many = false, lazy = false;
        for (;;) {
            if (c == '?' && (zero || many)) {
                lazy = true;
            } else {
                zero |= c != '+';
                many |= c != '?';
            }
            if (!in_.looking_at('*') && !in_.looking_at('+') && !in_.looking_at('?')) break;
            c = in_.next();
        }
        repeat(zero ? 0 : 1, many ? -1 : 1, lazy);
    }

    void repeat(int min, int max, bool lazy) {
        auto& items = group().sequence().items;
        auto first = items.begin() + group().repeatable;
        // With an assertion between, Emacs repeats the whole run of ordinary characters before it: ab\b* is \(?:ab\b\)*.
        bool run = first + 1 != items.end() && first->type == Node::Type::character;
        while (run && first != items.begin() && first[-1].type == Node::Type::character) --first;
        Node node{.type = Node::Type::repeat, .lazy = lazy, .min = min, .max = max};
        node.branches.emplace_back().items.assign(std::make_move_iterator(first), std::make_move_iterator(items.end()));
        items.erase(first, items.end());
        add(std::move(node));
    }

    // After \{ . Without anything to repeat the whole of it is literal, but it must be well-formed all the same.
    void interval() {
        Reader start = in_;
        int min = interval_number(0);
        int max = min;
        if (in_.accept(",")) max = interval_number(-1);
        if (in_.done()) fail("Unmatched \\{");
        if (!in_.accept("\\}")) in_.rest() == "\\" ? fail("Trailing backslash") : invalid_content();
        if (max >= 0 && max < min) invalid_content();
        if (group().repeatable >= 0) return repeat(min, max, false);
        in_ = start;
        character('{');
    }
    int interval_number(int otherwise) {
        if (in_.done()) fail("Unmatched \\{");
        int number = -1;
        while (!in_.done() && in_.rest()[0] >= '0' && in_.rest()[0] <= '9') {
            number = std::max(number, 0) * 10 + static_cast<int>(in_.next() - '0');
            if (number > max_repeat) invalid_content();
        }
        if (in_.done()) fail("Unmatched \\{");
        return number < 0 ? otherwise : number;
    }

    void bracket() {
        Node& node = add_repeatable({.type = Node::Type::set});
        SetSpec& set = node.set;
        set.negated = in_.accept("^");
        for (bool first = true;; first = false) {
            if (in_.done()) unmatched_bracket();
            if (!first && in_.accept("]")) return;
            if (in_.looking_at("[:") && named_class(set)) continue;
            range(set);
        }
    }

    // At [: . It is a class if a :] follows anywhere, otherwise it is two characters.
    bool named_class(SetSpec& set) {
        std::string_view rest = in_.rest().substr(2);
        std::size_t end = rest.find(":]");
        if (end == std::string_view::npos) return false;
        int found = named_class_from(rest.substr(0, end));
        if (found < 0) fail("Invalid character class name");
        in_.skip(2 + end + 2);
        set.classes |= 1u << found;
        auto name = static_cast<NamedClass>(found);
        tree_.uses_syntax |= uses_syntax(name);
        tree_.uses_case |= uses_case(name);
        return true;
    }

    void range(SetSpec& set) {
        char32_t first = in_.next();
        if (!in_.looking_at('-') || in_.looking_at("-]")) return set.characters.add(first);
        in_.skip(1);
        if (in_.done()) premature_end();
        add_range(set.characters, first, in_.next());
    }

    // A range from ASCII to a raw byte holds ASCII and raw bytes and nothing between; from another character
    // to a raw byte it holds nothing at all.
    static void add_range(CharSet& set, char32_t first, char32_t last) {
        if (!is_raw_byte(last) || is_raw_byte(first)) return set.add(first, last);
        if (first >= 0x80) return;
        set.add(first, 0x7F);
        set.add(first_raw_byte, last);
    }

    Reader in_;
    bool multibyte_;
    std::string_view spaces_;
    std::vector<OpenGroup> open_;
    int last_group_ = 0;
    Tree tree_;
};

}  // namespace

Tree parse(std::string_view pattern, bool multibyte, std::string_view spaces) {
    return Parser(pattern, multibyte, spaces).run();
}

Tree literal_tree(std::string_view text, bool multibyte) {
    Tree tree;
    auto& items = tree.branches.emplace_back().items;
    for (Reader in(text, multibyte); !in.done();) items.push_back({.type = Node::Type::character, .code = in.next()});
    return tree;
}

}  // namespace el::regex
