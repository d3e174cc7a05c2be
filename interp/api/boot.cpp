// The Lisp library: what the build preloaded comes with the image, the rest is loaded by `require' from embedded files.
#include "api/boot.hpp"

#include "api/image.hpp"
#include "api/library_archive.hpp"
#include "prims/load.hpp"

#include <cstdlib>
#include <fstream>
#include <iterator>

// Present in the finished library, absent in the program that builds the image.
extern "C" {
extern const char elwire_image_begin[] __attribute__((weak, visibility("hidden")));
extern const char elwire_image_end[] __attribute__((weak, visibility("hidden")));
extern const char elwire_libraries_begin[] __attribute__((weak, visibility("hidden")));
extern const char elwire_libraries_end[] __attribute__((weak, visibility("hidden")));
}

namespace el {

namespace {

std::string_view section(const char* begin, const char* end) {
    return begin ? std::string_view(begin, static_cast<std::size_t>(end - begin)) : std::string_view();
}

// For work on lisp/boot: the environment variable ELWIRE_IMAGE names an image file to use instead of the built-in one.
std::string_view chosen_image() {
    const char* name = std::getenv("ELWIRE_IMAGE");
    if (!name) return embedded_image();
    static const std::string bytes = [name] {
        std::ifstream file(name, std::ios::binary);
        return std::string(std::istreambuf_iterator<char>(file), {});
    }();
    return bytes;
}

}  // namespace

std::string_view embedded_image() { return section(elwire_image_begin, elwire_image_end); }
std::string_view embedded_libraries() { return section(elwire_libraries_begin, elwire_libraries_end); }

void boot(Interpreter& in) {
    static const std::vector<LoadState::Embedded> libraries = read_archive(embedded_libraries());
    in->load->embedded = libraries;
    std::string_view image = chosen_image();
    if (!image.empty()) attach_image(in, image);
}

}  // namespace el
