// libxml-parse-xml-region, libxml-parse-html-region: documents become Lisp lists (manual node "Parsing HTML/XML").
// Tests: tests/recorded/xml.el
#include "core/args.hpp"
#include "core/utf8.hpp"
#include "prims/all.hpp"
#include "prims/buffer_args.hpp"

#include <el/list.hpp>
#include <el/text.hpp>

#include <libxml/HTMLparser.h>
#include <libxml/parser.h>
#include <libxml/tree.h>

#include <climits>
#include <memory>

namespace el {

namespace {

using Document = std::unique_ptr<xmlDoc, decltype(&xmlFreeDoc)>;

// What the parser gives is UTF-8, except that bytes which are no characters come through HTML as they are.
bool is_utf8(const xmlChar* text, std::size_t size) {
    for (std::size_t at = 0; at < size;) {
        int length = utf8::valid_length(text + at, size - at);
        if (length == 0) return false;
        at += static_cast<std::size_t>(length);
    }
    return true;
}

Value text_value(Interpreter& in, const xmlChar* text) {
    std::string_view s = text ? reinterpret_cast<const char*>(text) : "";
    bool characters = !utf8::is_ascii(text, s.size()) && is_utf8(text, s.size());
    return characters ? make_string(in, s) : make_unibyte_string(in, s);
}

Value symbol_value(Interpreter& in, const xmlChar* name) { return in.intern(reinterpret_cast<const char*>(name)); }

// Attributes without a value are left out, as Emacs does.
Value attributes(Interpreter& in, const xmlNode* node) {
    ListBuilder result(in);
    for (const xmlAttr* a = node->properties; a; a = a->next)
        if (a->children) result.add(cons(in, symbol_value(in, a->name), text_value(in, a->children->content)));
    return result.take();
}

// What a node without its children is: an element's name and attributes are put before CHILDREN.
Value node_value(Interpreter& in, const xmlNode* node, Value children) {
    switch (node->type) {
        case XML_ELEMENT_NODE: return cons(in, symbol_value(in, node->name), cons(in, attributes(in, node), children));
        case XML_TEXT_NODE:
        case XML_CDATA_SECTION_NODE: return text_value(in, node->content);
        case XML_COMMENT_NODE: return list(in, {in.intern("comment"), nil, text_value(in, node->content)});
        default: return nil;
    }
}

// Goes through the tree from its end to its beginning without recursion, since HTML may be nested without limit. `done' is the list of
// what is right of `node'; `waiting' holds the lists of the levels above.
Value tree(Interpreter& in, const xmlNode* root) {
    Value done, waiting;
    const xmlNode* node = root;
    auto down = [&] {
        while (node->type == XML_ELEMENT_NODE && node->children) {
            waiting = cons(in, done, waiting);
            done = nil;
            node = node->last;
        }
    };
    for (down();;) {
        in.poll();
        Value children = nil;
        if (node->type == XML_ELEMENT_NODE && node->children) {
            children = done;
            done = car(waiting);
            waiting = cdr(waiting);
        }
        done = cons(in, node_value(in, node, children), done);
        if (node == root) return car(done);
        if (node->prev) {
            node = node->prev;
            down();
        } else {
            node = node->parent;
        }
    }
}

// Comments beside the root element make a list that begins with `top'.
Value document_value(Interpreter& in, xmlDoc* document, bool comments) {
    ListBuilder parts(in);
    int count = 0;
    for (const xmlNode* node = document->children; node; node = node->next) {
        bool wanted = node->type == XML_ELEMENT_NODE || (comments && node->type == XML_COMMENT_NODE);
        if (!wanted) continue;
        parts.add(tree(in, node));
        ++count;
    }
    if (count > 1) return cons(in, in.intern("top"), cons(in, nil, parts.take()));
    return xmlDocGetRootElement(document) ? car(parts.take()) : nil;
}

Document parse(const std::string& text, const char* url, bool html) {
    int size = static_cast<int>(text.size());
    if (html)
        return {htmlReadMemory(text.data(), size, url, "utf-8",
                               HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOWARNING | HTML_PARSE_NOERROR | HTML_PARSE_NOBLANKS),
                xmlFreeDoc};
    return {xmlReadMemory(text.data(), size, url, "utf-8", XML_PARSE_NONET | XML_PARSE_NOWARNING | XML_PARSE_NOERROR | XML_PARSE_NOBLANKS),
            xmlFreeDoc};
}

Value parse_region(Interpreter& in, Value start, Value end, Value base_url, Value discard_comments, bool html) {
    static const bool initialized = (xmlInitParser(), true);
    (void)initialized;
    Region region = check_region(in, start, end);
    std::string url = base_url.is_nil() ? std::string() : std::string(Arg<String&>::from(in, base_url).view());
    Buffer& b = current(in);
    Int from = byte_position(b, region.from), to = byte_position(b, region.to);
    if (to - from > INT_MAX) error(in, "Document too large to be parsed");
    std::string text(static_cast<std::size_t>(to - from), '\0');
    b.text->gap.copy_out(from - 1, to - 1, reinterpret_cast<std::uint8_t*>(text.data()));
    Document document = parse(text, base_url.is_nil() ? nullptr : url.c_str(), html);
    return document ? document_value(in, document.get(), discard_comments.is_nil()) : nil;
}

Value libxml_parse_xml_region(Interpreter& in, Value start, Value end, Value base_url, Value discard_comments) {
    return parse_region(in, start, end, base_url, discard_comments, false);
}
Value libxml_parse_html_region(Interpreter& in, Value start, Value end, Value base_url, Value discard_comments) {
    return parse_region(in, start, end, base_url, discard_comments, true);
}
Value libxml_available_p(Interpreter& in) { return in[sym::t]; }

constexpr Primitive table[] = {
    prim<libxml_available_p>("libxml-available-p", "", "Return t: XML and HTML can be parsed."),
    prim<libxml_parse_html_region>("libxml-parse-html-region", "start end &optional base-url discard-comments",
                                   "Return the HTML document between START and END as a tree of lists (NAME ATTRIBUTES CHILDREN...).\n"
                                   "Errors in the document are repaired.  BASE-URL is the address of the document.\n"
                                   "DISCARD-COMMENTS non-nil leaves out the comments before and after the outermost element."),
    prim<libxml_parse_xml_region>("libxml-parse-xml-region", "start end &optional base-url discard-comments",
                                  "Return the XML document between START and END as a tree of lists (NAME ATTRIBUTES CHILDREN...).\n"
                                  "The value is nil if it is not well-formed.  BASE-URL is the address of the document.\n"
                                  "DISCARD-COMMENTS non-nil leaves out the comments before and after the outermost element."),
};

}  // namespace

void define_xml(Interpreter& in) { in.define_primitives(table); }

}  // namespace el
