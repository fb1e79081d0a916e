// raw_socket_test.mjs (what no honest client sends) against the product, over HTTP and HTTPS; one subtest for each case.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { test } from 'node:test';
import { Town, environment } from '../lib/server.mjs';

const script = new URL('raw_socket_test.mjs', import.meta.url).pathname;

for (const http of [true, false])
  test(`raw requests over ${http ? 'HTTP' : 'HTTPS'}`, async (context) => {
    const town = await new Town({ http }).start();
    try {
      const child = spawn(process.execPath, [script, `${http ? 'http' : 'https'}://127.0.0.1:${town.port}`, '--get', '/api/town', '--post', '/api/sign-in'], { env: environment(), stdio: ['ignore', 'pipe', 'inherit'] });
      let out = '';
      for await (const piece of child.stdout.setEncoding('utf8')) out += piece;
      const lines = out.split('\n').map((line) => /^(ok|FAIL)\s+(.*)$/.exec(line)).filter(Boolean);
      for (const [, outcome, what] of lines) await context.test(what, () => assert.equal(outcome, 'ok', what));
      assert.ok(lines.length > 70, `${lines.length} cases: ${out.slice(-500)}`);
      assert.ok(out.endsWith('all passed\n') || lines.some(([, outcome]) => outcome !== 'ok'), out.slice(-500));
    } finally {
      await town.remove();
    }
  });
