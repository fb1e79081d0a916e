import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done } from '../../api/types'
import { TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { useFaults } from '../../ui/use-form'

const t = {
  title: '委託事業者を登録する',
  name: '会社の名前',
  corporate: '法人番号',
  corporateHelp: '13けたの数字',
  submit: '登録する',
  noName: '会社の名前を入れてください。',
  noNumber: '法人番号は、13けたの数字で入れてください。',
}

export function NewContractor({ onDone, onCancel }: { onDone: () => void; onCancel: () => void }) {
  const [name, setName] = useState('')
  const [number, setNumber] = useState('')
  const form = useFaults()
  const digits = number.normalize('NFKC').replace(/[\s-]/g, '')
  const act = useAction(async () => {
    await send<Done>('POST', '/api/contractors', { name: name.trim(), corporate_number: digits })
    onDone()
  })
  return (
    <BoxForm
      id="new-contractor"
      title={t.title}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.submit}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['firm-name', name.trim() !== '', t.noName],
          ['firm-number', /^\d{13}$/.test(digits), t.noNumber],
        ]) && void act.run()
      }
    >
      <TextField id="firm-name" label={t.name} required value={name} onValue={setName} error={form.of('firm-name')} />
      <TextField
        id="firm-number"
        label={t.corporate}
        help={t.corporateHelp}
        required
        inputMode="numeric"
        value={number}
        onValue={setNumber}
        error={form.of('firm-number')}
      />
    </BoxForm>
  )
}
