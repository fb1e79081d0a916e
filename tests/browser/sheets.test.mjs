// A check sheet at the pages: the contractor's manager fills the form in Excel, hands it in; the section manager sees what
// the records say beside it, makes a finding of the difference and confirms; the improvement is reported and confirmed.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { account, castTown, contractor, roster, subContract, train, worker } from '../lib/people.mjs';
import { value } from '../lib/sqlite.mjs';
import { assertQuiet, launch, seatOf as seatWith, settled, sound } from './browser.mjs';

let town, browser;
before(async () => {
  town = await castTown({ who: ['supervising_officer'] });
  const { clerk, manager } = town.people;
  town.fourth = await contractor(manager, '丁社', '567890123456');
  await subContract(clerk, manager, town.engagement, '', town.fourth);
  const responsible = await worker(clerk, town.fourth, '丁野 責任');
  const untrained = await worker(clerk, town.fourth, '丁野 従事');
  await train(manager, responsible);
  town.people.fourth_manager = await account(town, responsible, ['contractor_manager'], { login: 'fourth_manager' });
  await roster(clerk, manager, town.engagement, town.fourth, [responsible, untrained]);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const seatOf = (name, path) => seatWith(browser, town.people[name], path);

// The form as it was received, filled in: every line はい but those of `others`, {number: [answer, reason]}.
function filledIn(form, others) {
  const script = `import sys, json, openpyxl
b = openpyxl.load_workbook(sys.argv[1]); s = b.worksheets[0]
others = json.loads(sys.argv[3])
columns = {c.value: c.column for c in s[1]}
for row in range(2, s.max_row + 1):
    number = s.cell(row, columns['番号']).value
    if number == '連絡先-名前': s.cell(row, columns['説明・理由']).value = '連絡 係'
    elif number == '連絡先-電話': s.cell(row, columns['説明・理由']).value = '000-0000-0000'
    elif number and number.startswith('C-'):
        answer, reason = others.get(number, ['はい', ''])
        s.cell(row, columns['チェック欄']).value = answer
        s.cell(row, columns['説明・理由']).value = reason
b.save(sys.argv[2])`;
  const to = `${form}.filled.xlsx`;
  const done = spawnSync('/usr/bin/python3', ['-c', script, form, to, JSON.stringify(others)], { encoding: 'utf8', env: { PYTHONIOENCODING: 'utf-8', LC_ALL: 'C.UTF-8' } });
  assert.equal(done.status, 0, done.stderr);
  return readFileSync(to);
}

const noSubContract = { 'C-15a': ['該当なし', '再委託はしません。'], 'C-15b': ['該当なし', '再委託はしません。'] };
const evidence = { name: '点検の記録.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 点検の記録') };
let sheetPath;

test('the firm begins its sheet, answers from Excel, mends one line on the page, and hands it in', async () => {
  const seat = await seatOf('fourth_manager', '/duties');
  const { page } = seat;
  await page.getByRole('listitem').filter({ hasText: 'チェックシートがまだ出ていません' }).getByRole('link', { name: /^開く/ }).click();
  await seat.heading('チェックシート').waitFor();
  await settled(page);
  await sound(seat, 'sheets-none');
  await page.getByRole('button', { name: /^書き始める/ }).click();
  await seat.heading('丁社のチェックシート').waitFor();
  await settled(page);
  sheetPath = seat.path();
  await sound(seat, 'sheet-answer');

  // one line by hand: saved by itself
  const saved = () => page.waitForResponse((r) => r.url().endsWith('/answers') && r.ok());
  await Promise.all([saved(), page.getByRole('radio', { name: /^はい/ }).check()]);
  await page.getByText('保存しました', { exact: true }).waitFor();
  assert.equal(value(town, "SELECT count(*) FROM sheet_answers WHERE line = 'C-1' AND answer = 'yes' AND sheet = (SELECT id FROM check_sheets WHERE contractor = '" + town.fourth + "')"), 1);

  const [form] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: '様式（Excel）を受け取る' }).click()]);
  const path = `${town.directory}/form.xlsx`;
  await form.saveAs(path);
  const choose = (bytes) => page.getByRole('group', { name: /したファイルを選ぶ$/ }).locator('input').setInputFiles({ name: '記入.xlsx', mimeType: 'application/octet-stream', buffer: bytes });
  await choose(filledIn(path, { ...noSubContract, 'C-8': ['該当なし', ''], 'C-2': ['たぶん', ''] }));
  await page.getByText('直していただくところが2か所あります。').waitFor();
  await page.getByRole('row', { name: /3行目.*たぶん.*答えを読み取れません/ }).waitFor();
  await sound(seat, 'sheet-problems');
  await choose(filledIn(path, { ...noSubContract, 'C-8': ['該当なし', '庁内では作業しません。'] }));
  await page.getByText('23項目の答えを読み取りました。').waitFor();
  await seat.button('読み取った答えを保存する').click();
  await page.getByText('23項目のうち23項目に答えました。').waitFor();

  // and one of them mended: 「いいえ」 asks for its reason
  await page.getByRole('navigation', { name: '項目の一覧' }).getByRole('button', { name: /C-9d/ }).click();
  await Promise.all([saved(), page.getByRole('radio', { name: /^いいえ/ }).check()]);
  await Promise.all([saved(), page.getByLabel(/この答えの理由/).fill('消火器の点検が、来月になります。')]);
  // shown by a file; one that was chosen by mistake goes again, also from the vault
  const attach = (file) => page.getByRole('group', { name: 'ファイルを添える' }).locator('input').setInputFiles(file);
  await Promise.all([saved(), attach(evidence)]);
  await page.getByRole('link', { name: evidence.name }).waitFor();
  await attach({ ...evidence, name: '点検.exe' });
  await page.getByText('この種類のファイルは預かれません。').waitFor();
  await Promise.all([saved(), attach({ ...evidence, name: 'まちがい.pdf' })]);
  await page.getByRole('link', { name: 'まちがい.pdf' }).waitFor();
  await sound(seat, 'sheet-line');
  const erased = page.waitForResponse((r) => r.request().method() === 'DELETE' && r.ok());
  await Promise.all([erased, page.getByRole('button', { name: /^外す ?：まちがい\.pdf$/ }).click()]);
  await page.getByText('保存しました', { exact: true }).waitFor();
  assert.equal(value(town, "SELECT count(*) FROM attachments WHERE purpose = 'evidence' AND erased_at = ''"), 1);
  await page.getByRole('button', { name: '連絡先を入れて出す' }).click();
  await page.getByLabel('名前').waitFor();
  assert.equal(await page.getByLabel('名前').inputValue(), '連絡 係');
  await sound(seat, 'sheet-finish');
  await seat.button('チェックシートを出す').click();
  await page.getByText('団体の確認を待っています。').waitFor();
  await sound(seat, 'sheet-waiting');
  assertQuiet(seat);
  await seat.close();
});

