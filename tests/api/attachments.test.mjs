// Files of people over HTTP: what is taken, what is refused and leaves nothing, who sees it, what the answer lets a browser do.
import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { apply, applyBringIn, approve, enterInput, leaveInput, withArea } from '../lib/areas.mjs';
import { castTown, day } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people, worker;
before(async () => {
  town = await castTown();
  people = town.people;
  worker = people.prime_worker.who.person;
  others = inVault();
});
after(() => town?.remove());

const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), randomBytes(700_000)]);
const add = (client, { subject = worker, purpose = 'photo', name = '甲野 従事.png', type = 'image/png', body = png, key = randomUUID() } = {}) =>
  client.ask('POST', `/api/attachments?purpose=${purpose}&subject=${subject}`, {
    body,
    headers: { 'Content-Type': type, 'Idempotency-Key': key, ...(name === undefined ? {} : { 'X-File-Name': encodeURIComponent(name) }) },
  });
const inVault = () => readdirSync(join(town.data, 'vault')).filter((name) => name.startsWith('att_')).length;
let others; // the pledges of the town's people
const stored = () => inVault() - others;

test('a photo: handed in by the firm, shown to town and firm, to nobody else', async () => {
  const key = randomUUID();
  const answer = await add(people.prime_manager, { key });
  assert.equal(answer.status, 200, answer.text);
  const { id } = answer.json;
  assert.equal((await add(people.prime_manager, { key })).json.id, id); // repeated
  assert.equal(stored(), 1);
  const sees = ['clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer', 'ciso', 'auditor', 'reception', 'prime_manager', 'prime_worker'];
  for (const [name, client] of Object.entries(people))
    for (const path of [`/api/attachments/${id}`, `/api/attachments/${id}/content`]) {
      const seen = await client.get(path);
      assert.equal(seen.status, sees.includes(name) ? 200 : 404, `${name} ${path}`);
      if (seen.status === 404) assert.equal(seen.text, (await client.get(path.replace(id, `att_${'0'.repeat(16)}`))).text);
      const list = await client.read(`/api/attachments?purpose=photo&subject=${worker}`);
      assert.deepEqual(list.items.map((item) => item.id), sees.includes(name) ? [id] : [], name);
    }
  const content = await people.reception.get(`/api/attachments/${id}/content`);
  assert.ok(content.body.equals(png));
  assert.equal(content.headers['content-type'], 'image/png');
  assert.equal(content.headers['x-content-type-options'], 'nosniff');
  assert.match(content.headers['content-security-policy'], /default-src 'none'; sandbox/);
  assert.match(content.headers['content-disposition'], /^attachment; filename\*=UTF-8''/);
  assert.equal(content.headers['cache-control'], 'no-store');
  const part = await people.reception.get(`/api/attachments/${id}/content`, { headers: { Range: 'bytes=1-3' } });
  assert.equal(part.status, 206);
  assert.equal(part.text, 'PNG');
  assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%従事.png%'`), 0);
});

test('what does not fit is refused and leaves nothing behind', async () => {
  const before = stored();
  const cases = [
    [415, { body: Buffer.from('<html><script>alert(1)</script>') }], [415, { type: 'image/svg+xml', name: 'a.svg' }], [415, { type: 'text/html', name: 'a.html' }],
    [404, { purpose: 'report' }], [400, { purpose: 'nothing' }], [400, { name: '' }], [400, { name: '../../etc/passwd' }], [400, { name: 'a\r\nSet-Cookie: x=1.png' }],
    [400, { name: '写真\u202egnp.png' }], [400, { name: 'photo.exe' }], [400, { name: 'a'.repeat(300) + '.png' }], [413, { body: Buffer.concat([png, Buffer.alloc(6_000_000)]) }],
    [404, { subject: `wkr_${'0'.repeat(16)}` }], [404, { subject: people.other_worker.who.person }], [404, { subject: "x' OR '1'='1" }], [400, { key: 'short' }],
  ];
  for (const [status, what] of cases) {
    const answer = await add(people.prime_manager, { ...what, subject: what.subject && encodeURIComponent(what.subject) });
    assert.equal(answer.status, status, `${JSON.stringify({ ...what, body: undefined })}: ${answer.text.slice(0, 300)}`);
    assert.ok(answer.json.error.ja, answer.text);
  }
  const csrf = people.prime_manager.csrf;
  people.prime_manager.csrf = 'wrong';
  assert.equal((await add(people.prime_manager)).status, 403);
  people.prime_manager.csrf = csrf;
  const refused = await add(people.prime_worker);
  assert.equal(refused.status, 403);
  assert.equal(refused.json.receipt.kind, 'act.refused');
  assert.equal(stored(), before);
});

