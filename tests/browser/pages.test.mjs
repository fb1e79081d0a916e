// Every page, as somebody who sees it: nothing for axe to complain about, no error in the console, nothing asked of
// other hosts, no policy violated, nothing cut off or scrolled sideways on a phone; the way through by keyboard alone;
// what a person sees when the session has ended.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { freshCode } from '../lib/totp.mjs';
import { assertQuiet, launch, phone, settled, sideways, signIn, sitDown, takeSession, violations } from './browser.mjs';
import { furnishedTown, places } from './places.mjs';

let town, browser;

before(async () => {
  town = await furnishedTown();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const roles = ['nobody', 'clerk', 'manager', 'prime_worker', 'prime_manager', 'other_manager', 'auditor', 'system_administrator', 'ciso', 'administrator'];

for (const role of roles)
  test(`pages of: ${role}`, async () => {
    const seat = await sitDown(browser, town);
    if (role !== 'nobody') await takeSession(seat, town.people[role]);
    const faults = [];
    for (const [name, path] of places(town)[role]) {
      const add = (list, where) => faults.push(...list.map((fault) => `${name} ${where}: ${fault}`));
      await seat.page.setViewportSize({ width: 1280, height: 900 });
      await seat.open(path);
      await settled(seat.page);
      assert.equal(await seat.page.getByRole('heading', { level: 1 }).count(), 1, `${name}: one main heading`);
      assert.match(await seat.page.title(), /.｜見本市 関所$/, `${name}: the title of the window`);
      if (role !== 'nobody') assert.ok(!/^\/sign-in/.test(seat.path()), `${name}: still signed in`);
      add(await violations(seat.page), 'wide');
      await seat.page.setViewportSize(phone);
      add(await violations(seat.page), 'narrow');
      for (const width of [390, 320]) {
        await seat.page.setViewportSize({ width, height: 844 });
        if ((await sideways(seat.page)) > 0) add(['scrolls sideways'], width);
      }
      const raw = (await seat.page.locator('body').innerText()).match(/undefined|NaN|\[object|Invalid Date|_id\b|null/);
      if (raw) add([`shows ${raw[0]}`], '');
    }
    assert.deepEqual(faults, []);
    assertQuiet(seat);
    await seat.close();
  });

test('the policy holds: an inline script does not run, and would have been noticed', async () => {
  const seat = await sitDown(browser, town);
  const response = await seat.open('/sign-in');
  const policy = response.headers()['content-security-policy'];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe|\*/);
  await settled(seat.page);
  const ran = await seat.page.evaluate(() => {
    const script = document.createElement('script');
    script.textContent = 'globalThis.inlineRan = true';
    document.head.append(script);
    return globalThis.inlineRan === true;
  });
  assert.equal(ran, false);
  for (let i = 0; i < 50 && seat.seen.violations.length === 0; ++i) await seat.page.waitForTimeout(100);
  assert.equal(seat.seen.violations.length, 1);
  await seat.close();
});

// ---- by keyboard

// What has the focus, as it would be read out, and whether one can see that it has it.
const focused = (page) =>
  page.evaluate(() => {
    const e = document.activeElement;
    if (!e || e === document.body) return { name: '', visible: true };
    const name = e.getAttribute('aria-label') ?? (e.labels?.length ? e.labels[0].innerText : e.innerText) ?? '';
    const style = getComputedStyle(e);
    const box = e.getBoundingClientRect();
    return { name: name.replace(/\s+/g, ' ').trim(), visible: style.outlineStyle !== 'none' && box.width > 0 && box.height > 0 };
  });

async function tabTo(page, name) {
  const seen = [];
  for (let i = 0; i < 120; ++i) {
    await page.keyboard.press('Tab');
    const now = await focused(page);
    if (now.name && !now.visible) assert.fail(`the focus on "${now.name}" cannot be seen`);
    seen.push(now.name);
    if (typeof name === 'string' ? now.name === name : name.test(now.name)) return;
  }
  assert.fail(`no "${name}" by Tab; there are: ${seen.join(' | ')}`);
}

async function signInByKeyboard(seat, who) {
  const { page } = seat;
  await seat.open('/');
  await settled(page);
  await tabTo(page, '利用者名');
  await page.keyboard.type(who.login);
  await tabTo(page, 'パスワード');
  await page.keyboard.insertText(who.password);
  await page.keyboard.press('Enter');
  await page.getByLabel('確認コード').waitFor();
  assert.equal((await focused(page)).name, '確認コード', 'the only field has the focus');
  await page.keyboard.type(await freshCode(who));
  await page.keyboard.press('Enter');
  await seat.heading('ホーム').waitFor();
}

test('by keyboard alone: sign in, open the draft, hand it in; sign in, approve', async () => {
  const clerk = await sitDown(browser, town);
  const { page } = clerk;
  const enter = async (name) => {
    await tabTo(page, name);
    await page.keyboard.press('Enter');
  };
  await signInByKeyboard(clerk, town.people.clerk.who);
  await page.keyboard.press('Tab');
  await enter('通過の一覧');
  await clerk.heading('通過の一覧').waitFor();
  await page.getByRole('table').waitFor();
  assert.equal((await focused(page)).name, '通過の一覧', 'the heading of the new page has the focus');
  await enter('案内文の印刷のため');
  await clerk.heading('案内文の印刷のため').waitFor();
  await page.getByRole('link', { name: '続きを書く' }).waitFor();
  await enter('続きを書く');
  await page.getByRole('navigation', { name: '申請の手順' }).waitFor();
  await enter(/確認して申請/);
  await page.getByText(/件の決まりを、すべて通ります。/).waitFor();
  await enter('この内容で申請する');
  await page.getByText('申請しました').waitFor();

  const manager = await sitDown(browser, town);
  await signInByKeyboard(manager, town.people.manager.who);
  await manager.page.getByRole('table', { name: 'あなたの承認を待っている申請' }).waitFor();
  await tabTo(manager.page, '案内文の印刷のため');
  await manager.page.keyboard.press('Enter');
  await manager.heading('案内文の印刷のため').waitFor();
  await manager.button('承認する').waitFor();
  await tabTo(manager.page, '承認する');
  await manager.page.keyboard.press('Enter');
  await manager.page.getByRole('dialog').waitFor();
  await manager.page.keyboard.press('Escape');
  await manager.page.getByRole('dialog').waitFor({ state: 'hidden' });
  assert.equal((await focused(manager.page)).name, '承認する', 'the focus comes back');
  await manager.page.keyboard.press('Enter');
  await manager.page.getByRole('dialog').waitFor();
  for (let i = 0; i < 6; ++i) {
    await manager.page.keyboard.press('Tab');
    assert.ok(await manager.page.evaluate(() => document.activeElement === document.body || document.activeElement.closest('dialog') !== null), 'the focus stays in the dialog');
  }
  await tabTo(manager.page, '承認する');
  await manager.page.keyboard.press('Enter');
  await manager.page.getByRole('dialog').waitFor({ state: 'hidden' });
  await manager.page.getByText('あと1人の承認を待っています').waitFor();
  assertQuiet(clerk, manager);
  await clerk.close();
  await manager.close();
});

test('the first key leads past the menu', async () => {
  const seat = await sitDown(browser, town);
  await takeSession(seat, town.people.manager);
  await seat.open('/');
  await settled(seat.page);
  await seat.page.keyboard.press('Tab');
  assert.equal((await focused(seat.page)).name, '本文へ進む');
  await seat.page.keyboard.press('Enter');
  assert.equal(await seat.page.evaluate(() => document.activeElement.id), 'main');
  await seat.close();
});

// ---- sessions that end

test('when the session has ended, the sign-in says so, and leads back with what was written', async () => {
  const seat = await sitDown(browser, town);
  const { page } = seat;
  const { who } = town.people.clerk2;
  await signIn(seat, who, { path: '/passages/new' });
  await page.getByRole('heading', { name: 'どの委託の、どの情報ですか' }).waitFor();
  await page.getByRole('radio', { name: /^持ち出し/ }).check();
  await page.getByRole('combobox', { name: /^委託契約/ }).selectOption(town.engagement);

  // ended from another of the person's browsers
  const other = await sitDown(browser, town);
  await takeSession(other, town.people.clerk2);
  await other.open('/sessions');
  const rows = other.page.getByRole('row').filter({ has: other.button('終わらせる') });
  await rows.first().waitFor();
  for (let left = await rows.count(); left > 0; --left) {
    await rows.first().getByRole('button', { name: '終わらせる' }).click();
    for (let i = 0; i < 100 && (await rows.count()) >= left; ++i) await other.page.waitForTimeout(50);
  }

  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '預かり' }).click();
  await page.getByText('サインインの時間が切れました。もう一度サインインしてください。').waitFor();
  assert.equal(seat.path(), '/sign-in');
  assert.deepEqual(await violations(page), []);
  await page.getByLabel('利用者名').fill(who.login);
  await page.getByLabel('パスワード').fill(who.password);
  await seat.button('次へ進む').click();
  await page.getByLabel('確認コード').fill(await freshCode(who));
  await seat.button('サインインする').click();
  await seat.heading('預かり').waitFor();
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '申請する' }).click();
  await page.getByRole('radio', { name: /^持ち出し/ }).waitFor();
  assert.ok(await page.getByRole('radio', { name: /^持ち出し/ }).isChecked(), 'what was written is still there');
  assertQuiet(seat, other);
  await seat.close();
  await other.close();
});

test('after signing out nothing is left, and the next person starts at home', async () => {
  const seat = await sitDown(browser, town);
  const { page } = seat;
  await signIn(seat, town.people.tax_clerk.who, { path: '/custodies' });
  await seat.heading('預かり').waitFor();
  await seat.button('サインアウト').click();
  await seat.heading('サインイン').waitFor();
  assert.equal(await page.getByText('サインインの時間が切れました。').count(), 0);
  assert.deepEqual(await seat.context.cookies(), []);
  assert.deepEqual(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.startsWith('sekisho:draft:'))), []);
  await seat.open('/custodies');
  await seat.heading('サインイン').waitFor();
  assertQuiet(seat);
  await seat.close();
});
