// A town with something in every state, and every page of it that somebody sees. For the tests of the pages and for
// screenshots.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as passage from '../lib/passage.mjs';
import { castTown, day } from '../lib/people.mjs';
import { run } from '../lib/server.mjs';

// A cast town whose inspections have a register to compare with: town.register is its CSV.
export async function townWithRegister(options) {
  const town = await castTown(options);
  await town.stop();
  town.register = join(town.directory, 'register.csv');
  assert.equal(run(['register', 'synthesize', '-o', town.register, '--count', '2000']).code, 0);
  const imported = run(['register', 'import', town.register, '--out', join(town.data, 'register.idx'), '--key', join(town.keys, 'index.key')]);
  assert.equal(imported.code, 0, imported.err);
  await town.start();
  for (const client of Object.values(town.people)) client.agent.destroy(); // connections to the server that was
  return town;
}

export async function furnishedTown(options) {
  const town = await townWithRegister(options);
  const { clerk, manager, prime_worker: worker, prime_manager: firm, department_officer: officer } = town.people;
  const text = '見出し,件数\n一般の案内,12\n';
  const all = (town.passages = {});
  const of = (purpose) => ({ purpose, production_application: false, production_reason: '' });
  all.empty = await passage.draft(town, clerk, worker, { ...of(''), content_description: '', protection: '' });
  all.draft = await passage.draft(town, clerk, worker, of('案内文の印刷のため'));
  await passage.upload(clerk, all.draft, text, '案内文.csv');
  await passage.inspected(clerk, all.draft);
  all.found = await passage.draft(town, clerk, worker, { purpose: '移行の最終確認のため' });
  await passage.upload(clerk, all.found, readFileSync(town.register, 'utf8').split(/(?<=\n)/).slice(0, 41).join(''), '給付対象者.csv');
  await passage.inspected(clerk, all.found);
  all.unseen = await passage.draft(town, clerk, worker, { purpose: '書類の受け渡しのため' });
  await passage.upload(clerk, all.unseen, Buffer.from('%PDF-1.7 これは壊れています'), '書類.pdf');
  await passage.inspected(clerk, all.unseen);
  all.submitted = await passage.submitted(town, clerk, worker, text, of('封入作業の見積もりのため'));
  all.rejected = await passage.submitted(town, clerk, worker, text, of('研修資料の作成のため'));
  await passage.decide(manager, all.rejected, 'reject', '研修には、試験用に作ったデータを使ってください。');
  all.approved = await passage.released(town, clerk, worker, text, of('給付金システムの移行試験のため'));
  all.received = await passage.released(town, clerk, worker, text, of('通知書の印刷と発送のため'));
  town.held = await passage.received(worker, all.received);
  const application = await passage.mayCopy(firm, [manager, officer], town.held, { purpose: '印刷機に渡すため', place: '作業用端末2号' });
  await passage.mayCopy(firm, [manager], town.held, { purpose: '刷り損じに備えて予備を刷るため', medium: 'paper', place: '第一印刷室の施錠した棚' });
  await worker.act(`/api/custodies/${town.held}/copies`, { application, place: '作業用端末2号', purpose: '印刷機に渡すため', count: 1 });
  all.closed = await passage.released(town, clerk, worker, text, of('昨年度の実績の集計のため'));
  town.erased = await passage.received(worker, all.closed);
  await passage.erase(worker, town.erased);
  await clerk.command(`/api/passages/${all.submitted}/decisions`, { decision: 'approve', reason: '' }); // refused: kept in the ledger
  await furnishTraining(town);
  town.breach = (await town.people.prime_manager.act('/api/breaches', { engagement: town.engagement, found_at: new Date().toISOString(), what: '作業用のUSBメモリーが見つかりません。', information: '給付対象者の氏名と住所、およそ300件', going_on: true })).id;
  town.acknowledged = (await clerk.act('/api/breaches', { engagement: '', found_at: new Date().toISOString(), what: '別の人に通知書を渡しました。', information: '', going_on: false })).id;
  await town.people.ciso.act(`/api/breaches/${town.acknowledged}/acknowledge`, { decision: '回収を確かめ、本人に連絡する。' });
  await furnishAudits(town);
  town.entry = (await clerk.read('/api/ledger?limit=1')).items[0].seq;
  return town;
}

