// Datasets and what an inspection says, at the pages: the system administrator registers an extract and corrects its columns;
// the applicant sends a file of people; the manager sees how many, why and where; what cannot be seen is asked for.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import * as passage from '../lib/passage.mjs';
import { castTown } from '../lib/people.mjs';
import { run } from '../lib/server.mjs';
import { assertQuiet, closed, dialog, fill, launch, seatOf as seatWith, send, settled, sound } from './browser.mjs';

let town, browser, register;
before(async () => {
  town = await castTown({ who: ['clerk', 'manager', 'system_administrator', 'department_officer', 'prime_worker'] });
  const file = join(town.directory, 'jumin.csv');
  assert.equal(run(['register', 'synthesize', '-o', file, '--count', '1200']).code, 0);
  register = readFileSync(file, 'utf8').split(/(?<=\n)/);
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const seatOf = (name, at) => seatWith(browser, town.people[name], at);
const choose = (seat, name, content) =>
  seat.page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer: Buffer.from(content) });

test('nothing is registered yet, and the page says what that means', async () => {
  const seat = await seatOf('system_administrator', '/');
  const { page } = seat;
  await page.getByRole('navigation', { name: '主なメニュー' }).getByRole('link', { name: '照合データ' }).click();
  await seat.heading('照合データ').waitFor();
  await page.getByText('どのファイルも「本番データはない」とは判定されません').waitFor();
  await sound(seat, 'datasets-none');
  assertQuiet(seat);
  await seat.close();
});

test('an extract with a mistake is named by its row; the mended one is registered', async () => {
  const seat = await seatOf('system_administrator', '/datasets/new');
  const { page } = seat;
  await sound(seat, 'dataset-choose');
  await choose(seat, '住民.csv', [...register.slice(0, 5), 'これだけ\r\n', ...register.slice(5)].join(''));
  await page.getByText(/直していただくところが\d+か所あります/).waitFor();
  await page.getByRole('row', { name: /6行目/ }).waitFor();
  await sound(seat, 'dataset-problems');
  assert.equal(await page.getByRole('button', { name: 'この内容で登録する' }).count(), 0);
  await seat.button('別のファイルを選ぶ').click();
  await choose(seat, '住民.csv', register.join(''));
  await page.getByText('1,200人を登録できます。').waitFor();
  await sound(seat, 'dataset-ready');
  // A column is told to be left alone, and the file is looked at again.
  await page.getByRole('combobox', { name: '列「フリガナ」の意味' }).selectOption({ label: '使わない' });
  await seat.button('この読み方で、もう一度確かめる').click();
  await page.getByText('1,200人を登録できます。').waitFor();
  await seat.button('この内容で登録する').click();
  await page.getByRole('alert').getByText('名前を入れてください。').waitFor();
  await page.getByRole('textbox', { name: /^照合データの名前/ }).fill('住民基本台帳');
  await seat.button('この内容で登録する').click();
  await page.getByText('預かっているファイルを、新しい照合データで検査し直しています。').waitFor();
  await sound(seat, 'dataset-done');
  await seat.link('照合データを見る').click();
  await page.getByText('1,200人').first().waitFor();
  await sound(seat, 'dataset');
  assertQuiet(seat);
  await seat.close();
});

test('how many, what proved it, and where; samples for the manager alone; what the application says beside it', async () => {
  const { clerk, prime_worker: worker } = town.people;
  const id = await passage.draft(town, clerk, worker, { production_application: false, production_reason: '' });
  await passage.upload(clerk, id, register.slice(0, 26).join(''), '給付対象者.csv');
  await passage.inspected(clerk, id);
  const seat = await seatOf('manager', `/passages/${id}`);
  const { page } = seat;
  const found = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '住民基本台帳' }) });
  await found.getByText('25人', { exact: true }).waitFor();
  await found.getByText(/^\d+世帯$/).waitFor();
  await found.getByText('どうしてわかったか').waitFor();
  await found.getByText(/^どこにあるか/).click();
  await page.getByRole('table', { name: '住民基本台帳が見つかった場所' }).waitFor();
  await found.getByText('見つかった値の例（一部を伏せています）').click();
  const row = page.getByRole('row', { name: /本番データ（住民の情報）/ });
  await row.getByText('申請していません').waitFor();
  await row.getByText('違っています').waitFor();
  await sound(seat, 'inspection-found');
  assertQuiet(seat);
  await seat.close();

  const applicant = await seatOf('clerk', `/passages/${id}`);
  await applicant.page.getByText('値の例は、承認する人と、情報セキュリティの責任者だけに表示します。').waitFor();
  assert.equal(await applicant.page.getByText('見つかった値の例').count(), 0);
  assertQuiet(applicant);
  await applicant.close();
});

test('what cannot be seen is named with what to do, and the applicant asks again', async () => {
  const { clerk, prime_worker: worker } = town.people;
  const id = await passage.draft(town, clerk, worker);
  await passage.upload(clerk, id, Buffer.concat([Buffer.from('SQLite format 3\0'), Buffer.alloc(200, 255)]), '書類.db');
  await passage.inspected(clerk, id);
  const seat = await seatOf('clerk', `/passages/${id}`);
  const { page } = seat;
  await page.getByText(/中身を確かめられない部分が\d+か所あります/).first().waitFor();
  await sound(seat, 'inspection-unseen');
  await seat.button('もう一度検査する').click();
  await page.getByText('求めに応じて、検査し直しました。').waitFor();
  await settled(page);
  await page.getByText(/^前の検査の結果：見えない部分 /).waitFor();
  assertQuiet(seat);
  await seat.close();
});

test('a dataset is removed, with a reason', async () => {
  const seat = await seatOf('system_administrator', '/datasets');
  const { page } = seat;
  await sound(seat, 'datasets');
  await page.getByRole('link', { name: '住民基本台帳' }).click();
  await seat.button('この照合データを外す').click();
  await send(seat, 'この照合データを外す');
  await dialog(seat).getByText('入力してください。').waitFor();
  await sound(seat, 'dataset-remove');
  await fill(seat, '外す理由', '抽出の条件を見直すため');
  await send(seat, 'この照合データを外す');
  await closed(seat);
  await page.getByText(/この照合データは、外されました/).waitFor();
  await settled(page);
  await sound(seat, 'dataset-removed');
  assertQuiet(seat);
  await seat.close();
});
