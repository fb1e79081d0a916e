// The pictures of the documents, taken from a running demonstration town:
//   build/release/sekisho serve --data var/demo/data --keys var/demo/keys --http --listen 127.0.0.1:8080 &
//   node docs/images/shots.mjs http://localhost:8080
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

const { chromium } = createRequire(new URL('../../tests/package.json', import.meta.url))('playwright-core');
const [base = 'http://localhost:8080'] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu'] });

const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

// `where`: a path, or a function that finds it by the API as the person who is signed in.
async function shot(name, person, viewport, where, act = async () => {}) {
  const context = await browser.newContext({ viewport, locale: 'ja-JP', timezoneId: 'Asia/Tokyo', ignoreHTTPSErrors: true });
  const page = await context.newPage();
  await page.goto(base);
  await page.getByRole('button', { name: `${person}として始める` }).click();
  await page.waitForLoadState('networkidle');
  const path = typeof where === 'string' ? where : await where(async (url) => page.evaluate((u) => fetch(u).then((r) => r.json()), url));
  await page.goto(base + path);
  await page.waitForLoadState('networkidle');
  await act(page);
  await page.screenshot({ path: fileURLToPath(new URL(`${name}.png`, import.meta.url)) });
  await context.close();
}

const passageOf = (purpose) => async (get) => {
  const found = (await get(`/api/passages?limit=200`)).items.find((item) => item.purpose === purpose);
  if (!found) throw new Error(`no application ${purpose}`);
  return `/passages/${found.id}`;
};

await shot('home', '架空 さくら', desktop, '/');
await shot('passage', '架空 さくら', desktop, passageOf('住所の変換の誤りを調べるため'));
await shot('stopped', '書式 八重', desktop, passageOf('計算の不具合を調べるため'), (page) =>
  page.getByText('このまま申請したときの判定です。').evaluate((element) => {
    element.scrollIntoView();
    scrollBy(0, -120);
  }),
);
await shot('receive-390', '実装 はるか', phone, passageOf('移行プログラムの二回目の試験のため'));
await shot('certificate', '架空 さくら', desktop, async (get) => {
  const found = (await get('/api/custodies?state=erased')).items[0];
  return `/custodies/${found.id}/certificate`;
});
await shot('chain', '架空 さくら', desktop, async (get) => {
  const engagements = (await get('/api/engagements?limit=200')).items;
  const tiers = await Promise.all(engagements.map(({ id }) => get(`/api/engagements/${id}/chain`)));
  const longest = tiers.map((chain, i) => [chain.tiers.length, engagements[i].id]).sort(([a], [b]) => b - a)[0];
  return `/contracts/${longest[1]}/chain`;
});
await shot('sheet', '雛形 二郎', desktop, async (get) => {
  const { items } = await get('/api/sheets?limit=200');
  const withSheet = items.filter((item) => item.sheet);
  return `/sheets/${(withSheet.find((item) => item.state === 'submitted') ?? withSheet[0]).sheet}`;
});
await shot('reception', '窓口 ひかり', { width: 1024, height: 768 }, '/reception', async (page) => {
  await page.getByRole('searchbox').or(page.getByRole('textbox')).first().fill('み');
  await page.waitForTimeout(1500);
});
await browser.close();