// An audit that waits for the firm's answer, and one that is reported with a finding.
async function furnishAudits(town) {
  const { auditor } = town.people;
  const plan = async (title, planned_on) => (await auditor.act('/api/audits', {
    engagement: town.engagement, contractor: town.prime, title, scope: '作業場所の施錠、従事者名簿と研修の記録、預かったデータの管理簿', method: 'on_site', planned_on,
  })).id;
  town.audit = await plan('令和8年度 委託先監査（後期）', day(20));
  town.audited = await plan('令和8年度 委託先監査（前期）', day(0));
  await auditor.act('/api/findings', { engagement: town.engagement, contractor: town.prime, sheet: '', line: '', source: 'audit', text: '管理簿に、返却した日のない行が2つある。', audit: town.audited });
  await auditor.act(`/api/audits/${town.audited}/report`, { held_on: day(0), attended: '甲野 責任', looked_at: '開発室の施錠、預かりの管理簿', opinion: 'findings', summary: '施錠は守られているが、管理簿に抜けがある。' });
}

// A course with a session, a notice, an agreed report and one that waits.
async function furnishTraining(town) {
  const { clerk, manager, prime_manager: firm } = town.people;
  town.course = (await manager.act('/api/courses', {
    section: town.welfare, kind: 'own', title: '情報の取扱いの研修', covers: '持ち出しの禁止', contractor: '', months: 12, pass_mark: 80, self_study: true,
    material: '# 持ち出し\n- **承認のない持ち出し**は禁止です。\n\n## 事故のとき\n1. すぐに知らせる', questions: [{ text: '承認なしに持ち出してよいか', choices: ['よい', 'いけない'], right: [1] }, { text: '正しいものすべて', choices: ['知らせる', '記録する', '隠す'], right: [0, 1] }],
  })).id;
  town.session = (await clerk.act(`/api/courses/${town.course}/sessions`, { section: town.welfare, held_on: day(0), hours: '13:30から15:00まで', place: '市役所 第一会議室', capacity: 20, answer_by: day(0) })).id;
  await firm.act(`/api/courses/${town.course}/invitations`, { session: town.session, due: '', workers: [town.people.prime_worker.who.person, firm.who.person], engagement: '', contractor: '' });
  await manager.act('/api/training-requirements', { engagement: town.engagement, important_only: false, kinds: ['drill'], course: '', starts: day(60), reason: '年に1回の訓練のため' });
  town.notice = (await manager.act('/api/notices', { kind: 'seminar', audience: 'everybody', section: town.welfare, title: '外部の研修のお知らせ', body: '# 内容\n[案内](https://example.invalid/)を見てください。', link: 'https://example.invalid/', held_on: day(20), place: 'オンライン', read_by: day(7) })).id;
  const plan = (await manager.act('/api/report-plans', { engagement: town.engagement, contractor: town.prime, kind: 'service_level', months: 1, starts: day(-59), note: '稼働率を書いてください' })).id;
  town.plan = plan;
  town.report = (await firm.act('/api/reports', { engagement: town.engagement, contractor: town.prime, kind: 'system_change', plan: '', period_from: day(-30), period_to: day(-1), replaces: '', body: '更新をしました。', figures: [], changes: [{ system: '給付金システム', what: '修正プログラム', reason: '脆弱性への対策', changed_on: day(-3) }] })).id;
  town.levels = (await firm.act('/api/reports', { engagement: town.engagement, contractor: town.prime, kind: 'service_level', plan: '', period_from: day(-30), period_to: day(-1), replaces: '', body: '一度遅れました。', figures: [{ item: '稼働率', target: '99.5％', actual: '99.0％', met: false }], changes: [] })).id;
  await manager.act(`/api/reports/${town.levels}/decision`, { decision: 'reject', reason: '対策も書いてください。' });
  const now = new Date(`${day(0)}T00:00:00Z`);
  const quarter = new Date(Date.UTC(now.getUTCFullYear(), Math.floor(now.getUTCMonth() / 3) * 3 - 3, 1)).toISOString().slice(0, 10);
  town.periodic = (await manager.act('/api/periodic-reports', { section: town.welfare, period_from: quarter, note: '特に問題はありません。' })).id;
}

