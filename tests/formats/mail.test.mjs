// Mail, made by Python's email package and by hand where mail programs differ from it; and what names give away.
import assert from 'node:assert/strict';
import test from 'node:test';
import { folder, walked } from './walked.mjs';

const bytesOf = (found, path) => found.part(path)?.bytes.toString('utf8');

test('a mail with a body, an HTML body and attachments', () => {
  const f = folder();
  f.python(`
import zipfile, io
from email.message import EmailMessage
from email import policy
m = EmailMessage()
m['From'] = '髙橋花子 <hanako@example.jp>'
m['To'] = 'town@example.jp'
m['Subject'] = '名簿を送ります。とても長い件名なので、途中で折り返されるはずです。番号は 123456789018 です'
m['Date'] = 'Thu, 01 Jan 2026 00:00:00 +0900'
m.set_content('本文です。\\n住所は中央1-2-3。\\n')
m.add_alternative('<html><body>本文<b>HTML</b></body></html>', subtype='html')
m.add_attachment('氏名\\n山田\\n'.encode(), maintype='text', subtype='csv', filename='給付金　対象者の名簿（令和六年度分・最終版）.csv')
z = io.BytesIO()
with zipfile.ZipFile(z, 'w') as to: to.writestr('中.txt', '中身')
m.add_attachment(z.getvalue(), maintype='application', subtype='zip', filename='a.zip')
inner = EmailMessage(); inner['Subject'] = '転送の件名'; inner['From'] = 'a@example.jp'; inner.set_content('転送の本文')
m.add_attachment(inner)
open('a.eml', 'wb').write(m.as_bytes(policy=policy.SMTP))
open('b.eml', 'wb').write(m.as_bytes(policy=policy.SMTP.clone(cte_type='8bit')))
`);
  for (const name of ['a.eml', 'b.eml']) {
    const found = walked(f.at(name));
    assert.deepEqual(found.notes, []);
    const whole = found.part(name);
    assert.match(whole.text, /From: 髙橋花子 <hanako@example\.jp>/);
    assert.match(whole.text, /Subject: 名簿を送ります。とても長い件名なので、途中で折り返されるはずです。番号は 123456789018 です/);
    assert.match(whole.text, /本文です。\n住所は中央1-2-3。/);
    assert.equal(bytesOf(found, '給付金　対象者の名簿（令和六年度分・最終版）.csv'), '氏名\n山田\n');
    assert.equal(bytesOf(found, 'a.zip/中.txt'), '中身');
    const html = found.parts.find((part) => part.name.endsWith('.html'));
    assert.equal(html.kind, 'attachment');
    assert.equal(html.text, '本文HTML\n');
    const forwarded = found.parts.find((part) => part.kind === 'message');
    assert.match(forwarded.text, /Subject: 転送の件名[^]*転送の本文/);
  }
});

