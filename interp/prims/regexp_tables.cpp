#include "prims/regexp_tables.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "regex/state.hpp"
#include "text/syntax.hpp"

namespace el {
namespace {

using regex::CharSet;
using regex::Storage;
using regex::SyntaxClass;

// Changes whenever the table or one it inherits from does.
std::uint64_t version_of(const CharTable& table) {
    std::uint64_t version = 0;
    for (const CharTable* t = &table; t; t = t->parent.is<CharTable>() ? &t->parent.as<CharTable>() : nullptr)
        version += t->version + 1;
    return version;
}

// Calls visit(first, last, value) for consecutive ranges that cover all characters.
template <class Visit>
void each_range(const CharTable& table, Visit visit) {
    for (char32_t c = 0; c <= regex::max_character;) {
        char32_t first = c, last = c;
        Value value = char_table_ref_range(table, c, first, last);
        visit(c, last, value);
        c = last + 1;
    }
}

// What is read off a table, as long as it stays as it is.
struct Snapshot {
    Root table;
    std::uint64_t version;
    std::uint64_t id;
};

struct SyntaxSnapshot : Snapshot {
    std::array<CharSet, regex::syntax_class_count> all, bytes;
    bool all_known = false, bytes_known = false;

    static void add(std::array<CharSet, regex::syntax_class_count>& sets, char32_t first, char32_t last, Value entry) {
        sets[static_cast<std::size_t>(entry_class(entry))].add(first, last);
    }

    const CharSet& set(Interpreter& in, SyntaxClass wanted, Storage storage) {
        bool& known = storage == Storage::bytes ? bytes_known : all_known;
        auto& sets = storage == Storage::bytes ? bytes : all;
        if (!std::exchange(known, true)) storage == Storage::bytes ? read_bytes(in) : read_all(in);
        return sets[static_cast<std::size_t>(wanted)];
    }

private:
    // The classes of the syntax code are the same, in the same order.
    static_assert(static_cast<int>(SyntaxClass::string_fence) == static_cast<int>(Syntax::string_fence));

    void read_bytes(Interpreter& in) {
        const auto& from = table.get().as<CharTable>();
        for (char32_t c = 0; c < 0x80; ++c) add(bytes, c, c, syntax_entry(in, from, c));
        for (char32_t c = regex::first_raw_byte; c <= regex::max_character; ++c) add(bytes, c, c, syntax_entry(in, from, c));
    }
    void read_all(Interpreter& in) {
        each_range(table.get().as<CharTable>(), [&](char32_t first, char32_t last, Value entry) {
            if (entry_class(entry) == Syntax::inherit) entry = syntax_entry(in, table.get().as<CharTable>(), first);
            add(all, first, last, entry);
        });
    }
};

struct CategorySnapshot : Snapshot {
    std::vector<std::pair<char32_t, CharSet>> sets;  // by designator, those asked for

    const CharSet& set(char32_t designator) {
        for (const auto& [c, known] : sets)
            if (c == designator) return known;
        CharSet members;
        each_range(table.get().as<CharTable>(), [&](char32_t first, char32_t last, Value categories) {
            if (categories.is<BoolVector>() && designator < categories.as<BoolVector>().size &&
                categories.as<BoolVector>().get(designator))
                members.add(first, last);
        });
        return sets.emplace_back(designator, std::move(members)).second;
    }
};

// A case table is three: which character lowers to which, which rises to which, and which are equal.
struct CaseTables {
    Value down, up, canonical;
};

// What they say of the characters from 0 to some last one.
struct CaseFacts {
    regex::CaseFolding folding;
    CharSet upper, lower;
    bool known = false;

