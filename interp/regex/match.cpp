#define PCRE2_CODE_UNIT_WIDTH 8
#include "regex/match.hpp"

#include <pcre2.h>

#include <algorithm>
#include <cstring>

namespace el::regex {
namespace {

// Emacs's own limit on backtracking is a stack; ours are the JIT's stack and a count of steps, which ends regexps that
// would take minutes.
constexpr std::size_t first_jit_stack = 64 * 1024;
constexpr std::size_t max_jit_stack = 256 * 1024 * 1024;
constexpr std::uint32_t max_steps = 400'000'000;
constexpr std::uint32_t max_heap_kilobytes = 256 * 1024;  // when there is no JIT
constexpr std::uint32_t max_parentheses = 3000;

struct CompileContext {
    pcre2_compile_context* context = pcre2_compile_context_create(nullptr);

    CompileContext() {
        pcre2_set_newline(context, PCRE2_NEWLINE_LF);
        pcre2_set_parens_nest_limit(context, max_parentheses);
    }
    ~CompileContext() { pcre2_compile_context_free(context); }
};

bool inside_character(std::string_view subject, std::size_t at, Storage storage) {
    return storage == Storage::multibyte && at < subject.size() && utf8::is_continuation(subject[at]);
}

std::size_t next_character(std::string_view subject, std::size_t at, Storage storage) {
    do ++at;
    while (inside_character(subject, at, storage));
    return at;
}

std::size_t character_boundary(std::string_view subject, std::size_t at, Storage storage) {
    while (at > 0 && inside_character(subject, at, storage)) --at;
    return at;
}

PCRE2_SPTR bytes(std::string_view text) {
    return reinterpret_cast<PCRE2_SPTR>(text.data() ? text.data() : "");
}

}  // namespace

// --- programs ----------------------------------------------------------------------------------------------------

Program::Program(const Tree& tree, const Environment& environment, const Situation& situation, SetWriter& sets)
    : code_(nullptr, pcre2_code_free), posix_(situation.posix), anchored_(situation.anchored), storage_(situation.storage) {
    Translation translation = translate(tree, environment, situation, sets);
    max_group_ = tree.max_group;
    if (translation.literal) {
        literal_ = true;
        literal_bytes_ = std::move(translation.literal_bytes);
        return;
    }
    groups_ = std::move(translation.groups);
    std::uint32_t options = PCRE2_MULTILINE | PCRE2_ALT_CIRCUMFLEX | PCRE2_USE_OFFSET_LIMIT | PCRE2_NEVER_UTF |
                            PCRE2_NEVER_UCP;
    if (translation.caseless) options |= PCRE2_CASELESS;
    // Whether a character that any match needs comes at all is looked up in the whole rest of the subject: too much for one place.
    if (situation.anchored) options |= PCRE2_ANCHORED | PCRE2_NO_START_OPTIMIZE;
    int error = 0;
    PCRE2_SIZE offset = 0;
    CompileContext compile;
    code_.reset(pcre2_compile(bytes(translation.pattern), translation.pattern.size(), options, &error, &offset, compile.context));
    // The translation is well-formed: what is left to go wrong is its size.
    if (!code_) throw InvalidRegexp("Regular expression too big");
    jit_ = pcre2_jit_compile(code_.get(), PCRE2_JIT_COMPLETE) == 0;
}

Program::~Program() = default;

// --- the matcher -------------------------------------------------------------------------------------------------

Matcher::Matcher()
    : context_(pcre2_match_context_create(nullptr), pcre2_match_context_free),
      stack_(pcre2_jit_stack_create(first_jit_stack, max_jit_stack, nullptr), pcre2_jit_stack_free),
      data_(nullptr, pcre2_match_data_free) {
    pcre2_jit_stack_assign(context_.get(), nullptr, stack_.get());
    pcre2_set_match_limit(context_.get(), max_steps);
    pcre2_set_heap_limit(context_.get(), max_heap_kilobytes);
}

Matcher::~Matcher() = default;

void Matcher::reserve(const Program& program) {
    std::size_t pairs = program.groups_.size() + 1;
    if (pairs <= pairs_) return;
    pairs_ = std::max<std::size_t>(pairs, 16);
    data_.reset(pcre2_match_data_create(pairs_, nullptr));
}

MatchResult Matcher::result_of(int code) const {
    if (code >= 0) return MatchResult::matched;
    return code == PCRE2_ERROR_NOMATCH ? MatchResult::failed : MatchResult::overflow;
}

void Matcher::record(const Program& program, const std::size_t* offsets, std::size_t pairs) {
    auto span = [&](std::size_t i) -> Span {
        if (i >= pairs || offsets[2 * i] == PCRE2_UNSET) return {};
        return {static_cast<std::ptrdiff_t>(offsets[2 * i]), static_cast<std::ptrdiff_t>(offsets[2 * i + 1])};
    };
    registers_.assign(program.max_group_ + 1, {});
    registers_[0] = span(0);
    for (std::size_t i = 0; i < program.groups_.size(); ++i) {
        Span group = span(i + 1);
        if (group.start >= 0) registers_[program.groups_[i]] = group;
    }
}

// Matches that begin from `start` to `last_start`.
MatchResult Matcher::run(const Program& program, std::string_view subject, std::size_t start, std::size_t last_start) {
    for (;;) {
        MatchResult result = program.posix_ ? run_posix(program, subject, start, last_start)
                                         : run_once(program, subject, start, last_start);
        if (result != MatchResult::matched) return result;
        // To PCRE2 the middle of a character is a place like any other, for a pattern that can match nothing there.
        std::size_t found = registers_[0].start;
        if (!inside_character(subject, found, program.storage_)) return result;
        start = next_character(subject, found, program.storage_);
        if (start > last_start) return MatchResult::failed;
    }
}

MatchResult Matcher::run_once(const Program& program, std::string_view subject, std::size_t start, std::size_t last_start) {
    reserve(program);
    pcre2_set_offset_limit(context_.get(), last_start);
    auto match = program.jit_ ? pcre2_jit_match : pcre2_match;
    int code = match(program.code_.get(), bytes(subject), subject.size(), start, 0, data_.get(), context_.get());
    MatchResult result = result_of(code);
    if (result == MatchResult::matched) record(program, pcre2_get_ovector_pointer(data_.get()), code);
    return result;
}

namespace {

// POSIX asks for the longest match at the first position where there is one. The callout at the end of the pattern
// rejects every match, so that all are tried, and keeps the longest.
struct Longest {
    std::vector<std::size_t> offsets;
    bool found = false;

