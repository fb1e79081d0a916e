// Who sees what and who may do what, over HTTP, for every role: read routes as a table of what each person sees, commands as
// a table of who passes. Who is not in the table is refused, and nothing but the refusal is written.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { decide, draft, erase, grant, inspected, mayCopy, passageInput, received, released, submitted, upload } from '../lib/passage.mjs';
import { account, attach, castTown, contractor, corporateNumber, day, engagement, officer, roster, subContract, subContractInput, worker } from '../lib/people.mjs';
import { rows, value } from '../lib/sqlite.mjs';

let town, people;
// What everybody tries to see: ids by name.
const things = {};
before(async () => {
  town = await castTown();
  people = { ...town.people, nobody: new Client(town) };
  const { clerk, tax_clerk: taxClerk, tax_manager: taxManager, department_officer: departmentOfficer, prime_worker: primeWorker, sub_worker: subWorker, other_worker: otherWorker } = people;

  things.draft = await draft(town, clerk, primeWorker);
  things.passage = await released(town, clerk, primeWorker);
  things.custody = await received(primeWorker, things.passage);
  things.subPassage = await submitted(town, clerk, subWorker);
  things.erasedPassage = await released(town, clerk, primeWorker);
  things.erased = await received(primeWorker, things.erasedPassage);
  await erase(primeWorker, things.erased);
  things.taxPassage = await submitted(town, taxClerk, otherWorker, '課税の案内\n', { engagement: town.taxEngagement, asset: town.taxAsset });
  for (const approver of [taxManager, departmentOfficer]) assert.equal((await decide(approver, things.taxPassage)).status, 200);
  things.taxCustody = await received(otherWorker, things.taxPassage);
});
after(() => town?.remove());

const everybody = ['administrator', 'clerk', 'clerk2', 'manager', 'system_administrator', 'department_officer', 'supervising_officer',
  'ciso', 'auditor', 'reception', 'tax_clerk', 'tax_manager', 'prime_manager', 'prime_worker', 'sub_manager', 'sub_worker',
  'other_manager', 'other_worker', 'nobody'];
const wholeTown = ['department_officer', 'supervising_officer', 'ciso', 'auditor'];
const welfare = ['clerk', 'clerk2', 'manager', 'system_administrator'];
const tax = ['tax_clerk', 'tax_manager'];
const townSide = everybody.slice(0, 12);
const prime = ['prime_manager', 'prime_worker'];
const sub = ['sub_manager', 'sub_worker'];
const other = ['other_manager', 'other_worker'];
const firms = [...prime, ...sub, ...other];

const ids = (answer) => answer.json.items.map((item) => item.id ?? item.seq);

