// What a contract says and its chain of sub-contracts, over HTTP: records, several people's consent, flow-down, withdrawal.
import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { draft, inspected, received, released, submitted, upload } from '../lib/passage.mjs';
import { account, castTown, checkSheet, contractParts, contractor, day, engagement, nameDataManager, roster, subContract, subContractInput, terms, train, worker } from '../lib/people.mjs';

let town, people;
before(async () => {
  town = await castTown();
  people = town.people;
});
after(() => town?.remove());

const rulesOf = (answer) => answer.json.verdict.findings.filter((finding) => finding.outcome !== 'passed').map((finding) => finding.rule);
const put = (who, path, body) => who.command(path, body, { method: 'PUT' });
const record = (who = people.manager) => who.read(`/api/engagements/${town.engagement}/record`);
const tierOf = async (who, id) => (await who.read(`/api/engagements/${town.engagement}/chain`)).tiers.find((tier) => tier.id === id);
const decide = (who, id, decision = 'approve', reason = '') => who.command(`/api/sub-contracts/${id}/decision`, { decision, reason });
let number = 700_000_000_000;
const firm = () => contractor(people.manager, `再社${++number}`, String(number));

describe('the record of a contract', () => {
  test('a term that stops leaks and is missing stops the hand-over, and says by which clause', async () => {
    const id = await draft(town, people.clerk, people.prime_worker);
    await upload(people.clerk, id, '一般の案内です');
    await inspected(people.clerk, id);
    const path = `/api/engagements/${town.engagement}/terms`;
    assert.equal((await put(people.manager, path, { terms: [{ term: 'education', agreed: false, article: '', text: '' }] })).status, 200);
    const stopped = await people.clerk.command(`/api/passages/${id}/submit`);
    assert.deepEqual(rulesOf(stopped), ['contract.terms']);
    const finding = stopped.json.verdict.findings.find((one) => one.rule === 'contract.terms');
    assert.match(finding.reason_ja, /教育/);
    assert.ok(finding.clauses.includes('G-8.1-2-5'));
    const owed = (await people.manager.read('/api/duties?kind=agree_terms')).items.find((duty) => duty.subject === town.engagement);
    assert.match(owed.text, /従業員に対する教育の実施/);
    assert.equal((await put(people.manager, path, { terms: [{ term: 'education', agreed: true, article: '第9条', text: '年1回以上' }] })).status, 200);
    assert.equal((await people.clerk.command(`/api/passages/${id}/submit`)).status, 200);
    assert.ok(!(await people.manager.read('/api/duties?kind=agree_terms')).items.some((duty) => duty.subject === town.engagement));
  });

  test('each part can be filled in, and the duty for it ends by that', async () => {
    const base = `/api/engagements/${town.engagement}`;
    const owed = async () => (await people.manager.read('/api/duties?kind=complete_contract')).items.some((duty) => duty.subject === town.engagement);
    assert.equal(await owed(), true);
    const parts = contractParts();
    const { levels } = parts[0][1];
    for (const [part, body] of parts) assert.equal((await put(people.manager, `${base}/${part}`, body)).status, 200, part);
    assert.equal(await owed(), false);
    const seen = await record();
    assert.deepEqual(seen.missing_parts, []);
    assert.equal(seen.report_months, 3);
    assert.ok(seen.changes.some((change) => change.what === '選定基準'));
    assert.equal((await put(people.manager, `${base}/selection`, parts[2][1])).status, 409);
    const bad = await put(people.manager, `${base}/service-levels`, { levels: [{ ...levels[0], target: ' ' }], report_months: 3 });
    assert.equal(bad.status, 400);
    assert.equal(bad.json.error.field, 'levels[0]');
  });

  test('kinds, range and way are changed by the same right, and count from then on', async () => {
    const view = (await people.manager.read(`/api/engagements/${town.engagement}`)).input;
    const basics = ({ title, starts, ends, scope, production_data_allowed, my_number }) => ({ title, starts, ends, scope, production_data_allowed, my_number });
    const more = { ...basics(view), scope: [...view.scope, { information: '給付対象者の情報', range: '一部の地区', ways: ['on_site'] }] };
    assert.equal((await put(people.clerk, `/api/engagements/${town.engagement}`, more)).status, 403);
    assert.equal((await put(people.manager, `/api/engagements/${town.engagement}`, more)).status, 200);
    assert.equal((await people.manager.read(`/api/engagements/${town.engagement}`)).input.scope.length, 2);
    assert.equal((await put(people.manager, `/api/engagements/${town.engagement}`, { ...more, ends: day(-100) })).status, 400);
  });

  test('a firm sees what binds it, its own people and places, and not what the town thought of it', async () => {
    await people.manager.act(`/api/engagements/${town.engagement}/workplaces`, { workplaces: [
      { contractor: town.prime, name: '甲社の部屋', address: '', measures: '' }, { contractor: town.sub, name: '乙社の部屋', address: '', measures: '' }] }, { method: 'PUT' });
    const town_ = await record();
    assert.equal(town_.workplaces.length, 2);
    assert.equal(town_.terms.length, terms.length);
    const prime = await record(people.prime_manager);
    assert.deepEqual(prime.workplaces.map((place) => place.name), ['甲社の部屋']);
    assert.deepEqual([prime.selection, prime.changes, prime.missing_parts], [[], [], []]);
    assert.ok(prime.appointments.every((one) => one.contractor === town.prime));
    const sub = await record(people.sub_manager);
    assert.deepEqual(sub.workplaces.map((place) => place.name), ['乙社の部屋']);
    assert.deepEqual([sub.service_levels, sub.specification], [[], '']);
    assert.equal(sub.terms.length, terms.length);
  });

  test('a change of the person who answers for the work is known at once', async () => {
    const path = `/api/engagements/${town.engagement}/appointments`;
    const appointment = { contractor: town.prime, post: 'responsible', worker: people.prime_worker.who.person, name: '', since: day(0) };
    assert.equal((await people.sub_manager.command(path, appointment)).status, 403);
    await people.prime_manager.act(path, appointment);
    const posts = (await record()).appointments.filter((one) => one.post === 'responsible');
    assert.deepEqual(posts.map((one) => one.name), ['甲野 従事']);
    assert.equal((await people.manager.read(`/api/engagements/${town.engagement}`)).input.responsible_person, '甲野 従事');
  });
});

