// Four GiB and a little: no size of ours ends at 32 bits, and the server's memory does not grow with the file.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import { after, before, test } from 'node:test';
import { draft } from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
import { tusUpload } from '../lib/tus.mjs';

const size = 4 * 1024 ** 3 + 12_345;
let town, clerk;
before(async () => {
  town = await castTown({ http: true });
  clerk = town.people.clerk;
});
after(() => town?.remove());

const peak = () => Number(readFileSync(`/proc/${town.pid}/status`, 'utf8').match(/VmHWM:\s+(\d+) kB/)[1]) / 1024;

test('4 GiB arrive whole, in bounded memory', async () => {
  const passage = await draft(town, clerk, town.people.prime_worker);
  const hash = createHash('sha256');
  const block = Buffer.alloc(1 << 20);
  for (let i = 0; i < block.length; i += 4) block.writeUInt32LE(Math.imul(i, 2_654_435_761) >>> 0, i);
  function* content() {
    for (let left = size, i = 0; left > 0; i++) {
      const piece = Buffer.from(block.subarray(0, Math.min(block.length, left)));
      if (piece.length >= 4) piece.writeUInt32LE(i, 0);
      hash.update(piece);
      left -= piece.length;
      yield piece;
    }
  }
  const { upload, done } = tusUpload(clerk, passage, Readable.from(content()), { uploadSize: size, chunkSize: 32 * 1024 ** 2 });
  upload.start();
  await done;
  const { content: arrived } = await clerk.read(`/api/passages/${passage}`);
  assert.equal(arrived.size, size);
  assert.equal(arrived.sha256, hash.digest('hex'));
  assert.ok(peak() < 128, `${peak()} MiB at the most`);
});