describe('single things: seen, or not found exactly as if they did not exist', () => {
  // [what, who sees it]
  const seen = {
    draft: [...wholeTown, ...welfare],
    passage: [...wholeTown, ...welfare, ...prime],
    subPassage: [...wholeTown, ...welfare, ...sub],
    taxPassage: [...wholeTown, ...tax, ...other],
    custody: [...wholeTown, ...welfare, ...prime],
    taxCustody: [...wholeTown, ...tax, ...other],
  };
  const routes = [
    ['draft', (id) => `/api/passages/${id}`], ['passage', (id) => `/api/passages/${id}`],
    ['subPassage', (id) => `/api/passages/${id}`], ['taxPassage', (id) => `/api/passages/${id}`],
    ['passage', (id) => `/api/passages/${id}/receipt`], ['taxPassage', (id) => `/api/passages/${id}/receipt`],
    ['custody', (id) => `/api/custodies/${id}`], ['taxCustody', (id) => `/api/custodies/${id}`],
  ];
  for (const [what, route] of routes)
    test(`GET ${route(`{${what}}`)}`, async () => {
      for (const name of everybody) {
        const answer = await people[name].get(route(things[what]));
        if (name === 'nobody') assert.equal(answer.status, 401);
        else if (seen[what].includes(name)) assert.equal(answer.status, 200, `${name}: ${answer.text}`);
        else {
          assert.equal(answer.status, 404, `${name}: ${answer.status} ${answer.text}`);
          const unknown = await people[name].get(route(`${things[what].slice(0, 4)}${'0'.repeat(26)}`));
          assert.deepEqual([answer.status, answer.text], [unknown.status, unknown.text], name);
        }
      }
    });

  test('GET /api/custodies/{erased}/certificate', async () => {
    for (const name of everybody) {
      const answer = await people[name].get(`/api/custodies/${things.erased}/certificate`);
      assert.equal(answer.status, name === 'nobody' ? 401 : seen.custody.includes(name) ? 200 : 404, name);
    }
    assert.equal((await people.clerk.get(`/api/custodies/${things.custody}/certificate`)).status, 404);
  });

  test('GET /api/engagements/{id}', async () => {
    for (const [id, who] of [[town.engagement, [...wholeTown, ...welfare, ...prime, ...sub]], [town.taxEngagement, [...wholeTown, ...tax, ...other]]])
      for (const name of everybody) {
        const answer = await people[name].get(`/api/engagements/${id}`);
        assert.equal(answer.status, name === 'nobody' ? 401 : who.includes(name) ? 200 : 404, `${name}: ${answer.text}`);
      }
  });

  test('GET /api/engagements/{id}/record and chain, /api/sub-contracts/{id}', async () => {
    const who = { [town.engagement]: [...wholeTown, ...welfare, ...prime, ...sub], [town.taxEngagement]: [...wholeTown, ...tax, ...other] };
    for (const name of everybody) {
      for (const id of [town.engagement, town.taxEngagement])
        for (const part of ['record', 'chain']) {
          const answer = await people[name].get(`/api/engagements/${id}/${part}`);
          assert.equal(answer.status, name === 'nobody' ? 401 : who[id].includes(name) ? 200 : 404, `${name}: ${answer.text}`);
        }
      const tier = await people[name].get(`/api/sub-contracts/${town.tier}`);
      assert.equal(tier.status, name === 'nobody' ? 401 : who[town.engagement].includes(name) ? 200 : 404, `${name}: ${tier.text}`);
    }
  });

  test('GET /api/ledger/{seq} and its proof', async () => {
    const entry = (kind, subject) => value(town, `SELECT seq FROM ledger_entries WHERE kind = '${kind}' AND subject = '${subject}' ORDER BY seq LIMIT 1`);
    const cases = [
      [entry('passage.submitted', things.passage), seen.passage], [entry('passage.submitted', things.taxPassage), seen.taxPassage],
      [entry('receipt.given', things.taxCustody), seen.taxCustody], [entry('account.created', people.clerk.who.id), ['administrator', ...wholeTown]],
      [entry('contractor.registered', town.prime), wholeTown],
    ];
    const unknown = (await people.ciso.read('/api/ledger/state')).size + 1000;
    for (const [seq, who] of cases)
      for (const name of everybody)
        for (const tail of ['', '/proof']) {
          const answer = await people[name].get(`/api/ledger/${seq}${tail}`);
          assert.equal(answer.status, name === 'nobody' ? 401 : who.includes(name) ? 200 : 404, `${name} ${seq}${tail}: ${answer.text}`);
          if (answer.status === 404) assert.equal(answer.text, (await people[name].get(`/api/ledger/${unknown}${tail}`)).text);
        }
  });
});

