// The whole passage, as four people see it: one who applies, two who approve, one who receives. Each at a browser of
// their own, by what is written on the screen. Ends with the certificate of erasure and its proof.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test as nodeTest } from 'node:test';
import { account, officer } from '../lib/people.mjs';
import { freshCode } from '../lib/totp.mjs';
import { assertQuiet, launch, seatOf, settled, signIn, sitDown, violations } from './browser.mjs';
import { townWithRegister } from './places.mjs';

const purpose = '給付金システムの移行試験のため';
const residents = 3;
const padding = 12 * 1024 * 1024; // large enough to be interrupted on the way
const recoveryKept = [];

let town, browser, applicant, approver1, approver2, recipient, file, bytes;

before(async () => {
  town = await townWithRegister();
  const lines = readFileSync(town.register, 'utf8').split(/(?<=\n)/);
  const line = '申請の受付,1件,特になし\n'.repeat(1000);
  bytes = Buffer.from(lines.slice(0, residents + 1).join('') + line.repeat(Math.ceil(padding / Buffer.byteLength(line))));
  file = join(town.directory, '給付対象世帯.csv');
  writeFileSync(file, bytes);

  const person = await officer(town, '福祉 三郎', town.welfare, ['officer']);
  const fresh = await account(town, person, ['officer'], { login: 'saburo', enrolled: false });
  browser = await launch();
  applicant = Object.assign(await sitDown(browser, town), { who: fresh.who });
  approver1 = Object.assign(await sitDown(browser, town), { who: town.people.manager.who });
  approver2 = Object.assign(await sitDown(browser, town), { who: town.people.department_officer.who });
  recipient = Object.assign(await sitDown(browser, town), { who: town.people.prime_worker.who });
});
after(async () => {
  await browser?.close();
  await town?.remove();
});

// Each step needs the ones before it: after a failure the others say so at once.
let failed = '';
const test = (name, run) =>
  nodeTest(name, async () => {
    if (failed) throw Object.assign(new Error(`needs: ${failed}`), { stack: '' });
    try {
      await run();
    } catch (error) {
      failed = name;
      for (const seat of [applicant, approver1, approver2, recipient])
        if (seat) console.log(`--- ${seat.page.url()}\n${(await seat.page.locator('body').innerText().catch(String)).slice(0, 2500)}`);
      throw error;
    }
  });

const menu = (seat) => seat.page.getByRole('navigation', { name: '主なメニュー' });
const verdict = (seat) => seat.page.getByRole('region', { name: 'いまの判定' });
const next = (seat) => seat.page.getByRole('region', { name: '次にすること' });
const dialog = (seat) => seat.page.getByRole('dialog');
const field = (seat, name) => seat.page.getByRole('textbox', { name: new RegExp(`^${name}`) });
const accessible = async (seat) => assert.deepEqual(await violations(seat.page), []);

async function saved(seat, click) {
  const [download] = await Promise.all([seat.page.waitForEvent('download'), click()]);
  assert.equal(await download.failure(), null);
  return { name: download.suggestedFilename(), bytes: readFileSync(await download.path()) };
}

