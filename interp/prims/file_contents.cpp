// Primitives: reading files into buffers and writing them (manual nodes "Reading from Files", "Writing to Files").
// Tests: tests/lisp/prims/files.el
#include "prims/file_handlers.hpp"
#include "prims/file_names.hpp"
#include "prims/file_times.hpp"
#include "core/hash_table.hpp"
#include "core/utf8.hpp"
#include "text/coding_system.hpp"
#include "text/locals.hpp"
#include "text/state.hpp"

#include <el/list.hpp>

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace el {

namespace {

class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() { shut(); }
    Descriptor(const Descriptor&) = delete;
    int get() const { return fd_; }
    int shut() { return fd_ >= 0 ? close(std::exchange(fd_, -1)) : 0; }

private:
    int fd_;
};

// --- reading ---

Int offset_argument(Interpreter& in, Value v, Int otherwise) {
    if (v.is_nil()) return otherwise;
    if (!v.is_fixnum() || v.fixnum() < 0) signal(in, sym::wrong_type_argument, {in.intern("file-offset"), v});
    return v.fixnum();
}

std::string read_bytes(Interpreter& in, const FileName& file, int fd, Int from, Int to, Int expected) {
    if (from > 0 && lseek(fd, from, SEEK_SET) < 0) file_error(in, "Setting file position", file.lisp, errno);
    std::string bytes;
    Int wanted = to < 0 ? -1 : std::max<Int>(to - from, 0);
    std::size_t step = 1 << 16;
    if (wanted < 0 && expected > from) bytes.reserve(static_cast<std::size_t>(expected - from) + step);
    while (wanted < 0 || static_cast<Int>(bytes.size()) < wanted) {
        std::size_t old = bytes.size();
        std::size_t n = wanted < 0 ? step : std::min(step, static_cast<std::size_t>(wanted) - old);
        bytes.resize(old + n);
        ssize_t got = read(fd, bytes.data() + old, n);
        bytes.resize(old + (got > 0 ? static_cast<std::size_t>(got) : 0));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) file_error(in, "Read error", file.lisp, errno);
        if (got == 0) break;
        in.poll();
    }
    return bytes;
}

Value coding_for_reading(Interpreter& in, Buffer& b, Value name) {
    Value forced = find_value(in, in[sym::coding_system_for_read]);
    if (!forced.is_nil() && !forced.is_unbound()) return forced;
    Value alist = find_value(in, in.intern("file-coding-system-alist"));
    if (alist.is_cons()) {
        Value found = in.funcall(in.intern("find-operation-coding-system"), {in.intern("insert-file-contents"), name});
        if (found.is_cons()) found = car(found);
        if (!found.is_nil() && is_coding_system(in, found)) return found;
    }
    return b.multibyte() ? in[sym::undecided] : in[sym::raw_text];
}

void set_visited(Interpreter& in, Buffer& b, const FileName& file, Value time) {
    if (b.slots[slot::buffer_undo_list] != in[sym::t]) b.slots[slot::buffer_undo_list] = nil;
    b.text->saved_tick = b.text->modified_tick;
    b.text->auto_save_tick = b.text->modified_tick;
    b.slots[slot::buffer_saved_size] = fixnum(b.text->chars);
    b.slots[slot::buffer_file_name] = file.lisp;
    b.file_time = time;
}

