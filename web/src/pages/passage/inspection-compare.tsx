// What the application says it contains, beside what was found.
import type { Comparison } from '../../api/types'
import { Chip, DataTable } from '../../ui/data'

const t = {
  title: '申請に書かれていることとの違い',
  caption: '申請に書かれていることと、見つかったもの',
  topic: '項目',
  said: '申請では',
  found: '検査では',
  result: '比べた結果',
  agrees: '合っています',
  differs: '違っています',
  look: '見比べてください',
}

const topics: Record<string, string> = {
  production: '本番データ（住民の情報）',
  personal_data: '個人情報',
  classification: '情報資産の分類',
  content: 'データの内容',
}

export function ComparisonTable({ lines }: { lines: Comparison[] }) {
  if (lines.length === 0) return null
  return (
    <div>
      <h3 className="mb-2 text-std-20B-150">{t.title}</h3>
      <DataTable
        caption={t.caption}
        rows={lines}
        rowKey={(line) => line.topic}
        columns={[
          { header: t.topic, main: true, className: 'font-bold md:min-w-32', cell: (l) => topics[l.topic] ?? l.topic },
          { header: t.said, className: 'whitespace-pre-line md:min-w-36', cell: (l) => l.said },
          { header: t.found, className: 'md:min-w-36', cell: (l) => l.found },
          {
            header: t.result,
            bare: true,
            cell: (l) =>
              !l.judged ? (
                <span>{t.look}</span>
              ) : (
                <Chip tone={l.agrees ? 'green' : 'red'}>{l.agrees ? t.agrees : t.differs}</Chip>
              ),
          },
        ]}
      />
    </div>
  )
}
