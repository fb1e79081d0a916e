// Pictures of every page, wide and narrow, to be looked at:
//   SEKISHO_TEST_BINARY=build/release/sekisho node tests/browser/screenshots.mjs DIRECTORY [ROLE...]
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { desktop, launch, phone, settled, sitDown, takeSession } from './browser.mjs';
import { furnishedTown, places } from './places.mjs';

const [directory, ...only] = process.argv.slice(2);
if (!directory) {
  console.error('usage: screenshots.mjs DIRECTORY [ROLE...]');
  process.exit(2);
}
mkdirSync(directory, { recursive: true });

const town = await furnishedTown();
const browser = await launch();
for (const [role, list] of Object.entries(places(town))) {
  if (only.length > 0 && !only.includes(role)) continue;
  const seat = await sitDown(browser, town);
  if (role !== 'nobody') await takeSession(seat, town.people[role]);
  for (const [name, path] of list)
    for (const [size, viewport] of Object.entries({ wide: desktop, phone })) {
      await seat.page.setViewportSize(viewport);
      await seat.open(path);
      await settled(seat.page);
      await seat.page.screenshot({ path: join(directory, `${role}-${name}-${size}.png`), fullPage: true });
    }
  await seat.close();
}
await browser.close();
await town.remove();
