// What delivery shares with the primitives.
#pragma once
#include "network.hpp"

#include <string_view>

namespace el::net {

// The process's marker, made when first needed.
Value process_mark(Interpreter& in, Value process);
// The default filter and sentinel: text at the process mark.
void insert_output(Network& network, Value process, Value text);
void insert_status_line(Network& network, Value process, Value message);
// A stream transport of the connected SOCKET.
std::unique_ptr<Transport> stream_transport(Network& network, Socket socket);
// Notes the addresses of a fresh connection in the contact, :remote and :local.
void note_addresses(Network& network, Value process, const Transport& transport);
Value copy_list(Interpreter& in, Value list);

}  // namespace el::net
