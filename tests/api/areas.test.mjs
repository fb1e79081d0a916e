// The controlled area over HTTP: applications and who decides them, the door for every role, equipment in and out, what
// happened while the server was away, who sees what.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { apply, applyBringIn, approve, areaInput, bringInInput, enterInput, entryInput, hours, leaveInput, stops, withArea } from '../lib/areas.mjs';
import { Client } from '../lib/client.mjs';
import { castTown, checkSheet, roster, subContract, worker } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';

let town, people, desk;
before(async () => {
  town = await withArea(await castTown());
  people = { ...town.people, nobody: new Client(town) };
  desk = people.reception;
});
after(() => town?.remove());

const wholeTown = ['department_officer', 'supervising_officer', 'ciso', 'auditor'];
const higher = ['department_officer', 'supervising_officer', 'ciso'];
const welfare = ['clerk', 'clerk2', 'manager', 'system_administrator'];
const tax = ['tax_clerk', 'tax_manager'];
const everybody = ['administrator', ...welfare, ...wholeTown, 'reception', ...tax, 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker',
  'other_manager', 'other_worker', 'nobody'];

const approved = async (more) => {
  const id = await apply(town, more);
  await approve(town, id);
  return id;
};
// Let in, and out again afterwards, so that each test begins with nobody inside.
async function visit(more, then = async () => {}) {
  const input = enterInput(town, more);
  const id = (await desk.act('/api/visits', input)).id;
  try {
    await then(id, input);
  } finally {
    const seen = await desk.read(`/api/visits/${id}`);
    if (seen.state === 'inside')
      await desk.act(`/api/visits/${id}/leave`, leaveInput(input.badge, { leaving: seen.things.filter((t) => t.inside).map((t) => t.id) }));
  }
  return id;
}