test('the section manager compares, makes findings of what differs, and confirms line by line', async () => {
  const seat = await seatOf('manager', sheetPath);
  const { page } = seat;
  const line = (id) => page.locator(`li#${id}`);
  await line('C-13a').getByText('答えと食い違います').waitFor();
  await line('C-11').getByText('記録はまだありません').waitFor();
  const [download] = await Promise.all([page.waitForEvent('download'), line('C-9d').getByRole('link', { name: evidence.name }).click()]);
  assert.equal(download.suggestedFilename(), evidence.name);
  await download.saveAs(`${town.directory}/evidence.pdf`);
  assert.ok(readFileSync(`${town.directory}/evidence.pdf`).equals(evidence.buffer));
  await sound(seat, 'sheet-review');
  await page.getByRole('button', { name: 'すべて確かめた。チェックシートを確認する' }).click();
  await seat.button('確認する').click();
  await page.getByRole('dialog').getByText(/まだ確かめていない項目が23件あります/).waitFor();
  await seat.button('やめる').click();

  await page.getByRole('button', { name: /^気をつける項目だけを見る/ }).click();
  for (const [id, demand] of [['C-13a', '研修を受けさせること。'], ['C-9d', '点検の記録を出すこと。']]) {
    await line(id).getByRole('button', { name: `指摘する：${id}` }).click();
    const dialog = page.getByRole('dialog');
    if ((await dialog.getByLabel(/指摘する内容/).inputValue()) === '') await dialog.getByLabel(/指摘する内容/).fill('点検が遅れている。');
    await dialog.getByLabel(/求める改善/).fill(demand);
    if (id === 'C-13a') await sound(seat, 'finding-dialog');
    await dialog.getByRole('button', { name: '指摘を登録する' }).click();
    await dialog.waitFor({ state: 'hidden' });
    await line(id).getByText(/指摘・改善を求めている/).waitFor();
  }
  await seat.button('すべての項目を見る').click();
  const ids = await page.locator('main ol > li[id^="C-"]').evaluateAll((items) => items.map((item) => item.id));
  assert.equal(ids.length, 23);
  for (const id of ids) {
    await line(id).getByRole('button', { name: `この項目を確かめた：${id}` }).click();
    await line(id).getByRole('button', { name: `確かめたのを取り消す：${id}` }).waitFor();
  }
  await page.getByRole('button', { name: 'すべて確かめた。チェックシートを確認する' }).click();
  await seat.button('確認する').click();
  await page.getByText('確認ずみ', { exact: true }).first().waitFor();
  await sound(seat, 'sheet-confirmed');
  assertQuiet(seat);
  await seat.close();
});

