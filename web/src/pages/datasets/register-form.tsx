// The last step: what the dataset is called, and how confidential it is.
import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Confidentiality, DatasetFileView, DatasetRow, Done } from '../../api/types'
import { count } from '../../lib/numbers'
import { confidentialityWords } from '../../lib/words'
import { Button, ButtonRow } from '../../ui/button'
import { ErrorSummary } from '../../ui/error-summary'
import { Select, TextField } from '../../ui/field'
import { ErrorNotice, Notice } from '../../ui/notice'
import { useFaults } from '../../ui/use-form'
import { unitWords } from './words'

const t = {
  name: '照合データの名前',
  nameHelp: '検査の結果に出る名前です。例：住民基本台帳、令和4年度 給付金、児童手当の口座',
  nameMissing: '名前を入れてください。',
  classification: '情報資産の分類',
  classificationHelp: 'このデータそのものの機密性です。申請した情報資産の分類と比べます。',
  register: 'この内容で登録する',
  replace: 'この内容で置き換える',
  change: (from: string, to: string) => `いまの${from}から、${to}に変わります。`,
  fewer: '数が1割より多く減ります。抽出の条件が前と同じかを、確かめてください。',
}

export function RegisterForm({
  view,
  replaced,
  onDone,
}: {
  view: DatasetFileView
  replaced: DatasetRow | undefined
  onDone: () => void
}) {
  const [name, setName] = useState(replaced?.name ?? '')
  const [classification, setClassification] = useState<Confidentiality>(replaced?.classification ?? 'c3a')
  const form = useFaults()
  const run = useAction(async () => {
    await send<Done>('POST', `/api/dataset-files/${view.id}/run`, {
      dataset: replaced?.id ?? '',
      name: name.trim(),
      classification,
    })
    onDone()
  })
  const counter = unitWords[view.input.unit] ?? ''
  return (
    <form
      noValidate
      className="grid gap-5"
      onSubmit={(event) => {
        event.preventDefault()
        if (form.check([['dataset-name', name.trim() !== '', t.nameMissing]])) void run.run()
      }}
    >
      <ErrorSummary faults={form.faults} turn={form.turn} />
      <div className="grid gap-5 lg:grid-cols-2">
        <TextField
          id="dataset-name"
          label={t.name}
          help={t.nameHelp}
          required
          maxLength={60}
          value={name}
          onValue={setName}
          error={form.of('dataset-name')}
        />
        <Select
          label={t.classification}
          help={t.classificationHelp}
          required
          value={classification}
          onValue={(value) => setClassification(value as Confidentiality)}
          options={Object.entries(confidentialityWords).map(([value, label]) => ({ value, label }))}
          empty=""
        />
      </div>
      {replaced && (
        <Notice
          kind={view.units < replaced.units * 0.9 ? 'warning' : 'info'}
          title={t.change(`${count(replaced.units)}${replaced.counter}`, `${count(view.units)}${counter}`)}
        >
          {view.units < replaced.units * 0.9 && t.fewer}
        </Notice>
      )}
      <ErrorNotice error={run.error} />
      <ButtonRow>
        <Button type="submit" busy={run.busy}>
          {replaced ? t.replace : t.register}
        </Button>
      </ButtonRow>
    </form>
  )
}
