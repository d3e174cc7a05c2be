// The coding systems of Emacs that exist here: those built in, and those iconv knows.
// Tests: tests/unit/text/coding_test.cpp
#include "text/coding/systems.hpp"

#include <algorithm>
#include <cassert>
#include <unordered_map>

namespace el::coding {

namespace {

// Sorted by name. Columns: see System.
constexpr System table[] = {
    {"chinese-big5", "big5 cn-big5 cp950", Type::iconv, "big5", 'B', "big5", "big5", "ascii big5", "BIG5", true},
    {"chinese-big5-hkscs", "big5-hkscs cn-big5-hkscs", Type::iconv, "charset", 'B', "big5-hkscs", "charset", "ascii big5-hkscs", "BIG5-HKSCS", true},
    {"chinese-gb18030", "gb18030", Type::iconv, "charset", 'c', "gb18030", "charset", "ascii gb18030-2-byte gb18030-4-byte-bmp gb18030-4-byte-smp gb18030-4-byte-ext-1 gb18030-4-byte-ext-2", "GB18030", true},
    {"chinese-gbk", "gbk cp936 windows-936", Type::iconv, "charset", 'c', "gbk", "charset", "ascii chinese-gbk", "GBK", true},
    {"chinese-iso-8bit", "cn-gb-2312 euc-china euc-cn cn-gb gb2312", Type::iconv, "iso-2022", 'c', "gb2312", "iso-8-2", "ascii chinese-gb2312", "EUC-CN", true},
    {"cp1125", "ruscii cp866u", Type::charset, "charset", '*', "", "charset", "cp1125", "CP1125", true},
    {"cp437", "ibm437", Type::charset, "charset", 'D', "cp437", "charset", "cp437", "CP437", true},
    {"cp737", "", Type::charset, "charset", 'D', "cp737", "charset", "cp737", "CP737", true},
    {"cp775", "ibm775", Type::charset, "charset", 'D', "cp775", "charset", "cp775", "CP775", true},
    {"cp850", "ibm850", Type::charset, "charset", 'D', "cp850", "charset", "cp850", "CP850", true},
    {"cp851", "ibm851", Type::charset, "charset", 'D', "cp851", "charset", "cp851", "CP851", true},
    {"cp852", "ibm852", Type::charset, "charset", 'D', "cp852", "charset", "cp852", "CP852", true},
    {"cp855", "ibm855", Type::charset, "charset", 'D', "cp855", "charset", "cp855", "CP855", true},
    {"cp857", "ibm857", Type::charset, "charset", 'D', "cp857", "charset", "cp857", "CP857", true},
    {"cp858", "", Type::charset, "charset", 'D', "cp858", "charset", "cp858", "CP858", true},
    {"cp860", "ibm860", Type::charset, "charset", 'D', "cp860", "charset", "cp860", "CP860", true},
    {"cp861", "ibm861", Type::charset, "charset", 'D', "cp861", "charset", "cp861", "CP861", true},
    {"cp862", "ibm862", Type::charset, "charset", 'D', "cp862", "charset", "cp862", "CP862", true},
    {"cp863", "ibm863", Type::charset, "charset", 'D', "cp863", "charset", "cp863", "CP863", true},
    {"cp865", "ibm865", Type::charset, "charset", 'D', "cp865", "charset", "cp865", "CP865", true},
    {"cp866", "", Type::charset, "charset", '*', "cp866", "charset", "ibm866", "CP866", true},
    {"cp869", "ibm869", Type::charset, "charset", 'D', "cp869", "charset", "cp869", "CP869", true},
    {"cp874", "ibm874", Type::charset, "charset", 'D', "cp874", "charset", "cp874", "CP874", true},
    {"cyrillic-alternativnyj", "alternativnyj", Type::charset, "charset", 'A', "", "charset", "alternativnyj", "CP866", true},
    {"cyrillic-iso-8bit", "iso-8859-5", Type::charset, "charset", '5', "iso-8859-5", "charset", "iso-8859-5", "ISO-8859-5", true},
    {"cyrillic-koi8", "koi8-r koi8 cp878", Type::charset, "charset", 'R', "koi8-r", "charset", "koi8", "KOI8-R", true},
    {"ebcdic-uk", "", Type::charset, "charset", '*', "", "charset", "ebcdic-uk", "EBCDIC-UK", false},
    {"ebcdic-us", "", Type::charset, "charset", '*', "", "charset", "ebcdic-us", "EBCDIC-US", false},
    {"euc-jis-2004", "euc-jisx0213", Type::iconv, "iso-2022", 'E', "euc-jis-2004", "iso-8-2", "ascii latin-jisx0201 japanese-jisx0213.2004-1 japanese-jisx0213-1 katakana-jisx0201 japanese-jisx0213-2", "EUC-JISX0213", true},
    {"euc-tw", "euc-taiwan", Type::iconv, "iso-2022", 'Z', "euc-tw", "iso-8-2", "ascii chinese-cns11643-1 chinese-cns11643-2 chinese-cns11643-3 chinese-cns11643-4 chinese-cns11643-5 chinese-cns11643-6 chinese-cns11643-7", "EUC-TW", true},
    {"eucjp-ms", "", Type::iconv, "iso-2022", 'E', "", "iso-8-2", "ascii latin-jisx0201 japanese-jisx0208 katakana-jisx0201 japanese-jisx0212", "EUC-JP-MS", true},
    {"georgian-academy", "", Type::charset, "charset", 'G', "", "charset", "georgian-academy", "GEORGIAN-ACADEMY", true},
    {"georgian-ps", "", Type::charset, "charset", 'G', "", "charset", "georgian-ps", "GEORGIAN-PS", true},
    {"greek-iso-8bit", "iso-8859-7", Type::charset, "charset", '7', "iso-8859-7", "charset", "iso-8859-7", "ISO-8859-7", true},
    {"hebrew-iso-8bit", "iso-8859-8 iso-8859-8-e iso-8859-8-i", Type::charset, "charset", '8', "iso-8859-8", "charset", "iso-8859-8", "ISO-8859-8", true},
    {"hp-roman8", "roman8", Type::charset, "charset", '*', "hp-roman8", "charset", "hp-roman8", "HP-ROMAN8", true},
    {"ibm038", "ebcdic-int cp038", Type::charset, "charset", '*', "", "charset", "ibm038", "IBM038", false},
    {"ibm1047", "cp1047", Type::charset, "charset", '*', "", "charset", "ibm1047", "IBM1047", false},
    {"ibm256", "ebcdic-int1 cp256", Type::charset, "charset", '*', "", "charset", "ibm256", "IBM256", false},
    {"ibm273", "cp273", Type::charset, "charset", '*', "", "charset", "ibm273", "IBM273", false},
    {"ibm274", "ebcdic-be cp274", Type::charset, "charset", '*', "", "charset", "ibm274", "IBM274", false},
    {"ibm275", "ebcdic-br cp275", Type::charset, "charset", '*', "", "charset", "ibm275", "IBM275", false},
    {"ibm277", "ebcdic-cp-dk ebcdic-cp-no cp277", Type::charset, "charset", '*', "", "charset", "ibm277", "IBM277", false},
    {"ibm278", "ebcdic-cp-fi ebcdic-cp-se cp278", Type::charset, "charset", '*', "", "charset", "ibm278", "IBM278", false},
    {"ibm280", "ebcdic-cp-it cp280", Type::charset, "charset", '*', "", "charset", "ibm280", "IBM280", false},
    {"ibm281", "ebcdic-jp-e cp281", Type::charset, "charset", '*', "", "charset", "ibm281", "IBM281", false},
    {"ibm284", "ebcdic-cp-es cp284", Type::charset, "charset", '*', "", "charset", "ibm284", "IBM284", false},
    {"ibm285", "ebcdic-cp-gb cp285", Type::charset, "charset", '*', "", "charset", "ibm285", "IBM285", false},
    {"ibm290", "ebcdic-jp-kana cp290", Type::charset, "charset", '*', "", "charset", "ibm290", "IBM290", false},
    {"ibm297", "ebcdic-cp-fr cp297", Type::charset, "charset", '*', "", "charset", "ibm297", "IBM297", false},
    {"iso-2022-cn", "chinese-iso-7bit", Type::iconv, "iso-2022", 'C', "iso-2022-cn", "iso-7-else", "ascii chinese-gb2312 chinese-cns11643-1 chinese-cns11643-2", "ISO-2022-CN", false},
    {"iso-2022-cn-ext", "", Type::iconv, "iso-2022", 'C', "iso-2022-cn-ext", "iso-7-else", "ascii chinese-gb2312 chinese-cns11643-1 chinese-cns11643-2 chinese-cns11643-3 chinese-cns11643-4 chinese-cns11643-5 chinese-cns11643-6 chinese-cns11643-7", "ISO-2022-CN-EXT", false},
    {"iso-2022-jp", "junet", Type::iconv, "iso-2022", 'J', "iso-2022-jp", "iso-7-tight", "ascii japanese-jisx0208 japanese-jisx0208-1978 latin-jisx0201", "ISO-2022-JP", false},
    {"iso-2022-jp-2", "", Type::iconv, "iso-2022", 'J', "iso-2022-jp-2", "iso-7-else", "ascii japanese-jisx0208 japanese-jisx0212 latin-jisx0201 japanese-jisx0208-1978 chinese-gb2312 korean-ksc5601 latin-iso8859-1 greek-iso8859-7", "ISO-2022-JP-2", false},
    {"iso-2022-jp-2004", "iso-2022-jp-3", Type::iconv, "iso-2022", 'J', "iso-2022-jp-2004", "iso-7-tight", "ascii japanese-jisx0208 japanese-jisx0213.2004-1 japanese-jisx0213-1 japanese-jisx0213-2", "ISO-2022-JP-3", false},
    {"iso-2022-kr", "korean-iso-7bit-lock", Type::iconv, "iso-2022", 'k', "iso-2022-kr", "iso-7-else", "ascii korean-ksc5601", "ISO-2022-KR", false},
    {"iso-8859-11", "", Type::charset, "charset", '*', "iso-8859-11", "charset", "iso-8859-11", "ISO-8859-11", true},
    {"iso-8859-6", "", Type::charset, "charset", '6', "iso-8859-6", "charset", "iso-8859-6", "ISO-8859-6", true},
    {"iso-latin-1", "iso-8859-1 latin-1", Type::charset, "charset", '1', "iso-8859-1", "charset", "iso-8859-1", "ISO-8859-1", true},
    {"iso-latin-10", "iso-8859-16 latin-10", Type::charset, "charset", '*', "iso-8859-16", "charset", "iso-8859-16", "ISO-8859-16", true},
    {"iso-latin-2", "iso-8859-2 latin-2", Type::charset, "charset", '2', "iso-8859-2", "charset", "iso-8859-2", "ISO-8859-2", true},
    {"iso-latin-3", "iso-8859-3 latin-3", Type::charset, "charset", '3', "iso-8859-3", "charset", "iso-8859-3", "ISO-8859-3", true},
    {"iso-latin-4", "iso-8859-4 latin-4", Type::charset, "charset", '4', "iso-8859-4", "charset", "iso-8859-4", "ISO-8859-4", true},
    {"iso-latin-5", "iso-8859-9 latin-5", Type::charset, "charset", '9', "iso-8859-9", "charset", "iso-8859-9", "ISO-8859-9", true},
    {"iso-latin-6", "iso-8859-10 latin-6", Type::charset, "charset", '9', "iso-8859-10", "charset", "iso-8859-10", "ISO-8859-10", true},
    {"iso-latin-7", "iso-8859-13 latin-7", Type::charset, "charset", '9', "iso-8859-13", "charset", "iso-8859-13", "ISO-8859-13", true},
    {"iso-latin-8", "iso-8859-14 latin-8", Type::charset, "charset", 'W', "iso-8859-14", "charset", "iso-8859-14", "ISO-8859-14", true},
    {"iso-latin-9", "iso-8859-15 latin-9 latin-0", Type::charset, "charset", '0', "iso-8859-15", "charset", "iso-8859-15", "ISO-8859-15", true},
    {"japanese-cp932", "cp932", Type::iconv, "charset", 'S', "", "charset", "ascii katakana-sjis cp932-2-byte", "CP932", true},
    {"japanese-iso-8bit", "euc-japan-1990 euc-japan euc-jp", Type::iconv, "iso-2022", 'E', "euc-jp", "iso-8-2", "ascii latin-jisx0201 japanese-jisx0208 katakana-jisx0201 japanese-jisx0212 japanese-jisx0208-1978", "EUC-JP", true},
    {"japanese-shift-jis", "shift_jis sjis", Type::iconv, "shift-jis", 'S', "shift_jis", "sjis", "ascii katakana-jisx0201 japanese-jisx0208", "SHIFT_JIS", true},
    {"japanese-shift-jis-2004", "shift_jis-2004", Type::iconv, "shift-jis", 'S', "", "sjis", "ascii katakana-jisx0201 japanese-jisx0213.2004-1 japanese-jisx0213-2", "SHIFT_JISX0213", true},
    {"koi8-t", "", Type::charset, "charset", '*', "koi8-t", "charset", "koi8-t", "KOI8-T", true},
    {"koi8-u", "", Type::charset, "charset", 'U', "koi8-u", "charset", "koi8-u", "KOI8-U", true},
    {"korean-cp949", "cp949", Type::iconv, "charset", 'K', "", "charset", "ascii cp949", "UHC", true},
    {"korean-iso-8bit", "euc-kr euc-korea ks_c_5601-1987", Type::iconv, "iso-2022", 'K', "euc-kr", "iso-8-2", "ascii korean-ksc5601", "EUC-KR", true},
    {"mac-roman", "macintosh", Type::charset, "charset", 'M', "macintosh", "charset", "mac-roman", "MACINTOSH", true},
    {"mik", "", Type::charset, "charset", 'D', "", "charset", "mik", "MIK", true},
    {"no-conversion", "binary", Type::raw_text, "raw-text", '=', "", "raw-text", "", "", true, Mark::none, false, true},
    {"no-conversion-multibyte", "", Type::raw_text, "raw-text", '=', "", "raw-text", "", "", true, Mark::none, false, true},
    {"prefer-utf-8", "", Type::undecided, "undecided", '-', "", "undecided", "emacs", "", false},
    {"pt154", "", Type::charset, "charset", 'D', "", "charset", "pt154", "PT154", true},
    {"raw-text", "", Type::raw_text, "raw-text", 't', "", "raw-text", "", "", true},
    {"thai-tis620", "th-tis620 tis620 tis-620", Type::charset, "charset", 'T', "", "charset", "tis620-2533", "TIS-620", true},
    {"undecided", "", Type::undecided, "undecided", '-', "", "undecided", "ascii", "", true},
    {"us-ascii", "iso-safe ascii", Type::charset, "charset", '-', "us-ascii", "charset", "ascii", "ASCII", true},
    {"utf-16", "", Type::utf_16, "utf-16", 'U', "utf-16", "utf-16-auto", "unicode", "", false, Mark::detect},
    {"utf-16be", "", Type::utf_16, "utf-16", 'U', "utf-16be", "utf-16-be-nosig", "unicode", "", false},
    {"utf-16be-with-signature", "utf-16-be", Type::utf_16, "utf-16", 'U', "utf-16", "utf-16-be", "unicode", "", false, Mark::always},
    {"utf-16le", "", Type::utf_16, "utf-16", 'U', "utf-16le", "utf-16-le-nosig", "unicode", "", false, Mark::none, true},
    {"utf-16le-with-signature", "utf-16-le", Type::utf_16, "utf-16", 'U', "utf-16", "utf-16-le", "unicode", "", false, Mark::always, true},
    {"utf-7", "", Type::iconv, "utf-8", 'U', "utf-7", "utf-8", "unicode", "UTF-7", false},
    {"utf-7-imap", "", Type::iconv, "utf-8", 'u', "", "utf-8", "unicode", "UTF-7-IMAP", false},
    {"utf-8", "mule-utf-8 cp65001", Type::utf_8, "utf-8", 'U', "utf-8", "utf-8", "unicode", "", true},
    {"utf-8-auto", "", Type::utf_8, "utf-8", 'U', "", "utf-8-auto", "unicode", "", false, Mark::detect},
    {"utf-8-emacs", "", Type::utf_8, "utf-8", 'U', "", "utf-8", "emacs", "", true},
    {"utf-8-with-signature", "", Type::utf_8, "utf-8", 'U', "", "utf-8-sig", "unicode", "", false, Mark::always},
    {"vietnamese-tcvn", "tcvn tcvn-5712", Type::charset, "charset", 't', "", "charset", "tcvn-5712", "TCVN5712-1", false},
    {"vietnamese-viscii", "viscii", Type::charset, "charset", 'V', "viscii", "charset", "viscii", "VISCII", false},
    {"windows-1250", "cp1250", Type::charset, "charset", '*', "windows-1250", "charset", "windows-1250", "CP1250", true},
    {"windows-1251", "cp1251", Type::charset, "charset", 'b', "windows-1251", "charset", "windows-1251", "CP1251", true},
    {"windows-1252", "cp1252", Type::charset, "charset", '*', "windows-1252", "charset", "windows-1252", "CP1252", true},
    {"windows-1253", "cp1253", Type::charset, "charset", 'g', "windows-1253", "charset", "windows-1253", "CP1253", true},
    {"windows-1254", "cp1254", Type::charset, "charset", '*', "windows-1254", "charset", "windows-1254", "CP1254", true},
    {"windows-1255", "cp1255", Type::charset, "charset", 'h', "windows-1255", "charset", "windows-1255", "CP1255", true},
    {"windows-1256", "cp1256", Type::charset, "charset", 'A', "windows-1256", "charset", "windows-1256", "CP1256", true},
    {"windows-1257", "cp1257", Type::charset, "charset", '*', "windows-1257", "charset", "windows-1257", "CP1257", true},
    {"windows-1258", "cp1258", Type::charset, "charset", '*', "windows-1258", "charset", "windows-1258", "CP1258", true},
};

using Index = std::unordered_map<std::string_view, const System*>;

Index make_index() {
    Index index;
    for (const System& system : table) {
        index.emplace(system.name, &system);
        for (std::string_view rest = system.aliases; !rest.empty();) {
            std::size_t space = std::min(rest.find(' '), rest.size());
            index.emplace(rest.substr(0, space), &system);
            rest.remove_prefix(std::min(space + 1, rest.size()));
        }
    }
    return index;
}

const System* find_base(std::string_view name) {
    static const Index index = make_index();
    auto at = index.find(name);
    return at == index.end() ? nullptr : at->second;
}

bool take_suffix(std::string_view& name, std::string_view ending) {
    if (!name.ends_with(ending)) return false;
    name.remove_suffix(ending.size());
    return true;
}

}  // namespace

std::span<const System> systems() { return table; }

Found find(std::string_view name) {
    // The one alias that names an end-of-line variant.
    if (name == "emacs-internal") return {find_base("utf-8-emacs"), Eol::unix_};
    if (const System* system = find_base(name)) return {system, system->fixed_unix ? Eol::unix_ : Eol::undecided};
    Eol eol = Eol::undecided;
    if (take_suffix(name, "-unix"))
        eol = Eol::unix_;
    else if (take_suffix(name, "-dos"))
        eol = Eol::dos;
    else if (take_suffix(name, "-mac"))
        eol = Eol::mac;
    else
        return {};
    const System* system = find_base(name);
    if (!system || system->fixed_unix) return {};
    return {system, eol};
}

const System& known(std::string_view name) {
    const System* system = find_base(name);
    assert(system);
    return *system;
}

std::string_view suffix(Eol eol) {
    switch (eol) {
        case Eol::unix_: return "-unix";
        case Eol::dos: return "-dos";
        case Eol::mac: return "-mac";
        case Eol::undecided: break;
    }
    return "";
}

std::string full_name(const System& system, Eol eol) {
    std::string name(system.name);
    if (!system.fixed_unix) name += suffix(eol);
    return name;
}

}  // namespace el::coding