test('the applicant enrols: password, authenticator app, recovery codes', async () => {
  const { page, who } = applicant;
  await applicant.open('/');
  await page.getByLabel('利用者名').fill(who.login);
  await page.getByLabel('パスワード').fill(who.first_code);
  await applicant.button('次へ進む').click();
  await applicant.heading('はじめての登録').waitFor();
  await accessible(applicant);

  who.password = '山 川 海 空 の ことば 2026';
  await page.getByLabel('新しいパスワード', { exact: true }).fill('みじかい');
  await applicant.button('次へ進む').click();
  await page.getByText('パスワードは12文字以上にしてください。').waitFor();
  await page.getByLabel('新しいパスワード', { exact: true }).fill(who.password);
  await page.getByLabel('新しいパスワード（もう一度）').fill(who.password);
  await applicant.button('次へ進む').click();

  await page.getByRole('img', { name: '認証アプリで読み取る図（QRコード）' }).waitFor();
  who.secret = await page.getByText(/^[A-Z2-7]{4}( [A-Z2-7]{1,4})+$/).innerText();
  await accessible(applicant);
  await page.getByLabel('認証アプリに表示された6けたの数字').fill('12');
  await applicant.button('確かめて次へ進む').click();
  await page.getByRole('alert').waitFor();
  await page.getByLabel('認証アプリに表示された6けたの数字').fill(await freshCode(who));
  await applicant.button('確かめて次へ進む').click();

  await page.getByText('予備のコードは、今この画面でだけ表示します').waitFor();
  recoveryKept.push(...(await page.getByRole('listitem').allInnerTexts()));
  assert.equal(new Set(recoveryKept).size, 10);
  await accessible(applicant);
  assert.ok(await applicant.button('使い始める').isDisabled());
  await page.getByLabel('10個の予備のコードを控えました').check();
  await applicant.button('使い始める').click();
  await applicant.heading('ホーム').waitFor();
  await page.getByText('福祉 三郎さん、今日は').waitFor();
});

test('without the phone, a recovery code lets in, once', async () => {
  const { page, who } = applicant;
  for (const passes of [true, false]) {
    await applicant.button('サインアウト').click();
    await page.getByLabel('利用者名').fill(who.login);
    await page.getByLabel('パスワード').fill(who.password);
    await applicant.button('次へ進む').click();
    await page.getByText('認証アプリを使えないとき').click();
    await page.getByText('予備のコード').first().waitFor();
    await page.getByLabel('確認コード').fill(recoveryKept[0]);
    await applicant.button('サインインする').click();
    if (passes) {
      await applicant.heading('ホーム').waitFor();
      continue;
    }
    await page.getByRole('alert').waitFor();
    await page.getByLabel('確認コード').fill(await freshCode(who));
    await applicant.button('サインインする').click();
    await applicant.heading('ホーム').waitFor();
  }
});

test('the application form: what is missing is said, and the verdict follows what is written', async () => {
  const { page } = applicant;
  await menu(applicant).getByRole('link', { name: '申請する' }).click();
  await page.getByRole('heading', { name: 'どの委託の、どの情報ですか' }).waitFor();
  await verdict(applicant).getByText('委託・情報・受け取る人・期限を入れると、ここに判定が出ます。').waitFor();
  await applicant.button('次へ').click();
  await page.getByRole('alert').getByText('直していただくところが3か所あります').waitFor();
  await page.getByRole('alert').getByRole('link', { name: '委託契約を選んでください。' }).click();
  const contract = page.getByRole('combobox', { name: /^委託契約/ });
  assert.ok(await contract.evaluate((e) => e === document.activeElement), 'the link leads to the field');
  await accessible(applicant);

  await page.getByRole('radio', { name: /^受け渡し/ }).check();
  await contract.selectOption(town.engagement);
  await page.getByRole('combobox', { name: /^情報資産/ }).selectOption({ label: '給付対象者台帳（機密性3B）' });
  await page.getByText('重要な情報資産です。2人以上の承認が要ります。').waitFor();
  assert.equal(await page.getByRole('combobox', { name: /^情報の範囲/ }).inputValue(), '市内全域', 'the only range is chosen');
  await applicant.button('次へ').click();

  await page.getByRole('heading', { name: 'だれが受け取りますか' }).waitFor();
  await page.getByRole('radio', { name: /甲野 従事/ }).check();
  await verdict(applicant).getByText('止まります：目的').waitFor();
  await accessible(applicant);
  await applicant.button('保存して次へ').click();

  await page.getByRole('heading', { name: '何のために、いつまで使いますか' }).waitFor();
  assert.match(applicant.path(), /^\/passages\/psg_\w+\/edit$/);
  const stops = verdict(applicant).getByText(/^止まります：/);
  const count = async () => (await stops.allInnerTexts()).length;
  await stops.first().waitFor();
  const before = await count();
  await field(applicant, '目的').fill(purpose);
  await verdict(applicant).getByText('止まります：目的').waitFor({ state: 'detached' });
  await field(applicant, 'データの内容').fill('給付対象世帯の一覧（氏名・住所）');
  await field(applicant, '暗号化などの対策').fill('ディスクを暗号化した端末だけで、鍵のかかる部屋で扱う');
  await verdict(applicant).getByText('止まります：アクセス制御の確認').waitFor();
  for (const name of ['受け取る本人だけが開ける設定になっている', '暗号化して保管される', '委託事業者との通信が暗号化される'])
    await page.getByRole('checkbox', { name }).check();
  await verdict(applicant).getByText('止まります：アクセス制御の確認').waitFor({ state: 'detached' });
  assert.ok((await count()) < before, 'mending makes the list shorter');
  await accessible(applicant);
  await applicant.button('保存して次へ').click();
});

