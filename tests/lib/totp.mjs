// RFC 6238 one-time codes (SHA-1, six digits, 30 s), independent of the product's.
import { createHmac } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

export function fromBase32(text) {
  const out = [];
  let bits = 0;
  let value = 0;
  for (const c of text.toUpperCase().replace(/[\s=]/g, '')) {
    const digit = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c);
    if (digit < 0) throw new Error(`not base32: ${c}`);
    value = (value << 5) | digit;
    bits += 5;
    if (bits >= 8) {
      bits -= 8;
      out.push((value >> bits) & 255);
    }
  }
  return Buffer.from(out);
}

export const stepNow = () => Math.floor(Date.now() / 30000);

export function totp(secret, step = stepNow()) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', fromBase32(secret)).update(counter).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1000000).padStart(6, '0');
}

// A code that was not used before: `who.lastStep` remembers. The server takes one step to either side, so that only
// the third sign-in within a minute has to wait.
export async function freshCode(who) {
  // The step before this one is near its end: only when this one has just begun can it still arrive in time.
  const early = Date.now() % 30000 < 15000 && who.lastStep !== undefined;
  const step = Math.max(early ? stepNow() - 1 : stepNow(), (who.lastStep ?? -1) + 1);
  while (step > stepNow() + 1) await sleep(500);
  who.lastStep = step;
  return totp(who.secret, step);
}
