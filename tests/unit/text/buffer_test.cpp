// Buffers against a model that stores characters one by one: text, point, markers, narrowing and properties must agree
// after every one of many random edits.
#include "text/buffer.hpp"

#include "core/utf8.hpp"
#include "text/edit.hpp"
#include "text/marker.hpp"
#include "text/state.hpp"

#include "support/catch.hpp"

#include <algorithm>
#include <random>
#include <string>
#include <vector>

using namespace el;

namespace {

struct Model {
    std::u32string text;
    std::vector<int> properties;  // of each character; 0 is none
    Int point = 1;
    struct Mark {
        Int at;
        bool advances;
    };
    std::vector<Mark> marks;

    void insert(Int at, const std::u32string& s, int property, bool before_markers) {
        auto n = static_cast<Int>(s.size());
        text.insert(static_cast<std::size_t>(at - 1), s);
        properties.insert(properties.begin() + (at - 1), s.size(), property);
        point = at + n;
        for (Mark& m : marks)
            if (m.at > at || (m.at == at && (m.advances || before_markers))) m.at += n;
    }
    void erase(Int from, Int to) {
        text.erase(static_cast<std::size_t>(from - 1), static_cast<std::size_t>(to - from));
        properties.erase(properties.begin() + (from - 1), properties.begin() + (to - 1));
        auto moved = [=](Int p) { return p <= from ? p : p <= to ? from : p - (to - from); };
        point = moved(point);
        for (Mark& m : marks) m.at = moved(m.at);
    }
};

std::string encoded(const std::u32string& text) {
    std::string out;
    for (char32_t c : text) {
        std::uint8_t bytes[utf8::max_length];
        out.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(utf8::encode(c, bytes)));
    }
    return out;
}

std::u32string random_text(std::mt19937& random) {
    static const char32_t letters[] = {'a', 'b', '\n', 0xE9, 0x20AC, 0x1F600, 0x3FFFFF, 'z'};
    std::u32string text;
    bool ascii = random() % 2;
    for (unsigned n = random() % 6; n > 0; --n) text += ascii ? U'x' : letters[random() % std::size(letters)];
    return text;
}

void check_bytes(const Buffer& b) {
    // Every position's byte, from both directions, must fit the text.
    Int byte = 1;
    for (Int at = 1; at <= b.last(); ++at) {
        REQUIRE(byte_position(b, at) == byte);
        REQUIRE(char_position(b, byte) == at);
        if (at < b.last()) byte = next_byte(b, byte);
    }
}

}  // namespace