test('after it was erased it is gone', async () => {
  const { id } = (await add(people.clerk)).json;
  assert.equal(stored(), 1); // it took the place of the one before
  for (const [name, status] of [['other_manager', 404], ['tax_manager', 404], ['auditor', 403], ['reception', 403], ['prime_worker', 403]])
    assert.equal((await people[name].command(`/api/attachments/${id}`, undefined, { method: 'DELETE' })).status, status, name);
  await people.prime_manager.act(`/api/attachments/${id}`, undefined, { method: 'DELETE' });
  assert.equal((await people.clerk.get(`/api/attachments/${id}/content`)).status, 410);
  assert.equal((await people.other_manager.get(`/api/attachments/${id}/content`)).status, 404);
  assert.equal(stored(), 0);
  assert.equal(value(town, `SELECT count(*) FROM object_keys WHERE id = '${id}'`), 0);
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});

// Exactly these see a file: by its id, its content and in the list. For everybody else it is not there, and they can neither
// add to it nor erase it.
async function seenBy(names, purpose, subject, id, more = {}) {
  for (const [name, client] of Object.entries(people)) {
    const sees = names.includes(name);
    for (const path of [`/api/attachments/${id}`, `/api/attachments/${id}/content`]) {
      const answer = await client.get(path);
      assert.equal(answer.status, sees ? 200 : 404, `${name} ${path}: ${answer.text.slice(0, 200)}`);
      if (!sees) assert.equal(answer.text, (await client.get(path.replace(id, `att_${'0'.repeat(16)}`))).text, name);
    }
    const list = await client.read(`/api/attachments?purpose=${purpose}&subject=${subject}`);
    assert.deepEqual(list.items.map((item) => item.id), sees ? [id] : [], name);
    if (sees) continue;
    assert.equal((await add(client, { purpose, subject, ...more })).status, 404, `${name} adds`);
    assert.equal((await client.command(`/api/attachments/${id}`, undefined, { method: 'DELETE' })).status, 404, `${name} erases`);
  }
}
const wholeTown = ['department_officer', 'supervising_officer', 'ciso', 'auditor'];
const welfare = ['clerk', 'clerk2', 'manager', 'system_administrator'];
const pdf = { name: '点検の記録.pdf', type: 'application/pdf', body: Buffer.from(`%PDF-1.7 ${'x'.repeat(5000)}`) };
const stopped = (answer) => {
  assert.equal(answer.status, 403, answer.text);
  assert.ok(answer.json.verdict.findings.some((finding) => finding.rule === 'rights.act' && finding.outcome !== 'passed'), answer.text);
  assert.equal(answer.json.receipt.kind, 'act.refused');
};

