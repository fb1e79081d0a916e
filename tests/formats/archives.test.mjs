// Archives, compressed files, mail and names, made by the programs that make them in offices.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';
import { folder, walked } from './walked.mjs';

const csv = '氏名,生年月日\r\n髙橋　花子,1980-01-02\r\n';
const bytesOf = (found, path) => found.part(path)?.bytes.toString('utf8');
const seen = (found, path, text = csv) => {
  assert.equal(bytesOf(found, path), text, `${path} in ${found.paths}`);
};
const clean = (found) => assert.deepEqual(found.notes, []);

function input() {
  const f = folder();
  f.write('名簿.csv', csv);
  f.write('b.txt', 'hello\n');
  return f;
}

test('zip by Python: names, folders, stored and deflated, a stream with descriptors', () => {
  const f = input();
  f.python(`
import zipfile, io, sys
with zipfile.ZipFile('a.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    z.writestr('folder/', '')
    z.write('名簿.csv', 'folder/名簿.csv')
    z.write('b.txt', 'b.txt', zipfile.ZIP_STORED)
class Pipe(io.RawIOBase):
    def __init__(self, to): self.to = to
    def writable(self): return True
    def write(self, b): return self.to.write(b)
with open('stream.zip', 'wb') as to, zipfile.ZipFile(Pipe(to), 'w', zipfile.ZIP_DEFLATED) as z:
    z.write('名簿.csv')
    z.write('b.txt')
with zipfile.ZipFile('empty.zip', 'w'): pass
with zipfile.ZipFile('zip64.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('名簿.csv', 'w', force_zip64=True) as to: to.write(open('名簿.csv', 'rb').read())
`);
  for (const [name, path] of [['a.zip', 'a.zip/folder/名簿.csv'], ['stream.zip', 'stream.zip/名簿.csv'], ['zip64.zip', 'zip64.zip/名簿.csv']]) {
    const found = walked(f.at(name));
    clean(found);
    seen(found, path);
    if (name !== 'zip64.zip') seen(found, 'b.txt', 'hello\n');
    assert.ok(!found.paths.includes('a.zip/folder/'));
  }
  const empty = walked(f.at('empty.zip'));
  clean(empty);
  assert.deepEqual(empty.paths, ['empty.zip']);
});

test('zip with names in CP932, as Windows writes them', () => {
  const f = input();
  f.python(`
import zipfile
class Info(zipfile.ZipInfo):
    def _encodeFilenameFlags(self): return self.filename.encode('cp932'), self.flag_bits
with zipfile.ZipFile('a.zip', 'w') as z:
    z.writestr(Info('令和６年度/表ソ能.csv'), open('名簿.csv', 'rb').read())
`);
  const found = walked(f.at('a.zip'));
  clean(found);
  seen(found, 'a.zip/令和６年度/表ソ能.csv');
});

test('zip with 70,000 entries: Zip64 by its count, and the limit of members', () => {
  const f = folder();
  f.python(`
import zipfile
with zipfile.ZipFile('a.zip', 'w') as z:
    for i in range(70000): z.writestr('%d.txt' % i, 'x')
`);
  const found = walked(f.at('a.zip'));
  clean(found);
  assert.equal(found.parts.length, 70001);
  assert.deepEqual(walked(f.at('a.zip'), '--members', 1000).codes, ['too_many']);
});

test('zip by 7z: AES and ZipCrypto, with the password, with a wrong one, and without', () => {
  const f = input();
  f.run('7z', 'a', '-bso0', '-psecret', '-mem=AES256', 'aes.zip', 'b.txt', '名簿.csv');
  f.run('7z', 'a', '-bso0', '-psecret', '-mem=ZipCrypto', 'old.zip', 'b.txt', '名簿.csv');
  for (const name of ['aes.zip', 'old.zip']) {
    const found = walked(f.at(name), '--password', 'wrong', '--password', 'secret');
    clean(found);
    seen(found, `${name}/名簿.csv`);
    seen(found, 'b.txt', 'hello\n');
    for (const options of [[], ['--password', 'wrong']]) {
      const locked = walked(f.at(name), ...options);
      assert.deepEqual(locked.notes.map(({ code, path }) => [code, path]), [['encrypted', `${name}/b.txt`], ['encrypted', `${name}/名簿.csv`]]);
    }
  }
});