describe('sub-contracts', () => {
  test('two different people; the first alone opens nothing; a refusal closes it', async () => {
    const third = await firm();
    const { id } = await people.sub_manager.act(`/api/engagements/${town.engagement}/sub-contracts`, subContractInput(town.tier, third));
    assert.equal((await tierOf(people.manager, id)).standing, 'waits_consent');
    assert.equal((await decide(people.manager, id)).status, 200);
    const waiting = await tierOf(people.manager, id);
    assert.deepEqual([waiting.standing, waiting.consents_given, waiting.consents_needed], ['waits_consent', 1, 2]);
    assert.ok(!waiting.may.includes('consent_sub_contract'));
    assert.ok((await tierOf(people.ciso, id)).may.includes('consent_sub_contract'));
    assert.deepEqual(rulesOf(await decide(people.manager, id)), ['consent.approver']);
    assert.ok((await people.ciso.read('/api/duties?kind=decide_consent')).items.some((duty) => duty.subject === id));
    assert.ok(!(await people.manager.read('/api/duties?kind=decide_consent')).items.some((duty) => duty.subject === id));
    assert.equal((await decide(people.ciso, id)).status, 200);
    assert.equal((await tierOf(people.manager, id)).standing, 'flow_down_open');
    await people.manager.act(`/api/sub-contracts/${id}/flow-down`, { evidence: '再委託契約書 第3条から第9条' });
    assert.equal((await tierOf(people.manager, id)).standing, 'check_sheet_open');
    await checkSheet(people.clerk, people.manager, town.engagement, third);
    const done = await tierOf(people.manager, id);
    assert.deepEqual([done.standing, done.flow_down_evidence], ['counts', '再委託契約書 第3条から第9条']);

    const other = await subContract(people.clerk, people.manager, town.engagement, '', await firm(), { consent: false });
    assert.equal((await decide(people.manager, other)).status, 200);
    assert.equal((await decide(people.department_officer, other, 'reject')).status, 400);
    assert.equal((await decide(people.department_officer, other, 'reject', '業務に要らないため')).status, 200);
    assert.equal((await tierOf(people.manager, other)).standing, 'refused');
    assert.equal((await decide(people.ciso, other)).status, 409);
  });

  test('nobody consents to an application of their own, with another account either', async () => {
    const { id } = await people.manager.act(`/api/engagements/${town.engagement}/sub-contracts`, subContractInput('', await firm()));
    assert.deepEqual(rulesOf(await decide(people.manager, id)), ['consent.approver']);
    const again = await account(town, people.manager.who.person, ['section_manager'], { login: 'manager-again' });
    assert.deepEqual(rulesOf(await decide(again, id)), ['consent.approver']);
  });

  test('a firm sees the chain from its own place, and no names of those who decide', async () => {
    const beside = await firm();
    const id = await subContract(people.clerk, people.manager, town.engagement, '', beside);
    const chain = await people.sub_manager.read(`/api/engagements/${town.engagement}/chain`);
    assert.ok(!chain.tiers.some((tier) => tier.id === id));
    assert.ok(chain.tiers.every((tier) => tier.consents.length === 0 && tier.held === 0));
    assert.equal((await people.sub_manager.get(`/api/sub-contracts/${id}`)).status, 404);
    const prime = await people.prime_manager.read(`/api/engagements/${town.engagement}/chain`);
    assert.ok(prime.tiers.some((tier) => tier.id === id));
    assert.ok((await tierOf(people.manager, id)).consents.length === 2);
  });

  test('a withdrawal answers with what is still held below, and stops it there', async () => {
    const contract = await engagement(people.manager, town.prime, town.welfare, { title: '取り消しの試験' });
    const upper = await firm();
    const lower = await firm();
    const tier = await subContract(people.clerk, people.manager, contract, '', upper);
    await subContract(people.clerk, people.manager, contract, tier, lower);
    const person = await account(town, await worker(people.clerk, lower, '下野 受子'), ['worker'], { login: 'lower-worker' });
    await train(people.manager, person.who.person);
    await roster(people.clerk, people.manager, contract, lower, [person.who.person]);
    for (const one of [town.prime, upper, lower]) await checkSheet(people.clerk, people.manager, contract, one);
    const more = { engagement: contract };
    const custody = await received(person, await released(town, people.clerk, person, undefined, more));
    const running = await submitted(town, people.clerk, person, undefined, more);
    const answer = await people.manager.act(`/api/sub-contracts/${tier}/withdraw`, { reason: '決まりが守られないため' });
    assert.deepEqual(answer.held.map((row) => [row.kind, row.id]), [['custody', custody], ['passage', running]]);
    const stopped = await people.manager.command(`/api/passages/${running}/decisions`, { decision: 'approve', reason: '内容を確かめました' });
    assert.ok(rulesOf(stopped).includes('sub_contract.consent'));
    const detail = await people.manager.read(`/api/sub-contracts/${tier}`);
    assert.equal(detail.tier.standing, 'withdrawn');
    assert.equal(detail.held.length, 2);
    assert.deepEqual((await person.read(`/api/sub-contracts/${tier}`)).held, []);
    assert.ok((await people.manager.read('/api/duties?kind=recover_held')).items.some((duty) => duty.subject === tier));
    await nameDataManager(people.manager, contract, lower); // people may still be named
  });

  test('afterwards the state is what the ledger says', () => {
    const checked = town.run('verify --rebuild', ['--json']);
    assert.equal(checked.code, 0, checked.out + checked.err);
  });
});