// Only what differs is changed, so that point and markers in the rest stay.
Int replace_contents(Interpreter& in, Buffer& b, const String& text) {
    Int from = b.begin, to = b.end;
    std::size_t byte = 0;
    Int chars = static_cast<Int>(text.chars);
    Int same = 0, at_byte = b.begin_byte;
    while (from < to && same < chars) {
        int n = 1;
        char32_t c = text.multibyte() ? utf8::decode(text.data + byte, n) : text.data[byte];
        if (char_at_byte(b, at_byte) != c) break;
        at_byte = next_byte(b, at_byte), ++from, ++same, byte += static_cast<std::size_t>(n);
    }
    Int tail = 0;
    std::size_t end = text.bytes;
    Int end_byte = b.end_byte;
    while (to > from && tail < chars - same) {
        std::size_t start = end - 1;
        while (text.multibyte() && start > byte && utf8::is_continuation(text.data[start])) --start;
        Int before = previous_byte(b, end_byte);
        char32_t c = text.multibyte() ? utf8::decode(text.data + start) : text.data[start];
        if (char_at_byte(b, before) != c) break;
        end_byte = before, --to, ++tail, end = start;
    }
    std::string_view middle = text.view().substr(byte, end - byte);
    if (from == to && middle.empty()) return 0;
    Value part = text.multibyte() ? make_multibyte_string(in, middle) : make_unibyte_string(in, middle);
    Int point = b.point;
    replace_region(in, b, from, to, part.as<String>());
    if (point <= from) set_point(b, point);
    return static_cast<Int>(part.as<String>().chars);
}

Int insert_decoded(Interpreter& in, Buffer& b, const String& text) {
    Int from = b.point;
    insert_string(in, b, text);
    Int inserted = b.point - from;
    set_point(b, from);
    return inserted;
}

// What the buffer will be saved in: a file of plain ASCII settles only the line ends.
Value coding_to_save(Interpreter& in, Value used) {
    coding::Found found = check_coding(in, used);
    if (found.system->type != coding::Type::undecided) return used;
    coding::Eol eol = found.eol == coding::Eol::undecided ? coding::Eol::unix_ : found.eol;
    return in.intern(coding::full_name(coding::known("utf-8"), eol));
}

Value run_insert_functions(Interpreter& in, Int inserted) {
    Value functions = find_value(in, in.intern("after-insert-file-functions"));
    for (; functions.is_cons() && inserted > 0; functions = cdr(functions)) {
        if (car(functions) == in[sym::t]) continue;
        Value n = in.funcall(car(functions), {fixnum(inserted)});
        if (n.is_fixnum()) inserted = n.fixnum();
    }
    return fixnum(inserted);
}

