// People at browsers: each has a context of their own (cookies, storage) in one Chromium. What a page does behind the
// person's back is watched: errors in the console, requests to other hosts, violations of the content security policy.
import assert from 'node:assert/strict';
import axe from 'axe-core';
import { chromium } from 'playwright-core';
import { freshCode } from '../lib/totp.mjs';

export const desktop = { width: 1280, height: 900 };
export const phone = { width: 390, height: 844 };

export function launch(more = []) {
  return chromium.launch({
    executablePath: process.env.SEKISHO_TEST_CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync', ...more,
    ],
  });
}

// What the page's own script cannot hide: kept by name, since a page may be left before it is asked.
function watch(page, host, seen) {
  page.on('console', (message) => {
    if (message.type() !== 'error') return;
    // Chromium reports each answer of 4xx; whether it was right is the test's affair
    if (/^Failed to load resource/.test(message.text())) return;
    seen.errors.push(`${page.url()}: ${message.text()}`);
  });
  page.on('pageerror', (error) => seen.errors.push(`${page.url()}: ${error.stack}`));
  page.on('request', (request) => {
    const url = new URL(request.url());
    if (!['data:', 'blob:'].includes(url.protocol) && url.host !== host) seen.foreign.push(request.url());
  });
}

// A browser of one person.
// What only a screen reader hears (：福祉課) stands apart from what is seen, by a space or not.
const spoken = (name) => (name.includes?.('：') ? new RegExp(`^${name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('：', ' ?：')}$`) : name);

export async function sitDown(browser, town, { viewport = desktop } = {}) {
  const context = await browser.newContext({ ignoreHTTPSErrors: true, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', viewport, acceptDownloads: true });
  context.setDefaultTimeout(20_000);
  const seen = { errors: [], foreign: [], violations: [] };
  await context.exposeBinding('sekishoTestViolation', (_, what) => void seen.violations.push(what));
  await context.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (e) =>
      globalThis.sekishoTestViolation(`${location.pathname}: ${e.effectiveDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`),
    );
  });
  // through the protocol, not as an element: the pages' policy would refuse that
  await context.addInitScript({ content: axe.source });
  const page = await context.newPage();
  watch(page, `localhost:${town.port}`, seen);
  const at = {
    town, context, page, seen,
    open: (path) => page.goto(town.url + path),
    heading: (name) => page.getByRole('heading', { level: 1, name }),
    button: (name, more) => page.getByRole('button', { name: spoken(name), exact: true, ...more }),
    link: (name, more) => page.getByRole('link', { name: spoken(name), exact: true, ...more }),
    close: () => context.close(),
    path: () => new URL(page.url()).pathname,
  };
  return at;
}

// Nothing happened that should not: asked at the end of each test.
export function assertQuiet(...seats) {
  for (const { seen } of seats) {
    assert.deepEqual(seen.errors, [], 'errors in the console');
    assert.deepEqual(seen.foreign, [], 'requests to other hosts');
    assert.deepEqual(seen.violations, [], 'violations of the content security policy');
  }
}

// axe's findings on what is shown now, in one line each.
export async function violations(page) {
  const result = await page.evaluate(() =>
    globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], resultTypes: ['violations'] }),
  );
  return result.violations.flatMap((v) => v.nodes.map((n) => `${v.impact} ${v.id}: ${n.target.join(' ')} (${n.failureSummary.replace(/\s+/g, ' ')})`));
}

// How far the page can be scrolled sideways, in CSS pixels.
export const sideways = (page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

// Ready: the page has its heading, nothing is being fetched, nothing says that it is loading.
export async function settled(page) {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await page.waitForLoadState('networkidle');
}

// As a person does it: password, then the code of their phone. `who` as tests/lib makes it.
export async function signIn(seat, who, { path = '/' } = {}) {
  const { page } = seat;
  await seat.open(path);
  await page.getByLabel('利用者名').fill(who.login);
  await page.getByLabel('パスワード').fill(who.password);
  await seat.button('次へ進む').click();
  await page.getByLabel('確認コード').fill(await freshCode(who));
  await seat.button('サインインする').click();
  await page.getByRole('navigation', { name: '主なメニュー' }).waitFor({ state: 'attached' });
}

// With the session that a client of tests/lib has already: for tests of what comes after signing in.
export async function takeSession(seat, client) {
  const [name, value] = client.cookie.split(/=(.*)/s);
  await seat.context.addCookies([{ name, value, url: seat.town.url, secure: true, httpOnly: true, sameSite: 'Strict' }]);
}

// Somebody with such a session at a page, once it has come to rest.
export async function seatOf(browser, client, path) {
  const seat = await sitDown(browser, client.town);
  await takeSession(seat, client);
  await seat.open(path);
  await settled(seat.page);
  return seat;
}

// What is shown now: nothing for axe, nothing that scrolls sideways. SEKISHO_SHOTS: a folder for pictures to look at.
export async function sound({ page }, name) {
  for (const [viewport, label] of [[phone, '390'], [desktop, '1280']]) {
    await page.setViewportSize(viewport);
    assert.deepEqual(await violations(page), [], `${name} at ${label}`);
    assert.equal(await sideways(page), 0, `${name} at ${label}`);
    if (process.env.SEKISHO_SHOTS) await page.screenshot({ path: `${process.env.SEKISHO_SHOTS}/${name}-${label}.png`, fullPage: true });
  }
}

// The dialog that is open: its fields by how their names begin, its buttons by name.
export const dialog = (seat) => seat.page.getByRole('dialog');
export const fill = (seat, name, text) => dialog(seat).getByRole('textbox', { name: new RegExp(`^${name}`) }).fill(text);
export const send = (seat, name) => dialog(seat).getByRole('button', { name, exact: true }).click();
export const closed = (seat) => dialog(seat).waitFor({ state: 'hidden' });