test('Japanese encodings, with the characters that only Windows has', () => {
  const f = folder();
  const names = f.python(`
import base64, sys
def jis(text):  # as Outlook sends it: 髙 and ① are in NEC's and IBM's rows
    out = b''; kanji = False
    for c in text:
        b = c.encode('cp932')
        if len(b) == 2:
            if not kanji: out += b'\\x1b$B'; kanji = True
            s1, s2 = b
            s1 = (s1 - 0x81 if s1 < 0xA0 else s1 - 0xC1) * 2 + 0x21
            if s2 >= 0x9F: s1 += 1; s2 -= 0x7E
            else: s2 -= 0x1F if s2 < 0x7F else 0x20
            out += bytes([s1, s2])
        else:
            if kanji: out += b'\\x1b(B'; kanji = False
            out += b
    return out + (b'\\x1b(B' if kanji else b'')
text = '\\ufa11\\u9ad9橋 ①番 "表" \\\\ 100円 〜－'.replace('\\ufa11', '﨑').replace('〜', '～')
def eml(name, charset, body, cte='8bit'):
    word = '=?%s?B?%s?=' % (charset, base64.b64encode(body).decode())
    head = 'From: a@example.jp\\r\\nTo: b@example.jp\\r\\nSubject: %s\\r\\nMIME-Version: 1.0\\r\\nContent-Type: text/plain; charset=%s\\r\\nContent-Transfer-Encoding: %s\\r\\n\\r\\n' % (word, charset, cte)
    open(name, 'wb').write(head.encode() + body + b'\\r\\n')
eml('jis.eml', 'ISO-2022-JP', jis(text), '7bit')
eml('sjis.eml', 'Shift_JIS', text.encode('cp932'))
eml('utf8.eml', 'UTF-8', text.encode())
euc = b''.join(bytes([0x80 | b for b in jis(c)[3:5]]) if len(c.encode('cp932')) == 2 else c.encode() for c in text)
eml('euc.eml', 'EUC-JP', euc)
half = 'ｻﾄｳ'
eml('kana.eml', 'iso-2022-jp', b'\\x1b(I' + bytes(b & 127 for b in half.encode('cp932')) + b'\\x1b(B', '7bit')
open('raw.eml', 'wb').write(b'From: a@example.jp\\nTo: b@example.jp\\nSubject: ' + jis('生の件名') + b'\\nDate: x\\n\\n' + jis('生の本文') + b'\\n')
sys.stdout.write(text)
`);
  for (const name of ['jis.eml', 'sjis.eml', 'utf8.eml', 'euc.eml']) {
    const found = walked(f.at(name));
    assert.deepEqual(found.notes, [], name);
    assert.equal(found.text.split(names).length, 3, `${name}: ${found.text}`);
  }
  assert.equal(walked(f.at('kana.eml')).text.split('ｻﾄｳ').length, 3);
  const raw = walked(f.at('raw.eml')).text;
  assert.match(raw, /生の件名[^]*生の本文/);
});

test('names of attachments: RFC 2231, encoded words, raw bytes', () => {
  const f = folder();
  const eml = (disposition) =>
    f.write('a.eml', Buffer.concat([
      Buffer.from('From: a@example.jp\nTo: b@example.jp\nSubject: x\nMIME-Version: 1.0\nContent-Type: multipart/mixed; boundary="=_b"\n\n--=_b\nContent-Type: application/octet-stream\nContent-Transfer-Encoding: base64\n'),
      disposition, Buffer.from('\n\neHl6\n--=_b--\n'),
    ]));
  const cases = [
    "Content-Disposition: attachment; filename*=utf-8''%E5%90%8D%E7%B0%BF.csv",
    "Content-Disposition: attachment;\n filename*0*=shift_jis'ja'%96%BC;\n filename*1*=%95%EB.csv",
    "Content-Disposition: attachment; filename*=iso-2022-jp''%1B%24B%4C%3E%4A%6D%1B%28B.csv",
    'Content-Disposition: attachment; filename="=?UTF-8?B?5ZCN57C/LmNzdg==?="',
    'Content-Disposition: attachment;\n filename="=?UTF-8?Q?=E5=90=8D?=\n =?UTF-8?Q?=E7=B0=BF=2Ecsv?="',
    'Content-Disposition: attachment; filename="名簿.csv"',
    'Content-Type: application/x; name="=?ISO-2022-JP?B?GyRCTD5KbRsoQi5jc3Y=?="',
  ];
  for (const one of cases) {
    const found = walked(eml(Buffer.from(one)));
    if (one.startsWith('Content-Type')) continue; // the first field of a name counts
    assert.equal(bytesOf(found, 'a.eml/名簿.csv'), 'xyz', one);
  }
});

test('mbox', () => {
  const f = folder();
  f.python(`
import mailbox
from email.message import EmailMessage
box = mailbox.mbox('box.mbox')
for i in range(3):
    m = EmailMessage(); m['From'] = 'a%d@example.jp' % i; m['To'] = 'b@example.jp'; m['Subject'] = '件名%d' % i
    m.set_content('本文%d\\n\\nFrom here on\\n' % i)
    if i == 1: m.add_attachment('添付'.encode(), maintype='text', subtype='csv', filename='x.csv')
    box.add(m)
box.flush()
`);
  const found = walked(f.at('box.mbox'));
  assert.deepEqual(found.notes, []);
  assert.equal(found.parts.filter((part) => part.kind === 'message').length, 3);
  for (let i = 0; i < 3; ++i) assert.match(found.text, new RegExp(`Subject: 件名${i}[^]*本文${i}`));
  assert.equal(bytesOf(found, 'x.csv'), '添付');
});

