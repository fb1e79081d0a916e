// Somebody at the API: session cookie, CSRF token, idempotency keys.
import { randomBytes, randomUUID } from 'node:crypto';
import { agentFor, send } from './http.mjs';
import { freshCode } from './totp.mjs';

export class Refusal extends Error {
  constructor(what, answer) {
    super(`${what}: ${answer.status} ${answer.text.slice(0, 2000)}`);
    this.status = answer.status;
    this.answer = answer;
  }
}

export class Client {
  constructor(town) {
    this.town = town;
    this.agent = agentFor(town);
    this.cookie = undefined; // "name=value"
    this.csrf = undefined;
  }

  headers(more = {}) {
    return {
      ...(this.cookie ? { Cookie: this.cookie } : {}),
      ...(this.csrf ? { 'X-CSRF-Token': this.csrf } : {}),
      ...more,
    };
  }

  // Any request, answered with whatever status.
  async ask(method, path, { body, headers = {} } = {}) {
    const json = body !== undefined && !Buffer.isBuffer(body) && typeof body !== 'string';
    const answer = await send(this.town, {
      method,
      path,
      headers: this.headers({ ...(body === undefined || headers['Content-Type'] ? {} : { 'Content-Type': 'application/json' }), ...headers }),
      body: json ? JSON.stringify(body) : body,
      agent: this.agent,
    });
    for (const cookie of answer.headers['set-cookie'] ?? []) this.cookie = cookie.split(';')[0];
    return answer;
  }

  get(path, more) {
    return this.ask('GET', path, more);
  }
  // A command: POST (or PUT) with a fresh idempotency key unless one is given.
  command(path, body, { key = randomUUID(), method = 'POST', headers = {} } = {}) {
    return this.ask(method, path, { body, headers: { 'Idempotency-Key': key, ...headers } });
  }

  // The same two, where anything but 200 is a failure: answer the parsed body.
  async read(path) {
    const answer = await this.get(path);
    if (answer.status !== 200) throw new Refusal(`GET ${path}`, answer);
    return answer.json;
  }
  async act(path, body, more) {
    const answer = await this.command(path, body, more);
    if (answer.status !== 200) throw new Refusal(`${more?.method ?? 'POST'} ${path}`, answer);
    return answer.json;
  }

  // Password, then a one-time code. `who`: {login, password, secret}.
  async signIn(who) {
    this.csrf = undefined;
    const first = await this.ask('POST', '/api/sign-in', { body: { login: who.login, password: who.password } });
    if (first.status !== 200) throw new Refusal(`sign-in of ${who.login}`, first);
    const second = await this.ask('POST', '/api/sign-in/code', { body: { code: await freshCode(who) } });
    if (second.status !== 200) throw new Refusal(`code of ${who.login}`, second);
    return this.opened();
  }

  // With the first code: chooses a password and sets up one-time codes. Fills in password, secret and recovery of `who`.
  async enrol(who) {
    this.csrf = undefined;
    const first = await this.ask('POST', '/api/sign-in', { body: { login: who.login, password: who.first_code } });
    if (first.status !== 200 || first.json.next !== 'enrol') throw new Refusal(`first sign-in of ${who.login}`, first);
    who.password = `みほん ${randomBytes(9).toString('hex')}`;
    const started = await this.ask('POST', '/api/enrolment', { body: { new_password: who.password } });
    if (started.status !== 200) throw new Refusal(`enrolment of ${who.login}`, started);
    who.secret = started.json.secret;
    const confirmed = await this.ask('POST', '/api/enrolment/confirm', { body: { code: await freshCode(who) } });
    if (confirmed.status !== 200) throw new Refusal(`confirmation of ${who.login}`, confirmed);
    who.recovery = confirmed.json.codes;
    return this.opened();
  }

  async opened() {
    this.session = await this.read('/api/session');
    this.csrf = this.session.csrf_token;
    return this;
  }
}