test('of 600 passwords that nearly all fail, ZipCrypto takes the right one', () => {
  const f = input();
  f.run('7z', 'a', '-bso0', '-psecret', '-mem=ZipCrypto', 'old.zip', '名簿.csv');
  const wrong = Array.from({ length: 600 }, (_, i) => ['--password', `p${i}`]).flat();
  const found = walked(f.at('old.zip'), ...wrong, '--password', 'secret');
  clean(found);
  seen(found, '名簿.csv');
});

test('zip by Info-ZIP with a password, from a file and from a pipe', () => {
  const f = input();
  f.run('zip', '-q', '-P', 'secret', 'file.zip', '名簿.csv', 'b.txt');
  f.run('sh', '-c', 'cat 名簿.csv | zip -q -P secret pipe.zip -');
  for (const name of ['file.zip', 'pipe.zip']) {
    const found = walked(f.at(name), '--password', 'wrong', '--password', 'secret');
    clean(found);
    seen(found, name === 'file.zip' ? 'file.zip/名簿.csv' : 'pipe.zip/-');
    for (const options of [[], ['--password', 'wrong']]) {
      const locked = walked(f.at(name), ...options);
      assert.ok(locked.notes.length > 0 && locked.notes.every((note) => note.code === 'encrypted' && note.path.startsWith(`${name}/`)));
      assert.equal(locked.parts.reduce((sum, part) => sum + part.bytes.length, 0), 0);
    }
  }
});

test('zip by 7z: other methods', () => {
  const f = folder();
  const text = csv.repeat(1000);
  f.write('名簿.csv', text);
  for (const method of ['BZip2', 'LZMA', 'PPMd', 'xz', 'Deflate64']) {
    try {
      f.run('7z', 'a', '-bso0', `-mm=${method}`, `${method}.zip`, '名簿.csv');
    } catch {
      if (method !== 'xz') throw new Error(method);
      continue; // not made by every 7z
    }
    const found = walked(f.at(`${method}.zip`));
    clean(found);
    seen(found, '名簿.csv', text);
  }
});

test('Deflate64, as Windows packs large files: text, noise and long runs', () => {
  const f = folder();
  f.python(`
import random
random.seed(7)
text = ''.join('%d,%s\\n' % (random.randrange(10**12), random.choice(['山田', '佐藤', '髙橋'])) for i in range(60000)).encode()
noise = random.randbytes(300000)
open('a.csv', 'wb').write(text + b'0' * 700000 + text[:100000] + b'1' * 65540 + text)
open('b.dat', 'wb').write(b'\\1' + noise + bytes(100000) + noise[:70000])
`);
  f.run('7z', 'a', '-bso0', '-mm=Deflate64', 'a.zip', 'a.csv', 'b.dat');
  f.run('7z', 'a', '-bso0', '-mm=Deflate64', '-mx=9', 'b.zip', 'a.csv');
  for (const name of ['a.zip', 'b.zip']) {
    const found = walked(f.at(name));
    assert.deepEqual(found.codes, name === 'a.zip' ? ['unknown_format'] : []);
    assert.ok(found.part(`${name}/a.csv`).bytes.equals(readFileSync(f.at('a.csv'))));
  }
});

test('what stands in a zip beside its entries is looked into', () => {
  const f = input();
  f.python(`
import zipfile
def zipped(name, comment=b''):
    with zipfile.ZipFile(name, 'w', zipfile.ZIP_DEFLATED) as z:
        z.write('名簿.csv')
        z.comment = comment
    return open(name, 'rb').read()
a = zipped('a.zip')
open('behind.zip', 'wb').write(a + '番号 123456789018'.encode())
open('sfx.exe', 'wb').write(b'MZ' + bytes(200) + a)
open('cut.zip', 'wb').write(a[:-30])
zipped('comment.zip', '秘密の値'.encode())
`);
  const behind = walked(f.at('behind.zip'));
  seen(behind, 'behind.zip/名簿.csv');
  seen(behind, 'behind.zip/（隠れた部分）', '番号 123456789018');
  const sfx = walked(f.at('sfx.exe'));
  assert.deepEqual(sfx.codes, ['executable', 'unsupported']);
  seen(sfx, 'sfx.exe/名簿.csv');
  const cut = walked(f.at('cut.zip'));
  assert.deepEqual(cut.codes, ['broken']);
  seen(cut, 'cut.zip/名簿.csv');
  assert.equal(bytesOf(walked(f.at('comment.zip')), 'comment.zip'), '秘密の値\n');
});

