// An extract comes in: chosen, looked at, its columns corrected, confirmed.
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { query, sendExtract } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { DatasetFileView, DatasetList } from '../../api/types'
import { fileSize, percent } from '../../lib/numbers'
import { Progress } from '../../ui/data'
import { FilePicker } from '../../ui/file-picker'
import { ErrorNotice, Notice } from '../../ui/notice'
import { Page } from '../../ui/page'
import { Load } from '../../ui/states'
import { ExtractPanel } from './extract-panel'

const t = {
  title: '照合データを登録する',
  replaceTitle: (name: string) => `「${name}」を置き換える`,
  crumb: '照合データ',
  lead: '業務システムから抽出したファイルを選んでください。確かめるだけでは、何も登録しません。',
  replaceLead:
    '新しく抽出したファイルを選んでください。登録するまで、いまの照合データを使い続けます。置き換えるときも、検査は止まりません。',
  about:
    'CSV、TSV、固定長、Excel（xlsx）を、Shift_JIS、UTF-8、UTF-16、EUC-JPで読めます。512MBまでです。ファイルはメモリーの中だけで扱い、保存しません。',
  choose: '抽出したファイルを選ぶ',
  sending: (name: string) => `「${name}」を送っています`,
  of: (sent: number, all: number) => `${fileSize(sent)} / ${fileSize(all)}`,
  forbidden: '照合データを登録できるのは、情報システム管理者と統括情報セキュリティ責任者です。',
}

function Chooser({ replaces, onFile }: { replaces: string; onFile: (view: DatasetFileView) => void }) {
  const [sent, setSent] = useState<{ name: string; sent: number; size: number }>()
  const act = useAction(async (file: File) => {
    setSent({ name: file.name, sent: 0, size: file.size })
    const view = await sendExtract<DatasetFileView>(
      query('/api/dataset-files', { dataset: replaces }),
      file,
      (done, size) => setSent({ name: file.name, sent: done, size }),
    )
    onFile(view)
  })
  return (
    <div className="grid gap-5">
      <p>{replaces ? t.replaceLead : t.lead}</p>
      <p className="text-solid-gray-700">{t.about}</p>
      <ErrorNotice error={act.error} />
      {act.busy && sent ? (
        <Progress
          label={t.sending(sent.name)}
          value={percent(sent.sent, sent.size)}
          detail={t.of(sent.sent, sent.size)}
        />
      ) : (
        <FilePicker label={t.choose} accept=".csv,.tsv,.txt,.dat,.xlsx" onFile={(file) => void act.run(file)} />
      )}
    </div>
  )
}

export function ExtractPage() {
  const [search, setSearch] = useSearchParams()
  const list = useQuery<DatasetList>('/api/datasets')
  const replaces = search.get('dataset') ?? ''
  const id = search.get('file')
  const go = (file?: string) =>
    setSearch({ ...(replaces ? { dataset: replaces } : {}), ...(file ? { file } : {}) }, { replace: true })
  const replaced = list.data?.items.find((row) => row.id === replaces)
  return (
    <Page title={replaced ? t.replaceTitle(replaced.name) : t.title} crumbs={[{ to: '/datasets', label: t.crumb }]}>
      <Load query={list}>
        {({ may, meanings }) =>
          !may.includes('import_dataset') ? (
            <Notice kind="info" title={t.forbidden} />
          ) : id ? (
            <ExtractPanel key={id} id={id} replaced={replaced} meanings={meanings} onAgain={() => go()} />
          ) : (
            <Chooser replaces={replaces} onFile={(view) => go(view.id)} />
          )
        }
      </Load>
    </Page>
  )
}
