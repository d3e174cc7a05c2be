// The tables of primitives, one per file.
#pragma once
#include <el/interpreter.hpp>

namespace el::net {

void define_make_network(Interpreter& in);
void define_call_process(Interpreter& in);
void define_make_pipe(Interpreter& in);
void define_make_process(Interpreter& in);
void define_gnutls(Interpreter& in);
void define_gnutls_crypto(Interpreter& in);
void define_info(Interpreter& in);
void define_setters(Interpreter& in);
void define_io(Interpreter& in);
void define_control(Interpreter& in);
void define_accept(Interpreter& in);
void define_timers(Interpreter& in);
void define_back_pressure(Interpreter& in);
void define_addresses(Interpreter& in);
void define_interfaces(Interpreter& in);
void define_serial(Interpreter& in);
void define_system_processes(Interpreter& in);

}  // namespace el::net