describe('lists: exactly what one may see', () => {
  // what of `all` each person's list holds
  const table = {
    '/api/passages?limit=200': () => ({
      all: ['draft', 'passage', 'subPassage', 'erasedPassage', 'taxPassage'].map((name) => things[name]),
      sees: (name) => wholeTown.includes(name) ? 'all'
        : welfare.includes(name) ? [things.draft, things.passage, things.subPassage, things.erasedPassage]
          : prime.includes(name) ? [things.passage, things.erasedPassage] : sub.includes(name) ? [things.subPassage]
            : [...tax, ...other].includes(name) ? [things.taxPassage] : [],
    }),
    '/api/custodies?limit=200': () => ({
      all: [things.custody, things.erased, things.taxCustody],
      sees: (name) => wholeTown.includes(name) ? 'all' : [...welfare, ...prime].includes(name) ? [things.custody, things.erased]
        : [...tax, ...other].includes(name) ? [things.taxCustody] : [],
    }),
    '/api/engagements': () => ({
      all: [town.engagement, town.taxEngagement],
      sees: (name) => wholeTown.includes(name) ? 'all' : [...welfare, ...prime, ...sub].includes(name) ? [town.engagement]
        : [...tax, ...other].includes(name) ? [town.taxEngagement] : [],
    }),
    '/api/sections': () => ({
      all: [town.welfare, town.tax],
      sees: (name) => townSide.includes(name) ? 'all' : other.includes(name) ? [town.tax] : [town.welfare],
    }),
    '/api/assets': () => ({
      all: [town.asset, town.plainAsset, town.taxAsset],
      sees: (name) => name === 'administrator' ? [] : townSide.includes(name) ? 'all' : other.includes(name) ? [town.taxAsset] : [town.asset, town.plainAsset],
    }),
    '/api/contractors': () => ({
      all: [town.prime, town.sub, town.other],
      sees: (name) => [...wholeTown, ...welfare, ...tax].includes(name) ? 'all' : prime.includes(name) ? [town.prime, town.sub]
        : sub.includes(name) ? [town.sub] : other.includes(name) ? [town.other] : [],
    }),
    '/api/workers': () => {
      const of = (...keys) => keys.map((key) => people[key].who.person);
      return {
        all: of(...firms),
        sees: (name) => name === 'administrator' || wholeTown.includes(name) ? 'all' : welfare.includes(name) ? of(...prime, ...sub)
          : tax.includes(name) ? of(...other) : name.endsWith('_manager') && firms.includes(name) ? of(name, name.replace('manager', 'worker'))
            : firms.includes(name) ? of(name) : [],
      };
    },
  };
  for (const [path, make] of Object.entries(table))
    test(`GET ${path}`, async () => {
      const { all, sees } = make();
      for (const name of everybody) {
        const answer = await people[name].get(path);
        if (name === 'nobody') {
          assert.equal(answer.status, 401);
          continue;
        }
        const expected = sees(name) === 'all' ? all : sees(name);
        assert.equal(answer.status, 200, `${name}: ${answer.text}`);
        assert.deepEqual(ids(answer).sort(), [...expected].sort(), name);
      }
    });

  test('GET /api/officers and /api/accounts', async () => {
    for (const name of everybody) {
      const officers = await people[name].get('/api/officers');
      assert.equal(officers.status, name === 'nobody' ? 401 : townSide.includes(name) ? 200 : 403, name);
      const accounts = await people[name].get('/api/accounts');
      assert.equal(accounts.status, name === 'nobody' ? 401 : ['administrator', 'auditor'].includes(name) ? 200 : 403, name);
    }
  });

  test('GET /api/ledger: only entries about what one may see', async () => {
    const kindsOfAdministrator = /^(account|section|officer)\.|^town\.opened$/;
    const size = (await people.ciso.read('/api/ledger/state')).size;
    for (const name of everybody.slice(0, -1)) {
      const entries = [];
      for (let after = ''; ; ) {
        const page = await people[name].read(`/api/ledger?limit=200${after && `&after=${after}`}`);
        entries.push(...page.items);
        if (!page.next) break;
        after = page.next;
      }
      if (wholeTown.includes(name)) assert.ok(entries.length >= size, name);
      else if (name === 'administrator') assert.ok(entries.length > 20 && entries.every((entry) => kindsOfAdministrator.test(entry.kind)));
      else if (name === 'reception') assert.deepEqual(entries, []);
      else {
        const own = new Set(ids(await people[name].get('/api/passages?limit=200')));
        const list = [...own].map((id) => `'${id}'`).join();
        for (const row of rows(town, `SELECT id FROM contents WHERE passage IN (${list}) UNION SELECT id FROM custodies WHERE passage IN (${list})`)) own.add(row.id);
        assert.ok(entries.length > 0, name);
        for (const entry of entries) assert.ok(own.has(entry.subject), `${name}: ${entry.kind} of ${entry.subject}`);
      }
    }
  });

  test('whoever is not signed in sees the town and nothing else', async () => {
    const paths = ['/api/session', '/api/sessions', '/api/home', '/api/passages', '/api/custodies', '/api/sections', '/api/officers', '/api/assets',
      '/api/contractors', '/api/workers', '/api/engagements', '/api/accounts', '/api/clauses', '/api/ledger', '/api/ledger/state', '/api/ledger/1',
      '/api/ledger/1/proof', '/api/evidence', '/api/downloads/dwn_00000000000000000000000000/content'];
    for (const path of paths) assert.equal((await people.nobody.get(path)).status, 401, path);
    assert.equal((await people.nobody.get('/api/town')).status, 200);
    assert.equal((await people.nobody.get('/api/demo/people')).status, 404);
    const demo = await people.nobody.ask('POST', '/api/demo/sign-in', { body: { account: people.clerk.who.id } });
    assert.equal(demo.status, 404);
    assert.equal(demo.headers['set-cookie'], undefined);
  });
});

