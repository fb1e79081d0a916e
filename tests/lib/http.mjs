// One request, and all of its answer. No following, no cookies, no retries: tests see what the server sent.
import http from 'node:http';
import https from 'node:https';

// A source address of this machine for each client, since the server counts sign-ins by address.
let lastSource = 256 + (process.pid % 250) * 65536;
export function sourceAddress() {
  lastSource += 1;
  return `127.${(lastSource >> 16) & 255}.${(lastSource >> 8) & 255}.${lastSource & 255}`;
}

export function agentFor(town, localAddress = sourceAddress()) {
  const options = { keepAlive: true, maxSockets: 64, localAddress };
  return town.ca ? new https.Agent({ ...options, ca: town.ca, servername: 'localhost' }) : new http.Agent(options);
}

// Options of node's request() for an address of the town. The name is in the Host header; the socket goes to 127.0.0.1.
export function requestOptions(town, method, path, headers, agent) {
  return { host: '127.0.0.1', port: town.port, method, path, headers: { Host: `localhost:${town.port}`, ...headers }, agent };
}

export function startRequest(town, method, path, headers = {}, agent = undefined) {
  return (town.ca ? https : http).request(requestOptions(town, method, path, headers, agent));
}

// {status, headers, rawHeaders, body: Buffer, text, json}
export function send(town, { method = 'GET', path, headers = {}, body, agent }) {
  return new Promise((resolve, reject) => {
    const outgoing = { ...headers };
    if (body !== undefined) outgoing['Content-Length'] ??= Buffer.byteLength(body);
    const request = startRequest(town, method, path, outgoing, agent);
    request.on('error', reject);
    request.on('response', (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const bytes = Buffer.concat(parts);
        resolve({
          status: response.statusCode,
          headers: response.headers,
          rawHeaders: response.rawHeaders,
          body: bytes,
          get text() {
            return bytes.toString('utf8');
          },
          get json() {
            return JSON.parse(bytes.toString('utf8'));
          },
        });
      });
    });
    request.end(body);
  });
}
