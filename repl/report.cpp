#include "report.hpp"

#include <cstdio>
#include <cstdlib>
#include <fstream>

namespace elwire {

namespace {

struct Place {
    std::string file;
    unsigned line = 0, column = 0;
};

Place parse_place(const std::string& text) {
    std::size_t second = text.rfind(':');
    std::size_t first = second == text.npos ? second : text.rfind(':', second - 1);
    if (first == text.npos) return {};
    return {text.substr(0, first), static_cast<unsigned>(std::atoi(text.c_str() + first + 1)),
            static_cast<unsigned>(std::atoi(text.c_str() + second + 1))};
}

std::string source_line(const Place& place) {
    std::ifstream file(place.file);
    std::string line;
    for (unsigned n = 0; n < place.line; ++n)
        if (!std::getline(file, line)) return {};
    return line;
}

// Blanks as wide as the first `column - 1` characters of `line`, tabs kept.
std::string indentation(const std::string& line, unsigned column) {
    std::string blanks;
    unsigned at = 1;
    for (unsigned char c : line) {
        if ((c & 0xc0) == 0x80) continue;
        if (at++ >= column) break;
        blanks += c == '\t' ? '\t' : ' ';
    }
    return blanks;
}

}  // namespace

void report(const el::Error& error) {
    std::fflush(stdout);
    std::string text;
    Place place = parse_place(error.place());
    if (place.line) text += error.place() + ": error: ";
    text += error.message() + "\n";
    if (std::string line = place.line ? source_line(place) : ""; !line.empty())
        text += "  " + line + "\n  " + indentation(line, place.column) + "^\n";
    text += error.backtrace();
    std::fputs(text.c_str(), stderr);
    std::fflush(stderr);
}

}  // namespace elwire