test('evidence of a check sheet: for whoever sees the sheet, while it is with the firm', async () => {
  const firm = people.prime_manager;
  const { id: sheet } = await firm.act(`/api/engagements/${town.engagement}/sheets`, { contractor: town.prime });
  const of = { purpose: 'evidence', subject: sheet };
  const { id } = (await add(firm, { ...of, ...pdf })).json;
  await seenBy([...wholeTown, ...welfare, 'prime_manager'], 'evidence', sheet, id, pdf);
  for (const name of wholeTown) stopped(await add(people[name], { ...of, ...pdf }));
  const content = await people.manager.get(`/api/attachments/${id}/content`);
  assert.equal(content.headers['content-type'], 'application/octet-stream');
  assert.match(content.headers['content-disposition'], /^attachment/);

  const office = (part) => Buffer.from(`PK\x03\x04${'z'.repeat(50)}${part}xml`);
  for (const good of [
    { name: '台帳.xlsx', type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', body: office('xl/workbook.') },
    { name: '規程.docx', type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', body: office('word/document.') },
    { name: '記録.csv', type: 'text/csv', body: Buffer.from('点検日,異常\r\n') }, { name: '写真.png', type: 'image/png', body: png },
  ])
    assert.equal((await add(firm, { ...of, ...good })).status, 200, good.name);
  for (const [status, bad] of [
    [415, { name: 'a.html', type: 'text/html', body: Buffer.from('<script>alert(1)</script>') }], [415, { name: 'a.mp4', type: 'video/mp4' }],
    [415, { name: 'a.svg', type: 'image/svg+xml', body: Buffer.from('<svg/>') }], [415, { ...pdf, body: png }], [400, { ...pdf, name: 'a.exe' }],
    [413, { ...pdf, body: Buffer.concat([pdf.body, Buffer.alloc(21 << 20)]) }],
  ])
    assert.equal((await add(firm, { ...of, ...bad })).status, status, bad.name);

  // a line names it, and then it does not go from under the answer
  const save = (evidence, line = 'C-9d', by = firm) =>
    by.command(`/api/sheets/${sheet}/answers`, { answers: [{ line, answer: 'yes', text: '毎週、点検します。', evidence }] }, { method: 'PUT' });
  assert.equal((await save([id])).status, 200);
  for (const wrong of [[`att_${'0'.repeat(16)}`], [id, id], ['']]) {
    const answer = await save(wrong);
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.field, 'evidence');
  }
  const shown = (await people.manager.read(`/api/sheets/${sheet}`)).lines.find(({ line }) => line.id === 'C-9d');
  assert.deepEqual(shown.evidence, [{ id, subject: sheet, name: pdf.name, media_type: pdf.type, size: pdf.body.length }]);
  assert.equal((await firm.command(`/api/attachments/${id}`, undefined, { method: 'DELETE' })).status, 409);
  const paper = await people.manager.get(`/api/sheets/${sheet}/paper?format=xlsx`);
  assert.equal(paper.status, 200);
  await firm.act(`/api/sheets/${sheet}/submit`);
  assert.equal((await add(firm, { ...of, ...pdf })).status, 409);
  assert.equal((await save([])).status, 409);
  // a file of one sheet is no evidence in another
  const { id: other } = await people.sub_manager.act(`/api/engagements/${town.engagement}/sheets`, { contractor: town.sub });
  const borrowed = await people.sub_manager.command(`/api/sheets/${other}/answers`, { answers: [{ line: 'C-1', answer: 'yes', text: '', evidence: [id] }] }, { method: 'PUT' });
  assert.equal(borrowed.status, 400, borrowed.text);
});

test('evidence of an improvement: the firm’s, while it is demanded', async () => {
  const { id: finding } = await people.manager.act('/api/findings', {
    engagement: town.engagement, contractor: town.prime, sheet: '', line: 'C-9d', source: 'inspection', text: '鍵が開いていた', demand: '鍵を掛けること', due: day(30),
  });
  const firm = people.prime_manager;
  const of = { purpose: 'evidence', subject: finding, ...pdf };
  const { id } = (await add(firm, of)).json;
  await seenBy([...wholeTown, ...welfare, 'prime_manager'], 'evidence', finding, id, pdf);
  for (const name of [...welfare, ...wholeTown]) stopped(await add(people[name], of));
  await firm.act(`/api/findings/${finding}/report`, { text: '鍵を替えました', evidence: [id] });
  const { steps } = await people.manager.read(`/api/findings/${finding}`);
  assert.deepEqual(steps.at(-1).evidence.map((file) => file.name), [pdf.name]);
  assert.equal((await add(firm, of)).status, 409);
  assert.equal((await firm.command(`/api/attachments/${id}`, undefined, { method: 'DELETE' })).status, 409);
});

test('files of a written report: until the section has answered', async () => {
  const firm = people.prime_manager;
  const { id: report } = await firm.act('/api/reports', {
    engagement: town.engagement, contractor: town.prime, kind: 'work', plan: '', period_from: day(-20), period_to: day(-1), replaces: '', body: '予定どおりに作業をしました。',
    figures: [], changes: [],
  });
  const of = { purpose: 'report', subject: report, ...pdf };
  const { id } = (await add(firm, of)).json;
  await seenBy([...wholeTown, ...welfare, 'prime_manager'], 'report', report, id, pdf);
  for (const name of welfare) stopped(await add(people[name], of));
  const erase = () => firm.command(`/api/attachments/${id}`, undefined, { method: 'DELETE' });
  assert.equal((await erase()).status, 409);
  await people.clerk.act(`/api/reports/${report}/decision`, { decision: 'reject', reason: '期間が足りません。' });
  assert.equal((await add(firm, of)).status, 409);
  assert.equal((await erase()).status, 200);
});

test('material of a course: a film can be sought in, a page of HTML is only saved', async () => {
  const { id: course } = await people.manager.act('/api/courses', {
    section: town.welfare, kind: 'own', title: '情報の取扱い', covers: '', contractor: '', months: 12, pass_mark: 80, self_study: true, material: '# 読むもの', questions: [],
  });
  const of = { purpose: 'material', subject: course };
  const film = { name: '研修.mp4', type: 'video/mp4', body: Buffer.concat([Buffer.from('00000020667479706d703432', 'hex'), randomBytes(300_000)]) };
  const { id } = (await add(people.manager, { ...of, ...film })).json;
  await seenBy(Object.keys(people).filter((name) => name !== 'administrator'), 'material', course, id, film);
  for (const name of ['clerk', 'tax_manager', 'auditor', 'reception', 'prime_manager', 'prime_worker']) stopped(await add(people[name], { ...of, ...film }));
  const path = `/api/attachments/${id}/content`;
  const whole = await people.prime_worker.get(path);
  assert.equal(whole.headers['content-type'], 'video/mp4');
  assert.equal(whole.headers['accept-ranges'], 'bytes');
  const part = await people.prime_worker.get(path, { headers: { Range: 'bytes=200000-200999' } });
  assert.equal(part.status, 206);
  assert.equal(part.headers['content-range'], `bytes 200000-200999/${film.body.length}`);
  assert.ok(part.body.equals(film.body.subarray(200_000, 201_000)));
  assert.equal((await people.prime_worker.get(path, { headers: { Range: `bytes=${film.body.length}-` } })).status, 416);
  assert.match((await people.prime_worker.get('/')).headers['content-security-policy'], /media-src 'self'/);

  const html = { name: '教材.html', type: 'text/html', body: Buffer.from('<script>fetch("/api/session")</script>') };
  const page = (await add(people.manager, { ...of, ...html })).json;
  const saved = await people.prime_worker.get(`/api/attachments/${page.id}/content`);
  assert.equal(saved.headers['content-type'], 'application/octet-stream');
  assert.equal(saved.headers['x-content-type-options'], 'nosniff');
  assert.match(saved.headers['content-disposition'], /^attachment/);
  assert.match(saved.headers['content-security-policy'], /default-src 'none'; sandbox/);
  await people.manager.act(`/api/courses/${course}/close`);
  assert.equal((await add(people.manager, { ...of, ...film })).status, 409);
});

test('at the reception desk: the photo of who comes, a still of who is inside, the check of what is brought', async () => {
  await withArea(town);
  const desk = people.reception;
  assert.equal((await desk.read(`/api/reception/people/${worker}`)).photo, '');
  const photo = (await add(people.prime_manager)).json.id;
  const visitor = await desk.read(`/api/reception/people/${worker}`);
  assert.equal(visitor.photo, photo);
  const face = await desk.get(`/api/attachments/${visitor.photo}/content`);
  assert.equal(face.status, 200);
  assert.equal(face.headers['content-type'], 'image/png');
  assert.ok(face.body.equals(png));

  await approve(town, await apply(town));
  const input = enterInput(town);
  const { id: visit } = await desk.act('/api/visits', input);
  const of = { purpose: 'still', subject: visit, name: '入口.png' };
  const still = (await add(desk, of)).json.id;
  await seenBy([...wholeTown, ...welfare, 'reception'], 'still', visit, still, { name: '入口.png' });
  for (const name of ['manager', 'ciso']) stopped(await add(people[name], of));
  assert.equal((await add(desk, { ...of, ...pdf })).status, 415);
  await desk.act(`/api/visits/${visit}/leave`, leaveInput(input.badge));
  await desk.act(`/api/attachments/${still}`, undefined, { method: 'DELETE' });

  const application = await applyBringIn(town, {}, people.prime_manager);
  const result = { purpose: 'evidence', subject: application, ...pdf };
  const scan = (await add(people.prime_manager, result)).json.id;
  await seenBy([...wholeTown, ...welfare, 'prime_manager'], 'evidence', application, scan, pdf);
  for (const name of ['clerk', 'manager']) stopped(await add(people[name], result));
  assert.equal((await add(people.prime_manager, { ...result, name: 'a.csv', type: 'text/csv', body: Buffer.from('a,b') })).status, 415);
  await approve(town, application);
  assert.equal((await add(people.prime_manager, result)).status, 409);
  assert.equal((await people.prime_manager.command(`/api/attachments/${scan}`, undefined, { method: 'DELETE' })).status, 409);
});

test('afterwards the state is what the ledger says, and no name of a file is in it', () => {
  assert.equal(value(town, "SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%点検の記録.pdf%' OR leaf LIKE '%研修.mp4%'"), 0);
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
