import { useState } from 'react'
import { query, send, sendFile } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, SheetFileView, SheetView } from '../../api/types'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { DataTable } from '../../ui/data'
import { FilePicker } from '../../ui/file-picker'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Section } from '../../ui/page'

const t = {
  title: 'Excelの様式で答える',
  lead: '様式を受け取って記入し、ここで読み取ることもできます。国の様式（項目・確認事項・チェック欄）に記入したファイルも読み取れます。',
  xlsx: '様式（Excel）を受け取る',
  pdf: '様式（PDF）を受け取る',
  choose: '記入したファイルを選ぶ',
  again: '直したファイルを選ぶ',
  problems: (n: number) => `直していただくところが${n}か所あります。まだ何も保存していません。`,
  caption: '直していただくところ',
  row: '行',
  rowOf: (n: number, column: string) => (n > 0 ? `${n}行目${column && `　${column} 列`}` : '全体'),
  value: '入っている値',
  problem: 'どう直すか',
  ready: (n: number) => `${n}項目の答えを読み取りました。`,
  readyText: '保存すると、いまの答えと置き換わります。そのあとも、一つずつ直せます。',
  save: '読み取った答えを保存する',
}

export function FormFiles({ view, onImported }: { view: SheetView; onImported: () => void }) {
  const [read, setRead] = useState<SheetFileView>()
  const choose = useAction(async (file: File) => {
    setRead(undefined)
    setRead(await sendFile<SheetFileView>(`/api/sheets/${view.id}/file`, file))
  })
  const save = useAction(async () => {
    if (!read) return
    await send<Done>('PUT', `/api/sheets/${view.id}/answers`, {
      answers: read.answers,
      ...(read.contact ? { contact: read.contact } : {}),
    })
    setRead(undefined)
    onImported()
  })
  const form = (format: string) =>
    query('/api/check-sheet/form', { format, engagement: view.engagement, contractor: view.contractor })
  const good = read && read.problems.length === 0
  return (
    <Section title={t.title} lead={t.lead}>
      <div className="grid max-w-4xl gap-5">
        <ButtonRow>
          <ButtonLink look="secondary" reloadDocument download to={form('xlsx')}>
            {t.xlsx}
          </ButtonLink>
          <ButtonLink look="secondary" reloadDocument download to={form('pdf')}>
            {t.pdf}
          </ButtonLink>
        </ButtonRow>
        <FilePicker
          label={read && !good ? t.again : t.choose}
          quiet={good ?? false}
          accept=".xlsx,.csv"
          onFile={(file) => void choose.run(file)}
        />
        <ErrorNotice error={choose.error ?? save.error} />
        {read && !good && (
          <>
            <Notice kind="error" title={t.problems(read.problems.length)} live />
            <DataTable
              caption={t.caption}
              rows={read.problems}
              rowKey={(p) => `${p.row} ${p.column} ${p.value} ${p.text}`}
              columns={[
                { header: t.row, main: true, cell: (p) => t.rowOf(p.row, p.column) },
                { header: t.value, cell: (p) => p.value || '―' },
                { header: t.problem, cell: (p) => p.text },
              ]}
            />
          </>
        )}
        {read && good && (
          <>
            <Notice kind="success" title={t.ready(read.answers.length)} live>
              {t.readyText}
            </Notice>
            <div>
              <Button busy={save.busy} onClick={() => void save.run()}>
                {t.save}
              </Button>
            </div>
          </>
        )}
      </div>
    </Section>
  )
}
