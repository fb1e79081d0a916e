// A town with something in every state, and every page of it that somebody sees. For the tests of the pages and for
// screenshots.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as passage from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
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
  const { clerk, manager, prime_worker: worker } = town.people;
  const text = '見出し,件数\n一般の案内,12\n';
  const all = (town.passages = {});
  const of = (purpose) => ({ purpose, production_application: false, production_reason: '' });
  all.empty = await passage.draft(town, clerk, worker, { ...of(''), content_description: '', protection: '' });
  all.draft = await passage.draft(town, clerk, worker, of('案内文の印刷のため'));
  await passage.upload(clerk, all.draft, text, '案内文.csv');
  await passage.inspected(clerk, all.draft);
  all.submitted = await passage.submitted(town, clerk, worker, text, of('封入作業の見積もりのため'));
  all.rejected = await passage.submitted(town, clerk, worker, text, of('研修資料の作成のため'));
  await passage.decide(manager, all.rejected, 'reject', '研修には、試験用に作ったデータを使ってください。');
  all.approved = await passage.released(town, clerk, worker, text, of('給付金システムの移行試験のため'));
  all.received = await passage.released(town, clerk, worker, text, of('通知書の印刷と発送のため'));
  town.held = await passage.received(worker, all.received);
  await worker.act(`/api/custodies/${town.held}/copies`, { place: '作業用端末2号', purpose: '印刷機に渡すため', count: 1 });
  all.closed = await passage.released(town, clerk, worker, text, of('昨年度の実績の集計のため'));
  town.erased = await passage.received(worker, all.closed);
  await passage.erase(worker, town.erased);
  await clerk.command(`/api/passages/${all.submitted}/decisions`, { decision: 'approve', reason: '' }); // refused: kept in the ledger
  town.entry = (await clerk.read('/api/ledger?limit=1')).items[0].seq;
  return town;
}

// [name, path, what to wait for]: who sees it is the key of town.people; nobody is the sign-in page.
export function places(town) {
  const { passages: p, held, erased, engagement } = town;
  const steps = ['what', 'who', 'why', 'file', 'check'];
  return {
    nobody: [['sign-in', '/sign-in'], ['enrol', '/enrol']],
    clerk: [
      ['home', '/'], ['passages', '/passages'], ['passages-none', '/passages?q=どこにもない'], ['apply-new', '/passages/new'],
      ...steps.map((step) => [`apply-${step}`, `/passages/${p.draft}/edit?step=${step}`]),
      ['apply-empty', `/passages/${p.empty}/edit?step=why`], ['apply-empty-check', `/passages/${p.empty}/edit?step=check`],
      ...Object.entries(p).map(([state, id]) => [`passage-${state}`, `/passages/${id}`]),
      ['receipt', `/passages/${p.received}/receipt`], ['custodies', '/custodies'], ['custody-held', `/custodies/${held}`],
      ['contracts', '/contracts'], ['contract', `/contracts/${engagement}`], ['assets', '/assets'], ['clauses', '/clauses'],
      ['ledger', '/ledger'], ['entry', `/ledger/${town.entry}`], ['entry-unseen', '/ledger/0'], ['sessions', '/sessions'], ['nowhere', '/nowhere'],
    ],
    manager: [['home', '/'], ['duties', '/duties'], ['duties-section', '/duties?who=section'], ['passage-to-decide', `/passages/${p.submitted}`], ['contracts', '/contracts'], ['contract', `/contracts/${engagement}`], ['contract-new', '/contracts/new'], ['imports', '/imports']],
    prime_worker: [
      ['home', '/'], ['duties', '/duties'], ['passages', '/passages'], ['passage-approved', `/passages/${p.approved}`], ['download', `/passages/${p.approved}/download`],
      ['download-stopped', `/passages/${p.closed}/download`], ['custodies', '/custodies'], ['custody-held', `/custodies/${held}`],
      ['custody-erased', `/custodies/${erased}`], ['certificate', `/custodies/${erased}/certificate`], ['clauses', '/clauses'], ['ledger', '/ledger'],
    ],
    prime_manager: [['home', '/'], ['contracts', '/contracts'], ['contract', `/contracts/${engagement}`], ['passage-submitted', `/passages/${p.submitted}`]],
    other_manager: [['home', '/'], ['passages', '/passages'], ['custodies', '/custodies'], ['foreign-passage', `/passages/${p.approved}`]],
    auditor: [['home', '/'], ['duties', '/duties?who=town'], ['ledger', '/ledger'], ['passages', '/passages'], ['passage-closed', `/passages/${p.closed}`]],
    administrator: [['home', '/'], ['people', '/people'], ['accounts', '/accounts'], ['ledger', '/ledger']],
  };
}
