// The Lisp library: what the build preloaded comes with the image, the rest is loaded by `require' from embedded files.
#include "api/boot.hpp"

#include "api/image.hpp"
#include "api/library_archive.hpp"
#include "prims/load.hpp"

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

}  // namespace

std::string_view embedded_image() { return section(elwire_image_begin, elwire_image_end); }
std::string_view embedded_libraries() { return section(elwire_libraries_begin, elwire_libraries_end); }

void boot(Interpreter& in) {
    static const std::vector<LoadState::Embedded> libraries = read_archive(embedded_libraries());
    in->load->embedded = libraries;
    if (!embedded_image().empty()) attach_image(in, embedded_image());
}

}  // namespace el
