// What one side asks and the other answers, at the pages: a medium to be disposed of, certified and confirmed; an
// instruction taken back; a suspected breach, told by a worker and taken up by the CISO.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { castTown } from '../lib/people.mjs';
import { assertQuiet, closed, dialog, fill, launch, send, seatOf as seatWith, settled, sound } from './browser.mjs';

let town, browser, path;
before(async () => {
  town = await castTown({ who: ['prime_manager', 'prime_worker', 'ciso'] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

const seatOf = (name, at) => seatWith(browser, town.people[name], at);

async function instruct(seat, medium, number) {
  await seat.button('廃棄を指示する').click();
  await dialog(seat).getByRole('combobox').first().selectOption({ index: 1 });
  await fill(seat, 'どの記録媒体か', medium);
  await fill(seat, '製造番号・管理番号', number);
  await fill(seat, '理由', '移行が終わり、使わなくなったため');
}

test('the section manager instructs two disposals, and takes one back', async () => {
  const seat = await seatOf('manager', '/disposals');
  const { page } = seat;
  await instruct(seat, '外付けディスク（500 GB）', 'SN-2041');
  await sound(seat, 'disposal-new');
  await send(seat, '指示する');
  await closed(seat);
  await instruct(seat, 'USBメモリー（16 GB）', 'SN-7');
  await send(seat, '指示する');
  await closed(seat);
  await page.getByRole('link', { name: 'USBメモリー（16 GB）' }).click();
  await seat.button('指示を取り下げる').click();
  await send(seat, '指示を取り下げる');
  await dialog(seat).getByText(/書いてください|入力してください/).first().waitFor();
  await fill(seat, '取り下げる理由', 'もう一度使うことになりました');
  await send(seat, '指示を取り下げる');
  await closed(seat);
  await page.getByText('自治体が指示を取り下げました。').waitFor();
  await sound(seat, 'disposal-withdrawn');
  await page.goto(`${town.url}/disposals`);
  await page.getByRole('link', { name: '外付けディスク（500 GB）' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'USBメモリー（16 GB）' }).count(), 0, 'what is over is not in the list of what is open');
  await page.getByRole('link', { name: '外付けディスク（500 GB）' }).click();
  await seat.button('指示を取り下げる').waitFor();
  path = seat.path();
  assertQuiet(seat);
  await seat.close();
});

test('the firm’s manager finds it, and certifies', async () => {
  const seat = await seatOf('prime_manager', '/duties');
  const { page } = seat;
  await page.getByRole('listitem').filter({ hasText: '記録媒体の廃棄を指示されています' }).getByRole('link', { name: /^開く/ }).click();
  await seat.button('廃棄を証明する').click();
  await dialog(seat).getByRole('combobox', { name: /^廃棄の方法/ }).selectOption({ label: '物理的に破壊した' });
  await fill(seat, '使った機械・ソフト・規格', '媒体破砕機 MB-3');
  await dialog(seat).getByRole('combobox', { name: /^廃棄した人/ }).selectOption({ label: '甲野 従事' });
  await fill(seat, '立ち会った人', '甲野 責任');
  await sound(seat, 'disposal-certify');
  await send(seat, '廃棄を証明する');
  await closed(seat);
  await page.getByText('証明あり（確認待ち）').first().waitFor();
  assert.equal(await page.getByRole('button', { name: '廃棄を確かめた' }).count(), 0);
  assertQuiet(seat);
  await seat.close();
});

test('the section manager confirms, and the certificate is there', async () => {
  const seat = await seatOf('manager', path);
  const { page } = seat;
  assert.equal(await page.getByRole('button', { name: '指示を取り下げる' }).count(), 0, 'what was certified may be gone');
  await seat.button('廃棄を確かめた').click();
  await send(seat, '廃棄を確かめた');
  await closed(seat);
  await sound(seat, 'disposal-confirmed');
  await page.getByRole('link', { name: '廃棄証明書を見る' }).click();
  await page.getByText('媒体破砕機 MB-3').waitFor();
  await settled(page);
  await sound(seat, 'disposal-certificate');
  assertQuiet(seat);
  await seat.close();
});

test('a worker tells a suspected breach from home; the CISO takes it up; the worker reads what was decided', async () => {
  const worker = await seatOf('prime_worker', '/');
  await worker.page.getByRole('link', { name: '漏えい等を報告する' }).click();
  await worker.heading('漏えい等を報告する').waitFor();
  await worker.button('報告する').click();
  await worker.page.getByText('何が起きたかを、わかる範囲で書いてください。').first().waitFor();
  await worker.page.getByRole('textbox', { name: /^何が起きたか/ }).fill('USBメモリーを入れたかばんを、帰り道でなくした。');
  await worker.page.getByRole('radio', { name: /続いている/ }).first().check();
  await sound(worker, 'breach-new');
  await worker.button('報告する').click();
  await worker.page.getByText(/報告はCISOと統括情報セキュリティ責任者に届いています/).waitFor();
  const at = worker.path();
  assert.match(at, /^\/breaches\/brc_/);
  await sound(worker, 'breach-told');

  const ciso = await seatOf('ciso', '/duties');
  await ciso.page.getByRole('listitem').filter({ hasText: '漏えい' }).getByRole('link', { name: /^開く/ }).first().click();
  await ciso.button('報告を受け止める').click();
  await fill(ciso, '決めたこと', '福祉課は今日中に会社に電話し、鍵を無効にする。');
  await sound(ciso, 'breach-acknowledge');
  await send(ciso, '報告を受け止める');
  await closed(ciso);
  assertQuiet(ciso);
  await ciso.close();

  await worker.page.reload();
  await worker.page.getByText('福祉課は今日中に会社に電話し、鍵を無効にする。').waitFor();
  assertQuiet(worker);
  await worker.close();
});