test('the improvement is reported by the firm and confirmed by the section', async () => {
  const firm = await seatOf('fourth_manager', '/findings');
  await sound(firm, 'findings');
  await firm.page.getByRole('link', { name: '点検が遅れている。' }).click();
  await firm.button('改善を報告する').click();
  await firm.page.getByRole('dialog').getByLabel(/何をどう直したか/).fill('点検が終わり、記録を綴じました。');
  await firm.page.getByRole('dialog').locator('input[type=file]').setInputFiles({ ...evidence, name: '綴じた記録.pdf' });
  await firm.page.getByRole('dialog').getByText('綴じた記録.pdf', { exact: true }).waitFor();
  await sound(firm, 'finding-report-dialog');
  await firm.page.getByRole('dialog').getByRole('button', { name: '改善を報告する' }).click();
  await firm.page.getByText('改善の報告あり（確認待ち）').waitFor();
  await sound(firm, 'finding-reported');
  const section = await seatOf('manager', firm.path());
  await section.page.getByRole('link', { name: '綴じた記録.pdf' }).waitFor();
  await section.button('なおったことを確かめ、終わりにする').click();
  await section.page.getByRole('dialog').getByRole('button', { name: 'なおったことを確かめ、終わりにする' }).click();
  await section.page.getByText('改善を確認ずみ').waitFor();
  assertQuiet(firm, section);
  await firm.close();
  await section.close();
});

test('the supervising officer adds a line of the town’s own', async () => {
  const seat = await seatOf('supervising_officer', '/sheets/form');
  const { page } = seat;
  await sound(seat, 'sheet-form');
  await seat.button('独自の項目を変える').click();
  await seat.button('項目を増やす').click();
  await page.getByLabel(/項目の名前/).fill('独自.生成AI');
  await page.getByLabel(/確認すること/).fill('契約に係るデータを、生成AIに入れない。');
  await seat.button('独自の項目を決める').click();
  await page.getByText('独自の項目を決めました。').waitFor();
  await page.getByText('独自.生成AI（X-1）').waitFor();
  await seat.open('/sheets');
  await settled(page);
  await sound(seat, 'sheets');
  assertQuiet(seat);
  await seat.close();
});
