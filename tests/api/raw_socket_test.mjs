// Sends what no honest client sends, over a raw socket, and looks at what the server makes of it: every case must get one
// refusal of the right kind and a closed connection, and what follows must never be taken for a second request.
//
//   node raw_socket_test.mjs URL [--get PATH] [--post PATH]
//
// URL: http://127.0.0.1:8080 or https://localhost:8443 (the certificate is not checked). PATH of GET: an address that
// answers 200 without signing in (default /). PATH of POST: an ordinary route that takes a JSON or text body of up to
// 1 MiB (default: the GET path; then cases that need such a route are satisfied by the refusal of the method as well).
import net from 'node:net';
import tls from 'node:tls';

const args = process.argv.slice(2);
const option = (name, otherwise) => {
  const at = args.indexOf(name);
  return at < 0 ? otherwise : args.splice(at, 2)[1];
};
const getPath = option('--get', '/');
const postPath = option('--post', getPath);
if (args.length !== 1) {
  console.error('usage: node raw_socket_test.mjs URL [--get PATH] [--post PATH]');
  process.exit(2);
}
const url = new URL(args[0]);
const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80));
const hasPostRoute = postPath !== getPath;

// All that the server says until it closes (or until `patience` ms have passed), and whether it closed.
function talk(pieces, { patience = 5000, endAfter = false } = {}) {
  return new Promise((resolve) => {
    let text = '';
    let timer;
    let over = false;
    const socket = url.protocol === 'https:'
      ? tls.connect({ host: url.hostname, port, rejectUnauthorized: false, servername: net.isIP(url.hostname) ? '' : url.hostname })
      : net.connect({ host: url.hostname, port });
    const finish = (closed) => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      socket.destroy();
      resolve({ text, closed });
    };
    timer = setTimeout(() => finish(false), patience);
    socket.on('data', (data) => { text += data.toString('latin1'); });
    socket.on('end', () => finish(true));
    socket.on('close', () => finish(true));
    socket.on('error', () => finish(true));
    socket.on(url.protocol === 'https:' ? 'secureConnect' : 'connect', async () => {
      for (const piece of [pieces].flat()) {
        if (over) return;
        socket.write(Buffer.from(piece, 'latin1'));
        await new Promise((next) => setTimeout(next, Array.isArray(pieces) ? 30 : 0));
      }
      if (endAfter) socket.end();
    });
  });
}

const statuses = (text) => [...text.matchAll(/(?:^|\r\n\r\n[^]*?)HTTP\/1\.1 (\d{3}) /g)].map((m) => Number(m[1]));
const countAnswers = (text) => (text.match(/HTTP\/1\.1 \d{3} /g) ?? []).length;

const host = `Host: ${url.host}\r\n`;
const second = `GET ${getPath} HTTP/1.1\r\n${host}\r\n`; // must never be answered
const get = (more = '', path = getPath) => `GET ${path} HTTP/1.1\r\n${host}${more}\r\n`;
const post = (more, body = '') => `POST ${postPath} HTTP/1.1\r\n${host}${more}\r\n${body}`;
const chunked = 'Transfer-Encoding: chunked\r\n';

