import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { Done, SheetFormView, SheetOwnLine } from '../../api/types'
import { Button, ButtonLink, ButtonRow } from '../../ui/button'
import { DataTable } from '../../ui/data'
import { TextArea, TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Load } from '../../ui/states'

const t = {
  title: 'チェックシートの様式',
  crumb: 'チェックシート',
  lead: '国の様式のとおりです。契約のときに、このまま会社に渡せます。',
  ministry: (version: string) => `国の項目（${version}の様式）`,
  caption: '国の項目',
  item: '項目',
  text: '確認事項',
  xlsx: '空の様式（Excel）',
  pdf: '空の様式（PDF）',
  own: '団体独自の項目',
  ownLead: '国の項目に続けて聞きます。これから書き始めるチェックシートに入ります。',
  noOwn: '独自の項目はありません。',
  change: '独自の項目を変える',
  add: '項目を増やす',
  remove: 'この項目をやめる',
  save: '独自の項目を決める',
  cancel: 'やめる',
  ownItem: '項目の名前',
  ownText: '確認すること',
  saved: '独自の項目を決めました。',
}

export function SheetFormPage() {
  const query = useQuery<SheetFormView>('/api/check-sheet')
  const [lines, setLines] = useState<SheetOwnLine[]>()
  const save = useAction(async () => {
    await send<Done>('PUT', '/api/check-sheet/lines', { lines: lines ?? [] })
    setLines(undefined)
    query.reload()
    return true
  })
  const [saved, setSaved] = useState(false)
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ to: '/sheets', label: t.crumb }]}>
      <ButtonRow className="mb-6">
        {(['xlsx', 'pdf'] as const).map((format) => (
          <ButtonLink
            key={format}
            look="secondary"
            reloadDocument
            download
            to={`/api/check-sheet/form?format=${format}`}
          >
            {t[format]}
          </ButtonLink>
        ))}
      </ButtonRow>
      <Load query={query}>
        {(form) => (
          <>
            <Section title={t.ministry(form.version)}>
              <DataTable
                caption={t.caption}
                rows={form.lines}
                rowKey={(line) => line.id}
                columns={[
                  {
                    header: t.item,
                    main: true,
                    cell: (line) => (
                      <>
                        <span className="font-bold">{line.item}</span>
                        <span className="block text-sm text-solid-gray-700">{line.id}</span>
                      </>
                    ),
                  },
                  { header: t.text, cell: (line) => line.text },
                ]}
              />
            </Section>
            <Section title={t.own} lead={t.ownLead}>
              {saved && <Notice kind="success" title={t.saved} live className="mb-4" />}
              {lines ? (
                <form
                  className="grid max-w-3xl gap-6"
                  noValidate
                  onSubmit={(event) => {
                    event.preventDefault()
                    void save.run().then((done) => setSaved(done === true))
                  }}
                >
                  {lines.map((line, i) => (
                    <div key={`${line.id} ${i}`} className="grid gap-3 rounded-8 border border-solid-gray-420 p-4">
                      <TextField
                        label={t.ownItem}
                        required
                        value={line.item}
                        onValue={(item) => setLines(lines.map((l, n) => (n === i ? { ...l, item } : l)))}
                      />
                      <TextArea
                        label={t.ownText}
                        required
                        maxLength={200}
                        value={line.text}
                        onValue={(text) => setLines(lines.map((l, n) => (n === i ? { ...l, text } : l)))}
                      />
                      <div>
                        <Button look="quiet" onClick={() => setLines(lines.filter((_, n) => n !== i))}>
                          {t.remove}
                        </Button>
                      </div>
                    </div>
                  ))}
                  <div>
                    <Button look="secondary" onClick={() => setLines([...lines, { id: '', item: '', text: '' }])}>
                      {t.add}
                    </Button>
                  </div>
                  <ErrorNotice error={save.error} />
                  <ButtonRow>
                    <Button type="submit" busy={save.busy}>
                      {t.save}
                    </Button>
                    <Button look="secondary" onClick={() => setLines(undefined)}>
                      {t.cancel}
                    </Button>
                  </ButtonRow>
                </form>
              ) : (
                <>
                  {form.own_lines.length === 0 ? (
                    <p>{t.noOwn}</p>
                  ) : (
                    <ol className="grid gap-2">
                      {form.own_lines.map((line) => (
                        <li key={line.id}>
                          <span className="font-bold">
                            {line.item}（{line.id}）
                          </span>
                          <span className="block">{line.text}</span>
                        </li>
                      ))}
                    </ol>
                  )}
                  {form.may.includes('change_sheet_lines') && (
                    <ButtonRow className="mt-4">
                      <Button
                        look="secondary"
                        onClick={() => {
                          setSaved(false)
                          setLines(form.own_lines)
                        }}
                      >
                        {t.change}
                      </Button>
                    </ButtonRow>
                  )}
                </>
              )}
            </Section>
          </>
        )}
      </Load>
    </Page>
  )
}
