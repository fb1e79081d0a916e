// Training over HTTP, as every role: who sees what, who may do what, what is never shown, and what the gate makes of it.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { inspected, draft, upload } from '../lib/passage.mjs';
import { account, castTown, day, roster, worker } from '../lib/people.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, people;
const things = {};
const key = 'この正解はだれにも見せない';
const course = (more = {}) => ({
  section: '', kind: 'own', title: 'ポリシー研修', covers: '持ち出しの禁止', contractor: '', months: 12, pass_mark: 60, self_study: true,
  material: '# 教材\n承認のない持ち出しをしない。',
  questions: [{ text: '持ち出してよいか', choices: ['よい', 'いけない'], right: [1] }, { text: '二つ選ぶ', choices: ['あ', 'い', key], right: [0, 2] }],
  ...more,
});
const session = (more = {}) => ({ section: town.welfare, held_on: day(0), hours: '13:30から', place: '市役所', capacity: 0, answer_by: day(0), ...more });
const notice = (more = {}) => ({ kind: 'overview', audience: 'everybody', section: '', title: '概要', body: '# 概要', link: '', held_on: '', place: '', read_by: day(7), ...more });

const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker', 'other_manager', 'other_worker'];
const higher = ['department_officer', 'supervising_officer', 'ciso'];
const townSide = everybody.slice(1, 12);
const firms = everybody.slice(12);

before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  const { supervising_officer: head, manager, clerk, tax_manager: taxManager } = people;
  things.course = (await head.act('/api/courses', course())).id;
  things.joint = (await manager.act('/api/courses', course({ section: town.welfare, kind: 'joint', title: '甲社との合同研修', contractor: town.prime }))).id;
  things.session = (await clerk.act(`/api/courses/${things.course}/sessions`, session())).id;
  things.taxSession = (await people.tax_clerk.act(`/api/courses/${things.course}/sessions`, session({ section: town.tax }))).id;
  await clerk.act(`/api/courses/${things.course}/invitations`, { session: things.session, due: '', workers: [people.prime_worker.who.person, people.sub_worker.who.person], engagement: '', contractor: '' });
  await taxManager.act(`/api/courses/${things.course}/invitations`, { session: things.taxSession, due: '', workers: [people.other_worker.who.person], engagement: '', contractor: '' });
  things.notice = (await head.act('/api/notices', notice())).id;
  things.townNotice = (await manager.act('/api/notices', notice({ section: town.welfare, audience: 'town', title: '職員だけに' }))).id;
  things.requirement = (await manager.act('/api/training-requirements', { engagement: town.engagement, important_only: false, kinds: ['drill'], course: '', starts: day(60), reason: '年に1回の訓練' })).id;
});
after(() => town?.remove());

const ids = (answer) => answer.json.items.map((item) => item.id);
const invitationOf = (name) => value(town, `SELECT id FROM invitations WHERE worker = '${people[name].who.person}' ORDER BY invited_at LIMIT 1`);

