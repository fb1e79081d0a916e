// Uppy as it is published works against the uploads unmodified: its tus plugin needs no more than the address and the
// session's headers. In a browser, since Uppy asks for one.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { build } from 'esbuild';
import { draft, inspected, sha256 } from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
import { launch, sitDown, takeSession } from './browser.mjs';

let browser, town, clerk;
before(async () => {
  town = await castTown({ http: true });
  clerk = town.people.clerk;
  browser = await launch();
});
after(async () => {
  await browser?.close();
  town?.remove();
});

async function uppyScript() {
  const { outputFiles } = await build({
    stdin: { contents: "export { default as Uppy } from '@uppy/core'; export { default as Tus } from '@uppy/tus'", resolveDir: import.meta.dirname },
    bundle: true, write: false, format: 'iife', globalName: 'published', footer: { js: 'globalThis.published = published;' }, platform: 'browser', logLevel: 'error',
  });
  return outputFiles[0].text;
}

test('Uppy uploads in chunks, is paused and resumed, and the content arrives intact', async () => {
  const passage = await draft(town, clerk, town.people.prime_worker);
  const seat = await sitDown(browser, town);
  await takeSession(seat, clerk);
  await seat.context.addInitScript({ content: await uppyScript() });
  await seat.open('/');
  const sent = await seat.page.evaluate(
    async ({ csrf, passageId }) => {
      const { Uppy, Tus } = globalThis.published;
      const bytes = Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i + (i >> 9)) & 255);
      const uppy = new Uppy();
      uppy.use(Tus, { endpoint: '/api/uploads', headers: { 'X-CSRF-Token': csrf }, allowedMetaFields: ['passage', 'filename'], chunkSize: 500_000 });
      const id = uppy.addFile({ name: '一覧.csv', type: 'text/csv', data: new Blob([bytes]), meta: { passage: passageId, filename: '一覧.csv' } });
      let pauses = 0;
      uppy.on('upload-progress', () => {
        if (pauses > 0) return;
        pauses += 1;
        uppy.pauseResume(id);
        setTimeout(() => uppy.pauseResume(id), 200);
      });
      const { successful, failed } = await uppy.upload();
      return { pauses, failed: failed.map((file) => file.error), urls: successful.map((file) => file.uploadURL) };
    },
    { csrf: clerk.csrf, passageId: passage },
  );
  assert.deepEqual(sent.failed, []);
  assert.equal(sent.pauses, 1);
  assert.match(new URL(sent.urls[0], town.url).pathname, /^\/api\/uploads\/obj_/);
  const { content } = await inspected(clerk, passage);
  const bytes = Buffer.from(Uint8Array.from({ length: 3_000_000 }, (_, i) => (i * i + (i >> 9)) & 255));
  assert.equal(content.sha256, sha256(bytes));
  assert.equal(content.name, '一覧.csv');
  await seat.close();
});
