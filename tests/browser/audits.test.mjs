// An audit at the pages: the auditor plans it from the list, the firm's manager answers, the auditor opens a finding and
// reports; the paper is saved; the section manager finds the finding.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { castTown, day, engagement } from '../lib/people.mjs';
import { assertQuiet, closed, dialog, fill, launch, send, seatOf as seatWith, settled, sound } from './browser.mjs';

let town, browser, path;
before(async () => {
  town = await castTown({ who: ['auditor', 'prime_manager', 'department_officer'] });
  await engagement(town.people.manager, town.prime, town.welfare, { title: '総合窓口の運営', starts: day(-340), ends: day(400) });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const seatOf = (name, at) => seatWith(browser, town.people[name], at);

test('the auditor is asked for the yearly audit, and plans it', async () => {
  const seat = await seatOf('auditor', '/duties');
  const { page } = seat;
  await sound(seat, 'audit-owed');
  await page.getByRole('listitem').filter({ hasText: '総合窓口の運営' }).getByRole('link', { name: /^開く/ }).click();
  await seat.heading('監査').waitFor();
  await settled(page);
  await send(seat, '計画し、会社に知らせる');
  await dialog(seat).getByText('入力してください。').first().waitFor();
  const firm = dialog(seat).getByRole('combobox', { name: /^会社と委託契約/ });
  assert.deepEqual(await firm.locator('option').allTextContents(), ['選んでください', '甲社（総合窓口の運営）']);
  await firm.selectOption({ index: 1 });
  await fill(seat, '監査の名前', '令和8年度 委託先監査');
  await fill(seat, '見るもの', '作業場所の施錠、従事者名簿、預かったデータの管理簿');
  await dialog(seat).getByRole('combobox', { name: /^方法/ }).selectOption({ label: '現地で行う' });
  await dialog(seat).getByLabel(/^予定日/).fill(day(0));
  await sound(seat, 'audit-plan');
  await send(seat, '計画し、会社に知らせる');
  await page.getByText('会社の回答を待っています').waitFor();
  await settled(page);
  path = seat.path();
  assert.match(path, /^\/audits\/aud_/);
  await sound(seat, 'audit-planned');
  assertQuiet(seat);
  await seat.close();
});

test('the firm’s manager reads what is looked at, and answers who attends', async () => {
  const seat = await seatOf('prime_manager', '/duties');
  const { page } = seat;
  await page.getByRole('listitem').filter({ hasText: '監査の知らせが届いています' }).getByRole('link', { name: /^開く/ }).click();
  await page.getByText(/までに、だれが立ち会うかを答えてください/).waitFor();
  await settled(page);
  await sound(seat, 'audit-firm');
  await seat.button('監査の知らせに答える').click();
  await fill(seat, 'だれが立ち会うか', '責任者の甲野が立ち会います（内線 12）。');
  await sound(seat, 'audit-answer');
  await send(seat, '監査の知らせに答える');
  await closed(seat);
  await page.getByText('責任者の甲野が立ち会います（内線 12）。').waitFor();
  await page.getByText('まだ報告されていません。報告されると、ここで読めるようになります。').waitFor();
  assert.equal(await page.getByRole('button', { name: '監査を報告する' }).count(), 0);
  assertQuiet(seat);
  await seat.close();
});

test('the auditor reports: stopped without a finding, passed with one; the paper is saved', async () => {
  const seat = await seatOf('auditor', path);
  const { page } = seat;
  await seat.button('監査を報告する').click();
  await fill(seat, '会社の立ち会った人', '甲野 責任');
  await fill(seat, '見たもの', '開発室の施錠、預かりの管理簿');
  await dialog(seat).getByRole('radio', { name: /^改善が必要/ }).check();
  await fill(seat, '結果', '施錠は守られているが、管理簿に返却した日のない行がある。');
  await sound(seat, 'audit-report');
  await send(seat, '監査を報告する');
  await dialog(seat).getByText('止まります：監査の評価と指摘').waitFor();
  await sound(seat, 'audit-stopped');
  await send(seat, 'やめる');
  await closed(seat);

  await seat.button('指摘を登録する').click();
  await fill(seat, '指摘する内容', '管理簿に、返却した日のない行が2つある。');
  await sound(seat, 'audit-finding');
  await send(seat, '指摘を登録する');
  await closed(seat);
  await page.getByRole('link', { name: '管理簿に、返却した日のない行が2つある。' }).waitFor();

  await seat.button('監査を報告する').click();
  await fill(seat, '会社の立ち会った人', '甲野 責任');
  await fill(seat, '見たもの', '開発室の施錠、預かりの管理簿');
  await dialog(seat).getByRole('radio', { name: /^改善が必要/ }).check();
  await fill(seat, '結果', '施錠は守られているが、管理簿に返却した日のない行がある。');
  await send(seat, '監査を報告する');
  await closed(seat);
  await page.getByText('報告ずみ').first().waitFor();
  await settled(page);
  await sound(seat, 'audit-reported');
  const [paper] = await Promise.all([page.waitForEvent('download'), seat.link('監査報告書（PDF）').click()]);
  assert.match(paper.suggestedFilename(), /^監査報告書_甲社_.*\.pdf$/);
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '監査' }).click();
  await page.getByText('あてはまる監査はありません。').waitFor();
  await page.getByLabel('状態').selectOption('all');
  await page.getByRole('link', { name: '令和8年度 委託先監査' }).waitFor();
  await page.getByText('指摘1件（うち1件が未改善）').waitFor();
  await settled(page);
  await sound(seat, 'audits');
  assertQuiet(seat);
  await seat.close();
});

test('the section manager reads the report, and goes from the finding to the audit; nobody of the section audits', async () => {
  const seat = await seatOf('manager', path);
  const { page } = seat;
  assert.equal(await page.getByRole('button', { name: '監査を報告する' }).count(), 0);
  await page.getByRole('link', { name: '管理簿に、返却した日のない行が2つある。' }).click();
  await seat.heading('指摘').waitFor();
  await settled(page);
  await sound(seat, 'audit-its-finding');
  await page.getByRole('main').getByRole('link', { name: '監査', exact: true }).click();
  await seat.heading('監査').waitFor();
  assert.equal(seat.path(), path);
  assertQuiet(seat);
  await seat.close();
});

test('an audit that is not held is cancelled, with a reason that the firm reads', async () => {
  const { id } = await town.people.auditor.act('/api/audits', {
    engagement: town.engagement, contractor: town.prime, title: '臨時の監査', scope: '端末の持ち出しの記録', method: 'documents', planned_on: day(7),
  });
  const seat = await seatOf('auditor', `/audits/${id}`);
  await seat.button('監査を取りやめる').click();
  await fill(seat, '取りやめる理由', '通常の監査と合わせて行うため');
  await send(seat, '監査を取りやめる');
  await closed(seat);
  await seat.page.getByText('通常の監査と合わせて行うため').waitFor();
  const firm = await seatOf('prime_manager', `/audits/${id}`);
  await firm.page.getByText('通常の監査と合わせて行うため').waitFor();
  await sound(firm, 'audit-cancelled');
  assertQuiet(seat, firm);
  await seat.close();
  await firm.close();
});
