#!/usr/bin/env node
// An independent reader of sealed objects (C2SP chunked-encryption v1, HKDF-Expand-SHA-512, AES-256-GCM) on Node's own
// crypto: shows that an object opens without this product's code.
//
//   open_sealed.mjs FILE KEY-HEX CONTEXT [--context-hex] [-o OUTPUT]
//
// Prints {"size":…,"sha256":"…"} of the plaintext. Exit status 1, with the reason, if anything does not verify.
// An output file is complete only if the status is 0.
import { createDecipheriv, createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

const CHUNK = 16384;
const TAG = 16;
const HEADER = 56;

function readExactly(fd, offset, size) {
  const buffer = Buffer.alloc(size);
  let done = 0;
  while (done < size) {
    const got = readSync(fd, buffer, done, size - done, offset + done);
    if (got === 0) throw new Error('the file ends too early');
    done += got;
  }
  return buffer;
}

function deriveKeys(key, salt, context) {
  const info = Buffer.concat([Buffer.from('c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0'), salt, context]);
  const blocks = [Buffer.alloc(0)];
  for (const n of [1, 2])
    blocks.push(createHmac('sha512', key).update(blocks.at(-1)).update(info).update(Buffer.from([n])).digest());
  const okm = Buffer.concat(blocks);
  return { key: okm.subarray(0, 32), nonce: okm.subarray(32, 44), commitment: okm.subarray(44, 76) };
}

function nonceOf(base, index) {
  const nonce = Buffer.from(base);
  for (let at = 11, rest = index; rest > 0; at--, rest = Math.floor(rest / 256)) nonce[at] ^= rest % 256;
  return nonce;
}

function open(file, key, context, write) {
  const fd = openSync(file, 'r');
  try {
    const size = fstatSync(fd).size;
    if (size < HEADER + TAG) throw new Error('truncated');
    const header = readExactly(fd, 0, HEADER);
    const keys = deriveKeys(key, header.subarray(0, 24), context);
    if (!timingSafeEqual(keys.commitment, header.subarray(24))) throw new Error('another key or context');
    const sha256 = createHash('sha256');
    let plain = 0;
    let offset = HEADER;
    for (let index = 0; ; index++) {
      const take = Math.min(CHUNK + TAG, size - offset);
      if (take < TAG) throw new Error('truncated');
      const sealed = readExactly(fd, offset, take);
      const decipher = createDecipheriv('aes-256-gcm', keys.key, nonceOf(keys.nonce, index), { authTagLength: TAG });
      decipher.setAuthTag(sealed.subarray(take - TAG));
      const chunk = Buffer.concat([decipher.update(sealed.subarray(0, take - TAG)), decipher.final()]);
      sha256.update(chunk);
      write(chunk);
      plain += chunk.length;
      offset += take;
      if (take === CHUNK + TAG) continue;
      if (offset !== size) throw new Error('bytes after the last chunk');
      return { size: plain, sha256: sha256.digest('hex') };
    }
  } finally {
    closeSync(fd);
  }
}

const args = process.argv.slice(2);
const hexContext = args.includes('--context-hex');
const at = args.indexOf('-o');
const output = at >= 0 ? args[at + 1] : undefined;
const positional = args.filter((arg, i) => arg !== '--context-hex' && (at < 0 || (i !== at && i !== at + 1)));
const [file, keyHex, context = ''] = positional;
if (!file || !/^[0-9a-fA-F]{64}$/.test(keyHex ?? '')) {
  console.error('usage: open_sealed.mjs FILE KEY-HEX CONTEXT [--context-hex] [-o OUTPUT]');
  process.exit(2);
}
const fd = output === undefined ? undefined : openSync(output, 'wx', 0o600);
try {
  const result = open(file, Buffer.from(keyHex, 'hex'), Buffer.from(context, hexContext ? 'hex' : 'utf8'), (chunk) => {
    for (let done = 0; fd !== undefined && done < chunk.length; ) done += writeSync(fd, chunk, done);
  });
  console.log(JSON.stringify(result));
} catch (error) {
  if (output !== undefined) rmSync(output, { force: true });
  console.error(`open_sealed: ${error.message}`);
  process.exitCode = 1;
}