test('7z, tar, cab, iso', () => {
  const f = input();
  f.run('7z', 'a', '-bso0', 'a.7z', '名簿.csv', 'b.txt');
  f.run('tar', 'cf', 'gnu.tar', '名簿.csv', 'b.txt');
  f.run('tar', '--format=posix', '-cf', 'posix.tar', '名簿.csv', 'b.txt');
  f.run('tar', '--format=v7', '-cf', 'v7.tar', '名簿.csv', 'b.txt');
  f.run('gcab', '-c', 'a.cab', '名簿.csv', 'b.txt');
  f.run('genisoimage', '-quiet', '-J', '-o', 'joliet.iso', '-graft-points', '名簿.csv=名簿.csv', 'b.txt=b.txt');
  f.run('genisoimage', '-quiet', '-r', '-o', 'rock.iso', '-graft-points', '名簿.csv=名簿.csv', 'b.txt=b.txt');
  for (const name of ['a.7z', 'gnu.tar', 'posix.tar', 'v7.tar', 'a.cab', 'joliet.iso', 'rock.iso']) {
    const found = walked(f.at(name));
    clean(found);
    seen(found, `${name}/名簿.csv`);
    seen(found, `${name}/b.txt`, 'hello\n');
  }
});

test('what an image of a disc holds beside its files is looked into', () => {
  const f = input();
  f.run('genisoimage', '-quiet', '-J', '-o', 'a.iso', '-graft-points', 'b.txt=b.txt');
  f.python(`
b = bytearray(open('a.iso', 'rb').read())
b[100:106] = b'secret'
open('b.iso', 'wb').write(b + b'behind')
`);
  const found = walked(f.at('b.iso'));
  assert.deepEqual(found.notes, []);
  assert.deepEqual(found.parts.map((part) => part.bytes.toString()), ['', 'hello\n', 'secret', 'behind']);
});

test('tar: names in CP932, links that lead out, and what stands behind the end', () => {
  const f = input();
  f.python(`
import tarfile
with tarfile.open('cp932.tar', 'w', format=tarfile.GNU_FORMAT, encoding='cp932') as t: t.add('名簿.csv')
with tarfile.open('link.tar', 'w') as t:
    info = tarfile.TarInfo('x'); info.type = tarfile.SYMTYPE; info.linkname = '../../etc/passwd'; t.addfile(info)
with tarfile.open('one.tar', 'w') as t: t.add('b.txt')
one = open('one.tar', 'rb').read()
with tarfile.open('two.tar', 'w') as t: t.add('名簿.csv')
open('both.tar', 'wb').write(one + open('two.tar', 'rb').read())
open('cut.tar', 'wb').write(open('two.tar', 'rb').read()[:540])
`);
  seen(walked(f.at('cp932.tar')), 'cp932.tar/名簿.csv');
  assert.deepEqual(walked(f.at('link.tar')).codes, ['external_link']);
  const both = walked(f.at('both.tar'));
  clean(both);
  seen(both, 'both.tar/b.txt', 'hello\n');
  seen(both, 'both.tar/（隠れた部分）/名簿.csv');
  assert.ok(walked(f.at('cut.tar')).codes.includes('broken'));
});

test('encrypted 7z: with names and without, whatever password is given', () => {
  const f = input();
  f.run('7z', 'a', '-bso0', '-psecret', 'a.7z', '名簿.csv', 'b.txt');
  f.run('7z', 'a', '-bso0', '-psecret', '-mhe=on', 'b.7z', '名簿.csv');
  f.python(`
import zipfile
with zipfile.ZipFile('outer.zip', 'w') as z:
    for name in ('a.7z', 'b.7z'): z.write(name)
`);
  for (const options of [[], ['--password', 'secret']]) {
    const found = walked(f.at('outer.zip'), ...options);
    assert.ok(found.codes.length >= 2 && found.codes.every((code) => code === 'encrypted'), `${found.codes}`);
    for (const path of ['a.7z/名簿.csv', 'a.7z/b.txt', 'b.7z']) assert.ok(found.notes.some((note) => note.path === `outer.zip/${path}`), path);
    assert.equal(found.parts.reduce((sum, part) => sum + part.bytes.length, 0), 0);
  }
});