TEST_CASE("random edits agree with a naive model") {
    Interpreter in({.image = false});
    std::mt19937 random(11);
    for (int round = 0; round < 20; ++round) {
        Value buffer = make_buffer(in, make_string(in, "model"));
        Buffer& b = buffer.as<Buffer>();
        set_buffer(in, b);
        Model model;
        std::vector<Root> markers;
        for (int step = 0; step < 300; ++step) {
            Int at = 1 + static_cast<Int>(random() % (model.text.size() + 1));
            switch (random() % 6) {
                case 0:
                case 1:
                case 2: {
                    std::u32string text = random_text(random);
                    bool before = random() % 3 == 0;
                    int property = random() % 2 ? static_cast<int>(random() % 3 + 1) : 0;
                    Value s = make_multibyte_string(in, encoded(text));
                    if (property && !text.empty()) {
                        s.as<String>().intervals = make_intervals();
                        s.as<String>().intervals->add_run(0, {0, static_cast<Int>(text.size()), list(in, {in[sym::face], fixnum(property)})});
                    }
                    set_point(b, at);
                    model.point = at;
                    insert_string(in, b, s.as<String>(), before ? insert_before_markers : 0u);
                    model.insert(at, text, property, before);
                    break;
                }
                case 3: {
                    Int to = std::min<Int>(at + static_cast<Int>(random() % 8), static_cast<Int>(model.text.size()) + 1);
                    delete_region(in, b, at, to);
                    model.erase(at, to);
                    break;
                }
                case 4: {
                    bool advances = random() % 2;
                    markers.emplace_back(Value::from_object(new_marker(b, position(b, at), advances)));
                    model.marks.push_back({at, advances});
                    break;
                }
                case 5:
                    if (!markers.empty()) {
                        std::size_t i = random() % markers.size();
                        detach(markers[i].get().as<Marker>());
                        markers.erase(markers.begin() + static_cast<std::ptrdiff_t>(i));
                        model.marks.erase(model.marks.begin() + static_cast<std::ptrdiff_t>(i));
                    }
                    break;
            }
            REQUIRE(b.last() == static_cast<Int>(model.text.size()) + 1);
            REQUIRE(b.point == model.point);
            REQUIRE(b.point_byte == byte_position(b, b.point));
            REQUIRE(b.end == b.last());
            for (std::size_t i = 0; i < markers.size(); ++i) {
                const Marker& m = markers[i].get().as<Marker>();
                REQUIRE(m.chars == model.marks[i].at);
                REQUIRE(m.bytes == byte_position(b, m.chars));
            }
        }
        Value text = buffer_substring(in, b, 1, b.last(), false);
        CHECK(std::string(text.as<String>().view()) == encoded(model.text));
        for (std::size_t i = 0; i < model.text.size(); ++i) {
            Value plist = b.text->intervals.plist_at(static_cast<Int>(i));
            REQUIRE((plist.is_nil() ? 0 : car(cdr(plist)).fixnum()) == model.properties[i]);
        }
        check_bytes(b);
        set_buffer(in, get_buffer(in, "*scratch*").as<Buffer>());
        destroy_buffer(in, b);
        for (const Root& m : markers) CHECK(m.get().as<Marker>().buffer == nullptr);
    }
}

TEST_CASE("markers that nobody holds are collected, the others stay right") {
    Interpreter in({.image = false});
    Buffer& b = make_buffer(in, make_string(in, "marks")).as<Buffer>();
    insert_text(in, b, "some text to point into");
    Root kept = Value::from_object(new_marker(b, position(b, 6)));
    for (int i = 0; i < 2000; ++i) new_marker(b, position(b, 1 + i % 20));
    heap::collect();
    for (int i = 0; i < 2000; ++i) new_marker(b, position(b, 1 + i % 20));
#ifndef ELWIRE_HEAP_MALLOC  // that heap collects nothing
    CHECK(b.text->marker_count < 4001);
#endif
    set_point(b, 1);
    insert_text(in, b, "xyz");
    CHECK(kept.get().as<Marker>().chars == 9);
}

TEST_CASE("the text of an indirect buffer is its base's, with its own point and narrowing") {
    Interpreter in({.image = false});
    Buffer& base = make_buffer(in, make_string(in, "base")).as<Buffer>();
    insert_text(in, base, "0123456789");
    Buffer& other = make_buffer(in, make_string(in, "other"), &base).as<Buffer>();
    narrow(other, 4, 7);
    set_point(base, 2);
    insert_text(in, base, "ab");
    CHECK(other.begin == 6);
    CHECK(other.end == 9);
    CHECK(other.last() == 13);
    delete_region(in, base, 1, 8);
    CHECK(other.begin == 1);
    CHECK(other.end == 2);
}

TEST_CASE("a process's output goes to its mark, and point follows only there") {
    Interpreter in({.image = false});
    Value buffer = make_buffer(in, make_string(in, "output"));
    Buffer& b = buffer.as<Buffer>();
    Value mark = make_marker(in);
    insert_process_output(in, buffer, mark, make_string(in, "one"));
    CHECK(mark.as<Marker>().chars == 4);
    CHECK(b.point == 4);
    set_point(b, 2);
    insert_process_output(in, buffer, mark, make_string(in, "two"));
    CHECK(b.point == 2);
    CHECK(mark.as<Marker>().chars == 7);
    b.slots[slot::buffer_read_only] = in[sym::t];
    narrow(b, 1, 3);
    insert_process_output(in, buffer, mark, make_string(in, "!"));
    CHECK(b.end == 4);
    CHECK(std::string(buffer_substring(in, b, 1, b.last(), false).as<String>().view()) == "on!etwo");
}
