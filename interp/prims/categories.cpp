// Categories: sets of characters named by a letter, for \cX in regexps (manual node "Categories").
//
// A category table gives each character the bool-vector of its categories. The standard one is small for ASCII and is
// computed for the rest when that is first asked for. Its categories c, h and j, which say what is in old Chinese,
// Korean and Japanese character sets, exist but have no members.
// Tests: tests/lisp/prims/categories.el
#include <unictype.h>

#include <algorithm>
#include <bitset>
#include <iterator>
#include <map>
#include <vector>

#include "core/args.hpp"
#include "core/char_table.hpp"
#include "prims/all.hpp"
#include "text/state.hpp"

namespace el {
namespace {

constexpr char32_t first_category = ' ', last_category = '~';

struct CategoryRange {
    char category;
    char32_t first, last;
};
constexpr CategoryRange ranges[] = {
#include "prims/category_ranges.def"
};

struct CategoryText {
    char category;
    const char* text;
};
constexpr CategoryText standard_categories[] = {
    {' ', "Space for indentation"},
    {'.', "Base\nCharacters that marks combine with"},
    {'0', "Consonant"},
    {'1', "Base vowel"},
    {'2', "Upper diacritic"},
    {'3', "Lower diacritic"},
    {'4', "Tone mark"},
    {'5', "Vowel diacritic"},
    {'6', "Digit"},
    {'7', "Vowel-modifying diacritic"},
    {'8', "Vowel sign"},
    {'9', "Semivowel lower"},
    {'<', "Not at end of line"},
    {'>', "Not at beginning of line"},
    {'A', "Two-byte alphanumeric"},
    {'C', "Chinese characters"},
    {'G', "Two-byte Greek"},
    {'H', "Two-byte Hiragana"},
    {'I', "Indian glyphs"},
    {'K', "Two-byte Katakana"},
    {'L', "Strong left-to-right"},
    {'N', "Two-byte Korean"},
    {'R', "Strong right-to-left"},
    {'Y', "Two-byte Cyrillic"},
    {'^', "Combining\nMarks that combine with a base"},
    {'a', "ASCII"},
    {'b', "Arabic"},
    {'c', "Chinese"},
    {'e', "Ethiopic"},
    {'g', "Greek"},
    {'h', "Korean"},
    {'i', "Indian"},
    {'j', "Japanese"},
    {'k', "Katakana"},
    {'l', "Latin"},
    {'o', "Lao"},
    {'q', "Tibetan"},
    {'r', "Roman"},
    {'t', "Thai"},
    {'v', "Vietnamese"},
    {'w', "Hebrew"},
    {'y', "Cyrillic"},
    {'|', "Line can be broken after it"},
};

// --- the standard table ------------------------------------------------------------------------------------------

using Members = std::bitset<128>;

Members listed_categories(char32_t c) {
    Members members;
    for (const CategoryRange& range : ranges)
        if (c >= range.first && c <= range.last) members.set(static_cast<unsigned char>(range.category));
    return members;
}

// The categories that follow from Unicode's properties.
void add_unicode_categories(char32_t c, Members& members) {
    if (c > utf8::max_unicode) return;
    constexpr std::uint32_t base = UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_P | UC_CATEGORY_MASK_S | UC_CATEGORY_MASK_Z;
    std::uint32_t category = uc_general_category(c).bitmask;
    if (category & base) members.set('.');
    if (category & (UC_CATEGORY_MASK_Mn | UC_CATEGORY_MASK_Me)) members.set('^');
    switch (uc_bidi_class(c)) {
    case UC_BIDI_L:
    case UC_BIDI_LRE:
    case UC_BIDI_LRO: members.set('L'); break;
    case UC_BIDI_R:
    case UC_BIDI_AL:
    case UC_BIDI_RLE:
    case UC_BIDI_RLO: members.set('R'); break;
    default: break;
    }
}

struct MembersLess {
    bool operator()(const Members& a, const Members& b) const {
        constexpr Members low(~0ull);
        auto words = [&](const Members& m) { return std::pair((m >> 64).to_ullong(), (m & low).to_ullong()); };
        return words(a) < words(b);
    }
};

// Fills a table with equal sets shared. The sets are reachable from the table while it is being filled.
class TableFiller {
public:
    explicit TableFiller(CharTable& table) : table_(table) {}