describe('rights', () => {
  const commands = [
    ['register_area', ['manager', 'system_administrator', ...higher], null, (c) => c.command('/api/areas', areaInput(town, { name: `保管庫${Math.random()}` }))],
    ['change_area', ['manager', 'system_administrator', ...higher], null, (c) => c.command(`/api/areas/${town.area}`, areaInput(town), { method: 'PUT' })],
    ['apply_entry', [...welfare, 'prime_manager'], null, (c) => c.command('/api/entries', entryInput(town))],
    ['apply_bring_in', [...welfare, 'prime_manager'], null, (c) => c.command('/api/bring-ins', bringInInput(town))],
    ['approve_entry', ['manager', ...higher], () => apply(town), (c, id) => c.command(`/api/entries/${id}/decision`, { approve: true, reason: '' })],
    ['reject_entry', ['manager', ...higher], () => apply(town), (c, id) => c.command(`/api/entries/${id}/decision`, { approve: false, reason: '日が重なっています' })],
    ['approve_bring_in', ['manager', ...higher], () => applyBringIn(town), (c, id) => c.command(`/api/entries/${id}/decision`, { approve: true, reason: '' })],
    ['withdraw_entry', ['clerk', 'manager'], () => apply(town), (c, id) => c.command(`/api/entries/${id}/withdraw`, { reason: '延期になったため' })],
  ];
  for (const [act, passing, make, request] of commands)
    test(act, async () => {
      const subject = make ? await make() : undefined;
      for (const name of everybody) {
        if (passing.includes(name)) continue;
        const answer = await request(people[name], subject);
        if (name === 'nobody') assert.equal(answer.status, 401);
        else assert.ok([400, 403, 404].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
        if (answer.status === 403) assert.ok(stops(answer).some((rule) => rule.startsWith('rights.')), `${name}: ${answer.text}`);
      }
      for (const [i, name] of passing.entries()) {
        const answer = await request(people[name], i === 0 || !make ? subject : await make());
        assert.equal(answer.status, 200, `${name}: ${answer.status} ${answer.text}`);
      }
    });

  test('only the desk lets people in and out, and sees what it needs for it', async () => {
    await approved();
    const input = enterInput(town);
    const { id } = await desk.act('/api/visits', input);
    const out = leaveInput(input.badge);
    const replayed = { at: hours(-0.5), passed: true, enter: enterInput(town), visit: '', leave: null };
    for (const name of everybody.filter((n) => n !== 'reception')) {
      const client = people[name];
      const status = name === 'nobody' ? [401] : [403, 404];
      for (const [what, answer] of Object.entries({
        enter: await client.command('/api/visits', enterInput(town)), leave: await client.command(`/api/visits/${id}/leave`, out),
        replay: await client.command('/api/visits/replay', replayed), search: await client.ask('POST', '/api/reception/search', { body: { text: '甲' } }),
        person: await client.get(`/api/reception/people/${input.person}`), judge: await client.ask('POST', '/api/reception/judge', { body: input }),
        snapshot: await client.get('/api/reception/snapshot'),
      }))
        assert.ok(status.includes(answer.status), `${name} ${what}: ${answer.status} ${answer.text}`);
      const paper = await client.get('/api/reception/day.pdf');
      assert.equal(paper.status, name === 'nobody' ? 401 : wholeTown.includes(name) ? 200 : 403, name);
    }
    await desk.act(`/api/visits/${id}/leave`, out);
  });

  test('who sees applications and visits', async () => {
    const entry = await approved();
    const waiting = await apply(town);
    const id = await visit();
    const sees = { entry: [...wholeTown, ...welfare, 'reception', 'prime_manager', 'prime_worker'], waiting: [...wholeTown, ...welfare, 'prime_manager', 'prime_worker'],
      visit: [...wholeTown, ...welfare, 'reception', 'prime_manager', 'prime_worker'] };
    for (const name of everybody) {
      for (const [what, path] of [['entry', `/api/entries/${entry}`], ['waiting', `/api/entries/${waiting}`], ['visit', `/api/visits/${id}`]]) {
        const answer = await people[name].get(path);
        assert.equal(answer.status, name === 'nobody' ? 401 : sees[what].includes(name) ? 200 : 404, `${name} ${what}: ${answer.text}`);
      }
      if (name === 'nobody') continue;
      const entries = (await people[name].read('/api/entries?limit=200')).items.map((e) => e.id);
      assert.equal(entries.includes(waiting), sees.waiting.includes(name), `${name} entries`);
      const visits = (await people[name].read('/api/visits?limit=200')).items.map((v) => v.id);
      assert.equal(visits.includes(id), sees.visit.includes(name), `${name} visits`);
      const areas = (await people[name].read('/api/areas')).items;
      assert.equal(areas.length > 0, name !== 'administrator', `${name} areas`);
      const firm = /^(prime|sub|other)_/.test(name);
      for (const area of areas) if (firm) assert.deepEqual([area.area.place, area.area.cameras, area.persons], ['', [], []], name);
      const board = await people[name].read('/api/reception/board');
      if (!sees.visit.includes(name)) assert.deepEqual([board.inside, board.left, board.expected], [[], [], []], name);
      const wall = await people[name].get(`/api/areas/${town.area}/wall.pdf`);
      assert.equal(wall.status, firm || name === 'administrator' ? 404 : 200, name);
    }
  });
});

describe('the door', () => {
  const refused = async (more, ...rules) => {
    const before = value(town, 'SELECT count(*) FROM visits');
    const answer = await desk.command('/api/visits', enterInput(town, more));
    assert.equal(answer.status, 403, answer.text);
    for (const rule of rules) assert.ok(stops(answer).includes(rule), `${rule}: ${stops(answer)}`);
    assert.equal(value(town, 'SELECT count(*) FROM visits'), before);
    assert.equal(value(town, `SELECT kind FROM ledger_entries WHERE seq = ${answer.json.receipt.entry}`), 'act.refused');
  };

  test('each paper that is missing stops, and the refusal is kept', async () => {
    const application = await approved();
    await visit({ application });
    await refused({ application, document: '' }, 'desk.document');
    await refused({ application, escort: '' }, 'desk.escort');
    await refused({ application, escort_present: false }, 'desk.escort');
    await refused({ application, escort: people.tax_clerk.who.person }, 'desk.escort');
    await refused({ application, escort: people.prime_manager.who.person }, 'desk.escort');
    await refused({ application, camera: 'CAM-99' }, 'desk.camera');
    await refused({ application, badge: '' }, 'desk.badge');
    await refused({ application, other_things: 1 }, 'desk.equipment');
    await refused({ person: people.other_worker.who.person }, 'entry.permission');
    await refused({ person: people.prime_manager.who.person, application }, 'entry.permission');
    await refused({ application: await apply(town) }, 'entry.permission');
    await refused({ application: await approved({ starts_at: hours(1) }) }, 'entry.permission');
  });

  test('an untrained person, somebody who has left, and one on an older roster do not enter', async () => {
    const newcomer = await worker(people.clerk, town.prime, '甲野 未習');
    const members = [people.prime_manager.who.person, people.prime_worker.who.person];
    const rosterOf = async (workers) => {
      const made = await people.clerk.act(`/api/engagements/${town.onSite}/rosters`, { contractor: town.prime, workers, employment_declared: true });
      await people.manager.act(`/api/rosters/${made.id}/confirm`, { checks: workers.filter((w) => !members.includes(w)).map((w) => ({ worker: w, method: 'interview' })) });
    };
    const unknown = await people.clerk.command('/api/entries', entryInput(town, { people: [newcomer] }));
    assert.deepEqual(stops(unknown), ['entry.people']);
    await rosterOf([...members, newcomer]);
    await approved({ people: [newcomer] });
    await refused({ person: newcomer }, 'entry.trained');
    await rosterOf(members);
    await refused({ person: newcomer }, 'entry.roster');
    await people.clerk.act(`/api/workers/${newcomer}/leave`);
    await refused({ person: newcomer }, 'entry.present');
  });

  test('a sub-contractor whose consent was withdrawn does not enter', async () => {
    const input = () => entryInput(town, { contractor: town.sub, people: [people.sub_worker.who.person] });
    assert.equal((await people.clerk.command('/api/entries', input())).status, 400); // no party to this contract
    const tier = await subContract(people.clerk, people.manager, town.onSite, '', town.sub);
    await roster(people.clerk, people.manager, town.onSite, town.sub, [people.sub_worker.who.person]);
    assert.ok(stops(await people.clerk.command('/api/entries', input())).includes('entry.check_sheet'));
    await checkSheet(people.clerk, people.manager, town.onSite, town.sub);
    const entry = (await people.sub_manager.act('/api/entries', input())).id;
    await approve(town, entry);
    await visit({ person: people.sub_worker.who.person }, async (inside) => {
      // whoever is inside when the consent ends is named with what is still held
      const { held } = await people.manager.act(`/api/sub-contracts/${tier}/withdraw`, { reason: '再委託が終わったため' });
      assert.deepEqual(held.map(({ kind, id, contractor, about }) => [kind, id, contractor, about]), [['visit', inside, town.sub, 'サーバー室']]);
      assert.match(held[0].due, /^\d{4}-\d\d-\d\d$/);
    });
    assert.deepEqual((await people.manager.read(`/api/sub-contracts/${tier}`)).held, []);
    await refused({ person: people.sub_worker.who.person }, 'entry.consent');
  });

  test('nobody decides on their own application', async () => {
    const id = await apply(town, {}, people.manager);
    const own = await people.manager.command(`/api/entries/${id}/decision`, { approve: true, reason: '' });
    assert.deepEqual(stops(own), ['entry.decider']);
    await approve(town, id, people.department_officer);
    assert.deepEqual(stops(await people.ciso.command(`/api/entries/${id}/decision`, { approve: true, reason: '' })), ['entry.state']);
  });

  test('withdrawn is withdrawn; inside twice, or with a badge that is out, is not possible', async () => {
    const id = await approved();
    await visit({ application: id }, async (_, input) => {
      await refused({ application: id }, 'desk.inside');
      const other = await worker(people.clerk, town.prime, '甲野 次');
      await refused({ person: other, badge: input.badge }, 'desk.badge', 'entry.permission');
    });
    await people.manager.act(`/api/entries/${id}/withdraw`, { reason: '取りやめになったため' });
    await refused({ application: id }, 'entry.permission');
  });

  test('equipment: as approved, with a current pattern; what came in goes out', async () => {
    await approved();
    const old = new Date(Date.now() - 20 * 86_400_000).toISOString().slice(0, 10);
    const stale = await people.clerk.command('/api/bring-ins', bringInInput(town, { things: [{ ...bringInInput(town).things[0], pattern_day: old }] }));
    assert.deepEqual(stops(stale), ['bring_in.antivirus']);
    const bringIn = await applyBringIn(town);
    const thing = (await people.clerk.read(`/api/entries/${bringIn}`)).entry.things[0];
    await refused({ things: [{ id: thing.id, pattern_day: '' }] }, 'desk.equipment');
    await approve(town, bringIn);
    await refused({ things: [{ id: thing.id, pattern_day: old }] }, 'desk.antivirus');
    await visit({ things: [{ id: thing.id, pattern_day: '' }] }, async (id, { badge }) => {
      const leave = (more) => desk.command(`/api/visits/${id}/leave`, leaveInput(badge, more));
      assert.deepEqual(stops(await leave()), ['exit.equipment']);
      assert.deepEqual(stops(await leave({ leaving: [thing.id], other_things: 1 })), ['exit.carry_out']);
      assert.deepEqual(stops(await leave({ leaving: [thing.id], work: '' })), ['exit.work']);
      assert.deepEqual(stops(await desk.command(`/api/visits/${id}/leave`, leaveInput('999', { leaving: [thing.id] }))), ['exit.badge']);
      const board = await desk.read('/api/reception/board');
      assert.deepEqual(board.inside.map((v) => v.id), [id]);
      assert.deepEqual(board.inside[0].things.map((t) => [t.serial, t.inside]), [[thing.serial, true]]);
    });
    assert.deepEqual((await desk.read('/api/reception/board')).inside, []);
  });

  test('officers enter by standing permission', async () => {
    const officer = (more) => ({ person: people.clerk2.who.person, escort: '', escort_present: false, ...more });
    await visit(officer());
    await refused(officer({ person: people.tax_clerk.who.person }), 'entry.permission');
    await refused(officer({ person: people.auditor.who.person }), 'entry.permission');
    const pairs = (await people.manager.act('/api/areas', areaInput(town, { name: '保管庫', escort_for_officers: true }))).id;
    await refused(officer({ area: pairs }), 'desk.escort');
    await visit(officer({ area: pairs, escort: people.clerk.who.person, escort_present: true }));
  });

  test('the judge says the same as the door, and writes nothing', async () => {
    await approved();
    const written = () => value(town, 'SELECT count(*) FROM ledger_entries');
    const before = written();
    const judged = async (more) => (await desk.ask('POST', '/api/reception/judge', { body: enterInput(town, more) })).json;
    assert.equal((await judged()).passed, true);
    assert.equal((await judged({ escort: '' })).passed, false);
    assert.equal(written(), before);
  });
});

describe('finding people', () => {
  const found = async (text) => (await desk.ask('POST', '/api/reception/search', { body: { text } })).json.items;
  test('by reading in either kana, by name, by card, by badge', async () => {
    await approved();
    const id = people.prime_worker.who.person;
    for (const text of ['ミホ', 'みほ', '甲野', '甲野従', id]) {
      const rows = await found(text);
      assert.ok(rows.some((row) => row.person === id), `${text}: ${JSON.stringify(rows)}`);
    }
    assert.deepEqual(await found('ヌヌヌ'), []);
    assert.deepEqual(await found('　'), []);
    assert.equal((await found('ミホ'))[0].expected, true);
    await visit({ badge: 'B-77' }, async (visitId) => {
      const rows = await found('B-77');
      assert.deepEqual(rows.map((row) => [row.person, row.inside]), [[id, visitId]]);
    });
    const view = await desk.read(`/api/reception/people/${id}`);
    assert.ok(view.on_roster && view.identity_confirmed && view.entries.length > 0);
    assert.equal((await desk.get('/api/reception/people/wkr_0000000000000000')).status, 404);
  });
});

describe('while the server was away', () => {
  const replay = (input, key) => desk.command('/api/visits/replay', { passed: true, enter: null, visit: '', leave: null, ...input }, key ? { key } : {});

  test('what happened is recorded with both answers, once', async () => {
    await approved();
    const at = hours(-0.5);
    const enter = enterInput(town);
    const key = 'replay-0001';
    const first = await replay({ at, enter }, key);
    assert.equal(first.status, 200, first.text);
    assert.equal(first.json.gate.passed, true);
    const again = await replay({ at, enter }, key);
    assert.equal(again.json.id, first.json.id);
    const seen = await desk.read(`/api/visits/${first.json.id}`);
    assert.deepEqual([seen.entered_at, seen.entry_off_line, seen.judged_off_line, seen.gate_now, seen.review], [at, true, 'passed', 'passed', 'none']);
    const out = await replay({ at: hours(-0.25), visit: first.json.id, leave: leaveInput(enter.badge) });
    assert.equal(out.status, 200, out.text);
    assert.equal((await desk.read(`/api/visits/${first.json.id}`)).state, 'left');
    assert.equal((await replay({ at, visit: first.json.id, leave: leaveInput(enter.badge) })).status, 409);
  });

  test('what the gate stops now is recorded all the same, and owed a review', async () => {
    const enter = enterInput(town, { person: people.other_worker.who.person, escort: '' });
    const made = await replay({ at: hours(-0.2), enter });
    assert.equal(made.json.gate.passed, false);
    const { id } = made.json;
    assert.deepEqual((await people.manager.read('/api/visits?review=open')).items.map((v) => v.id), [id]);
    const duties = async () => (await people.manager.read('/api/duties?kind=review_visit')).items.map((d) => d.subject);
    assert.deepEqual(await duties(), [id]);
    for (const name of ['clerk', 'tax_manager', 'reception', 'prime_manager']) {
      const answer = await people[name].command(`/api/visits/${id}/review`, { note: '本人に確かめました' });
      assert.ok([403, 404].includes(answer.status), `${name}: ${answer.text}`);
    }
    assert.deepEqual(stops(await people.manager.command(`/api/visits/${id}/review`, { note: '' })), ['visit.review']);
    await people.manager.act(`/api/visits/${id}/review`, { note: '本人に確かめ、受付に手順を伝えました' });
    assert.deepEqual(await duties(), []);
    await desk.act(`/api/visits/${id}/leave`, leaveInput(enter.badge));
  });

  test('a time to come, and something that is neither in nor out, are refused', async () => {
    assert.equal((await replay({ at: hours(1), enter: enterInput(town) })).status, 400);
    assert.equal((await replay({ at: hours(-1) })).status, 400);
  });

  test('the snapshot holds who may come, with what stops them, and nobody else', async () => {
    await approved();
    const snapshot = await desk.read('/api/reception/snapshot');
    const ids = snapshot.people.map((p) => p.id);
    assert.ok(ids.includes(people.prime_worker.who.person) && ids.includes(people.clerk.who.person));
    for (const name of ['other_worker', 'tax_clerk', 'sub_manager']) assert.ok(!ids.includes(people[name].who.person), name);
    assert.ok(Date.parse(snapshot.until) - Date.parse(snapshot.at) <= 2 * 3600_000);
  });
});

describe('duties and papers', () => {
  test('an application waits for its decision, somebody inside for the way out', async () => {
    const id = await apply(town);
    const kinds = async (client, kind) => (await client.read(`/api/duties?kind=${kind}`)).items.map((d) => d.subject);
    assert.ok((await kinds(people.manager, 'decide_entry')).includes(id));
    assert.ok(!(await kinds(people.tax_manager, 'decide_entry')).includes(id));
    await approve(town, id);
    assert.ok(!(await kinds(people.manager, 'decide_entry')).includes(id));
    await visit({}, async (inside) => assert.deepEqual(await kinds(desk, 'see_out'), [inside]));
    assert.deepEqual(await kinds(desk, 'see_out'), []);
  });

  test('papers are PDF files', async () => {
    for (const path of [`/api/areas/${town.area}/wall.pdf`, '/api/reception/day.pdf']) {
      const answer = await desk.get(path);
      assert.equal(answer.headers['content-type'], 'application/pdf');
      assert.equal(answer.body.subarray(0, 5).toString(), '%PDF-');
    }
  });

  test('afterwards the state is what the ledger says, and no name is in it', async () => {
    const checked = town.run('verify --rebuild', ['--json']);
    assert.equal(checked.code, 0, checked.out + checked.err);
    assert.equal(value(town, `SELECT count(*) FROM ledger_entries WHERE leaf LIKE '%甲野%' OR leaf LIKE '%定期点検%'`), 0);
  });
});
