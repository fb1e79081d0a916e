// A contractor's manager hands in a roster by xlsx, the section manager confirms it; the worker signs the pledge.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { account, castTown } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';
import { assertQuiet, launch, seatOf as seatWith, settled, sound } from './browser.mjs';

let town, browser;
before(async () => {
  town = await castTown({ who: ['prime_manager', 'prime_worker'] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const seatOf = (client, path) => seatWith(browser, client, path);

// The form as it came, with the last row taken off and more below: [氏名, フリガナ, 担当する仕事, 雇い主].
function filled(form, people) {
  const script = `import sys, json, openpyxl
b = openpyxl.load_workbook(sys.argv[1]); s = b.active
columns = {c.value: c.column for c in s[1]}
for r in range(s.max_row, 1, -1):
    if s.cell(r, columns['氏名']).value == '甲野 従事': s.delete_rows(r)
for person in json.loads(sys.argv[3]):
    r = s.max_row + 1
    for name, text in person.items(): s.cell(r, columns[name]).value = text
b.save(sys.argv[2])`;
  const out = `${town.directory}/roster.xlsx`;
  const done = spawnSync('/usr/bin/python3', ['-c', script, form, out, JSON.stringify(people)], { encoding: 'utf8', env: { PYTHONIOENCODING: 'utf-8', LC_ALL: 'C.UTF-8' } });
  assert.equal(done.status, 0, done.stderr);
  return { name: '従事者名簿.xlsx', mimeType: 'application/octet-stream', buffer: readFileSync(out) };
}

test('a roster by xlsx: what is wrong is named, the mended one goes in, the section manager confirms it', async () => {
  const { prime_manager: firm, manager } = town.people;
  const seat = await seatOf(firm, '/rosters');
  const { page } = seat;
  await sound(seat, 'rosters');
  await seat.link('名簿を出す：給付金支給事務の委託').click();
  await seat.heading('従事者名簿を出す').waitFor();
  await settled(page);
  const [form] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '書式（Excel）を受け取る' }).click()]);
  const path = `${town.directory}/form.xlsx`;
  await form.saveAs(path);
  const newcomer = { 氏名: '甲野 新', フリガナ: 'コウノ アラタ', 担当する仕事: '移行の試験' };
  const choose = (people) => page.locator('input[type=file]').setInputFiles(filled(path, people));
  await choose([newcomer, { 氏名: '他野 人', フリガナ: 'タノ ヒト', 雇い主: 'どこか株式会社' }, { 氏名: '番号 614106526000', フリガナ: 'バンゴウ' }]);
  await page.getByText('直していただくところが2か所あります。').waitFor();
  await page.getByRole('row', { name: /4行目.*「雇い主」.*どこか株式会社.*承諾がない/ }).waitFor();
  await page.getByRole('row', { name: /5行目.*「氏名」.*12 桁/ }).waitFor();
  assert.equal(await page.getByText('614106526000').count(), 0);
  await sound(seat, 'roster-problems');
  await choose([newcomer]);
  await page.getByText('ファイルから2人を読み取りました。').waitFor();
  await page.getByRole('row', { name: /甲野 新.*新しい人/ }).waitFor();
  await page.getByText('名簿から外れる人（1人）').waitFor();
  await page.getByLabel('甲野 従事さんは、この自治体の仕事をすべて離れた').uncheck();
  await sound(seat, 'roster-submit');
  await seat.button('2人の名簿を出す').click();
  await page.getByRole('alert').getByText('雇い主を確かめて、印を付けてください。').waitFor();
  await page.getByLabel('載っている全員が、この会社に雇われている従業員であることを確かめました。').check();
  await seat.button('2人の名簿を出す').click();
  await seat.heading('甲社の従事者名簿').waitFor();
  await page.getByText('本人確認を待っています').waitFor();
  const id = new URL(page.url()).pathname.split('/').at(-1);
  assert.equal(value(town, `SELECT count(*) FROM roster_members WHERE roster = '${id}'`), 2);
  assertQuiet(seat);
  await seat.close();

  const desk = await seatOf(manager, `/rosters/${id}`);
  await desk.page.getByText('本人確認が要る人（1人）').waitFor();
  await sound(desk, 'roster-check');
  await desk.button('確かめたことを記録する').click();
  await desk.page.getByRole('alert').getByText('甲野 新さんの確かめ方を選んでください。').waitFor();
  await desk.page.getByLabel(/^確かめ方/).selectOption('document:社員証');
  await desk.button('確かめたことを記録する').click();
  await desk.page.getByText('確かめました', { exact: true }).waitFor();
  await desk.page.getByText('社員証').waitFor();
  await sound(desk, 'roster-confirmed');
  assert.notEqual(value(town, `SELECT confirmed_at FROM rosters WHERE id = '${id}'`), '');
  assertQuiet(desk);
  await desk.close();
});

test('a worker reads the pledge and signs it', async () => {
  const id = value(town, "SELECT id FROM workers WHERE name = '甲野 新'");
  const client = await account(town, id, ['worker'], { login: 'newcomer' });
  const seat = await seatOf(client, '/pledges');
  await seat.page.getByText('まだ出ていない誓約書（1件）').waitFor();
  await sound(seat, 'pledges');
  await seat.button('読んで誓約する：給付金支給事務の委託').click();
  await seat.page.getByRole('region', { name: '誓約書の文面' }).getByText('他に漏らしません').waitFor();
  await sound(seat, 'pledge-sign');
  await seat.page.getByLabel(/^あなたの名前/).fill('甲野 新');
  await seat.button('誓約する').click();
  await seat.page.getByText('すべて出ています。').waitFor();
  assert.equal(value(town, `SELECT count(*) FROM pledges WHERE worker = '${id}' AND way = 'signed_in'`), 1);
  assertQuiet(seat);
  await seat.close();
});
