// Calendar and clock: broken-down times, time zones, formatting.
//
// A zone is a fixed offset, the zone of the process, or a rule in the form of the TZ variable. Rules are the C library's
// business, which knows only one at a time for the whole process: ZoneRule installs one under a lock and takes it away again.
// The rule set by `set-time-zone-rule' is kept in a Lisp variable, so interpreters do not disturb each other.
// Tests: tests/recorded/time.el, tests/lisp/prims/time.el
#include <el/list.hpp>

#include "prims/all.hpp"
#include "prims/time_values.hpp"

#include <cstdlib>
#include <mutex>
#include <optional>

namespace el {

namespace {

struct Zone {
    enum Kind { process, fixed, rule } kind = process;
    long offset = 0;   // of a fixed zone, seconds east
    std::string text;  // its name, or the rule
};

struct Moment {
    tm parts{};
    long offset = 0;
    std::string zone;
};

class ZoneRule {
public:
    explicit ZoneRule(const Zone& zone) : lock_(mutex()), changed_(zone.kind == Zone::rule) {
        if (!changed_) return;
        if (const char* old = std::getenv("TZ")) old_ = old;
        setenv("TZ", zone.text.c_str(), 1);
        tzset();
    }
    ~ZoneRule() {
        if (!changed_) return;
        if (old_) setenv("TZ", old_->c_str(), 1);
        else unsetenv("TZ");
        tzset();
    }
    ZoneRule(const ZoneRule&) = delete;

private:
    static std::mutex& mutex() {
        static std::mutex m;
        return m;
    }
    std::lock_guard<std::mutex> lock_;
    bool changed_;
    std::optional<std::string> old_;
};

// The name Emacs gives an offset: "+01", "-0330".
std::string offset_name(long offset) {
    long minutes = std::labs(offset) / 60, seconds = std::labs(offset) % 60;
    char text[32];
    int n = snprintf(text, sizeof text, "%c%02ld", offset < 0 ? '-' : '+', minutes / 60);
    if (minutes % 60 || seconds) n += snprintf(text + n, sizeof text - n, "%02ld", minutes % 60);
    if (seconds) snprintf(text + n, sizeof text - n, "%02ld", seconds);
    return text;
}

Value rule_variable(Interpreter& in) { return in.intern("internal--time-zone-rule"); }

Zone read_zone(Interpreter& in, Value zone) {
    if (zone.is_nil()) zone = in.variable(rule_variable(in));
    if (zone.is_nil() || zone == in.intern("wall")) return {};
    if (zone == in[sym::t]) return {Zone::fixed, 0, "GMT"};
    if (zone.is_fixnum()) return {Zone::fixed, zone.fixnum(), offset_name(zone.fixnum())};
    if (zone.is<String>()) return {Zone::rule, 0, std::string(zone.as<String>().view())};
    if (zone.is_cons() && car(zone).is_fixnum() && car_or_nil(cdr(zone)).is<String>())
        return {Zone::fixed, car(zone).fixnum(), std::string(car(cdr(zone)).as<String>().view())};
    signal(in, sym::error, {make_string(in, "Invalid time zone specification"), zone});
}

Moment break_down(Interpreter& in, time_t seconds, const Zone& zone) {
    Moment m;
    if (zone.kind == Zone::fixed) {
        time_t shifted = seconds + zone.offset;
        if (!gmtime_r(&shifted, &m.parts)) error(in, "Specified time is not representable");
        m.offset = zone.offset;
        m.zone = zone.text;
        return m;
    }
    ZoneRule installed(zone);
    tzset();
    if (!localtime_r(&seconds, &m.parts)) error(in, "Specified time is not representable");
    m.offset = m.parts.tm_gmtoff;
    m.zone = m.parts.tm_zone;
    return m;
}

// --- decode-time, encode-time ---

// The seconds within the minute, with the fraction of TIME, as an integer or (TICKS . HZ).
Value exact_seconds(Interpreter& in, Value time, int whole) {
    Timestamp t;
    read_timestamp(in, time, t);
    if (is_one(t.hz)) return fixnum(whole);
    mpz_fdiv_r(t.ticks, t.ticks, t.hz);
    Mpz seconds;
    mpz_mul_si(seconds, t.hz, whole);
    mpz_add(t.ticks, t.ticks, seconds);
    return ticks_hz(in, t);
}

Value decode_time(Interpreter& in, Value time, Value zone, Value form) {
    timespec at = as_timespec(in, time);
    Moment m = break_down(in, at.tv_sec, read_zone(in, zone));
    const tm& p = m.parts;
    Value seconds = form == in[sym::t] ? exact_seconds(in, time, p.tm_sec) : fixnum(p.tm_sec);
    return list(in, {seconds, fixnum(p.tm_min), fixnum(p.tm_hour), fixnum(p.tm_mday), fixnum(p.tm_mon + 1),
                     fixnum(Int{p.tm_year} + 1900), fixnum(p.tm_wday), p.tm_isdst < 0 ? fixnum(-1) : truth(in, p.tm_isdst > 0),
                     fixnum(m.offset)});
}

int tm_field(Interpreter& in, Value v) {
    Int n = Arg<Fixnum>::from(in, v);
    if (n != static_cast<int>(n)) error(in, "Specified time is not representable");
    return static_cast<int>(n);
}

// The parts of a time, as `encode-time' takes them, either in a list or as arguments.
struct Parts {
    Value second, minute, hour, day, month, year, dst, zone;
};

Parts parts_of_list(Interpreter& in, Value decoded) {
    Value v[9];
    int n = 0;
    for (Value tail = decoded; n < 9 && !(n == 6 && tail.is_nil()); tail = cdr(tail)) {
        if (!tail.is_cons()) wrong_type(in, sym::consp, tail);
        v[n++] = car(tail);
    }
    return {v[0], v[1], v[2], v[3], v[4], v[5], n > 7 ? v[7] : fixnum(-1), n > 8 ? v[8] : nil};
}

time_t seconds_of(Interpreter& in, const Parts& p, int second) {
    tm t{};
    t.tm_sec = second;
    t.tm_min = tm_field(in, p.minute);
    t.tm_hour = tm_field(in, p.hour);
    t.tm_mday = tm_field(in, p.day);
    t.tm_mon = tm_field(in, p.month) - 1;
    t.tm_year = tm_field(in, p.year) - 1900;
    t.tm_isdst = p.dst.is_fixnum() ? -1 : !p.dst.is_nil();
    Zone zone = read_zone(in, p.zone);
    t.tm_wday = -1;
    if (zone.kind == Zone::fixed) {
        time_t result = timegm(&t);
        if (t.tm_wday < 0) error(in, "Specified time is not representable");
        return result - zone.offset;
    }
    ZoneRule installed(zone);
    tzset();
    time_t result = mktime(&t);
    if (t.tm_wday < 0) error(in, "Specified time is not representable");
    return result;
}

Value encode_time(Interpreter& in, Value first, Rest more) {
    Parts p;
    if (more.empty()) {
        p = parts_of_list(in, first);
    } else {
        if (more.size() < 5) signal(in, sym::wrong_number_of_arguments, {in.intern("encode-time"), fixnum(Int(more.size() + 1))});
        p = {first, more[0], more[1], more[2], more[3], more[4], fixnum(-1), more.size() > 5 ? more[more.size() - 1] : nil};
    }
    if (p.second.is_fixnum()) {
        time_t t = seconds_of(in, p, tm_field(in, p.second));
        return list(in, {fixnum(t >> 16), fixnum(t & 0xFFFF)});
    }
    Timestamp exact;
    read_timestamp(in, p.second, exact);
    Mpz whole(seconds_of(in, p, 0));
    mpz_addmul(exact.ticks, whole, exact.hz);
    return ticks_hz(in, exact);
}

// --- format-time-string ---

constexpr const char* weekdays[] = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr const char* months[] = {"January", "February", "March",     "April",   "May",      "June",
                                  "July",    "August",   "September", "October", "November", "December"};

struct Directive {
    char flag = 0;  // '-' no padding, '_' spaces, '0' zeros, '+'
    bool upper = false, swap = false;
    int width = -1, colons = 0;
};

class TimeFormatter {
public:
    TimeFormatter(const Moment& moment, const timespec& at) : m_(moment), at_(at) {}