describe('who sees what', () => {
  const lists = {
    '/api/courses': (name) => (townSide.includes(name) || name.startsWith('prime') ? ['course', 'joint'] : firms.includes(name) ? ['course'] : []),
    '/api/training-sessions': (name) =>
      townSide.includes(name) ? ['session', 'taxSession'] : name.startsWith('other') ? ['taxSession'] : firms.includes(name) ? ['session'] : [],
    '/api/notices': (name) => (townSide.includes(name) ? ['notice', 'townNotice'] : firms.includes(name) ? ['notice'] : []),
    '/api/training-requirements': (name) =>
      ['clerk', 'clerk2', 'manager', 'system_administrator', ...higher, 'auditor'].includes(name) || (firms.includes(name) && !name.startsWith('other')) ? ['requirement'] : [],
  };
  for (const [path, sees] of Object.entries(lists))
    test(`GET ${path}`, async () => {
      for (const name of everybody) {
        const answer = await people[name].get(path);
        assert.equal(answer.status, 200, `${name}: ${answer.text}`);
        assert.deepEqual(ids(answer).sort(), sees(name).map((what) => things[what]).sort(), name);
      }
      assert.equal((await people.nobody.get(path)).status, 401);
    });

  const single = [
    ['course', (id) => `/api/courses/${id}`, '/api/courses'], ['joint', (id) => `/api/courses/${id}`, '/api/courses'],
    ['session', (id) => `/api/training-sessions/${id}`, '/api/training-sessions'], ['taxSession', (id) => `/api/training-sessions/${id}`, '/api/training-sessions'],
    ['notice', (id) => `/api/notices/${id}`, '/api/notices'], ['townNotice', (id) => `/api/notices/${id}`, '/api/notices'],
  ];
  for (const [what, route, list] of single)
    test(`GET ${route(`{${what}}`)}`, async () => {
      for (const name of everybody) {
        const answer = await people[name].get(route(things[what]));
        assert.equal(answer.status, lists[list](name).includes(what) ? 200 : 404, `${name}: ${answer.text}`);
      }
      assert.equal((await people.nobody.get(route(things[what]))).status, 401);
    });

  test('the key of a test is for those alone who keep the course', async () => {
    for (const name of everybody) {
      for (const path of [`/api/courses/${things.course}`, `/api/courses/${things.course}/test`]) {
        const answer = await people[name].get(path);
        assert.ok(!answer.text.includes('"right"') || (higher.includes(name) && !path.endsWith('test')), `${name} ${path}`);
      }
      const seen = await people[name].get(`/api/courses/${things.course}`);
      if (seen.status === 200) assert.equal(seen.json.questions.length, higher.includes(name) ? 2 : 0, name);
    }
    // nor is it in the ledger
    assert.equal(rows(town, `SELECT seq FROM ledger_entries WHERE leaf LIKE '%${key}%'`).length, 0);
  });

  test('GET /api/learners: of the town, the section, the firm, oneself; no other contractor', async () => {
    const of = (...keys) => keys.map((name) => people[name].who.person).sort();
    const welfare = of('prime_manager', 'prime_worker', 'sub_manager', 'sub_worker');
    for (const name of everybody) {
      const answer = await people[name].get('/api/learners');
      assert.equal(answer.status, 200, `${name}: ${answer.text}`);
      const seen = answer.json.items.map((item) => item.worker).sort();
      const expected = [...higher, 'auditor'].includes(name) ? of(...firms)
        : ['clerk', 'clerk2', 'manager', 'system_administrator'].includes(name) ? welfare
          : ['tax_clerk', 'tax_manager'].includes(name) ? of('other_manager', 'other_worker')
            : name.endsWith('_manager') && firms.includes(name) ? of(name, name.replace('manager', 'worker')) : firms.includes(name) ? of(name) : [];
      assert.deepEqual(seen, expected, name);
    }
  });

  test('no answer to a contractor holds anything of another contractor', async () => {
    const secrets = {
      prime: ['丙社', town.other, things.taxSession, '税務課', town.taxEngagement, people.sub_worker.who.person],
      sub: ['甲社との合同研修', things.joint, '丙社', town.other, things.taxSession, '税務課', people.prime_worker.who.person],
      other: ['甲社', '乙社', town.prime, town.sub, things.session, things.joint, '福祉課', people.prime_worker.who.person],
    };
    for (const name of firms) {
      const paths = ['/api/courses', `/api/courses/${things.course}`, `/api/courses/${things.course}/test`, '/api/training-sessions', '/api/learners',
        `/api/learners?contractor=${town.prime}`, `/api/learners?engagement=${town.engagement}`, '/api/my-training', '/api/training-requirements', '/api/notices', `/api/notices/${things.notice}`];
      for (const id of ids(await people[name].get('/api/training-sessions'))) paths.push(`/api/training-sessions/${id}`);
      for (const path of paths) {
        const answer = await people[name].get(path);
        for (const secret of secrets[name.split('_')[0]]) assert.ok(!answer.text.includes(secret), `${name} finds ${secret} in ${path}`);
      }
    }
  });
});