test('no answer to a contractor holds anything of another contractor', async () => {
  const names = rows(town, `SELECT id, name, contractor FROM workers`);
  const of = (firm) => names.filter((worker) => worker.contractor === town[firm]).flatMap(({ id, name }) => [id, name]);
  const secrets = {
    prime: [town.other, '丙社', corporateNumber('456789012345'), town.taxEngagement, town.taxAsset, things.taxPassage, things.taxCustody, town.tax, '税務課', ...of('other'), ...of('sub')],
    sub: [town.other, '丙社', town.taxEngagement, town.taxAsset, things.passage, things.custody, things.taxPassage, things.taxCustody, corporateNumber('234567890123'), '税務課', ...of('other'), ...of('prime')],
    other: [town.prime, town.sub, '甲社', '乙社', town.engagement, town.asset, things.passage, things.subPassage, things.custody, town.welfare, '福祉課', ...of('prime'), ...of('sub')],
  };
  for (const name of firms) {
    const client = people[name];
    const paths = ['/api/session', '/api/sessions', '/api/home', '/api/passages', '/api/custodies', '/api/sections', '/api/assets', '/api/contractors', '/api/workers',
      '/api/engagements', '/api/clauses', '/api/ledger?limit=200', '/api/ledger/state'];
    for (const [list, detail] of [['/api/passages', '/api/passages/'], ['/api/custodies', '/api/custodies/'], ['/api/engagements', '/api/engagements/']])
      paths.push(...ids(await client.get(list)).map((id) => detail + id));
    for (const id of ids(await client.get('/api/engagements'))) paths.push(`/api/engagements/${id}/record`, `/api/engagements/${id}/chain`);
    paths.push(`/api/sub-contracts/${town.tier}`);
    paths.push(...ids(await client.get('/api/ledger?limit=200')).map((seq) => `/api/ledger/${seq}`));
    for (const firm of ['prime', 'sub', 'other']) paths.push(`/api/workers?contractor=${town[firm]}`, `/api/ledger?subject=${things[firm === 'other' ? 'taxPassage' : 'passage']}`);
    paths.push(`/api/passages?q=${encodeURIComponent('給付金')}`, `/api/passages?state=received`);
    for (const path of paths) {
      const answer = await client.get(path);
      assert.ok([200, 403, 404].includes(answer.status), `${name} ${path}: ${answer.status}`);
      for (const secret of secrets[name.split('_')[0]]) assert.ok(!answer.text.includes(secret), `${name} finds ${secret} in ${path}`);
    }
  }
});

// Everything but refusals and signings in: it stays as it was when somebody is refused.
// The program's own entries (an upload that expired) may come in between.
const written = () => value(town, `SELECT count(*) FROM ledger_entries WHERE kind <> 'act.refused' AND actor <> 'system'`);

