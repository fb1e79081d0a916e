import { useParams } from 'react-router'
import { send } from '../../api/client'
import type { DatasetView, Done } from '../../api/types'
import { longTime } from '../../lib/dates'
import { count, fileSize } from '../../lib/numbers'
import { confidentialityWords } from '../../lib/words'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { Chip, DataTable, FactList } from '../../ui/data'
import { Notice } from '../../ui/notice'
import { Section } from '../../ui/page'
import { TextDialog } from '../../ui/text-dialog'
import { ThingPage } from '../../ui/thing-page'
import { Timeline } from '../../ui/timeline'

const t = {
  title: '照合データ',
  about: '登録の内容',
  name: '名前',
  classification: '情報資産の分類',
  units: '登録している数',
  households: '世帯の数',
  rows: '行の数',
  rowsOf: (n: number) => `${count(n)}行`,
  unmatchable: '見分けられないもの',
  unmatchableOf: (n: number, counter: string) => `${count(n)}${counter}（項目が足りません）`,
  encoding: '文字コード',
  index: '索引の大きさ',
  registered: '初めて登録した日時',
  imported: '取り込んだ日時',
  replaced: '置き換えた回数',
  times: (n: number) => `${count(n)}回`,
  columns: '使っている列',
  caption: '使っている列と、その意味',
  heading: '見出し',
  meaning: '意味',
  older: '列の意味は残っていません（コマンドで作った索引です）。',
  timeline: 'これまでの動き',
  held: '使っています',
  removed: '外しました',
  broken: '索引がありません。新しく抽出したファイルで置き換えてください。それまで、検査は終わりまで進みません。',
  replace: '新しいファイルで置き換える',
  remove: 'この照合データを外す',
  removeTitle: '照合データを外しますか',
  removeText: (name: string) =>
    `外すと、「${name}」に載っている人や口座を、検査で数えなくなります。預かっているファイルは、残りの照合データで検査し直します。`,
  reason: '外す理由',
  removedBy: (at: string, by: string) => `この照合データは、外されました（${at}　${by}）。`,
}

export function DatasetPage() {
  const { id } = useParams()
  return (
    <ThingPage<DatasetView, 'remove'>
      title={t.title}
      crumbs={[{ to: '/datasets', label: t.title }]}
      path={`/api/datasets/${id ?? ''}`}
      state={({ row }) => <Chip tone={row.held ? 'green' : 'gray'}>{row.held ? t.held : t.removed}</Chip>}
      step={({ row }, _, { onClose, onDone }) => (
        <TextDialog
          title={t.removeTitle}
          confirm={t.remove}
          danger
          label={t.reason}
          onClose={onClose}
          onSend={async (reason) => {
            await send<Done>('POST', `/api/datasets/${row.id}/remove`, { reason })
            onDone()
          }}
        >
          <p>{t.removeText(row.name)}</p>
        </TextDialog>
      )}
    >
      {({ row, timeline, may }, ask) => (
        <>
          {!row.held && (
            <Notice kind="info" title={t.removedBy(longTime(row.removed_at), row.removed_by)} className="mb-8">
              <p className="whitespace-pre-line">{row.remove_reason}</p>
            </Notice>
          )}
          {row.held && !row.usable && <Notice kind="error" title={t.broken} className="mb-8" />}
          <Section title={t.about}>
            <FactList
              lines={[
                [t.name, row.name],
                [t.classification, confidentialityWords[row.classification]],
                [
                  t.units,
                  <span key="units" className="text-std-20B-150">
                    {count(row.units)}
                    {row.counter}
                  </span>,
                ],
                row.households > 0 && row.unit !== 'household' && [t.households, `${count(row.households)}世帯`],
                row.rows > 0 && [t.rows, t.rowsOf(row.rows)],
                row.unmatchable > 0 && [t.unmatchable, t.unmatchableOf(row.unmatchable, row.counter)],
                row.encoding && [t.encoding, row.encoding],
                row.index_bytes > 0 && [t.index, fileSize(row.index_bytes)],
                [t.imported, `${longTime(row.imported_at)}　${row.imported_by}`],
                row.replaced > 0 && [t.replaced, t.times(row.replaced)],
                row.replaced > 0 && [t.registered, longTime(row.registered_at)],
              ]}
            />
            {row.held && may.length > 0 && (
              <ButtonRow className="mt-4">
                {may.includes('import_dataset') && (
                  <ButtonLink to={`/datasets/new?dataset=${row.id}`}>{t.replace}</ButtonLink>
                )}
                {may.includes('remove_dataset') && (
                  <Button look="secondary" onClick={() => ask('remove')}>
                    {t.remove}
                  </Button>
                )}
              </ButtonRow>
            )}
          </Section>
          <Section title={t.columns}>
            {row.columns.length > 0 ? (
              <DataTable
                caption={t.caption}
                rows={row.columns}
                rowKey={(c) => c.heading}
                columns={[
                  { header: t.heading, main: true, className: 'font-bold', cell: (c) => c.heading },
                  { header: t.meaning, cell: (c) => c.meaning_ja },
                ]}
              />
            ) : (
              <p>{t.older}</p>
            )}
          </Section>
          <Section title={t.timeline}>
            <Timeline items={timeline} />
          </Section>
        </>
      )}
    </ThingPage>
  )
}
