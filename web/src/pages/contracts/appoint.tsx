import { useState } from 'react'
import { send } from '../../api/client'
import { useAction, useQuery } from '../../api/hooks'
import type { components } from '../../api/schema'
import type { ContractRecord, Done, Items, WorkerView } from '../../api/types'
import { today } from '../../lib/dates'
import { postWords } from '../../lib/words'
import { Choices, DateField, Select, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { useFaults } from '../../ui/use-form'

type Post = components['schemas']['Post']

const t = {
  title: '責任者・データの管理責任者を届け出る',
  post: '役目',
  firm: '会社',
  worker: '登録されている従事者から選ぶ',
  notWorker: '従事者ではない人（下に名前を入れる）',
  name: '名前',
  since: 'いつから',
  submit: '届け出る',
  faults: {
    firm: '会社を選んでください。',
    name: '従事者を選ぶか、名前を入れてください。',
    since: 'いつからかを入れてください。',
  },
}

export function Appoint({
  engagement,
  firms,
  onDone,
  onCancel,
}: {
  engagement: string
  firms: ContractRecord['firms']
  onDone: () => void
  onCancel: () => void
}) {
  const [post, setPost] = useState<Post>('data_manager')
  const [contractor, setContractor] = useState(firms.length === 1 ? (firms[0]?.id ?? '') : '')
  const [worker, setWorker] = useState('')
  const [name, setName] = useState('')
  const [since, setSince] = useState(today())
  const workers = useQuery<Items<WorkerView>>(contractor ? `/api/workers?contractor=${contractor}` : null)
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('POST', `/api/engagements/${engagement}/appointments`, {
      contractor,
      post,
      worker,
      name: worker ? '' : name.trim(),
      since,
    })
    onDone()
  })
  return (
    <BoxForm
      id="appoint"
      title={t.title}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.submit}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['appoint-firm', contractor !== '', t.faults.firm],
          ['appoint-name', worker !== '' || name.trim() !== '', t.faults.name],
          ['appoint-since', since !== '', t.faults.since],
        ]) && void act.run()
      }
    >
      <Choices
        legend={t.post}
        name="post"
        required
        value={post}
        onValue={(value) => setPost(value as Post)}
        choices={(Object.keys(postWords) as Post[]).map((value) => ({ value, label: postWords[value] }))}
      />
      <Select
        id="appoint-firm"
        label={t.firm}
        required
        value={contractor}
        onValue={(value) => {
          setContractor(value)
          setWorker('')
        }}
        error={form.of('appoint-firm')}
        options={firms.map((f) => ({ value: f.id, label: f.name }))}
      />
      <Select
        label={t.worker}
        value={worker}
        onValue={setWorker}
        empty={t.notWorker}
        options={(workers.data?.items ?? []).filter((w) => !w.left).map((w) => ({ value: w.id, label: w.name }))}
      />
      {!worker && (
        <TextField
          id="appoint-name"
          label={t.name}
          required
          value={name}
          onValue={setName}
          error={form.of('appoint-name')}
        />
      )}
      <DateField
        id="appoint-since"
        label={t.since}
        required
        value={since}
        onValue={setSince}
        error={form.of('appoint-since')}
      />
    </BoxForm>
  )
}
