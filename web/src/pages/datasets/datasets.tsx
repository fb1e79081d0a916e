import { useQuery } from '../../api/hooks'
import type { DatasetList, DatasetRow } from '../../api/types'
import { longTime } from '../../lib/dates'
import { count } from '../../lib/numbers'
import { confidentialityWords } from '../../lib/words'
import { ButtonLink, TextLink } from '../../ui/button'
import { Chip, DataTable } from '../../ui/data'
import { Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load } from '../../ui/states'

const t = {
  title: '照合データ',
  lead: '渡されるファイルに「だれの情報が何人分入っているか」を数えるための、自治体のデータです。鍵をかけた目印だけを持ち、氏名や番号そのものは持ちません。',
  make: '照合データを登録する',
  used: '使っているもの',
  removed: '外したもの',
  caption: '照合データの一覧',
  captionRemoved: '外した照合データの一覧',
  name: '名前',
  size: '登録している数',
  households: (n: number) => `${count(n)}世帯`,
  columns: '使っている列',
  at: '取り込んだ日時',
  replaced: (n: number) => `${count(n)}回置き換え`,
  state: '状態',
  usable: '使えます',
  broken: '索引がありません。もう一度登録してください。',
  reason: '外した理由',
  removedAt: '外した日時',
  none: 'まだ1つも登録されていません。',
  noneText: '登録するまでは、どのファイルも「本番データはない」とは判定されません。',
}

function Held({ rows }: { rows: DatasetRow[] }) {
  return (
    <DataTable
      caption={t.caption}
      rows={rows}
      rowKey={(row) => row.id}
      columns={[
        {
          header: t.name,
          main: true,
          className: 'md:min-w-48',
          cell: (row) => (
            <>
              <TextLink to={`/datasets/${row.id}`} className="inline-block py-1 font-bold">
                {row.name}
              </TextLink>
              <span className="block text-sm text-solid-gray-700">{confidentialityWords[row.classification]}</span>
            </>
          ),
        },
        {
          header: t.size,
          number: true,
          cell: (row) => (
            <>
              <span className="text-std-18B-160 whitespace-nowrap">
                {count(row.units)}
                {row.counter}
              </span>
              {row.households > 0 && row.unit !== 'household' && (
                <span className="block text-sm">{t.households(row.households)}</span>
              )}
            </>
          ),
        },
        {
          header: t.columns,
          cell: (row) => [...new Set(row.columns.map((c) => c.meaning_ja))].join('、') || '―',
        },
        {
          header: t.at,
          cell: (row) => (
            <>
              {longTime(row.imported_at)}
              <span className="block text-sm text-solid-gray-700">
                {[row.imported_by, row.replaced > 0 && t.replaced(row.replaced)].filter(Boolean).join('　')}
              </span>
            </>
          ),
        },
        {
          header: t.state,
          cell: (row) => (row.usable ? <Chip tone="green">{t.usable}</Chip> : <span>{t.broken}</span>),
        },
      ]}
    />
  )
}

export function DatasetsPage() {
  const list = useQuery<DatasetList>('/api/datasets')
  const may = list.data?.may.includes('import_dataset') ?? false
  return (
    <Page title={t.title} lead={t.lead} crumbs={[]} aside={may && <ButtonLink to="/datasets/new">{t.make}</ButtonLink>}>
      <Load query={list}>
        {({ items }) => {
          const held = items.filter((row) => row.held)
          const removed = items.filter((row) => !row.held)
          return (
            <>
              <Section title={t.used}>
                {held.length > 0 ? (
                  <Held rows={held} />
                ) : (
                  <>
                    <Empty>{t.none}</Empty>
                    <Notice kind="warning" title={t.noneText} className="mt-4" />
                  </>
                )}
              </Section>
              {removed.length > 0 && (
                <Section title={t.removed}>
                  <DataTable
                    caption={t.captionRemoved}
                    rows={removed}
                    rowKey={(row) => row.id}
                    columns={[
                      {
                        header: t.name,
                        main: true,
                        cell: (row) => (
                          <TextLink to={`/datasets/${row.id}`} className="inline-block py-1 font-bold">
                            {row.name}
                          </TextLink>
                        ),
                      },
                      { header: t.removedAt, cell: (row) => `${longTime(row.removed_at)}　${row.removed_by}` },
                      { header: t.reason, className: 'whitespace-pre-line', cell: (row) => row.remove_reason },
                    ]}
                  />
                </Section>
              )}
            </>
          )
        }}
      </Load>
    </Page>
  )
}
