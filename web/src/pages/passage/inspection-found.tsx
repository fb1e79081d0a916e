// Whose data is in the file: figures by dataset, what proved them, where they stand.
import type { FoundDataset, FoundPattern, FoundPlace, InspectionReport } from '../../api/types'
import { count } from '../../lib/numbers'
import { Chip, DataTable } from '../../ui/data'

const t = {
  title: '見つかった情報',
  lead: '同じ人・同じ世帯・同じ口座は、ファイルの中に何度あっても1つと数えています。',
  atLeast: '少なくとも',
  of: (total: number, counter: string, share: string) => `登録されている${count(total)}${counter}の${share}`,
  all: '全員分',
  allOthers: 'すべて',
  households: (n: number) => `${count(n)}世帯`,
  weak: '偶然の一致かもしれません',
  weakText: 'ごくわずかで、手がかりも弱いため、同じ氏名・同じ生年月日の別の人かもしれません。中身を確かめてください。',
  proof: 'どうしてわかったか',
  strong: '確かな手がかり',
  proofLine: (what: string, n: number) => `${what} … ${count(n)}件`,
  where: 'どこにあるか',
  place: '場所',
  rows: '行',
  records: '件数',
  whole: '全体',
  file: 'このファイル',
  places: (name: string) => `${name}が見つかった場所`,
  samples: '見つかった値の例（一部を伏せています）',
  hidden: '値の例は、承認する人と、情報セキュリティの責任者だけに表示します。',
  patterns: '番号の形をしたもの',
  patternsLead: '照合データにあるかどうかにかかわらず、番号としての形（検査数字など）が正しいものを数えています。',
  patternCaption: '番号の形をしたもの',
  kind: '種類',
}

/** "100%" only for all of them. */
const share = (units: number, total: number): string => {
  if (total <= 0) return ''
  const percent = (units / total) * 100
  if (percent < 0.1) return '0.1%未満'
  return `${Math.min(99.9, Math.floor(percent * 10) / 10)}%`
}

function Places({ places, name }: { places: FoundPlace[]; name: string }) {
  if (places.length === 0) return null
  return (
    <details className="mt-3">
      <summary className="min-h-11 cursor-pointer py-2 font-bold text-key-900 underline underline-offset-4">
        {t.where}（{count(places.length)}）
      </summary>
      <DataTable
        caption={t.places(name)}
        rows={places.map((place, i) => ({ ...place, i }))}
        rowKey={(p) => String(p.i)}
        columns={[
          { header: t.place, main: true, className: 'break-all', cell: (p) => p.path || t.file },
          { header: t.rows, className: 'break-all md:max-w-64', cell: (p) => p.rows || t.whole },
          { header: t.records, number: true, cell: (p) => count(p.records) },
        ]}
      />
    </details>
  )
}

function Samples({ values, shown }: { values: string[]; shown: boolean }) {
  if (!shown) return <p className="mt-2 text-sm text-solid-gray-700">{t.hidden}</p>
  if (values.length === 0) return null
  return (
    <details className="mt-1">
      <summary className="min-h-11 cursor-pointer py-2 font-bold text-key-900 underline underline-offset-4">
        {t.samples}
      </summary>
      <ul className="ml-5 list-disc">
        {values.map((value) => (
          <li key={value} className="font-mono break-all">
            {value}
          </li>
        ))}
      </ul>
    </details>
  )
}

function Dataset({ found, complete, samples }: { found: FoundDataset; complete: boolean; samples: boolean }) {
  const everybody = found.total > 0 && found.units >= found.total
  return (
    <li className="rounded-8 border-2 border-solid-gray-420 p-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <h4 className="text-std-18B-160">{found.name}</h4>
        {found.weak && <Chip tone="yellow">{t.weak}</Chip>}
      </div>
      <p className="flex flex-wrap items-baseline gap-x-4">
        <span className="text-std-32B-150 tabular-nums">
          {!complete && <span className="text-std-18B-160">{t.atLeast} </span>}
          {count(found.units)}
          {found.counter}
        </span>
        {found.households > 0 && found.unit !== 'household' && (
          <span className="text-std-22B-150 tabular-nums">{t.households(found.households)}</span>
        )}
      </p>
      {found.total > 0 && (
        <p className="text-solid-gray-700">
          {t.of(
            found.total,
            found.counter,
            everybody ? (found.unit === 'person' ? t.all : t.allOthers) : share(found.units, found.total),
          )}
        </p>
      )}
      {found.weak && <p className="mt-1">{t.weakText}</p>}
      {found.evidence.length > 0 && (
        <div className="mt-3">
          <p className="font-bold">{t.proof}</p>
          <ul className="ml-5 list-disc">
            {found.evidence.map((e) => (
              <li key={e.attributes}>
                {t.proofLine(e.attributes, e.records)}
                {e.strong && <span className="ml-2 text-sm text-solid-gray-700">（{t.strong}）</span>}
              </li>
            ))}
          </ul>
        </div>
      )}
      <Places places={found.places} name={found.name} />
      <Samples values={found.samples} shown={samples} />
    </li>
  )
}

export function FoundDatasets({ report }: { report: InspectionReport }) {
  if (report.datasets.length === 0) return null
  return (
    <div>
      <h3 className="text-std-20B-150">{t.title}</h3>
      <p className="mb-3 text-solid-gray-700">{t.lead}</p>
      <ul className="grid gap-4">
        {report.datasets.map((found) => (
          <Dataset key={found.dataset} found={found} complete={report.complete} samples={report.samples_shown} />
        ))}
      </ul>
    </div>
  )
}

const first = (pattern: FoundPattern) => {
  const place = pattern.places[0]
  return place ? [place.path || t.file, place.rows].filter(Boolean).join('　') : '―'
}

export function FoundPatterns({ report }: { report: InspectionReport }) {
  if (report.patterns.length === 0) return null
  return (
    <div>
      <h3 className="text-std-20B-150">{t.patterns}</h3>
      <p className="mb-3 text-solid-gray-700">{t.patternsLead}</p>
      <DataTable
        caption={t.patternCaption}
        rows={report.patterns}
        rowKey={(p) => p.pattern}
        columns={[
          { header: t.kind, main: true, className: 'font-bold md:min-w-40', cell: (p) => p.ja },
          { header: t.records, number: true, cell: (p) => count(p.count) },
          { header: t.place, className: 'break-all md:min-w-48', cell: first },
          ...(report.samples_shown
            ? [
                {
                  header: t.samples,
                  className: 'font-mono break-all md:min-w-40',
                  cell: (p: FoundPattern) => p.samples.join('、') || '―',
                },
              ]
            : []),
        ]}
      />
    </div>
  )
}
