// Stands in until the printer is linked.
#include "core/number.hpp"
#include "core/state.hpp"
namespace el{
static std::string pr(Interpreter& in, Value v, bool e, int depth){
 if (depth > 50) return "...";
 if(v.is_symbol()) return std::string(symbol(in,v).view());
 if(is_number(v)) return number_to_text(v);
 if(v.is<String>()) return e? "\""+std::string(v.as<String>().view())+"\"" : std::string(v.as<String>().view());
 if(v.is_cons()){ std::string s="("; for(int n=0;n<200;++n){ s+=pr(in,car(v),e,depth+1); v=cdr(v); if(v.is_cons()) s+=" "; else break;} if(!v.is_nil()) s+=" . "+pr(in,v,e,depth+1); return s+")";}
 return "#<object>"; }
__attribute__((weak)) std::string Interpreter::print(Value v,bool e){return pr(*this,v,e,0);}
__attribute__((weak)) Value error_message_text(Interpreter& in, Value c){ return make_string(in, pr(in,c,true,0)); }
__attribute__((weak)) void notify_watchers(Interpreter&,Symbol&,Value,sym::Id,Value){}
}