    void add(char32_t first, char32_t last, const Members& members) {
        auto [at, added] = known_.try_emplace(members);
        if (added) at->second = category_set(members);
        char_table_set_range(table_, first, last, at->second);
    }

private:
    static Value category_set(const Members& members) {
        BoolVector* set = allocate_bool_vector(members.size());
        for (std::size_t i = 0; i < members.size(); ++i) set->set(i, members[i]);
        return Value::from_object(set);
    }

    CharTable& table_;
    std::map<Members, Value, MembersLess> known_;
};

// Adds the characters in [first, last], whose categories change only where ranges begin or end or Unicode says so.
void fill_range(TableFiller& filler, char32_t first, char32_t last) {
    std::vector<char32_t> edges;
    for (const CategoryRange& range : ranges) edges.insert(edges.end(), {range.first, range.last + 1});
    std::sort(edges.begin(), edges.end());
    Members listed = listed_categories(first), current = listed;
    add_unicode_categories(first, current);
    char32_t start = first;
    for (char32_t c = first + 1; c <= last; ++c) {
        if (std::binary_search(edges.begin(), edges.end(), c)) listed = listed_categories(c);
        Members members = listed;
        add_unicode_categories(c, members);
        if (members == current) continue;
        filler.add(start, c - 1, current);
        start = c;
        current = members;
    }
    filler.add(start, last, current);
}

void fill_beyond_ascii(CharTable& table) {
    TableFiller filler(table);
    fill_range(filler, 0x80, 0x3FFFF);
    filler.add(0x40000, 0xDFFFF, {});
    fill_range(filler, 0xE0000, 0xE0FFF);
    filler.add(0xE1000, utf8::max_char, {});
}

// --- tables ------------------------------------------------------------------------------------------------------

bool is_category_table(Interpreter& in, Value v) {
    return v.is<CharTable>() && v.as<CharTable>().purpose == in.intern("category-table") && v.as<CharTable>().header.length >= 2;
}
CharTable& check_table(Interpreter& in, Value v) {
    if (v.is_nil()) return current(in).category_table.as<CharTable>();
    if (!is_category_table(in, v)) signal(in, sym::wrong_type_argument, {in.intern("category-table-p"), v});
    return v.as<CharTable>();
}
char32_t check_category(Interpreter& in, Value v) {
    bool valid = v.is_fixnum() && v.fixnum() >= Int{first_category} && v.fixnum() <= Int{last_category};
    if (!valid) signal(in, sym::wrong_type_argument, {in.intern("categoryp"), v});
    return static_cast<char32_t>(v.fixnum());
}

// The documentation strings of a table's categories, nil for those that are not defined.
Value& docstring_of(CharTable& table, char32_t category) { return table.extras[0].as<Vector>().slots[category - first_category]; }

Value make_category_table(Interpreter& in) {
    Value table = make_char_table(in, in.intern("category-table"), nil);
    CharTable& t = table.as<CharTable>();
    t.extras[0] = Value::from_object(allocate_vector(last_category - first_category + 1));
    t.default_value = Value::from_object(allocate_bool_vector(128));
    return table;
}

Value copy_category_table(Interpreter& in, Opt<Value> table) {
    CharTable& from = table ? check_table(in, table.value) : in->text->standard_category_table.as<CharTable>();
    Value copy = copy_char_table(from);
    CharTable& result = copy.as<CharTable>();
    result.extras[0] = make_vector(in, from.extras[0].as<Vector>().span());
    return copy;
}

Value category_table_p(Interpreter& in, Value arg) { return is_category_table(in, arg) ? in[sym::t] : nil; }
Value category_table(Interpreter& in) { return current(in).category_table; }
Value standard_category_table(Interpreter& in) { return in->text->standard_category_table; }
Value set_category_table(Interpreter& in, Value table) {
    Value chosen = Value::from_object(&check_table(in, table));
    current(in).category_table = chosen;
    return chosen;
}

// --- categories --------------------------------------------------------------------------------------------------

Value define_category(Interpreter& in, Value category, String& docstring, Opt<Value> table) {
    char32_t c = check_category(in, category);
    Value& slot = docstring_of(check_table(in, table.value), c);
    if (slot) error(in, "Category ‘%c’ is already defined", static_cast<int>(c));
    slot = Value::from_object(&docstring);
    return nil;
}

Value category_docstring(Interpreter& in, Value category, Opt<Value> table) {
    char32_t c = check_category(in, category);
    return docstring_of(check_table(in, table.value), c);
}

Value get_unused_category(Interpreter& in, Opt<Value> table) {
    CharTable& t = check_table(in, table.value);
    for (char32_t c = first_category; c <= last_category; ++c)
        if (docstring_of(t, c).is_nil()) return fixnum(c);
    return nil;
}

Value char_category_set(Interpreter& in, Character character) {
    return char_table_ref(current(in).category_table.as<CharTable>(), character);
}

Value make_category_set(Interpreter& in, String& categories) {
    if (categories.multibyte()) error(in, "Multibyte string in ‘make-category-set’");
    BoolVector* set = allocate_bool_vector(128);
    for (char c : categories.view())
        set->set(check_category(in, fixnum(static_cast<unsigned char>(c))), true);
    return Value::from_object(set);
}

Value category_set_mnemonics(Interpreter& in, Value set) {
    if (!set.is<BoolVector>() || set.as<BoolVector>().size != 128) signal(in, sym::wrong_type_argument, {in.intern("categorysetp"), set});
    std::string letters;
    for (char32_t c = first_category; c <= last_category; ++c)
        if (set.as<BoolVector>().get(c)) letters.push_back(static_cast<char>(c));
    return make_string(in, letters);
}

// Sets are shared between characters: a changed one is a new one.
Value modify_category_entry(Interpreter& in, Value character, Value category, Opt<Value> table, Opt<Value> reset) {
    bool range = character.is_cons();
    char32_t first = Arg<Character>::from(in, range ? car(character) : character);
    char32_t last = range ? Arg<Character>::from(in, cdr(character)) : Character{first};
    char32_t changed = check_category(in, category);
    CharTable& t = check_table(in, table.value);
    if (docstring_of(t, changed).is_nil()) error(in, "Undefined category: %c", static_cast<int>(changed));
    for (char32_t c = first; c <= last;) {
        char32_t from = c, to = c;
        Value old = char_table_ref_range(t, c, from, to);
        to = std::min(to, last);
        BoolVector* set = allocate_bool_vector(128);
        for (std::size_t i = 0; i < 128; ++i) set->set(i, old.is<BoolVector>() && old.as<BoolVector>().get(i));
        set->set(changed, !reset);
        char_table_set_range(t, c, to, Value::from_object(set));
        c = to + 1;
    }
    return nil;
}

constexpr Primitive table[] = {
    prim<category_table_p>("category-table-p", "arg", "Return t if ARG is a category table."),
    prim<category_table>("category-table", "", "Return the category table of the current buffer."),
    prim<standard_category_table>("standard-category-table", "", "Return the standard category table, the one of new buffers."),
    prim<make_category_table>("make-category-table", "", "Return a new category table without categories."),
    prim<copy_category_table>("copy-category-table", "&optional table", "Return a copy of TABLE, by default of the standard category table."),
    prim<set_category_table>("set-category-table", "table", "Make TABLE the category table of the current buffer."),
    prim<define_category>("define-category", "category docstring &optional table", "Define the character CATEGORY as a category."),
    prim<category_docstring>("category-docstring", "category &optional table", "Return the documentation of CATEGORY, nil if it is not defined."),
    prim<get_unused_category>("get-unused-category", "&optional table", "Return a category that is not defined, nil if all are."),
    prim<char_category_set>("char-category-set", "char", "Return the set of the categories of CHAR."),
    prim<make_category_set>("make-category-set", "categories", "Return the set of the categories in the string CATEGORIES."),
    prim<category_set_mnemonics>("category-set-mnemonics", "category-set", "Return the categories of CATEGORY-SET as a string."),
    prim<modify_category_entry>("modify-category-entry", "character category &optional table reset",
        "Put CHARACTER, or the characters from MIN to MAX if it is (MIN . MAX), into CATEGORY; with RESET, take it out."),
};

}  // namespace

void define_categories(Interpreter& in) {
    in.define_primitives(table);
    CharTable& standard = in->text->standard_category_table.as<CharTable>();
    standard.extras[0] = Value::from_object(allocate_vector(last_category - first_category + 1));
    for (const CategoryText& category : standard_categories)
        docstring_of(standard, static_cast<unsigned char>(category.category)) = make_string(in, category.text);
    TableFiller filler(standard);
    fill_range(filler, 0, 0x7F);
    standard.fill = fill_beyond_ascii;
}

}  // namespace el
