// A passage, step by step, as its people do it.
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { day } from './people.mjs';

export const sha256 = (bytes) => createHash('sha256').update(bytes).digest('hex');
export const marker = () => `SEKISHO-MARKER-${randomBytes(12).toString('hex')}`;

// `recipient`: a signed-in client of a contractor's person.
export function passageInput(town, recipient, more = {}) {
  return {
    kind: 'carry_out', engagement: town.engagement, asset: town.asset, range: '市内全域', way: 'service_transfer',
    recipient: recipient.who.person, purpose: '給付金システムの移行試験のため', content_description: '給付対象世帯の一覧',
    protection: '暗号化した端末を施錠した部屋で使う', production_application: true, production_reason: '移行の最終確認に実際のデータが要るため',
    collect_until: day(7), custody_due: day(30), downloads_allowed: 3,
    transfer: { access_control: true, encrypted_at_rest: true, encrypted_link: true }, ...more,
  };
}

export const draft = async (town, by, recipient, more) => (await by.act('/api/passages', passageInput(town, recipient, more))).id;

const encoded = (text) => Buffer.from(text).toString('base64');
export const uploadMetadata = (passage, name) => `passage ${encoded(passage)},filename ${encoded(name)}`;

export const tusHeaders = { 'Tus-Resumable': '1.0.0' };
export const octets = { ...tusHeaders, 'Content-Type': 'application/offset+octet-stream' };

// Creation-with-upload in one request; answers the upload's path.
export async function upload(by, passage, bytes, name = 'list.csv') {
  const made = await by.ask('POST', '/api/uploads', {
    body: Buffer.from(bytes),
    headers: { ...octets, 'Upload-Length': String(Buffer.byteLength(bytes)), 'Upload-Metadata': uploadMetadata(passage, name) },
  });
  if (made.status !== 201 || Number(made.headers['upload-offset']) !== Buffer.byteLength(bytes))
    throw new Error(`upload: ${made.status} ${made.text}`);
  return made.headers.location;
}

// The passage once its content has been looked at.
export async function inspected(by, passage, seconds = 30) {
  for (const end = Date.now() + seconds * 1000; ; ) {
    const view = await by.read(`/api/passages/${passage}`);
    if (['clean', 'production_data', 'unreadable'].includes(view.content.state)) return view;
    if (Date.now() > end) throw new Error(`not inspected: ${JSON.stringify(view.content)}`);
    await sleep(50);
  }
}

export async function submitted(town, by, recipient, bytes = '見出し\n一般の案内です\n', more = {}) {
  const id = await draft(town, by, recipient, more);
  await upload(by, id, bytes);
  await inspected(by, id);
  await by.act(`/api/passages/${id}/submit`);
  return id;
}

export const decide = (by, passage, decision = 'approve', reason = '内容を確かめました') =>
  by.command(`/api/passages/${passage}/decisions`, { decision, reason });

// Approved by the section manager and the department's officer.
export async function released(town, by, recipient, bytes, more) {
  const id = await submitted(town, by, recipient, bytes, more);
  for (const approver of [town.people.manager, town.people.department_officer]) {
    const answer = await decide(approver, id);
    if (answer.status !== 200) throw new Error(`approval: ${answer.status} ${answer.text}`);
  }
  return id;
}

export const grant = (by, passage) => by.act(`/api/passages/${passage}/downloads`);
export const download = async (by, passage) => by.get((await grant(by, passage)).url);

// Downloaded and receipted; answers the custody's id.
export async function received(by, passage) {
  const answer = await download(by, passage);
  if (answer.status !== 200) throw new Error(`download: ${answer.status} ${answer.text}`);
  return (await by.act(`/api/passages/${passage}/receipt`, { place: '見本ビル 3階' })).id;
}

export const erase = (by, custody, more = {}) =>
  by.act(`/api/custodies/${custody}/erase`, { method: '専用ソフトによる上書き消去', copies_erased: true, statement: '復元できない方法で消去しました', ...more });

export const copyInput = (more = {}) => ({
  medium: 'disk', place: '見本ビル 3階 作業端末', purpose: '移行プログラムの試験のため', protection: 'ディスクを暗号化し、施錠した部屋で扱う', count: 2, until: day(7), ...more,
});

// Applied for by the firm's manager, approved by each; answers the application's id.
export async function mayCopy(manager, approvers, custody, more) {
  const { id } = await manager.act(`/api/custodies/${custody}/copy-applications`, copyInput(more));
  for (const by of approvers) await by.act(`/api/custodies/${custody}/copy-applications/${id}/decisions`, { decision: 'approve', reason: '' });
  return id;
}