test('mail that hides, breaks off, or is encrypted', () => {
  const f = folder();
  const head = 'From: a@example.jp\nTo: b@example.jp\nSubject: x\nMIME-Version: 1.0\n';
  const part = '--b\nContent-Type: text/plain\n\nshown\n';
  const hidden = walked(f.write('a.eml', `${head}Content-Type: multipart/mixed; boundary=b\n\nbefore\n${part}--b--\nbehind\n`));
  assert.deepEqual(hidden.notes, []);
  const said = hidden.parts.map((one) => one.bytes.toString()).join('');
  for (const word of ['before', 'shown', 'behind']) assert.match(said, new RegExp(word));
  assert.deepEqual(walked(f.write('a.eml', `${head}Content-Type: multipart/mixed; boundary=b\n\n${part}`)).codes, ['truncated']);
  assert.deepEqual(walked(f.write('a.eml', `${head}Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m\nContent-Transfer-Encoding: base64\n\nMIIBHgYJKoZIhvcNAQcDoIIBDzCCAQsCAQAxgcAwgb0CAQAwJjASMRAwDgYDVQQDDAd0\n`)).codes.slice(0, 2), ['encrypted', 'encrypted']);
  assert.deepEqual(walked(f.write('a.eml', `${head}\n-----BEGIN PGP MESSAGE-----\n\nhQEMA+\n-----END PGP MESSAGE-----\n`)).codes, ['encrypted']);
  let nested = `${part}`;
  for (let i = 0; i < 60; ++i) nested = `--${i}\nContent-Type: multipart/mixed; boundary=${i ? i - 1 : 'b'}\n\n${nested}--${i}--\n`;
  assert.ok(walked(f.write('a.eml', `${head}Content-Type: multipart/mixed; boundary=59\n\n${nested}`)).codes.includes('too_deep'));
});

test('signed mail: a detached signature is known; what stands inside one is not seen', () => {
  const f = folder();
  f.run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'k', '-out', 'c', '-subj', '/CN=x', '-days', '2');
  f.write('in.txt', 'Content-Type: text/plain\r\n\r\n本文 123456789018\r\n');
  const sign = (out, ...how) => f.run('openssl', ...how, '-sign', '-in', 'in.txt', '-signer', 'c', '-inkey', 'k', '-out', out, '-from', 'a@example.jp', '-to', 'b@example.jp', '-subject', 'x');
  sign('clear.eml', 'cms');
  sign('old.eml', 'smime');
  for (const name of ['clear.eml', 'old.eml']) {
    const found = walked(f.at(name));
    assert.deepEqual(found.notes, [], name);
    assert.match(found.parts[0].text + found.parts[0].bytes, /本文 123456789018/);
    assert.ok(found.part('smime.p7s'));
  }
  sign('opaque.eml', 'cms', '-nodetach');
  assert.deepEqual(walked(f.at('opaque.eml')).codes, ['unsupported']);
  f.run('openssl', 'cms', '-sign', '-binary', '-in', 'in.txt', '-signer', 'c', '-inkey', 'k', '-outform', 'DER', '-out', 'a.p7s');
  assert.deepEqual(walked(f.at('a.p7s')).codes, []);
  // Something behind it, and something else under its name.
  f.python("d = open('a.p7s', 'rb').read(); open('b.p7s', 'wb').write(d + b'x'); open('c.p7s', 'wb').write(d[:-1])");
  assert.deepEqual(walked(f.at('b.p7s')).codes, ['broken']);
  assert.deepEqual(walked(f.at('c.p7s')).codes, ['broken']);
  const head = 'From: a@example.jp\nTo: b@example.jp\nSubject: x\nMIME-Version: 1.0\n';
  const named = 'Content-Type: application/pkcs7-signature; name=smime.p7s\nContent-Transfer-Encoding: base64\n\n';
  assert.deepEqual(walked(f.write('a.eml', `${head}${named}AAECAwQF\n`)).codes, ['unknown_format']);
});