describe('who may do what', () => {
  const written = () => value(town, `SELECT count(*) FROM ledger_entries WHERE kind <> 'act.refused'`);
  const fresh = () => worker(people.clerk, town.prime, '甲野 追加');
  let reasons = 0;
  const commands = [
    ['keep_course', ['manager', ...higher], null, (c) => c.command('/api/courses', course({ section: town.welfare, title: `研修 ${++reasons}` }))],
    ['keep_course of all', higher, null, (c) => c.command('/api/courses', course({ title: `研修 ${++reasons}` }))],
    ['change a course', higher, null, (c) => c.command(`/api/courses/${things.course}`, course({ covers: `直した ${++reasons}` }), { method: 'PUT' })],
    ['plan_session', ['clerk', 'clerk2', 'manager', ...higher], null, (c) => c.command(`/api/courses/${things.course}/sessions`, session({ held_on: day(30), answer_by: day(20) }))],
    ['invite_to_training', ['clerk', 'manager', ...higher, 'prime_manager'], fresh,
      (c, id) => c.command(`/api/courses/${things.course}/invitations`, { session: '', due: day(14), workers: [id], engagement: '', contractor: '' }), ['clerk2']],
    ['record_attendance', ['manager', ...higher],
      async () => (await people.clerk.act(`/api/courses/${things.course}/sessions`, session())).id,
      (c, id) => c.command(`/api/training-sessions/${id}/attendance`, { present: [{ worker: people.prime_worker.who.person, score: 100 }] })],
    ['require_training', ['manager', ...higher], null,
      (c) => c.command('/api/training-requirements', { engagement: town.engagement, important_only: true, kinds: ['joint'], course: '', starts: day(90), reason: `理由 ${++reasons}` })],
    ['publish_notice', ['manager', ...higher], null, (c) => c.command('/api/notices', notice({ section: town.welfare, title: `お知らせ ${++reasons}`, read_by: '' }))],
  ];
  for (const [act, passing, make, request, either = []] of commands)
    test(act, async () => {
      const subject = make ? await make() : undefined;
      for (const name of [...everybody, 'nobody']) {
        if (passing.includes(name) || either.includes(name)) continue;
        const before = written();
        const answer = await request(people[name], subject);
        assert.ok(name === 'nobody' ? answer.status === 401 : [400, 403, 404].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
        assert.equal(written(), before, `${name} was refused, and yet something was written`);
      }
      for (const [i, name] of passing.entries()) {
        const answer = await request(people[name], i === 0 || !make ? subject : await make());
        assert.equal(answer.status, 200, `${name}: ${answer.status} ${answer.text}`);
      }
    });

  test('answer_invitation: the person, and the firm\'s manager', async () => {
    const id = invitationOf('prime_worker');
    for (const name of everybody.filter((one) => !one.startsWith('prime'))) {
      const answer = await people[name].command(`/api/invitations/${id}/answer`, { answer: 'accepted', reason: '' });
      assert.ok([403, 404].includes(answer.status), `${name}: ${answer.status}`);
    }
    assert.equal((await people.prime_worker.command(`/api/invitations/${id}/answer`, { answer: 'declined', reason: '' })).status, 400);
    await people.prime_manager.act(`/api/invitations/${id}/answer`, { answer: 'declined', reason: '別の作業があるため' });
    await people.prime_worker.act(`/api/invitations/${id}/answer`, { answer: 'accepted', reason: '' });
  });

  test('take_test and read_notice: each for themselves', async () => {
    const revision = (await people.ciso.read(`/api/courses/${things.course}`)).revision;
    for (const name of everybody) {
      const test = await people[name].command(`/api/courses/${things.course}/attempts`, { revision, material_read: true, answers: [[1], [0, 2]] });
      assert.equal(test.status, name === 'administrator' ? 404 : 200, `${name}: ${test.text}`);
      if (test.status === 200) assert.equal(test.json.passed, true, name);
      const read = await people[name].command(`/api/notices/${things.notice}/read`);
      assert.equal(read.status, name === 'administrator' ? 404 : 200, `${name}: ${read.text}`);
    }
    const readers = (await people.supervising_officer.read(`/api/notices/${things.notice}`)).readers;
    assert.equal(readers.filter((one) => one.at).length, everybody.length - 1);
    assert.equal(readers.some((one) => !one.at), false);
  });
});

test('untrained, wrong kind, expired: neither gets data; the test opens the gate', async () => {
  const id = await worker(people.clerk, town.prime, '甲野 新人');
  const newcomer = await account(town, id, ['worker']);
  const all = [people.prime_manager.who.person, people.prime_worker.who.person, id];
  await roster(people.clerk, people.manager, town.engagement, town.prime, all);
  const stopped = async () => {
    const passage = await draft(town, people.clerk, newcomer);
    await upload(people.clerk, passage, '一般の案内です');
    await inspected(people.clerk, passage);
    const answer = await people.clerk.command(`/api/passages/${passage}/submit`);
    if (answer.status === 200) return [];
    return answer.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);
  };
  assert.deepEqual(await stopped(), ['recipient.trained']);
  const record = (more) => people.manager.act('/api/trainings', { worker: id, course: '研修', held_on: day(-400), valid_until: day(300), ...more });
  await record({}); // not said: the contractor's own
  assert.deepEqual(await stopped(), ['recipient.trained']);
  await record({ kind: 'own', valid_until: day(-1) });
  assert.deepEqual(await stopped(), ['recipient.trained']);
  const duty = (await newcomer.read('/api/duties')).items.find((one) => one.kind === 'take_training');
  assert.equal(duty.subject, id);
  assert.ok(duty.overdue);
  const { revision, tries_left: tries, questions } = await newcomer.read(`/api/courses/${things.course}/test`);
  assert.equal(tries, 3);
  assert.deepEqual(questions.map((one) => one.several), [false, true]);
  const attempt = (answers, more = {}) => newcomer.command(`/api/courses/${things.course}/attempts`, { revision, material_read: true, answers, ...more });
  for (const [answers, more, field] of [[[[1]], {}, 'answers'], [[[1], []], {}, 'answers'], [[[1], [0, 2]], { material_read: false }, 'material_read']]) {
    const answer = await attempt(answers, more);
    assert.equal(answer.status, 400, answer.text);
    assert.equal(answer.json.error.field, field);
  }
  const failed = await attempt([[1], [0]]);
  assert.deepEqual([failed.json.passed, failed.json.score, failed.json.tries_left], [false, 50, 2]);
  assert.deepEqual(await stopped(), ['recipient.trained']);
  const passed = await attempt([[1], [2, 0]]);
  assert.deepEqual([passed.json.passed, passed.json.score], [true, 100]);
  assert.deepEqual(await stopped(), []);
  assert.equal((await newcomer.read('/api/duties')).items.some((one) => one.kind === 'take_training'), false);
  // the answers are in the ledger as a commitment alone
  const leaf = value(town, `SELECT leaf FROM ledger_entries WHERE kind = 'test.taken' AND seq = ${passed.json.receipt.entry}`);
  assert.doesNotMatch(leaf, /\[\[1\]/);
  assert.match(leaf, /"commit":\{"answers":/);
});

test('what is sent in is checked, with the field\'s name', async () => {
  const { supervising_officer: head, clerk } = people;
  for (const [more, field] of [
    [{ title: ' ' }, 'title'], [{ months: 0 }, 'months'], [{ pass_mark: 101 }, 'pass_mark'], [{ material: '' }, 'material'], [{ material: 'あ'.repeat(20_000) }, 'material'],
    [{ material: 'a\u0000b' }, 'material'], [{ questions: [{ text: '問', choices: ['一つ'], right: [0] }] }, 'questions'],
    [{ questions: [{ text: '問', choices: ['一', '二'], right: [5] }] }, 'questions'], [{ contractor: town.prime }, 'contractor'], [{ section: 'sec_none' }, 'section'],
  ]) {
    const answer = await head.command('/api/courses', course(more));
    assert.equal(answer.status, 400, JSON.stringify(more));
    assert.equal(answer.json.error.field, field);
  }
  for (const [more, field] of [[{ link: 'javascript:alert(1)' }, 'link'], [{ link: 'https://a.invalid/"x' }, 'link'], [{ body: '' }, 'body'], [{ read_by: 'soon' }, 'read_by']]) {
    const answer = await head.command('/api/notices', notice(more));
    assert.equal(answer.status, 400, JSON.stringify(more));
    assert.equal(answer.json.error.field, field);
  }
  for (const [body, field] of [[{ workers: [] }, 'workers'], [{ workers: ['wkr_none'] }, 'workers'], [{ due: day(-1) }, 'due'], [{ workers: [people.other_worker.who.person] }, 'workers']]) {
    const answer = await clerk.command(`/api/courses/${things.course}/invitations`, { session: '', due: day(9), workers: [people.prime_worker.who.person], engagement: '', contractor: '', ...body });
    assert.equal(answer.status, 400, JSON.stringify(body));
    assert.equal(answer.json.error.field, field);
  }
});

test('many at once: one attendance for the whole session, and each has the record', async () => {
  const { clerk, manager } = people;
  const many = [];
  for (let i = 0; i < 60; ++i) many.push(await worker(clerk, town.prime, `甲野 多${i}`));
  const id = (await clerk.act(`/api/courses/${things.course}/sessions`, session())).id;
  await clerk.act(`/api/courses/${things.course}/invitations`, { session: id, due: '', workers: many.slice(0, 50), engagement: '', contractor: '' });
  const before = value(town, 'SELECT count(*) FROM ledger_entries');
  await manager.act(`/api/training-sessions/${id}/attendance`, { present: many.map((one, i) => (i % 2 ? { worker: one, score: 80 } : { worker: one })) });
  assert.equal(value(town, 'SELECT count(*) FROM ledger_entries'), before + 1);
  assert.equal(value(town, `SELECT count(*) FROM trainings WHERE session = '${id}'`), 30);
  const seen = await manager.read(`/api/training-sessions/${id}`);
  assert.deepEqual([seen.row.invited, seen.row.attended, seen.row.state], [60, 60, 'held']);
  assert.equal(seen.invitations.filter((one) => one.done).length, 30);
});

test('afterwards the state is what the ledger says', () => {
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
