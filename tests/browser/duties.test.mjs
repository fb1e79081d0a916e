// What is owed, at the pages: as a list and as a month, by keyboard and on a phone; handed to somebody else for an absence;
// a secret address for the calendar, and one's own for mail.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Client } from '../lib/client.mjs';
import { received, released, submitted } from '../lib/passage.mjs';
import { castTown, day } from '../lib/people.mjs';
import { assertQuiet, launch, phone, seatOf as seatWith, settled, sound } from './browser.mjs';

let town, browser;
before(async () => {
  town = await castTown({ who: ['ciso', 'department_officer', 'prime_worker', 'prime_manager'] });
  const { clerk, prime_worker: worker } = town.people;
  await submitted(town, clerk, worker, '一般の案内です\n', { purpose: '案内文の印刷のため' });
  await received(worker, await released(town, clerk, worker));
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const seatOf = (name, path) => seatWith(browser, town.people[name], path);

const japanese = (date) => `${Number(date.slice(0, 4))}年${Number(date.slice(5, 7))}月${Number(date.slice(8))}日`;

test('the month: days with their duties, walked by keyboard, a list on a phone', async () => {
  const seat = await seatOf('manager', '/duties?who=section');
  const { page } = seat;
  await page.getByRole('heading', { level: 3, name: '案内文の印刷のため' }).waitFor();
  await sound(seat, 'duties-list');
  await seat.button('カレンダーで見る').click();
  const due = day(3);
  const months = () => (page.url().match(/month=(\d{4}-\d{2})/) ?? [])[1];
  if (months() !== due.slice(0, 7)) await seat.button('次の月').click();
  const cell = page.locator(`button[data-day="${due}"]`);
  await cell.waitFor();
  assert.match(await cell.textContent(), new RegExp(`${japanese(due)}.*1件`));
  await cell.click();
  await page.getByRole('heading', { level: 3, name: '案内文の印刷のため' }).waitFor();
  await sound(seat, 'duties-month');
  // One day before and back, then a whole month on: the focus goes along.
  await cell.focus();
  const focusOn = (wanted) => page.waitForFunction((day) => document.activeElement?.dataset.day === day, wanted); // maybe in a month not yet read
  await page.keyboard.press('ArrowRight');
  await focusOn(day(4));
  await page.keyboard.press('ArrowLeft');
  await focusOn(due);
  await page.keyboard.press('PageDown');
  await page.waitForFunction((before) => document.activeElement?.dataset.day > before, due);
  const there = await page.evaluate(() => document.activeElement.dataset.day);
  assert.equal(there.slice(0, 7), months());
  await page.keyboard.press('PageUp');
  await page.waitForFunction((wanted) => document.activeElement?.dataset.day?.slice(0, 7) === wanted, due.slice(0, 7));
  // On a phone there is no table, but the same days.
  await page.setViewportSize(phone);
  assert.equal(await page.getByRole('table').count(), 0);
  await page.getByRole('button', { name: new RegExp(`${japanese(due)}.*1件`) }).click();
  await page.getByRole('heading', { level: 3, name: '案内文の印刷のため' }).waitFor();
  assertQuiet(seat);
  await seat.close();
});

test('an absence: one duty handed to the CISO, seen by both, taken back', async () => {
  const seat = await seatOf('manager', '/duties');
  const { page } = seat;
  await seat.button('ほかの人に任せる：案内文の印刷のため').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: '任せる', exact: true }).click();
  await dialog.getByText('選んでください。').first().waitFor();
  await dialog.getByLabel(/任せる相手/).selectOption({ label: '副市長 春子' });
  await dialog.getByLabel(/理由/).fill('出張のため');
  await sound(seat, 'duties-delegate');
  await dialog.getByRole('button', { name: '任せる', exact: true }).click();
  await page.getByText('副市長 春子さんに任せています。済むまでは、あなたの仕事でもあります。').waitFor();
  await sound(seat, 'duties-delegated');

  const ciso = await seatOf('ciso', '/');
  await ciso.page.getByText('福祉 課子さんから任された仕事です。').waitFor();
  await sound(ciso, 'home-taken');
  await ciso.open('/duties');
  await ciso.page.getByRole('heading', { level: 3, name: '福祉 課子さんから任されています' }).waitFor();

  await seat.button('元に戻す').click();
  await page.getByText('任せている仕事も、任された仕事もありません。').waitFor();
  await seat.button('ほかの人に任せる：案内文の印刷のため').waitFor();
  assertQuiet(seat, ciso);
  await seat.close();
  await ciso.close();
});

test('reminders: an address for mail, a secret one for the calendar, shown once', async () => {
  const seat = await seatOf('prime_worker', '/reminders');
  const { page } = seat;
  await page.getByLabel(/メールアドレス/).fill('これは違う');
  await seat.button('保存する').click();
  await page.getByText('メールアドレスの形が正しくありません').waitFor();
  await page.getByLabel(/メールアドレス/).fill('juuji@mihon.example');
  await seat.button('保存する').click();
  await page.getByText('保存しました。').waitFor();
  await seat.button('秘密のアドレスを作る').click();
  const address = await page.getByTestId('feed-address').innerText();
  await sound(seat, 'reminders');
  const calendar = await new Client(town).get(new URL(address).pathname);
  assert.equal(calendar.status, 200);
  assert.match(calendar.text, /BEGIN:VEVENT/);
  await page.reload();
  await settled(page);
  assert.equal(await page.getByTestId('feed-address').count(), 0);
  await seat.button('アドレスを使えなくする').click();
  await page.getByRole('dialog').getByRole('button', { name: 'アドレスを使えなくする', exact: true }).click();
  await page.getByText('秘密のアドレスは、まだありません。').waitFor();
  assert.equal((await new Client(town).get(new URL(address).pathname)).status, 404);
  assertQuiet(seat);
  await seat.close();
});

test('the administrator sees how the mail stands, and keeps addresses', async () => {
  const seat = await seatOf('administrator', '/reminders');
  const { page } = seat;
  await page.getByText('設定ファイルに smtp_host がないため、メールは送られていません。').waitFor();
  await seat.button('変える：福祉 課子').click();
  await page.getByRole('dialog').getByLabel(/メールアドレス/).fill('kacho@mihon.example');
  await page.getByRole('dialog').getByRole('button', { name: '保存する', exact: true }).click();
  await page.getByText('kacho@mihon.example').waitFor();
  await sound(seat, 'reminders-administrator');
  assertQuiet(seat);
  await seat.close();
});