// [name, path, what to wait for]: who sees it is the key of town.people; nobody is the sign-in page.
export function places(town) {
  const { passages: p, held, erased, engagement } = town;
  const steps = ['what', 'who', 'why', 'file', 'check'];
  return {
    nobody: [['sign-in', '/sign-in'], ['enrol', '/enrol']],
    clerk: [
      ['breach-new', '/breaches/new'], ['breaches', '/breaches'], ['breach', `/breaches/${town.acknowledged}`],
      ['home', '/'], ['passages', '/passages'], ['passages-none', '/passages?q=どこにもない'], ['apply-new', '/passages/new'],
      ...steps.map((step) => [`apply-${step}`, `/passages/${p.draft}/edit?step=${step}`]),
      ['apply-empty', `/passages/${p.empty}/edit?step=why`], ['apply-empty-check', `/passages/${p.empty}/edit?step=check`],
      ...Object.entries(p).map(([state, id]) => [`passage-${state}`, `/passages/${id}`]),
      ['receipt', `/passages/${p.received}/receipt`], ['custodies', '/custodies'], ['custody-held', `/custodies/${held}`],
      ['contracts', '/contracts'], ['contract', `/contracts/${engagement}`], ['assets', '/assets'], ['clauses', '/clauses'],
      ['ledger', '/ledger'], ['entry', `/ledger/${town.entry}`], ['entry-unseen', '/ledger/0'], ['sessions', '/sessions'], ['nowhere', '/nowhere'],
    ],
manager:[['home', '/'], ['duties', '/duties'], ['duties-section', '/duties?who=section'], ['duties-month',
`/duties?who=section&month=${new Date().toISOString().slice(0, 7)}`], ['reminders', '/reminders'],
['passage-to-decide', `/passages/${p.submitted}`], ['contracts', '/contracts'], ['contract',
`/contracts/${engagement}`], ['contract-new', '/contracts/new'], ['contract-record', `/contracts/${engagement}/record`],
['contract-chain', `/contracts/${engagement}/chain`], ['tier', `/tiers/${town.tier}`], ['imports',
'/imports'], ...['basics', 'terms', 'workplaces', 'service-levels', 'specification', 'selection'].map((part)=>[`record-${part}`,
`/contracts/${engagement}/record/${part}`]), ['training', '/training?people=all'], ['course',
`/training/courses/${town.course}`], ['course-new', '/training/courses/new'], ['course-edit',
`/training/courses/${town.course}/edit`], ['session', `/training/sessions/${town.session}`],
['notices', '/notices'], ['notice', `/notices/${town.notice}`], ['notice-new', '/notices/new'],
['reports', '/reports'], ['report', `/reports/${town.report}`], ['periodic', `/reports/periodic/${town.periodic}`]],

    prime_worker: [
      ['home', '/'], ['duties', '/duties'], ['passages', '/passages'], ['passage-approved', `/passages/${p.approved}`], ['download', `/passages/${p.approved}/download`],
      ['download-stopped', `/passages/${p.closed}/download`], ['custodies', '/custodies'], ['custody-held', `/custodies/${held}`],
      ['custody-erased', `/custodies/${erased}`], ['certificate', `/custodies/${erased}/certificate`], ['clauses', '/clauses'], ['ledger', '/ledger'],
      ['training', '/training'], ['course', `/training/courses/${town.course}`], ['test', `/training/courses/${town.course}/test`], ['notice', `/notices/${town.notice}`],
    ],
prime_manager:[['audits', '/audits'], ['audit', `/audits/${town.audit}`], ['training', '/training?people=all'], ['session', `/training/sessions/${town.session}`],
['reports', '/reports'], ['report-levels', `/reports/${town.levels}`], ['report-new', `/reports/new?plan=${town.plan}`],
['report-change', '/reports/new?kind=system_change'], ['report-again', `/reports/new?replaces=${town.levels}`],
['home', '/'], ['duties', '/duties'], ['reminders', '/reminders'], ['contracts', '/contracts'],
['contract', `/contracts/${engagement}`], ['contract-record', `/contracts/${engagement}/record`],
['contract-chain', `/contracts/${engagement}/chain`], ['passage-submitted', `/passages/${p.submitted}`]],

    system_administrator: [['datasets', '/datasets'], ['dataset', '/datasets/dts_register'], ['dataset-new', '/datasets/new'], ['dataset-replace', '/datasets/new?dataset=dts_register']],
    ciso: [['home', '/'], ['passage-found', `/passages/${p.found}`], ['audit', `/audits/${town.audited}`], ['breaches', '/breaches'], ['breach', `/breaches/${town.breach}`]],
    other_manager: [['home', '/'], ['passages', '/passages'], ['custodies', '/custodies'], ['foreign-passage', `/passages/${p.approved}`]],
    auditor: [['home', '/'], ['audits', '/audits?state=all'], ['audit', `/audits/${town.audit}`], ['audit-new', `/audits?plan=${engagement}`], ['duties', '/duties?who=town'], ['ledger', '/ledger'], ['passages', '/passages'], ['passage-closed', `/passages/${p.closed}`]],
    administrator: [['home', '/'], ['people', '/people'], ['accounts', '/accounts'], ['reminders', '/reminders'], ['ledger', '/ledger']],
  };
}