    std::string format(std::string_view text) {
        std::string out;
        for (std::size_t i = 0; i < text.size();) {
            std::size_t start = i;
            if (text[i++] != '%') {
                out += text[start];
                continue;
            }
            Directive d;
            i = read_options(text, i, d);
            if (i < text.size() && expand(out, d, text[i])) ++i;
            else {  // not a directive: it stands for itself
                if (i < text.size()) ++i;
                out.append(text.substr(start, i - start));
            }
        }
        return out;
    }

private:
    static std::size_t read_options(std::string_view text, std::size_t i, Directive& d) {
        for (; i < text.size(); ++i) {
            char c = text[i];
            if (c == '-' || c == '_' || c == '0' || c == '+') d.flag = c;
            else if (c == '^') d.upper = true;
            else if (c == '#') d.swap = true;
            else break;
        }
        for (; i < text.size() && text[i] >= '0' && text[i] <= '9'; ++i) d.width = std::min(9999, std::max(d.width, 0) * 10 + (text[i] - '0'));
        for (; i < text.size() && text[i] == ':'; ++i) ++d.colons;
        if (i < text.size() && (text[i] == 'E' || text[i] == 'O')) ++i;
        return i;
    }

    static void pad(std::string& out, std::string text, const Directive& d, std::size_t digits, char fill) {
        if (d.flag == '_') fill = ' ';
        else if (d.flag == '0' || d.flag == '+') fill = '0';
        std::size_t width = d.width >= 0 ? static_cast<std::size_t>(d.width) : d.flag == '-' ? 0 : digits;
        bool negative = !text.empty() && text[0] == '-' && fill == '0';
        if (negative) text.erase(0, 1);
        std::size_t have = text.size() + negative;
        if (negative) out += '-';
        if (have < width) out.append(width - have, fill);
        out += text;
    }
    static void number(std::string& out, const Directive& d, long long n, std::size_t digits, char fill = '0') {
        pad(out, std::to_string(n), d, digits, fill);
    }
    static void word(std::string& out, const Directive& d, std::string text) {
        if (d.upper || d.swap)
            for (char& c : text) c = static_cast<char>(toupper(static_cast<unsigned char>(c)));
        pad(out, text, d, 0, ' ');
    }
    void nested(std::string& out, const Directive& d, std::string_view format_text) {
        std::string text = format(format_text);
        if (d.upper)
            for (char& c : text) c = static_cast<char>(toupper(static_cast<unsigned char>(c)));
        pad(out, text, d, 0, ' ');
    }

