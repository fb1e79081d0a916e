// The reception desk at a touch screen: one is let in and out, another is stopped; the server goes away, an entry is recorded
// by the snapshot, survives a reload, and is sent when the server is back.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { apply, applyBringIn, approve, withArea } from '../lib/areas.mjs';
import { attach, castTown } from '../lib/people.mjs';
import { plainPng } from '../lib/png.mjs';
import { rows } from '../lib/sqlite.mjs';
import { assertQuiet, launch, seatOf, settled, sideways, sitDown, sound, takeSession, violations } from './browser.mjs';

const screen = { width: 1024, height: 768 };
let town, browser;
before(async () => {
  town = await withArea(await castTown());
  browser = await launch(['--ignore-certificate-errors']); // else no service worker under the test's own certificate
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

async function sitAtDesk() {
  const seat = await sitDown(browser, town, { viewport: screen });
  await takeSession(seat, town.people.reception);
  await seat.open('/reception');
  await seat.heading('受付').waitFor();
  return seat;
}
const find = async (page, text, name) => {
  await page.getByLabel('ふりがな、名前、または読み取ったカード').fill(text);
  await page.getByRole('button', { name }).click();
};
async function fill(page, badge) {
  await page.getByLabel('運転免許証').check();
  await page.getByLabel(/^随行する職員/).selectOption({ label: '福祉 一郎（福祉課）' });
  await page.getByLabel('この職員が、いま受付に来ている').check();
  await page.getByLabel('CAM-01').check();
  await page.getByLabel(/^渡す入室証の番号/).fill(badge);
}
const big = (page, words) => page.getByRole('status').getByText(words, { exact: true }).waitFor();

test('one is let in and out again, another is stopped', async () => {
  await approve(town, await apply(town));
  await approve(town, await applyBringIn(town));
  const photo = await attach(town.people.prime_manager, 'photo', town.people.prime_worker.who.person, plainPng(90, 120), 'image/png', '顔写真.png');
  assert.equal(photo.status, 200, photo.text);
  const seat = await sitAtDesk();
  const { page } = seat;
  assert.deepEqual(await violations(page), []);
  assert.equal(await sideways(page), 0);

  await find(page, 'みほん', /甲野 従事/);
  await big(page, '入れません');
  const face = page.getByRole('img', { name: '甲野 従事さんの写真' });
  await face.waitFor();
  await page.waitForFunction(() => document.querySelector('img[alt$="さんの写真"]')?.naturalWidth === 90);
  await fill(page, '31');
  await page.getByLabel(/PC-/).check();
  await big(page, '入れます');
  assert.deepEqual(await violations(page), []);
  assert.equal(await sideways(page), 0);
  await page.getByRole('button', { name: '入室を記録する' }).click();
  await page.getByText('甲野 従事　入室を記録しました').waitFor();
  await page.getByRole('button', { name: '次の人へ' }).click();

  await page.getByRole('button', { name: '在室と予定' }).click();
  await page.getByRole('heading', { name: 'いま入室している人（1人）' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.getByRole('button', { name: /^カメラの静止画を添える ?：甲野 従事$/ }).click();
  await page.getByRole('dialog').locator('input').setInputFiles({ name: '入口.png', mimeType: 'image/png', buffer: plainPng(320, 180, [90, 90, 100]) });
  await page.getByRole('dialog').getByRole('img', { name: '入口.png' }).waitFor();
  await sound(seat, 'still-dialog');
  await page.setViewportSize(screen);
  await page.getByRole('button', { name: '閉じる' }).click();
  await sound(seat, 'reception-board');
  await page.setViewportSize(screen);
  const [visit] = rows(town, 'SELECT id FROM visits');
  const office = await seatOf(browser, town.people.manager, `/areas/visits/${visit.id}`);
  await office.page.getByRole('img', { name: '入口.png' }).waitFor();
  await sound(office, 'visit-still');
  assert.equal(await office.page.getByRole('group', { name: 'カメラの静止画を添える' }).count(), 0);
  assertQuiet(office);
  await office.close();
  await page.getByRole('button', { name: '来た人を探す' }).click();

  // a person of another firm, without an application
  await find(page, '丙野', /丙野 従事/);
  await fill(page, '32');
  await page.getByText('この管理区域への入室の申請がありません。').first().waitFor();
  await big(page, '入れません');
  assert.equal(await page.getByRole('button', { name: '入室を記録する' }).isDisabled(), true);
  await page.getByRole('button', { name: '入れずに、止めたことを記録する' }).click();
  await page.getByText('止めたことを記録しました。入室証を渡さないでください。').waitFor();
  assert.equal(rows(town, "SELECT count(*) n FROM refusals WHERE act = 'enter_area'")[0].n, 1);
  await page.getByRole('button', { name: '次の人へ' }).click();

  // the badge is scanned on the way out
  await page.getByLabel('ふりがな、名前、または読み取ったカード').fill('31');
  await page.keyboard.press('Enter');
  await big(page, 'まだ出られません');
  await page.getByLabel(/PC-/).check();
  await page.getByRole('button', { name: '申請どおり' }).click();
  await page.getByLabel(/^返してもらった入室証の番号/).fill('31');
  await big(page, '出られます');
  await page.getByRole('button', { name: '退室を記録する' }).click();
  await page.getByText('甲野 従事　退室を記録しました').waitFor();
  assert.deepEqual(rows(town, 'SELECT state, badge, camera FROM visits'), [{ state: 'left', badge: '31', camera: 'CAM-01' }]);
  assertQuiet(seat);
  await seat.close();
});

test('what is brought in is applied for with the result of its check, and the manager sees it', async () => {
  const today = new Date(Date.now() + 9 * 3600_000).toISOString().slice(0, 10);
  const firm = await seatOf(browser, town.people.prime_manager, '/areas/bring-ins/new');
  const { page } = firm;
  await page.getByLabel(/^委託契約/).selectOption({ label: 'サーバーの保守（甲社）' });
  await page.getByLabel(/^会社/).selectOption({ label: '甲社' });
  await page.getByLabel(/^管理区域/).selectOption({ label: 'サーバー室（福祉課）' });
  await page.getByLabel(/^終わりの時刻/).fill('23:59');
  await page.getByLabel(/^製造番号/).fill('PC-2026-77');
  await page.getByLabel(/^ウイルス対策ソフトの名前/).fill('見本アンチウイルス');
  await page.getByLabel(/^パターンファイルの日付/).fill(today);
  await page.getByLabel(/^目的/).fill('点検に使うため');
  await page.getByLabel(/^不正なプログラムがないこと/).fill('本日、全体を検査し、検出はありませんでした。');
  const choose = (name) =>
    page.getByRole('group', { name: '検査の結果のファイルを添える' }).locator('input').setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 検出なし') });
  await choose('検査の結果.pdf');
  await choose('検査の結果.zip');
  await page.getByText('この種類のファイルは預かれません。').waitFor();
  await sound(firm, 'bring-in-form');
  await firm.button('申請する').click();
  await firm.heading('持ち込みの申請').waitFor();
  await page.getByRole('link', { name: '検査の結果.pdf' }).waitFor();
  await choose('追加の報告.pdf');
  await page.getByRole('link', { name: '追加の報告.pdf' }).waitFor();
  assert.equal(await page.getByRole('button', { name: /^消す/ }).count(), 0);
  await sound(firm, 'bring-in-applied');
  const office = await seatOf(browser, town.people.manager, firm.path());
  await office.page.getByRole('link', { name: '検査の結果.pdf' }).waitFor();
  assert.equal(await office.page.getByRole('group', { name: '検査の結果のファイルを添える' }).count(), 0);
  await sound(office, 'bring-in-decider');
  assertQuiet(firm, office);
  await firm.close();
  await office.close();
});

test('the server goes away: an entry is judged by the snapshot, survives a reload, and is sent later', async () => {
  const visitsBefore = rows(town, 'SELECT id FROM visits').length;
  const seat = await sitAtDesk();
  const { page } = seat;
  await settled(page);
  await page.getByRole('button', { name: '在室と予定' }).click();
  await page.getByText('甲野 従事').first().waitFor();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.waitForTimeout(1000); // the snapshot and the page's files are in the browser
  await town.stop();
  await page.getByText('サーバーにつながりません').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: '来た人を探す' }).click();
  await find(page, 'ミホン', /甲野 従事/);
  await fill(page, '41');
  await big(page, '入れます');
  await page.getByText('サーバーにつながらないときの判定').waitFor();
  await page.getByRole('button', { name: '入室を記録する' }).click();
  await page.getByText('この端末に記録しました。つながったら送ります。').waitFor();
  await page.getByText('まだ送っていない記録が1件あります').waitFor();
  const stored = await page.evaluate(
    () =>
      new Promise((resolve) => {
        const open = indexedDB.open('sekisho-reception');
        open.onsuccess = () => {
          const all = open.result.transaction('sealed').objectStore('sealed').getAll();
          all.onsuccess = () => resolve(all.result.map((r) => new TextDecoder().decode(r.data)).join(''));
        };
      }),
  );
  assert.doesNotMatch(stored, /甲野|運転免許証/);

  await seat.open('/reception'); // a reload while the server is away: the page and what was recorded are still there
  await seat.heading('受付').waitFor();
  await page.getByText('まだ送っていない記録が1件あります').waitFor();
  await find(page, 'ミホン', /甲野 従事/); // is inside now: the way out
  await big(page, 'まだ出られません');

  await town.start();
  await seat.open('/reception');
  await seat.heading('受付').waitFor();
  await page.getByText('まだ送っていない記録が1件あります').waitFor({ state: 'detached', timeout: 20_000 });
  for (let i = 0; i < 100 && rows(town, 'SELECT id FROM visits').length === visitsBefore; ++i) await page.waitForTimeout(100);
  const [visit] = rows(town, "SELECT entry_off_line, judged_off_line, gate_now, review, state FROM visits WHERE badge = '41'");
  assert.deepEqual(visit, { entry_off_line: 1, judged_off_line: 'passed', gate_now: 'passed', review: 'none', state: 'inside' });
  assert.equal(rows(town, 'SELECT id FROM visits').length, visitsBefore + 1);
  await page.getByRole('button', { name: '在室と予定' }).click();
  await page.getByRole('heading', { name: 'いま入室している人（1人）' }).waitFor();
  await seat.close();
});
