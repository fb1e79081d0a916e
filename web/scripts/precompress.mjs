// Lays a .br and a .gz beside each built file and writes dist/manifest.tsv, the list that the program embeds.
// One line a file, fields parted by tabs:
//   URL path, content type, "immutable" | "revalidate", file, .br file or "-", .gz file or "-"   (files relative to dist/)
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { extname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const dist = fileURLToPath(new URL('../dist', import.meta.url))
const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

function* filesIn(dir) {
  for (const name of readdirSync(dir).sort()) {
    const path = join(dir, name)
    if (statSync(path).isDirectory()) yield* filesIn(path)
    else yield path
  }
}

for (const path of [...filesIn(dist)]) if (/\.(br|gz)$/.test(path)) rmSync(path)
rmSync(join(dist, 'manifest.tsv'), { force: true })

const lines = []
for (const path of [...filesIn(dist)]) {
  const file = relative(dist, path).replaceAll('\\', '/')
  const type = types[extname(path)]
  if (!type) throw new Error(`${file}: no content type is known for this kind of file (scripts/precompress.mjs)`)
  const bytes = readFileSync(path)
  const pack = (ending, packed) => {
    if (packed.length >= bytes.length) return '-'
    writeFileSync(path + ending, packed)
    return file + ending
  }
  const br = pack('.br', brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }))
  const gz = pack('.gz', gzipSync(bytes, { level: 9 }))
  const cache = file.startsWith('assets/') ? 'immutable' : 'revalidate'
  lines.push(['/' + (file === 'index.html' ? '' : file), type, cache, file, br, gz].join('\t'))
}
writeFileSync(join(dist, 'manifest.tsv'), lines.join('\n') + '\n')
console.log(`dist/manifest.tsv: ${lines.length} files`)
