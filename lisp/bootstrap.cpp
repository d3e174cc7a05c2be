// The build's own program: loads lisp/boot into an interpreter without library, writes the image of the result, and packs
// the other Lisp files.
//
//     elwire-bootstrap SOURCE-DIRECTORY IMAGE-FILE ARCHIVE-FILE [DEPENDENCY-FILE]
//
// The dependency file tells the build, in make's form, what was read: the Lisp files, and the folders, in which files come and go.
#include <el/el.hpp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

#include "api/image_writer.hpp"
#include "api/library_archive.hpp"

namespace {

namespace fs = std::filesystem;

std::vector<std::string> files_read;

std::string read_file(const fs::path& path) {
    files_read.push_back(path.string());
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot read " + path.string());
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const fs::path& path, std::string_view bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    if (!file.flush()) throw std::runtime_error("cannot write " + path.string());
}

std::vector<std::string> boot_order(const fs::path& lisp) {
    std::istringstream file(read_file(lisp / "boot" / "order"));
    std::vector<std::string> names;
    for (std::string line; std::getline(file, line);) {
        line.erase(0, line.find_first_not_of(" \t"));
        if (!line.empty() && line[0] != '#' && line[0] != ';') names.push_back(line.ends_with(".el") ? line.substr(0, line.size() - 3) : line);
    }
    return names;
}

// A `require' met while preloading finds the library's own files.
std::string pack(const fs::path& lisp) {
    std::string archive;
    for (const char* folder : {"std", "net"}) {
        if (!fs::exists(lisp / folder)) continue;
        files_read.push_back((lisp / folder).string());
        std::vector<fs::path> files;
        for (const auto& entry : fs::directory_iterator(lisp / folder))
            if (entry.path().extension() == ".el") files.push_back(entry.path());
        std::sort(files.begin(), files.end());
        for (const fs::path& f : files) el::add_to_archive(archive, f.stem().string(), read_file(f));
    }
    return archive;
}

// File names in backtraces are relative to the source tree: the image does not depend on where it was built.
void preload(el::Interpreter& in, const fs::path& lisp) {
    for (const std::string& name : boot_order(lisp)) {
        fs::path path = lisp / "boot" / (name + ".el");
        std::string text = read_file(path);
        el::Value function = in.intern("internal--load-text");
        in.call(function, std::string_view(text), "lisp/boot/" + name + ".el");
    }
}

std::string dependencies_of(const std::string& output) {
    std::string text = output + ":";
    for (const std::string& file : files_read) text += " \\\n  " + std::regex_replace(file, std::regex("[ #]"), "\\$&");
    return text + "\n";
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 4 && argc != 5)
        return std::fputs("usage: elwire-bootstrap SOURCE-DIRECTORY IMAGE-FILE ARCHIVE-FILE [DEPENDENCY-FILE]\n", stderr), 2;
    try {
        fs::path lisp = argv[1];
        std::string archive = pack(lisp);
        auto libraries = el::read_archive(archive);
        el::Options options;
        options.image = false;
        el::Interpreter in(options);
        in->load->embedded = libraries;
        el::Snapshot before = el::take_snapshot(in);
        preload(in, lisp);
        write_file(argv[2], el::write_image(in, before));
        write_file(argv[3], archive);
        if (argc == 5) write_file(argv[4], dependencies_of(argv[2]));
    } catch (const el::Error& error) {
        std::fprintf(stderr, "%s: error: %s\n%s", error.place().c_str(), error.message().c_str(), error.backtrace().c_str());
        return 1;
    } catch (const std::exception& error) {
        std::fprintf(stderr, "elwire-bootstrap: %s\n", error.what());
        return 1;
    }
}