describe('commands: who passes, who is refused', () => {
  const { stringify } = JSON;
  let number = 100_000_000_000;
  const post = (path, body) => (client) => client.command(path, body);
  const higher = ['department_officer', 'supervising_officer', 'ciso'];
  const freshWorker = (firm = town.prime) => worker(people.clerk, firm, `従事 ${++number}`);
  const openSubContract = async () =>
    subContract(people.clerk, people.manager, town.engagement, '', await contractor(people.manager, `再社${++number}`, String(number)), { consent: false });
  const freshRoster = async () =>
    (await people.clerk.act(`/api/engagements/${town.engagement}/rosters`, { contractor: town.prime, workers: prime.map((key) => people[key].who.person), employment_declared: true })).id;
  const freshCustody = async () => received(people.prime_worker, await released(town, people.clerk, people.prime_worker));
  const freshAccount = async () => (await account(town, await officer(town, '新人', town.welfare, ['officer']), ['officer'], { enrolled: false })).who.id;
  const confirmation = { checks: prime.map((key) => ({ worker: people?.[key]?.who.person, method: 'interview' })) };
  const asset = () => ({ name: '新しい台帳', information: '給付対象者の情報', section: town.welfare, confidentiality: 'c3b', integrity: 'i2', availability: 'a2', personal_data: true });
  const contract = () => ({
    title: '新しい契約', contractor: town.prime, section: town.welfare, responsible_person: '責子', workplace: '見本ビル', starts: day(-1), ends: day(100),
    scope: [{ information: '給付対象者の情報', range: '市内全域', ways: ['service_transfer'] }], production_data_allowed: true, my_number: false,
  });

  // [command, who passes, what it is about (made anew for each who passes), request]
  const commands = [
    ['register_section', ['administrator'], null, post('/api/sections', { name: '新しい課' })],
    ['register_officer', ['administrator'], null, (c) => c.command('/api/officers', { name: '新しい 職員', section: town.welfare, roles: ['officer'] })],
    ['create_account', ['administrator'], () => officer(town, '新人', town.welfare, ['officer']),
      (c, person) => c.command('/api/accounts', { login: `new-${++number}`, person, roles: ['officer'] })],
    ['reset_account', ['administrator'], freshAccount, (c, id) => c.command(`/api/accounts/${id}/reset`)],
    ['close_account', ['administrator'], freshAccount, (c, id) => c.command(`/api/accounts/${id}/close`)],
    ['register_asset', ['manager', 'system_administrator', ...higher], null, (c) => c.command('/api/assets', asset())],
    ['register_contractor', ['manager', 'tax_manager', ...higher], null,
      (c) => c.command('/api/contractors', { name: '新社', corporate_number: corporateNumber(String(++number)) })],
    ['register_engagement', ['manager', ...higher], null, (c) => c.command('/api/engagements', contract())],
    ['apply_sub_contract', [...welfare, 'prime_manager'], async () => contractor(people.manager, `再社${++number}`, String(number)),
      (c, firm) => c.command(`/api/engagements/${town.engagement}/sub-contracts`, subContractInput('', firm))],
    ['consent_sub_contract', ['manager', ...higher], openSubContract,
      (c, id) => c.command(`/api/sub-contracts/${id}/decision`, { decision: 'approve', reason: '' })],
    ['confirm_flow_down', ['manager', ...higher],
      async () => {
        const id = await openSubContract();
        for (const person of [people.manager, people.ciso]) await person.act(`/api/sub-contracts/${id}/decision`, { decision: 'approve', reason: '' });
        return id;
      },
      (c, id) => c.command(`/api/sub-contracts/${id}/flow-down`, { evidence: '再委託契約書の写し' })],
    ['change_engagement', ['manager', ...higher], null,
      (c) => c.command(`/api/engagements/${town.engagement}/terms`, { terms: [{ term: 'audit', agreed: true, article: `第${++number}条`, text: '' }] }, { method: 'PUT' })],
    ['appoint_person', [...welfare, 'prime_manager'], null,
      (c) => c.command(`/api/engagements/${town.engagement}/appointments`, { contractor: town.prime, post: 'data_manager', worker: '', name: '管理 新子', since: day(0) })],
    ['withdraw_consent', ['manager', ...higher],
      async () => subContract(people.clerk, people.manager, town.engagement, '', await contractor(people.manager, `再社${++number}`, String(number))),
      (c, id) => c.command(`/api/sub-contracts/${id}/withdraw`, { reason: '再委託が終わったため' })],
    ['register_worker', [...welfare, 'prime_manager'], null, (c) => c.command('/api/workers', { contractor: town.prime, name: '新 従事', kana: 'シン' })],
    ['leave_worker', [...welfare, 'prime_manager'], () => freshWorker(), (c, id) => c.command(`/api/workers/${id}/leave`)],
    ['keep_photo', [...welfare, 'prime_manager'], null,
      (c) => attach(c, 'photo', people.prime_worker.who.person, Buffer.from('89504e470d0a1a0a00', 'hex'), 'image/png', 'a.png')],
    ['submit_roster', [...welfare, 'prime_manager'], null,
      (c) => c.command(`/api/engagements/${town.engagement}/rosters`, { contractor: town.prime, workers: prime.map((key) => people[key].who.person), employment_declared: true })],
    ['confirm_roster', ['manager', ...higher], freshRoster,
      (c, id) => c.command(`/api/rosters/${id}/confirm`, { checks: confirmation.checks.map((check, i) => ({ ...check, worker: people[prime[i]].who.person })) })],
    ['refuse_roster', ['manager', ...higher], freshRoster, (c, id) => c.command(`/api/rosters/${id}/refuse`, { reason: '写真が本人と違います' })],
    ['confirm_workers', ['manager', ...higher],
      async () => {
        const workers = prime.map((key) => people[key].who.person);
        return roster(people.clerk, people.manager, town.engagement, town.prime, workers);
      },
      (c, id) => c.command(`/api/rosters/${id}/confirm-people`, { note: '責任者に電話で確かめました' })],
    ['keep_pledges', ['manager', ...higher], null,
      (c) => c.command(`/api/engagements/${town.engagement}/pledge`, { kind: 'leaving', text: '秘密を守ります。' }, { method: 'PUT' })],
    ['record_pledge', [...welfare, 'prime_manager'],
      async () => {
        const id = await freshWorker();
        return { worker: id, attachment: (await attach(people.clerk, 'pledge', id, '%PDF-1.7', 'application/pdf', 'a.pdf')).json.id };
      },
      (c, { worker: id, attachment }) => c.command('/api/pledges/paper', { worker: id, engagement: town.engagement, kind: 'joining', attachment, given_on: day() })],
    ['sign_pledge', prime, null,
      async (c) => {
        const text = await people.clerk.read(`/api/engagements/${town.engagement}/pledge?kind=leaving`);
        const signature = c.session?.name ?? 'だれか';
        return c.command('/api/pledges', { engagement: town.engagement, kind: 'leaving', sha256: text.sha256, signature });
      }, sub],
    ['record_training', ['manager'], null,
      (c) => c.command('/api/trainings', { worker: people.prime_worker.who.person, course: '研修', held_on: day(-1), valid_until: day(360) }), higher],
    ['draft_passage', [...welfare, ...prime], null, (c) => c.command('/api/passages', passageInput(town, people.prime_worker))],
    ['change_passage', ['clerk'], () => draft(town, people.clerk, people.prime_worker),
      (c, id) => c.command(`/api/passages/${id}`, passageInput(town, people.prime_worker, { purpose: '別の目的のための変更です' }), { method: 'PUT' })],
    ['submit_passage', ['clerk'],
      async () => {
        const id = await draft(town, people.clerk, people.prime_worker);
        await upload(people.clerk, id, '一般の案内です');
        await inspected(people.clerk, id);
        return id;
      },
      (c, id) => c.command(`/api/passages/${id}/submit`)],
    ['withdraw_passage', ['clerk'], () => submitted(town, people.clerk, people.prime_worker), (c, id) => c.command(`/api/passages/${id}/withdraw`, { reason: '不要になりました' })],
    ['approve_passage', ['manager', ...higher], () => submitted(town, people.clerk, people.prime_worker), (c, id) => decide(c, id)],
    ['reject_passage', ['manager', ...higher], () => submitted(town, people.clerk, people.prime_worker), (c, id) => decide(c, id, 'reject', '目的がはっきりしません')],
    ['download_content', ['prime_worker'], () => released(town, people.clerk, people.prime_worker), (c, id) => c.command(`/api/passages/${id}/downloads`)],
    ['give_receipt', ['prime_worker'],
      async () => {
        const id = await released(town, people.clerk, people.prime_worker);
        await grant(people.prime_worker, id);
        return id;
      },
      (c, id) => c.command(`/api/passages/${id}/receipt`, { place: '見本ビル 3階' })],
    ['declare_copy', prime, async () => { const id = await freshCustody(); return [id, await mayCopy(people.prime_manager, [people.manager, people.department_officer], id)]; },
      (c, [id, application]) => c.command(`/api/custodies/${id}/copies`, { place: '作業室', purpose: '予備', count: 1, application })],
    ['declare_return', prime, freshCustody, (c, id) => c.command(`/api/custodies/${id}/return`, { method: '媒体を持参', copies_erased: true })],
    ['confirm_return', ['clerk', 'clerk2', 'manager'],
      async () => {
        const id = await freshCustody();
        await people.prime_worker.act(`/api/custodies/${id}/return`, { method: '媒体を持参', copies_erased: true });
        return id;
      },
      (c, id) => c.command(`/api/custodies/${id}/return/confirm`)],
    ['erase_custody', prime, freshCustody, (c, id) => c.command(`/api/custodies/${id}/erase`, { method: '上書き消去', copies_erased: true, statement: '消去しました' })],
    // To somebody who could do it: of one's own section or above, by the same role or one above.
    ['delegate_duties', [...welfare, ...tax, 'reception'], null,
      (c) => c.command('/api/delegations', { taker: people.department_officer.who.person, kind: '', subject: '', starts: day(), ends: day(3), reason: '' })],
    ['end_delegation', ['clerk', 'manager'],
      async () => (await people.clerk.act('/api/delegations', { taker: people.manager.who.person, kind: '', subject: '', starts: day(), ends: day(3), reason: '' })).id,
      (c, id) => c.command(`/api/delegations/${id}/end`)],
    ['set_contact', ['administrator', 'prime_worker'], null, (c) => c.command('/api/contacts', { person: people.prime_worker.who.person, mail: 'x@mihon.example' })],
    ['open_feed', everybody.filter((name) => !['administrator', 'nobody'].includes(name)), null, (c) => c.command('/api/feed')],
    ['close_feed', everybody.filter((name) => !['administrator', 'nobody'].includes(name)), null, (c) => c.command('/api/feed/close')],
    ['export_evidence', ['manager', 'auditor', 'supervising_officer', 'ciso'], null, (c) => c.get(`/api/evidence?passage=${things.passage}`)],
  ];
  for (const [act, passing, make, request, either = []] of commands)
    test(act, async () => {
      const subject = make ? await make() : undefined;
      for (const name of everybody) {
        if (passing.includes(name) || either.includes(name)) continue;
        const before = written();
        const answer = await request(people[name], subject);
        if (name === 'nobody') assert.equal(answer.status, 401);
        else {
          assert.ok([400, 403, 404].includes(answer.status), `${name}: ${answer.status} ${answer.text}`);
          if (answer.status === 403) {
            const { verdict, receipt } = answer.json;
            assert.equal(verdict?.passed, false, `${name}: ${answer.text}`);
            assert.ok(verdict.findings.some((finding) => finding.rule.startsWith('rights.') && finding.outcome !== 'passed') || act.endsWith('_passage') || act === 'delegate_duties', stringify(verdict));
            assert.equal(receipt.kind, 'act.refused');
            assert.equal(value(town, `SELECT kind FROM ledger_entries WHERE seq = ${receipt.entry}`), 'act.refused');
          }
        }
        assert.equal(written(), before, `${name} was refused, and yet something was written`);
      }
      for (const [i, name] of passing.entries()) {
        const answer = await request(people[name], i === 0 || !make ? subject : await make());
        assert.equal(answer.status, 200, `${name}: ${answer.status} ${answer.text}`);
      }
    });

  test('evidence of the whole ledger', async () => {
    for (const name of everybody) {
      const answer = await people[name].get('/api/evidence');
      assert.equal(answer.status, name === 'nobody' ? 401 : ['auditor', 'supervising_officer', 'ciso'].includes(name) ? 200 : 403, `${name}: ${answer.status}`);
    }
  });
});

test('afterwards the state is what the ledger says', async () => {
  await engagement(people.manager, town.prime, town.welfare);
  const checked = town.run('verify --rebuild', ['--json']);
  assert.equal(checked.code, 0, checked.out + checked.err);
});