test('files that are encrypted, and files that are base64 or uuencode all over', () => {
  const f = folder();
  const inner = '氏名,番号\n山田,123456789018\n'.repeat(20);
  f.write('in.csv', inner);
  f.run('openssl', 'enc', '-aes-256-cbc', '-pbkdf2', '-k', 'x', '-in', 'in.csv', '-out', 'salted.bin');
  f.run('openssl', 'enc', '-aes-256-cbc', '-pbkdf2', '-k', 'x', '-a', '-in', 'in.csv', '-out', 'salted.txt');
  f.run('openssl', 'req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', 'k', '-out', 'c', '-subj', '/CN=x', '-days', '2');
  f.run('openssl', 'cms', '-encrypt', '-in', 'in.csv', '-outform', 'DER', '-out', 'cms.der', 'c');
  f.run('openssl', 'cms', '-encrypt', '-in', 'in.csv', '-outform', 'PEM', '-out', 'cms.pem', 'c');
  f.run('openssl', 'smime', '-encrypt', '-in', 'in.csv', '-out', 'smime.eml', '-from', 'a@example.jp', '-to', 'b@example.jp', '-subject', 'x', 'c');
  for (const name of ['salted.bin', 'cms.der', 'cms.pem']) assert.deepEqual(walked(f.at(name)).codes, ['encrypted'], name);
  for (const name of ['salted.txt', 'smime.eml']) assert.ok(walked(f.at(name)).codes.includes('encrypted'), name);
  f.write('a.txt', Buffer.from(inner).toString('base64'));
  f.run('openssl', 'base64', '-in', 'in.csv', '-out', 'b.txt');
  f.python("import binascii\nd=open('in.csv','rb').read()\nopen('c.uu','wb').write(b'begin 644 in.csv\\n'+b''.join(binascii.b2a_uu(d[i:i+45]) for i in range(0,len(d),45))+b'`\\nend\\n')");
  for (const [name, path] of [['a.txt', 'a.txt/base64'], ['b.txt', 'b.txt/base64'], ['c.uu', 'c.uu/in.csv']]) {
    const found = walked(f.at(name));
    assert.deepEqual(found.notes, [], name);
    assert.equal(bytesOf(found, path), inner);
  }
  const numbers = '123456789018\n'.repeat(5000);
  assert.deepEqual(walked(f.write('numbers.txt', numbers)).paths, ['numbers.txt']);
});

test('what a name gives away', () => {
  const f = folder();
  const png = Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64');
  const zip = Buffer.concat([Buffer.from('PK\x05\x06', 'latin1'), Buffer.alloc(18)]);
  const pe = Buffer.alloc(512);
  pe.write('MZ');
  pe[60] = 128;
  pe.write('PE\0\0', 128);
  const cases = [
    ['見積.pdf.exe', pe, ['executable', 'double_extension', 'unsupported']],
    ['名簿.xlsx.js', 'x', ['executable', 'double_extension']],
    ['見積.pdf      .exe', pe, ['executable', 'double_extension', 'unsupported']],
    ['a.exe. ', pe, ['executable', 'unsupported']],
    ['a.txt', pe, ['executable', 'disguised', 'unsupported']],
    ['a.csv', zip, ['disguised']],
    ['a.zip', zip, []],
    ['a.xlsx', 'x,y\n', ['disguised']],
    ['a.jpg', png, ['picture']],
    ['a.pdf', png, ['disguised', 'picture']],
    ['a.png', 'x', ['disguised']],
    ['a', png, ['picture']],
    ['x\u202Egpj.exe', pe, ['bidi_name', 'executable', 'unsupported']],
    ['x.url', '[InternetShortcut]\r\nURL=http://example.jp/\r\n', ['shortcut']],
    ['x.txt', '[InternetShortcut]\r\nURL=http://example.jp/\r\n', ['shortcut']],
    ['x.bat', 'echo off\r\n', ['executable']],
    ['x', '#!/bin/sh\necho\n', ['executable']],
    ['x.html', '<html><script>alert(1)</script></html>', ['script']],
    ['x.html', '<html><p>plain</p></html>', []],
    ['x.svg', '<svg onload="x()"/>', ['script']],
    ['x.csv', 'MZ,ID3,BM\n1,2,3\n', []],
    ['x.csv', 'ID3,AC10\n070701,1\n', []],
    ['x.csv', '070701,070702\n', []],
    ['x.tar.gz', Buffer.alloc(0), []],
  ];
  for (const [name, content, codes] of cases) assert.deepEqual(walked(f.write(name, content)).codes, codes, JSON.stringify(name));
});