    static int consider(pcre2_callout_block* block, void* self_pointer) {
        auto& self = *static_cast<Longest*>(self_pointer);
        if (self.found && block->start_match != self.offsets[0]) return PCRE2_ERROR_CALLOUT;
        if (self.found && block->current_position <= self.offsets[1]) return 1;
        self.found = true;
        std::size_t size = 2 * block->capture_top;
        self.offsets.assign(block->offset_vector, block->offset_vector + size);
        self.offsets[0] = block->start_match;
        self.offsets[1] = block->current_position;
        return 1;
    }
};

}  // namespace

MatchResult Matcher::run_posix(const Program& program, std::string_view subject, std::size_t start, std::size_t last_start) {
    reserve(program);
    Longest longest;
    pcre2_set_callout(context_.get(), Longest::consider, &longest);
    pcre2_set_offset_limit(context_.get(), last_start);
    auto match = program.jit_ ? pcre2_jit_match : pcre2_match;
    int code = match(program.code_.get(), bytes(subject), subject.size(), start, 0, data_.get(), context_.get());
    pcre2_set_callout(context_.get(), nullptr, nullptr);
    if (code != PCRE2_ERROR_NOMATCH && code != PCRE2_ERROR_CALLOUT) return MatchResult::overflow;
    if (!longest.found) return MatchResult::failed;
    record(program, longest.offsets.data(), longest.offsets.size() / 2);
    return MatchResult::matched;
}

// --- text without operators ---

MatchResult Matcher::literal_forward(const Program& program, std::string_view subject, std::size_t start) {
    const std::string& text = program.literal_bytes_;
    std::string_view rest = subject.substr(start);
    std::size_t at = start;
    if (program.anchored_) {
        if (!rest.starts_with(text)) return MatchResult::failed;
    } else if (!text.empty()) {
        const void* found = rest.empty() ? nullptr : memmem(rest.data(), rest.size(), text.data(), text.size());
        if (!found) return MatchResult::failed;
        at = static_cast<const char*>(found) - subject.data();
    }
    registers_.assign(1, {static_cast<std::ptrdiff_t>(at), static_cast<std::ptrdiff_t>(at + text.size())});
    return MatchResult::matched;
}

MatchResult Matcher::literal_backward(const Program& program, std::string_view subject, std::size_t limit) {
    const std::string& text = program.literal_bytes_;
    std::size_t at = subject.size();
    if (!text.empty()) {
        at = subject.rfind(text);
        if (at == std::string_view::npos || at < limit) return MatchResult::failed;
    }
    registers_.assign(1, {static_cast<std::ptrdiff_t>(at), static_cast<std::ptrdiff_t>(at + text.size())});
    return MatchResult::matched;
}

// --- searching ---

MatchResult Matcher::search_forward(const Program& program, std::string_view subject, std::size_t start) {
    if (program.literal_) return literal_forward(program, subject, start);
    return run(program, subject, start, program.anchored_ ? start : subject.size());
}

// The last of the matches that begin from `first` to `last`.
MatchResult Matcher::last_in_window(const Program& program, std::string_view subject, std::size_t first, std::size_t last) {
    MatchResult best = MatchResult::failed;
    while (first <= last) {
        MatchResult result = run(program, subject, first, last);
        if (result == MatchResult::overflow) return result;
        if (result == MatchResult::failed) break;
        best = result;
        first = next_character(subject, registers_[0].start, program.storage_);
    }
    return best;
}

// A match at each position, going back, is what is asked for. Windows of growing size are searched forward instead:
// that way PCRE2 skips what cannot begin a match, and a match nearby is still found at once.
MatchResult Matcher::search_backward(const Program& program, std::string_view subject, std::size_t limit) {
    if (program.literal_) return literal_backward(program, subject, limit);
    constexpr std::size_t max_window = 4096;
    std::size_t last = subject.size();
    std::size_t window = 0;
    for (;;) {
        std::size_t first = last - limit > window ? character_boundary(subject, last - window, program.storage_) : limit;
        first = std::max(first, limit);
        MatchResult result = last_in_window(program, subject, first, last);
        if (result != MatchResult::failed || first == limit) return result;
        last = character_boundary(subject, first - 1, program.storage_);
        window = std::min(std::max<std::size_t>(4, window * 4), max_window);
    }
}

}  // namespace el::regex