test('the file: progress, pause, resume, and going on after the page was closed', async () => {
  const { page } = applicant;
  await page.getByRole('heading', { name: '渡すファイルを送ってください' }).waitFor();
  const wire = await applicant.context.newCDPSession(page);
  const slow = (bytesPerSecond) =>
    wire.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: bytesPerSecond });
  await wire.send('Network.enable');
  await slow(1024 * 1024);
  const choose = async (words) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByText(words, { exact: true }).click()]);
    await chooser.setFiles(file);
  };
  const bar = page.getByRole('progressbar');
  const at = async () => Number(await bar.getAttribute('aria-valuenow'));
  const beyond = async (value) => {
    for (const end = Date.now() + 30_000; (await at()) <= value; await page.waitForTimeout(100))
      assert.ok(Date.now() < end, `the upload does not get beyond ${value}%`);
  };

  await choose('ファイルを選ぶ');
  await page.getByRole('progressbar', { name: '送っています：給付対象世帯.csv' }).waitFor();
  await beyond(5);
  await applicant.button('一時停止する').click();
  await page.getByRole('progressbar', { name: '一時停止しています：給付対象世帯.csv' }).waitFor();
  const paused = await at();
  await page.waitForTimeout(1500);
  assert.equal(await at(), paused, 'nothing is sent during the pause');
  await accessible(applicant);
  await applicant.button('続きから送る').click();
  await beyond(paused + 5);

  page.once('dialog', (asked) => void asked.accept()); // "leave this page?"
  await page.reload();
  await page.getByText('送り終わっていないファイルがあります').waitFor();
  await page.getByText(/「給付対象世帯\.csv」は.*まで送ってあります。同じファイルをもう一度選ぶと、続きから送ります。/).waitFor();
  await choose('ファイルを選ぶ');
  await page.getByText('前に送った続きから送っています。').waitFor();
  await slow(-1);
  await page.getByText('検査が終わりました。住民のデータ（本番データ）が見つかりました').waitFor({ timeout: 60_000 });
  const found = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: '住民基本台帳' }) });
  await found.getByText(`${residents}人`, { exact: true }).waitFor();
  await found.getByText(/^登録されている2,000人の0\.1%/).waitFor();
  const fingerprint = createHash('sha256').update(bytes).digest('hex').toUpperCase();
  const shown = (await page.getByRole('definition').allInnerTexts()).join(' ').replace(/\s/g, '').toUpperCase();
  assert.ok(shown.includes(fingerprint), 'the fingerprint is that of the file');
  await accessible(applicant);
});

