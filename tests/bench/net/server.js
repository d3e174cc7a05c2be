// The server under load, for Node. Usage: node server.js request|sink|echo     says its port, then serves until it is killed
const net = require('net');
const answer = Buffer.from('x'.repeat(127) + '\n');

const request = socket => {
  let got = 0;
  socket.on('data', data => {
    got += data.length;
    for (; got >= 32; got -= 32) socket.write(answer);
  });
};
const sink = socket => socket.on('data', () => {});
const echo = socket => socket.on('data', data => socket.write(data));

const serve = { request, sink, echo }[process.argv[2]];
const server = net.createServer({ noDelay: true }, socket => {
  socket.on('error', () => {});
  serve(socket);
});
server.listen(0, '127.0.0.1', 1024, () => console.log(server.address().port));