    void learn(const CaseTables& tables, char32_t last) {
        known = true;
        each_pair(tables.down, last, [this](char32_t c, char32_t) { upper.add(c); });
        each_pair(tables.up, last, [this](char32_t c, char32_t) {
            if (!upper.contains(c)) lower.add(c);
        });
        std::vector<std::pair<char32_t, char32_t>> pairs;
        each_pair(tables.canonical, last, [&](char32_t c, char32_t other) { pairs.push_back({c, other}); });
        folding = regex::CaseFolding(std::move(pairs));
    }

private:
    // Calls visit(c, other) where the table has another character for c.
    template <class Visit>
    static void each_pair(Value table, char32_t limit, Visit visit) {
        for (char32_t c = 0; c <= limit;) {
            char32_t first = c, last = c;
            Value other = c < 0x80 ? char_table_ref(table.as<CharTable>(), c)
                                   : char_table_ref_range(table.as<CharTable>(), c, first, last);
            for (; c <= std::min(last, limit); ++c)
                if (other.is_fixnum() && static_cast<Int>(c) != other.fixnum()) visit(c, static_cast<char32_t>(other.fixnum()));
        }
    }
};

struct CaseSnapshot : Snapshot {
    CaseFacts all, ascii;

    const CaseFacts& facts(const CaseTables& tables, Storage storage) {
        CaseFacts& facts = storage == Storage::bytes ? ascii : all;
        if (!facts.known) facts.learn(tables, storage == Storage::bytes ? 0x7F : regex::max_character);
        return facts;
    }
};

// The last few tables in use, the latest first.
template <class T>
class Recent {
public:
    T& get(Value table, std::uint64_t version) {
        for (std::size_t i = 0; i < entries_.size(); ++i) {
            T& entry = *entries_[i];
            if (!(entry.table.get() == table) || entry.version != version) continue;
            if (i > 0) std::rotate(entries_.begin(), entries_.begin() + i, entries_.begin() + i + 1);
            return *entries_[0];
        }
        constexpr std::size_t many = 8;
        if (entries_.size() == many) entries_.pop_back();
        auto entry = std::make_unique<T>();
        entry->table = table;
        entry->version = version;
        entry->id = ++last_id_;
        entries_.insert(entries_.begin(), std::move(entry));
        return *entries_[0];
    }

private:
    std::vector<std::unique_ptr<T>> entries_;
    std::uint64_t last_id_ = 0;
};

class BufferTables final : public regex::Environment {
public:
    explicit BufferTables(Interpreter& in) : in_(in) {}

    void follow(const Buffer& b) {
        syntax_ = &syntaxes_.get(b.syntax_table, version_of(b.syntax_table.as<CharTable>()));
        syntax_id = syntax_->id;
        category_ = &categories_.get(b.category_table, version_of(b.category_table.as<CharTable>()));
        category_id = category_->id;
        case_tables_ = {b.downcase_table, b.upcase_table, b.canonicalize_table};
        case_ = &cases_.get(b.downcase_table, version_of(b.downcase_table.as<CharTable>()));
        case_id = case_->id;
    }

    const CharSet& syntax(SyntaxClass c, Storage storage) const override { return syntax_->set(in_, c, storage); }
    const CharSet& category(char32_t designator) const override { return category_->set(designator); }
    const regex::CaseFolding& folding(Storage storage) const override { return case_->facts(case_tables_, storage).folding; }
    const CharSet& uppercase(Storage storage) const override { return case_->facts(case_tables_, storage).upper; }
    const CharSet& lowercase(Storage storage) const override { return case_->facts(case_tables_, storage).lower; }

private:
    Interpreter& in_;
    Recent<SyntaxSnapshot> syntaxes_;
    Recent<CategorySnapshot> categories_;
    Recent<CaseSnapshot> cases_;
    SyntaxSnapshot* syntax_ = nullptr;
    CategorySnapshot* category_ = nullptr;
    CaseSnapshot* case_ = nullptr;
    CaseTables case_tables_;  // reachable from the current buffer while they are used
};

}  // namespace

const regex::Environment& regexp_tables(Interpreter& in) {
    RegexState& state = regex_state(in);
    if (!state.tables) state.tables = std::make_unique<BufferTables>(in);
    auto& tables = static_cast<BufferTables&>(*state.tables);
    tables.follow(current(in));
    return tables;
}

}  // namespace el
