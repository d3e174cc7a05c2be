-- The server under load, in LuaJIT with luv: see server.el.
package.cpath = package.cpath .. ";/usr/lib/x86_64-linux-gnu/lua/5.1/?.so"
local uv = require("luv")
local answer = string.rep("x", 127) .. "\n"

local filters = {}

function filters.request(client, data, rest)
  local all = rest .. data
  for _ = 1, math.floor(#all / 32) do client:write(answer) end
  return all:sub(#all - #all % 32 + 1)
end

function filters.sink() return "" end

function filters.echo(client, data)
  client:write(data)
  return ""
end

local filter = filters[arg[1]]
local server = uv.new_tcp()
server:bind("127.0.0.1", 0)
server:listen(1024, function()
  local client = uv.new_tcp()
  server:accept(client)
  local rest = ""
  client:read_start(function(problem, data)
    if problem or not data then client:close() return end
    rest = filter(client, data, rest)
  end)
end)
print(server:getsockname().port)
io.stdout:flush()
uv.run()