const refused = [
  // [what, what is sent, allowed statuses]
  ['Transfer-Encoding: gzip', post('Transfer-Encoding: gzip\r\n', 'x'), [400]],
  ['Transfer-Encoding: chunked, gzip', post('Transfer-Encoding: chunked, gzip\r\n', '0\r\n\r\n'), [400]],
  ['Transfer-Encoding: gzip, chunked', post('Transfer-Encoding: gzip, chunked\r\n', '0\r\n\r\n'), [400]],
  ['Transfer-Encoding: identity', post('Transfer-Encoding: identity\r\n'), [400]],
  ['Transfer-Encoding: xchunked', post('Transfer-Encoding: xchunked\r\n', '0\r\n\r\n'), [400]],
  ['Transfer-Encoding twice', post(chunked + chunked, '0\r\n\r\n'), [400]],
  ['Transfer-Encoding with vertical tab', post('Transfer-Encoding: \x0bchunked\r\n', '0\r\n\r\n'), [400]],
  ['Transfer-Encoding before Content-Length (TE.CL)', post(`${chunked}Content-Length: 4\r\n`, '5c\r\n'), [400]],
  ['Content-Length before Transfer-Encoding (CL.TE)', post(`Content-Length: 6\r\n${chunked}`, '0\r\n\r\n'), [400]],
  ['chunked on HTTP/1.0', `POST ${postPath} HTTP/1.0\r\n${host}${chunked}\r\n0\r\n\r\n`, [400]],
  ['differing Content-Length', post('Content-Length: 1\r\nContent-Length: 2\r\n', 'x'), [400]],
  ['same Content-Length twice', post('Content-Length: 1\r\nContent-Length: 1\r\n', 'x'), [400]],
  ['Content-Length as a list', post('Content-Length: 1, 2\r\n', 'x'), [400]],
  ['Content-Length: +1', post('Content-Length: +1\r\n', 'x'), [400]],
  ['Content-Length: -1', post('Content-Length: -1\r\n'), [400]],
  ['Content-Length: 0x1', post('Content-Length: 0x1\r\n', 'x'), [400]],
  ['Content-Length over 2^64', post('Content-Length: 18446744073709551617\r\n', 'x'), [400]],
  ['Content-Length empty', post('Content-Length:\r\n'), [400]],
  ['white space before the colon', post('Content-Length : 5\r\n', 'xxxxx'), [400]],
  ['a folded field', get('X-A: b\r\n Content-Length: 5\r\n'), [400]],
  ['a folded first field', `GET ${getPath} HTTP/1.1\r\n ${host}\r\n`, [400]],
  ['bare LF as line end', `GET ${getPath} HTTP/1.1\n${host}\r\n`, [400]],
  ['bare LF in a field', get('X-A: b\nX-B: c\r\n'), [400]],
  ['bare CR in a field', get('X-A: b\rX-B: c\r\n'), [400]],
  ['an end of head with bare LF', `GET ${getPath} HTTP/1.1\r\n${host}\n`, [400]],
  ['NUL in a value', get('X-A: b\0c\r\n'), [400]],
  ['a control character in a value', get('X-A: b\x01c\r\n'), [400]],
  ['a control character in a name', get('X\x01A: b\r\n'), [400]],
  ['a field without a colon', get('X-A\r\n'), [400]],
  ['a field without a name', get(': b\r\n'), [400]],
  ['no Host', `GET ${getPath} HTTP/1.1\r\n\r\n`, [400]],
  ['two Hosts', get(host), [400]],
  ['Host with a path', `GET ${getPath} HTTP/1.1\r\nHost: a/b\r\n\r\n`, [400]],
  ['Host with user information', `GET ${getPath} HTTP/1.1\r\nHost: a@b\r\n\r\n`, [400]],
  ['HTTP/2.0', `GET ${getPath} HTTP/2.0\r\n${host}\r\n`, [505]],
  ['HTTP/2 preface', 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', [505]],
  ['HTTP/1.9', `GET ${getPath} HTTP/1.9\r\n${host}\r\n`, [505]],
  ['HTTP/0.9', `GET ${getPath}\r\n`, [400]],
  ['lower case http', `GET ${getPath} http/1.1\r\n${host}\r\n`, [400]],
  ['two spaces in the request line', `GET  ${getPath} HTTP/1.1\r\n${host}\r\n`, [400]],
  ['a tab in the request line', `GET\t${getPath} HTTP/1.1\r\n${host}\r\n`, [400]],
  ['an unknown method', `BREW ${getPath} HTTP/1.1\r\n${host}\r\n`, [501]],
  ['absolute form', get('', `http://${url.host}${getPath}`), [400]],
  ['authority form', `CONNECT ${url.host} HTTP/1.1\r\n${host}\r\n`, [400, 501]],
  ['asterisk form', `OPTIONS * HTTP/1.1\r\n${host}\r\n`, [400]],
  ['dot segments', get('', '/../etc/passwd'), [400]],
  ['encoded dot segments', get('', '/%2e%2e/etc/passwd'), [400]],
  ['an encoded slash', get('', '/a%2f..%2fb'), [400]],
  ['an encoded NUL', get('', '/a%00'), [400]],
  ['bad percent-encoding', get('', '/a%zz'), [400]],
  ['overlong UTF-8', get('', '/%c0%ae%c0%ae/'), [400]],
  ['raw octets in the target', get('', '/\xe6\x9d\x91'), [400]],
  ['an over-long target', get('', `/${'a'.repeat(9000)}`), [414]],
  ['an over-long target without end', `GET /${'a'.repeat(40000)}`, [414]],
  ['an over-long head', get(`X-A: ${'a'.repeat(20000)}\r\n`), [431]],
  ['an over-long head without end', `GET ${getPath} HTTP/1.1\r\n${host}X-A: ${'a'.repeat(40000)}`, [431]],
  ['too many fields', get('X-A: b\r\n'.repeat(101)), [431]],
  ['an expectation that we do not know', post('Expect: tea\r\nContent-Length: 1\r\n', 'x'), [417]],
  ['TLS spoken where HTTP is', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', [400]],
];

// These need a route that reads its body; elsewhere the body stays unread, and the connection must close all the same.
const refusedBodies = [
  ['a body over the limit', post('Content-Length: 99999999\r\n', 'x'.repeat(5000)), [413]],
  ['a chunk extension over its bound', post(chunked, `1;${'a'.repeat(5000)}\r\nx\r\n0\r\n\r\n`), [400]],
  ['a chunk extension with a bare LF', post(chunked, '1;a\nb\r\nx\r\n0\r\n\r\n'), [400]],
  ['a chunk size that is no number', post(chunked, 'xyz\r\n\r\n'), [400]],
  ['a chunk size with a prefix', post(chunked, '0x1\r\nx\r\n0\r\n\r\n'), [400]],
  ['a chunk size with a space', post(chunked, '1 \r\nx\r\n0\r\n\r\n'), [400]],
  ['a chunk size over 2^64', post(chunked, '10000000000000001\r\nx\r\n0\r\n\r\n'), [400]],
  ['a negative chunk size', post(chunked, '-1\r\nx\r\n0\r\n\r\n'), [400]],
  ['a chunk longer than it says', post(chunked, '1\r\nxyz\r\n0\r\n\r\n'), [400]],
  ['a chunk line ended by LF', post(chunked, '1\nx\r\n0\r\n\r\n'), [400]],
  ['trailers', post(chunked, '1\r\nx\r\n0\r\nContent-Length: 50\r\n\r\n'), [400]],
  ['a last chunk in unlucky pieces', [post(chunked), '0\r\n', '\r', `X${second}`], [400]],
  ['chunks over the limit', post(chunked, `${`FFFF\r\n${'x'.repeat(65535)}\r\n`.repeat(20)}0\r\n\r\n`), [413]],
];

let failures = 0;
function report(good, what, detail = '') {
  if (!good) failures += 1;
  console.log(`${good ? 'ok  ' : 'FAIL'} ${what}${good ? '' : `: ${detail}`}`);
}

async function expectRefusal([what, sent, allowed]) {
  const withSecond = Array.isArray(sent) ? sent : sent + second;
  const { text, closed } = await talk(withSecond);
  const found = statuses(text);
  const answers = countAnswers(text);
  const right = allowed.includes(found[0]);
  report(closed && answers === 1 && right, what, `closed ${closed}, answers ${answers}, status ${found[0]}, expected ${allowed}`);
}

async function alive() {
  const { text } = await talk(get('Connection: close\r\n'));
  return statuses(text)[0] === 200;
}

report(await alive(), `GET ${getPath} is answered 200`);
for (const one of refused) {
  if (url.protocol === 'https:' && one[0].startsWith('TLS spoken')) continue;
  await expectRefusal(one);
}
for (const [what, sent, allowed] of refusedBodies)
  await expectRefusal([what, sent, hasPostRoute ? allowed : [...allowed, 401, 403, 404, 405]]);

{
  const { text, closed } = await talk(get() + get() + get('Connection: close\r\n'));
  report(closed && countAnswers(text) === 3, 'three pipelined requests get three answers, then the connection closes',
    `${countAnswers(text)} answers, closed ${closed}`);
}
{
  const bytes = [...get('Connection: close\r\n')].map((c) => c);
  const { text } = await talk(bytes.slice(0, 60).concat(bytes.slice(60).join('')));
  report(statuses(text)[0] === 200, 'a head that comes octet by octet is understood');
}
{
  const { text, closed } = await talk(`POST /no/such/address HTTP/1.1\r\n${host}Content-Length: ${second.length}\r\n\r\n${second}${second}`);
  report(closed && countAnswers(text) === 1, 'an unread body is not taken for a request', `${countAnswers(text)} answers, closed ${closed}`);
}
{
  const { text } = await talk(get('', '/no-such-address-%0d%0aSet-Cookie:%20a=b'));
  report(!/\r\nSet-Cookie/i.test(text), 'nothing of the target comes back as a header');
}
{
  const { text } = await talk(get('Connection: close\r\n'));
  const head = text.split('\r\n\r\n')[0].toLowerCase();
  for (const name of ['x-content-type-options: nosniff', 'referrer-policy: no-referrer', 'cross-origin-opener-policy: same-origin',
    'cross-origin-resource-policy: same-origin', 'date: '])
    report(head.includes(`\r\n${name}`), `every answer has ${name}`);
  report(!head.includes('\r\nserver:'), 'no answer tells the server\'s name or version');
  if (url.protocol === 'https:') report(head.includes('\r\nstrict-transport-security:'), 'Strict-Transport-Security over TLS');
}
report(await alive(), 'the server still answers');
console.log(failures === 0 ? 'all passed' : `${failures} failed`);
process.exit(failures === 0 ? 0 : 1);
