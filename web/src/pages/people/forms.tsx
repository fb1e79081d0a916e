import { useState } from 'react'
import { send } from '../../api/client'
import { useAction } from '../../api/hooks'
import type { Done, Role } from '../../api/types'
import { roleWords } from '../../lib/words'
import { Checkbox, Select, TextField } from '../../ui/field'
import { BoxForm } from '../../ui/form'
import { useFaults } from '../../ui/use-form'
import type { SectionView } from './people'

const t = {
  section: '課を登録する',
  sectionName: '課の名前',
  noName: '名前を入れてください。',
  officer: '職員を登録する',
  name: '名前',
  belongs: '課',
  belongsHelp: '部局長・CISOなど、課に属さない人は選ばなくてかまいません。',
  roles: '役割',
  noRole: '役割を1つ以上選んでください。',
  add: '登録する',
}

interface Props {
  onDone: () => void
  onCancel: () => void
}

export function NewSection({ onDone, onCancel }: Props) {
  const [name, setName] = useState('')
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('POST', '/api/sections', { name: name.trim() })
    onDone()
  })
  return (
    <BoxForm
      id="new-section"
      title={t.section}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.add}
      onCancel={onCancel}
      onSubmit={() => form.check([['section-name', name.trim() !== '', t.noName]]) && void act.run()}
    >
      <TextField
        id="section-name"
        label={t.sectionName}
        required
        value={name}
        onValue={setName}
        error={form.of('section-name')}
      />
    </BoxForm>
  )
}

const TOWN_ROLES = (Object.keys(roleWords) as Role[]).filter((r) => r !== 'contractor_manager' && r !== 'worker')

export function NewOfficer({ sections, onDone, onCancel }: Props & { sections: SectionView[] }) {
  const [name, setName] = useState('')
  const [section, setSection] = useState('')
  const [roles, setRoles] = useState<Role[]>(['officer'])
  const form = useFaults()
  const act = useAction(async () => {
    await send<Done>('POST', '/api/officers', { name: name.trim(), section, roles })
    onDone()
  })
  return (
    <BoxForm
      id="new-officer"
      title={t.officer}
      {...form}
      error={act.error}
      busy={act.busy}
      submit={t.add}
      onCancel={onCancel}
      onSubmit={() =>
        form.check([
          ['officer-name', name.trim() !== '', t.noName],
          [`officer-role-${TOWN_ROLES[0] ?? ''}`, roles.length > 0, t.noRole],
        ]) && void act.run()
      }
    >
      <TextField
        id="officer-name"
        label={t.name}
        required
        value={name}
        onValue={setName}
        error={form.of('officer-name')}
      />
      <Select
        label={t.belongs}
        help={t.belongsHelp}
        value={section}
        onValue={setSection}
        options={sections.map((s) => ({ value: s.id, label: s.name }))}
      />
      <fieldset>
        <legend className="font-bold">{t.roles}</legend>
        {TOWN_ROLES.map((role) => (
          <Checkbox
            key={role}
            id={`officer-role-${role}`}
            label={roleWords[role]}
            checked={roles.includes(role)}
            onChecked={(on) => setRoles(on ? [...roles, role] : roles.filter((r) => r !== role))}
          />
        ))}
      </fieldset>
    </BoxForm>
  )
}
