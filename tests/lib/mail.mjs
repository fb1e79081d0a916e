// A real SMTP server (the npm package smtp-server) that keeps what it is given.
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';

// Certificate and key of "localhost", made by openssl.
export function certificate(directory) {
  const [key, cert] = [join(directory, 'mail.key'), join(directory, 'mail.crt')];
  const made = spawnSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost',
    '-addext', 'subjectAltName=DNS:localhost', '-keyout', key, '-out', cert], { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(made.stderr);
  return { key: readFileSync(key), cert: readFileSync(cert), file: cert };
}

export class MailServer {
  constructor({ tls, user, password, secure = false, port = 0 }) {
    this.mails = []; // {from, to, tls, user, raw, subject, text}
    this.refuse = new Set(); // addresses that get a 550
    this.options = { tls, user, password, secure };
    this.port = port;
  }

  async start() {
    const { tls, user, password, secure } = this.options;
    this.server = new SMTPServer({
      secure, key: tls?.key, cert: tls?.cert, disabledCommands: tls ? [] : ['STARTTLS'], authOptional: !user, disableReverseLookup: true,
      onAuth: (auth, session, done) =>
        session.secure && auth.username === user && auth.password === password ? done(null, { user }) : done(new Error('wrong password')),
      onRcptTo: ({ address }, session, done) => done(this.refuse.has(address) ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null),
      onData: (stream, session, done) => {
        const pieces = [];
        stream.on('data', (piece) => pieces.push(piece));
        stream.on('end', () => {
          const raw = Buffer.concat(pieces).toString('latin1');
          this.mails.push({ from: session.envelope.mailFrom.address, to: session.envelope.rcptTo.map(({ address }) => address), tls: session.secure, user: session.user, raw, ...decoded(raw) });
          done();
        });
      },
    });
    this.server.on('error', () => {}); // a client that goes away in the middle is what some tests are about
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server.server, 'listening');
    this.port = this.server.server.address().port;
    return this;
  }

  stop() {
    return new Promise((resolve) => this.server.close(resolve));
  }
}

// Headers unfolded, encoded words and the body decoded, by nobody's code but Node's.
export function decoded(raw) {
  const end = raw.indexOf('\r\n\r\n');
  const headers = Object.fromEntries(raw.slice(0, end).replaceAll('\r\n ', ' ').split('\r\n').map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 2)]));
  const words = (text) => text.replaceAll(/\?=\s+=\?/g, '?==?').replaceAll(/=\?UTF-8\?B\?([^?]*)\?=/g, (_, word) => Buffer.from(word, 'base64').toString('utf8'));
  return { headers, subject: words(headers.subject), sender: words(headers.from), text: Buffer.from(raw.slice(end + 4), 'base64').toString('utf8') };
}

export function passwordFile(directory, password) {
  const file = join(directory, 'mail.password');
  writeFileSync(file, `${password}\n`, { mode: 0o600 });
  return file;
}
