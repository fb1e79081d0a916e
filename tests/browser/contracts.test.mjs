// A contract as its section manager and its contractor meet it: the terms, the tree of firms, and the consent of two people.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { castTown, contractor, day } from '../lib/people.mjs';
import { assertQuiet, launch, phone, settled, sideways, sitDown, takeSession, violations } from './browser.mjs';

let town, browser;
before(async () => {
  town = await castTown({ who: ['department_officer', 'prime_manager', 'sub_manager'] });
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

async function sit(key, path) {
  const seat = await sitDown(browser, town);
  await takeSession(seat, town.people[key]);
  await seat.open(path);
  await settled(seat.page);
  return seat;
}
async function inOrder(seat) {
  assert.deepEqual(await violations(seat.page), []);
  const size = seat.page.viewportSize();
  await seat.page.setViewportSize(phone);
  assert.equal(await sideways(seat.page), 0);
  await seat.page.setViewportSize(size);
}

test('a missing term is shown, and recorded from the contract', async () => {
  await town.people.manager.act(`/api/engagements/${town.engagement}/terms`, { terms: [{ term: 'secrecy', agreed: false, article: '', text: '' }] }, { method: 'PUT' });
  const seat = await sit('manager', `/contracts/${town.engagement}`);
  const { page } = seat;
  await seat.link('契約の定めと記録を見る').click();
  await seat.heading('契約の定めと記録').waitFor();
  await page.getByText('次の定めがないため、データを渡せません：守秘義務').waitFor();
  await inOrder(seat);
  await seat.link('契約の定め（13の事項）を直す').click();
  await seat.heading('契約の定めを登録する').waitFor();
  const group = page.getByRole('group', { name: '7. 守秘義務' });
  await group.getByLabel('契約にある').check();
  await seat.button('保存する').click();
  await page.getByText('守秘義務：どこにあるかを入れてください。').first().waitFor();
  await inOrder(seat);
  await group.getByLabel('どこにあるか').fill('第21条');
  await seat.button('保存する').click();
  await seat.heading('契約の定めと記録').waitFor();
  await page.getByText('第21条').waitFor();
  assert.equal(await page.getByText('次の定めがないため').count(), 0);
  await page.getByRole('heading', { name: 'この記録の移り変わり' }).waitFor();
  assertQuiet(seat);
  await seat.close();
});

test('a sub-contract: applied for by the firm, consented to by two people, bound, and withdrawn', async () => {
  await contractor(town.people.manager, '丁社', '567890123456');
  // the contractor knows the firms it works with; the section applies in its stead for one that is new
  const clerk = await sit('clerk', `/contracts/${town.engagement}/chain`);
  await clerk.page.getByRole('treeitem', { name: /乙社/ }).click();
  await clerk.button('この会社からの再委託を申請する').click();
  const dialog = clerk.page.getByRole('dialog');
  await dialog.getByLabel('任せる会社').selectOption({ label: '丁社' });
  await dialog.getByLabel('任せる業務').fill('封入と発送');
  await dialog.getByLabel('再委託が必要な理由').fill('発送を専門とするため');
  await clerk.button('申請する').click();
  const item = (seat) => seat.page.getByRole('treeitem', { name: /丁社/ }).last();
  await item(clerk).getByText('承諾の申請中').waitFor();
  await inOrder(clerk);

  const manager = await sit('manager', `/contracts/${town.engagement}/chain`);
  // by keyboard: the tree is one stop, arrows move in it
  await manager.page.getByRole('treeitem').first().focus();
  await manager.page.keyboard.press('End');
  await manager.page.getByRole('heading', { level: 2, name: /丁社/ }).waitFor();
  await manager.button('承諾するかどうかを決める').click();
  await manager.button('決める').click();
  await manager.page.getByText('あと1人の承諾を待っています。').waitFor();
  assert.equal(await manager.button('承諾するかどうかを決める').count(), 0);

  const head = await sit('department_officer', '/duties');
  await head.page.getByRole('link', { name: /丁社/ }).first().click();
  await head.heading('丁社').waitFor();
  await head.button('承諾するかどうかを決める').click();
  await head.button('決める').click();
  await head.page.getByText('義務づけの確認待ち').waitFor();
  await inOrder(head);

  await manager.page.reload();
  await manager.button('同じ定めを守らせていることを確かめる').click();
  await manager.page.getByLabel('確かめた書類と箇所').fill('再委託契約書の写し 第3条から第9条');
  await manager.button('確かめた').click();
  await manager.page.getByText('チェックシートの確認待ち').first().waitFor();
  await manager.button('承諾を取り消す').click();
  await manager.page.getByLabel('取り消す理由').fill('業務が終わったため');
  await manager.page.getByRole('dialog').getByRole('button', { name: '承諾を取り消す' }).click();
  await manager.page.getByText('預かっているデータや、進んでいる申請はありません。').waitFor();
  await manager.button('閉じる').click();
  await item(manager).getByText('承諾を取り消した').waitFor();
  await inOrder(manager);
  assertQuiet(clerk, manager, head);
  for (const seat of [clerk, manager, head]) await seat.close();
});

test('a contractor names who manages the data, and sees no button that is not theirs', async () => {
  const seat = await sit('sub_manager', `/contracts/${town.engagement}/record`);
  const { page } = seat;
  assert.equal(await page.getByRole('link', { name: /を直す/ }).count(), 0);
  await seat.button('責任者などを届け出る').click();
  await page.getByLabel('登録されている従事者から選ぶ').selectOption({ label: '乙野 従事' });
  await page.getByLabel('いつから').fill(day(0));
  await seat.button('届け出る').click();
  await page.getByRole('rowheader', { name: '乙野 従事' }).waitFor();
  await inOrder(seat);
  assertQuiet(seat);
  await seat.close();
});