Value insert_file_contents(Interpreter& in, Value filename, Value visit, Value beg, Value end, Value replace) {
    Buffer& b = current(in);
    if (text_is_read_only(in, b)) signal(in, sym::buffer_read_only, {value_of(b)});
    if (!visit.is_nil() && b.base) error(in, "Cannot do file visiting in an indirect buffer");
    FileName file = file_name(in, filename);
    Int from = offset_argument(in, beg, 0), to = offset_argument(in, end, -1);
    if (!visit.is_nil() && (!beg.is_nil() || !end.is_nil())) error(in, "Attempt to visit less than an entire file");
    Descriptor fd(open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (fd.get() < 0) {
        int problem = errno;
        // A new file is visited all the same; the error tells.
        if (!visit.is_nil() && problem == ENOENT) set_visited(in, b, file, fixnum(-1));
        file_error(in, "Opening input file", file.lisp, problem);
    }
    struct stat info;
    if (fstat(fd.get(), &info) != 0) file_error(in, "Input file status", file.lisp, errno);
    if (!visit.is_nil() && replace.is_nil() && b.text->chars > 0) error(in, "Cannot do file visiting in a non-empty buffer");
    std::string bytes = read_bytes(in, file, fd.get(), from, to, info.st_size);
    fd.shut();
    Value coding = coding_for_reading(in, b, file.lisp);
    DecodedText decoded = decode_bytes(in, bytes, coding);
    String& text = decoded.string.as<String>();
    text.intervals = nullptr;
    Int inserted = replace.is_nil() ? insert_decoded(in, b, text) : replace_contents(in, b, text);
    note_coding_used(in, decoded.coding_system);
    if (!visit.is_nil()) {
        set_visited(in, b, file, timestamp(in, info.st_mtim));
        set_slot(in, b, slot::buffer_file_coding_system, coding_to_save(in, decoded.coding_system));
    }
    return list(in, {file.lisp, run_insert_functions(in, inserted)});
}

// --- writing ---

Value coding_for_writing(Interpreter& in, Buffer& b, bool from_string, bool multibyte) {
    Value forced = find_value(in, in[sym::coding_system_for_write]);
    if (!forced.is_nil() && !forced.is_unbound()) return forced;
    (void)from_string;
    if (!multibyte) return in[sym::raw_text_unix];
    Value own = buffer_local_value(in, symbol(in, in[sym::buffer_file_coding_system]), b);
    return own.is_nil() ? in[sym::utf_8_unix] : own;
}

// What the coding system cannot hold is written as UTF-8, with the same line ends.
Value able_coding(Interpreter& in, const String& text, Value coding) {
    coding::Found found = check_coding(in, coding);
    if (found.system->type != coding::Type::charset || utf8::is_ascii(text.data, text.bytes)) return coding;
    for (StringCursor at(text); !at.done();) {
        char32_t c = at.next();
        if (!utf8::is_raw_byte(c) && !coding::can_encode(*found.system, c)) return in.intern("utf-8" + std::string(coding::suffix(found.eol)));
    }
    return coding;
}

std::string bytes_to_write(Interpreter& in, Buffer& b, const String& text, bool from_string) {
    bool forced = !find_value(in, in[sym::coding_system_for_write]).is_nil();
    Value coding = coding_for_writing(in, b, from_string, text.multibyte());
    if (!forced) coding = able_coding(in, text, coding);
    coding::Found found = check_coding(in, coding);
    coding::Encoder encoder(*found.system, found.eol);
    std::string bytes(text.multibyte() ? encoder.encode(text.view(), true) : encoder.encode_unibyte(text.view()));
    if (!found.system->fixed_unix && found.eol == coding::Eol::undecided) coding = in.intern(coding::full_name(*found.system, coding::Eol::unix_));
    note_coding_used(in, coding);
    return bytes;
}

int open_flags(Interpreter& in, Value append, Value mustbenew) {
    int flags = O_WRONLY | O_CREAT | O_CLOEXEC;
    if (mustbenew == in.intern("excl")) return flags | O_EXCL;
    if (append.is_fixnum()) return flags;
    return flags | (append.is_nil() ? O_TRUNC : O_APPEND);
}

void write_all(Interpreter& in, const FileName& file, int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t n = write(fd, bytes.data(), bytes.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) file_error(in, "Write error", file.lisp, errno);
        bytes.remove_prefix(static_cast<std::size_t>(n));
        in.poll();
    }
}

Value text_to_write(Interpreter& in, Buffer& b, Value start, Value end) {
    if (start.is<String>()) return start;
    if (start.is_nil()) return buffer_substring(in, b, 1, b.last(), false);
    Region r = check_region(in, start, end);
    return buffer_substring(in, b, r.from, r.to, false);
}

Value write_region(Interpreter& in, Value start, Value end, Value filename, Value append, Value visit, Value lockname, Value mustbenew) {
    Buffer& b = current(in);
    bool visiting = visit == in[sym::t] || visit.is<String>();
    if (visiting && b.base) error(in, "Cannot do file visiting in an indirect buffer");
    Value text = text_to_write(in, b, start, end);
    FileName file = file_name(in, filename);
    if (!mustbenew.is_nil() && mustbenew != in.intern("excl") && access(file.c_str(), F_OK) == 0)
        signal(in, sym::file_already_exists, {make_string(in, "File already exists"), file.lisp});
    std::string bytes = bytes_to_write(in, b, text.as<String>(), start.is<String>());
    Descriptor fd(open(file.c_str(), open_flags(in, append, mustbenew), 0666));
    if (fd.get() < 0) file_error(in, "Opening output file", file.lisp, errno);
    if (append.is_fixnum() && lseek(fd.get(), append.fixnum(), SEEK_SET) < 0) file_error(in, "Lseek error", file.lisp, errno);
    write_all(in, file, fd.get(), bytes);
    struct stat info;
    bool known = fstat(fd.get(), &info) == 0;
    if (fd.shut() != 0) file_error(in, "Write error", file.lisp, errno);
    if (visiting) {
        FileName visited = visit.is<String>() ? file_name(in, visit) : file;
        b.text->saved_tick = b.text->modified_tick;
        b.slots[slot::buffer_saved_size] = fixnum(b.text->chars);
        b.slots[slot::buffer_file_name] = visited.lisp;
        if (known) b.file_time = timestamp(in, info.st_mtim);
    }
    (void)lockname;
    return nil;
}

