import type { ReactNode } from 'react'
import { TextArea } from './field'
import { FormDialog } from './form-dialog'

interface TextDialogProps {
  title: string
  children: ReactNode // what the act does
  label: string
  help?: string | undefined
  missing?: string // said when nothing was written
  confirm?: string
  danger?: boolean
  optional?: boolean
  rows?: number
  maxLength?: number
  onClose: () => void
  onSend: (text: string) => Promise<unknown>
}

/** Asks before an act that needs a written reason or the like. */
export function TextDialog({
  children,
  label,
  help,
  optional = false,
  rows = 3,
  maxLength,
  onSend,
  ...dialog
}: TextDialogProps) {
  return (
    <FormDialog
      {...dialog}
      start={{ text: '' }}
      optional={optional ? ['text'] : []}
      onSend={({ text }) => onSend(text)}
    >
      {(field) => (
        <>
          {children}
          <TextArea label={label} help={help} rows={rows} maxLength={maxLength} {...field('text')} />
        </>
      )}
    </FormDialog>
  )
}
