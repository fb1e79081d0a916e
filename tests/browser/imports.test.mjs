// Lists as files, at the pages: a manager's file with mistakes, mended; a contractor's people from xlsx; a list taken away.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { castTown, corporateNumber } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';
import { assertQuiet, launch, seatOf as seatWith, sound } from './browser.mjs';

let town, browser;
before(async () => {
  town = await castTown({ who: ['prime_manager', 'auditor', 'reception'] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const seatOf = (name) => seatWith(browser, town.people[name], '/imports');

const choose = (seat, name, content) =>
  seat.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

test('a file with mistakes: each is named, nothing is registered; the mended file goes in', async () => {
  const seat = await seatOf('manager');
  const { page } = seat;
  await sound(seat, 'imports-choose');
  const good = corporateNumber('567890123456');
  await page.getByRole('radio', { name: '委託事業者', exact: true }).check();
  await choose(seat, '委託先一覧.csv', `会社,番号,備考\n丁社,${good},\n,${corporateNumber('667890123456')},\n戊社,1234567890123,担当 見本\n`);
  await page.getByText('どの列に何が入っているか').waitFor();
  await sound(seat, 'imports-mapping');
  // The number's column has no word that is known: it must be chosen.
  await seat.button('登録せずに、内容を確かめる').click();
  await page.getByRole('alert').getByText('「法人番号」の列を選んでください。').waitFor();
  await page.getByLabel(/^法人番号/).selectOption('1');
  await seat.button('登録せずに、内容を確かめる').click();
  await page.getByText('直していただくところが2か所あります。').waitFor();
  await page.getByRole('row', { name: /3行目.*A 列「事業者名」.*入っていません/ }).waitFor();
  await page.getByRole('row', { name: /4行目.*1234567890123.*法人番号（13 桁）が正しくありません/ }).waitFor();
  await sound(seat, 'imports-problems');
  assert.equal(value(town, "SELECT count(*) FROM contractors WHERE name = '丁社'"), 0);
  await seat.button('直したファイルを選ぶ').click();
  await choose(seat, '委託先一覧.csv', `会社名,法人番号\n丁社,${good}\n`);
  await page.getByText('どの列に何が入っているか').waitFor();
  await seat.button('登録せずに、内容を確かめる').click();
  await page.getByText('問題はありません。1件を登録できます。').waitFor();
  await sound(seat, 'imports-ready');
  await seat.button('1件を登録する').click();
  await page.getByText('1件を登録しました。').waitFor();
  await sound(seat, 'imports-done');
  assert.equal(value(town, "SELECT count(*) FROM contractors WHERE name = '丁社'"), 1);
  await seat.link('委託の一覧へ').click();
  await page.getByRole('row', { name: /丁社/ }).waitFor();
  await seat.link('Excel・CSVでまとめて登録する・書き出す').click();
  await seat.heading('まとめて登録・書き出し').waitFor();
  assertQuiet(seat);
  await seat.close();
});

test("a contractor's manager registers people from the form in Excel, and takes the list away", async () => {
  const seat = await seatOf('prime_manager');
  const { page } = seat;
  assert.equal(await page.getByRole('radio').count(), 1); // workers alone
  const [form] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '書式（Excel）を受け取る' }).click()]);
  const script = `import sys, openpyxl
b = openpyxl.load_workbook(sys.argv[1]); s = b.active
columns = {c.value: c.column for c in s[1]}
s.delete_rows(2)
for i in range(300):
    s.cell(i + 2, columns['氏名']).value = '見本 %d郎' % i
    s.cell(i + 2, columns['フリガナ']).value = 'ミホン ロウ'
b.save(sys.argv[2])`;
  const path = `${town.directory}/form.xlsx`;
  await form.saveAs(path);
  const filled = spawnSync('/usr/bin/python3', ['-c', script, path, `${town.directory}/people.xlsx`], { encoding: 'utf8', env: { PYTHONIOENCODING: 'utf-8', LC_ALL: 'C.UTF-8' } });
  assert.equal(filled.status, 0, filled.stderr);
  await choose(seat, '従事者.xlsx', readFileSync(`${town.directory}/people.xlsx`));
  await page.getByText('どの列に何が入っているか').waitFor();
  await seat.button('登録せずに、内容を確かめる').click();
  await page.getByText('問題はありません。300件を登録できます。').waitFor();
  await seat.button('300件を登録する').click();
  await page.getByText('300件を登録しました。').waitFor();
  assert.equal(value(town, `SELECT count(*) FROM workers WHERE contractor = '${town.prime}' AND kana = 'ミホン ロウ'`), 300);
  await seat.button('続けて登録する').click();
  const [list] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '従事者をCSVで書き出す' }).click()]);
  assert.match(list.suggestedFilename(), /^従事者一覧_\d{4}-\d{2}-\d{2}\.csv$/);
  const lines = readFileSync(await list.path(), 'utf8').trimEnd().split('\r\n');
  assert.equal(lines.length, 303);
  assertQuiet(seat);
  await seat.close();
});

test('who may not import sees what may be taken away, or nothing', async () => {
  const auditor = await seatOf('auditor');
  await auditor.page.getByText('まとめて登録できるものがありません').waitFor();
  assert.equal(await auditor.page.getByRole('link', { name: /で書き出す$/ }).count(), 6);
  await sound(auditor, 'imports-auditor');
  const reception = await seatOf('reception');
  await reception.page.getByText('書き出せる一覧がありません').waitFor();
  assertQuiet(auditor, reception);
  await auditor.close();
  await reception.close();
});