    int hour12() const { return m_.parts.tm_hour % 12 == 0 ? 12 : m_.parts.tm_hour % 12; }
    long long year() const { return m_.parts.tm_year + 1900LL; }

    // The ISO 8601 week and the year it belongs to.
    std::pair<int, long long> iso_week() const {
        int monday_based = (m_.parts.tm_wday + 6) % 7;
        int week = (m_.parts.tm_yday - monday_based + 10) / 7;
        if (week < 1) return {weeks_in(year() - 1), year() - 1};
        if (week > weeks_in(year())) return {1, year() + 1};
        return {week, year()};
    }
    static int weeks_in(long long y) {
        auto last_day = [](long long n) { return ((n + n / 4 - n / 100 + n / 400) % 7 + 7) % 7; };
        return last_day(y) == 4 || last_day(y - 1) == 3 ? 53 : 52;
    }

    void zone_offset(std::string& out, const Directive& d) const {
        long o = std::labs(m_.offset), h = o / 3600, min = o / 60 % 60, s = o % 60;
        char text[32];
        switch (d.colons) {
        case 0: snprintf(text, sizeof text, "%02ld%02ld", h, min); break;
        case 1: snprintf(text, sizeof text, "%02ld:%02ld", h, min); break;
        case 2: snprintf(text, sizeof text, "%02ld:%02ld:%02ld", h, min, s); break;
        default:
            if (s) snprintf(text, sizeof text, "%02ld:%02ld:%02ld", h, min, s);
            else if (min) snprintf(text, sizeof text, "%02ld:%02ld", h, min);
            else snprintf(text, sizeof text, "%02ld", h);
        }
        std::string digits = text;
        std::size_t width = d.width > 0 ? static_cast<std::size_t>(d.width) - 1 : 0;
        if (digits.size() < width) digits.insert(0, width - digits.size(), '0');
        out += m_.offset < 0 ? '-' : '+';
        out += digits;
    }

    void fraction(std::string& out, const Directive& d) const {
        char text[16];
        snprintf(text, sizeof text, "%09ld", at_.tv_nsec);
        std::string digits = text;
        std::size_t width = d.width >= 0 ? static_cast<std::size_t>(d.width) : 9;
        digits.resize(width, d.flag == '_' ? ' ' : '0');
        if (d.flag == '-')
            while (!digits.empty() && digits.back() == '0') digits.pop_back();
        out += digits;
    }

