import { useSearchParams } from 'react-router'
import { sendFile, query } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { ImportKindView, ImportView, Items } from '../../api/types'
import { buttonClass } from '../../ui/button'
import { Choices } from '../../ui/field'
import { FilePicker } from '../../ui/file-picker'
import { ErrorNotice } from '../../ui/notice'
import { Page, Section } from '../../ui/page'
import { Empty, Load, Loading } from '../../ui/states'
import { ImportPanel } from './panel'
import { kindWords } from './words'

const t = {
  title: 'まとめて登録・書き出し',
  lead: 'Excel（xlsx）かCSVのファイルで、たくさんの登録を一度に行えます。登録する前に、すべての行を確かめます。問題が1つでもあるときは、何も登録しません。',
  contracts: '委託',
  import: 'まとめて登録する',
  none: 'まとめて登録できるものがありません。登録は、情報セキュリティ管理者（課長）か、委託事業者の責任者が行います。',
  kind: '何を登録しますか',
  choose: 'ファイルを選ぶ',
  sending: 'ファイルを読み取っています…',
  form: '書式（Excel）を受け取る',
  formHelp:
    '書式に入れると、列をそのまま読み取れます。お手元の表も、1行目に見出しがあれば使えます。1回に10万行、24MBまでです。',
  export: '一覧を書き出す',
  exportLead: 'あなたの画面で見られる範囲を、ファイルにします。書き出したことは、記録に残ります。',
  noExport: '書き出せる一覧がありません。',
  as: { xlsx: 'Excel', csv: 'CSV' },
  take: (what: string, format: string) => `${what}を${format}で書き出す`,
}

function Exports({ kinds }: { kinds: ImportKindView[] }) {
  const open = kinds.filter((k) => k.may_export)
  if (open.length === 0) return <Empty>{t.noExport}</Empty>
  return (
    <ul className="grid gap-4">
      {open.map(({ kind }) => (
        <li key={kind} className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b border-solid-gray-300 pb-4">
          <span className="min-w-32 font-bold">{kindWords[kind]}</span>
          <span className="flex gap-3">
            {(['xlsx', 'csv'] as const).map((format) => (
              <a
                key={format}
                href={query(`/api/exports/${kind}`, { format })}
                download=""
                aria-label={t.take(kindWords[kind], t.as[format])}
                className={buttonClass('secondary')}
              >
                {t.as[format]}
              </a>
            ))}
          </span>
        </li>
      ))}
    </ul>
  )
}

function Chooser({ kinds, onFile }: { kinds: ImportKindView[]; onFile: (view: ImportView) => void }) {
  const [search, setSearch] = useSearchParams()
  const open = kinds.filter((k) => k.may_import)
  const kind = open.find((k) => k.kind === search.get('kind'))?.kind ?? open[0]?.kind
  const act = useAction(async (file: File) => {
    onFile(await sendFile<ImportView>(query('/api/imports', { kind, name: file.name }), file))
  })
  if (!kind) return <Empty>{t.none}</Empty>
  return (
    <div className="grid gap-5">
      <Choices
        legend={t.kind}
        required
        name="kind"
        value={kind}
        onValue={(value) => setSearch({ kind: value }, { replace: true })}
        choices={open.map((k) => ({ value: k.kind, label: kindWords[k.kind] }))}
      />
      <ErrorNotice error={act.error} />
      {act.busy ? (
        <Loading text={t.sending} />
      ) : (
        <FilePicker label={t.choose} accept=".xlsx,.csv,.txt,.tsv" onFile={(file) => void act.run(file)} />
      )}
      <p className="text-solid-gray-700">{t.formHelp}</p>
      <p>
        <a
          href={query(`/api/exports/${kind}/form`, { format: 'xlsx' })}
          download=""
          className={buttonClass('secondary')}
        >
          {t.form}
        </a>
      </p>
    </div>
  )
}

export function ImportsPage() {
  const [search, setSearch] = useSearchParams()
  const kinds = useQuery<Items<ImportKindView>>('/api/imports')
  const id = search.get('id')
  const again = () => setSearch(search.get('kind') ? { kind: search.get('kind') ?? '' } : {})
  return (
    <Page title={t.title} lead={t.lead} crumbs={[{ to: '/contracts', label: t.contracts }]}>
      <Load query={kinds}>
        {({ items }) => (
          <>
            <Section title={t.import}>
              {id ? (
                <ImportPanel key={id} id={id} onAgain={again} />
              ) : (
                <Chooser kinds={items} onFile={(view) => setSearch({ kind: view.kind, id: view.id })} />
              )}
            </Section>
            {!id && (
              <Section title={t.export} lead={t.exportLead}>
                <Exports kinds={items} />
              </Section>
            )}
          </>
        )}
      </Load>
    </Page>
  )
}
