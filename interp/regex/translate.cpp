#include "regex/translate.hpp"

#include "regex/classes.hpp"

#include <algorithm>
#include <map>

namespace el::regex {
namespace {

// Sets longer than this are written once, in a group at the end that is called where they are needed.
constexpr std::size_t longest_inline_set = 160;

class Translator {
public:
    Translator(const Tree& tree, const Environment& environment, const Situation& situation, SetWriter& sets)
        : tree_(tree), environment_(environment), situation_(situation), sets_(sets) {
        non_ascii_ = [this](const CharSet& set) { return define_if_long("(?:" + sets_.non_ascii(set) + ")"); };
        caseless_ = situation.fold && environment.folding(situation.storage).ascii_is_plain();
        count_groups(tree.branches);
    }

    Translation run() {
        std::string text = branches(tree_.branches);
        if (situation_.posix) text = "(?:" + text + ")(?C1)";
        if (!definitions_.empty()) text = "(?:" + text + ")(?(DEFINE)" + definitions_ + ")";
        return {.pattern = std::move(text), .caseless = caseless_, .groups = std::move(groups_)};
    }

private:
    // --- groups ---

    void count_groups(const std::vector<Sequence>& branches) {
        for (const auto& branch : branches)
            for (const auto& node : branch.items) {
                if (node.type == Node::Type::group && node.number > 0) ++group_count_;
                count_groups(node.branches);
            }
    }

    // To the PCRE2 groups that carry Emacs's group `number`, the latest that has matched. There are several when \(?N:
    // repeats a number.
    // FIXME: of letters that differ in case only, PCRE2 takes ASCII ones as equal here, and no others.
    std::string backreference(int number) const {
        auto count = std::count(groups_.begin(), groups_.end(), number);
        if (count == 1) return "\\g{" + std::to_string(std::find(groups_.begin(), groups_.end(), number) - groups_.begin() + 1) + "}";
        std::string text, closing;
        for (std::size_t i = groups_.size(); i-- > 0;) {
            if (groups_[i] != number) continue;
            std::string n = std::to_string(i + 1);
            text += "(?(" + n + ")\\g{" + n + "}|";
            closing += ")";
        }
        return text + "(?!)" + closing;
    }

    // --- structure ---

    std::string branches(const std::vector<Sequence>& all) {
        std::string text;
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (i > 0) text += '|';
            for (const auto& node : all[i].items) text += item(node);
        }
        return text;
    }

    std::string item(const Node& node) {
        switch (node.type) {
        case Node::Type::character: return character(node.code);
        case Node::Type::set:
        case Node::Type::syntax:
        case Node::Type::category: return one_of(set_of(node));
        case Node::Type::assertion: return assertion(node.assertion);
        case Node::Type::backreference: return backreference(node.number);
        case Node::Type::group: return group(node);
        case Node::Type::repeat: return repeat(node);
        }
        return {};
    }

    std::string group(const Node& node) {
        if (node.number == 0) return "(?:" + branches(node.branches) + ")";
        groups_.push_back(node.number);
        return "(" + branches(node.branches) + ")";
    }

    std::string repeat(const Node& node) {
        const auto& items = node.branches[0].items;
        std::string count = quantifier(node.min, node.max, node.lazy);
        if (items.size() == 1) {
            const Node& only = items[0];
            if (only.type == Node::Type::group) return group(only) + count;
            if (is_set(only)) return repeated(set_of(only), node);
            if (only.type == Node::Type::character && only.code < 0x80 && foldings(only.code).empty())
                return character(only.code) + count;
        }
        return "(?:" + branches(node.branches) + ")" + count;
    }

    // --- characters and sets ---

    static bool is_set(const Node& node) {
        return node.type == Node::Type::set || node.type == Node::Type::syntax || node.type == Node::Type::category;
    }

    // The other characters that `c` stands for and that PCRE2's own folding does not provide.
    std::span<const char32_t> foldings(char32_t c) const {
        if (!situation_.fold || (caseless_ && c < 0x80)) return {};
        return environment_.folding(situation_.storage).equivalents(c);
    }

    std::string character(char32_t c) {
        auto same = foldings(c);
        if (same.empty()) {
            std::string text = literal_character(c, situation_.storage);
            return text.empty() ? "(?!)" : text;
        }
        CharSet set;
        for (char32_t other : same) set.add(other);
        return single_set(set, situation_.storage, non_ascii_);
    }

    CharSet set_of(const Node& node) const {
        CharSet set;
        if (node.type == Node::Type::set)
            set = members(node.set);
        else if (node.type == Node::Type::category)
            set = environment_.category(node.code);
        else if (node.number >= 0)
            set = environment_.syntax(static_cast<SyntaxClass>(node.number), situation_.storage);
        bool negated = node.type == Node::Type::set ? node.set.negated : node.negated;
        return negated ? set.complement() : set;
    }

    CharSet members(const SetSpec& spec) const {
        CharSet set = situation_.fold ? environment_.folding(situation_.storage).close(spec.characters) : spec.characters;
        for (int i = 0; i < 32; ++i)
            if (spec.classes >> i & 1) set.add(named_class_members(static_cast<NamedClass>(i), environment_, situation_.storage, situation_.fold));
        return set;
    }