    // Appends what the directive C stands for; false if there is none of that name.
    bool expand(std::string& out, const Directive& d, char c) {
        const tm& p = m_.parts;
        switch (c) {
        case '%': out += '%'; break;
        case 'n': out += '\n'; break;
        case 't': out += '\t'; break;
        case 'a': word(out, d, std::string(weekdays[p.tm_wday], 3)); break;
        case 'A': word(out, d, weekdays[p.tm_wday]); break;
        case 'b':
        case 'h': word(out, d, std::string(months[p.tm_mon], 3)); break;
        case 'B': word(out, d, months[p.tm_mon]); break;
        case 'c': nested(out, d, "%a %b %e %H:%M:%S %Y"); break;
        case 'x':
        case 'D': nested(out, d, "%m/%d/%y"); break;
        case 'F': nested(out, d, "%Y-%m-%d"); break;
        case 'R': nested(out, d, "%H:%M"); break;
        case 'r': nested(out, d, "%I:%M:%S %p"); break;
        case 'X':
        case 'T': nested(out, d, "%H:%M:%S"); break;
        case 'C': number(out, d, year() / 100 - (year() % 100 < 0), 2); break;
        case 'y': number(out, d, (year() % 100 + 100) % 100, 2); break;
        case 'Y': number(out, d, year(), year() < 0 ? 5 : 4); break;
        case 'g': number(out, d, (iso_week().second % 100 + 100) % 100, 2); break;
        case 'G': number(out, d, iso_week().second, 4); break;
        case 'd': number(out, d, p.tm_mday, 2); break;
        case 'e': number(out, d, p.tm_mday, 2, ' '); break;
        case 'H': number(out, d, p.tm_hour, 2); break;
        case 'I': number(out, d, hour12(), 2); break;
        case 'k': number(out, d, p.tm_hour, 2, ' '); break;
        case 'l': number(out, d, hour12(), 2, ' '); break;
        case 'j': number(out, d, p.tm_yday + 1, 3); break;
        case 'm': number(out, d, p.tm_mon + 1, 2); break;
        case 'M': number(out, d, p.tm_min, 2); break;
        case 'S': number(out, d, p.tm_sec, 2); break;
        case 'N': fraction(out, d); break;
        case 'p': {
            std::string text = p.tm_hour < 12 ? "AM" : "PM";
            if (d.swap) text = p.tm_hour < 12 ? "am" : "pm";
            pad(out, text, d, 0, ' ');
            break;
        }
        case 'P': pad(out, p.tm_hour < 12 ? "am" : "pm", d, 0, ' '); break;
        case 'q': number(out, d, p.tm_mon / 3 + 1, 1); break;
        case 's': number(out, d, at_.tv_sec, 1); break;
        case 'u': number(out, d, p.tm_wday == 0 ? 7 : p.tm_wday, 1); break;
        case 'w': number(out, d, p.tm_wday, 1); break;
        case 'U': number(out, d, (p.tm_yday - p.tm_wday + 7) / 7, 2); break;
        case 'V': number(out, d, iso_week().first, 2); break;
        case 'W': number(out, d, (p.tm_yday - (p.tm_wday + 6) % 7 + 7) / 7, 2); break;
        case 'z': zone_offset(out, d); break;
        case 'Z': {
            std::string name = m_.zone;
            if (d.swap)
                for (char& letter : name) letter = static_cast<char>(tolower(static_cast<unsigned char>(letter)));
            Directive plain = d;
            plain.swap = false;
            word(out, plain, name);
            break;
        }
        default: return false;
        }
        return true;
    }

    const Moment& m_;
    timespec at_;
};

Value format_time_string(Interpreter& in, String& format_string, Value time, Value zone) {
    timespec at = as_timespec(in, time);
    Moment m = break_down(in, at.tv_sec, read_zone(in, zone));
    return make_string(in, TimeFormatter(m, at).format(format_string.view()));
}

Value current_time_string(Interpreter& in, Value specified_time, Value zone) {
    timespec at = as_timespec(in, specified_time);
    Moment m = break_down(in, at.tv_sec, read_zone(in, zone));
    return make_string(in, TimeFormatter(m, at).format("%a %b %e %H:%M:%S %Y"));
}

Value current_time_zone(Interpreter& in, Value specified_time, Value zone) {
    timespec at = as_timespec(in, specified_time);
    Moment m = break_down(in, at.tv_sec, read_zone(in, zone));
    return list(in, {fixnum(m.offset), make_string(in, m.zone)});
}

Value set_time_zone_rule(Interpreter& in, Value tz) {
    if (!tz.is_nil()) read_zone(in, tz);
    in.set_variable(rule_variable(in), tz == in.intern("wall") ? nil : tz);
    return nil;
}

constexpr Primitive table[] = {
    prim<current_time_string>("current-time-string", "&optional specified-time zone", "The time in the form \"Sun Sep 16 01:03:52 1973\"."),
    prim<current_time_zone>("current-time-zone", "&optional specified-time zone", "(OFFSET NAME) of the zone at that time; OFFSET in seconds east."),
    prim<decode_time>("decode-time", "&optional time zone form",
                      "TIME as (SECOND MINUTE HOUR DAY MONTH YEAR DOW DST UTCOFF); with FORM t SECOND has TIME's resolution."),
    prim<encode_time>("encode-time", "time &rest obsolescent-arguments", "The timestamp of a list in the form of `decode-time'."),
    prim<format_time_string>("format-time-string", "format-string &optional time zone", "TIME in ZONE, written as FORMAT-STRING says."),
    prim<set_time_zone_rule>("set-time-zone-rule", "tz", "Make TZ the zone of times without one."),
};

}  // namespace

void define_time(Interpreter& in) {
    in.set_variable(rule_variable(in), nil);
    in.define_primitives(table);
    define_time_values(in);
}

}  // namespace el
