import { useState, type ReactNode } from 'react'
import { useAction } from '../api/hooks'
import { ConfirmDialog } from './dialog'

const t = { missing: '入力してください。' }

/** What a field component needs, by the name of the value: `<TextField label={…} {...field('place')} />`. */
export interface FormField {
  value: string
  onValue: (value: string) => void
  required: boolean
  error: string | undefined
}

interface FormDialogProps<T> {
  title: string
  confirm?: string // the title, where it says it already
  danger?: boolean
  start: T
  /** Those that may stay empty, as things stand. */
  optional?: readonly (keyof T)[] | ((form: T) => readonly (keyof T)[])
  missing?: string // said below a field that is empty
  onClose: () => void
  onSend: (form: T) => Promise<unknown> // without blanks around the values
  children: (field: (name: keyof T) => FormField, form: T) => ReactNode
}

/** A form in a dialog: says what is missing once it is tried, and sends when all is there. */
export function FormDialog<T extends Record<string, string>>({
  title,
  confirm = title,
  start,
  optional = [],
  missing = t.missing,
  onSend,
  children,
  ...dialog
}: FormDialogProps<T>) {
  const [form, setForm] = useState(start)
  const [tried, setTried] = useState(false)
  const trimmed = Object.fromEntries(Object.entries(form).map(([name, value]) => [name, value.trim()])) as T
  const free = typeof optional === 'function' ? optional(form) : optional
  const empty = (name: keyof T) => !free.includes(name) && trimmed[name] === ''
  const act = useAction(async () => void (await onSend(trimmed)))
  return (
    <ConfirmDialog
      {...dialog}
      title={title}
      confirm={confirm}
      open
      onConfirm={() => {
        setTried(true)
        if (!(Object.keys(form) as (keyof T)[]).some((name) => empty(name))) void act.run()
      }}
      busy={act.busy}
      error={act.error}
    >
      {children(
        (name) => ({
          value: form[name] ?? '',
          onValue: (value) => setForm((old) => ({ ...old, [name]: value })),
          required: !free.includes(name),
          error: tried && empty(name) ? missing : undefined,
        }),
        form,
      )}
    </ConfirmDialog>
  )
}