test('production data stop the application until they are applied for; then it is handed in', async () => {
  const { page } = applicant;
  await verdict(applicant).getByText('止まります：本番データの申請').waitFor();
  await applicant.button('保存して次へ').click();
  await page.getByRole('heading', { name: '内容を確かめて、申請してください' }).waitFor();
  assert.ok(await applicant.button('この内容で申請する').isDisabled());
  await page.getByText('まだ申請できません。').waitFor();
  await applicant.button('目的と期限を直す').click();
  await page.getByRole('checkbox', { name: '本番データの持ち出しを申請する' }).check();
  await field(applicant, '本番データが必要な理由').fill('移行の最終確認で、実際のデータの形を確かめるため');
  await verdict(applicant).getByText(/件の決まりを、すべて通ります。/).waitFor();
  await applicant.button('保存して次へ').click();
  await page.getByRole('heading', { name: '渡すファイルを送ってください' }).waitFor();
  await applicant.button('保存して次へ').click();
  await accessible(applicant);
  await applicant.button('この内容で申請する').click();
  await page.getByText('申請しました').waitFor();
  await applicant.heading(purpose).waitFor();
  await next(applicant).getByText('承認を待っています（あと2人）。いま、あなたがすることはありません。').waitFor();
  await accessible(applicant);
});

test('the applicant cannot approve: no button, and the server refuses', async () => {
  const { page } = applicant;
  assert.equal(await applicant.button('承認する').count(), 0);
  const answer = await page.evaluate(async (id) => {
    const session = await (await fetch('/api/session')).json();
    const response = await fetch(`/api/passages/${id}/decisions`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-CSRF-Token': session.csrf_token, 'Idempotency-Key': crypto.randomUUID() },
      body: JSON.stringify({ decision: 'approve', reason: '' }),
    });
    return { status: response.status, body: await response.json() };
  }, applicant.path().split('/')[2]);
  assert.ok(answer.status >= 400 && answer.status < 500, `answered ${answer.status}`);
  assert.ok(answer.body.verdict.findings.some((f) => f.rule.startsWith('approvals.') && f.outcome === 'failed'));
});

async function approves(seat, left) {
  await signIn(seat, seat.who);
  await seat.page.getByRole('heading', { name: 'あなたの承認を待っている申請（1件）' }).waitFor();
  await accessible(seat);
  await seat.page.getByRole('table', { name: 'あなたの承認を待っている申請' }).getByRole('link', { name: purpose }).click();
  await seat.heading(purpose).waitFor();
  await next(seat).getByText(new RegExp(`^住民基本台帳 ${residents}人（`)).waitFor();
  await next(seat).getByText('甲野 従事').first().waitFor();
  await accessible(seat);
  await next(seat).getByRole('button', { name: '承認する', exact: true }).click();
  await dialog(seat).getByRole('heading', { name: '承認しますか' }).waitFor();
  await accessible(seat);
  await dialog(seat).getByRole('button', { name: '承認する', exact: true }).click();
  await dialog(seat).waitFor({ state: 'hidden' });
  await seat.page.getByText(left).first().waitFor();
  await seat.page.getByText('申請を承認した').first().waitFor();
  assert.equal(await next(seat).getByRole('button', { name: '承認する', exact: true }).count(), 0, 'nobody approves twice');
  await seat.open('/');
  await settled(seat.page);
  assert.equal(await seat.page.getByRole('heading', { name: /あなたの承認を待っている申請/ }).count(), 0);
}

test('the first approver finds it at home, reads, approves', async () => {
  await approves(approver1, 'あと1人の承認を待っています');
  await applicant.page.reload();
  await next(applicant).getByText('承認を待っています（あと1人）。').waitFor();
});

test('the recipient sees nothing to collect after one approval', async () => {
  await signIn(recipient, recipient.who);
  await recipient.open(applicant.path());
  await settled(recipient.page);
  assert.equal(await recipient.link('ファイルを受け取る').count(), 0);
});

test('the second approver approves, and it is released', () => approves(approver2, '受け取り待ち'));