// --- the visited file's time ---

Value visited_file_modtime(Interpreter& in) { return current(in).file_time; }

Value set_visited_file_modtime(Interpreter& in, Value time) {
    Buffer& b = current(in);
    if (!time.is_nil()) {
        b.file_time = time;
        return nil;
    }
    if (b.base) error(in, "An indirect buffer does not have a visited file");
    struct stat info;
    if (stat(file_name(in, b.slots[slot::buffer_file_name]).c_str(), &info) == 0) b.file_time = timestamp(in, info.st_mtim);
    return nil;
}

Value verify_visited_file_modtime(Interpreter& in, Value buffer) {
    Buffer& b = buffer_or_current(in, buffer);
    Value name = b.slots[slot::buffer_file_name];
    if (name.is_nil() || b.file_time == fixnum(0)) return in[sym::t];
    struct stat info;
    if (stat(file_name(in, name).c_str(), &info) != 0) return truth(in, errno == ENOENT && b.file_time == fixnum(-1));
    return truth(in, equal(in, b.file_time, timestamp(in, info.st_mtim)));
}

Value car_less_than_car(Interpreter& in, Value a, Value b) {
    Value x = a.is_cons() ? car(a) : nil, y = b.is_cons() ? car(b) : nil;
    return in.funcall(in.intern("<"), {x, y});
}

Value set_buffer_auto_saved(Interpreter& in) {
    current(in).text->auto_save_tick = current(in).text->modified_tick;
    return nil;
}
Value recent_auto_save_p(Interpreter& in) {
    BufferText& text = *current(in).text;
    return truth(in, text.saved_tick < text.auto_save_tick);
}
Value nothing(Interpreter&) { return nil; }
Value nothing2(Interpreter&, Value, Value) { return nil; }

constexpr Primitive table[] = {
    prim<car_less_than_car>("car-less-than-car", "a b", "Return t if (car A) is numerically less than (car B)."),
    prim<nothing>("clear-buffer-auto-save-failure", "", "Does nothing: there is no auto-saving."),
    prim<nothing2>("do-auto-save", "&optional no-message current-only", "Does nothing: there is no auto-saving."),
    file_prim<insert_file_contents, "insert-file-contents">("filename &optional visit beg end replace", "Insert contents of file FILENAME after point: returns (FILENAME LENGTH)."),
    prim<nothing>("next-read-file-uses-dialog-p", "", "Return nil: there are no dialogs."),
    prim<recent_auto_save_p>("recent-auto-save-p", "", "Return t if current buffer has been auto-saved recently."),
    prim<set_buffer_auto_saved>("set-buffer-auto-saved", "", "Mark current buffer as auto-saved with its current text."),
    prim<set_visited_file_modtime>("set-visited-file-modtime", "&optional time-flag", "Update buffer's recorded modification time from the visited file's time."),
    prim<verify_visited_file_modtime>("verify-visited-file-modtime", "&optional buf", "Return t if last mod time of BUF's visited file matches what BUF records."),
    prim<visited_file_modtime>("visited-file-modtime", "", "Return the current buffer's recorded visited file modification time."),
    file_prim<write_region, "write-region", HandledFiles{.first = 2, .repeated = 5}>("start end filename &optional append visit lockname mustbenew", "Write current region, or a string, into specified file."),
};

}  // namespace

void define_file_contents(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
