// elwire: Emacs Lisp without Emacs. Everything a host program needs, but for the network (<netproc/netproc.hpp>).
#pragma once
#include <el/binding.hpp>
#include <el/callback.hpp>
#include <el/exit.hpp>
#include <el/foreign.hpp>
#include <el/fwd.hpp>
#include <el/interpreter.hpp>
#include <el/list.hpp>
#include <el/primitive.hpp>
#include <el/root.hpp>
#include <el/text.hpp>
#include <el/value.hpp>
#include <el/vector.hpp>
#include <el/waiter.hpp>