test('the recipient collects the file: the same bytes', async () => {
  const { page } = recipient;
  await menu(recipient).getByRole('link', { name: '通過の一覧' }).click();
  await page.getByRole('table', { name: '通過の一覧' }).getByRole('link', { name: purpose }).click();
  await next(recipient).getByText(/^承認されました。/).waitFor();
  await accessible(recipient);
  await recipient.link('ファイルを受け取る').click();
  await page.getByText('あと3回').waitFor();
  await recipient.button('受け取りを始める').click();
  await page.getByText('受け取りの準備ができました').waitFor();
  await page.getByText('あと2回').waitFor();
  await accessible(recipient);
  const got = await saved(recipient, () => recipient.link('「給付対象世帯.csv」を保存する').click());
  assert.equal(got.name, '給付対象世帯.csv');
  assert.ok(got.bytes.equals(bytes));
  await recipient.link('受領証を出す画面へ').click();
});

test('the recipient gives the receipt, and holds the data', async () => {
  const { page } = recipient;
  await next(recipient).getByRole('button', { name: '受領証を出す' }).click();
  await dialog(recipient).getByRole('combobox', { name: /^データを扱う場所/ }).selectOption('見本ビル 3階');
  await accessible(recipient);
  await dialog(recipient).getByRole('button', { name: '受領証を出す' }).click();
  await dialog(recipient).waitFor({ state: 'hidden' });
  await page.getByText('預かり中').first().waitFor();
  await recipient.link('受領証を見る').click();
  await recipient.heading('受領証').waitFor();
  await page.getByRole('article').getByText(/令和\d+年/).first().waitFor();
  await accessible(recipient);
  await page.goBack();
  await recipient.link('預かりを見る').click();
  await page.getByText('複製の届け出はありません。').waitFor();
  await accessible(recipient);
});

test('a copy is applied for by the firm’s manager, and approved by two people', async () => {
  const custody = recipient.path();
  const manager = await seatOf(browser, town.people.prime_manager, custody);
  await manager.button('複写・複製を申請する').click();
  await dialog(manager).getByRole('button', { name: '複写・複製を申請する' }).click();
  await dialog(manager).getByText('入力してください。').first().waitFor();
  await dialog(manager).getByLabel(/^写す先/).selectOption({ index: 1 });
  for (const [name, text] of [['目的', '移行試験の比較のため'], ['置く場所・機器', '作業用端末2号'], ['どう守るか', 'ディスクを暗号化した端末を、施錠した部屋で使う']])
    await dialog(manager).getByRole('textbox', { name: new RegExp(`^${name}`) }).fill(text);
  await accessible(manager);
  await dialog(manager).getByRole('button', { name: '複写・複製を申請する' }).click();
  await dialog(manager).waitFor({ state: 'hidden' });
  await manager.page.getByText('必要な2人のうち0人').waitFor();
  await accessible(manager);
  for (const [approver, shown] of [[approver1, '必要な2人のうち1人'], [approver2, '必要な2人のうち2人']]) {
    await approver.open(custody);
    await approver.button('承認する').click();
    await accessible(approver);
    await dialog(approver).getByRole('button', { name: '承認する' }).click();
    await dialog(approver).waitFor({ state: 'hidden' });
    await approver.page.getByText(shown).waitFor();
  }
  assertQuiet(manager);
  await manager.close();
});

