import { useParams } from 'react-router'
import { useQuery } from '../../api/hooks'
import type { EntryView } from '../../api/types'
import { longTime } from '../../lib/dates'
import { count } from '../../lib/numbers'
import { placeOf } from '../../lib/places'
import { saveText } from '../../lib/save'
import { Button, ButtonRow, TextLink } from '../../ui/button'
import { FactList, Fingerprint } from '../../ui/data'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'

const t = {
  title: (n: string) => `記録 ${n}番`,
  crumb: '記録',
  what: '出来事',
  who: 'した人',
  at: '日時',
  about: '何について',
  place: '記録の並び',
  placeOf: (n: number, size: number) => `${count(n)}番（全部で${count(size)}件）`,
  values: '記録された内容',
  valuesLead:
    '氏名や理由などは、記録そのものには目印だけを残し、内容は別に保管しています。消去すると内容は消えますが、記録が正しいことは確かめ続けられます。',
  how: 'この記録が後から変えられていないことを確かめる方法',
  step1: '「証拠を保存する」を押して、この記録の証拠を手元に保存します。',
  step2: 'この仕組みにつながっていないパソコンに移します。',
  step3: 'そのパソコンの確認用プログラム（sekisho verify）に、証拠と、前に控えておいた「記録全体の目印」を渡します。',
  step4:
    '「確かめられました」と出れば、この記録は、書かれたときのまま、この並びに入っています。1文字でも変わっていれば「合いません」と出ます。',
  save: '証拠を保存する',
  details: '証拠の中身（専門家向け）',
  leaf: '記録の指紋',
  canonical: '記録の文面',
  checkpoint: '記録全体の目印（署名つき）',
  proof: 'この記録が並びに入っている証拠',
  see: 'もとの画面を開く',
}

export function EntryPage() {
  const { seq = '' } = useParams()
  const query = useQuery<EntryView>(`/api/ledger/${seq}`)
  return (
    <Page title={t.title(seq)} crumbs={[{ to: '/ledger', label: t.crumb }]} narrow>
      <Load query={query}>
        {(entry) => {
          const to = placeOf(entry.row.subject)
          return (
            <>
              <FactList
                lines={[
                  [t.what, entry.row.text],
                  [t.who, entry.row.actor_name || '―'],
                  [t.at, longTime(entry.row.at)],
                  [
                    t.about,
                    <>
                      {entry.row.subject}
                      {to && (
                        <>
                          {'　'}
                          <TextLink to={to}>{t.see}</TextLink>
                        </>
                      )}
                    </>,
                  ],
                  [t.place, t.placeOf(entry.row.seq, entry.size)],
                  [t.leaf, <Fingerprint key="leaf" hex={entry.leaf} />],
                ]}
              />
              {entry.disclosed.length > 0 && (
                <Section title={t.values} lead={t.valuesLead}>
                  <FactList lines={entry.disclosed.map((e) => [fieldWords[e.name] ?? e.name, e.value] as const)} />
                </Section>
              )}
              <Section title={t.how}>
                <ol className="list-decimal pl-6">
                  <li>{t.step1}</li>
                  <li>{t.step2}</li>
                  <li>{t.step3}</li>
                  <li>{t.step4}</li>
                </ol>
                <ButtonRow className="mt-4">
                  <Button onClick={() => saveText(`sekisho-${seq}.tlog-proof`, entry.proof)}>{t.save}</Button>
                </ButtonRow>
                <details className="mt-6">
                  <summary className="inline-flex min-h-11 items-center text-key-900 underline underline-offset-4">
                    {t.details}
                  </summary>
                  <Raw title={t.canonical} text={entry.canonical} />
                  <Raw title={t.checkpoint} text={entry.checkpoint} />
                  <Raw title={t.proof} text={entry.proof} />
                </details>
              </Section>
            </>
          )
        }}
      </Load>
    </Page>
  )
}

function Raw({ title, text }: { title: string; text: string }) {
  return (
    <>
      <h3 className="mt-3 font-bold">{title}</h3>
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so the keyboard must reach it */}
      <pre tabIndex={0} aria-label={title} className="overflow-x-auto rounded-8 bg-solid-gray-50 p-3 font-mono text-sm">
        {text}
      </pre>
    </>
  )
}

const fieldWords: Record<string, string> = {
  purpose: '目的',
  content_description: 'データの内容',
  protection: '暗号化などの対策',
  production_reason: '本番データが必要な理由',
  reason: '理由',
  name: '名前',
  kana: 'ふりがな',
  place: '場所',
  method: '方法',
  statement: '確かめたこと',
  responsible_person: '責任者',
  workplace: '作業する場所',
  file_name: 'ファイルの名前',
  login: '利用者名',
}
