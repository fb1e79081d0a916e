// The incident that the rules come from, replayed against a running server in a fictional town of 460,517 residents: a
// worker of a firm that nobody had consented to carries the whole register out. Step by step it must stop, at the right
// clause and in words that help; then the same need is met properly, and proved to a stranger.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { Client } from '../lib/client.mjs';
import { checkSheet, day, pledge, roster, subContract, train } from '../lib/people.mjs';
import { decide, inspected, mayCopy, sha256, upload } from '../lib/passage.mjs';
import { temporaryDirectory } from '../lib/server.mjs';
import { falsify, goVerify, lines, positions, randomFrom, unpack, verify } from './parts/bundle.mjs';
import { application, benefitContract, cast, importRegister, information, japanese, someOf, stopped } from './parts/cast.mjs';
import { daysAgo, today } from './parts/clock.mjs';
import { checkProof, leafHash } from './parts/proof.mjs';

const residents = 460517;
const households = 7949; // those who are to receive the benefit
const since = 40; // days between the incident and today
const notes = Buffer.from('見出し\n一般の案内です\n');

test('the incident, replayed', { timeout: 600_000 }, async (t) => {
  // Each step rests on those before it: after one that fails, the others would only fail as well.
  let unbroken = true;
  const step = async (name, act) => {
    if (!unbroken) return;
    await t.test(name, async (st) => {
      unbroken = false;
      await act(st);
      unbroken = true;
    });
  };
  const directory = temporaryDirectory();
  const shifted = daysAgo(since);
  const opened = []; // also a town whose making failed is stopped, or this test would never end
  let town, people, extract, second, publishedKey;
  t.after(() => Promise.all(opened.map((each) => each.stop())));

  // Made, filled with bytes, and inspected: ready to be submitted.
  const prepared = async (by, contract, recipient, more, bytes = notes, name = 'list.csv') => {
    const { id } = await by.act('/api/passages', application(town, contract, recipient, more));
    await upload(by, id, bytes, name);
    return { id, view: await inspected(by, id, 60) };
  };
  const submit = (by, id) => by.command(`/api/passages/${id}/submit`);
  const tried = async (by, contract, recipient, more) => submit(by, (await prepared(by, contract, recipient, more)).id);

  await step('the town, its people and its contracts; 460,517 residents in the register', async () => {
    town = await cast({ directory, env: shifted }, opened);
    people = town.people;
    extract = importRegister(town, residents);
    second = await benefitContract(town, '臨時特別給付金の支給事務（本番データの持ち出しを認める契約）', true, ['sub_manager']);
    publishedKey = (await people.auditor.read('/api/ledger/state')).verifier_key;
  });

  // What a firm has that nobody has told the town of.
  const unknownFirm = { 'contract.identified': ['G-8.1-2-2a', 'C-9b'], 'contract.data_manager': ['C-9a'], 'recipient.pledge': ['C-3a'], 'recipient.year': ['R-2e'] };

  await step('the further firm: nobody asked for consent', async () => {
    const { first } = town;
    const refused = await stopped(town, await tried(people.clerk, first.id, people.further_worker), {
      'sub_contract.consent': ['C-15a'], 'sub_contract.flow_down': ['C-15b'], 'check_sheet.confirmed': ['G-8.1-3b', 'C-15b'], 'recipient.roster': ['R-2c', 'C-9a', 'C-4'], 'recipient.identity': ['R-2d'],
      ...unknownFirm,
    });
    assert.match(refused['sub_contract.consent'].reason_ja, /見本再々委託合同会社/);
    // Its own manager cannot even name the contract, for which the firm does not exist.
    const own = await people.further_manager.command('/api/passages', application(town, first.id, people.further_worker));
    assert.equal(own.status, 400, own.text);
    assert.equal((await people.further_manager.get(`/api/engagements/${first.id}`)).status, 404);
  });

  await step('consent applied for and undecided, then refused: still no consent', async () => {
    const { first } = town;
    const expected = { 'sub_contract.consent': ['C-15a'], 'sub_contract.flow_down': ['C-15b'], 'check_sheet.confirmed': ['G-8.1-3b', 'C-15b'], 'recipient.roster': ['R-2c'], 'recipient.identity': ['R-2d'], ...unknownFirm };
    const tier = await subContract(people.sub_manager, people.manager, first.id, first.tier, town.further, { consent: false, more: { information: [information] } });
    const undecided = await stopped(town, await tried(people.clerk, first.id, people.further_worker), expected);
    assert.match(undecided['sub_contract.consent'].todo_ja, /課長/);
    // The contractor does not consent to its own sub-contractor.
    const consent = { decision: 'approve', reason: '' };
    await stopped(town, await people.prime_manager.command(`/api/sub-contracts/${tier}/decision`, consent), { 'rights.act': ['R-1a'], 'consent.approver': ['C-15a'] });
    await people.manager.act(`/api/sub-contracts/${tier}/decision`, { decision: 'reject', reason: '体制を確かめられないため' });
    await stopped(town, await tried(people.clerk, first.id, people.further_worker), expected);
  });

  await step('the worker who is not on the confirmed roster', async () => {
    const { first } = town;
    const expected = { 'recipient.roster': ['R-2c', 'G-8.1-2-2c', 'C-9a'], 'recipient.identity': ['R-2d'], 'recipient.trained': ['R-3', 'C-13a'], 'recipient.pledge': ['C-3a'] };
    await stopped(town, await tried(people.sub_manager, first.id, people.sub_worker), expected);
    // A roster that was handed in, and nobody has confirmed, does not count.
    const workers = ['sub_manager', 'sub_worker', 'sub_colleague'].map((key) => people[key].session.person);
    const { id } = await people.sub_manager.act(`/api/engagements/${first.id}/rosters`, { contractor: town.sub, workers, employment_declared: true });
    await stopped(town, await tried(people.sub_manager, first.id, people.sub_worker), expected);
    // Confirmed only when the identity of each new person was checked; who stays keeps the last check.
    const checks = workers.map((worker) => ({ worker, method: 'interview' }));
    const partly = await people.manager.command(`/api/rosters/${id}/confirm`, {
      checks: checks.filter(({ worker }) => worker !== people.sub_worker.session.person),
    });
    assert.equal(partly.status, 400, partly.text);
    assert.match(partly.json.error.ja, /本人確認が済んでいない人/);
    await stopped(town, await people.sub_manager.command(`/api/rosters/${id}/confirm`, { checks }), { 'rights.act': ['R-1a'] });
    await people.manager.act(`/api/rosters/${id}/confirm`, { checks });
  });

  await step('the worker who was not trained, or whose training has expired', async () => {
    const { first } = town;
    const expected = { 'recipient.trained': ['R-3', 'G-8.1-2-5', 'C-13a'], 'recipient.pledge': ['C-3a'] };
    await stopped(town, await tried(people.sub_manager, first.id, people.sub_worker), expected);
    await people.manager.act('/api/trainings', { worker: people.sub_worker.session.person, course: '個人情報の取扱い', held_on: day(-400), valid_until: day(-35), kind: 'own' });
    const refused = await stopped(town, await tried(people.sub_manager, first.id, people.sub_worker), expected);
    assert.match(refused['recipient.trained'].reason_ja, /過ぎています/);
    await train(people.manager, people.sub_worker.session.person);
  });

  await step('the worker who has not promised to keep it secret', async () => {
    const { first } = town;
    await stopped(town, await tried(people.sub_manager, first.id, people.sub_worker), { 'recipient.pledge': ['C-3a'] });
    await pledge(people.sub_manager, first.id, people.sub_worker.session.person);
  });

  await step('purpose, content and encryption are not stated', async () => {
    const silent = { purpose: '', content_description: '一覧', protection: ' ' };
    const { id } = await prepared(people.sub_manager, town.first.id, people.sub_worker, silent);
    const expected = { 'statement.purpose': ['C-6a'], 'statement.content': ['C-6a'], 'statement.protection': ['C-6a'] };
    await stopped(town, await submit(people.sub_manager, id), expected);
    // Whoever writes the application sees it while typing.
    const judged = await people.sub_manager.act('/api/passages/judge', { passage: id, input: application(town, town.first.id, people.sub_worker, silent) });
    assert.equal(judged.passed, false);
    assert.deepEqual(judged.findings.filter((each) => each.outcome !== 'passed').map((each) => each.rule).sort(), Object.keys(expected).sort());
  });

  await step('a USB memory, and more than the contract opens', async () => {
    const { first } = town;
    await stopped(town, await tried(people.sub_manager, first.id, people.sub_worker, { way: 'physical_medium' }), {
      'scope.access': ['G-8.1-2-4a', 'C-4'], 'transfer.transport': ['G-2-8-7a', 'R-1f'],
    });
    const wide = await stopped(town, await tried(people.sub_manager, first.id, people.sub_worker, { range: '全住民' }), { 'scope.access': ['G-8.1-2-4a', 'C-4'] });
    assert.match(wide['scope.access'].reason_ja, /全住民/);
  });

  await step('the extract of all residents: recognised to the last person, and not allowed by the contract', async () => {
    const { id, view } = await prepared(people.sub_manager, town.first.id, people.sub_worker, {}, extract, 'kyufukin.csv');
    assert.equal(view.content.state, 'production_data');
    assert.equal(view.content.residents, residents);
    assert.equal(view.content.sha256, sha256(extract));
    const refused = await stopped(town, await submit(people.sub_manager, id), { 'production.contract': ['C-6b'], 'production.application': ['C-6b'] });
    assert.deepEqual(refused['production.contract'].evidence.find((each) => each.name === 'residents')?.value, String(residents));
    // Asking in writing does not help where the contract forbids it; a contract that allows it does not help where nobody asked in writing.
    const change = (contract, more) => people.sub_manager.act(`/api/passages/${id}`, application(town, contract, people.sub_worker, more), { method: 'PUT' });
    await change(town.first.id, { production_application: true, production_reason: '移行試験に実際のデータが要るため' });
    await stopped(town, await submit(people.sub_manager, id), { 'production.contract': ['C-6b'] });
    await roster(people.sub_manager, people.manager, second.id, town.sub, ['sub_manager', 'sub_worker', 'sub_colleague'].map((key) => people[key].session.person));
    await change(second.id, {});
    await stopped(town, await submit(people.sub_manager, id), { 'production.application': ['C-6b'] });
    await people.sub_manager.act(`/api/passages/${id}/withdraw`, { reason: '全住民のデータは要らないため' });
  });

  let loose; // what will not be erased in time
  const production = { production_application: true, production_reason: '移行試験に実際のデータが要るため' };
  await step('nobody approves alone: not the applicant, not one person twice, not the contractor', async () => {
    const more = { ...production, custody_due: day(7) };
    const { id, view } = await prepared(people.manager, second.id, people.sub_worker, more, someOf(extract, 300), 'setai.csv');
    assert.equal(view.content.residents, 300);
    await people.manager.act(`/api/passages/${id}/submit`);
    const alone = { 'approvals.approver': ['R-1b', 'G-8.1-2-4d'] };
    await stopped(town, await decide(people.manager, id), alone);
    await stopped(town, await decide(people.sub_manager, id), { 'rights.act': ['R-1a', 'G-8.1-2-4d'], ...alone });
    assert.equal((await decide(people.department_officer, id)).status, 200);
    await stopped(town, await decide(people.department_officer, id), alone);
    const one = await stopped(town, await people.sub_worker.command(`/api/passages/${id}/downloads`), {
      'passage.state': ['R-1c'], 'approvals.enough': ['R-1b', 'G-8.1-2-4d'], 'release.custody': ['R-1e'],
    });
    assert.match(one['approvals.enough'].todo_ja, /あと 1 人/);
    assert.equal((await decide(people.administrator, id)).status, 404, 'to an administrator there is no such application');
    assert.equal((await decide(people.supervising_officer, id)).status, 200);
    loose = { passage: id };
  });

  await step('nobody but the named recipient collects it, signed in with both factors', async () => {
    const path = `/api/passages/${loose.passage}/downloads`;
    const expected = { 'rights.act': ['R-1a'], 'release.recipient': ['C-4', 'G-2-8-7b'] };
    await stopped(town, await people.sub_manager.command(path), expected);
    await stopped(town, await people.clerk.command(path), expected);
    for (const key of ['sub_colleague', 'further_worker', 'other_manager', 'administrator']) {
      assert.equal((await people[key].command(path)).status, 404, key);
      assert.equal((await people[key].get(`/api/passages/${loose.passage}`)).status, 404, key);
    }
    const half = new Client(town);
    const { login, password } = people.sub_worker.who;
    assert.equal((await half.ask('POST', '/api/sign-in', { body: { login, password } })).json.next, 'totp');
    assert.equal((await half.command(path)).status, 401, 'the password alone opens nothing');

    const granted = await people.sub_worker.act(path);
    for (const key of ['sub_manager', 'clerk', 'administrator', 'auditor']) assert.equal((await people[key].get(granted.url)).status, 404, key);
    assert.equal((await new Client(town).get(granted.url)).status, 401);
    const got = await people.sub_worker.get(granted.url);
    assert.equal(got.status, 200);
    assert.ok(got.body.equals(someOf(extract, 300)));
    const elsewhere = await people.sub_worker.command(`/api/passages/${loose.passage}/receipt`, { place: '別の市のコールセンター' });
    const workplace = await stopped(town, elsewhere, { 'receipt.workplace': ['G-8.1-2-2a', 'C-9b'] });
    assert.match(workplace['receipt.workplace'].reason_ja, /見本ビル 3階/, 'it says which places are recorded');
    loose.custody = (await people.sub_worker.act(`/api/passages/${loose.passage}/receipt`, { place: '見本ビル 3階' })).id;
    const copying = await mayCopy(people.sub_manager, [people.manager, people.department_officer], loose.custody, { count: 1 });
    await people.sub_worker.act(`/api/custodies/${loose.custody}/copies`, { application: copying, place: '開発用のパソコン', purpose: '試験', count: 1 });
  });

  await step('weeks later the copy is not erased: an overdue duty, and no way round it', async () => {
    await town.stop();
    for (const name of Object.keys(shifted)) delete town.env[name];
    today();
    await town.start();
    for (const client of Object.values(people)) await client.signIn(client.who);
    const overdue = 7 - since;
    for (const key of ['sub_worker', 'sub_manager']) {
      const { duties } = await people[key].read('/api/home');
      const duty = duties.find((each) => each.subject === loose.custody);
      assert.equal(duty?.kind, 'return_or_erase', key);
      assert.deepEqual([duty.overdue, duty.days_left], [true, overdue]);
      for (const clause of ['C-10', 'G-2-8-7e', 'R-1e']) assert.ok(duty.clauses.includes(clause));
      assert.match(duty.todo, /返却または消去/);
    }
    for (const key of ['clerk', 'manager', 'department_officer', 'auditor']) {
      const { out } = await people[key].read('/api/home');
      assert.equal(out.find((each) => each.id === loose.custody)?.days_left, overdue, key);
    }
    const at = `/api/custodies/${loose.custody}`;
    const holder = people.sub_worker;
    await stopped(town, await holder.command(`/api/passages/${loose.passage}/downloads`), { 'release.deadline': ['R-1c', 'R-1e'], 'release.custody': ['G-2-8-7e'] });
    await stopped(town, await holder.command(`${at}/copies`, { place: '自宅', purpose: '予備', count: 1 }), { 'custody.due': ['C-7'], 'copy.application': ['C-7'], 'approvals.enough': ['C-7'] });
    const method = '専用ソフトによる上書き消去';
    const kept = await stopped(town, await holder.command(`${at}/erase`, { method, copies_erased: false, statement: '' }), { 'custody.copies': ['C-10', 'C-7'] });
    assert.equal(kept['custody.copies'].evidence.find((each) => each.name === 'copies')?.value, '1');
    await stopped(town, await holder.command(`${at}/erase`, { method: '', copies_erased: true, statement: '' }), { 'custody.method': ['C-10'] });
    await stopped(town, await holder.command(`${at}/return`, { method: '手渡し', copies_erased: false }), { 'custody.copies': ['C-10'] });
    await stopped(town, await people.clerk.command(`${at}/erase`, { method, copies_erased: true, statement: '' }), { 'rights.act': ['R-1a'] });
    assert.equal((await people.auditor.get(`${at}/certificate`)).status, 404, 'no certificate before the erasure');
    await holder.act(`${at}/erase`, { method, copies_erased: true, statement: '開発用のパソコンの複製も消去しました' });
    assert.equal((await holder.read('/api/home')).duties.length, 0, 'the duty is closed by the act itself');
  });

  const needed = { bytes: undefined };
  await step('the same need, properly: consent for every tier, roster, training, written application, only what is needed', async () => {
    await subContract(people.sub_manager, people.manager, second.id, second.tier, town.further, { more: { information: [information], ends: day(100) } });
    await roster(people.further_manager, people.manager, second.id, town.further, ['further_manager', 'further_worker'].map((key) => people[key].session.person));
    await checkSheet(people.further_manager, people.manager, second.id, town.further);
    needed.bytes = someOf(extract, households);
    const { id, view } = await prepared(people.further_manager, second.id, people.further_worker, production, needed.bytes, 'kyufu-taisho.csv');
    needed.passage = id;
    // Nobody is missed. Where a day of moving in happens to be the birthday of a neighbour in the same building, the
    // neighbour counts too: a handful among thousands, to the safe side.
    needed.residents = view.content.residents;
    assert.ok(needed.residents >= households && needed.residents <= households * 1.001, String(needed.residents));
    assert.deepEqual(view.chain.map((firm) => [firm.id, firm.consent]), [town.prime, town.sub, town.further].map((firm) => [firm, 'consented']));
    assert.equal(view.verdict.passed, true, JSON.stringify(view.verdict));
    await people.further_manager.act(`/api/passages/${id}/submit`);
  });

  await step('two different people of the town approve; the recipient collects it over TLS, and resumes', async () => {
    const { passage } = needed;
    for (const approver of [people.manager, people.department_officer]) {
      const { approvals } = await approver.read('/api/home');
      assert.ok(approvals.some((row) => row.id === passage));
      assert.equal((await decide(approver, passage)).status, 200);
    }
    const view = await people.further_worker.read(`/api/passages/${passage}`);
    assert.equal(view.state, 'approved');
    assert.equal(new Set(view.approvals.filter((each) => each.counts).map((each) => each.by.id)).size, 2);
    assert.equal(view.verdict.passed, true);
    const granted = await people.further_worker.act(`/api/passages/${passage}/downloads`);
    const half = Math.floor(needed.bytes.length / 2) + 7;
    const first = await people.further_worker.get(granted.url, { headers: { Range: `bytes=0-${half - 1}` } });
    const rest = await people.further_worker.get(granted.url, { headers: { Range: `bytes=${half}-`, 'If-Range': first.headers.etag } });
    assert.deepEqual([first.status, rest.status], [206, 206]);
    assert.equal(sha256(Buffer.concat([first.body, rest.body])), sha256(needed.bytes));
    needed.url = granted.url;
  });

  await step('receipt, a declared copy, erasure, and a certificate that the ledger proves', async () => {
    const { passage, bytes } = needed;
    const holder = people.further_worker;
    needed.custody = (await holder.act(`/api/passages/${passage}/receipt`, { place: '見本ビル 3階' })).id;
    const receipt = await people.clerk.read(`/api/passages/${passage}/receipt`);
    assert.equal(receipt.title, '受領証');
    checkProof(receipt.proof, publishedKey, receipt.entry, Buffer.from(receipt.leaf, 'hex'));
    await stopped(town, await holder.command(`/api/custodies/${needed.custody}/copies`, { place: '見本ビル 3階 作業端末', purpose: '照合の作業', count: 2 }), { 'copy.application': ['C-7'], 'approvals.enough': ['C-7'] });
    const copying = await mayCopy(people.further_manager, [people.manager, people.department_officer], needed.custody);
    await holder.act(`/api/custodies/${needed.custody}/copies`, { application: copying, place: '見本ビル 3階 作業端末', purpose: '照合の作業', count: 2 });
    needed.backup = join(directory, 'backup');
    const backup = town.run('backup', ['--to', needed.backup, '--json']);
    assert.equal(backup.code, 0, backup.err);
    await holder.act(`/api/custodies/${needed.custody}/erase`, { method: '専用ソフトによる上書き消去', copies_erased: true, statement: '端末2台の複製も消去しました' });

    const paper = await people.manager.read(`/api/custodies/${needed.custody}/certificate`);
    needed.certificate = paper;
    const says = Object.fromEntries(paper.lines.map(({ name, value }) => [name, value]));
    assert.equal(paper.title, '消去証明書');
    assert.equal(paper.town, '見本市');
    assert.equal(says['ファイルの名前'], 'kyufu-taisho.csv');
    assert.equal(says['指紋（SHA-256）'], sha256(bytes));
    assert.equal(says['大きさ'], `${bytes.length} バイト`);
    assert.equal(says['含まれる住民'], `${needed.residents} 人`);
    assert.match(says['消去した日時'], /^令和\d+年\d+月\d+日.* \d+時\d\d分$/);
    assert.match(says['消去した人'], /再々 従子（見本再々委託合同会社）/);
    assert.equal(says['手元のデータの消去の方法'], '専用ソフトによる上書き消去');
    assert.match(says['届け出た複製'], /2 件（すべて消去した）/);
    assert.match(says['関所が預かっていたデータ'], /暗号鍵を破壊した/);
    const entry = await people.auditor.read(`/api/ledger/${paper.entry}`);
    assert.equal(leafHash(entry.canonical).toString('hex'), paper.leaf);
    checkProof(paper.proof, publishedKey, paper.entry, leafHash(entry.canonical));
    const written = JSON.parse(entry.canonical);
    assert.equal(written.kind, 'custody.erased');
    assert.deepEqual([written.data.sha256, written.data.size], [sha256(bytes), bytes.length]);

    // Nothing of it is left: neither the sealed object nor its key, and no old link leads there.
    for (const at of [town.data, town.keys])
      assert.ok(!readdirSync(at, { recursive: true }).some((name) => name.includes(written.data.content)), at);
    const gone = await holder.get(needed.url);
    assert.equal(gone.status, 403, gone.text); // the passage is closed
    assert.equal((await people.auditor.read(`/api/passages/${passage}`)).state, 'closed');
  });

  await step('each clause shows today what it stopped', async () => {
    const { items } = await people.auditor.read('/api/clauses');
    const count = (clause, practice) => items.find((each) => each.clause.id === clause).today[practice];
    assert.equal(count('C-15a', 'sub_contract.consent'), 3);
    assert.equal(count('C-6b', 'production.contract'), 2);
    assert.equal(count('C-6b', 'production.application'), 2);
    assert.equal(count('R-2d', 'recipient.identity'), 5);
  });

  let part, whole;
  await step('the evidence of the passage and of the whole ledger is exported; the server is taken away', async () => {
    const take = async (by, query, name) => {
      const answer = await by.get(`/api/evidence${query}`);
      assert.equal(answer.status, 200, answer.text.slice(0, 500));
      return unpack(answer.body, join(temporaryDirectory(), name));
    };
    await stopped(town, await people.clerk.get('/api/evidence'), { 'rights.act': ['R-1a'] });
    part = await take(people.manager, `?passage=${needed.passage}`, 'part');
    whole = await take(people.auditor, '', 'whole');
    town.size = (await people.auditor.read('/api/ledger/state')).size;
    await town.stop();
    for (const at of [town.data, town.keys]) {
      renameSync(at, `${at}.away`);
      assert.ok(!existsSync(at));
    }
  });

  await step('a stranger with the published key verifies the lot off line', async () => {
    const told = await verify(part, publishedKey);
    assert.equal(told.code, 0, told.err);
    const report = JSON.parse(told.out);
    const leaves = lines(part, 'entries.jsonl');
    const entries = leaves.map((leaf) => JSON.parse(leaf));
    assert.deepEqual([report.result, report.whole, report.key_pinned, report.origin], ['verified', false, true, 'sekisho/990019']);
    assert.equal(report.entries, entries.length);
    assert.equal(report.disclosed, lines(part, 'disclosed.jsonl').length);
    const once = 'passage.drafted content.announced content.received content.inspected passage.submitted passage.released content.downloaded receipt.given copy.applied copy.approved copy.declared custody.erasing custody.erased';
    for (const kind of once.split(' ')) assert.equal(report.kinds[kind], 1, kind);
    assert.equal(report.kinds['passage.decided'], 2);
    for (const [i, { seq }] of entries.entries()) {
      const proof = readFileSync(join(part, 'proofs', `${seq}.tlog-proof`), 'utf8');
      assert.equal(checkProof(proof, publishedKey, seq, leafHash(leaves[i])).size, report.size);
    }
    const certificate = leaves[entries.findIndex(({ seq }) => seq === needed.certificate.entry)];
    assert.equal(leafHash(certificate).toString('hex'), needed.certificate.leaf);
    const go = goVerify('partial', part, publishedKey);
    assert.equal(go.code, 0, go.told);
    assert.match(go.told, new RegExp(`^partial: ${entries.length} entries`));

    // Who held it, and why, is disclosed to the town's own; the ledger's entries have no name in them.
    const disclosed = lines(part, 'disclosed.jsonl').map((line) => JSON.parse(line));
    assert.ok(disclosed.some((each) => each.value === '見本ビル 3階'));
    assert.doesNotMatch(readFileSync(join(part, 'entries.jsonl'), 'utf8'), /見本ビル|再々 従子|専用ソフト/);

    const all = await verify(whole, publishedKey);
    assert.equal(all.code, 0, all.err);
    const lot = JSON.parse(all.out);
    assert.deepEqual([lot.result, lot.whole, lot.entries, lot.size], ['verified', true, town.size, town.size]);
    assert.equal(lines(whole, 'entries.jsonl').length, town.size);
    assert.equal(lot.kinds['act.refused'], town.refusals + 1, 'every refusal that was seen, and that of the old link');
    assert.equal(lot.kinds['dataset.registered'], 1);
    assert.equal(lot.kinds['custody.erased'], 2);
    assert.equal(goVerify('whole', whole, publishedKey).code, 0);
  });

  await step('after any one octet is changed, it is refused', async (st) => {
    const seed = Number(process.env.REPLAY_SEED ?? Math.floor(Math.random() * 2 ** 32));
    st.diagnostic(`REPLAY_SEED=${seed}`);
    const random = randomFrom(seed);
    assert.deepEqual(await falsify(part, publishedKey, positions(part, random, 200, ['key.vkey', 'checkpoint'])), []);
    assert.deepEqual(await falsify(whole, publishedKey, positions(whole, random, 100)), []);
  });

  await step('back in its place, the state is what the ledger says', async () => {
    for (const at of [town.data, town.keys]) renameSync(`${at}.away`, at);
    const rebuilt = town.run('verify', ['--rebuild', '--json']);
    assert.equal(rebuilt.code, 0, rebuilt.err || rebuilt.out);
    assert.equal(rebuilt.json.equal, true);
    assert.equal(rebuilt.json.entries, town.size);
  });

  await step('a backup from before the erasure does not bring the data back', async () => {
    const { content } = JSON.parse(lines(whole, 'entries.jsonl')[needed.certificate.entry]).data;
    assert.ok(existsSync(join(needed.backup, 'vault', content)), 'the backup has the sealed object');
    renameSync(town.data, `${town.data}.away`);
    const restored = town.run('restore', ['--from', needed.backup, '--json']);
    assert.equal(restored.code, 0, restored.err);
    await town.start();
    const holder = people.further_worker;
    await holder.signIn(holder.who);
    const asked = await holder.command(`/api/passages/${needed.passage}/downloads`);
    const answers = [await holder.get(needed.url), ...(asked.status === 200 ? [await holder.get(asked.json.url)] : [])];
    for (const answer of answers) {
      assert.equal(answer.status, 410, answer.text);
      assert.match(answer.json.error.ja, japanese);
    }
    await town.stop();
  });
});