test('copies are declared; erasing asks for them too', async () => {
  const { page } = recipient;
  await page.reload();
  await recipient.button('複製を届け出る').click();
  await dialog(recipient).getByRole('button', { name: '複製を届け出る' }).click();
  await dialog(recipient).getByText('入力してください。').first().waitFor();
  await dialog(recipient).getByRole('textbox', { name: /^複製した目的/ }).fill('移行試験の比較のため');
  await accessible(recipient);
  await dialog(recipient).getByRole('button', { name: '複製を届け出る' }).click();
  await dialog(recipient).waitFor({ state: 'hidden' });
  await page.getByRole('table', { name: '届け出られた複製' }).getByText('作業用端末2号').waitFor();

  await recipient.button('消去する').click();
  await dialog(recipient).getByRole('textbox', { name: /^消去の方法/ }).fill('専用ソフトで上書きして消去した');
  await dialog(recipient).getByRole('textbox', { name: /^確かめたことを一言/ }).fill('端末にもバックアップにも残っていないことを、2人で確かめた');
  await dialog(recipient).getByRole('button', { name: '消去する' }).click();
  await dialog(recipient).getByText('止まります：複製の消去').waitFor();
  await accessible(recipient);
  await dialog(recipient).getByRole('checkbox', { name: '複製（1個）も、すべて消去した' }).check();
  await dialog(recipient).getByRole('button', { name: '消去する' }).click();
  await dialog(recipient).waitFor({ state: 'hidden' });
  await page.getByText('消去ずみ').first().waitFor();
  await next(recipient).getByText('消去が終わり、預かりは終わりました。').waitFor();
  await accessible(recipient);
});

test('the certificate says what, when, who, how; it prints; its proof is saved', async () => {
  const { page } = recipient;
  await recipient.link('証明書を見る').click();
  await recipient.heading('消去証明書').waitFor();
  const paper = page.getByRole('article');
  const text = await paper.innerText();
  for (const part of ['消去証明書', '見本市', '給付対象者台帳', '給付対象世帯.csv', '甲野 従事', '専用ソフトで上書きして消去した']) assert.ok(text.includes(part), `${part} stands in:\n${text}`);
  assert.match(text, /番号\s*\S+/);
  assert.match(text, /令和\d+年\d+月\d+日/);
  assert.match(text, /記録の番号\s*[\d,]+番/);
  await accessible(recipient);

  const proof = await saved(recipient, () => recipient.button('この書類の証拠を保存する').click());
  assert.match(proof.name, /^消去証明書-.*\.tlog-proof$/);
  assert.match(proof.bytes.toString(), /^c2sp\.org\/tlog-proof@v1\n/);

  await page.emulateMedia({ media: 'print' });
  assert.ok(await paper.isVisible());
  assert.ok(!(await recipient.button('印刷する').isVisible()));
  assert.ok(!(await menu(recipient).isVisible()));
  assert.ok((await page.pdf({ format: 'A4' })).subarray(0, 5).equals(Buffer.from('%PDF-')));
  await page.emulateMedia({ media: null });
  recipient.proof = proof.bytes.toString();
});

test('the ledger entry shows its proof', async () => {
  const { page } = recipient;
  await recipient.link('この記録を見る').click();
  await recipient.heading(/^記録 \d+番$/).waitFor();
  const number = Number((await recipient.heading(/^記録 \d+番$/).innerText()).match(/\d+/)[0]);
  await page.getByText('証拠の中身（専門家向け）').click();
  const proof = await page.getByLabel('この記録が並びに入っている証拠').innerText();
  assert.match(proof, /^c2sp\.org\/tlog-proof@v1\n/);
  assert.match(proof, new RegExp(`^index ${number}$`, 'm'));
  assert.match(await page.getByLabel('記録全体の目印（署名つき）').innerText(), /^sekisho\/990019\n\d+\n/);
  const canonical = await page.getByLabel('記録の文面').innerText();
  assert.ok(!canonical.includes('専用ソフト'), 'what may have to be forgotten is not in the entry itself');
  await accessible(recipient);
  const file = await saved(recipient, () => recipient.button('証拠を保存する').click());
  assert.equal(file.bytes.toString().trimEnd(), proof.trimEnd());
});

test('what is erased cannot be collected again', async () => {
  await recipient.open(`${applicant.path()}/download`);
  await recipient.page.getByText('今は受け取れません').waitFor();
  assert.equal(await recipient.button('受け取りを始める').count(), 0);
  await applicant.page.reload();
  await next(applicant).getByText('データの返却または消去まで、すべて終わりました。').waitFor();
  await accessible(applicant);
});

test('nothing happened behind their backs', () => assertQuiet(applicant, approver1, approver2, recipient));