    // PCRE2's caseless matching would add the other case of ASCII letters to a set that holds one of them.
    std::string exact(const CharSet& set, std::string text) const {
        if (!caseless_) return text;
        for (char32_t c = 'a'; c <= 'z'; ++c)
            if (set.contains(c) != set.contains(c - 0x20)) return "(?-i:" + text + ")";
        return text;
    }

    std::string one_of(const CharSet& set) {
        return exact(set, single_set(set, situation_.storage, non_ascii_));
    }

    std::string repeated(const CharSet& set, const Node& node) {
        return exact(set, repeated_set(set, situation_.storage, node.min, node.max, node.lazy, non_ascii_));
    }

    std::string define_if_long(std::string text) {
        if (text.size() <= longest_inline_set) return text;
        auto [at, added] = defined_.try_emplace(text, group_count_ + static_cast<int>(defined_.size()) + 1);
        if (added) definitions_ += "(" + text + ")";
        return "(?" + std::to_string(at->second) + ")";
    }

    // --- assertions ---

    std::string ahead(const CharSet& set, bool end_counts) {
        std::string text = one_of(set);
        return end_counts ? text + "|\\z" : text;
    }
    std::string behind(const CharSet& set) {
        return define_if_long(exact(set, "(?<=" + sets_.behind(set, situation_.storage) + ")"));
    }
    std::string not_behind(const CharSet& set) { return "(?!" + behind(set) + ")"; }

    // Start and end of a word or symbol made of `set`, given whether what is behind the end of the subject belongs to it.
    std::string start_of(const CharSet& set, bool end_is_member) {
        return "(?:" + not_behind(set) + "(?=" + ahead(set, end_is_member) + "))";
    }
    std::string end_of(const CharSet& set, bool end_is_member) {
        return "(?:" + behind(set) + "(?!" + ahead(set, end_is_member) + "))";
    }

    const CharSet& word() const { return environment_.syntax(SyntaxClass::word, situation_.storage); }
    CharSet symbol() const {
        CharSet set = word();
        set.add(environment_.syntax(SyntaxClass::symbol, situation_.storage));
        return set;
    }
    bool text_ends() const { return situation_.end == EndContext::text_end; }
    bool word_follows() const { return situation_.end == EndContext::word; }
    bool symbol_follows() const { return word_follows() || situation_.end == EndContext::symbol; }

    // Emacs: \b matches at both ends of the text, whatever is next to them; \B matches there never.
    // As a negation, what follows \b still tells PCRE2 which byte a match begins with.
    std::string no_word_boundary() {
        std::string ahead_text = ahead(word(), word_follows());
        std::string text = "(?(?=" + behind(word()) + ")(?!" + ahead_text + ")|(?=" + ahead_text + "))|\\A";
        if (text_ends()) text += "|\\z";
        return "(?!" + text + ")";
    }

    std::string assertion(Assertion a) {
        switch (a) {
        case Assertion::line_start: return "^";
        case Assertion::line_end: return text_ends() || situation_.end == EndContext::newline ? "$" : "(?=\\n)";
        case Assertion::text_start: return "\\A";
        case Assertion::text_end: return text_ends() ? "\\z" : "(?!)";
        case Assertion::point: return point();
        case Assertion::word_boundary: return "(?!" + no_word_boundary() + ")";
        case Assertion::no_word_boundary: return no_word_boundary();
        // Emacs: unlike \b, these two do not look beyond the bound of a search.
        case Assertion::word_start: return start_of(word(), false);
        case Assertion::symbol_start: return start_of(symbol(), false);
        case Assertion::word_end: return end_of(word(), word_follows());
        case Assertion::symbol_end: return end_of(symbol(), symbol_follows());
        }
        return {};
    }
    std::string point() const {
        switch (situation_.point) {
        case PointContext::nowhere: return "(?!)";
        case PointContext::search_start: return "\\G";
        case PointContext::subject_end: return "\\z";
        }
        return {};
    }

    const Tree& tree_;
    const Environment& environment_;
    const Situation& situation_;
    SetWriter& sets_;
    NonAsciiItem non_ascii_;
    bool caseless_;
    int group_count_ = 0;
    std::vector<int> groups_;
    std::map<std::string, int> defined_;
    std::string definitions_;
};

// The text that a tree without any operator matches. Fails if a character has case and case is ignored, or if the
// subject cannot hold it.
bool literal_text(const Tree& tree, const Environment& environment, const Situation& situation, std::string& text) {
    if (tree.branches.size() != 1) return false;
    for (const Node& node : tree.branches[0].items) {
        if (node.type != Node::Type::character) return false;
        if (situation.fold && !environment.folding(situation.storage).equivalents(node.code).empty()) return false;
        std::string stored = stored_character(node.code, situation.storage);
        if (stored.empty()) return false;
        text += stored;
    }
    return true;
}

}  // namespace

Translation translate(const Tree& tree, const Environment& environment, const Situation& situation, SetWriter& sets) {
    std::string text;
    if (literal_text(tree, environment, situation, text)) return {.literal = true, .literal_bytes = std::move(text)};
    return Translator(tree, environment, situation, sets).run();
}

}  // namespace el::regex
