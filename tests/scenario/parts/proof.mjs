// An own reader of C2SP signed notes and tlog-proofs on node's crypto: what it accepts does not rest on the product's code.
import assert from 'node:assert/strict';
import { createHash, createPublicKey, verify } from 'node:crypto';

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest();
export const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

// {origin, size, root} of a checkpoint that the key has signed.
export function openCheckpoint(note, vkey) {
  const [name, id, key] = [vkey.slice(0, vkey.indexOf('+')), ...vkey.slice(vkey.indexOf('+') + 1).split(/\+(.*)/s)];
  const raw = Buffer.from(key, 'base64');
  assert.equal(raw[0], 1, 'an Ed25519 key');
  assert.equal(sha256(name, '\n', raw).subarray(0, 4).toString('hex'), id);
  const cut = note.indexOf('\n\n');
  const text = note.slice(0, cut + 1);
  const line = note.slice(cut + 2).split('\n').find((each) => each.startsWith(`— ${name} `));
  const signature = Buffer.from(line.slice(`— ${name} `.length), 'base64');
  assert.equal(signature.subarray(0, 4).toString('hex'), id);
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), raw.subarray(1)]);
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  assert.ok(verify(null, Buffer.from(text), publicKey, signature.subarray(4)), 'the signature of the checkpoint');
  const [origin, size, root] = text.split('\n');
  assert.equal(origin, name);
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

// Fails unless the leaf hash is entry `seq` of the signed tree (RFC 9162, 2.1.3.2). Answers the checkpoint.
export function checkProof(proof, vkey, seq, leaf) {
  const cut = proof.indexOf('\n\n');
  const [head, index, ...hashes] = proof.slice(0, cut).split('\n');
  assert.equal(head, 'c2sp.org/tlog-proof@v1');
  assert.equal(index, `index ${seq}`);
  const checkpoint = openCheckpoint(proof.slice(cut + 2), vkey);
  assert.ok(seq < checkpoint.size);
  let [at, last, root] = [seq, checkpoint.size - 1, leaf];
  for (const hash of hashes.map((text) => Buffer.from(text, 'base64'))) {
    assert.ok(last > 0, 'too many hashes');
    if (at % 2 === 1 || at === last) {
      root = nodeHash(hash, root);
      while (at % 2 === 0 && at !== 0) [at, last] = [at / 2, Math.floor(last / 2)];
    } else {
      root = nodeHash(root, hash);
    }
    [at, last] = [Math.floor(at / 2), Math.floor(last / 2)];
  }
  assert.equal(last, 0, 'too few hashes');
  assert.ok(root.equals(checkpoint.root), 'the path leads to another root');
  return checkpoint;
}
