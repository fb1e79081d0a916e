// The demonstration town as a newcomer meets it: choose a person, no password, and there is something to see for each.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Town } from '../lib/server.mjs';
import { assertQuiet, launch, phone, settled, sideways, sitDown, violations } from './browser.mjs';

let town, browser;

before(async () => {
  town = new Town({});
  town.env = {}; // code and name are the demonstration's own
  const made = town.run('demo', ['--residents', '2000']);
  assert.equal(made.code, 0, made.err);
  await town.start();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const banner = 'これは見本市（デモ用）です。実在のデータは入れないでください。';

test('everybody of the demonstration can be chosen, and finds a home page that is in order', async () => {
  const seat = await sitDown(browser, town);
  const { page } = seat;
  await seat.open('/');
  await seat.heading('サインイン').waitFor();
  await page.getByText(banner).waitFor();
  await page.getByRole('heading', { name: '委託事業者' }).waitFor();
  assert.deepEqual(await violations(page), []);
  await page.setViewportSize(phone);
  assert.equal(await sideways(page), 0);
  await page.setViewportSize({ width: 1280, height: 900 });
  const people = await page.getByRole('button', { name: /として始める/ }).allInnerTexts();
  assert.ok(people.length >= 12, `${people.length} people`);
  for (let i = 0; i < people.length; ++i) {
    await page.getByRole('button', { name: /として始める/ }).nth(i).click();
    await seat.heading('ホーム').waitFor();
    await settled(page);
    await page.getByText(banner).waitFor();
    assert.deepEqual(await violations(page), [], people[i]);
    await page.setViewportSize(phone);
    assert.equal(await sideways(page), 0, people[i]);
    await page.setViewportSize({ width: 1280, height: 900 });
    await seat.button('サインアウト').click();
    await seat.heading('サインイン').waitFor();
    await page.getByRole('heading', { name: '委託事業者' }).waitFor();
  }
  assertQuiet(seat);
  await seat.close();
});

test('a section manager finds an application to decide, an auditor what was stopped', async () => {
  const sit = async (name) => {
    const seat = await sitDown(browser, town);
    await seat.open('/');
    await seat.page.getByRole('button', { name }).first().click();
    await seat.heading('ホーム').waitFor();
    await settled(seat.page);
    return seat;
  };
  const manager = await sit(/情報セキュリティ管理者（課長）[\s\S]*架空 さくら/);
  await manager.page.getByRole('heading', { name: /^あなたの承認を待っている申請（\d+件）$/ }).waitFor();
  const auditor = await sit(/監査担当/);
  await auditor.page.getByRole('heading', { name: '最近、止められたこと' }).waitFor();
  assertQuiet(manager, auditor);
  await manager.close();
  await auditor.close();
});