test('lzh, with a name in CP932', () => {
  const f = folder();
  f.write('1234.csv', csv);
  f.run('jlha', '-a2q', 'a.lzh', '1234.csv');
  // As written on Windows: the level-0 header has a sum of its bytes.
  f.run('jlha', '-a0q', 'z.lzh', '1234.csv');
  f.python(`
b = bytearray(open('z.lzh', 'rb').read())
at = b.index(b'1234.csv')
b[at:at + 4] = '名簿'.encode('cp932')
b[1] = sum(b[2:2 + b[0]]) & 255
open('z.lzh', 'wb').write(b)
`);
  clean(walked(f.at('a.lzh')));
  seen(walked(f.at('a.lzh')), 'a.lzh/1234.csv');
  clean(walked(f.at('z.lzh')));
  seen(walked(f.at('z.lzh')), 'z.lzh/名簿.csv');
});

test('gz, bz2, xz, zst, lzma: one member, named without the ending; concatenated ones whole; trailing bytes looked into', () => {
  const f = folder();
  const text = csv.repeat(5000);
  f.write('a.csv', text);
  f.python(`
import gzip, bz2, lzma
data = open('a.csv', 'rb').read()
half = len(data) // 2
for end, pack in (('gz', gzip.compress), ('bz2', bz2.compress), ('xz', lzma.compress)):
    open('a.csv.' + end, 'wb').write(pack(data))
    open('two.csv.' + end, 'wb').write(pack(data[:half]) + pack(data[half:]))
    open('cut.csv.' + end, 'wb').write(pack(data)[:-20])
    open('more.csv.' + end, 'wb').write(pack(data) + b'hidden text')
open('a.csv.lzma', 'wb').write(lzma.compress(data, format=lzma.FORMAT_ALONE))
`);
  f.run('zstd', '-q', 'a.csv');
  for (const ending of ['gz', 'bz2', 'xz', 'zst', 'lzma']) {
    const found = walked(f.at(`a.csv.${ending}`));
    clean(found);
    seen(found, `a.csv.${ending}/a.csv`, text);
  }
  for (const ending of ['gz', 'bz2', 'xz']) {
    const two = walked(f.at(`two.csv.${ending}`));
    clean(two);
    seen(two, 'two.csv', text);
    const cut = walked(f.at(`cut.csv.${ending}`));
    assert.equal(cut.notes.length > 0 && cut.notes.every((note) => ['broken', 'truncated'].includes(note.code)), true, `${ending}: ${cut.codes}`);
    const more = walked(f.at(`more.csv.${ending}`));
    if (ending === 'xz') {
      assert.deepEqual(more.codes, ['broken']); // it allows nothing behind its end
      continue;
    }
    seen(more, 'more.csv', text);
    seen(more, '（隠れた部分）', 'hidden text');
  }
  f.run('tar', 'czf', 'a.tgz', 'a.csv');
  seen(walked(f.at('a.tgz')), 'a.tgz/a.tar/a.csv', text);
});

test('nested to a depth, and no further', () => {
  const f = input();
  f.run('7z', 'a', '-bso0', 'n0.zip', '名簿.csv');
  for (let i = 1; i <= 10; ++i) f.run('7z', 'a', '-bso0', `n${i}.zip`, `n${i - 1}.zip`);
  seen(walked(f.at('n6.zip')), '名簿.csv');
  const deep = walked(f.at('n10.zip'));
  assert.deepEqual(deep.codes, ['too_deep']);
});

test('bombs: of zeros, and like 42.zip', () => {
  const f = folder();
  f.python(`
import zipfile, gzip
with zipfile.ZipFile('zeros.zip', 'w', zipfile.ZIP_DEFLATED) as z:
    with z.open('zeros.txt', 'w') as to:
        for i in range(300): to.write(b'0' * 1000000)
name = 'zeros.zip'
for level in range(3):
    with zipfile.ZipFile('level%d.zip' % level, 'w', zipfile.ZIP_DEFLATED) as z:
        for i in range(16): z.write(name, '%d.zip' % i)
    name = 'level%d.zip' % level
with open('zeros.gz', 'wb') as to: to.write(gzip.compress(b'0' * 300000000))
`);
  for (const name of ['level2.zip', 'zeros.gz', 'zeros.zip']) {
    const found = walked(f.at(name));
    assert.deepEqual(found.codes, ['bomb'], name);
  }
  assert.deepEqual(walked(f.at('zeros.zip'), '--unpacked', 1000000).codes, ['too_large']);
});
