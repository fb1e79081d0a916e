// Training at the browser: a worker who may receive nothing studies, fails, passes, and may; the town plans a session and
// records who came; a notice is read.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { account, castTown, day, roster, worker } from '../lib/people.mjs';
import { assertQuiet, launch, phone, settled, sideways, sitDown, sound, takeSession, violations } from './browser.mjs';

let town, browser, newcomer;
before(async () => {
  town = await castTown({ who: ['supervising_officer', 'prime_manager', 'prime_worker'] });
  const { clerk, manager, prime_manager: firm, prime_worker: colleague } = town.people;
  const id = await worker(clerk, town.prime, '甲野 新人');
  newcomer = await account(town, id, ['worker']);
  await roster(clerk, manager, town.engagement, town.prime, [firm.who.person, colleague.who.person, id]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

async function seatOf(client, options) {
  const seat = await sitDown(browser, town, options);
  await takeSession(seat, client);
  return seat;
}

test('the town makes a course from the template, a worker studies and passes its test', async () => {
  const office = await seatOf(town.people.supervising_officer);
  await office.open('/training');
  await office.link('研修を登録する').click();
  await office.heading('研修を登録する').waitFor();
  await office.button('ひな型を読み込む（委託事業者向けのポリシー研修）').click();
  await office.page.getByText('教材の見え方').click();
  await office.page.getByRole('heading', { name: '持ち出しは、承認を受けてから' }).waitFor();
  await office.button('登録する').click();
  await office.heading('委託事業者のための情報セキュリティ研修').waitFor();
  await office.page.getByText('問題と正解').waitFor();
  assert.deepEqual(await violations(office.page), []);
  const add = (name, mimeType, buffer) => office.page.getByRole('group', { name: '教材のファイルを加える' }).locator('input').setInputFiles({ name, mimeType, buffer });
  await add('手引き.pdf', 'application/pdf', Buffer.from('%PDF-1.7 手引き'));
  await office.page.getByRole('link', { name: '手引き.pdf' }).waitFor();
  await add('研修.mp4', 'video/mp4', Buffer.concat([Buffer.from('00000020667479706d703432', 'hex'), Buffer.alloc(5000)]));
  await office.page.locator('video[controls][aria-label="研修.mp4"]').waitFor();
  await sound(office, 'course-material');

  const seat = await seatOf(newcomer, { viewport: phone });
  await seat.open('/training');
  await seat.page.getByText(/次の研修が要ります/).waitFor();
  await seat.link('委託事業者のための情報セキュリティ研修').click();
  await seat.page.getByRole('heading', { name: '教材', exact: true }).waitFor();
  assert.equal(await seat.page.getByText('問題と正解').count(), 0);
  await seat.page.locator('video[controls]').waitFor();
  assert.equal(await seat.page.getByRole('button', { name: /^消す/ }).count(), 0);
  const [handed] = await Promise.all([seat.page.waitForEvent('download'), seat.page.getByRole('link', { name: '手引き.pdf' }).click()]);
  assert.equal(handed.suggestedFilename(), '手引き.pdf');
  assert.deepEqual(await violations(seat.page), []);
  await seat.link('テストを受ける').click();
  await seat.heading(/^テスト：/).waitFor();

  const choose = async (answers) => {
    for (const answer of answers) await seat.page.getByText(answer, { exact: true }).click();
  };
  await seat.button('答えを出す').click(); // nothing is answered
  await seat.page.getByText('答えを選んでください。').first().waitFor();
  const several = ['複製も含めて、消すか返す', '消去や返却の手続きをして、記録に残す'];
  await choose(['責任者が口頭で許したとき', '慣れた人が一人で早く済ませる', '一日だけならよい', '翌朝まで自分で探す', several[0], '教材を最後まで読みました']);
  await seat.button('答えを出す').click();
  await seat.page.getByText(/0点でした/).waitFor();
  assert.deepEqual(await violations(seat.page), []);
  await seat.button('もう一度受ける').click();
  await choose(['どんなときも、持ち出してはいけない', '複数の人で確かめながら行う', '名簿が確かめられるまで、加えてはいけない',
    'すぐに会社の責任者と自治体の担当課に知らせる', ...several, '教材を最後まで読みました']);
  await seat.button('答えを出す').click();
  await seat.page.getByText(/合格しました（100点）/).waitFor();
  await seat.link('研修のページへ').click();
  await seat.page.getByText(/研修は、.*まで有効です/).waitFor();
  assert.equal(await sideways(seat.page), 0);

  // its record is what the gate and the firm's manager see
  const manager = await seatOf(town.people.prime_manager);
  await manager.open('/training?people=all');
  await manager.page.getByRole('row', { name: /甲野 新人/ }).getByText('有効', { exact: true }).waitFor();
  assertQuiet(office, seat, manager);
  for (const one of [office, seat, manager]) await one.close();
});

test('a session: planned, the firm invites, the worker answers, the section records who came', async () => {
  const { clerk, manager, prime_manager: firm } = town.people;
  const course = (await manager.read('/api/courses')).items[0].id;
  const session = (await clerk.act(`/api/courses/${course}/sessions`, { section: town.welfare, held_on: day(0), hours: '13:30から', place: '市役所', capacity: 0, answer_by: day(0) })).id;

  const firmSeat = await seatOf(firm);
  await firmSeat.open(`/training/sessions/${session}`);
  await firmSeat.button('従事者を呼ぶ').click();
  await firmSeat.page.getByLabel(/甲野 新人/).check();
  await firmSeat.button('呼ぶ').click();
  await firmSeat.page.getByRole('heading', { name: /甲野 新人さん/ }).waitFor();

  const seat = await seatOf(newcomer, { viewport: phone });
  await seat.open('/training');
  await seat.button('参加する').click();
  await seat.page.getByText('参加する', { exact: true }).first().waitFor();

  const office = await seatOf(manager);
  await office.open(`/training/sessions/${session}`);
  await office.button('出席を記録する').click();
  await office.page.getByLabel('甲野 新人さんの点（％）').fill('100');
  assert.deepEqual(await violations(office.page), []);
  await office.button('記録する').click();
  await office.page.getByText('終わりました').waitFor();
  assertQuiet(firmSeat, seat, office);
  for (const one of [firmSeat, seat, office]) await one.close();
});

test('a notice from the template: published, read, and the publisher sees by whom', async () => {
  const office = await seatOf(town.people.supervising_officer);
  await office.open('/notices/new');
  await office.button('ガイドラインの概要').click();
  await office.button('出す').click();
  await office.page.getByRole('heading', { name: '四つの対応' }).waitFor();
  const path = office.path();
  assert.deepEqual(await violations(office.page), []);

  const seat = await seatOf(town.people.prime_manager, { viewport: phone });
  await seat.open('/duties');
  await seat.page.getByRole('heading', { name: /ガイドラインの概要/ }).waitFor();
  await seat.open(path);
  await seat.button('読んだことを残す').click();
  await seat.page.getByText(/読んだことが残りました/).waitFor();
  assert.deepEqual(await violations(seat.page), []);
  assert.equal(await sideways(seat.page), 0);

  await office.open(path);
  await settled(office.page);
  await office.page.getByText(/のうち1人/).waitFor();
  assertQuiet(office, seat);
  for (const one of [office, seat]) await one.close();
});
